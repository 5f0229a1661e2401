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
print-paper-counts-unconfirmed = Ban Tổ chức chưa xác nhận bài thi ở trạm này có được tính hay không.
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
print-sign-left-out = chưa in được

print-form-file = Phiếu đăng ký: { $contest }
print-form-title = Phiếu đăng ký dự thi
print-form-consent = Lời xin đồng ý: bản { $version }
print-form-number = Số định danh cá nhân:
print-form-no-number = Chưa có số định danh, vì:
print-form-name = Họ và tên:
print-form-birth = Ngày sinh:
print-form-sex = Giới tính:
print-form-village = Thôn, tổ dân phố:
print-form-unit = Xã, phường:
print-form-phone = Điện thoại (không có thì bỏ trống):
print-form-work = Nơi làm việc, nơi học:
print-form-work-unit = Nơi ấy ở xã, phường:
print-form-work-name = Tên cơ quan, trường, doanh nghiệp:
print-form-groups = Đoàn thể:
print-form-one-touch = Đã thi trên One Touch chưa?
print-form-one-touch-yes = Đã thi rồi
print-form-help = Khi làm bài:
print-form-guardian = Dưới 16 tuổi, cha, mẹ hoặc người giám hộ:
print-form-guardian-agrees = Đồng ý cho em tham gia
print-form-sign = Ký tên:
print-form-date = Ngày ghi phiếu:
print-form-note = Phiếu có thông tin riêng: chỉ đưa tận tay người hỗ trợ của trạm, không chụp ảnh, không gửi qua mạng.

print-unit = Đơn vị: { $unit }
print-count = { $n }
print-summary-file = Tổng kết buổi ngày { $date }
print-summary-title = Tổng kết buổi học và thi
print-summary-volunteers = Người hỗ trợ: { $names }
print-summary-registered = Số người đăng ký
print-summary-lessons = Số chuyên đề học chung
print-summary-learned = Số người học đủ chuyên đề
print-summary-printed = Đề giấy đã in
print-summary-collected = Đề giấy đã thu
print-summary-handed = Đề giấy đã nhập vào máy
print-summary-void = Đề giấy đã hủy
print-summary-screen = Bài thi làm trên máy
print-summary-valid = Bài dự thi hợp lệ
print-summary-waiting = Bài còn chờ nộp về Ban Tổ chức
print-summary-remarks = Ghi chú:
print-signer-village = Trưởng thôn, tổ trưởng (ký, ghi rõ họ tên)

print-calls-file = Danh sách gọi lại ngày { $date }
print-calls-title = Danh sách gọi lại
print-calls-note = Danh sách có số điện thoại: dùng xong thì hủy.
print-phone = Điện thoại
print-missing = Còn thiếu
print-notes = Ghi chú
