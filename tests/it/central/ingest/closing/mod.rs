//! Prizes, the checklist and frozen sets, on both engines.

mod files;
mod frozen;
mod golden;
mod ranking;

use super::{Hall, NOW, bundles, enrol, hall, ingest, on_both, station};
use tramso::{
    centre::{
        Access, Actor, Centre,
        closing::{CheckLine, ClosingRefusal, Frozen},
    },
    domain::{AccountName, Moment},
};

const CITY: Access = Access::City;

fn who(name: &str) -> Actor {
    Actor::Account(name.parse::<AccountName>().unwrap())
}

/// States a word about every line that needs one.
fn state_words(centre: &Centre, at: Moment) {
    let list = centre.closing_checklist(&CITY, at).unwrap();
    for one in list.open() {
        if list.unstated().any(|line| line == one.line) {
            let word = format!("Đã xem {}", one.line.as_str());
            centre.state_final_word(&CITY, (one.line, one.figure), &word, (who("lan"), at)).unwrap();
        }
    }
}

fn freeze(centre: &Centre, number: u32, at: Moment) -> Result<Frozen, ClosingRefusal> {
    centre.freeze(&CITY, number, (who("lan"), at))
}

fn figure(centre: &Centre, line: CheckLine) -> u64 {
    let list = centre.closing_checklist(&CITY, Moment(NOW)).unwrap();
    list.lines.iter().find(|one| one.line == line).unwrap().figure
}
