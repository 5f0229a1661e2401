//! Teachers' Word and Excel files: fonts, struck and hidden text, days, pictures, lists and tables.

use super::exchange_office::{
    ANSWERS, choice, document, fixture, kinds, moodle, paragraph, repacked, run, sheet, table,
};
use tramso::{
    content::{Damage, FaultKind, PlaceFault, QuestionFault, hygiene},
    exchange::{Format, Import, Location, RemarkKind, RosterFault, import},
};

fn word(body: &str) -> Import {
    import(Format::Docx, &document(body))
}

/// Two whole questions in the form of paragraphs, the right one starred; the second one's stem is made of these runs.
fn paper(stem: &str) -> String {
    let line = |text: &str| paragraph(&run("", text));
    let first = ["Câu 1. Hỏi một?", "*A. Một", "B. Hai"].map(line).concat();
    first + &paragraph(&(run("", "Câu 2. ") + stem)) + &["A. Ba", "*B. Bốn"].map(line).concat()
}

fn left(read: &Import) -> Vec<&RemarkKind> {
    read.remarks.iter().filter(|remark| remark.left_out).map(|remark| &remark.what).collect()
}

#[test]
fn what_is_struck_hidden_or_in_an_old_font_is_told() {
    let old = |font: &str| format!("<w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/>");
    let cases = [
        (run("<w:strike/>", "Hỏi hai?"), RemarkKind::Struck),
        (run("<w:dstrike/>", "Hỏi hai?"), RemarkKind::Struck),
        (run("", "Hỏi ") + &run("<w:strike w:val=\"1\"/>", "hai?"), RemarkKind::Struck),
        (run(&old(".VnTime"), "Sè nµo?"), RemarkKind::OldFont("TCVN3")),
        (run(&old(".VnArial"), "Mét hái"), RemarkKind::OldFont("TCVN3")),
        (run(&old("VNI-Times"), "Soá naøo?"), RemarkKind::OldFont("VNI")),
        (run("", "Sè ®iÖn tho¹i b¸o ch¸y lµ sè nµo?"), RemarkKind::OldFont("TCVN3")),
        (run("", "S? ?i?n tho?i n?o?"), RemarkKind::LostLetters),
    ];
    for (stem, what) in cases {
        let read = word(&paper(&stem));
        assert_eq!(read.items.len(), 1, "{stem}: {:?}", read.remarks);
        assert_eq!(left(&read), [&what], "{stem}");
        assert_eq!(read.remarks[0].question, Some(2), "{stem}");
    }
    // The controls: no line, and letters that are the same in every font.
    for stem in [
        run("<w:strike w:val=\"0\"/>", "Hỏi hai?"),
        run(&old(".VnTime"), "Internet 5G?"),
        run(&old(".VnTime"), "Số nào được?"),
    ] {
        assert_eq!(word(&paper(&stem)).items.len(), 2, "{stem}");
    }
    let hidden = word(&paper(&(run("", "Hỏi hai?") + &run("<w:vanish/>", " (không in)"))));
    assert_eq!((hidden.items[1].stem.as_str(), kinds(&hidden)), ("Hỏi hai?", vec![&RemarkKind::HiddenText]));
    let whole =
        ["C©u 1. Sè ®iÖn tho¹i b¸o ch¸y?", "A. Mét", "B. Hai", "§¸p ¸n: B"].map(|text| paragraph(&run("", text)));
    assert_eq!(left(&word(&whole.concat())), [&RemarkKind::OldFont("TCVN3")]);
}

