### Ngày tháng và khoảng thời gian.

# Ngày viết đủ hai chữ số; tháng 1 và tháng 2 thêm số 0 ở trước.
figures-long-date = ngày { $day } tháng { $month ->
    [1] 01
    [2] 02
   *[other] { $month }
} năm { $year }
figures-hours = { $n } giờ
figures-minutes = { $n } phút
figures-seconds = { $n } giây
