//! Word and Excel files of people who have not seen the reader: looks that mark keys, tables of options, gaps, boxes, notes.

use super::exchange_office::{document, paragraph, run, table};
use rust_xlsxwriter::{Color, Format as Look, Workbook, Worksheet};
use tramso::exchange::{Format, Import, RemarkKind, import};

const RED: &str = "<w:color w:val=\"FF0000\"/>";
const BLUE: &str = "<w:color w:val=\"0000FF\"/>";

fn word(body: &str) -> Import {
    import(Format::Docx, &document(body))
}

fn line(text: &str) -> String {
    paragraph(&run("", text))
}

/// A question whose options have a look for their letters and one for their texts, each its own.
fn question(looks: [(&str, &str); 4]) -> String {
    let option = |(letter, (label, text)): (char, (&str, &str))| {
        paragraph(&(run(label, &format!("{letter}. ")) + &run(text, &format!("phương án {letter}"))))
    };
    line("Câu 1. Hỏi điều gì ở đây, thưa các bác?") + &('A'..='D').zip(looks).map(option).collect::<String>()
}

fn right(read: &Import) -> Vec<&str> {
    read.items.iter().map(|item| item.options[0].as_str()).collect()
}

fn whys(read: &Import) -> Vec<&RemarkKind> {
    read.remarks.iter().filter(|remark| remark.left_out).map(|remark| &remark.what).collect()
}

#[test]
fn the_odd_look_marks_and_two_marks_are_a_conflict() {
    let (bold, line_below) = ("<w:b/>", "<w:u w:val=\"single\"/>");
    let red_bold = format!("{bold}{RED}");
    let good = [
        [(bold, ""), (bold, ""), (red_bold.as_str(), ""), (bold, "")],
        [(BLUE, ""), (BLUE, ""), (RED, ""), (BLUE, "")],
        [(BLUE, ""), (BLUE, ""), (RED, RED), (BLUE, "")],
        [(RED, ""), (RED, ""), (RED, bold), (RED, "")],
        [("", ""), ("", ""), ("", RED), ("", "")],
        [(bold, bold), (bold, bold), (bold, red_bold.as_str()), (bold, bold)],
    ];
    for looks in good {
        let read = word(&question(looks));
        assert_eq!(right(&read), ["phương án C"], "{looks:?}: {:?}", read.remarks);
    }
    let conflict = word(&question([(bold, ""), (line_below, ""), (bold, bold), (bold, "")]));
    assert_eq!(whys(&conflict), [&RemarkKind::KeyConflict]);
    for looks in [[(RED, ""), (BLUE, ""), ("", ""), ("", "")], [(RED, ""), (RED, ""), (BLUE, ""), (BLUE, "")]] {
        assert_eq!(whys(&word(&question(looks))), [&RemarkKind::SeveralRight], "{looks:?}");
    }
}

