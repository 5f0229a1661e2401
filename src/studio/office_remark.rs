use crate::exchange::RemarkKind;

/// A message about a Moodle, Excel or Word file, and the one value it may quote; nothing for kinds that every format has.
pub fn office_remark(kind: &RemarkKind) -> Option<(&'static str, Option<String>)> {
    let count = |number: usize| Some(number.to_string());
    Some(match kind {
        RemarkKind::DocType => ("exchange-doc-type", None),
        RemarkKind::UnknownEntity(name) => ("exchange-unknown-entity", Some(name.clone())),
        RemarkKind::TooDeep { .. } | RemarkKind::TooManyElements => ("exchange-too-deep", None),
        RemarkKind::CutShort => ("exchange-cut-short", None),
        RemarkKind::BrokenArchive { .. } | RemarkKind::PartTwice => ("exchange-broken-archive", None),
        RemarkKind::TooManyParts { most } => ("exchange-too-many-parts", count(*most)),
        RemarkKind::UnpacksTooLarge { most } => ("exchange-unpacks-too-large", Some((most >> 20).to_string())),
        RemarkKind::OtherFormat(name) => (other_format(name), None),
        RemarkKind::Hints => ("exchange-hints", None),
        RemarkKind::Formula { cell } => ("exchange-formula", Some(cell.clone())),
        RemarkKind::NoResult { cell } => ("exchange-no-result", Some(cell.clone())),
        RemarkKind::Merged { cells } => ("exchange-merged", Some(cells.clone())),
        RemarkKind::CellError { cell, error } => ("exchange-cell-error", Some(format!("{cell}: {error}"))),
        RemarkKind::Number { cell, text } => ("exchange-number", Some(format!("{cell} = {text}"))),
        RemarkKind::TooManyCells { most } => ("exchange-too-many-cells", count(*most)),
        RemarkKind::SheetNotRead { rows } => ("exchange-sheet-not-read", count(*rows)),
        // else: other remarks are those of files
        _ => return None,
    })
}

fn other_format(name: &str) -> &'static str {
    match name {
        "empty" => "exchange-other-empty",
        "password" => "exchange-other-password",
        "old-office" | "xlsb" => "exchange-other-old",
        "not-packed" => "exchange-other-saved-as",
        "not-word" => "exchange-other-not-word",
        "not-excel" => "exchange-other-not-excel",
        _ => "exchange-other-not-moodle",
    }
}