#[test]
fn looks_come_from_styles_defaults_and_themes() {
    let styles = |inside: &str, theme: &str| {
        let styles = format!("<w:styles xmlns:w=\"w\">{inside}</w:styles>");
        let theme = format!(
            "<a:theme xmlns:a=\"a\"><a:themeElements><a:fontScheme><a:majorFont><a:latin typeface=\"Arial\"/></a:majorFont>\
             <a:minorFont><a:latin typeface=\"{theme}\"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>"
        );
        let body = paper(&run("", "Sè nµo?")) + "<w:p><w:pPr><w:pStyle w:val=\"Bo\"/></w:pPr></w:p>";
        let parts = [("word/styles.xml", styles.as_bytes()), ("word/theme/theme1.xml", theme.as_bytes())];
        import(Format::Docx, &repacked(&document(&body), &parts))
    };
    let normal = |look: &str| {
        format!("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:rPr>{look}</w:rPr></w:style>")
    };
    let themed = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme=\"minorHAnsi\"/></w:rPr></w:rPrDefault></w:docDefaults>";
    for (inside, theme) in [(normal("<w:rFonts w:ascii=\".VnTime\"/>"), "Calibri"), (themed.to_owned(), ".VnTime")] {
        let read = styles(&inside, theme);
        assert!(left(&read).contains(&&RemarkKind::OldFont("TCVN3")), "{inside}: {:?}", read.remarks);
    }
    let struck = styles(&normal("<w:strike/>"), "Calibri");
    assert_eq!(left(&struck), [&RemarkKind::Struck, &RemarkKind::Struck]);
}

#[test]
fn pictures_are_seen_in_every_form() {
    let forms = [
        "<w:r><w:drawing/></w:r>",
        "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>",
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>",
        "<mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice></mc:AlternateContent>",
        "<w:r><w:object><o:OLEObject/></w:object></w:r>",
        "<w:hyperlink><w:r><w:pict/></w:r></w:hyperlink>",
        "<w:r><w:drawing><wp:inline><wps:txbx><w:txbxContent><w:p><w:r><w:t>chữ</w:t></w:r></w:p></w:txbxContent></wps:txbx><pic:pic/></wp:inline></w:drawing></w:r>",
        "<w:r><w:instrText> EQ \\f(1,2)</w:instrText></w:r>",
        "<w:fldSimple w:instr=\" INCLUDEPICTURE a.png\"/>",
    ];
    for form in forms {
        let read = word(&paper(&(run("", "Hỏi hai?") + form)));
        assert!(matches!(left(&read)[..], [RemarkKind::Media(_)]), "{form}: {:?}", read.remarks);
        assert_eq!(read.items.len(), 1, "{form}");
    }
    for old in ["<image>pix.jpg</image>", "<image_base64>AAAA</image_base64>"] {
        let read = import(Format::MoodleXml, choice("Hỏi?", &format!("{old}{ANSWERS}")).as_bytes());
        assert_eq!(left(&read), [&RemarkKind::Media("image".into())], "{old}");
    }
    let markdown =
        choice("Từ *nào* **đúng**, 2 * 3, a_b, ___?", ANSWERS).replace("format=\"html\"", "format=\"markdown\"");
    let read = import(Format::MoodleXml, markdown.as_bytes());
    assert_eq!(read.items[0].stem, "Từ nào đúng, 2 * 3, a_b, ___?");
    assert_eq!(kinds(&read), [&RemarkKind::Markup]);
    assert_eq!(import(Format::MoodleXml, moodle("").as_bytes()).items, []);
}

/// A document whose lists are these.
fn lists(numbering: &str, body: &str) -> Import {
    let numbering = format!("<w:numbering xmlns:w=\"w\">{numbering}</w:numbering>");
    import(Format::Docx, &repacked(&numbered(body), &[("word/numbering.xml", numbering.as_bytes())]))
}

fn numbered(body: &str) -> Vec<u8> {
    let text = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    repacked(&fixture("numbered-word.docx"), &[("word/document.xml", text.as_bytes())])
}

