### Trang cấp và tra cứu giấy chứng nhận.

certify-trail-issue = Cấp giấy chứng nhận
certify-trail-file = Tải tệp giấy chứng nhận
certify-trail-withdraw = Thu hồi giấy chứng nhận
certify-detail-unit = { $unit }: { $count } giấy
certify-detail-withdraw = { $number }: { $reason }
certify-issued =
    { $issued ->
        [0] Không có giấy nào mới: { $kept } giấy đã cấp vẫn đúng.
       *[other] Đã cấp { $issued } giấy; { $kept } giấy cấp từ trước vẫn đúng.
    }
certify-renewed = Trong đó { $renewed } giấy cấp lại theo họ tên, ngày sinh đã sửa; giấy cũ đã thu hồi.
certify-nameless = Còn { $nameless } người có bài hợp lệ mà sổ cái chưa có tên: người giữ máy chủ chạy tramso-central recount --from-bundles.
certify-withdrawn = Đã thu hồi giấy { $number }.
certify-reason-corrected = họ tên hoặc ngày sinh đã sửa, có giấy khác thay
certify-reason-not-valid = bài dự thi không còn hợp lệ
certify-reason-mistake = cấp nhầm
certify-written = Đã ghi { $file }: { $count } giấy chứng nhận.
certify-left-out = Chưa in được: { $numbers }. Họ tên có chữ mà bộ chữ in không có, hoặc dài quá khổ giấy.
certify-key-unnamed = Chưa có bản khóa gốc nào nêu khóa ký giấy chứng nhận này. Chữ ký vẫn kiểm được tại đây; nên thêm khóa vào bản khóa gốc (tramso-studio root rotate).
certify-line = { $number }  { $date }  { $name }  { $state }
certify-state-holds = còn hiệu lực
certify-state-withdrawn = đã thu hồi: { $reason }
certify-state-replaced = đã thu hồi, thay bằng { $number }
certify-none = Chưa cấp giấy chứng nhận nào.

certify-field-number = Số giấy
certify-field-name = Họ và tên
certify-field-birth = Sinh
certify-field-residence = Nơi ở
certify-field-contest = Cuộc thi
certify-field-topics = Chuyên đề
certify-field-organiser = Đơn vị cấp
certify-field-signers = Người ký
certify-field-date = Ngày cấp
certify-field-slip = Phiếu ghi nhận
certify-field-station = Trạm đã ký
certify-field-slip-number = Số phiếu

certify-verdict-unknown = Chưa có trong sổ, chưa kiểm được
certify-note-unknown = Số hoặc mã tra cứu không khớp giấy nào đã cấp ở đây. Xem lại từng chữ; nếu vẫn không thấy, hỏi đơn vị cấp giấy.
certify-note-unknown-file = Tệp hay đoạn chữ này không mang bản kê có chữ ký của Ban Tổ chức hay của trạm nào có trong sổ.
certify-verdict-genuine = Giấy chứng nhận thật, còn hiệu lực
certify-verdict-withdrawn = Giấy này đã thu hồi
certify-note-withdrawn = Thu hồi ngày { $date }.
certify-note-replaced = Thu hồi ngày { $date }; giấy thay thế mang số { $number }.
certify-verdict-not-held = Chữ ký của Ban Tổ chức đúng, nhưng sổ không còn giấy này
certify-note-not-held = Người có giấy đã yêu cầu xóa dữ liệu, hoặc sổ đã được khôi phục từ bản sao trước ngày cấp. Hỏi đơn vị cấp giấy.
certify-verdict-other-file = Bản kê thật, nhưng tệp khác trang đã cấp
certify-note-other-file = Chỉ những điều dưới đây, đọc từ bản kê có chữ ký, là đúng: xem chúng có khớp với tờ giấy không.
certify-note-other-fields = Tệp đã bị sửa, hoặc chữ trong tệp không còn đọc được trọn. Không thấy đúng như bản kê: { $fields }.
certify-note-other-words = Mọi mục vẫn ghi như bản kê, nhưng tệp có chữ thừa hoặc thiếu: có thể chữ khác đã được đè lên.
certify-note-same-words = Chữ trong tệp vẫn như bản kê, nhưng tệp đã được lưu lại bằng chương trình khác, hoặc hình vẽ đã bị sửa: nhìn từng mục trên giấy.
certify-note-unread = Không đọc được chữ trong tệp: có thể là ảnh quét, hoặc đã được lưu lại bằng chương trình khác, hoặc đã bị sửa.
certify-verdict-other-text = Bản kê thật, nhưng đoạn chữ có chỗ khác
certify-note-other-text = Trong đoạn chữ đã gửi không thấy đúng: { $fields }. Những điều dưới đây, đọc từ bản kê có chữ ký, mới là đúng.
certify-note-same-file = Tệp đúng từng byte với trang đã cấp.
certify-note-same-text = Đoạn chữ khớp với bản kê ở mọi mục.
certify-note-not-sent = So từng mục dưới đây với tờ giấy: khác mục nào là giấy đã bị sửa.
certify-note-no-form = Nơi này không còn mẫu giấy lúc cấp nên chưa so được trang; những điều dưới đây đọc từ bản kê có chữ ký.
certify-note-unnamed = Chưa có gốc tin cậy nêu khóa này: chữ ký chỉ kiểm được tại đơn vị cấp.
certify-note-demo = Đây là cuộc thi dùng thử, giấy không có giá trị.
certify-note-rehearsal = Đây là buổi diễn tập, giấy không có giá trị.
certify-verdict-slip-valid = Phiếu ghi nhận thật; bài dự thi đã hợp lệ
certify-verdict-slip-not-valid = Phiếu ghi nhận thật; bài dự thi chưa được tính là hợp lệ
certify-verdict-slip-not-held = Phiếu tạm thời: trạm chưa nộp dữ liệu
certify-note-slip-not-held = Chữ ký đúng là của trạm. Kết quả chưa về tới Ban Tổ chức, hoặc họ tên trong sổ đã được sửa; xin tra lại sau vài ngày.
certify-note-slip = Đây là phiếu của trạm, không phải giấy chứng nhận của Ban Tổ chức.
certify-verdict-slip-revoked = Phiếu do một trạm đã bị thu hồi ký
certify-note-slip-revoked = Chữ ký đúng là của trạm, nhưng trạm ấy không còn được công nhận. Hỏi Ban Tổ chức.
