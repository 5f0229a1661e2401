notice-title = Thông báo { $code }
notice-key-understood = đã hiểu
