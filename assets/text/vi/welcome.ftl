welcome-title = Mời ông/bà chọn
welcome-big = XIN CHÀO!
welcome-ask = Kính chào ông/bà! Hôm nay ông/bà muốn làm gì?
welcome-new = Tham gia cuộc thi lần đầu
welcome-back = Tôi đã đăng ký rồi, làm tiếp
welcome-practice = Chỉ luyện tập, không cần đăng ký
welcome-key-choose = chọn
