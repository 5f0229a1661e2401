### Áp phích, biển để bàn, tờ rơi: đọc từ xa, câu ngắn, mỗi dòng một việc.

poster-file-wall = Áp phích: { $contest }
poster-file-sign = Biển để bàn: { $contest }
poster-file-leaflet = Tờ rơi: { $app }

poster-unit = Xã, phường:
poster-days = Từ ngày { $opens } đến hết ngày { $closes }
poster-steps = Bốn bước dự thi
poster-register = Đăng ký
poster-register-how = Đến trạm, có thẻ căn cước thì mang theo.
poster-learn = Học { $n } chuyên đề
poster-learn-how = Bài ngắn, chữ to, có người ngồi cạnh giúp.
poster-test = Trả lời { $n } câu hỏi
poster-test-how = { $attempts ->
    [1] Được làm một lần, xem lại rồi mới nộp.
   *[other] Được làm { $attempts } lần, lấy lần cao nhất.
}
poster-share = Gửi lời chia sẻ
poster-share-how = “Tôi học số - Tôi lan tỏa”: chọn câu có sẵn hoặc tự viết.
poster-all-four = Đủ bốn bước thì bài mới hợp lệ.
poster-where = Ở đâu
poster-hours = Giờ mở cửa
poster-ask = Hỏi thêm
poster-organiser = Ban Tổ chức: { $organiser }
poster-install = Quét mã để cài
poster-android = Điện thoại Android
poster-iphone = iPhone
poster-both = Android và iPhone
poster-scan = Mở máy ảnh của điện thoại, đưa tới ô vuông.
poster-glue = Dán mã chính thức vào ô này
poster-fold = gấp ở đây
poster-cut = cắt ở đây
poster-sign-title = TRẠM HỌC SỐ
poster-sign-welcome = Mời bà con vào học và thi
poster-sign-help = Chưa biết dùng máy tính cũng làm được, có người giúp.
poster-leaflet-invite = Mời bà con cài và dùng.
poster-leaflet-invite-unit = { $unit } mời bà con cài và dùng.
poster-leaflet-1 = Mở máy ảnh, đưa tới ô vuông của loại điện thoại mình dùng.
poster-leaflet-2 = Bấm vào dòng chữ hiện ra, kho ứng dụng mở.
poster-leaflet-3 = Xem đúng tên ứng dụng rồi bấm Cài đặt (iPhone: Nhận).
poster-leaflet-4 = Chờ máy tải về, bấm Mở.
poster-leaflet-name = Tên ứng dụng dễ lẫn: đừng tự tìm, hãy quét mã này.
poster-leaflet-stray = Mã dán cột điện, mã người lạ gửi thì bỏ qua.
poster-leaflet-about = { $app } để làm gì?
poster-leaflet-help = Cần giúp thì hỏi ai?

## Lệnh tramso poster và bàn của người hỗ trợ
poster-part-contest = tên cuộc thi
poster-part-organiser = tên Ban Tổ chức
poster-part-app = tên ứng dụng
poster-part-help = tên nơi hỗ trợ
poster-part-unit = xã, phường
poster-part-place = nơi đặt trạm
poster-part-hours = giờ mở cửa
poster-part-hotline = số điện thoại
poster-part-contact = liên hệ tại xã
poster-part-about = ứng dụng để làm gì
