use crate::{
    crypto,
    domain::{PaperNumber, PersonKey, PersonKeySource, Seed, fold},
};

/// What a person is known by in a contest: the same at every station, and nothing without the contest's key.
#[must_use]
pub fn person_key(contest_key: &[u8; 32], source: &PersonKeySource) -> PersonKey {
    PersonKey(crypto::person_key(contest_key, source_text(source).as_bytes()))
}

/// The same with a key that is used many times.
#[must_use]
pub fn person_key_by(contest_key: &crypto::Keyed, source: &PersonKeySource) -> PersonKey {
    PersonKey(contest_key.person_key(source_text(source).as_bytes()))
}

/// The seed of a person's n-th attempt at a station (docs/decisions/008-the-draw.md).
#[must_use]
pub fn draw_seed(draw_key: &[u8; 32], contest: &str, person: &PersonKey, attempt: u8) -> Seed {
    Seed(crypto::draw_seed(draw_key, contest, &person.0, attempt))
}

/// The seed of a printed paper, which belongs to nobody until it is handed in: the same draw as for a screen goes on from it
/// (docs/FORMATS.md section 19).
#[must_use]
pub fn printed_paper_seed(draw_key: &[u8; 32], contest: &str, number: PaperNumber) -> Seed {
    Seed(crypto::printed_paper_seed(draw_key, contest, &number.batch().to_string(), number.serial()))
}

/// The same with a key that is used many times.
#[must_use]
pub fn printed_paper_seed_by(draw_key: &crypto::Keyed, contest: &str, number: PaperNumber) -> Seed {
    Seed(draw_key.printed_paper_seed(contest, &number.batch().to_string(), number.serial()))
}

/// One printed paper in so many is keyed a second time.
const REKEYED_PART: u32 = 5;

/// Whether a printed paper is keyed a second time, without sight of the first: one in five, which nobody without the draw key knows
/// beforehand (docs/FORMATS.md section 19).
#[must_use]
pub fn is_keyed_twice(draw_key: &[u8; 32], contest: &str, number: PaperNumber) -> bool {
    is_one_of_five(crypto::rekeying_draw(draw_key, contest, &number.batch().to_string(), number.serial()))
}

/// The same with a key that is used many times.
#[must_use]
pub fn is_keyed_twice_by(draw_key: &crypto::Keyed, contest: &str, number: PaperNumber) -> bool {
    is_one_of_five(draw_key.rekeying_draw(contest, &number.batch().to_string(), number.serial()))
}

fn is_one_of_five(drawn: [u8; 32]) -> bool {
    drawn.first_chunk::<4>().is_some_and(|first| u32::from_be_bytes(*first) % REKEYED_PART == 0)
}

/// Line feeds separate the fields: no folded text has one. Names and villages are folded, so that two helpers who spell
/// them differently meet the same person; the ordinal distinguishes real namesakes.
fn source_text(source: &PersonKeySource) -> String {
    match source {
        PersonKeySource::Number(number) => format!("number\n{}", number.digits()),
        PersonKeySource::Declared { name, birth, residence, ordinal } => {
            let name = fold(name.as_str());
            let birth = birth.written();
            let village = fold(&residence.village);
            format!("told\n{name}\n{birth}\n{}\n{village}\n{ordinal}", residence.unit.as_str())
        }
    }
}
