cli-demo-kept = Trạm dùng thử được giữ lại trong thư mục { $folder }.
cli-simulated = Đã cho { $people } người giả lập đi qua trạm: { $finished } người hoàn thành, { $answers } câu trả lời.
cli-volunteer = Người hỗ trợ
cli-made = Đã lập trạm trong thư mục { $folder } cho { $name }.
cli-passphrase = Mật khẩu (chỉ hiện một lần, chép ra giấy): { $passphrase }
cli-status = Đăng ký: { $registered } · đã hoàn thành: { $finished } · đang học: { $learning } · chờ thi: { $test } · chờ chia sẻ: { $share }
    Bản ghi: chờ nộp { $waiting } · đã gửi { $sent } · Ban Tổ chức đã nhận { $confirmed }
cli-sound = Đã khám xong, không thấy lỗi nào.
cli-backed-up = Đã sao lưu và đọc lại đúng: { $path }. Rút USB được rồi.
cli-restored = Đã dựng lại trạm trong thư mục { $folder }.
cli-written = Đã ghi { $path }.
cli-lint-reminder = ▲ là lời nhắc: chưa sửa thì nội dung vẫn dùng được.
cli-linted = { $errors } lỗi, { $warnings } lưu ý.
cli-pack = Nội dung: gói số { $version } ({ $fingerprint })
cli-pack-built-in = Nội dung: khóa học có sẵn trong chương trình
cli-place = Nhà văn hóa { $village }
cli-ask-passphrase = Câu mật khẩu của người hỗ trợ:
cli-yes = y yes c có co
