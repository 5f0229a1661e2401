### Ghi danh trạm: xin, so dấu vân tay, nhận giấy phép.

enrol-next = Trạm chưa ghi danh: mới chỉ luyện tập được. Việc tiếp theo, với USB là nơi cắm USB:
    {"  "}tramso enrol request --out USB --dir { $folder }
enrol-asked = Đã ghi đơn ghi danh: { $path }
enrol-fingerprint = Gửi tệp ấy cho Ban Tổ chức, rồi gọi điện đọc tám âm tiết này:
    {"    "}{ $fingerprint }
enrol-compare = Giấy phép của { $centre }, cuộc thi { $contest }.
    Hỏi Ban Tổ chức qua điện thoại; dấu vân tay phải đúng từng âm tiết:
    {"    "}{ $fingerprint }
    Có đúng không? (c = có, k = không)
enrol-accepted = ✓ Trạm đã được { $centre } ghi danh (giấy phép số { $number }).
enrol-open = Có thể nhận người dự thi.
enrol-before = Cuộc thi chưa mở, ngày mở là { $date }: từ nay đến đó chỉ luyện tập.
enrol-closed = ▲ Cuộc thi đã đóng từ hết ngày { $date }: không nhận thêm người dự thi được nữa, chỉ còn luyện tập.
enrol-known = Giấy phép số { $number } của { $centre } đang dùng rồi, không có gì thay đổi.
enrol-newer-pack = Cạnh giấy phép có gói nội dung số { $version }, mới hơn gói đang dùng. Nhận gói ấy:
    {"  "}tramso receive { $from } --dir { $folder }
