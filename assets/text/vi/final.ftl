### Giấy chứng nhận của Ban Tổ chức, và danh sách ký nhận kèm theo.

final-country = CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
final-motto = Độc lập - Tự do - Hạnh phúc
final-certifies = Chứng nhận ông (bà):
final-contest = “{ $title }”
final-number = Số: { $number }
final-check = Mã tra cứu: { $check }
final-slip = Phiếu ghi nhận: { $number }
final-scan = Quét mã, hoặc nhập số và mã ở trang tra cứu.
final-signed = Bản kê có chữ ký số của Ban Tổ chức
final-statement = Bản kê có chữ ký số của Ban Tổ chức:
final-file = Giấy chứng nhận { $number }
final-files = Giấy chứng nhận, { $date }
final-sign-title = DANH SÁCH KÝ NHẬN GIẤY CHỨNG NHẬN
final-place-date = { $place }, ngày { $date }
final-number-head = Số giấy
final-left-out = chưa in được
final-signer-giver = Người phát giấy
final-in-unit = { $unit }, thành phố Hải Phòng
