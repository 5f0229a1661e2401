cli-demo-kept = Trạm dùng thử được giữ lại trong thư mục { $folder }.
cli-simulated = Đã cho { $people } người giả lập đi qua trạm: { $finished } người hoàn thành, { $answers } câu trả lời.
