### What tramso-central says.

centre-ask-passphrase = Mật khẩu của { $file }:
centre-ask-id = Số giấy tờ (12 chữ số, không hiện khi gõ):
centre-init-table = Mật khẩu nào mở cái gì. Chỉ hiện lần này: chép ra giấy ngay, mỗi mật khẩu một tờ.
centre-init-row-keys =
    {"  "}{ $passphrase }
    {"      "}mở máy chủ và mọi lệnh tramso-central: { $file }
    {"      "}Người trực trung tâm giữ.
centre-init-row-offline =
    {"  "}{ $passphrase }
    {"      "}mở khóa cấp phép (duyệt trạm), khóa chốt và khóa khôi phục: { $dir }
    {"      "}Người giữ khóa giữ, phong bì khác.
centre-init-row-page =
    {"  "}{ $passphrase }
    {"      "}tài khoản thanh-pho: mở trang xem của Ban Tổ chức trên trình duyệt, được quyết định
    {"      "}Một người của văn phòng thành phố giữ; người khác thì thêm tài khoản riêng.
centre-init-row-page-first = {"      "}Chỉ để vào lần đầu, trong 7 ngày; vào rồi trang sẽ mời đặt mật khẩu riêng.
centre-init-given = (mật khẩu trong tệp đã đưa)
centre-init-page =
    Đăng nhập trang xem của Ban Tổ chức bằng tài khoản thanh-pho; mật khẩu, chỉ hiện lần này:
    {"    "}{ $passphrase }
    Chỉ để vào lần đầu, trong 7 ngày; vào rồi trang sẽ mời đặt mật khẩu riêng.
centre-init-away = Mang thư mục { $dir } khỏi máy này ngay: khóa cấp phép, khóa chốt và khóa khôi phục không bao giờ nằm trên máy chủ.
centre-init-next =
    Bước tiếp theo:
    {"  "}1. Đưa bien-nhan.pub, cap-phep.pub, chung-nhan.pub, chot.pub trong { $dir } cho nơi giữ khóa gốc:
    {"     "}tramso-studio root init --receipt-key bien-nhan.pub --enrol-key cap-phep.pub
    {"         "}--certificate-key chung-nhan.pub --closing-key chot.pub …
    {"  "}   (đã có bản khóa gốc thì dùng root rotate, rồi ký lại)
    {"  "}2. Nơi ấy đóng gói nội dung, niêm phong câu hỏi:
    {"     "}tramso-studio pack build … --seal-to …
    {"  "}3. Nạp gói ở đây:
    {"     "}tramso-central pack add goi.tsp --identity de-thi.age --dir { $dir }
    {"  "}4. Duyệt từng trạm:
    {"     "}tramso-central enrol approve don.tsq --out /media/usb --enrol-key cap-phep.key --dir { $dir }
    {"  "}5. Mở máy chủ:
    {"     "}tramso-central serve --dir { $dir }
centre-init-next-demo = Đã lập Ban Tổ chức mẫu. Mở máy chủ:
    {"  "}tramso-central serve --dir { $dir }
centre-password-set = Đã đặt mật khẩu mới cho tài khoản thanh-pho của trang xem.
centre-pack-pin = Dấu vân tay khóa gốc:
    {"    "}{ $fingerprint }
    Đã so khớp qua điện thoại với nơi ký gói? (c/k)
centre-pack-added = Đã nạp gói { $contest }, số { $version }.
centre-pack-known = Gói { $contest }, số { $version } đã có từ trước.
centre-pack-judged = Đã chấm lại { $n } người đang chờ gói này.
centre-enrol-asks = Trạm { $kiosk } xin ghi danh: { $unit }, { $village }
centre-enrol-days = Được tính từ { $from } đến { $to }, mỗi ngày quá { $n } bài thì có người xem lại
centre-enrol-fingerprint =
    Dấu vân tay của đơn ghi danh, so với màn hình của trạm:
    {"    "}{ $fingerprint }
