### Bài nào dạy câu nào (tramso-studio coverage).

coverage-required = BÀI { $lesson } (bắt buộc): { $title }
coverage-further = BÀI { $lesson } (học thêm): { $title }
coverage-not-asked = {"    "}(chưa có câu nào hỏi điều này)
coverage-untaught = Câu mà bài học ghi kèm không dạy: { $n }
coverage-item = {"      "}{ $asked } người được hỏi; chọn từng phương án (đáp án trước): { $shares }
coverage-few-right = {"      "}▲ Ít người đúng: xem lại câu hỏi, rồi xem bài học dạy đã rõ chưa.
coverage-most-right = {"      "}▲ Gần như ai cũng đúng: phương án sai quá lộ, hoặc điều ai cũng biết.
coverage-wrong-leads = {"      "}▲ Một phương án sai được chọn nhiều hơn đáp án: kiểm tra lại đáp án.
coverage-idle-option = {"      "}▲ Có phương án không ai chọn: thay bằng điều người ta hay tưởng.
