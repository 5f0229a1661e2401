# Đọc to chữ trên màn hình.
voice-key-read = nghe đọc
voice-key-stop = thôi đọc
voice-menu-read = Nghe máy đọc màn hình này (F5)
voice-menu-stop = Thôi nghe đọc (F5)
voice-on = Máy đang đọc. F5: thôi · F6: đọc lại · F7: chậm hơn · F8: to hơn.
voice-off = Máy thôi đọc. Muốn nghe lại thì bấm F5.
voice-slow = Máy đọc chậm hơn. Bấm F7 lần nữa để đọc chậm nữa.
voice-slowest = Máy đọc rất chậm. Bấm F7 lần nữa để đọc như thường.
voice-usual = Máy đọc như thường. Bấm F7 để đọc chậm hơn.
voice-loud = Máy đọc to hơn. Bấm F8 lần nữa để to nữa.
voice-loudest = Máy đọc to nhất. Bấm F8 lần nữa để về mức thường.
voice-soft = Máy đọc mức thường. Bấm F8 để to hơn.
voice-help = F5 nghe máy đọc màn hình, bấm lần nữa để thôi. F6 đọc lại, F7 chậm hơn, F8 to hơn.
