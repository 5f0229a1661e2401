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
preview-edition = Đã chép bộ nội dung sang { $folder }. Xem lại những câu sau, rồi kiểm tra bằng tramso-studio lint { $folder }.
preview-edition-run-out = Hết hạn trước ngày đóng { $date }: { $n } câu
preview-edition-old = Dữ kiện kiểm tra lần cuối trước ngày { $date }: { $n } câu
