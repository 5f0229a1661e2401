### Biên nhận của Ban Tổ chức.

receipt-taken = ✓ Biên nhận số { $number }: Ban Tổ chức đang giữ { $held } bản ghi của trạm, { $newly } bản ghi mới được xác nhận.
receipt-older = Biên nhận số { $number } cũ hơn biên nhận đã có; không có gì thay đổi.
