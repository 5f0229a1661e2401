now-choose = { $n ->
    [1] Bấm số 1.
    [2] Bấm số 1 hoặc số 2 để chọn.
   *[other] Bấm số 1 đến { $n } để chọn.
}
now-remind = { $n ->
    [1] Mời { $who } bấm số 1 trước đã.
    [2] Mời { $who } bấm số 1 hoặc số 2 trước đã.
   *[other] Mời { $who } bấm một số từ 1 đến { $n } trước đã.
}
now-code = Đưa máy ảnh điện thoại vào ô vuông. Xong thì bấm Enter.
now-consent = Bấm 1 nếu đồng ý, 2 nếu không, 3 để xem thêm.
now-number = Nhập 12 chữ số rồi bấm Enter, hoặc quét mã trên thẻ.
now-number-again = Nhập lại 12 chữ số ấy, rồi bấm Enter.
now-type = Gõ vào ô sáng, xong thì bấm Enter.
now-type-if-any = Gõ vào ô sáng rồi bấm Enter. Không có thì để trống, bấm Enter.
now-picked = Bấm Enter để tiếp tục. Chọn nhầm thì bấm số khác.
now-groups = Bấm số để chọn, bấm lại để bỏ. Xong thì bấm Enter.
now-search = Gõ vài chữ của tên, rồi bấm số để chọn.
now-further = Bấm số để mở bài, bấm ← để quay lại.
now-page-next = Đọc xong thì bấm → để sang trang.
now-page-check = Bấm → để trả lời câu hỏi nhỏ.
now-page-end = Đọc xong thì bấm → để kết thúc bài.
now-check-again = Mời { $who } đọc lại, rồi chọn câu khác.
now-check-this = Mời { $who } bấm số { $n }.
now-go-on = Bấm Enter để tiếp tục.
now-answer-first = Mời { $who } bấm số 1 đến { $n } để chọn, hoặc bấm → để qua câu khác.
now-saved-last = Đã lưu. Bấm Enter để xem cả bài.
now-saved-blank = Đã lưu. Bấm Enter để sang câu chưa trả lời.
now-marked-last = Bấm Enter để xem đã trả lời đủ chưa.
now-open-blank = Bấm Enter để mở câu { $n }, chưa trả lời.
now-open = Bấm Enter để mở câu { $n }. Bấm 0 để nộp bài.
now-hand-in = Bấm Enter để nộp bài.
now-review-next = Đọc xong thì bấm → để xem câu sau.
now-review-end = Đọc xong thì bấm → để về kết quả.
now-write = Viết xong thì bấm Enter.
now-slip = Chụp ảnh phiếu này, rồi bấm Enter để đi tiếp.
now-slip-again = Bấm Enter để về phiếu.
now-app = Bấm số để chọn. Xong thì bấm Enter.
now-app-tick = Mời người hỗ trợ bấm 3, 4 hoặc 5. Không đánh dấu thì bấm Enter.
now-app-code = Đưa máy ảnh điện thoại vào ô vuông. Cài xong thì bấm 3.
now-any-key = Bấm phím bất kỳ để làm tiếp.
now-read = Đọc xong thì bấm Enter.
now-secret = Mời người hỗ trợ gõ vào ô sáng rồi bấm Enter.
now-wait = Xin chờ một chút…
now-leave = Bấm Esc để quay lại.
now-desk = Bấm số hoặc chữ đứng trước để mở.
now-passphrase = Gõ câu mật khẩu rồi bấm Enter.
now-this = Bấm Enter để chọn dòng có dấu ▶.
now-open-this = Bấm Enter để mở câu { $n }.
now-next-question = Bấm Enter để sang câu sau.
now-unit = { $n ->
    [1] Bấm 1 nếu ở đây; nơi khác thì gõ vài chữ của tên.
   *[other] Bấm số từ 1 đến { $n } để chọn; nơi khác thì gõ vài chữ của tên.
}
