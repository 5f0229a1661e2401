use crate::exchange::RemarkKind;

/// A message about what a teacher's file holds beside questions, and the one value it may quote; nothing for other kinds.
pub fn reading_remark(kind: &RemarkKind) -> Option<(&'static str, Option<String>)> {
    Some(match kind {
        RemarkKind::ControlSign(sign) => ("reading-control-sign", Some(format!("U+{:04X}", u32::from(*sign)))),
        RemarkKind::UnseenSigns => ("reading-unseen-signs", None),
        RemarkKind::WrongEncoding => ("reading-wrong-encoding", None),
        RemarkKind::LostLetters => ("reading-lost-letters", None),
        RemarkKind::Struck => ("reading-struck", None),
        RemarkKind::HiddenText => ("reading-hidden-text", None),
        RemarkKind::HiddenRow => ("reading-hidden-row", None),
        RemarkKind::HiddenColumn { column } => ("reading-hidden-column", Some(column.clone())),
        RemarkKind::HiddenSheet { rows } => ("reading-hidden-sheet", Some(rows.to_string())),
        RemarkKind::Day { cell, text } => ("reading-day", Some(format!("{cell} = {text}"))),
        RemarkKind::NumberTwice(number) => ("reading-number-twice", Some(number.clone())),
        RemarkKind::Repeated => ("reading-repeated", None),
        RemarkKind::PartMarks => ("reading-part-marks", None),
        RemarkKind::KeyFromZero => ("reading-key-from-zero", None),
        RemarkKind::CellsBeyond { cells, heads } => ("reading-cells-beyond", Some(format!("{cells}/{heads}"))),
        RemarkKind::KeyUnusable(stated) => ("reading-key-unusable", Some(stated.clone())),
        RemarkKind::KeyTwice(number) => ("reading-key-twice", Some(number.clone())),
        RemarkKind::SeveralCodes => ("reading-several-codes", None),
        RemarkKind::OptionTwice(text) => ("reading-option-twice", Some(text.clone())),
        RemarkKind::SharedText => ("reading-shared-text", None),
        RemarkKind::SideNote => ("reading-side-note", None),
        RemarkKind::BoxText => ("reading-box-text", None),
        RemarkKind::HiddenColumnLeft { column } => ("reading-hidden-column-left", Some(column.clone())),
        RemarkKind::OtherFormat(name) => (other_format(name)?, None),
        // else: other remarks are worded elsewhere
        _ => return None,
    })
}

/// Files that are none of those that are read, by what they are.
fn other_format(name: &str) -> Option<&'static str> {
    Some(match name {
        "odt" => "reading-other-writer",
        "ods" => "reading-other-calc",
        "pdf" => "reading-other-pdf",
        "web-page" => "reading-other-html",
        "rtf" => "reading-other-rtf",
        "slides" => "reading-other-slides",
        "picture" => "reading-other-picture",
        "archive" => "reading-other-archive",
        _ => return None,
    })
}
