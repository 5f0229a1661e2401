### Lập trạm bằng cách hỏi từng dòng (tramso init --ask).

found-intro = LẬP TRẠM MỚI
    Gõ chữ Việt theo kiểu Telex (aa = â, dd = đ, s = sắc, f = huyền…), xong mỗi dòng thì bấm Enter.
found-volunteer = Tên người hỗ trợ:
found-unit = Xã, phường, đặc khu (tên hoặc mã năm chữ số):
found-no-unit = Không có xã, phường nào tên như vậy. Mời gõ lại một phần của tên, ví dụ: tan ky
found-which = Bấm số của xã, phường ấy rồi Enter (để trống thì gõ lại tên):
found-village = Thôn, tổ dân phố:
found-right =
    Người hỗ trợ: { $name }
    Nơi đặt trạm: { $village }, { $unit }
found-answer = Đúng thì bấm 1 rồi Enter. Sai thì chỉ bấm Enter để khai lại:
found-copy =
    CÂU MẬT KHẨU CỦA TRẠM, chỉ hiện lúc này. Mời chép ra giấy, đúng từng chữ:

    {"    "}{ $passphrase }

    Mất câu này thì không ai mở được trạm nữa.
found-copied = Chép xong thì bấm Enter, màn hình sẽ xóa câu ấy.
found-again = Mời nhìn vào giấy, gõ lại câu mật khẩu để chắc chắn đã chép đúng. Khi gõ, màn hình không hiện chữ.
found-other = Câu vừa gõ chưa giống. Mời xem lại giấy.
