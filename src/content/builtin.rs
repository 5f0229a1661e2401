//! The content that is compiled in: the open course and practice bank of question_banks/, the roster of units, and the demo
//! contest made of them.

use super::{Fault, Pack, Reading, Source, read::read_as, required, units};
use crate::{
    crypto::sha256,
    domain::{Bank, Date, Question, Seed, StationPlace, Unit, UnitCode, draw},
};
use std::collections::BTreeSet;

/// Opening days of the demo contest, chosen by the driver relative to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoDates {
    /// First day.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
}

/// The demo contest's id, which no real centre accepts (docs/decisions/012-before-enrolment.md).
pub const DEMO_CONTEST: &str = "demo";

macro_rules! campaign {
    ($($path:literal),* $(,)?) => {
        [$(Source { path: $path, bytes: include_bytes!(concat!("../../question_banks/cong-dan-so/", $path)) }),*]
    };
}

/// The campaign's folder question_banks/cong-dan-so, file by file.
pub const FILES: &[Source<'static>] = &campaign!(
    "contest.toml",
    "facts/1.toml",
    "facts/2.toml",
    "facts/3.toml",
    "facts/4.toml",
    "lessons/1-1-lam-quen-dien-thoai.md",
    "lessons/1-10-vi-sao-hoc-so.md",
    "lessons/1-11-dien-thoai-an-toan.md",
    "lessons/1-12-tung-nut-mot.md",
    "lessons/1-13-man-hinh-va-suc-khoe.md",
    "lessons/1-2-vao-mang-yen-tam.md",
    "lessons/1-3-dien-thoai-de-dung.md",
    "lessons/1-4-hoc-tiep-va-du-thi.md",
    "lessons/1-5-wifi-va-mang-di-dong.md",
    "lessons/1-6-mat-khau.md",
    "lessons/1-7-tim-va-kiem-tin.md",
    "lessons/1-8-dia-chi-trang-va-ma-qr.md",
    "lessons/1-9-cham-may-giu-dau-vet.md",
    "lessons/2-1-vneid.md",
    "lessons/2-10-sim-chinh-chu.md",
    "lessons/2-11-mua-hang-qua-mang.md",
    "lessons/2-12-bao-viec-trong-thon.md",
    "lessons/2-13-tai-vneid-vi-giay-to.md",
    "lessons/2-14-nop-ho-so.md",
    "lessons/2-15-so-khuon-mat.md",
    "lessons/2-16-phat-nguoi.md",
    "lessons/2-17-dat-lich-kham.md",
    "lessons/2-18-ban-hang-nho.md",
    "lessons/2-19-bao-ke-gian.md",
    "lessons/2-2-giu-tien-giu-sim.md",
    "lessons/2-3-the-can-cuoc.md",
    "lessons/2-4-bot-mang-giay.md",
    "lessons/2-5-giu-vneid.md",
    "lessons/2-6-suc-khoe-bao-hiem.md",
    "lessons/2-7-chuyen-khoan.md",
    "lessons/2-8-dien-nuoc-hoa-don.md",
    "lessons/2-9-chu-ky-so.md",
    "lessons/3-1-gan-nhau-qua-dien-thoai.md",
    "lessons/3-10-giu-thong-tin-noi-tu-te.md",
    "lessons/3-11-zalo-cho-nguoi-moi.md",
    "lessons/3-12-giay-to-dat.md",
    "lessons/3-13-chan-so-giu-bang-chung.md",
    "lessons/3-14-goi-khi-gap-tin-bao.md",
    "lessons/3-2-gap-ke-gian.md",
    "lessons/3-3-chieu-lua-kho-hon.md",
    "lessons/3-4-con-chau-va-mang-xa-hoi.md",
    "lessons/3-5-tin-nhan-giao-hang.md",
    "lessons/3-6-giu-dong-tien.md",
    "lessons/3-7-can-cuoc-tai-khoan-va-luat.md",
    "lessons/3-8-chia-se-tu-te.md",
    "lessons/3-9-cuoc-goi-gia-danh.md",
    "lessons/4-1-quen-voi-ai.md",
    "lessons/4-10-noi-chuyen-voi-ai.md",
    "lessons/4-11-mat-gia-giong-gia.md",
    "lessons/4-12-noi-thay-go-hoi-bang-anh.md",
    "lessons/4-13-may-chon-video.md",
    "lessons/4-14-tam-su-voi-may.md",
    "lessons/4-15-con-chau-anh-xua.md",
    "lessons/4-16-tom-tat-va-tinh-toan.md",
    "lessons/4-2-ai-va-ke-gian.md",
    "lessons/4-3-luat-che-cho-minh.md",
    "lessons/4-4-ai-giup-viec-lang-viec-nha.md",
    "lessons/4-5-hoi-ai-cho-kheo.md",
    "lessons/4-6-soi-lai-loi-ai.md",
    "lessons/4-7-giu-kin-khi-dung-ai.md",
    "lessons/4-8-chieu-lua-dung-ai.md",
    "lessons/4-9-ai-o-cho-o-xa.md",
    "questions/1-de-thi.toml",
    "questions/1.toml",
    "questions/2-de-thi.toml",
    "questions/2.toml",
    "questions/3-de-thi.toml",
    "questions/3.toml",
    "questions/4-de-thi.toml",
    "questions/4.toml",
    "skills.toml",
    "wording.toml",
);

