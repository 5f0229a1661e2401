### Giải thưởng: quy tắc và danh sách.

prize-first = Giải Nhất
prize-second = Giải Nhì
prize-third = Giải Ba
prize-consolation = Giải Khuyến khích
prize-commune = Giải cộng đồng lan tỏa mạnh nhất
prize-jury = Hội đồng quyết định
prize-places = { $from }–{ $to }
prize-rule-communes = { $n } xã, phường, đặc khu có tỷ lệ cao nhất. Tỷ lệ = { $what } chia cho dân số của đơn vị; so bằng phân số, không làm tròn.
prize-counts-valid = số người cư trú có bài dự thi hợp lệ tại trạm, kể cả bài trên giấy,
prize-counts-took-part = số người cư trú có bài dự thi hợp lệ tại trạm hoặc đã tham gia trên One Touch, mỗi người đếm một lần,
prize-rule-persons = Cá nhân: { $first } giải Nhất, { $second } giải Nhì, { $third } giải Ba, { $consolation } giải Khuyến khích.
prize-ties-seconds = Xếp theo điểm của bài tốt nhất; bằng điểm thì bài ít giây hơn đứng trên, bài trên giấy không đo giờ nên đứng sau bài trên máy cùng điểm.
prize-ties-jury = Xếp theo điểm của bài tốt nhất; bằng điểm thì Hội đồng quyết định.
prize-rule-attempts = Mỗi người thi nhiều nhất { $n } lượt. Bài trên giấy được xét giải cá nhân.
prize-rule-attempts-screen = Mỗi người thi nhiều nhất { $n } lượt. Bài trên giấy tính cho đơn vị, không xét giải cá nhân.
prize-rule-held = Chỉ xếp hạng bài hợp lệ và không còn chờ gì. Người đồng hạng mà số giải không đủ cho tất cả thì Hội đồng quyết định.
prize-seconds = { $minutes } phút { $seconds } giây
prize-on-paper = trên giấy
prize-on-screen = trên máy
prize-nameless = (người có mã { $person })
prize-more-equal = Còn { $n } người nữa bằng điểm, bằng giờ với người cuối danh sách.
prize-waiting = { $n } người có bài còn chờ nên không ai trong số ấy được xếp hạng.
prize-trail-view = xem danh sách giải thưởng
