//! Office files read back by other means than those that wrote them.

use quick_xml::{Reader, events::Event};
use std::{
    fs,
    io::{Cursor, Read},
    path::{Path, PathBuf},
    process::Command,
};

/// A part of a packed file.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap_or_else(|_| panic!("no {name}")).read_to_string(&mut text).unwrap();
    text
}

pub fn parts(bytes: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.file_names().map(|name| name.unwrap().to_string()).collect()
}

/// What a Word document holds, in order: paragraphs outside of tables, and rows of tables with their cells joined by `|`.
pub fn word(bytes: &[u8]) -> Vec<String> {
    let xml = part(bytes, "word/document.xml");
    let mut reader = Reader::from_str(&xml);
    let (mut found, mut row, mut text) = (Vec::new(), Vec::new(), String::new());
    let (mut depth, mut in_text) = (0_usize, false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => match start.name().as_ref() {
                "w:tr" => depth += 1,
                "w:t" => in_text = true,
                _ => (),
            },
            Event::Empty(start) if start.name().as_ref() == "w:tab" => text.push('\t'),
            Event::Text(part) if in_text => text.push_str(&part),
            Event::GeneralRef(reference) if in_text => {
                text.push_str(&quick_xml::escape::unescape(&format!("&{};", &*reference)).unwrap());
            }
            Event::End(end) => match end.name().as_ref() {
                "w:t" => in_text = false,
                "w:p" if depth == 0 => found.push(std::mem::take(&mut text)),
                "w:p" => text.push(' '),
                "w:tc" => row.push(std::mem::take(&mut text).trim().to_owned()),
                "w:tr" => {
                    depth -= 1;
                    found.push(std::mem::take(&mut row).join("|"));
                }
                _ => (),
            },
            Event::Eof => break,
            _ => (),
        }
    }
    found.retain(|line| !line.replace('|', "").trim().is_empty());
    found.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Converts a file with LibreOffice; all files that come of it.
pub fn converted(file: &Path, to: &str) -> Vec<PathBuf> {
    // Beside the file, in the folder of the test that goes when it ends.
    let work = file.with_extension(format!("{}-converted", to.split(':').next().unwrap()));
    let (profile, out) = (work.join("profile"), work.join("out"));
    let done = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--norestore", "--convert-to", to, "--outdir"])
        .arg(&out)
        .arg(file)
        .output()
        .expect("soffice is not installed: .ci/needs installs it");
    let mut found: Vec<PathBuf> =
        fs::read_dir(&out).map(|entries| entries.map(|entry| entry.unwrap().path()).collect()).unwrap_or_default();
    let notes = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success() && !found.is_empty(), "{to}: {notes}");
    let _ = fs::remove_dir_all(&profile);
    found.sort();
    found
}

/// Each sheet of a book as LibreOffice shows it: its name and rows of cells joined by `|`.
pub fn sheets(file: &Path) -> Vec<(String, Vec<String>)> {
    // Separator |, no quotation marks, UTF-8, from the first line; cells as they are shown; every sheet.
    let to = "csv:Text - txt - csv (StarCalc):124,,76,1,,0,false,true,true,false,false,-1";
    let stem = file.file_stem().unwrap().to_str().unwrap().to_owned();
    let name = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap();
        name.strip_prefix(&format!("{stem}-")).unwrap_or(name).to_owned()
    };
    let rows = |path: &PathBuf| fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect();
    converted(file, to).iter().map(|path| (name(path), rows(path))).collect()
}

/// Text of a PDF.
pub fn pdf_text(file: &Path) -> String {
    let done = Command::new("pdftotext").args(["-layout"]).arg(file).arg("-").output().unwrap();
    assert!(done.status.success());
    String::from_utf8(done.stdout).unwrap()
}
