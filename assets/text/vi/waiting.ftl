waiting-loading = Đang chuẩn bị bài học…
waiting-big = CÔNG DÂN SỐ
waiting-open = { $days ->
    [1] Hôm nay là ngày cuối của cuộc thi.
   *[other] Cuộc thi còn { $days } ngày.
}
waiting-before = { $days ->
   *[other] Máy ghi hôm nay { $date }: cuộc thi mở sau { $days } ngày nữa. Mời bà con luyện tập.
}
waiting-after = Máy ghi hôm nay { $date }: cuộc thi đã kết thúc. Mời bà con luyện tập.
waiting-clock = Máy ghi { $date }, có thể sai ngày; bà con vẫn tham gia bình thường.
waiting-target = Trạm này đã đăng ký { $n } người; mục tiêu của { $village }: { $target } người
waiting-app = Bấm 1 (điện thoại Android) hoặc 2 (iPhone) để hiện mã cài ứng dụng { $app }.
waiting-start = Bấm Enter để bắt đầu
waiting-closed = Bấm Enter để luyện tập
waiting-not-enrolled = Máy này chưa ghi danh với Ban Tổ chức: mới luyện tập được, chưa dự thi được.
waiting-android = Điện thoại Android
waiting-iphone = iPhone
waiting-scan = Mở máy ảnh của điện thoại, đưa vào ô vuông này để cài { $app }.
waiting-official = Mã do Ban Tổ chức cung cấp.
waiting-search = Mã này mở kho ứng dụng. Xin xem đúng tên nơi làm ra ứng dụng rồi mới cài.
waiting-no-code = Chưa có mã cài ứng dụng cho loại điện thoại này.
waiting-key-start = bắt đầu
waiting-key-practice = luyện tập
waiting-key-android = mã Android
waiting-key-iphone = mã iPhone
waiting-key-close = đóng mã
