//! Thirty women of one village: what is typed for their names, and what is written.

/// What is typed, what is written, and what the given name begins with, without marks.
pub const NAMES: [(&str, &str, &str); 30] = [
    ("nguyeenx thij hoa", "Nguyễn Thị Hoa", "hoa"),
    ("traanf thij maan", "Trần Thị Mân", "man"),
    ("phamj thij cucs", "Phạm Thị Cúc", "cuc"),
    ("vux thij en", "Vũ Thị En", "en"),
    ("buif thij gaams", "Bùi Thị Gấm", "gam"),
    ("nguyeenx thij lan", "Nguyễn Thị Lan", "lan"),
    ("traanf thij mai", "Trần Thị Mai", "mai"),
    ("phamj thij ddaof", "Phạm Thị Đào", "dao"),
    ("vux thij nhung", "Vũ Thị Nhung", "nhu"),
    ("buif thij hoongf", "Bùi Thị Hồng", "hon"),
    ("nguyeenx thij thanh", "Nguyễn Thị Thanh", "tha"),
    ("traanf thij tuyeets", "Trần Thị Tuyết", "tuy"),
    ("phamj thij loan", "Phạm Thị Loan", "loa"),
    ("vux thij nga", "Vũ Thị Nga", "nga"),
    ("buif thij yeens", "Bùi Thị Yến", "yen"),
    ("nguyeenx thij hieenf", "Nguyễn Thị Hiền", "hie"),
    ("traanf thij vaan", "Trần Thị Vân", "van"),
    ("phamj thij oanh", "Phạm Thị Oanh", "oan"),
    ("vux thij phuwowng", "Vũ Thị Phương", "phu"),
    ("buif thij thuyr", "Bùi Thị Thủy", "thu"),
    ("nguyeenx thij xuaan", "Nguyễn Thị Xuân", "xua"),
    ("traanf thij hanhj", "Trần Thị Hạnh", "han"),
    ("phamj thij dung", "Phạm Thị Dung", "dun"),
    ("vux thij bichs", "Vũ Thị Bích", "bic"),
    ("buif thij ngaan", "Bùi Thị Ngân", "nga"),
    ("nguyeenx thij quyeen", "Nguyễn Thị Quyên", "quy"),
    ("traanf thij sen", "Trần Thị Sen", "sen"),
    ("phamj thij trinh", "Phạm Thị Trinh", "tri"),
    ("vux thij lys", "Vũ Thị Lý", "ly"),
    ("buif thij kim", "Bùi Thị Kim", "kim"),
];

/// What a person crosses: by chance, and each differently.
pub fn crosses(person: usize) -> String {
    let mut state = 0x9E37_79B9_u32.wrapping_mul(u32::try_from(person).unwrap() + 7);
    let mut cross = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b"abcd"[usize::try_from(state >> 30).unwrap()])
    };
    (0..20).map(|_| cross()).collect()
}
