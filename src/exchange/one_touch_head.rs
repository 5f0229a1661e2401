//! Columns of the lists of One Touch, as the platform's people head them.

use crate::domain::fold;

/// Column of a list of people who took part on One Touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OneTouchColumn {
    /// Identity number of twelve digits.
    Number,
    /// Full name.
    Name,
    /// Date of birth; a year alone where there is a number.
    Birth,
    /// Code of the unit of residence, five digits.
    Unit,
    /// Day on which they took part.
    Day,
    /// Whether it is valid there.
    Result,
}

/// The words of a cell of results, as `fold` leaves them: what is valid, and what is not.
const VALID: [&str; 7] = ["hop le", "dat", "co", "x", "1", "hoan thanh", "yes"];
const INVALID: [&str; 7] = ["khong hop le", "khong dat", "khong", "chua dat", "0", "chua hoan thanh", "no"];

impl OneTouchColumn {
    /// All of them, in the order of the template.
    pub const ALL: [Self; 6] = [Self::Number, Self::Name, Self::Birth, Self::Unit, Self::Day, Self::Result];

    /// How the template heads it.
    #[must_use]
    pub fn head(self) -> &'static str {
        match self {
            Self::Number => "Số định danh",
            Self::Name => "Họ và tên",
            Self::Birth => "Ngày sinh",
            Self::Unit => "Mã đơn vị",
            Self::Day => "Ngày thi",
            Self::Result => "Kết quả",
        }
    }

    /// Heads of the same meaning, as `fold` leaves them.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Number => {
                &["so dinh danh", "so dinh danh ca nhan", "cccd", "so cccd", "so can cuoc", "can cuoc cong dan"]
            }
            Self::Name => &["ho va ten", "ho ten", "full name"],
            Self::Birth => &["ngay sinh", "ngay thang nam sinh", "date of birth"],
            Self::Unit => &["ma don vi", "ma xa", "ma xa phuong", "ma don vi hanh chinh", "unit code"],
            Self::Day => &["ngay thi", "ngay du thi", "ngay hoan thanh", "day"],
            Self::Result => &["ket qua", "ket qua thi", "hop le", "result"],
        }
    }

    /// The column that a head names; signs and what is in brackets do not count.
    pub(super) fn of(head: &str) -> Option<Self> {
        let plain = head.split('(').next().unwrap_or_default();
        let plain: String = plain.chars().map(|ch| if ch.is_alphanumeric() { ch } else { ' ' }).collect();
        let name = fold(&plain);
        Self::ALL.into_iter().find(|column| column.names().contains(&name.as_str()))
    }
}

/// Whether a cell of results states a valid one; none where it states neither.
pub(super) fn is_valid(cell: &str) -> Option<bool> {
    let word = fold(cell);
    match (VALID.contains(&word.as_str()), INVALID.contains(&word.as_str())) {
        (true, _) => Some(true),
        (false, true) => Some(false),
        (false, false) => None,
    }
}

/// The empty list, as a table of text that Excel opens, with a row to show how; such a row is not read.
#[must_use]
pub fn one_touch_template() -> Vec<u8> {
    let heads = OneTouchColumn::ALL.map(OneTouchColumn::head).join(",");
    let row = ["'031185000124", EXAMPLE, "12/03/1985", "11113", "25/11/2026", "hợp lệ"].join(",");
    format!("\u{feff}{heads}\r\n{row}\r\n").into_bytes()
}

/// Name of the row that shows how.
pub(super) const EXAMPLE: &str = "(ví dụ) Nguyễn Thị Lan";