centre-enrol-check = {"  "}Máy của trạm, kiểm tra ngày { $date }: { $green } mục tốt, { $amber } mục nên xem, { $red } mục phải sửa
centre-enrol-check-part = {"    "}{ $sign } { $part } ({ $code })
centre-enrol-no-check = {"  "}Đơn không kèm kết quả kiểm tra máy.
centre-enrol-agree = Trạm đọc đúng tám âm tiết này? (c/k)
centre-enrol-granted = Đã cấp giấy phép và ghi trạm vào sổ: { $file }
centre-enrol-root =
    Đọc cho trạm dấu vân tay khóa gốc:
    {"    "}{ $fingerprint }
centre-enrol-row = { $kiosk }  { $unit }  { $village }  nộp lần cuối: { $heard }
centre-enrol-row-revoked = { $kiosk }  { $unit }  { $village }  nộp lần cuối: { $heard }  ĐÃ THU HỒI
centre-enrol-missing = {"  "}CÒN THIẾU gói kết quả số { $numbers } (đợt { $epoch })
centre-enrol-count = Có { $n } trạm.
centre-status = { $centre }, cuộc thi { $contest }
centre-status-people = Đã đăng ký { $registered } người, làm đủ các phần { $finished }, hợp lệ { $valid }.
centre-status-bundles = { $stations } trạm, { $bundles } gói kết quả đã nhận, { $waiting } việc chờ quyết định.
centre-status-term = Gói niêm phong và dữ liệu từng người được giữ đến hết ngày { $date }; sau đó chạy tramso-central end.
centre-clock = Đồng hồ máy chủ: { $machine }. Việc mới nhất trong nhật ký: { $last }.
centre-clock-none = Đồng hồ máy chủ: { $machine }. Nhật ký chưa có gì.
centre-clock-good = Đồng hồ dùng được.
centre-clock-accepted = Đã nhận ngày { $machine } là đúng. Máy chủ đang mở dùng được ngay, không phải mở lại.
centre-status-term-over = Đã quá hạn giữ gói niêm phong và dữ liệu từng người ({ $date }): hãy chạy tramso-central end.
centre-status-term-ended = Gói niêm phong và dữ liệu từng người đã xóa ngày { $date }; các con số giữ nguyên.
centre-status-none-missing = Không thiếu gói kết quả nào giữa các gói đã nhận.
centre-status-missing = Còn thiếu { $n } gói kết quả, đã nhận gói sau mà chưa nhận các số này:
centre-status-missing-row = {"  "}{ $kiosk }  { $unit }  { $village }: gói số { $numbers } (đợt { $epoch })
centre-status-missing-then = Trạm nộp qua mạng mà còn giữ gói thì lần tới tự nộp lại; trạm nộp bằng USB thì xin lại USB của trạm.
centre-revoke-agree =
    Trạm { $kiosk }: { $village }, { $unit }, nộp lần cuối: { $heard }
    Thu hồi rồi thì không rút lại được. Thu hồi trạm này? (c/k)
