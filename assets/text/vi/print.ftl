### Giấy tờ của một buổi: đề thi trên giấy, phiếu đăng ký, phiếu ghi nhận, danh sách.

print-trial-demo = BẢN DÙNG THỬ
print-trial-demo-head = BẢN DÙNG THỬ, không có giá trị
print-trial-rehearsal = DIỄN TẬP
print-trial-rehearsal-head = DIỄN TẬP, không tính cho cuộc thi thật
print-page = Trang { $page }/{ $of }

print-paper-file = Đề thi trên giấy: { $contest }
print-paper-kind = ĐỀ THI TRÊN GIẤY
print-paper-number = Đề số
print-paper-page = Trang { $page }/{ $of }
print-paper-page-sheet = Tờ { $sheet } · Trang { $page }/{ $of }
print-paper-how = Mỗi câu chỉ đánh một dấu X vào một ô. Ai chưa đọc được thì gọi người hỗ trợ.
print-paper-message = Tôi học số - Tôi lan tỏa: đánh dấu X vào một câu, hoặc tự viết vào hai dòng dưới.
print-paper-own = Lời của tôi:
print-paper-name = Họ và tên:
print-paper-born = Năm sinh:
print-paper-village = Thôn, tổ dân phố:
print-paper-sign = Ký tên:
print-paper-counts = Bài này được tính cho địa phương, không dùng để xét giải cá nhân.
print-paper-counts-ranks = Bài này được tính cho địa phương và được xét giải cá nhân.
print-paper-counts-unconfirmed = Ban Tổ chức chưa xác nhận là bài thi ở trạm này được tính.
print-paper-counts-trial = Đây là bài làm thử, không được tính.
print-paper-blank = Mặt này để trống.

print-contest = Cuộc thi: { $contest }
print-station-date = { $station }, ngày { $date }
print-row-number = STT
print-name = Họ và tên
print-birth-year = Năm sinh
print-village = Thôn, tổ dân phố
print-slip-number = Số phiếu
print-signature = Ký nhận
print-signer-volunteer = Người hỗ trợ (ký, ghi rõ họ tên)

print-slips-file = Phiếu ghi nhận ngày { $date }
print-sign-title = Danh sách ký nhận phiếu ghi nhận
print-sign-left-out = phiếu chưa in được