#[test]
fn lists_are_read_by_every_road() {
    let level = |at: u32, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let item = |list: u32, look: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
            run(look, text)
        )
    };
    let body = |list: u32| {
        let option = |text: &str| item(list, if text == "Hai" { "<w:b/>" } else { "" }, text);
        paragraph(&run("", "Câu 1. Hỏi?")) + &["Một", "Hai", "Ba"].map(option).concat()
    };
    let letters = level(0, "upperLetter", "%1.");
    let kind = |id: u32, inside: &str| format!("<w:abstractNum w:abstractNumId=\"{id}\">{inside}</w:abstractNum>");
    let num = |id: u32, kind: u32, inside: &str| {
        format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{kind}\"/>{inside}</w:num>")
    };
    let roads = [
        kind(1, &letters) + &num(7, 1, ""),
        kind(1, &level(0, "decimal", "%1."))
            + &num(7, 1, &format!("<w:lvlOverride w:ilvl=\"0\">{letters}</w:lvlOverride>")),
        kind(1, "<w:numStyleLink w:val=\"Kieu\"/>")
            + &kind(2, &format!("<w:styleLink w:val=\"Kieu\"/>{letters}"))
            + &num(7, 1, ""),
        kind(1, &level(0, "bullet", "•")) + &num(7, 1, ""),
        kind(1, &letters) + &num(7, 1, "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"),
    ];
    for road in roads {
        let read = lists(&road, &body(7));
        let seen: Vec<_> = read.items.iter().map(|item| (item.stem.as_str(), item.options.join("|"))).collect();
        assert_eq!(seen, [("Hỏi?", "Hai|Một|Ba".to_owned())], "{road}: {:?}", read.remarks);
    }
    // The control: a list that counts on names other letters, and is left out.
    let twice = body(7) + &body(7).replace("Câu 1", "Câu 2").replace("Hỏi?", "Hỏi nữa?");
    let read = lists(&(kind(1, &letters) + &num(7, 1, "")), &twice);
    assert_eq!((read.items.len(), left(&read)), (1, vec![&RemarkKind::OptionOrder]));
}

#[test]
fn a_table_of_questions_is_a_sheet() {
    let rows: &[&[&str]] = &[
        &["STT", "Câu hỏi", "Đáp án A", "Đáp án B", "Đáp án C", "Đáp án D", "Đáp án đúng"],
        &["1", "Số nào báo cháy?", "112", "113", "114", "115", "C"],
        &["2", "Số nào cấp cứu?", "112", "113", "114", "115", "D"],
    ];
    let two: &[&[&str]] = &[
        &["STT", "Câu hỏi", "Phương án", "", "", "", "Đ/A"],
        &["", "", "A", "B", "C", "D", ""],
        &["1", "Số nào báo cháy?", "112", "113", "114", "115", "C"],
        &["2", "Số nào cấp cứu?", "112", "113", "114", "115", "D"],
    ];
    let title = paragraph(&run("", "NGÂN HÀNG CÂU HỎI"));
    for rows in [rows, two] {
        let read = word(&(title.clone() + &table(rows)));
        let seen: Vec<_> = read.items.iter().map(|item| (item.stem.as_str(), item.options[0].as_str())).collect();
        assert_eq!(seen, [("Số nào báo cháy?", "114"), ("Số nào cấp cứu?", "115")], "{:?}", read.remarks);
        assert_eq!(left(&read), Vec::<&RemarkKind>::new());
    }
    // A table without keys whose right options are bold; two bold ones name none.
    let bold = |row: &[&str], which: &[usize]| {
        let cell = |(at, text): (usize, &&str)| {
            let look = if which.contains(&at) { "<w:b/>" } else { "" };
            format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(&run(look, text)))
        };
        format!("<w:tr>{}</w:tr>", row.iter().enumerate().map(cell).collect::<String>())
    };
    let heads = bold(&["STT", "Câu hỏi", "A", "B", "C"], &[0, 1, 2, 3, 4]);
    let marked = [bold(&["1", "Một?", "a", "b", "c"], &[3]), bold(&["2", "Hai?", "a", "b", "c"], &[2, 3])].concat();
    let read = word(&format!("<w:tbl>{heads}{marked}</w:tbl>"));
    assert_eq!(read.items.iter().map(|item| item.options[0].as_str()).collect::<Vec<_>>(), ["b"], "{:?}", read.remarks);
    assert_eq!(left(&read), [&RemarkKind::NoRight]);
    // What nobody sees in a cell is reported as in a line.
    let hidden = table(rows).replacen("</w:r></w:p>", &format!("</w:r>{}</w:p>", run("<w:vanish/>", " ẩn")), 9);
    assert!(kinds(&word(&hidden)).contains(&&RemarkKind::HiddenText));
    // Struck rows and pictures are reported; a table that goes on without heads goes on.
    let mut struck = table(rows);
    struck = struck.replacen(&run("", "Số nào báo cháy?"), &run("<w:strike/>", "Số nào báo cháy?"), 1);
    let more = table(&[&["3", "Số nào công an?", "112", "113", "114", "115", "B"]]);
    let read = word(&(title + &struck + &more));
    assert_eq!(read.items.iter().map(|item| item.options[0].as_str()).collect::<Vec<_>>(), ["115", "113"]);
    assert_eq!(left(&read), [&RemarkKind::Struck]);
}

