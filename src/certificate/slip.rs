//! The statement of a station's slip (docs/FORMATS.md 4), as it is read to be checked.

use super::{Signed, statement::date_of};
use crate::{
    crypto::signing::{self, slip_tag},
    domain::Date,
};
use serde::Deserialize;
use std::fmt;

/// What a slip states. `Debug` shows its number and nothing about the person.
#[derive(Clone, PartialEq, Eq)]
pub struct SlipStatement {
    /// Id of the contest.
    pub contest: String,
    /// Id of the station that signed.
    pub station: String,
    /// Number of its epoch.
    pub epoch: u32,
    /// Number of the slip.
    pub number: String,
    /// Full name of the holder.
    pub name: String,
    /// Year of birth.
    pub birth_year: i32,
    /// Code of the unit of residence.
    pub unit: String,
    /// Day of issue.
    pub date: Date,
    /// Of a rehearsal: no proof of anything.
    pub rehearsal: bool,
}

impl fmt::Debug for SlipStatement {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SlipStatement({})", self.number)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    v: u16,
    contest: String,
    kiosk: String,
    epoch: u32,
    number: String,
    name: String,
    birth_year: i32,
    unit: String,
    date: String,
    #[serde(default)]
    rehearsal: bool,
}

/// The statement of a slip, where the key that `key_of` gives for its station and epoch has signed it; none else, or for what is no slip.
/// Station and epoch are what the statement claims: nothing but the key may be looked up by them.
pub fn slip_of<E>(
    signed: &Signed,
    key_of: impl FnOnce(&str, u32) -> Result<Option<[u8; 32]>, E>,
) -> Result<Option<SlipStatement>, E> {
    let Ok(shape) = serde_json::from_slice::<Shape>(&signed.bytes) else { return Ok(None) };
    let Some(key) = key_of(&shape.kiosk, shape.epoch)? else { return Ok(None) };
    let is_signed = signing::verify(&key, slip_tag(shape.rehearsal), &signed.bytes, &signed.signature);
    let is_sound = shape.v == if shape.rehearsal { 2 } else { 1 };
    let Some(date) = date_of(&shape.date).filter(|_| is_signed && is_sound) else { return Ok(None) };
    Ok(Some(SlipStatement {
        contest: shape.contest,
        station: shape.kiosk,
        epoch: shape.epoch,
        number: shape.number,
        name: shape.name,
        birth_year: shape.birth_year,
        unit: shape.unit,
        date,
        rehearsal: shape.rehearsal,
    }))
}
