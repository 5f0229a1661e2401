//! A map without borders: each unit a square, in the order of their codes, by which neighbours are mostly beside each other.

use super::{
    super::format::{plain, rate},
    units::Row,
};
use crate::text::{Words, unit_title};

/// Square of a unit.
pub struct Tile {
    /// Five digits.
    pub code: String,
    /// Name without its kind.
    pub name: String,
    /// Kind and name.
    pub title: String,
    /// Share of valid results in the population, in words where it is not known.
    pub figure: String,
    /// CSS class of its shade.
    pub class: &'static str,
}

/// What a shade means.
pub struct Shade {
    /// CSS class.
    pub class: &'static str,
    /// In words.
    pub name: String,
    /// How many units have it.
    pub units: usize,
}

/// Shades of what is known, by how a unit's share compares with the city's: CSS class and text key. Whatever the contest has reached, they
/// show who is ahead and who behind.
const SHADES: [(Share, &str, &str); 6] = [
    (Share::Unknown, "s0", "site-shade-unknown"),
    (Share::Nobody, "s1", "site-shade-nobody"),
    (Share::BelowHalf, "s2", "site-shade-below-half"),
    (Share::Below, "s3", "site-shade-below"),
    (Share::Above, "s4", "site-shade-above"),
    (Share::Twice, "s5", "site-shade-twice"),
];

/// How a unit's share compares with the city's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Share {
    Unknown,
    Nobody,
    BelowHalf,
    Below,
    Above,
    Twice,
}

/// Squares of all units.
pub fn tiles(rows: &[Row<'_>], words: &Words) -> Vec<Tile> {
    let city = City::of(rows);
    let mut tiles: Vec<Tile> = rows.iter().map(|row| tile(row, &city, words)).collect();
    tiles.sort_by(|one, other| one.code.cmp(&other.code));
    tiles
}

fn tile(row: &Row<'_>, city: &City, words: &Words) -> Tile {
    let population = u64::from(row.unit.population);
    Tile {
        code: plain(row.unit.code.as_str()),
        name: plain(&row.unit.name),
        title: plain(&unit_title(words, row.unit)),
        figure: match row.is_open() {
            true => words.get("site-unknown-figure").into_owned(),
            false => rate(row.counts.valid, population),
        },
        class: SHADES.iter().find(|(share, ..)| *share == city.share(row)).map_or("s1", |(_, class, _)| class),
    }
}

/// What the shades mean, with how many units have each.
pub fn legend(rows: &[Row<'_>], words: &Words) -> Vec<Shade> {
    let city = City::of(rows);
    let values = [
        ("half", rate(city.valid, city.people.saturating_mul(2)).into()),
        ("rate", rate(city.valid, city.people).into()),
        ("twice", rate(city.valid.saturating_mul(2), city.people).into()),
    ];
    let shade = |(share, class, key): &(Share, &'static str, &str)| Shade {
        class,
        name: words.with(key, &values),
        units: rows.iter().filter(|row| city.share(row) == *share).count(),
    };
    SHADES.iter().map(shade).collect()
}

/// All units together.
struct City {
    valid: i64,
    people: u64,
}

impl City {
    fn of(rows: &[Row<'_>]) -> Self {
        let people = rows.iter().map(|row| u64::from(row.unit.population)).sum();
        Self { valid: rows.iter().map(|row| row.counts.valid).sum(), people }
    }

    fn share(&self, row: &Row<'_>) -> Share {
        // Both shares by the product of both populations, so that nothing is rounded.
        let own = i128::from(row.counts.valid) * i128::from(self.people);
        let all = i128::from(self.valid) * i128::from(row.unit.population);
        match () {
            () if row.is_open() => Share::Unknown,
            () if row.counts.valid <= 0 => Share::Nobody,
            () if own * 2 < all => Share::BelowHalf,
            () if own < all => Share::Below,
            () if own < all * 2 => Share::Above,
            () => Share::Twice,
        }
    }
}
