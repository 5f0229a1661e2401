//! What others wrote is text in every kind of file, whatever it looks like.

use super::{
    read::{part, parts, word},
    *,
};
use tramso::centre::{Access, reports::WantedDays};

/// Names of villages as somebody might type them who wishes the office harm.
const NAMES: [&str; 8] = [
    "=HYPERLINK(\"http://x.example\";\"bấm\")",
    "+1+1",
    "-2-2",
    "@SUM(A1)",
    "</w:t></w:r><w:r><w:t>chen & <b>vào</b> ]]>",
    "thôn \u{1}\u{8}\u{202e}ngược\u{0}",
    "thôn \"A\", B; C\r\nD\tE",
    "_x0041_ thôn",
];

fn hostile() -> Vec<(TallyKey, Counts)> {
    let long = "Đ".repeat(200);
    let mut all = vec![(key(Scope::Unit, UNIT, "", 0), counts(90, 9, 9))];
    for name in NAMES.into_iter().chain([long.as_str()]) {
        // PostgreSQL keeps no text with the character 0, so that none can come from there.
        let name = name.replace('\u{0}', "");
        all.push((key(Scope::Village, UNIT, &name, 0), counts(10, 1, 1)));
    }
    all
}

#[test]
fn formulas_markup_control_characters_and_long_names_are_text_in_every_file() {
    with_sums(
        |centre| {
            let report = centre.unit_report(&Access::City, UNIT, WantedDays::default(), Moment(NOW)).unwrap().unwrap();
            let document = file(&report, ReportKind::Word);
            for name in parts(&document).iter().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
                well_formed(&part(&document, name));
            }
            let lines = word(&document).join("\n");
            for shown in
                ["=HYPERLINK(", "+1+1", "@SUM(A1)", "chen & <b>vào</b> ]]>", "thôn \"A\", B; C", "_x0041_ thôn"]
            {
                assert!(lines.contains(shown), "{shown}: {lines}");
            }
            assert!(lines.contains(&format!("{}…", "Đ".repeat(120))) && !lines.contains(&"Đ".repeat(121)));
            assert!(!lines.contains(['\u{1}', '\u{8}', '\u{202e}']), "{lines}");
            let book = file(&report, ReportKind::Book);
            for name in parts(&book).iter().filter(|name| name.ends_with(".xml")) {
                let xml = part(&book, name);
                well_formed(&xml);
                if name.starts_with("xl/worksheets/sheet") {
                    assert!(
                        !xml.contains("<f>") && !xml.contains("<f ") && !xml.contains("<hyperlink"),
                        "{name}: {xml}"
                    );
                }
            }
            assert!(part(&book, "xl/sharedStrings.xml").contains("=HYPERLINK("), "control: the names are in it");
            let table = String::from_utf8(file(&report, ReportKind::Table)).unwrap();
            let cells = cells(&table);
            assert!(cells.iter().all(|row| row.len() == cells[0].len()), "{table}");
            let starts = cells.iter().flatten().filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
            assert_eq!(starts.collect::<Vec<_>>(), [] as [&String; 0]);
            assert!(cells.iter().any(|row| row[2] == "'=HYPERLINK(\"http://x.example\";\"bấm\")"), "{table}");
        },
        &hostile(),
    );
}

/// Rows of a table of text, read by a reader that is not ours.
fn cells(table: &str) -> Vec<Vec<String>> {
    let text = table.strip_prefix('\u{feff}').expect("a byte-order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event().unwrap_or_else(|fault| panic!("{fault}: {xml}")) {
            quick_xml::events::Event::Eof => break,
            _ => continue,
        }
    }
    let allowed =
        |ch: char| matches!(ch, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(xml.chars().all(allowed), "{xml}");
}
