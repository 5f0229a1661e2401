help-title = Trợ giúp
help-digits = • Chọn: bấm số đứng trước (1, 2, 3…).
help-arrows = • Di chuyển: bấm các phím mũi tên ← → ↑ ↓.
help-enter = • Đồng ý, đi tiếp: bấm Enter, phím to bên phải.
help-esc = • Quay lại, nghỉ, gọi người giúp: bấm Esc, góc trên bên trái.
help-typing = • Gõ chữ có dấu như trên điện thoại: aa thành â, dd thành đ, s là dấu sắc.
help-hotline = • Tổng đài hỗ trợ cuộc thi: { $hotline }
help-contact = • Liên hệ tại xã: { $contact }