#[test]
fn days_and_what_is_hidden_in_a_book_are_told() {
    let row = |number: u32, more: &str, options: &str| {
        format!(
            "<row r=\"{number}\"{more}><c r=\"A{number}\" t=\"str\"><v>Hỏi {number}?</v></c>{options}<c r=\"D{number}\" t=\"str\"><v>A</v></c></row>"
        )
    };
    let plain = |number: u32| format!("<c r=\"B{number}\"><v>1</v></c><c r=\"C{number}\"><v>2</v></c>");
    let styles = "<styleSheet xmlns=\"x\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/><numFmt numFmtId=\"165\" formatCode=\"d/m\"/></numFmts>\
        <fonts><font/><font><strike/></font><font><name val=\".VnTime\"/></font></fonts>\
        <cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"164\" fontId=\"0\"/><xf numFmtId=\"165\" fontId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\"/><xf numFmtId=\"0\" fontId=\"2\"/></cellXfs></styleSheet>";
    let book = |rows: &str| import(Format::Xlsx, &repacked(&sheet(rows, ""), &[("xl/styles.xml", styles.as_bytes())]));
    let day = |style: u32| format!("<c r=\"B2\" s=\"{style}\"><v>46054</v></c><c r=\"C2\"><v>2</v></c>");
    for (style, shown) in [(1, "01/02/2026"), (2, "1/2")] {
        let read = book(&row(2, "", &day(style)));
        assert_eq!(kinds(&read), [&RemarkKind::Day { cell: "B2".into(), text: shown.into() }], "{style}");
        assert_eq!(read.items[0].options[0], shown);
    }
    let read = book(&(row(2, " hidden=\"1\"", &plain(2)) + &row(3, "", &plain(3)) + &row(4, " ht=\"0\"", &plain(4))));
    assert_eq!(read.items.iter().map(|item| item.stem.as_str()).collect::<Vec<_>>(), ["Hỏi 3?"]);
    assert_eq!(left(&read), [&RemarkKind::HiddenRow, &RemarkKind::HiddenRow]);
    for (style, text, what) in [(3, "Một", RemarkKind::Struck), (4, "Mét sè", RemarkKind::OldFont("TCVN3"))] {
        let cells = format!("<c r=\"B2\" s=\"{style}\" t=\"str\"><v>{text}</v></c><c r=\"C2\"><v>2</v></c>");
        assert_eq!(left(&book(&row(2, "", &cells))), [&what], "{text}");
    }
    let rich = "<c r=\"B2\" t=\"inlineStr\"><is><r><t>Một</t></r><r><rPr><strike/></rPr><t> hai</t></r></is></c><c r=\"C2\"><v>2</v></c>";
    assert_eq!(left(&book(&row(2, "", rich))), [&RemarkKind::Struck]);
    // The control.
    assert_eq!(kinds(&book(&row(2, "", &plain(2)))), Vec::<&RemarkKind>::new());
}

