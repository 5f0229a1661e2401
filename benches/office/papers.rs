//! What reading a teacher's Word file of a thousand questions costs, beside unpacking it and walking its XML.

use super::{
    Scale,
    figure::{Figure, Goal, Rounds, Stop},
};
use std::{
    fmt::Write as _,
    hint::black_box,
    io::{Cursor, Read, Write},
    time::Instant,
};
use tramso::exchange::{Format, import};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Questions of the file.
const QUESTIONS: usize = 1_000;

pub fn measure(scale: Scale) -> Result<Vec<Figure>, Stop> {
    let bytes = document()?;
    let mut rounds = Rounds::default();
    let mut count = 0;
    for _ in 0..scale.rounds {
        rounds.bare.push(vec![timed(|| unpacked(&bytes))?]);
        rounds.ours.push(vec![timed(|| {
            count = black_box(import(Format::Docx, &bytes)).items.len();
            Ok(())
        })?]);
    }
    if count != QUESTIONS {
        return Err(Stop(format!("{count} of {QUESTIONS} questions came in")));
    }
    let note = format!("{} KiB, {count} questions", bytes.len() >> 10);
    Ok(vec![
        Figure::beside("1,000 questions of a Word file read", "ms", "unpacked, its XML walked", &rounds)
            .goal(Goal::AtMost(500.0))
            .note(&note),
    ])
}

fn timed(work: impl FnOnce() -> Result<(), Stop>) -> Result<f64, Stop> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed().as_secs_f64() * 1e3)
}

fn unpacked(bytes: &[u8]) -> Result<(), Stop> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut text = String::new();
    archive.by_name("word/document.xml")?.read_to_string(&mut text)?;
    let mut reader = quick_xml::Reader::from_str(&text);
    while !matches!(reader.read_event()?, quick_xml::events::Event::Eof) {}
    Ok(())
}

/// A paper as Word writes it: runs with their looks, the right option bold, a table of answers of two rows at the end.
fn document() -> Result<Vec<u8>, Stop> {
    let mut body = String::new();
    let look = "<w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\"/><w:sz w:val=\"26\"/>";
    let paragraph = |body: &mut String, more: &str, text: &str| {
        write!(
            body,
            "<w:p><w:pPr><w:spacing w:after=\"0\"/></w:pPr><w:r>{look}{more}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
        )
    };
    for number in 1..=QUESTIONS {
        paragraph(
            &mut body,
            "",
            &format!("Câu {number}. Khi nhận được tin nhắn lạ thứ {number}, bà con nên làm gì trước tiên?"),
        )?;
        for (at, letter) in ["A", "B", "C", "D"].into_iter().enumerate() {
            let more = if at == number % 4 { "<w:b/>" } else { "" };
            paragraph(
                &mut body,
                more,
                &format!("{letter}. Phương án {letter} của câu {number}, gọi cho người thân để hỏi"),
            )?;
        }
    }
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.start_file("word/document.xml", SimpleFileOptions::default())?;
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    write!(out, "<w:document xmlns:w=\"{main}\"><w:body>{body}</w:body></w:document>")?;
    Ok(out.finish()?.into_inner())
}
