//! `links`: the official printed code of the app, from a photo into the contest file.

mod contest;

use crate::{
    cli::{CommandResult, Console},
    content::{MOST_BYTES, app_link_fault},
    domain::Platform,
    exchange::photo,
    notices::{Failure, legible, link_fault_text},
    platform::{read_up_to, write_atomically},
    text::codes,
};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Largest photo file that is looked at.
const MOST_PHOTO: usize = 64 << 20;

/// Commands about the links of the app.
#[derive(Subcommand)]
pub enum Links {
    /// Đọc mã QR in trên giấy từ một ảnh chụp (PNG, JPEG) rồi ghi đường dẫn vào contest.toml
    #[command(
        after_help = "Ví dụ:\n  tramso-studio links scan anh-ma-qr.jpg\n  tramso-studio links scan anh-ma-qr.jpg --into question_banks/cong-dan-so\n  \
                      tramso-studio links scan anh.png --into nganhang --platform iphone\n\nKhông có --into thì chỉ đọc và in ra, không ghi gì."
    )]
    Scan(Scan),
}

/// Options of `links scan`.
#[derive(Args)]
pub struct Scan {
    /// Ảnh chụp tờ giấy có mã
    image: PathBuf,
    /// Thư mục nội dung có contest.toml sẽ nhận đường dẫn
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// Mã này dành cho loại máy nào; không nói thì đoán theo địa chỉ, không đoán được thì cho cả hai
    #[arg(long, value_enum)]
    platform: Option<Which>,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Which {
    Android,
    Iphone,
}

/// A link that was read and is allowed in a campaign.
struct Found {
    url: String,
    platforms: Vec<Platform>,
}

/// Runs one of the commands about links.
///
/// # Errors
/// The photo, its codes or the contest file are refused; the contest file is then as it was.
pub fn run(wanted: &Links, console: &Console) -> CommandResult {
    let Links::Scan(wanted) = wanted;
    let file = wanted.image.display().to_string();
    let refused = |code, args: Vec<(&'static str, String)>| vec![Failure::with(code, args)];
    let bytes = read_up_to(&wanted.image, MOST_PHOTO)
        .map_err(|_| refused(codes::content::FILE_UNREADABLE, vec![("file", file.clone())]))?;
    if bytes.len() > MOST_PHOTO {
        return Err(refused(codes::content::FILE_TOO_LARGE, vec![("file", file)]));
    }
    let texts = photo::codes(&bytes, photo::PhotoLimits::OFFICE).map_err(|fault| {
        let code = match fault {
            photo::PhotoFault::Unreadable => codes::photo::NOT_OPENED,
            photo::PhotoFault::TooLarge => codes::photo::TOO_MANY_PIXELS,
        };
        refused(code, vec![("file", file.clone())])
    })?;
    if texts.is_empty() {
        return Err(refused(codes::photo::NO_QR_CODE, vec![("file", file)]));
    }
    let (found, failures) = judged(&texts, wanted.platform, console);
    if found.is_empty() {
        return Err(failures);
    }
    console.failures(&failures);
    if let Some(folder) = &wanted.into {
        store(&folder.join("contest.toml"), &found)?;
    }
    print_found(wanted, &found, console);
    Ok(ExitCode::SUCCESS)
}

/// Links that are allowed in a campaign, and why the others are not.
fn judged(texts: &[String], platform: Option<Which>, console: &Console) -> (Vec<Found>, Vec<Failure>) {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    for text in texts {
        let url = shortened(text.trim());
        match app_link_fault(&url) {
            None => found.push(Found { platforms: platforms(&url, platform), url }),
            Some(fault) => failures.push(Failure::new(
                codes::photo::LINK_UNUSABLE,
                [("text", shown(text)), ("why", link_fault_text(console.words(), fault))],
            )),
        }
    }
    (found, failures)
}

fn platforms(url: &str, chosen: Option<Which>) -> Vec<Platform> {
    match chosen {
        Some(Which::Android) => vec![Platform::Android],
        Some(Which::Iphone) => vec![Platform::Iphone],
        None if url.starts_with("https://play.google.com/") => vec![Platform::Android],
        None if url.contains("apple.com/") => vec![Platform::Iphone],
        None => vec![Platform::Android, Platform::Iphone],
    }
}

/// A link to Google Play without what does not name the app (language, country, where it was shared): a QR code on the
/// station's screen holds 78 bytes.
fn shortened(text: &str) -> String {
    const DETAILS: &str = "https://play.google.com/store/apps/details?";
    let id = text.strip_prefix(DETAILS).and_then(|rest| rest.split('&').find(|part| part.starts_with("id=")));
    id.map_or_else(|| text.to_owned(), |id| format!("{DETAILS}{id}"))
}

/// What a code holds, fit for a line on a terminal.
fn shown(text: &str) -> String {
    const MOST: usize = 120;
    legible(&text.chars().take(MOST).collect::<String>())
}

fn store(file: &std::path::Path, found: &[Found]) -> Result<(), Vec<Failure>> {
    let name = file.display().to_string();
    let refused = |code: &'static str| vec![Failure::new(code, [("file", name.clone())])];
    let bytes = read_up_to(file, MOST_BYTES).map_err(|_| refused(codes::content::FILE_UNREADABLE))?;
    let links: Vec<(Platform, &str)> =
        found.iter().flat_map(|one| one.platforms.iter().map(|platform| (*platform, one.url.as_str()))).collect();
    let text = contest::with_links(&bytes, &links).ok_or_else(|| refused(codes::photo::FILE_MALFORMED))?;
    write_atomically(file, text.as_bytes()).map_err(|_| refused(codes::photo::FILE_NOT_WRITTEN))
}

fn print_found(wanted: &Scan, found: &[Found], console: &Console) {
    for one in found {
        let names: Vec<&str> = one.platforms.iter().map(|platform| name(*platform)).collect();
        if wanted.json {
            console.json_line(json!({ "url": one.url, "platforms": names, "written": wanted.into.is_some() }));
        } else {
            console.message("links-found", &[("url", one.url.as_str().into()), ("platforms", names.join(", ").into())]);
        }
    }
    if !wanted.json {
        match &wanted.into {
            Some(folder) => console.message("links-written", &[("folder", folder.display().to_string().into())]),
            None => console.message("links-only-read", &[]),
        }
    }
}

/// As contest.toml spells it.
fn name(platform: Platform) -> &'static str {
    match platform {
        Platform::Android => "android",
        Platform::Iphone => "iphone",
    }
}
