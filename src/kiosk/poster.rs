//! `poster`: what is posted up and handed out in a village, as PDF: from a station that is enrolled, or from a folder of content before there
//! is one.

use super::{
    args::StationArgs,
    certificate::pack_of,
    clock,
    commands::{Opened, open},
    content,
    error_log::logged,
    explain,
    posting::{
        Locality, Print, SHEETS, Sheet, draw, form_unit, in_part, lacks_codes, part_key, posting, registration_form,
    },
};
use crate::{
    cli::{Console, free_destination},
    content::Pack,
    domain::{Unit, UnitCode, is_hotline},
    platform,
    report::{Fonts, PdfFault, PostedPart, PostedSheet, Posting, Trial},
    text::codes,
    tui::Failure,
};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// What is printed, and what differs from place to place.
#[derive(Args)]
pub struct PosterArgs {
    /// Loại tờ: áp phích a4, áp phích a3, biển để bàn, tờ rơi, phiếu đăng ký mang về; không ghi thì in đủ cả năm
    #[arg(value_name = "LOẠI")]
    kinds: Vec<Kind>,
    /// Thư mục sẽ ghi; chỉ một loại thì ghi được cả tên tệp
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Nơi đặt trạm (mặc định: nhà văn hóa của thôn, nếu nội dung có tên thôn)
    #[arg(long, value_name = "NƠI")]
    place: Option<String>,
    /// Giờ mở cửa; không ghi thì để dòng chấm
    #[arg(long, value_name = "GIỜ")]
    hours: Option<String>,
    /// Số điện thoại để hỏi (mặc định: số hỗ trợ của cuộc thi)
    #[arg(long, value_name = "SỐ")]
    hotline: Option<String>,
    /// Liên hệ tại xã, phường (mặc định: như trong nội dung)
    #[arg(long, value_name = "AI")]
    contact: Option<String>,
    /// Mã xã, phường, đặc khu (5 chữ số; mặc định: như trong nội dung)
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
    /// Một, hai câu: ứng dụng để làm gì, in ở mặt sau tờ rơi
    #[arg(long, value_name = "CÂU")]
    about: Option<String>,
    /// Số phiếu đăng ký trong tệp
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=60))]
    copies: u8,
    /// Ghi đè tệp đã có
    #[arg(long)]
    force: bool,
}

/// Kind of sheet, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    A4,
    A3,
    Sign,
    Leaflet,
    Form,
}

impl Kind {
    fn sheet(self) -> Sheet {
        match self {
            Self::A4 => Sheet::Posted(PostedSheet::WallA4),
            Self::A3 => Sheet::Posted(PostedSheet::WallA3),
            Self::Sign => Sheet::Posted(PostedSheet::TableSign),
            Self::Leaflet => Sheet::Posted(PostedSheet::Leaflet),
            Self::Form => Sheet::Form,
        }
    }
}

/// Where the content is from.
struct Source {
    pack: Pack,
    print: Print,
    /// Folder of the station, whose log has what went wrong.
    station: Option<PathBuf>,
    /// Village of the station, where the content has another or none.
    village: Option<String>,
    unit: Option<UnitCode>,
}

/// Draws the sheets and writes them: all, or none where something cannot be printed as it was typed.
///
/// # Errors
/// What was typed cannot be printed, there is no station and no content, or a file cannot be written.
pub fn run(args: &StationArgs, wanted: &PosterArgs, console: &Console) -> Result<(), Vec<Failure>> {
    let words = console.words();
    if let Some(typed) = wanted.hotline.as_deref().filter(|typed| !is_hotline(typed)) {
        return Err(vec![Failure::new(codes::poster::NOT_A_HOTLINE, [("typed", typed.to_owned())])]);
    }
    let places = destinations(wanted).map_err(|failure| vec![failure])?;
    let source = source(args, console)?;
    let here = locality(wanted, &source).map_err(|failure| vec![failure])?;
    let failed = |fault: &PdfFault| match &source.station {
        Some(dir) => vec![logged(dir, explain::document(fault), fault)],
        None => vec![explain::document(fault)],
    };
    let posting = posting(&source.pack, &here, source.print, words);
    let unit = form_unit(&source.pack, &here, words);
    let form = registration_form(&source.pack, unit, source.print, wanted.copies.into());
    let fonts = Fonts::embedded().map_err(|fault| failed(&fault))?;
    let (mut files, mut cut) = (Vec::new(), BTreeSet::new());
    for (sheet, path) in places {
        let drawn = draw(sheet, (&posting, &form), words, &fonts).map_err(|fault| failed(&fault))?;
        cut.extend(drawn.cut);
        files.push((path, drawn.pdf));
    }
    let cut: Vec<PostedPart> = cut.into_iter().collect();
    refuse_typed(&cut, &posting, console)?;
    write(&files, &source, console)?;
    let has_codes = files.len() > 1 || wanted.kinds.first() != Some(&Kind::Form);
    let remarks = [lacks_codes(&posting, words).filter(|_| has_codes), in_part(&cut, words)];
    remarks.into_iter().flatten().for_each(|failure| console.note(failure.notice(words)));
    let paths: Vec<String> = files.iter().map(|(path, _)| path.display().to_string()).collect();
    console.json(&json!({ "paths": paths, "without_code": posting.without_code().len() }));
    Ok(())
}

