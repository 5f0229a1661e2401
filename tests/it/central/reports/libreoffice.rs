//! LibreOffice opens what is written, and saves it again without loss.

use super::{
    read::{converted, pdf_text, sheets, word},
    *,
};
use tramso::centre::{
    Access,
    reports::{WantedDays, cell_text, sections},
};

fn reports(centre: &Centre) -> [Report; 2] {
    let days = WantedDays::default();
    [
        centre.unit_report(&Access::City, UNIT, days, Moment(NOW)).unwrap().unwrap(),
        centre.city_report(&Access::City, days, Moment(NOW)).unwrap(),
    ]
}

/// A centre on the embedded ledger with these sums: what an office program does is the same on both engines.
fn centre(changes: &[(TallyKey, Counts)]) -> (TempDir, Centre) {
    let dir = crate::durability::scale::scratch();
    let keys = Keys::demo().unwrap();
    let ledger = ledger::open_sqlite(&dir.path().join("ledger.db"), &keys.ledger_key()).unwrap();
    ledger.write(&mut |tx| tx.add_tallies(changes)).unwrap();
    (dir, Centre::open(ledger, keys).unwrap())
}

#[test]
fn a_word_document_is_saved_again_with_the_same_text_and_tables_and_prints_as_the_form_asks() {
    let (dir, centre) = centre(&sums());
    for (report, name) in reports(&centre).iter().zip(["xa.docx", "thanh-pho.docx"]) {
        let bytes = file(report, ReportKind::Word);
        let path = written(dir.path(), name, &bytes);
        let saved = fs::read(&converted(&path, "docx")[0]).unwrap();
        let (before, after) = (word(&bytes), word(&saved));
        assert!(before.len() > 40, "{before:?}");
        assert_eq!(before, after);
        let text = pdf_text(&converted(&path, "pdf")[0]);
        let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        for part in ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: ..........", "BÁO CÁO"]
        {
            assert!(pages[0].contains(part), "{part}: {}", pages[0]);
        }
        assert!(text.contains("Nơi nhận:") && text.contains("Phụ lục 1"), "{text}");
        let first = |page: &str| page.lines().find(|line| !line.trim().is_empty()).unwrap().trim().to_owned();
        assert!(first(pages[0]) != "1" && pages.len() > 1, "no number on the first page");
        for (number, page) in (2..).zip(&pages[1..]) {
            assert_eq!(first(page), number.to_string(), "the page's number is at its top");
        }
        // What a person reads in the document is what the value has.
        for part in sections(report, &vietnamese()) {
            for row in part.table.iter().flat_map(|table| &table.rows).take(5) {
                let cells: Vec<String> = row.iter().map(|cell| cell_text(cell, &vietnamese())).collect();
                let cells: Vec<&str> = cells.iter().map(|cell| if cell.is_empty() { "–" } else { cell }).collect();
                assert!(before.contains(&cells.join("|")), "{cells:?}: {before:?}");
            }
        }
    }
}

#[test]
fn an_excel_book_has_typed_cells_frozen_heads_filters_and_a_chart() {
    let (dir, centre) = centre(&sums());
    for (report, name) in reports(&centre).iter().zip(["xa.xlsx", "thanh-pho.xlsx"]) {
        let bytes = file(report, ReportKind::Book);
        let path = written(dir.path(), name, &bytes);
        let found = sheets(&path);
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert!(names.contains(&"Theo ngày") && names.contains(&"Tổng hợp"), "{names:?}");
        let rows = |wanted: &str| &found.iter().find(|(name, _)| name == wanted).unwrap().1;
        let general = rows("Tổng hợp");
        let valid = general.iter().find(|row| row.starts_with("Hợp lệ|")).unwrap();
        let figures: Vec<&str> = valid.split('|').collect();
        assert_eq!(figures[1].replace([',', '.'], ""), report.total.valid.to_string(), "{valid}");
        let share = tramso::text::hundredths(report.total.valid, report.population.0).unwrap();
        assert_eq!(figures[2].replace(',', "."), format!("{}.{:02}%", share / 100, share % 100), "{valid}");
        let days = rows("Theo ngày");
        let today = date(0).format("%d/%m/%Y").to_string();
        assert!(days.iter().any(|row| row.starts_with(&today)), "a day is a day: {days:?}");
        let all = read::parts(&bytes);
        assert!(all.iter().any(|part| part.starts_with("xl/charts/chart")), "{all:?}");
        let sheet = read::part(&bytes, "xl/worksheets/sheet1.xml");
        for part in ["<pane ", "state=\"frozen\"", "<autoFilter ", "<cols>"] {
            assert!(sheet.contains(part), "{part}: {sheet}");
        }
        // LibreOffice keeps the figures when it saves the book.
        let saved = &converted(&path, "xlsx")[0];
        assert_eq!(
            sheets(saved).iter().map(|(_, rows)| rows.clone()).collect::<Vec<_>>(),
            found.iter().map(|(_, rows)| rows.clone()).collect::<Vec<_>>()
        );
    }
}
