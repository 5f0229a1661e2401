pack-passphrase = Mật khẩu của { $file } (chỉ hiện một lần, chép ra giấy): { $passphrase }
pack-type-passphrase = Mật khẩu của { $file }:
pack-new-signing = Đã lập khóa ký { $key }. Giữ tệp .key và mật khẩu ở hai nơi khác nhau.
pack-new-sealing = Đã lập khóa niêm phong. Nơi nhận: { $recipient }
pack-root = Bản khóa gốc { $version } của { $centre }, lập { $issued }, dùng đến { $expires }
pack-root-fingerprint = Dấu vân tay khóa gốc: { $fingerprint }
pack-root-keys = Khóa gốc (cần { $least } chữ ký): { $keys }
pack-root-roles = Ký gói: { $pack } · biên nhận: { $receipt } · giấy phép: { $enrol } · chứng nhận: { $certificate } · số liệu chốt: { $closing } · bản phần mềm: { $release }
pack-root-signers = Đã ký: { $keys }
pack-root-lacking = Còn thiếu { $n } chữ ký: mời người giữ khóa chạy tramso-studio root sign.
pack-root-complete = Đủ chữ ký; dùng được.
pack-built = Đã ghi { $file }: cuộc thi { $contest }, bản { $version }, { $questions } câu hỏi, { $lessons } bài học.
pack-fingerprint = Dấu vân tay gói: { $fingerprint }
pack-demo = Gói mẫu: cuộc thi mở từ { $opens } đến { $closes }; không trạm thật nào nhận gói này.
pack-not-sealed = Câu hỏi KHÔNG niêm phong: ai có tệp này cũng đọc được đáp án, và Ban Tổ chức sẽ không nhận gói này cho cuộc thi thật. Đóng lại với --seal-to.
pack-warnings = Nội dung có { $n } lưu ý; xem bằng tramso-studio lint.
pack-shown = { $title }
    Cuộc thi { $contest }, gói bản { $version }, phát hành { $issued }, nên thay trước { $expires }
    Mở từ { $opens } đến { $closes }, cần chương trình từ bản { $app }
pack-holds = { $lessons } bài học, { $units } xã phường, { $villages } thôn và tổ dân phố, { $agencies } cơ quan, { $revoked } trạm bị thu hồi
pack-questions = { $n } câu hỏi
pack-sealed = Câu hỏi được niêm phong; thêm --identity để xem.
pack-signed = Ký bằng khóa { $key } của { $centre }, theo bản khóa gốc { $root }
    Dấu vân tay khóa gốc: { $fingerprint }
pack-good = Gói nguyên vẹn; trạm sẽ nhận.
pack-whole = Gói nguyên vẹn, nhưng chưa so với khóa gốc nào (--root): đọc dấu vân tay khóa gốc cho Ban Tổ chức đối chiếu.
pack-rehearsal-title = Diễn tập: { $title }
