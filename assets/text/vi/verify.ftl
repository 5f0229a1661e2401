### Một tệp là gì, và chữ ký của nó có đúng không.

verify-bundle = gói kết quả số { $seq } của trạm { $kiosk }, đợt { $epoch }, cuộc thi { $contest }: bản ghi { $first } đến { $last }, đóng ngày { $day }. Chữ ký đúng, phần đã khóa còn nguyên.
verify-receipt = biên nhận số { $number } cho trạm { $kiosk }, đợt { $epoch }, cuộc thi { $contest }, ngày { $day }: giữ đến bản ghi { $ack }, { $bundles } gói kết quả. Chữ ký đúng.
verify-grant = giấy phép số { $number } của { $centre } cho trạm { $kiosk } ở { $village } ({ $unit }), cuộc thi { $contest }. Chữ ký đúng, trả lời đúng đơn của trạm này.
verify-request = đơn ghi danh của trạm { $kiosk } ở { $village } ({ $unit }), dấu vân tay: { $fingerprint }. Tệp còn nguyên; của ai thì phải so dấu vân tay qua điện thoại.
verify-pack = gói nội dung số { $version } của cuộc thi { $contest }, dấu vân tay: { $fingerprint }. Chữ ký đúng, thuộc bản khóa gốc của trạm này.
verify-pack-alone = gói nội dung số { $version } của cuộc thi { $contest }, dấu vân tay: { $fingerprint }. Tệp còn nguyên; bản khóa gốc của nó: { $root }