centre-revoked = Đã thu hồi trạm { $kiosk }. Gói kết quả đã nhận trước đây vẫn được tính. Ghi mã này vào gói nội dung kế tiếp.
centre-ingest-new = {"["}{ $n }/{ $all }] { $file }: đã nhận
centre-ingest-known = {"["}{ $n }/{ $all }] { $file }: đã nhận từ trước
centre-ingest-grant = { $file }: giấy phép của trạm { $kiosk }
centre-ingest-done = Nhận mới { $new }, đã có { $known }, giấy phép { $grants }.
centre-ingest-waiting = Ở các trạm này có { $n } gói đã giữ, chờ người quyết định: tramso-central cases.
centre-ingest-receipts = Biên nhận ở { $dir }: mang USB về trạm.
centre-kind-fork = hai bản sao của một trạm cùng nộp
centre-kind-revoked = gói kết quả đến sau khi trạm bị thu hồi
centre-kind-epoch = trạm tự bắt đầu lại (khôi phục hoặc đổi máy)
centre-kind-late = gói kết quả đến sau khi cuộc thi đóng
centre-kind-contradiction = một số giấy tờ, hai người khác nhau
centre-kind-signal = nhiều bài có dấu hiệu khác thường
centre-sign-burst = các bài nộp sát nhau hơn mức một bàn phím làm kịp
centre-sign-same = nhiều bài giống hệt nhau về đáp án hoặc về số giây
centre-sign-fast = bài làm nhanh hơn mức kịp đọc câu hỏi
centre-sign-per-day = số bài trong một ngày vượt mức đã cấp cho trạm
centre-sign-keys = bài bấm một phím, hoặc vài phím lần lượt, từ đầu đến cuối
centre-sign-fast-topics = học một chuyên đề chưa hết một phần ba thời gian đọc
centre-sign-unfinished = một ca mở nhiều đề rồi không nộp
centre-sign-moved = có bài được chuyển từ người này sang người khác
centre-sign-clock-back = nộp bài khi đồng hồ máy lùi về trước
centre-sign-clock-doubt = nộp bài khi trạm không tin đồng hồ của máy
centre-detail-rolled-back = trạm từng ghi tới bản ghi { $seen }, bản đang dùng chỉ tới { $kept }
centre-detail-other-branch = trạm từng ghi một nhánh khác mà bản đang dùng không có
centre-sign-rolled-back = dữ liệu của trạm bị đưa về một thời điểm trước
centre-sign-clone = hai bản sao của trạm cùng chạy, bài của cả hai đều ở đây
centre-sign-no-shift = bản ghi không thuộc ca nào đang mở nên không tính
centre-sign-group = học theo nhóm mà không có buổi học đủ thời lượng đứng trước
centre-sign-paper-soon = đề giấy in ra rồi thu lại ngay, không kịp làm bài
centre-sign-paper-boots = máy khởi động lại giữa lúc in đề và lúc thu bài, không rõ thời gian làm bài
centre-sign-paper-alike = nhiều phiếu chọn các chữ giống hệt nhau dù mỗi phiếu một đề
centre-sign-paper-fast = phiếu giấy được nhập nhanh hơn mức kịp đọc phiếu
centre-sign-paper-unchecked = các phiếu phải nhập hai lần mà không nhập lần hai
centre-sign-paper-rekeyed = hai lần nhập cùng một phiếu khác nhau nhiều
centre-sign-sheet = phiếu rút thăm để đối chiếu bị lệch hoặc không tìm thấy
centre-paper-unprinted = phiếu giấy có số mà trạm chưa từng in, nên không tính
centre-paper-void = phiếu giấy đã gạch bỏ mà vẫn được nhập, nên không tính
centre-paper-uncollected = phiếu giấy được nhập khi chưa thu bài, nên không tính
centre-paper-twice = phiếu giấy được nhập lần thứ hai cùng một số, nên không tính
centre-paper-not-allowed = có bài thi giấy trong khi thể lệ không cho thi giấy, nên không tính
centre-paper-other = phiếu giấy không đúng đề mà số phiếu sinh ra, nên không tính
centre-paper-answers = phiếu giấy có câu trả lời không thuộc đề của phiếu, nên không tính
centre-paper-incomplete = phiếu giấy thiếu câu trả lời, nên không tính
centre-actor-command-line = dòng lệnh
centre-actor-station = mạng
centre-actor-account = trang
centre-cases-none = Không có việc nào chờ quyết định.
centre-case =
    { $case } ({ $date }): { $what }
    {"    "}{ $subject }
centre-case-words = {"    "}quyết định: { $words }
centre-case-decided = {"    "}đã quyết định: { $word }
centre-decided = Đã quyết định. Chấm lại { $n } người.
centre-undone = Đã rút lại. Chấm lại { $n } người.
centre-forgotten = Người này không còn trong các con số; sổ cái đã xóa dữ liệu. Các trạm nhận yêu cầu xóa { $n } bản ghi qua biên nhận kế tiếp.
centre-end-what =
    Cuộc thi { $contest }: hạn giữ dữ liệu là hết ngày { $date }.
    Sẽ xóa hẳn: { $bundles } gói niêm phong, dữ liệu của { $people } người, và các việc chờ quyết định về từng người.
    Giữ lại: các con số, nhật ký, danh sách trạm và khóa công khai để kiểm tra phiếu.
    Xóa rồi không lấy lại được.
