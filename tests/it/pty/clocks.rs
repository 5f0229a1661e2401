//! The real program of a really enrolled station on machines with wrong clocks.

use super::{Station, enrolled};
use crate::{
    central::office::{Folder, PASSPHRASE},
    days::{date, fake_clock, today},
};
use std::process::Command;
use tramso::domain::Date;

/// Environment of a program whose clock begins at noon of that day.
fn clock(day: Date) -> [(&'static str, String); 4] {
    fake_clock(&format!("@{day} 12:00:00"))
}

fn answer(folder: &Folder, day: Date, words: &[&str]) -> Vec<serde_json::Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tramso"));
    command.args(words).args(["--json", "--dir", &folder.path("tram"), "--passphrase-file", &folder.path("mat-khau")]);
    let done = command.envs(clock(day)).output().unwrap();
    let lines = String::from_utf8_lossy(&done.stdout).into_owned();
    let shapes = lines.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{words:?}: {done:?}")));
    shapes.collect()
}

/// Clocks with the notice that doctor has for each.
fn clocks() -> [(Date, &'static str); 4] {
    let next_year = date(chrono::Datelike::year(&today()) + 1, 12, 20);
    [(date(1970, 1, 2), "TS-D19"), (date(2016, 3, 4), "TS-D19"), (next_year, "TS-S61"), (date(2038, 1, 19), "TS-S61")]
}

#[test]
fn status_and_doctor_show_both_dates_and_no_minutes() {
    let folder = enrolled::enrolled();
    for (day, code) in clocks() {
        let status = answer(&folder, day, &["status"]).remove(0);
        assert_eq!((&status["date"], &status["machine_date"]), (&today().to_string().into(), &day.to_string().into()));
        let all = answer(&folder, day, &["doctor"]);
        let found = all.iter().find(|one| one["code"] == code).unwrap_or_else(|| panic!("{day}: {all:?}"));
        let (what, shown) = (found["what"].as_str().unwrap_or_default(), day.format("%d/%m/%Y").to_string());
        assert!(what.contains(&shown) && !what.contains("phút"), "{day}: {found}");
    }
}

#[test]
fn at_a_wrong_clock_people_register_and_the_screens_show_the_machines_date() {
    for (day, _) in clocks() {
        let folder = enrolled::enrolled();
        let shown = day.format("%d/%m/%Y").to_string();
        let (dir, env) = (folder.path("tram"), clock(day));
        let env: Vec<(&str, &str)> = env.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut screen = Station::start_with(&["--dir", &dir], 80, 24, &env);
        screen.see("Câu mật khẩu của Cô Mai").press(PASSPHRASE).press("<enter>").see("Đặt mã PIN");
        screen.press("1234<enter>").see("Nhập lại mã PIN").press("1234<enter>").see("Hôm nay là ngày nào?");
        assert!(screen.text().contains(&shown), "{}", screen.text());
        screen.press("<esc>").see("Bấm Enter để bắt đầu").see(&format!("Máy ghi {shown}"));
        screen.press("<enter>").see("muốn làm gì").press("1");
        screen.see("Tôi đồng ý").press("1").see("Xin nhập số định danh").press("k");
        screen.see("Vì sao không có số").press("2").see("Mã PIN của ca này").press("1234<enter>").see("Họ và tên của");
        screen.press("nguyeenx vawn an").see("Nguyễn Văn An").press("<enter>").see("Ngày sinh và giới tính");
        // Born in 1980: at a bare clock of 1970 that was "not born yet".
        screen.press("01051980<tab>1").see("Nơi ở của");
        screen.kill();
    }
}