const UNITS: Source<'static> =
    Source { path: "assets/units/haiphong.csv", bytes: include_bytes!("../../assets/units/haiphong.csv") };

/// The 114 units of Hải Phòng, in order of their codes.
///
/// # Errors
/// Everything wrong with the roster that was compiled in: never in a build whose tests passed.
pub fn haiphong() -> Result<Vec<Unit>, Vec<Fault>> {
    units(UNITS)
}

/// The built-in course as the contest `demo`, at a sample station in xã Tân Kỳ, without questions that run out before its last day.
/// Its digest is that of the files and of what was left out, whatever the dates, so that a test begun yesterday finds its pack today.
///
/// # Errors
/// Everything wrong with what was compiled in: never in a build whose tests passed.
pub fn pack(demo: DemoDates) -> Result<Pack, Vec<Fault>> {
    reading(demo).map(|reading| reading.pack)
}

/// A folder's content as the contest of a demo, so that it can be tried out before anybody is enrolled with it: open today, at its own place
/// or else at the sample one.
#[must_use]
pub fn as_demo(mut pack: Pack, demo: DemoDates) -> Pack {
    DEMO_CONTEST.clone_into(&mut pack.contest.id);
    (pack.contest.opens, pack.contest.closes) = (demo.opens, demo.closes);
    pack.contest.station = pack.contest.station.or_else(sample_station);
    without_run_out(pack, demo.closes)
}

/// The same with its warnings.
///
/// # Errors
/// As `pack`.
pub fn reading(demo: DemoDates) -> Result<Reading, Vec<Fault>> {
    let mut reading = whole(demo)?;
    reading.pack = without_run_out(reading.pack, demo.closes);
    Ok(reading)
}

/// The built-in course with each choice of questions that some last day leaves: what stations of other days have.
///
/// # Errors
/// As `pack`.
pub fn variants(demo: DemoDates) -> Result<Vec<Pack>, Vec<Fault>> {
    let pack = whole(demo)?.pack;
    let days: BTreeSet<Date> = pack.bank.iter().filter_map(|question| question.until?.succ_opt()).collect();
    let mut variants: Vec<Pack> = days.into_iter().map(|day| without_run_out(pack.clone(), day)).collect();
    variants.push(pack);
    variants.dedup_by_key(|pack| pack.digest);
    Ok(variants)
}

/// Leaves out what has run out before a contest's last day. A demo must open in years to come too: where papers could not be drawn
/// from the rest, everything stays.
fn without_run_out(mut pack: Pack, closes: Date) -> Pack {
    let has_run_out = |question: &Question| question.has_run_out(closes);
    if !pack.bank.iter().any(has_run_out) {
        return pack;
    }
    let (gone, rest): (Vec<Question>, Vec<Question>) = pack.bank.iter().cloned().partition(has_run_out);
    let bank = Bank::new(rest, pack.contest.rules.paper_from, &required(&pack.lessons));
    if draw(&pack.contest, &bank, Seed([0; 32])).is_err() {
        return pack;
    }
    let ids = gone.iter().map(|question| question.id.0.as_str()).collect::<Vec<_>>().join("\n");
    pack.digest = sha256(&[b"tramso-demo-digest1", &pack.digest, ids.as_bytes()]);
    pack.bank = bank;
    pack
}

fn whole(demo: DemoDates) -> Result<Reading, Vec<Fault>> {
    let units = haiphong()?;
    read_as(FILES, &units, None, |contest| {
        let written_for = contest.closes;
        DEMO_CONTEST.clone_into(&mut contest.id);
        contest.opens = demo.opens;
        contest.closes = demo.closes;
        contest.station = sample_station();
        // A demo must open in years to come too: its bank is only held against the campaign that it was written for.
        Some(written_for)
    })
}

/// A sample: the letter names the commune, the villages are made up to sound like it, and no list of them is official.
fn sample_station() -> Option<StationPlace> {
    const VILLAGES: [&str; 8] = [
        "thôn Ngọc Lặc",
        "thôn Quý Cao",
        "thôn Trung Lập",
        "thôn Đông Phong",
        "thôn Kỳ Trung",
        "thôn Hưng Long",
        "thôn Đại Đình",
        "thôn An Thổ",
    ];
    Some(StationPlace {
        unit: UnitCode::parse("11113")?,
        village: VILLAGES.first().map(|name| (*name).to_owned())?,
        target: 300,
        villages: VILLAGES.map(str::to_owned).to_vec(),
        contact: "Phòng Văn hóa - Xã hội xã Tân Kỳ".to_owned(),
    })
}