centre-end-word = XOA HET
centre-end-ask = Gõ { $word } rồi Enter để xóa:
centre-end-progress = Đang xóa: { $percent }%
centre-end-done = Đã xóa { $bundles } gói niêm phong và dữ liệu của { $people } người. Các con số giữ nguyên.
centre-end-backups = Còn việc làm bằng tay: xóa mọi bản sao lưu làm trước hôm nay (USB, ổ đĩa, bản chụp của máy chủ), các tệp nhận từ trạm còn trên USB. Sổ cái trên PostgreSQL thì chạy thêm VACUUM FULL.
centre-end-nothing = Hạn giữ dữ liệu đã kết thúc từ trước, không còn gì để xóa.
centre-recount-erased = { $n } người đã yêu cầu xóa mà sổ cái còn giữ: đã xóa lại trước khi đếm.
centre-recount-progress = Đã đọc lại { $n } gói…
centre-recount-refilled = Đã đọc lại mọi gói đang giữ: bổ sung cho { $n } người.
centre-doctor-sound = Đã khám xong: khóa, thư mục, sổ cái, đồng hồ và gói nội dung đều ổn. Muốn đếm lại từng người thì thêm --full.
centre-doctor-sound-full = Đã khám xong: khóa, thư mục, sổ cái, đồng hồ, gói nội dung đều ổn; đếm lại từng người khớp đến từng số.
centre-doctor-counting = Đang đếm lại từng người…
centre-recount-right = Đếm lại khớp đến từng số.
centre-serving = Máy chủ đang nhận ở { $url }
centre-serving-how = Xem số liệu: mở địa chỉ ấy bằng trình duyệt. Dừng máy chủ: bấm Ctrl-C.
centre-stopped = Đã dừng.
centre-demo =
    Ban Tổ chức mẫu ở { $url }, tài khoản thanh-pho, mật khẩu:
    {"    "}{ $passphrase }
centre-demo-filling = Đang dựng dữ liệu mẫu: { $people } người học giả lập ở { $stations } trạm…
centre-demo-clerk =
    Xem như cán bộ một xã: tài khoản { $account }, mật khẩu:
    {"    "}{ $passphrase }
centre-demo-send =
    Gửi thử từ một trạm dùng thử:
    {"    "}tramso send { $url } --dir <thư mục trạm>
    Dừng bằng Ctrl-C, mọi thứ bị xóa.
centre-case-telling = {"      "}{ $word }: { $name }, sinh { $birth }
centre-case-branch = {"      "}{ $word }: nhận lúc { $at }, { $records } bản ghi, { $people } người
centre-case-aside = {"    "}để sau từ { $at }, { $who }
centre-case-remark = {"    "}ghi chú: { $text }
centre-case-by = {"    "}người quyết định: { $who }, { $at }
centre-decide-agree = Việc { $case }, { $what }: quyết định «{ $word }»? (c/k)
centre-put-aside = Đã để việc { $case } sang một bên; việc vẫn chờ, xếp ở cuối danh sách.
centre-backup-reading = Đang đọc sổ cái…
centre-backup-writing = Đang chép bản sao lưu…
centre-backup-checking = Đang đọc lại bản sao lưu cho chắc…
centre-backup-done = Đã sao lưu vào { $dir }: { $bundles } gói kết quả, { $people } người. Đã đọc lại cả bản, đúng từng byte.
centre-backup-keep = Bản này đã khóa. Cất USB ở nơi khác với máy chủ; muốn mở cần mật khẩu của tệp khóa keys.age.
centre-verify-right = { $file } còn nguyên: sao lưu ngày { $date }, { $bundles } gói kết quả, { $people } người.
centre-restoring = Đang khôi phục…
centre-restored = Đã khôi phục bản sao lưu ngày { $date }: { $bundles } gói kết quả, { $people } người; xóa lại { $erased } người đã yêu cầu xóa.
centre-restored-then = Việc cần làm ngay: máy cũ còn tệp da-xoa.txt thì chạy tramso-central restore --accept-loss --erased <tệp ấy>, để ai đã yêu cầu xóa sau ngày sao lưu không hiện lại. Rồi mở máy chủ như mọi lần. Các trạm tự nộp lại phần còn thiếu khi gửi qua mạng; trạm nộp bằng USB thì chép biên nhận mới về trạm. Ai đang mở trang xem phải đăng nhập lại.
centre-loss-accepted = Từ nay dùng sổ cái đang có; xóa lại { $erased } người đã yêu cầu xóa.
centre-moved-then = Sổ cái cũ không dùng được nữa. Mở máy chủ với sổ cái mới: postgres://… thì ghi vào --database.
centre-user-added = Đã thêm tài khoản { $account }: { $role }.
centre-user-password-set = Đã đặt mật khẩu mới cho tài khoản { $account }. Ai đang mở trang bằng tài khoản này phải đăng nhập lại.
centre-user-passphrase =
    Mật khẩu, chỉ hiện một lần, chép ra giấy rồi đưa tận tay:
    {"    "}{ $passphrase }
    Dùng được đến { $until }, để vào lần đầu; vào rồi trang sẽ mời đặt mật khẩu riêng.