#[test]
fn every_sheet_that_people_see_is_read() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let heads = ["Câu hỏi", "A", "B", "ĐA"];
    for (name, stem, is_hidden) in
        [("Bản cũ", "Cũ?", true), ("Chuyên đề 1", "Một?", false), ("Chuyên đề 2", "Hai?", false)]
    {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap().set_hidden(is_hidden);
        if name == "Chuyên đề 1" {
            sheet.set_active(true);
        }
        for (column, head) in (0_u16..).zip(heads) {
            sheet.write_string(0, column, head).unwrap();
        }
        for (column, cell) in (0_u16..).zip([stem, "a", "b", "B"]) {
            sheet.write_string(1, column, cell).unwrap();
        }
    }
    let read = import(Format::Xlsx, &book.save_to_buffer().unwrap());
    let seen: Vec<_> = read.items.iter().map(|item| (item.stem.as_str(), item.topic.as_deref())).collect();
    assert_eq!(seen, [("Một?", Some("Chuyên đề 1")), ("Hai?", Some("Chuyên đề 2"))]);
    assert_eq!(read.remarks[0].place, Location::Row { sheet: "Bản cũ".into(), row: 1 });
    assert_eq!(kinds(&read), [&RemarkKind::HiddenSheet { rows: 2 }]);
}

#[test]
fn a_list_of_villages_takes_no_days_and_nothing_hidden() {
    let list = |style: &dyn Fn(&mut rust_xlsxwriter::Worksheet)| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0_u32..).zip([
            ["Mã đơn vị", "11113", ""],
            ["Loại", "Tên", "Số người"],
            ["Tổ dân phố", "Một", "10"],
            ["Tổ dân phố", "Hai", "20"],
        ]) {
            for (column, cell) in (0_u16..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
        style(sheet);
        let units = tramso::content::builtin::haiphong().unwrap();
        tramso::exchange::roster("x.xlsx", Format::Xlsx, &book.save_to_buffer().unwrap(), &units)
    };
    assert_eq!(list(&|_| ()).unwrap().places.len(), 2, "the control");
    let hidden = list(&|sheet| {
        sheet.set_row_hidden(3).unwrap();
    });
    let hidden = hidden.unwrap();
    assert_eq!((hidden.places.len(), hidden.warnings[0].line), (1, 4));
    assert_eq!(hidden.warnings[0].what, FaultKind::Place(PlaceFault::HiddenRow));
    let day = list(&|sheet| {
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 5, 1).unwrap();
        let look = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
        sheet.write_datetime_with_format(3, 1, &day, &look).unwrap();
    });
    let Err(RosterFault::Rows(faults)) = day else { panic!("{day:?}") };
    assert_eq!(faults[0].what, FaultKind::Place(PlaceFault::Day { cell: "B4".into(), text: "01/05/2026".into() }));
}

#[test]
fn the_linter_sees_damaged_letters_too() {
    for (text, what) in [
        ("S? ?i?n tho?i báo cháy?", Damage::LostLetters),
        ("Sá»‘ Ä‘iá»‡n thoáº¡i nÃ o?", Damage::WrongEncoding),
        ("Sè ®iÖn tho¹i nµo?", Damage::OldFont("TCVN3")),
        ("Soá ñieän thoaïi naøo?", Damage::OldFont("VNI")),
    ] {
        assert_eq!(hygiene(text), [FaultKind::Question(QuestionFault::Damaged(what))], "{text}");
    }
    // The control: no text of the campaign that is built in is taken for damaged.
    for file in tramso::content::builtin::FILES {
        let text = String::from_utf8_lossy(file.bytes);
        let odd: Vec<&str> = text.lines().filter(|line| tramso::content::damage(line).is_some()).collect();
        assert_eq!(odd, Vec::<&str>::new(), "{}", file.path);
    }
}