#[test]
fn tables_of_options_and_answers_are_read_cell_by_cell() {
    let ask = line("Câu 1. Số nào?");
    let apart = ask.clone() + &table(&[&["A.", "112"], &["B.", "113"], &["C.", "114"]]) + &line("Đáp án: B");
    let read = word(&apart);
    assert_eq!(read.items[0].options, ["113", "112", "114"], "{:?}", read.remarks);
    let shaded = |cells: [&str; 2], which: usize| {
        let cell = |(at, text): (usize, &str)| {
            let fill = if at == which { "<w:shd w:val=\"clear\" w:fill=\"FFFF00\"/>" } else { "" };
            format!("<w:tc><w:tcPr>{fill}</w:tcPr>{}</w:tc>", line(text))
        };
        format!("<w:tr>{}</w:tr>", cells.into_iter().enumerate().map(cell).collect::<String>())
    };
    let squares = format!("<w:tbl>{}{}</w:tbl>", shaded(["A. 112", "B. 113"], 1), shaded(["C. 114", "D. 115"], 2));
    assert_eq!(right(&word(&(ask.clone() + &squares))), ["113"]);
    let paper: String = (1..=4)
        .map(|n| {
            ["Câu N. Hỏi N?", "A. NA", "B. NB", "C. NC"].map(|text| line(&text.replace('N', &n.to_string()))).concat()
        })
        .collect();
    let heading = line("ĐÁP ÁN");
    let gaps: [&[&[&str]]; 3] = [
        &[&["1", "2", "3", "4"], &["A", "", "C", "B"]],
        &[&["Câu", "Đáp án"], &["1", "A"], &["2", ""], &["3", "C"], &["4", "B"]],
        &[&["Câu", "Đáp án", "Câu", "Đáp án"], &["1", "A", "3", "C"], &["2", "", "4", "B"]],
    ];
    for rows in gaps {
        let read = word(&(paper.clone() + &heading + &table(rows)));
        assert_eq!((right(&read), whys(&read)), (vec!["1A", "3C", "4B"], vec![&RemarkKind::NoRight]), "{rows:?}");
    }
    let odd = word(
        &(paper.clone()
            + &heading
            + &table(&[&["Câu", "Đáp án"], &["1", "A"], &["2", "A?"], &["3", "C"], &["4", "B"]])),
    );
    assert_eq!((right(&odd), whys(&odd)), (vec!["1A", "3C", "4B"], vec![&RemarkKind::KeyUnusable("A?".into())]));
    let codes: &[&[&str]] =
        &[&["Câu", "Mã 101", "Mã 102"], &["1", "A", "B"], &["2", "B", "C"], &["3", "C", "A"], &["4", "A", "B"]];
    assert_eq!(right(&word(&(line("Mã đề 102") + &paper + &heading + &table(codes)))), ["1B", "2C", "3A", "4B"]);
    assert_eq!(whys(&word(&(paper + &heading + &table(codes)))), [&RemarkKind::SeveralCodes; 4]);
}

#[test]
fn data_boxes_and_notes_beside_a_question_are_told() {
    let behind = ["A. một", "B. hai", "Đáp án: A"].map(line).concat();
    let data = table(&[&["Gói", "A1", "B2"], &["Giá", "50", "70"]]);
    let read = word(&(line("Câu 1. Gói nào rẻ nhất?") + &data + &behind));
    assert_eq!((read.items.len(), whys(&read)), (0, vec![&RemarkKind::Media("table".into())]));
    // The controls: a table for the layout, and one above the paper.
    let layout = table(&[&["Câu 1.", "Hỏi gì?"], &["A.", "một"], &["B.", "hai"]]) + &line("Đáp án: B");
    assert_eq!(right(&word(&layout)), ["hai"]);
    let above = table(&[&["TRƯỜNG THCS", "ĐỀ KIỂM TRA"], &["Tổ Tin học", "Năm học 2026"]]);
    assert_eq!(right(&word(&(above + &line("Câu 1. Hỏi gì?") + &behind))), ["một"]);
    let boxed = "<w:r><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>Gợi ý</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></w:r>";
    let read = word(&(paragraph(&(run("", "Câu 1. Hỏi gì?") + boxed)) + &behind));
    assert_eq!(read.items[0].stem, "Hỏi gì?");
    assert_eq!(read.remarks[0].what, RemarkKind::BoxText);
    for note in ["footnote", "endnote", "comment"] {
        let noted = run("", "Câu 1. Hỏi gì?") + &format!("<w:r><w:{note}Reference w:id=\"1\"/></w:r>");
        let read = word(&(paragraph(&noted) + &behind));
        assert_eq!((read.items.len(), &read.remarks[0].what), (1, &RemarkKind::SideNote), "{note}");
    }
}

/// A book of one sheet, written by this function from its second row on.
fn book(heads: &[&str], write: impl FnOnce(&mut Worksheet)) -> Import {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0_u16..).zip(heads) {
        sheet.write_string(0, column, *head).unwrap();
    }
    write(sheet);
    import(Format::Xlsx, &book.save_to_buffer().unwrap())
}

