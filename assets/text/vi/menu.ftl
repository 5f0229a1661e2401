menu-title = Cần gì ạ?
menu-back = Quay lại
menu-help = Trợ giúp
menu-rest = Tạm nghỉ, nhường máy cho người khác
menu-helper = Gọi người hỗ trợ
menu-key-choose = chọn
menu-key-close = đóng
