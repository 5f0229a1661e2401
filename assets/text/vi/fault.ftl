### Lỗi trong thư mục nội dung: điều đang sai, và .now là việc cần làm. Người đọc soạn nội dung, không viết chương trình.
### Câu đứng sau tệp, dòng và quy tắc, nên không nhắc lại những thứ đó.

fault-warning = { $now } (Lời nhắc: chưa sửa thì nội dung vẫn dùng được.)

## Tệp và cách viết

fault-syntax = Không hiểu được dòng này, từ ký tự thứ { $column }.
    .now = Thường là thiếu dấu ngoặc kép, dấu bằng hoặc dấu ngoặc vuông; so với một dòng đúng rồi sửa.
fault-curly-quotes = Giá trị nằm trong dấu ngoặc kép cong “ ”, từ ký tự thứ { $column }.
    .now = Xóa hai dấu cong rồi gõ lại dấu ngoặc kép thẳng "; tắt mục tự đổi dấu ngoặc của phần mềm soạn thảo.
fault-day-form = Ngày ở dòng này viết chưa đúng cách.
    .now = Viết năm-tháng-ngày, tháng và ngày đủ hai chữ số, không có dấu ngoặc kép, ví dụ 2026-11-22.
fault-stray-line = Dòng này không thuộc phần nào của bài học.
    .now = Xem lại dấu ở đầu dòng (## trang, - ý, 1. bước, ! ghi nhớ, ?? câu hỏi) và chỗ đặt dòng; nếu thừa thì xóa.
fault-step-number = Số thứ tự của bước không đúng, ở đây phải là bước { $expected }.
    .now = Đánh số các bước liền nhau từ 1, giữa các bước không để dòng trống.
fault-lesson-title = Bài học chưa có tên.
    .now = Viết tên bài ở dòng đầu, sau dấu # và một dấu cách.
fault-missing-key = Thiếu mục «{ $key }».
    .now = Thêm mục đó; xem một chỗ đã viết đúng để biết cách ghi.
fault-unknown-key = Ở chỗ này không có mục nào tên «{ $key }».
    .now = Nếu gõ nhầm thì sửa lại tên mục; nếu thừa thì xóa.
fault-wrong-value = Giá trị của mục «{ $key }» không dùng được.
    .now = Ghi lại giá trị này: { $wanted }.
fault-file-too-large = Tệp lớn { $size } KB, nhiều nhất { $most } KB.
    .now = Chia thành nhiều tệp nhỏ hơn.
fault-too-many-questions = Bộ nội dung có hơn { $most } câu hỏi.
    .now = Bỏ bớt câu hỏi cho còn nhiều nhất { $most } câu.
fault-missing-file = Thư mục nội dung thiếu «{ $name }».
    .now = Thêm «{ $name }» vào thư mục; bộ mẫu: tramso-studio new TÊN-THƯ-MỤC.
fault-unknown-file = Tệp này không thuộc bộ nội dung nên bị bỏ qua.
    .now = Bài học đặt trong thư mục lessons, tên có đuôi .md; câu hỏi đặt trong questions, tên có đuôi .toml; tệp thừa thì xóa.
fault-not-utf8 = Chữ trong tệp không theo bảng mã UTF-8 nên không đọc được.
    .now = Mở tệp rồi lưu lại, chọn bảng mã UTF-8.
fault-path = Tên tệp hoặc tên thư mục không dùng được.
    .now = Đặt tên ngắn, chỉ gồm chữ không dấu, chữ số, dấu chấm và gạch nối.
fault-path-twice = Có hai tệp cùng tên này.
    .now = Giữ lại một tệp.
fault-too-many = Có hơn { $listed } lỗi; các lỗi sau không kể ra.
    .now = Xem có đúng là thư mục nội dung không; nếu đúng, sửa các lỗi đã kể rồi kiểm tra lại.

## Giá trị mà một mục nhận

fault-wanted-text = một đoạn chữ trong dấu ngoặc kép
fault-wanted-whole = một số nguyên từ { $from } đến { $to }, chỉ gồm chữ số
fault-wanted-yes-no = true (có) hoặc false (không)
fault-wanted-date = một ngày có thật, viết năm-tháng-ngày, ví dụ 2026-01-31, không có dấu ngoặc kép
fault-wanted-texts = các đoạn chữ trong dấu ngoặc vuông, cách nhau bằng dấu phẩy, ví dụ ["một", "hai"]
fault-wanted-tables = nhiều khối «{ $key }», viết như trong bộ nội dung mẫu cong-dan-so
fault-wanted-table = một khối mở đầu bằng dòng [{ $key }]
fault-wanted-one-of = một trong các chữ { $list }
fault-wanted-contest-id = chữ thường không dấu, chữ số và gạch nối, nhiều nhất 32 ký tự, ví dụ cds-hp-2025
fault-wanted-lesson-id = số chuyên đề, dấu chấm, số bài, ví dụ 2.1
fault-wanted-question-id = chữ không dấu, chữ số và gạch nối, nhiều nhất 24 ký tự, ví dụ A-001
fault-wanted-fact-id = các mã dữ kiện cách nhau bằng dấu cách, không có dấu phẩy, ví dụ A01 A02
fault-wanted-unit-code = mã xã, phường hoặc đặc khu gồm đúng 5 chữ số, ví dụ "11113"
fault-wanted-phone = số điện thoại chỉ gồm chữ số và dấu cách, ví dụ "0900 000 000"

## Cuộc thi

fault-dates = Ngày đóng cuộc thi ở trước ngày mở.
    .now = Sửa ngày mở (opens) hoặc ngày đóng (closes).
fault-topic-number = Số của chuyên đề không theo thứ tự, ở đây phải là { $expected }.
    .now = Đánh số các chuyên đề liền nhau từ 1, theo thứ tự trong tệp.
fault-blueprint-topic = Cơ cấu đề thi nhắc tới chuyên đề { $topic }, cuộc thi không có chuyên đề này.
    .now = Sửa số chuyên đề ở mục blueprint, hoặc thêm chuyên đề đó vào cuộc thi.
fault-blueprint-lacks = Đề thi không có câu nào của chuyên đề { $topic }.
    .now = Thêm chuyên đề đó và số câu vào mục blueprint.
fault-blueprint-size = Đề thi có { $questions } câu, nhiều nhất { $most }.
    .now = Giảm số câu (count) ở mục blueprint.
fault-link-not-https = Đường dẫn không bắt đầu bằng «https://».
    .now = Chép lại cả đường dẫn, kể cả «https://» ở đầu.
fault-link-host = Đường dẫn không tới kho ứng dụng chính thức, cũng không tới trang của cơ quan nhà nước.
    .now = Dùng đường dẫn của play.google.com, apps.apple.com hoặc trang có đuôi .gov.vn.
fault-link-help-host = Đường dẫn trợ giúp không tới nhóm Zalo, Google Tài liệu, Google Drive, YouTube, cũng không tới trang của cơ quan nhà nước.
    .now = Dùng đường dẫn của zalo.me, docs.google.com, drive.google.com, www.youtube.com, youtu.be hoặc trang có đuôi .gov.vn.
fault-help-links = Có hơn { $most } đường dẫn trợ giúp; cửa sổ trợ giúp không đủ chỗ.
    .now = Chọn { $most } đường dẫn cần nhất.
fault-help-title = Tên đường dẫn trợ giúp dài { $chars } ký tự, nhiều nhất là { $most }.
    .now = Viết ngắn lại, ví dụ: Nhóm Zalo hỗ trợ cuộc thi.
fault-certificate-text = Mẫu giấy chứng nhận: { $key } dài { $chars } ký tự, nhiều nhất là { $most }.
    .now = Viết ngắn lại cho vừa chỗ trên giấy.
fault-certificate-signers = Mẫu giấy chứng nhận có hơn { $most } người ký; trên giấy không đủ chỗ.
    .now = Giữ lại nhiều nhất { $most } người ký.
fault-certificate-logo-missing = Không có tệp { $path } mà mẫu giấy chứng nhận nêu làm logo.
    .now = Chép tệp PNG vào thư mục certificate của bộ nội dung, hoặc bỏ dòng logo.
fault-certificate-logo-kind = Logo { $path } không phải PNG (là { $kind }).
    .now = Lưu lại hình thành tệp PNG rồi chép vào thư mục certificate.
fault-certificate-logo-damaged = Logo { $path } bị hỏng hoặc thiếu phần cuối.
    .now = Xin lại tệp gốc, mở xem được rồi mới chép vào.
fault-certificate-logo-bytes = Logo { $path } nặng { $size } KB, nhiều nhất là { $most } KB: hình nằm trong từng giấy chứng nhận.
    .now = Thu nhỏ hình rồi lưu lại thành PNG.
fault-certificate-logo-pixels = Logo { $path } rộng { $width }, cao { $height } điểm ảnh; mỗi cạnh từ { $least } đến { $most }.
    .now = Đổi cỡ hình rồi lưu lại thành PNG.
fault-link-sign = Đường dẫn có dấu cách, chữ có dấu hoặc ký tự khác mà mã QR không nhận.
    .now = Mở trang đó rồi chép lại đường dẫn.
fault-link-too-long = Đường dẫn dài { $bytes } ký tự, kể cả phần máy ghi thêm; mã QR chứa nhiều nhất { $most }.
    .now = Dùng đường dẫn ngắn hơn.
fault-link-not-official = Đường dẫn cài ứng dụng chưa được ghi nhận là đường dẫn chính thức.
    .now = Quét mã QR chính thức để lấy đường dẫn, rồi ghi official = true.
fault-pass-mark = Mức đạt là { $mark } câu đúng, nhưng đề chỉ có { $questions } câu.
    .now = Giảm mức đạt (pass_mark), hoặc tăng số câu của đề.
fault-message-bounds = Độ dài ít nhất của lời chia sẻ ({ $from } ký tự) lớn hơn độ dài nhiều nhất ({ $up_to } ký tự).
    .now = Sửa một trong hai mục message_from và message_up_to.
fault-paper-ranks = Thể lệ tính giải cá nhân cho bài thi giấy, nhưng không cho in đề giấy.
    .now = Bỏ dòng paper_ranks = true, hoặc cho in đề giấy (on_paper = true).
fault-station-unit = Mã { $code } không phải của xã, phường hoặc đặc khu nào trong danh sách.
    .now = Tra lại mã 5 chữ số trong danh sách đơn vị.
fault-station-village = Thôn hoặc tổ dân phố của trạm không có trong danh sách (villages).
    .now = Sửa tên (village) cho đúng như trong danh sách, hoặc thêm tên đó vào danh sách.
fault-ready-count = Số câu chia sẻ soạn sẵn là { $found }, phải từ { $least } đến { $most }.
    .now = Viết thêm hoặc bỏ bớt câu ở mục ready.
fault-ready-length = Câu chia sẻ soạn sẵn dài { $chars } ký tự, phải từ { $from } đến { $up_to }.
    .now = Viết lại câu này cho vừa.

## Câu hỏi

fault-no-right-option = Chưa viết phương án đúng (right).
    .now = Viết phương án đúng vào mục right.
fault-option-count = Câu hỏi có { $found } phương án, phải có đúng { $wanted }.
    .now = Viết thêm hoặc bỏ bớt phương án sai ở mục wrong.
fault-same-options = Phương án này trùng với phương án khác của câu, hoặc chỉ khác ở dấu và chữ hoa.
    .now = Viết lại cho khác hẳn.
fault-all-of-the-above = Phương án kiểu «tất cả các ý trên» làm người thi đoán mò được.
    .now = Thay bằng một việc cụ thể.
fault-none-of-the-above = Phương án kiểu «không ý nào đúng» không cho biết người thi hiểu đến đâu.
    .now = Thay bằng một việc cụ thể.
fault-option-letters = Có nhắc tới chữ A, B, C hoặc D của phương án, nhưng mỗi đề xếp phương án một khác.
    .now = Bỏ chữ đó, viết rõ nội dung muốn nói.
fault-negative-word = Câu hỏi có từ phủ định «{ $word }», dễ bị đọc sót.
    .now = Nên hỏi theo cách khẳng định; cần hỏi ngược thì viết HOA từ đó và thêm dòng negative = true.
fault-negative-mark = Câu hỏi ngược phải có cả từ phủ định viết HOA lẫn dòng negative = true; ở đây chỉ có một.
    .now = Thêm phần còn thiếu, hoặc bỏ cả hai.
fault-stem-end = Câu hỏi không kết thúc bằng dấu chấm hỏi hoặc dấu hai chấm.
    .now = Thêm dấu đó vào cuối câu hỏi.
fault-stem-short = Câu hỏi chỉ dài { $syllables } tiếng, ít nhất { $least }.
    .now = Hỏi cho rõ và đủ ý.
fault-stem-long = Câu hỏi dài { $syllables } tiếng, nhiều nhất { $most }.
    .now = Viết ngắn lại hoặc chia làm hai câu.
fault-stem-sentences = Câu hỏi gồm { $found } câu văn, nhiều nhất { $most }.
    .now = Gộp lại hoặc bỏ bớt.
fault-option-length = Phương án dài { $syllables } tiếng, { $chars } ký tự; nhiều nhất 15 tiếng và 90 ký tự.
    .now = Viết ngắn lại.
fault-other-term = Viết là «{ $found }», trong khi cuộc thi gọi thứ ấy là «{ $usual }».
    .now = Sửa theo bảng từ (word) trong wording.toml, cho thống nhất.
fault-run-out = Câu hỏi đã hết hạn (until) trước ngày hôm nay.
    .now = Xem lại dữ kiện rồi ghi ngày mới ở checked và until, hoặc bỏ câu hỏi.
fault-not-composed = Có chữ mà dấu bị gõ rời khỏi chữ.
    .now = Gõ lại đoạn này với bảng mã Unicode dựng sẵn.
fault-sign = Có ký tự không dùng được: { $sign } (hình vẽ, ký tự ẩn hoặc chữ nước khác).
    .now = Xóa ký tự đó; nếu không nhìn thấy, gõ lại cả đoạn.
fault-old-font = Chữ gõ bằng phông chữ cũ { $font }, không phải Unicode.
    .now = Chuyển mã sang Unicode (ví dụ bằng công cụ của Unikey), hoặc gõ lại.
fault-wrong-encoding = Chữ bị đọc sai bảng mã: mỗi chữ có dấu thành hai, ba ký hiệu lạ.
    .now = Lấy lại tệp gốc và lưu theo UTF-8, hoặc gõ lại.
fault-lost-letters = Có dấu ? giữa chữ: chữ có dấu đã mất.
    .now = Lấy lại tệp gốc, hoặc gõ lại chữ bị mất.
fault-spaces = Có dấu cách thừa ở đầu, ở cuối, hoặc hai dấu cách liền nhau.
    .now = Xóa chỗ thừa; nếu không nhìn thấy, xóa cả khoảng trống rồi gõ lại một dấu cách.
fault-tone-style = Chữ «{ $found }» đặt dấu khác cách viết chung của bộ nội dung.
    .now = Viết «{ $wanted }».
fault-empty = Mục «{ $key }» để trống.
    .now = Viết nội dung vào mục đó.
fault-expires = Câu hỏi hết hạn (until) trước ngày đóng cuộc thi.
    .now = Kiểm tra lại nội dung rồi ghi ngày muộn hơn, hoặc bỏ câu này.
fault-unknown-lesson = Không có bài học { $lesson }.
    .now = Sửa mã bài ở mục lesson, hoặc thêm bài đó vào thư mục lessons.
fault-question-twice = Mã câu hỏi «{ $id }» đã dùng cho câu khác.
    .now = Đặt cho câu này một mã chưa dùng lần nào.
fault-why-sentences = Lời giải thích có { $found } câu, nhiều nhất 2.
    .now = Viết gọn trong một hoặc hai câu.
fault-why-length = Lời giải thích dài { $syllables } tiếng, nhiều nhất 40.
    .now = Viết ngắn lại.
fault-personal-number = Có dãy số giống số điện thoại hoặc số định danh của người thật: { $number }.
    .now = Che bớt chữ số, ví dụ 09xx xxx xxx; chỉ số đường dây hỗ trợ của cuộc thi được viết đủ.
fault-foreign-link = Có địa chỉ mạng không phải của cơ quan nhà nước: { $link }.
    .now = Bỏ địa chỉ đó, hoặc thay bằng trang có đuôi .gov.vn.
fault-overlapping-options = Phương án «{ $option }» gần trùng hoặc chứa cả phương án «{ $other }».
    .now = Viết lại để hai phương án nói hai việc khác hẳn nhau.
fault-option-lengths = Phương án dài ngắn quá khác nhau: ngắn nhất { $shortest }, dài nhất { $longest } ký tự.
    .now = Viết các phương án dài gần bằng nhau.
fault-right-length = Phương án đúng dài { $chars } ký tự, các phương án sai trung bình { $mean }; dài hơn hẳn thì dễ đoán.
    .now = Viết gọn phương án đúng, hoặc viết các phương án sai đủ ý hơn.
fault-absolute-word = Từ «{ $word }» chỉ có ở phương án đúng hoặc chỉ có ở phương án sai, người thi dựa vào đó mà đoán.
    .now = Bỏ từ đó, hoặc cho cả phương án đúng lẫn sai cùng có.
fault-clang = Chữ «{ $words }» chỉ có ở câu hỏi và ở phương án đúng, người thi dựa vào đó mà đoán.
    .now = Đổi chữ đó ở một trong hai chỗ, hoặc đưa cả vào phương án sai.
fault-mixed-numbers = Có phương án mở đầu bằng số, có phương án không.
    .now = Viết các phương án theo cùng một lối.
fault-mixed-stops = Có phương án kết thúc bằng dấu chấm, có phương án không.
    .now = Viết các phương án theo cùng một lối.
fault-mixed-capitals = Có phương án mở đầu bằng chữ hoa, có phương án không.
    .now = Viết các phương án theo cùng một lối.
fault-numbers-order = Các phương án đều là số mà chưa xếp từ nhỏ đến lớn.
    .now = Xếp lại các số ở mục wrong; trên màn hình, máy vẫn xáo thứ tự.
fault-strange-word = Từ «{ $word }» nhiều người chưa biết, mà câu này và bài học của nó chưa giải thích.
    .now = Dùng từ khác, giải thích trong ngoặc, hoặc ghi từ đó vào mục terms của wording.toml nếu ai cũng biết.
fault-two-ideas = Câu hỏi hỏi hơn một ý cùng lúc.
    .now = Chỉ hỏi một ý; ý kia viết thành câu khác.
fault-opinion = Câu hỏi hỏi ý kiến riêng («{ $words }») nên không có đáp án chắc chắn.
    .now = Hỏi điều có đúng, có sai.
fault-dated-word = Từ «{ $word }» sẽ không còn đúng sau một thời gian.
    .now = Bỏ từ đó, hoặc ghi rõ ngày tháng.
fault-reviews = Câu hỏi mới có { $found } người soạn và rà soát, cuộc thi đòi { $wanted } người khác nhau.
    .now = Nhờ người khác đọc lại rồi ghi tên vào dòng reviewed, ví dụ reviewed = ["Lan", "Hùng"].

## Cả ngân hàng câu hỏi

fault-too-few-questions = Chuyên đề { $topic } có { $available } câu hỏi để rút, cần ít nhất { $wanted }.
    .now = Viết thêm câu hỏi, hoặc giảm số câu của đề; các câu cùng nhóm (group) chỉ tính là một.
fault-too-few-of-level = Chuyên đề { $topic }, mức { $level } có { $available } câu hỏi để rút, cần ít nhất { $wanted }.
    .now = Viết thêm câu hỏi ở mức này, hoặc giảm số câu của đề; các câu cùng nhóm (group) chỉ tính là một.
fault-longest-option = Cứ chọn phương án dài nhất thì mỗi đề đã đúng trung bình { $right } câu.
    .now = Viết phương án sai dài ngang phương án đúng, nhất là ở những câu mà phương án đúng dài nhất.
fault-shortest-option = Cứ chọn phương án ngắn nhất thì mỗi đề đã đúng trung bình { $right } câu.
    .now = Viết phương án sai ngắn ngang phương án đúng, nhất là ở những câu mà phương án đúng ngắn nhất.
fault-negative-share = Có { $found } câu hỏi ngược trong { $of } câu, nên có nhiều nhất một câu trong 20 câu.
    .now = Đổi bớt thành câu hỏi theo cách khẳng định.
fault-fact-not-taught = Câu này hỏi dữ kiện { $fact }, nhưng bài { $lesson } không dạy dữ kiện đó.
    .now = Viết dữ kiện vào bài và thêm mã vào dòng facts của bài, hoặc sửa mục lesson hay fact của câu.
fault-pool-size = Chuyên đề { $topic } có { $found } câu mức { $level } thuộc bài bắt buộc, cần ít nhất { $wanted }.
    .now = Soạn thêm câu hỏi về điều bài bắt buộc dạy; hoặc ghi paper_from = "all" nếu đề được hỏi cả bài học thêm.
fault-pool-facts = Câu hỏi thuộc bài bắt buộc của chuyên đề { $topic } chỉ hỏi { $found } dữ kiện, cần ít nhất { $wanted }.
    .now = Soạn câu hỏi về những dữ kiện khác mà bài bắt buộc dạy.
fault-pool-facts-of-level = Câu mức { $level } thuộc bài bắt buộc của chuyên đề { $topic } chỉ hỏi { $found } dữ kiện, cần ít nhất { $wanted }.
    .now = Soạn câu mức này về những dữ kiện khác mà bài bắt buộc dạy.
fault-pool-groups = Câu này hỏi dữ kiện { $fact } mà không cùng nhóm với câu khác về dữ kiện ấy, nên hai câu có thể vào chung một đề.
    .now = Cho mọi câu về dữ kiện ấy cùng một nhóm (group), hoặc không câu nào có nhóm.
fault-fact-too-often = Dữ kiện { $fact } đã có { $most } câu hỏi, không thêm được câu này.
    .now = Hỏi về dữ kiện khác, hoặc bỏ một câu.
fault-stem-words-option = Cứ chọn phương án có nhiều chữ của câu hỏi nhất thì đúng trung bình { $right } câu một đề, quá nhiều.
    .now = Đưa chữ của câu hỏi vào các phương án sai, bớt ở phương án đúng.
fault-like-others-option = Cứ chọn phương án giống các phương án khác nhất thì đúng trung bình { $right } câu một đề.
    .now = Đừng viết phương án sai bằng cách sửa một chữ của phương án đúng.
fault-unlike-others-option = Cứ chọn phương án khác các phương án khác nhất thì đúng trung bình { $right } câu một đề.
    .now = Viết phương án đúng cùng lối với các phương án sai.
fault-telling-word = Cứ chọn phương án có chữ «{ $word }» thì đúng trung bình { $right } trên 20 câu của cả ngân hàng.
    .now = Đưa chữ đó vào các phương án sai ở nhiều câu hơn, hoặc viết phương án đúng bằng chữ khác.
fault-telling-word-of-topic = Cứ chọn phương án có chữ «{ $word }» thì đúng trung bình { $right } trên 20 câu của chuyên đề { $topic }.
    .now = Đưa chữ đó vào các phương án sai ở nhiều câu hơn, hoặc viết phương án đúng bằng chữ khác.
fault-telling-lack = Cứ chọn phương án không có chữ «{ $word }» thì đúng trung bình { $right } trên 20 câu của cả ngân hàng.
    .now = Cho phương án đúng cũng có chữ đó ở vài câu, hoặc bớt chữ đó ở phương án sai.
fault-telling-lack-of-topic = Cứ chọn phương án không có chữ «{ $word }» thì đúng trung bình { $right } trên 20 câu của chuyên đề { $topic }.
    .now = Cho phương án đúng cũng có chữ đó ở vài câu, hoặc bớt chữ đó ở phương án sai.
fault-gives-away = Câu hỏi này chứa nguyên đáp án của câu { $id }; hai câu cùng một đề thì lộ đáp án.
    .now = Viết lại một trong hai câu, hoặc cho hai câu cùng một nhóm (group).
fault-near-stem = Câu hỏi này gần giống câu { $id }.
    .now = Viết lại cho khác hẳn, bỏ một câu, hoặc cho hai câu cùng một nhóm (group).
fault-level-share = Chuyên đề { $topic } có { $percent } % câu mức { $level }, nên khoảng { $wanted } %.
    .now = Xem lại mức (level) của các câu, hoặc viết thêm câu ở mức còn thiếu.
fault-yes-no-share = { $found } trong { $of } câu hỏi là câu có hay không, đúng hay sai; nên ít hơn 10 %.
    .now = Viết lại bớt thành câu hỏi phải chọn một việc, một lý do.

## Dữ kiện

fault-no-facts = Bộ nội dung không có thư mục facts, nên không kiểm tra được câu hỏi dựa vào đâu.
    .now = Ghi các dữ kiện và nguồn vào facts/1.toml, theo mục 6 của docs/FORMATS.md.
fault-fact-twice = Mã dữ kiện { $fact } đã dùng cho dữ kiện hoặc kỹ năng khác.
    .now = Đặt cho dữ kiện này mã khác.
fault-source-twice = Mã nguồn { $source } đã dùng cho nguồn khác trong tệp này.
    .now = Đặt cho nguồn này mã khác, hoặc gộp hai nguồn làm một.
fault-unknown-source = Không có nguồn nào mang mã «{ $source }» trong thư mục facts.
    .now = Sửa mã ở mục source của dữ kiện, hoặc thêm khối [[source]] có mã đó.
fault-question-source = Nguồn «{ $source }» của câu hỏi không có trong thư mục facts.
    .now = Ghi mã của một khối [[source]]; câu hỏi về kỹ năng trong skills.toml thì ghi «kỹ năng chung».
fault-unknown-fact = Không có dữ kiện hay kỹ năng nào mang mã «{ $fact }».
    .now = Sửa mã ở mục fact của câu, hoặc ghi dữ kiện đó vào thư mục facts.
fault-lesson-fact = Không có dữ kiện nào mang mã «{ $fact }» trong thư mục facts.
    .now = Sửa mã ở dòng facts của bài, hoặc ghi dữ kiện đó vào thư mục facts.
fault-fact-from-memory = Dữ kiện { $fact } mới ghi theo trí nhớ (memory), chưa có nguồn nên không được hỏi.
    .now = Tìm nguồn rồi sửa status của dữ kiện thành seen, hoặc hỏi về dữ kiện khác.
fault-fact-fleeting = Dữ kiện { $fact } thay đổi quá nhanh (changes = high) nên không được hỏi.
    .now = Hỏi về dữ kiện khác; dữ kiện này chỉ nên nói tới trong bài học.
fault-until-missing = Dữ kiện { $fact } có thể thay đổi (changes = check), mà câu hỏi chưa có ngày hết hạn.
    .now = Thêm dòng until với ngày phải xem lại, ví dụ until = 2027-06-30.
fault-fact-untaught = Chưa bài học nào dạy dữ kiện { $fact }.
    .now = Viết dữ kiện vào một bài và thêm mã vào dòng facts của bài, hoặc bỏ dữ kiện.

## Bài học

fault-sentence-length = Có câu dài { $syllables } tiếng, nhiều nhất { $most }.
    .now = Viết ngắn lại hoặc chia làm hai câu.
fault-paragraph-sentences = Đoạn này có { $found } câu, nhiều nhất { $most }.
    .now = Chia làm hai đoạn, để một dòng trống ở giữa.
fault-page-size = Trang này chiếm { $lines } dòng trên màn hình, nhiều nhất { $most }.
    .now = Viết gọn lại, hoặc chuyển bớt sang trang khác.
fault-page-empty = Trang này chưa có nội dung.
    .now = Viết nội dung dưới tên trang, hoặc xóa trang.
fault-title-width = Tên bài hoặc tên trang dài { $columns } ký tự, nhiều nhất { $most }.
    .now = Đặt tên ngắn hơn.
fault-too-many-steps = Có { $found } bước liền nhau, nhiều nhất { $most }.
    .now = Gộp bớt các bước, hoặc chuyển bớt sang trang khác.
fault-remember-lines = Cuối bài có { $found } dòng ghi nhớ, phải có 2 hoặc 3.
    .now = Kết thúc trang cuối bằng 2 hoặc 3 dòng, mỗi dòng mở đầu bằng dấu ! và một dấu cách.
fault-markup = Có dấu «{ $sign }» của chữ đậm, chữ nghiêng hoặc liên kết; màn hình sẽ hiện nguyên dấu đó.
    .now = Xóa dấu đó, chỉ để lại chữ.
fault-required-lessons = Chuyên đề { $topic } có { $found } bài bắt buộc, phải có đúng { $wanted }.
    .now = Sửa dòng required ở các bài của chuyên đề: yes là bắt buộc, no là học thêm.
fault-required-pages = Bài bắt buộc này có { $found } trang, phải có từ { $least } đến { $most }.
    .now = Thêm hoặc gộp trang; mỗi trang mở đầu bằng dấu ## và tên trang.
fault-required-checks = Bài bắt buộc này có { $found } câu hỏi cuối bài, phải có 1 hoặc 2.
    .now = Thêm hoặc bỏ bớt câu hỏi cuối bài; mỗi câu mở đầu bằng dấu ??.
fault-required-page-length = Trang này dài { $syllables } tiếng; trang của bài bắt buộc nhiều nhất { $most }.
    .now = Viết gọn còn một ý và một việc để làm, hoặc tách thành hai trang.
fault-checks-length = Câu hỏi cuối các bài bắt buộc dài tất cả { $syllables } tiếng, nhiều nhất { $most }.
    .now = Viết gọn câu hỏi, phương án và lời giải thích.
fault-course-length = Các trang của bài bắt buộc dài tất cả { $syllables } tiếng, nhiều nhất { $most }.
    .now = Viết gọn lại, để đọc to hết trong khoảng 15 phút.
fault-check-options = Câu hỏi cuối bài có { $found } phương án; phải có từ 2 đến 4 phương án khác nhau.
    .now = Thêm, bỏ bớt hoặc viết lại các phương án cho khác hẳn nhau.
fault-check-right = Câu hỏi cuối bài có { $found } phương án đúng, phải có đúng một.
    .now = Đặt dấu + trước phương án đúng, dấu - trước các phương án sai.
fault-check-incomplete = Câu hỏi cuối bài thiếu lời giải thích, hoặc không kết thúc bằng dấu chấm hỏi hay dấu hai chấm.
    .now = Viết lời giải thích ở dòng cuối, sau dấu =, và xem lại dấu cuối câu hỏi.
fault-lesson-twice = Mã bài { $lesson } đã dùng cho bài khác.
    .now = Đặt cho bài này mã khác.
fault-lesson-topic = Chuyên đề của bài không khớp với mã bài.
    .now = Sửa dòng id hoặc dòng topic; ví dụ bài 2.1 thuộc chuyên đề 2.
fault-unknown-topic = Cuộc thi không có chuyên đề { $topic }.
    .now = Sửa dòng topic của bài, hoặc thêm chuyên đề đó vào contest.toml.
fault-skill-twice = Mã kỹ năng «{ $skill }» đã dùng cho kỹ năng khác.
    .now = Đặt cho kỹ năng này mã khác.
fault-unknown-skill = Không có kỹ năng «{ $skill }» trong skills.toml.
    .now = Sửa mã ở dòng facts của bài, hoặc thêm kỹ năng đó vào skills.toml.
fault-skill-topic = Kỹ năng «{ $skill }» thuộc chuyên đề { $topic }, không phải chuyên đề của bài này.
    .now = Bỏ mã đó khỏi dòng facts của bài, hoặc sửa chuyên đề của kỹ năng trong skills.toml.
fault-topic-length = Các bài bắt buộc của chuyên đề { $topic } đọc mất { $minutes } phút, nên không quá { $most }.
    .now = Viết gọn lại, hoặc chuyển bớt sang bài học thêm.
fault-other-address = Gọi người học là «{ $found }», trong khi cả khóa học gọi là «{ $usual }».
    .now = Sửa thành «{ $usual }» cho thống nhất.
fault-new-term = Từ «{ $word }» nhiều người chưa biết mà chưa được giải thích ở chỗ dùng lần đầu.
    .now = Giải thích trong ngoặc ngay sau từ đó, dùng từ khác, hoặc ghi từ đó vào mục terms của wording.toml nếu ai cũng biết.
fault-points-nowhere = Có «{ $words }», mà màn hình không có hình và không có gì để bấm vào.
    .now = Viết bằng lời điều muốn chỉ.

## Danh sách đơn vị

fault-unit-row = Dòng này không đúng mẫu của danh sách đơn vị.
    .now = Ghi mã, loại, tên, số dân và nguồn số liệu, cách nhau bằng dấu phẩy; trên cùng là dòng code,kind,name,population,quality.
fault-unit-twice = Mã đơn vị { $code } đã có ở dòng khác.
    .now = Sửa mã cho đúng, hoặc xóa dòng thừa.

## Danh sách thôn, cơ quan của đơn vị

fault-place-file-name = Tên tệp danh sách không bắt đầu bằng mã đơn vị.
    .now = Đặt tên tệp theo mã, ví dụ 11113.csv hoặc 11113-truong.csv.
fault-place-no-unit = Tệp không có ô Mã đơn vị.
    .now = Tạo lại tệp mẫu bằng lệnh units template rồi chép danh sách sang.
fault-place-unknown-unit = Không có xã, phường, đặc khu nào mang mã { $code }.
    .now = Tra mã bằng lệnh units list --search rồi sửa lại.
fault-place-other-unit = Dòng này ghi mã { $code }, khác với mã ở tên tệp.
    .now = Chuyển dòng sang tệp của đơn vị đó, hoặc sửa mã.
fault-place-head = Không thấy dòng tên cột của danh sách.
    .now = Giữ nguyên dòng tên cột của tệp mẫu; tệp trong thư mục nội dung bắt đầu bằng unit,kind,heads,name.
fault-place-row = Danh sách chưa có dòng nào đủ các ô.
    .now = Điền ít nhất loại và tên cho mỗi dòng.
fault-place-kind = Không hiểu loại "{ $kind }".
    .now = Chọn một trong: thôn, tổ dân phố, khu dân cư, cơ quan, trường học, doanh nghiệp, đoàn thể.
fault-place-heads = Số người "{ $heads }" không phải số nguyên dùng được.
    .now = Chỉ ghi một số từ 1 trở lên, hoặc để trống.
fault-place-no-name = Dòng này chưa có tên.
    .now = Ghi tên, hoặc xóa cả dòng.
fault-place-name-length = Tên dài { $signs } ký tự, chỉ được { $most }.
    .now = Viết tắt bớt.
fault-place-kind-in-name = Tên "{ $name }" lặp lại chữ của cột loại.
    .now = Chỉ ghi tên riêng, ví dụ Ngọc Lặc.
fault-place-twice = Tên "{ $name }" đã có ở dòng khác cùng loại.
    .now = Sửa tên cho khác nhau, hoặc xóa dòng thừa.
fault-place-too-many = Danh sách có quá { $most } dòng.
    .now = Bỏ bớt dòng thừa.
fault-place-formula = Ô { $cell } là công thức; đã lấy kết quả lưu trong tệp.
    .now = Xem lại kết quả ấy, hoặc gõ thẳng giá trị vào ô.
fault-place-no-result = Ô { $cell } là công thức chưa có kết quả.
    .now = Mở tệp bằng Excel rồi lưu lại, hoặc gõ thẳng giá trị vào ô.
fault-place-hidden-row = Hàng này đang bị ẩn (ẩn hàng hoặc lọc); không nhận.
    .now = Nếu cần hàng này thì cho hiện lại rồi nạp lại tệp.
fault-place-struck-row = Hàng này có chữ bị gạch ngang hoặc gõ bằng phông chữ cũ; không nhận.
    .now = Nếu vẫn dùng thì bỏ gạch, gõ lại bằng Unicode rồi nạp lại; nếu không thì xóa hàng.
fault-place-hidden-sheet = Trang tính «{ $name }» đang bị ẩn; không đọc.
    .now = Nếu danh sách nằm ở trang ấy thì cho hiện lại rồi nạp lại tệp.
fault-place-day = Ô { $cell } bị đổi thành ngày tháng: { $text }.
    .now = Định dạng ô thành Chữ (Text), gõ lại tên, ví dụ 1/5, rồi nạp lại tệp.
fault-place-more-than-unit = Số dân các thôn cộng lại là { $heads }, nhiều hơn số dân của đơn vị ({ $population }).
    .now = Xem lại cột số người.
