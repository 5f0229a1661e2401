### Trang của Ban Tổ chức: chữ tùy theo số liệu. Chữ cố định ở assets/page.

site-outcome-new = đã nhận
site-outcome-known = đã nhận từ trước
site-outcome-waits = đã giữ, chờ người quyết định
site-outcome-left-out = đã giữ, không tính theo quyết định
site-outcome-grant = giấy phép, đã nhận
site-outcome-refused = chưa nhận

site-state-counted = được tính
site-state-admitted = được tính theo quyết định
site-state-excluded = không tính theo quyết định
site-state-fork = chờ: hai bản sao của trạm
site-state-revoked = chờ: trạm đã thu hồi
site-state-unconfirmed = chờ: trạm bắt đầu lại
site-state-late = chờ: đến sau khi đóng
site-unknown-station = không rõ

site-decided = Đã quyết định. Các số liên quan đã được tính lại.
site-undone = Đã rút lại quyết định. Các số liên quan đã được tính lại.
site-about-person = Người có mã { $person }…: xem hai bản đăng ký ở các trạm rồi chọn bản đúng.
site-about-epoch = Trạm { $place }, đợt { $epoch }
site-about-bundle = Trạm { $place }, đợt { $epoch }, gói kết quả số { $seq }
site-decision-count = Tính
site-decision-exclude = Không tính
site-decision-all = Tính cả hai bản sao
site-decision-none = Không tính bản nào
site-decision-fine = Đã xem, không có gì lạ
site-decision-follow = Cần kiểm tra tại trạm
site-put-aside = Đã để việc sang một bên. Việc vẫn chờ, xếp ở cuối danh sách.
site-aside = Để sau từ { $at }, { $who }.
site-decision-two = Hai người khác nhau: gọi trạm sửa số giấy tờ gõ nhầm; trong lúc ấy tính bản khai trước
site-decision-later = Để sau
site-decision-declaration = { $name }, sinh { $born }, ở { $village }, { $unit } (khai tại trạm { $place })
site-decision-branch = Chỉ tính bản nhận lúc { $at }: { $records } bản ghi, { $people } người ({ $branch })
site-decision-absent-branch = Chỉ tính bản chưa về ({ $branch })

site-decision-undo = Rút lại
site-trail-decide = quyết định một việc
site-trail-forget = yêu cầu xóa dữ liệu của một người
site-trail-revoke = thu hồi một trạm
site-trail-admit = nhận một trạm
site-trail-pack = nạp gói nội dung
site-trail-sign-in = đăng nhập
site-trail-sign-in-wrong = có người gõ sai mật khẩu hoặc mã
site-trail-sign-out = đăng xuất
site-trail-account-add = thêm tài khoản
site-trail-account-password = đặt mật khẩu mới
site-trail-account-disable = khóa tài khoản
site-trail-account-enable = mở lại tài khoản
site-trail-account-totp = bật mã sáu số
site-trail-account-totp-off = tắt mã sáu số
site-trail-restore = khôi phục sổ cái từ bản sao lưu
site-trail-accept-loss = dùng tiếp sổ cái dù thiếu dữ liệu

site-order-name = tên
site-order-rate = tỷ lệ
site-order-valid = số hợp lệ
site-order-lateness = chậm nộp trước
site-unit-commune = Xã { $name }
site-unit-ward = Phường { $name }
site-unit-zone = Đặc khu { $name }
site-unknown-figure = chưa rõ
site-fresh-no-station = chưa có trạm
site-fresh-all = đủ { $stations } trạm, { $newest }
site-fresh-some-never = { $silent } trong { $stations } trạm chưa nộp lần nào
site-fresh-some-late = { $silent } trong { $stations } trạm chưa nộp, có trạm đã { $days } ngày
site-fresh-never = { $stations } trạm, chưa nộp lần nào

site-opens = mở từ { $date }
site-closed = đã đóng ngày { $date }
site-rehearsal = { $contest } (DIỄN TẬP, không tính cho cuộc thi thật)
site-days-left = còn { $days } ngày, đến hết { $date }
site-today = hôm nay
site-yesterday = hôm qua
site-days-ago = { $days } ngày trước