/// Where each sheet goes: what is in the way is found before anything is drawn.
fn destinations(wanted: &PosterArgs) -> Result<Vec<(Sheet, PathBuf)>, Failure> {
    let is_wanted = |sheet: Sheet| wanted.kinds.is_empty() || wanted.kinds.iter().any(|kind| kind.sheet() == sheet);
    let sheets: Vec<(Sheet, &str)> = SHEETS.into_iter().filter(|(sheet, _)| is_wanted(*sheet)).collect();
    let mut places: Vec<(Sheet, PathBuf)> = Vec::new();
    for (sheet, name) in sheets {
        let path = free_destination(&wanted.out, &format!("{name}.pdf"), wanted.force)?;
        if places.iter().any(|(_, other)| *other == path) {
            let file = [("file", path.display().to_string())];
            return Err(Failure::new(codes::poster::ONE_FILE_FOR_MANY, file));
        }
        places.push((sheet, path));
    }
    Ok(places)
}

/// The folder that was named, else the content of the station.
fn source(args: &StationArgs, console: &Console) -> Result<Source, Vec<Failure>> {
    if let Some(folder) = &args.content {
        let now = clock::unjudged();
        let pack = content::load(Some(folder), now.at(), console.words())?;
        let print = Print { date: now.date(), trial: Trial::of(false, pack.contest.rehearsal) };
        return Ok(Source { pack, print, station: None, village: None, unit: None });
    }
    let Opened { store, pack, .. } = open(args, console)?;
    let pack = pack_of(&store, pack, args, console)?;
    let trial = Trial::of(store.is_demo(), pack.contest.rehearsal);
    let print = Print { date: clock::now(&store).date(), trial };
    let village = Some(store.village().to_owned()).filter(|village| !village.is_empty());
    Ok(Source { pack, print, station: Some(store.station_dir().to_owned()), village, unit: Some(store.unit().clone()) })
}

/// What was typed, and what the station adds.
fn locality(wanted: &PosterArgs, source: &Source) -> Result<Locality, Failure> {
    let typed = wanted.unit.as_deref().map(|code| known_unit(&source.pack, code)).transpose()?;
    let is_own = typed.is_none() || typed == source.unit;
    let village = source.village.as_deref().filter(|_| is_own);
    Ok(Locality {
        unit: typed.or_else(|| source.unit.clone()),
        place: wanted.place.clone().or_else(|| village.map(super::place::place_name)),
        hours: wanted.hours.clone(),
        hotline: wanted.hotline.clone(),
        contact: wanted.contact.clone(),
        about: wanted.about.clone(),
    })
}

fn known_unit(pack: &Pack, typed: &str) -> Result<UnitCode, Failure> {
    let known = UnitCode::parse(typed).and_then(|code| pack.unit(&code).map(|unit: &Unit| unit.code.clone()));
    known.ok_or_else(|| Failure::new(codes::enrol::UNKNOWN_UNIT, [("unit", typed.to_owned())]))
}

/// Nothing is written where something that has an option cannot be printed as it is: it is shortened there, not on the wall.
fn refuse_typed(cut: &[PostedPart], posting: &Posting, console: &Console) -> Result<(), Vec<Failure>> {
    let refused: Vec<Failure> = cut
        .iter()
        .filter_map(|part| {
            let (option, typed) = match part {
                PostedPart::Place => ("--place", posting.place.as_ref()),
                PostedPart::Hours => ("--hours", posting.hours.as_ref()),
                PostedPart::Hotline => ("--hotline", posting.hotline.as_ref()),
                PostedPart::Contact => ("--contact", posting.contact.as_ref()),
                PostedPart::About => ("--about", posting.about.as_ref()),
                PostedPart::Contest | PostedPart::Organiser | PostedPart::App | PostedPart::Help | PostedPart::Unit => {
                    return None;
                }
            };
            let what = console.words().get(part_key(*part)).into_owned();
            let typed = typed.cloned().unwrap_or_default();
            let args = [("what", what), ("typed", typed), ("option", option.to_owned())];
            Some(Failure::new(codes::poster::TEXT_DOES_NOT_FIT, args))
        })
        .collect();
    if refused.is_empty() { Ok(()) } else { Err(refused) }
}

fn write(files: &[(PathBuf, Vec<u8>)], source: &Source, console: &Console) -> Result<(), Vec<Failure>> {
    for (path, bytes) in files {
        platform::write_atomically(path, bytes).map_err(|fault| {
            let failure = explain::stick(&fault, path);
            vec![match &source.station {
                Some(dir) => logged(dir, failure, &fault),
                None => failure,
            }]
        })?;
        console.message("cli-written", &[("path", shown(path).as_str().into())]);
    }
    Ok(())
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
