units-line = { $code }  { $unit }  { $population } người
units-line-inferred = { $code }  { $unit }  { $population } người (số liệu đã chỉnh, chờ xác nhận)
units-count = { $n } đơn vị.
units-template = Đã ghi { $file }: mẫu danh sách của { $unit }. Gửi cho xã điền rồi nạp bằng lệnh units import.
units-fault = ✗ { $file }:{ $row } [{ $rule }] { $what } → { $now }
units-warning = ▲ { $file }:{ $row } [{ $rule }] { $what } → { $now }
units-refused = { $errors } lỗi; chưa ghi gì vào thư mục nội dung.
units-imported = Đã ghi { $file }: { $villages } thôn, tổ dân phố, khu dân cư và { $others } cơ quan, tổ chức của { $unit }.
