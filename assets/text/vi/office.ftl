### Trang của văn phòng thành phố: tài khoản của cán bộ.

office-role-city = Văn phòng thành phố
office-role-commune = Cán bộ { $unit }
office-role-viewer = Chỉ xem
office-never-signed-in = chưa lần nào
office-password-own = người ấy tự đặt
office-password-first = mật khẩu tạm, dùng được đến { $until }
office-password-ended = mật khẩu tạm đã hết hạn { $until }
office-codes = có mã sáu số
office-no-codes = không
office-disabled = đã khóa { $at }
office-open = đang mở
office-account-added = Đã thêm tài khoản { $account }: { $role }.
office-account-password = Đã đặt mật khẩu mới cho { $account }. Ai đang mở trang bằng tài khoản này phải đăng nhập lại.
office-account-disabled = Đã khóa tài khoản { $account }. Ai đang mở trang bằng tài khoản này đã phải ra.
office-account-enabled = Đã mở lại tài khoản { $account }.
office-account-codes = Từ nay { $account } đăng nhập phải kèm mã sáu số trên điện thoại.
office-account-no-codes = { $account } thôi dùng mã sáu số.

office-pack-added = Đã nạp gói bản { $version }.
office-pack-known = Gói bản { $version } đã có từ trước; không có gì thay đổi.
office-pack-judged = Đã chấm lại { $n } người.
office-pack-revoked = Gói thu hồi { $n } trạm.
office-pack-added-by = { $at }, { $who }
office-pack-topic = { $topic }. { $title }

office-trail-case-take = nhận một việc
office-trail-case-release = thôi nhận một việc
office-case-taken = { $who } nhận từ { $at }
office-case-took = Bạn đã nhận việc này. Người khác thấy tên bạn trong danh sách.
office-case-released = Đã thôi nhận. Người khác có thể nhận việc này.

office-detail-entries = { $entries } người
office-detail-keys = { $entries } bài
office-detail-records = { $records } bản ghi
office-detail-papers = { $papers } phiếu
office-detail-burst = { $entries } người; nhiều nhất { $most } bài trong { $minutes } phút, từ { $from }
office-detail-same = { $entries } người; { $alike } bài giống hệt nhau
office-detail-fast = { $entries } người; bài nhanh nhất { $least-seconds } giây, trong khi đọc kịp thì mỗi câu hơn { $limit } giây
office-detail-per-day = { $entries } người; ngày { $day } có { $that-day } bài, mức cấp cho trạm là { $limit } bài một ngày
office-detail-fast-topics = { $entries } người; { $topics } lượt học một chuyên đề chưa hết một phần { $part } thời gian đọc
office-detail-unfinished = { $entries } người; ca ấy mở { $opened } đề, { $left } đề không nộp
office-detail-clock-back = { $entries } người; đồng hồ lùi nhiều nhất { $minutes } phút
office-detail-clone = { $entries } người; hai bản sao tách nhau từ gói số { $from-bundle }
office-detail-evening = { $entries } người, { $records } bản ghi
office-detail-paper-alike = { $entries } người; { $papers } phiếu giống nhau
office-detail-paper-fast = { $entries } người; { $sheets } phiếu nhập chưa tới { $limit } giây mỗi phiếu
office-detail-paper-unchecked = { $entries } người; { $drawn } phiếu phải nhập hai lần, { $missing } phiếu không nhập lần hai
office-detail-paper-rekeyed = { $entries } người; khác nhau { $other } trong { $places } chỗ
office-detail-sheets = { $entries } người; { $sheets } phiếu
office-detail-sheet = phiếu số { $paper }: { $finding }
office-detail-sheet-places = phiếu số { $paper }: { $finding } ở câu { $places }

office-contest = Cuộc thi { $contest }
office-trail-roster = { $unit }, { $people } người
office-trail-request = yêu cầu số { $request }: { $kind }
