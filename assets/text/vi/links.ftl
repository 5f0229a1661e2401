links-found = Đọc được: { $url } (dùng cho: { $platforms })
links-written = Đã ghi vào { $folder }/contest.toml, đánh dấu là đường dẫn chính thức. Hãy mở thử trên điện thoại và xem đúng tên nhà phát hành.
links-only-read = Chưa ghi gì. Thêm --into THƯ_MỤC để ghi vào contest.toml của nội dung.
