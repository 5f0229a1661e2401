//! Results by light, from the desk of a granted station to its centre, and the receipt by mouth back to the desk: the pictures are read from the
//! terminal as a camera reads them, and a third of them is missed.

use super::{
    Station,
    enrolled::{CONTEST, enrolled, evening, station},
};
use crate::{
    central::office::{Folder, PASSPHRASE},
    light::next,
};
use std::{
    collections::BTreeSet,
    fs, thread,
    time::{Duration, Instant},
};
use tramso::{
    bundle::claim,
    crypto::{parcel, syllables},
    light::{Gathering, Picture, Standing, Taken},
};

/// What a phone has seen of a moving code.
struct Seen {
    parcel: Vec<u8>,
    standing: Standing,
    seconds: f64,
}

/// Reads the moving code until its parcel is whole; three pictures of ten are missed.
fn film(screen: &Station) -> Seen {
    let (mut gathering, mut chance) = (Gathering::new(), 5);
    let (mut known, mut last) = (BTreeSet::new(), None);
    let start = Instant::now();
    loop {
        assert!(start.elapsed() < Duration::from_secs(120), "{last:?}\n{}", screen.text());
        // A camera looks some thirty times a second.
        thread::sleep(Duration::from_millis(25));
        let Some(code) = screen.code() else { continue };
        let Ok(picture) = Picture::read(&code) else { continue };
        if !known.insert((picture.plan, picture.number)) || next(&mut chance) % 10 < 3 {
            continue;
        }
        match gathering.take(&code) {
            Taken::Held(standing) => last = Some(standing),
            Taken::Whole { parcel, .. } => {
                return Seen { parcel, standing: last.unwrap(), seconds: start.elapsed().as_secs_f64() };
            }
            other => panic!("{other:?}"),
        }
    }
}

/// Seconds of a processor that the program has used.
#[cfg(target_os = "linux")]
fn used(screen: &Station) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", screen.pid())).unwrap();
    let fields: Vec<f64> = stat.rsplit(") ").next().unwrap().split(' ').filter_map(|one| one.parse().ok()).collect();
    // The state is no number: user and system time are the 11th and 12th of the rest.
    (fields[10] + fields[11]) / 100.0
}

#[cfg(not(target_os = "linux"))]
fn used(_: &Station) -> f64 {
    0.0
}

fn at_desk(folder: &Folder, columns: u16, rows: u16) -> Station {
    let mut screen = Station::start(&["--dir", &folder.path("tram")], columns, rows);
    screen.see("Câu mật khẩu của Cô Mai").press(PASSPHRASE).press("<enter>").see("Đặt mã PIN");
    screen.press("1234<enter>").see("Nhập lại mã PIN").press("1234<enter>").see("Bấm Enter để bắt đầu");
    screen.press("<f10>").see("Mã PIN của ca này").press("1234<enter>").see("Bàn của người hỗ trợ");
    screen
}

/// From the desk to the parcel that a phone holds; the figures are what docs/BENCHMARKS.md prints.
fn shown_to_a_phone(screen: &mut Station, size: &str) -> Seen {
    screen.press("n").see("Chưa có biên nhận nào").press("6").see("tệp kết quả").press("<enter>").see("bảo bấm số mấy");
    screen.press("3").see("ĐỦ");
    let before = used(screen);
    let seen = film(screen);
    let share = (used(screen) - before) / seen.seconds;
    let plan = seen.standing.plan;
    let limit = f64::from(plan.symbol()) * 12.0 * 0.7;
    let reached = f64::from(plan.parcel()) / seen.seconds;
    eprintln!(
        "{size}: {} bytes, {} a picture, {:.1} s, {reached:.0} B/s of {limit:.0} ({:.0} %), core {:.1} %",
        plan.parcel(),
        plan.symbol(),
        seen.seconds,
        100.0 * reached / limit,
        100.0 * share
    );
    seen
}

/// People of the evening: docs/BENCHMARKS.md has the figures of thirty.
fn people() -> u32 {
    std::env::var("TRAMSO_PEOPLE").ok().and_then(|wish| wish.parse().ok()).unwrap_or(8)
}

#[test]
fn an_evening_leaves_by_light_and_its_receipt_comes_back_by_mouth() {
    let folder = enrolled();
    evening(&folder, people(), 5);
    let mut screen = at_desk(&folder, 85, 24);
    let seen = shown_to_a_phone(&mut screen, "85x24");
    let members = parcel::read(&seen.parcel, 10).unwrap();
    assert_eq!(members.len(), 1);
    screen.press("<enter>").see("Đã ghi: 1 tệp").press("1").see("Gõ năm tiếng");

    // The phone is back in coverage.
    let server = folder.serve(&[]);
    let reply = server.post("/v1/bundles", members[0].bytes);
    assert_eq!(reply.status, 200, "{}", reply.text());
    let spoken = reply.header("tramso-spoken").expect("five syllables");
    let claimed = claim(members[0].bytes).unwrap();
    let newest = server.get(&format!("/v1/receipts/{}/{}", claimed.station.as_str(), claimed.epoch.as_str()));
    assert_eq!(newest.header("tramso-spoken"), Some(spoken.clone()), "the newest receipt has the same");
    drop(server);

    // A neighbour of the last syllable is none of this station's; the right one is, typed over it.
    let all = syllables();
    let five: Vec<&str> = spoken.split('-').collect();
    let at = all.iter().position(|one| *one == five[4]).unwrap();
    let neighbour = all[(at + 1) % all.len()];
    screen.press(&format!("{} {neighbour}", five[..4].join(" "))).press("<enter>").see("không phải của trạm này");
    screen.press("<bs>").press(&"<bs>".repeat(neighbour.len()));
    screen.press(five[4]).press("<enter>").see("Ban Tổ chức đã giữ 1 tệp");
    screen.press("<enter>").see(" 0 chờ nộp").see("báo miệng").see("0 Ban Tổ chức đã nhận");
    // It still travels as everything does that no receipt names, but not by light.
    screen.press("n").see("Nộp ra USB").press("6").see("TS-K120");
    drop(screen);
    let shown = station(&folder, &["status"]);
    assert_eq!((&shown["contest"], &shown["outbox"]["confirmed"]), (&CONTEST.into(), &0.into()));
    assert!(
        shown["outbox"]["by_mouth"].as_u64().unwrap() > 20 && shown["outbox"]["bytes"].as_u64() != Some(0),
        "{shown}"
    );
}

#[test]
fn a_large_window_shows_more_and_a_window_that_changes_goes_on() {
    let folder = enrolled();
    evening(&folder, people(), 6);
    let mut screen = at_desk(&folder, 160, 45);
    let seen = shown_to_a_phone(&mut screen, "160x45");
    screen.resize(85, 24).see("ĐỦ");
    let again = film(&screen);
    assert!(again.parcel == seen.parcel && again.standing.plan.symbol() < seen.standing.plan.symbol());
    // Stopped: nothing has left.
    screen.press("<esc>").see("Điện thoại đã mở").press("<esc>").see("Nộp ra USB");
    drop(screen);
    assert_eq!(station(&folder, &["status"])["outbox"]["sent"], 0);
}
