### Phiếu rà soát câu hỏi cho hai người (tramso-studio checklist).

checklist-title = Phiếu rà soát câu hỏi: { $contest }
checklist-page = Trang { $page }/{ $of }
checklist-about = mức { $level } · dữ kiện { $fact } · bài { $lesson } · nguồn { $source }
checklist-judged = Người { $reviewer } chọn:  A   B   C   D
checklist-one = một đáp án đúng
checklist-taught = bài có dạy
checklist-source = đúng nguồn
checklist-plain = dễ hiểu
checklist-mend = phải sửa
checklist-signature = Người rà soát { $reviewer } (họ tên, ngày, chữ ký)
checklist-key = Đáp án (giữ riêng, đưa sau khi hai người đã ký)
checklist-key-how = Người nào chọn khác đáp án thì xem lại câu ấy trước: hoặc câu chưa rõ, hoặc đáp án sai. Xong thì ghi tên hai người vào mục reviewed của câu.
checklist-written = Đã ghi { $file }: { $questions } câu. Trang cuối là đáp án, giữ riêng.
