use super::{
    Format,
    line_kind::{CAU, named_start},
    unpack::other_kind,
};

/// Bytes in which the characters of a format are looked for.
const SAMPLE: usize = 64 << 10;

/// The format of a file by its name, and by what is in it where the name does not decide.
#[must_use]
pub fn guess(name: &str, bytes: &[u8]) -> Format {
    // What no reader takes is named by that of Word files, whatever its name ends in.
    if other_kind(bytes).is_some() {
        return Format::Docx;
    }
    if bytes.starts_with(b"PK") {
        return by_content(bytes.get(..SAMPLE).unwrap_or(bytes));
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "gift" => Format::Gift,
        "aiken" => Format::Aiken,
        "xml" => Format::MoodleXml,
        "csv" | "tsv" => Format::Csv,
        // The old kinds cannot be read; their parsers' remarks explain how to save them again.
        "xlsx" | "xlsm" | "xls" | "xlsb" => Format::Xlsx,
        "docx" | "docm" | "dotx" | "doc" | "rtf" | "odt" | "ods" | "pdf" | "htm" | "html" | "pptx" | "ppt" => {
            Format::Docx
        }
        _ => by_content(bytes.get(..SAMPLE).unwrap_or(bytes)),
    }
}

fn by_content(bytes: &[u8]) -> Format {
    let text = String::from_utf8_lossy(bytes).replace('\0', ""); // UTF-16 well enough to look for ASCII
    let has_line = |is_one: &dyn Fn(&str) -> bool| text.lines().map(str::trim).any(is_one);
    let is_answer = |line: &str| line.to_ascii_uppercase().starts_with("ANSWER:");
    match () {
        () if bytes.starts_with(b"PK") && text.contains("xl/") && !text.contains("word/") => Format::Xlsx,
        () if bytes.starts_with(b"PK") => Format::Docx,
        () if text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml") || text.contains("<quiz") => {
            Format::MoodleXml
        }
        // «Câu 1. … Answer: B» is a paper: Aiken has no numbers.
        () if has_line(&is_answer) && !has_line(&|line: &str| named_start(line, &CAU).is_some()) => Format::Aiken,
        () if text.contains('{') && text.contains('}') && text.contains(['~', '=']) => Format::Gift,
        () if crate::exchange::csv::is_sheet(&text) => Format::Csv,
        () => Format::Text,
    }
}
