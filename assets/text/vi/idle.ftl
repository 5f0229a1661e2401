idle-title = Nghỉ một chút ạ?
idle-ask = { $who } còn ở đó không? Bấm phím bất kỳ để làm tiếp. Nếu không, máy sẽ lưu lại và nhường cho người khác sau một phút.
idle-key-here = tôi vẫn ở đây
