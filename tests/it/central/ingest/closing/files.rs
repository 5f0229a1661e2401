//! Files of a set: all have the same values, and others' words do no harm in any of them.

use super::{golden::filled, *};
use crate::central::reports::read::{part, parts, pdf_text, word};
use tramso::{
    centre::closing::SetFileKind,
    text::{Language, Words},
};

#[test]
fn every_file_has_the_sets_values_and_nobody_in_its_name() {
    let Hall { centre, _dir } = hall();
    filled(&centre);
    state_words(&centre, Moment(NOW));
    let frozen = freeze(&centre, 1, Moment(NOW)).unwrap();
    for language in [Language::Vietnamese, Language::English] {
        let words = Words::new(language);
        let file = |kind| frozen.file(kind, &words).unwrap();
        assert!(frozen.file(SetFileKind::Signature, &words).is_none(), "nobody has signed");
        assert_eq!(file(SetFileKind::Json).bytes, frozen.bytes);
        let (book, minutes) = (file(SetFileKind::Book), file(SetFileKind::Minutes));
        assert_eq!([book.name.as_str(), &minutes.name], ["so-lieu-chot-demo-1.xlsx", "bien-ban-demo-1.docx"]);
        assert_eq!(book.bytes, file(SetFileKind::Book).bytes, "the same bytes each time");
        assert_eq!(minutes.bytes, file(SetFileKind::Minutes).bytes);
        let sheets: Vec<String> = parts(&book.bytes)
            .into_iter()
            .filter(|name| name.starts_with("xl/worksheets/sheet"))
            .map(|name| part(&book.bytes, &name))
            .collect();
        assert_eq!(sheets.len(), 4);
        assert!(sheets.iter().all(|sheet| !sheet.contains("<f>")), "no cell is calculated");
        let shared = part(&book.bytes, "xl/sharedStrings.xml");
        for text in ["Nguyễn Thị Lan", "=HYPERLINK(&quot;x&quot;)&lt;script&gt;", "Đã xem days"] {
            assert!(shared.contains(text) || shared.contains(&text.replace("&quot;", "\"")), "{text}: {shared}");
        }
        let pdf = file(SetFileKind::Pdf);
        assert_eq!((pdf.name.as_str(), &pdf.bytes), ("so-lieu-chot-demo-1.pdf", &file(SetFileKind::Pdf).bytes));
        let path = _dir.path().join("chot.pdf");
        std::fs::write(&path, &pdf.bytes).unwrap();
        let printed = pdf_text(&path);
        let place = words.get("final-column-place").into_owned();
        for text in ["Nguyễn", "HYPERLINK", "Phạm", "Tân Kỳ", "Đã xem days", &place] {
            assert!(printed.contains(text), "{text}: {printed}");
        }
        let lines = word(&minutes.bytes).join("\n");
        for text in ["Nguyễn Thị Lan", "=HYPERLINK(\"x\")<script>", "Phạm Văn A", "Đã xem days", "Tân Kỳ"] {
            assert!(lines.contains(text), "{text}: {lines}");
        }
        assert!(!lines.contains('\t') && !lines.contains("Tân Kỳ\u{202e}"));
        let digest = tramso::record::hex(&frozen.row.digest);
        assert!(lines.contains(&digest), "{lines}");
        let jury = words.get("prize-jury").into_owned();
        assert!(lines.matches(&jury).count() >= 2, "equal ones are there: {lines}");
        let rule = words.get("prize-ties-seconds").into_owned();
        assert!(lines.contains(&rule) && shared.contains(rule.split(';').next().unwrap()), "{lines}");
    }
}