centre-user-disabled = Đã khóa tài khoản { $account }; ai đang mở trang bằng tài khoản này phải ra ngay.
centre-user-enabled = Đã mở lại tài khoản { $account }.
centre-user-totp =
    Từ nay tài khoản { $account } đăng nhập phải kèm mã sáu số. Gõ khóa này vào ứng dụng tạo mã trên điện thoại, chỉ hiện một lần:
    {"    "}{ $secret }
    Hoặc mở địa chỉ này trên điện thoại ấy:
    { $url }
centre-user-totp-off = Tài khoản { $account } thôi dùng mã sáu số.
centre-user-row = { $account }  { $role }  { $marks }
centre-user-none = Chưa có tài khoản nào. Thêm: tramso-central user add.
centre-user-mark-totp = dùng mã sáu số
centre-user-mark-first = MẬT KHẨU LẦN ĐẦU, đến { $until }
centre-user-mark-disabled = ĐÃ KHÓA từ { $at }
centre-role-city = văn phòng thành phố
centre-role-commune = đơn vị { $unit } ({ $code })
centre-role-viewer = chỉ xem
centre-ask-password = Mật khẩu mới (không hiện khi gõ):
centre-ask-password-again = Gõ lại lần nữa:
centre-trail-row = { $at }  { $who }: { $what } { $detail }
centre-trail-none = Nhật ký không có dòng nào như vậy.
centre-trail-older = Còn nữa: thêm --before { $id }

centre-sheets-none = Chưa có phiếu giấy nào được rút thăm.
centre-sheet = Phiếu { $sheet }: số { $number }, trạm { $station }, rút thăm ngày { $date }
centre-sheet-found =   { $what } ({ $who }, { $at })
centre-sheet-is-same = khớp
centre-sheet-differs = lệch
centre-sheet-differs-in = lệch ở câu { $places }
centre-sheet-is-missing = không có phiếu
centre-sheet-noted = Đã ghi: { $what }.
centre-sheet-noted-places = Đã ghi: { $what } ở câu { $places }. Đã mở một việc chờ quyết định.

centre-questions = { $n } câu có số liệu từ { $tests } bài; { $dubious } câu cần xem lại.
centre-questions-unread = { $n } người có bài thi nhưng chưa tính vào đây: tramso-central recount --from-bundles đọc lại các bài cũ.
centre-questions-written = Đã ghi { $file }.
centre-user-mark-log = trong nhật ký máy chủ: { $id }
centre-user-mark-seen = đăng nhập lần cuối { $at }
centre-case-detail = {"    "}{ $detail }
centre-case-taken = {"    "}{ $who } nhận từ { $at }
centre-demo-purpose = Theo dõi cán bộ, đoàn viên, hội viên tham gia cuộc thi (mẫu)
centre-demo-office = Ủy ban nhân dân mẫu
centre-key-certificate = Đã ghi khóa công khai ký giấy chứng nhận: { $file }
    Đưa cho nơi giữ khóa gốc: tramso-studio root rotate goc --certificate-key chung-nhan.pub
centre-key-closing = Đã lập khóa chốt { $file }
    Mang đi cất cùng khóa cấp phép; đưa { $public } cho nơi giữ khóa gốc:
    {"  "}tramso-studio root rotate goc --closing-key chot.pub
centre-key-closing-passphrase = Mật khẩu của khóa chốt, chỉ hiện lần này:
    {"    "}{ $passphrase }
