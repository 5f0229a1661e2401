//! A centre with some people, for what reads them.

use super::{units::declared, *};

/// Who lives in the unit, by the declaration; the first two have done everything.
pub const HERE: [&str; 5] = ["Nguyễn Thị Lan", "Trần Văn Hòa", "Vũ Văn Nam", "Đỗ Thị Thu", "Lê Thị Hường"];
/// A village as somebody might type it who wishes the office harm: no name of a person is taken that looks like it.
pub const HOSTILE: &str = "=CMD|' /C calc'!A0 <b>&";
const BORN: [&str; 6] = ["1985-03-12", "1970", "1975", "1980", "1990-01-01", "1966"];

/// The test with such a centre on each engine.
pub fn on_both(test: fn(&Centre)) {
    let one = hall();
    test(&one);
    let server = Postgres::start(QUICK);
    let keys = Keys::demo().unwrap();
    let ledger = ledger::open_postgres(&server.database("engines"), &keys.ledger_key()).unwrap();
    let centre = Centre::open(ledger, keys).unwrap();
    fill(&centre);
    test(&centre);
}

/// Such a centre on the embedded ledger.
pub struct Stocked(super::Hall);

impl std::ops::Deref for Stocked {
    type Target = Centre;

    fn deref(&self) -> &Centre {
        &self.0.centre
    }
}

/// Opens one.
pub fn hall() -> Stocked {
    let hall = super::hall();
    fill(&hall.centre);
    Stocked(hall)
}

fn fill(centre: &Centre) {
    enrol(centre, 1);
    let mut one = station(1);
    (1..=2).for_each(|person| one.whole(person));
    (3..=6).for_each(|person| one.register(person));
    declared(&mut one, |at, form| {
        let name = HERE.get(at).copied().unwrap_or("Phạm Thị Mai");
        (form.name, form.birth) = (name.to_owned(), BORN[at].to_owned());
        form.lives.unit = if at < HERE.len() { "11113" } else { "11329" }.to_owned();
        form.one_touch = false;
        if at == 3 {
            form.lives.village = HOSTILE.to_owned();
        }
    });
    for written in bundles(&one, 1000) {
        centre.ingest(&Access::City, &written.bytes, Moment(NOW)).unwrap();
    }
}
