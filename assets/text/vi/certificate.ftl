### Phiếu ghi nhận in tại trạm. Giấy chứng nhận chính thức do Ban Tổ chức cấp sau.

certificate-title = PHIẾU GHI NHẬN HOÀN THÀNH
certificate-provisional = Tạm thời - chờ Ban Tổ chức xác nhận
certificate-honours = Trân trọng ghi nhận
certificate-born-on = Sinh { $date }
certificate-born-in = Sinh năm { $year }
certificate-done = đã hoàn thành đủ { $topics } chuyên đề và bài thi { $questions } câu hỏi của cuộc thi
certificate-done-score = đã hoàn thành đủ { $topics } chuyên đề và trả lời đúng { $right }/{ $questions } câu hỏi của cuộc thi
certificate-contest = “{ $title }”
certificate-number = Số { $number }
certificate-scan = Chụp ảnh lại phiếu này để giữ; quét mã để tra cứu phiếu
certificate-signed = Trạm đã ký số. Trên máy, bấm vào mã để xem bản kê đầy đủ.
certificate-issued = { $place }, { $date }
certificate-station = TRẠM HỌC SỐ
certificate-statement = Bản kê có chữ ký số của trạm:
certificate-file = Phiếu ghi nhận hoàn thành { $number }
