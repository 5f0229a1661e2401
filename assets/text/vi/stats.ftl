### Số liệu của một bộ nội dung (tramso-studio stats).

stats-faults = Có { $faults } lỗi về cách viết; chỉ đếm phần đọc được. Xem lỗi bằng lệnh lint.
stats-topic = CĐ { $n }
stats-all = Tất cả

stats-bank = NGÂN HÀNG CÂU HỎI
stats-questions = Số câu hỏi
stats-easy = Mức 1 (dễ)
stats-middle = Mức 2 (vừa)
stats-hard = Mức 3 (khó)
stats-asked = Câu để rút đề
stats-asked-facts = Dữ kiện, kỹ năng trong đề
stats-situations = Câu tình huống
stats-negatives = Câu hỏi ngược (KHÔNG)
stats-facts = Dữ kiện, kỹ năng được hỏi
stats-a-fact = Số câu trên một dữ kiện
stats-most-a-fact = Nhiều nhất trên một dữ kiện
stats-sources = Nguồn

stats-course = KHÓA HỌC
stats-lessons = Số bài
stats-required = trong đó bắt buộc
stats-pages = Số trang
stats-required-syllables = Bài bắt buộc dài (tiếng)
stats-required-minutes = Đọc bài bắt buộc (phút)
stats-all-minutes = Đọc tất cả (phút)

stats-expires = CÂU HỎI HẾT HẠN TRONG THÁNG
stats-lasting = Không có hạn

stats-guesses = ĐOÁN MÒ ĐÚNG MẤY CÂU TRÊN 20
stats-longest = Chọn phương án dài nhất
stats-shortest = Chọn phương án ngắn nhất
stats-stem-words = Nhiều chữ của câu hỏi nhất
stats-like-others = Giống các phương án khác nhất
stats-unlike-others = Khác các phương án khác nhất

stats-places = Luôn chọn phương án đầu: đúng { $first } trên 20 câu; phương án cuối: { $last } (đo trên { $papers } đề).
stats-taught = Một đề { $paper } câu: bài bắt buộc dạy trung bình { $mean } câu, ít nhất { $least } (đo trên { $papers } đề).
stats-hardness = Câu khó (mức 3) trong một đề: từ { $least } đến { $most }.
stats-fact-twice = Đề có hai câu về cùng một dữ kiện: { $found } trên { $papers } đề.
stats-shared = Hai người ngồi cạnh nhau trùng trung bình { $shared } câu.
stats-run-out = Câu hết hạn: { $now } câu tính đến hôm nay, { $then } câu tính đến ngày cuộc thi đóng.
stats-floor = Chọn bừa một đề { $paper } câu: đúng trung bình { $mean } câu; từ { $half } câu trở lên: { $chance } %.
stats-papers = Số đề khác nhau có thể rút: hơn 10 mũ { $power }.

stats-item-id = CÂU
stats-item-asked = lượt
stats-item-right = đúng
stats-item-discrimination = phân biệt
stats-item-efficiency = hiệu quả
stats-item-seconds = giây
stats-items = { $asked } câu có số liệu, { $dubious } câu cần xem lại.
stats-items-never = { $n } câu của thư mục chưa ai gặp.
stats-items-other = { $n } câu trong tệp không có ở thư mục này, hoặc đã sửa lời sau khi thi: { $ids }.
stats-remark-negative = {"  "}▲ Người chọn đúng câu này lại làm kém các câu khác: kiểm tra đáp án.
stats-remark-wrong-leads = {"  "}▲ Có phương án sai được chọn nhiều hơn đáp án: kiểm tra đáp án.
stats-remark-below-guess = {"  "}▲ Ít người đúng hơn cả khi chọn bừa: câu dễ gây hiểu nhầm.
stats-remark-hard = {"  "}▲ Hầu như không ai đúng: quá khó, hoặc có lỗi.
stats-remark-easy = {"  "}▲ Gần như ai cũng đúng: phương án sai quá lộ, hoặc ai cũng biết.
stats-remark-weak = {"  "}▲ Phân biệt yếu: người học kỹ và người không học làm như nhau.
stats-remark-inefficient = {"  "}▲ Hiệu quả dưới 15 %: câu phân biệt kém xa mức nó có thể.
stats-remark-idle-option = {"  "}▲ Có phương án không ai chọn: thay bằng điều người ta hay tưởng.
