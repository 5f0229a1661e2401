//! Epochs that follow from others: after a restore, and in another machine.

use super::{
    Damage, StoreError,
    append::append,
    epoch::{EpochWhy, current},
    high_water::HighWater,
    identity::Identity,
    open_shift,
    tail::Tail,
};
use crate::{
    crypto::{Secret, random, signing},
    domain::{EpochId, Moment, Stamp},
    platform,
    record::{Body, hex},
};
use rusqlite::Connection;
use serde::Serialize;

/// The tag of the signature over a statement.
const TAG: &str = "tramso-epoch1";

#[derive(Serialize)]
struct StatementV1<'a> {
    v: u16,
    contest: &'a str,
    #[serde(rename = "kiosk")]
    station: &'a str,
    epoch: &'a str,
    number: u32,
    key: String,
    why: &'a str,
    after: &'a str,
    /// Last record of the epoch before, and its head.
    n: u64,
    head: String,
    /// The mark that the database was behind of.
    #[serde(skip_serializing_if = "Option::is_none")]
    seen_n: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen_head: Option<String>,
    wall_ms: i64,
}

/// Opens the next epoch under a new key, signed by the old one and unconfirmed; a new chain starts, in which an open shift goes on.
pub(super) fn follow(
    db: &Connection,
    identity: &Identity,
    tail: &mut Tail,
    (why, seen): (EpochWhy, Option<&HighWater>),
    opened: Moment,
) -> Result<(), StoreError> {
    let (before, old_seed) = current(db)?;
    let number = before.number.saturating_add(1);
    let (id, seed) = (EpochId::from_bytes(random()), Secret::<32>::random());
    let statement = StatementV1 {
        v: 1,
        contest: &identity.contest,
        station: &identity.station,
        epoch: &id,
        number,
        key: hex(&signing::public_key(&seed)),
        why: why.as_str(),
        after: &before.id,
        n: tail.number,
        head: hex(&tail.head),
        seen_n: seen.map(|mark| mark.n),
        seen_head: seen.map(|mark| hex(&mark.head)),
        wall_ms: opened.0,
    };
    let statement = serde_json::to_vec(&statement).map_err(|_| StoreError::Damaged(Damage::Values))?;
    let signature = signing::sign(&old_seed, TAG, &statement);
    db.execute(
        "INSERT INTO epoch (number, id, seed, why, opened_ms, statement, signature, confirmed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)",
        (number, id.as_str(), seed.bytes(), why.column(), opened.0, &statement, &signature),
    )?;
    tail.next_epoch(number);
    carry_over(db, tail, identity)
}

/// A shift that is open when an epoch ends goes on in the next one, whose chain has to show that it is open.
fn carry_over(db: &Connection, tail: &mut Tail, identity: &Identity) -> Result<(), StoreError> {
    let Some(shift) = open_shift::open(db)? else { return Ok(()) };
    let now = platform::now();
    // Nothing is at hand here to judge the clock by.
    let at = Stamp { wall: Moment(now.wall_ms), mono_ms: now.mono_ms, boot: now.boot, suspect: true };
    let body = Body::ShiftOpened { shift: shift.number, helper: shift.helper.clone() };
    append(db, tail, identity, (None, None), &open_shift::act(&shift, at), &body)?;
    tail.happened(at);
    Ok(())
}