#[test]
fn a_sheet_without_keys_is_keyed_by_the_looks_of_its_cells() {
    let looks = [
        Look::new().set_background_color(Color::Yellow),
        Look::new().set_font_color(Color::Red),
        Look::new().set_bold(),
    ];
    let rows = |marked: &[(u32, u16, &Look)]| {
        book(&["STT", "Câu hỏi", "A", "B", "C"], |sheet| {
            for row in 1..=4_u32 {
                sheet.write_string(row, 1, format!("Hỏi {row}?")).unwrap();
                for (column, text) in (2_u16..).zip(["một", "hai", "ba"]) {
                    match marked.iter().find(|(at, marked, _)| (*at, *marked) == (row, column)) {
                        Some((.., look)) => sheet.write_string_with_format(row, column, text, look).unwrap(),
                        None => sheet.write_string(row, column, text).unwrap(),
                    };
                }
            }
        })
    };
    for look in &looks {
        let read = rows(&[(1, 2, look), (2, 3, look), (3, 4, look), (4, 3, look)]);
        assert_eq!(right(&read), ["một", "hai", "ba", "hai"], "{:?}", read.remarks);
        // Two marks in a row, or another mark than the others have, are no key.
        let read = rows(&[
            (1, 2, look),
            (2, 3, look),
            (3, 4, look),
            (3, 2, look),
            (4, 3, &Look::new().set_italic().set_underline(rust_xlsxwriter::FormatUnderline::Single)),
        ]);
        assert_eq!((right(&read), whys(&read)), (vec!["một", "hai"], vec![&RemarkKind::NoRight, &RemarkKind::NoRight]));
    }
    // The control: one cell with a look is a note.
    assert_eq!(rows(&[(1, 2, &looks[0])]).items, []);
}

#[test]
fn hidden_columns_numbers_with_units_and_booleans() {
    let heads = ["Câu hỏi", "A", "B", "Đáp án", "Đáp án"];
    let fill = |sheet: &mut Worksheet| {
        for (column, text) in (0_u16..).zip(["Hỏi?", "một", "hai", "A", "B"]) {
            sheet.write_string(1, column, text).unwrap();
        }
    };
    let read = book(&heads, |sheet| {
        fill(sheet);
        sheet.set_column_hidden(3).unwrap();
    });
    assert_eq!(right(&read), ["hai"], "{:?}", read.remarks);
    assert_eq!(read.remarks[0].what, RemarkKind::HiddenColumnLeft { column: "Đáp án".into() });
    // Seen both, nobody knows which; hidden the only one, it is read and reported.
    assert_eq!(book(&heads, fill).items, []);
    let only = book(&heads[..4], |sheet| {
        fill(sheet);
        sheet.set_column_hidden(3).unwrap();
    });
    assert_eq!(
        (right(&only), &only.remarks[0].what),
        (vec!["một"], &RemarkKind::HiddenColumn { column: "Đáp án".into() })
    );
    let formats = [
        ("#,##0\" đồng\"", 5_000.0, "5.000 đồng"),
        ("0\" %\"", 20.0, "20 %"),
        ("#,##0.00", 1_234.5, "1.234,50"),
        ("#,##0.##\\ \"m\"", 0.5, "0,5 m"),
        ("[$₫-42A]#,##0", 12_345_678.0, "₫12.345.678"),
        ("0.0", 2.0, "2,0"),
    ];
    for (code, value, shown) in formats {
        let read = book(&heads[..4], |sheet| {
            fill(sheet);
            sheet.write_number_with_format(1, 1, value, &Look::new().set_num_format(code)).unwrap();
        });
        assert_eq!(right(&read), [shown], "{code}");
        assert!(matches!(read.remarks[0].what, RemarkKind::Number { .. }), "{code}");
    }
    let read = book(&heads[..4], |sheet| {
        fill(sheet);
        sheet.write_boolean(1, 1, true).unwrap();
    });
    assert_eq!(
        (right(&read), &read.remarks[0].what),
        (vec!["TRUE"], &RemarkKind::Number { cell: "B2".into(), text: "TRUE".into() })
    );
}
