//! The empty list of people that a clerk fills in.

use super::people_head::{ListColumn, organisation};
use crate::domain::Membership;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// What the row to show how begins its name with; such rows are not read.
pub(super) const EXAMPLE: &str = "(ví dụ)";
const ROW: [&str; 4] = ["(ví dụ) Nguyễn Thị Lan", "1985", "Trường THCS Tân Kỳ", "Công đoàn; Hội Phụ nữ"];
const HOW: [&str; 8] = [
    "Cách điền danh sách",
    "1. Mỗi dòng một người. Người thuộc hai nơi thì ghi hai dòng.",
    "2. Họ và tên: ghi đủ, có dấu. Năm sinh: bốn chữ số (hoặc ngày sinh); chưa rõ thì để trống, xã sẽ tự xác nhận từng người.",
    "3. Cơ quan, đoàn thể: nơi cần đủ 100 %, mỗi nơi ghi một cách viết.",
    "4. Là đoàn viên, hội viên của: để trống, hoặc ghi các tên dưới đây, cách nhau bằng dấu chấm phẩy.",
    "5. Không ghi số định danh, số điện thoại, địa chỉ: chương trình không cần và không đọc.",
    "6. Không gộp ô, không ẩn dòng, không dùng công thức. Dòng ví dụ có thể xóa hoặc để nguyên.",
    "7. Lưu tệp rồi chọn tệp ở trang «Cơ quan, đoàn thể».",
];

/// The list as an Excel book.
#[must_use]
pub fn people_template_xlsx() -> Vec<u8> {
    // Nothing here can fail but what a sheet has no place for.
    book().unwrap_or_default()
}

/// The list as a table of text that Excel opens.
#[must_use]
pub fn people_template_csv() -> Vec<u8> {
    let quoted = |cell: &str| if cell.contains([',', ';']) { format!("\"{cell}\"") } else { cell.to_owned() };
    let row = |cells: [&str; 4]| cells.map(quoted).join(",");
    format!("\u{feff}{}\r\n{}\r\n", row(ListColumn::ALL.map(ListColumn::head)), row(ROW)).into_bytes()
}

fn book() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2025, 1, 1)?; // the same file each time
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let (bold, wrap) = (Format::new().set_bold(), Format::new().set_text_wrap());
    let text = Format::new().set_num_format("@");
    let head = Format::new().set_bold().set_background_color(0x00D9_E8F5);
    let sheet = book.add_worksheet();
    sheet.set_name("Danh sách")?;
    for (column, width) in [(0, 32.0), (1, 12.0), (2, 40.0), (3, 40.0)] {
        sheet.set_column_width(column, width)?;
        sheet.set_column_format(column, &text)?;
    }
    for ((column, name), example) in (0_u16..).zip(ListColumn::ALL).zip(ROW) {
        sheet.write_string_with_format(0, column, name.head(), &head)?;
        sheet.write_string_with_format(1, column, example, &text)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_print_fit_to_pages(1, 0);
    let how = book.add_worksheet();
    how.set_name("Hướng dẫn")?.set_column_width(0, 100)?;
    let lines = HOW.into_iter().chain(Membership::ALL.map(organisation));
    for (row, line) in (0_u32..).zip(lines) {
        how.write_string_with_format(row, 0, line, if row == 0 { &bold } else { &wrap })?;
    }
    book.save_to_buffer()
}
