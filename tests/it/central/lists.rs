//! Lists of people as clerks have them: real books, texts and documents, and every fault of one at once.

use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::io::{Cursor, Write};
use tramso::{
    domain::Membership,
    exchange::{
        ListColumn, ListFault, ListFaultKind as Kind, MOST_LIST_FILE, MOST_LISTED, PeopleList, RemarkKind, people_list,
        people_template_csv, people_template_xlsx,
    },
};
use zip::{ZipWriter, write::SimpleFileOptions};

const YEAR: i32 = 2026;
const HEADS: [&str; 4] = ["Họ và tên", "Năm sinh", "Cơ quan, đoàn thể", "Là đoàn viên, hội viên của"];

fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

fn row(sheet: &mut Worksheet, at: u32, cells: &[&str]) {
    for (column, cell) in (0_u16..).zip(cells) {
        sheet.write_string(at, column, *cell).unwrap();
    }
}

/// A Word document with one table.
fn document(rows: &[&[&str]]) -> Vec<u8> {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |cells: &&[&str]| {
        let cells: String =
            cells.iter().map(|text| if text.starts_with('<') { (*text).to_owned() } else { cell(text) }).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let rows: String = rows.iter().map(row).collect();
    packed(&format!(
        "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Danh sách</w:t></w:r></w:p><w:tbl>{rows}</w:tbl></w:body></w:document>"
    ))
}

fn packed(document: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(document.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn read(bytes: &[u8]) -> PeopleList {
    people_list(bytes, YEAR).unwrap()
}

fn faults(bytes: &[u8]) -> Vec<ListFault> {
    people_list(bytes, YEAR).unwrap_err()
}

/// Faults as row, column and kind.
fn places(bytes: &[u8]) -> Vec<(u32, String, Kind)> {
    faults(bytes).into_iter().map(|fault| (fault.row.unwrap_or(0), fault.column, fault.what)).collect()
}

fn short(list: &PeopleList) -> Vec<(u32, &str, Option<i32>, &str, usize)> {
    let person = |one: &'_ tramso::exchange::ListedPerson| one.memberships.len();
    list.people
        .iter()
        .map(|one| (one.line, one.name.as_str(), one.birth_year, one.agency.as_str(), person(one)))
        .collect()
}

#[test]
fn the_same_list_is_read_from_a_book_a_text_and_a_document() {
    let people = [
        ["Nguyễn  Thị Lan", "1985", "Trường THCS Tân Kỳ", "Công đoàn; Hội Phụ nữ"],
        ["Trần Văn Hòa", "12/03/1970", "UBND xã", ""],
        ["Phạm Thị Mai", "", "UBND xã", "dang vien, HND"],
    ];
    let excel = book(|sheet| {
        row(sheet, 0, &["DANH SÁCH CÁN BỘ"]);
        row(sheet, 2, &["STT", HEADS[0], HEADS[1], HEADS[2], HEADS[3], "Ghi chú"]);
        for (at, one) in (3..).zip(&people) {
            row(sheet, at, &["1", one[0], one[1], one[2], one[3], "x"]);
        }
        sheet.write_number(3, 2, 1985).unwrap(); // a year as a number, as Excel keeps it
    });
    let expected = [
        (4, "Nguyễn Thị Lan", Some(1985), "Trường THCS Tân Kỳ", 2),
        (5, "Trần Văn Hòa", Some(1970), "UBND xã", 0),
        (6, "Phạm Thị Mai", None, "UBND xã", 2),
    ];
    assert_eq!(short(&read(&excel)), expected);
    let text = |apart: &str| {
        let line = |cells: &[&str; 4]| cells.map(|cell| format!("\"{cell}\"")).join(apart);
        std::iter::once(&HEADS).chain(&people).map(line).collect::<Vec<_>>().join("\r\n")
    };
    for apart in [",", ";", "\t"] {
        let found = read(text(apart).as_bytes());
        let with_marks: Vec<_> =
            expected.iter().map(|(line, name, year, agency, n)| (line - 2, *name, *year, *agency, *n)).collect();
        assert_eq!(short(&found), with_marks, "{apart:?}");
        assert_eq!(found.people[2].memberships, [Membership::Party, Membership::FarmersUnion].into());
    }
    let rows: Vec<&[&str]> = std::iter::once(&HEADS[..]).chain(people.iter().map(|one| &one[..])).collect();
    assert_eq!(read(&document(&rows)).people, read(text(",").as_bytes()).people);
}

#[test]
fn heads_are_found_without_marks_and_the_template_reads_as_nobody() {
    let list = read(
        "\u{feff}HO VA TEN;NAM SINH (dương lịch);Đơn vị công tác;Chức vụ;Lương\nLê Thị Hoa;1990;UBND;GĐ;9".as_bytes(),
    );
    assert_eq!(
        (short(&list), list.unread.clone()),
        (vec![(2, "Lê Thị Hoa", Some(1990), "UBND", 0)], vec!["Lương".to_owned()])
    );
    for template in [people_template_xlsx(), people_template_csv()] {
        assert_eq!(places(&template), [(1, String::new(), Kind::Nobody)], "the example is not read");
    }
}

#[test]
fn every_fault_of_a_list_is_shown_at_once_with_its_row_and_column() {
    let file = book(|sheet| {
        row(sheet, 0, &HEADS);
        row(sheet, 1, &["Nguyễn Thị Lan", "1985", "UBND"]);
        row(sheet, 2, &["", "1985", "UBND"]);
        row(sheet, 3, &["Trần Văn A1", "1899", ""]);
        row(sheet, 4, &["nguyen thi LAN", "1985", "ubnd"]);
        row(sheet, 5, &["Lê Văn Bình", "ba mươi", "UBND", "Hội Chơi Chim"]);
        row(sheet, 6, &["Vũ Thị Ẩn", "1970", "UBND"]);
        sheet.set_row_hidden(6).unwrap();
        row(sheet, 7, &["Đỗ Văn Tính", "", "UBND"]);
        sheet.write_formula(7, 1, Formula::new("=1900+85").set_result("1985")).unwrap();
        row(sheet, 8, &["Bùi Thị Gộp", "1980"]);
        sheet.merge_range(8, 2, 9, 2, "UBND", &Format::new()).unwrap();
        row(sheet, 9, &["Bùi Văn Gộp", "1981"]);
        row(sheet, 10, &["Hồ Thị Mới", "2025", "UBND"]);
    });
    let column = |name: &str| name.to_owned();
    let expected = vec![
        (3, column("A"), Kind::NoName),
        (4, column("A"), Kind::NameChar('1')),
        (4, column("B"), Kind::ImpossibleYear(1899)),
        (4, column("C"), Kind::NoAgency),
        (5, column("A"), Kind::Twice(2)),
        (6, column("B"), Kind::NoYear("ba mươi".to_owned())),
        (6, column("D"), Kind::Organisation("Hội Chơi Chim".to_owned())),
        (7, column(""), Kind::HiddenRow),
        (8, column("B"), Kind::Computed),
        (9, column("C"), Kind::Merged),
        (10, column("C"), Kind::NoAgency),
        (11, column("B"), Kind::ImpossibleYear(2025)),
    ];
    assert_eq!(places(&file), expected);
}

#[test]
fn missing_and_doubled_heads_hidden_columns_and_other_sheets_are_faults() {
    let without = book(|sheet| {
        row(sheet, 0, &["Họ tên", "Năm sinh", "Họ và tên"]);
        row(sheet, 1, &["Nguyễn Thị Lan", "1985", "Lan"]);
    });
    let expected = [
        (1, String::new(), Kind::NoColumn(ListColumn::Agency)),
        (1, "C".to_owned(), Kind::ColumnTwice(ListColumn::Name)),
    ];
    assert_eq!(places(&without), expected);
    let hidden = book(|sheet| {
        row(sheet, 0, &HEADS);
        row(sheet, 1, &["Nguyễn Thị Lan", "1985", "UBND"]);
        sheet.set_column_hidden(1).unwrap();
    });
    assert_eq!(places(&hidden), [(1, "B".to_owned(), Kind::HiddenColumn)]);
    let mut two = Workbook::new();
    for name in ["Một", "Hai", "Ba"] {
        let sheet = two.add_worksheet();
        sheet.set_name(name).unwrap();
        row(sheet, 0, &HEADS);
        row(sheet, 1, &["Nguyễn Thị Lan", "1985", "UBND"]);
        if name == "Ba" {
            sheet.set_hidden(true);
        }
    }
    let expected = [
        (0, String::new(), Kind::OtherSheet("Hai".to_owned())),
        (0, String::new(), Kind::HiddenSheet("Ba".to_owned())),
    ];
    assert_eq!(places(&two.save_to_buffer().unwrap()), expected);
    assert_eq!(places(&book(|sheet| row(sheet, 0, &["Mã", "Câu hỏi"]))), [(0, String::new(), Kind::NoHeads)]);
}

#[test]
fn tables_of_documents_have_their_faults_too() {
    let merged = "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>Lê Thị Hoa</w:t></w:r></w:p></w:tc>";
    let unseen =
        "<w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>Vũ Văn Ba</w:t></w:r></w:p></w:tc>";
    let inner =
        "<w:tc><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p><w:r><w:t>Đỗ Thị Tư</w:t></w:r></w:p></w:tc>";
    let changed = "<w:tc><w:p><w:del><w:r><w:delText>Cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>Hồ Thị Năm</w:t></w:r></w:ins></w:p></w:tc>";
    let rows: [&[&str]; 5] = [
        &HEADS,
        &[merged, "UBND", ""],
        &[unseen, "1970", "UBND", ""],
        &[inner, "1971", "UBND", ""],
        &[changed, "1972", "UBND", ""],
    ];
    let expected =
        [(2, "1".to_owned(), Kind::Merged), (3, String::new(), Kind::HiddenRow), (4, String::new(), Kind::Nested)];
    assert_eq!(places(&document(&rows)), expected);
    assert_eq!(
        short(&read(&document(&[rows[0], rows[4]]))),
        [(2, "Hồ Thị Năm", Some(1972), "UBND", 0)],
        "as it is shown"
    );
}

#[test]
fn what_is_no_list_is_named_and_costs_little() {
    let kind = |bytes: &[u8]| faults(bytes).remove(0).what;
    let other = |what| Kind::File(RemarkKind::OtherFormat(what));
    assert_eq!(kind(b""), other("empty"));
    assert_eq!(kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook"), other("old-office"));
    assert_eq!(kind(b"<html><table></table></html>"), other("web-page"));
    assert_eq!(kind(&vec![b'a'; MOST_LIST_FILE + 1]), Kind::TooLarge);
    assert_eq!(kind(b"%PDF-1.7 \x00\x01\x02\x03"), other("pdf"));
    assert!(matches!(kind(b"PK\x03\x04 cut short"), Kind::File(_)));
    assert!(matches!(kind("Hä Tªn\u{a0}".as_bytes()), Kind::NoHeads | Kind::File(_)));
    // What unpacks to more than a list needs is not unpacked to its end.
    let bomb = packed(&format!("<w:document><w:body>{}</w:body></w:document>", " ".repeat(60 << 20)));
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    assert!(matches!(kind(&bomb), Kind::File(RemarkKind::UnpacksTooLarge { .. })));
    let entity = packed("<!DOCTYPE x [<!ENTITY a \"b\">]><w:document><w:tbl/></w:document>");
    assert!(matches!(kind(&entity), Kind::File(RemarkKind::DocType)));
    let deep = packed(&format!("<w:document>{}</w:document>", "<w:x>".repeat(500)));
    assert!(matches!(kind(&deep), Kind::File(_)));
    let many: String = (0..=MOST_LISTED).map(|at| format!("Nguyễn Văn {},1980,UBND {at}\n", "A")).collect();
    let many = format!("Họ tên,Năm sinh,Cơ quan\n{many}");
    assert_eq!(faults(many.as_bytes()).last().unwrap().what, Kind::TooMany);
    let formula = faults("Họ tên,Năm sinh,Cơ quan\n=1+1,1980,UBND\n".as_bytes());
    assert!(formula.iter().any(|fault| fault.what == Kind::Computed), "{formula:?}");
}
