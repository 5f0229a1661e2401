closing-title = Đóng ca
closing-shift = Ca của { $name }, mở lúc { $since }
closing-registered = • Đăng ký mới hôm nay: { $n } người
closing-finished = • Hoàn thành hôm nay: { $n } người
closing-parked = • Tạm nghỉ giữa chừng hôm nay, mời quay lại: { $n } người
closing-waiting = • Bản ghi còn nằm ở trạm, chờ nộp: { $n }
closing-why = Mọi bài làm đã được lưu. Đóng ca xong, mã PIN hết hiệu lực và dữ liệu được khóa lại.
closing-now = Đang đóng ca, xin chờ. Chưa tắt máy…
