### Màn hình xem câu hỏi trước khi nhập (import --review).

importer-title = Xem câu hỏi trước khi nhập: { $file }
importer-counts = ✓ { $taken } nhận   – { $skipped } bỏ   □ { $open } chưa xem   ✗ { $left } để lại
importer-keys = ↑↓ chọn  Enter nhận  s sửa  b bỏ  z hoàn tác  t nhận hết  g ghi  q thôi
importer-keys-mending = ↑↓ chọn phần  Enter gõ lại  d là đáp án đúng  Esc xong
importer-keys-writing = Enter giữ chữ mới  Ctrl-U xóa hết  Esc bỏ chữ mới
importer-keys-ending = t nhận cả  b bỏ cả  Esc quay lại
importer-keys-stopping = c thôi, không ghi gì  Esc quay lại
importer-ending = Còn { $open } câu chưa xem.
importer-stopping = Thôi xem? Chưa ghi gì vào tệp.
importer-none-taken = Chưa nhận câu nào nên không có gì để ghi.
importer-no-question = Dòng này không phải câu hỏi nhận được; xem lý do ở bên phải.
importer-nothing-to-undo = Chưa có gì để hoàn tác.
importer-mended = Đã sửa.
importer-mending = Sửa câu hỏi
importer-stem = Câu hỏi
importer-option = Phương án { $number }
importer-more = … PageDown để xem tiếp
importer-too-small = Cửa sổ nhỏ quá; hãy kéo rộng ít nhất { $size }.
