### Xem trước bài học và câu hỏi (tramso-studio preview).

preview-question = Câu
preview-key = Đáp án (trong đề thi, thứ tự được xáo)
preview-why = Giải thích
preview-fact = Dữ kiện
preview-source = Nguồn
preview-days = Bài { $lesson } · kiểm tra ngày { $checked } · hết hạn { $until }
preview-questions = { $questions } câu hỏi; xem một câu bằng --question và mã câu:
preview-faults = Thư mục còn { $faults } lỗi về cách viết; chỉ vẽ phần đọc được. Xem lỗi bằng lệnh lint.
preview-new = Đã lập bộ nội dung khởi đầu trong { $folder }. Thay nội dung, rồi kiểm tra bằng tramso-studio lint { $folder }.

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
