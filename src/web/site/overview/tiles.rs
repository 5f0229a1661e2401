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

/// Shades: CSS class, text key, and the least share in hundredths of a percent; none for what is not known.
const SHADES: [(&str, &str, Option<i64>); 6] = [
    ("s0", "site-shade-unknown", None),
    ("s1", "site-shade-nobody", Some(0)),
    ("s2", "site-shade-below-1", Some(1)),
    ("s3", "site-shade-below-5", Some(100)),
    ("s4", "site-shade-below-10", Some(500)),
    ("s5", "site-shade-above-10", Some(1000)),
];

/// Squares of all units.
pub fn tiles(rows: &[Row<'_>], words: &Words) -> Vec<Tile> {
    let mut tiles: Vec<Tile> = rows.iter().map(|row| tile(row, words)).collect();
    tiles.sort_by(|one, other| one.code.cmp(&other.code));
    tiles
}

fn tile(row: &Row<'_>, words: &Words) -> Tile {
    let population = u64::from(row.unit.population);
    Tile {
        code: plain(row.unit.code.as_str()),
        name: plain(&row.unit.name),
        title: plain(&unit_title(words, row.unit)),
        figure: match row.is_open() {
            true => words.get("site-unknown-figure").into_owned(),
            false => rate(row.counts.valid, population),
        },
        class: shade(row),
    }
}

/// What the shades mean, with how many units have each.
pub fn legend(tiles: &[Tile], words: &Words) -> Vec<Shade> {
    let shade = |(class, key, _): &(&'static str, &str, Option<i64>)| Shade {
        class,
        name: words.get(key).into_owned(),
        units: tiles.iter().filter(|tile| tile.class == *class).count(),
    };
    SHADES.iter().map(shade).collect()
}

fn shade(row: &Row<'_>) -> &'static str {
    if row.is_open() {
        return "s0";
    }
    let valid = row.counts.valid;
    let share = valid.saturating_mul(10_000) / i64::from(row.unit.population.max(1));
    // One person is more than nobody, however many live there.
    let share = if valid > 0 { share.max(1) } else { 0 };
    let known = SHADES.iter().rev().find(|(.., least)| least.is_some_and(|least| share >= least));
    known.map_or("s1", |(class, ..)| class)
}
