notice-title = Thông báo
notice-code = Mã thông báo: { $code }
notice-key-understood = đã hiểu
