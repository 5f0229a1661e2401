use super::{Act, Damage, StoreError, identity::Identity, tail::Tail};
use crate::{
    crypto::random,
    domain::PersonKey,
    record::{Body, Record, StampV1, VERSION, commitment, hex, link},
};
use rusqlite::Connection;

/// Appends a record to the chain; returns its place in the common sequence.
pub(super) fn append(
    db: &Connection,
    tail: &mut Tail,
    identity: &Identity,
    (person, key): (Option<i64>, Option<PersonKey>),
    act: &Act,
    body: &Body,
) -> Result<i64, StoreError> {
    let number = tail.number + 1;
    let record = Record {
        v: VERSION,
        n: number,
        contest: identity.contest.clone(),
        person: key.map(|key| hex(&key.0)),
        at: StampV1::from(act.at),
        shift: act.shift,
        helper: act.helper.clone(),
        mode: act.mode,
        body: body.clone(),
    };
    let (bytes, nonce) = (record.bytes(), random::<16>());
    let next = link(&tail.head, commitment(&nonce, &bytes));
    let seq = tail.take();
    db.prepare_cached(
        "INSERT INTO record (seq, epoch, n, person, kind, wall_ms, nonce, bytes, commitment, head)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(rusqlite::params![
        seq,
        tail.epoch,
        i64::try_from(number).map_err(|_| StoreError::Damaged(Damage::Values))?,
        person,
        body.kind().as_str(),
        act.at.wall.0,
        nonce,
        bytes,
        next.commitment,
        next.head,
    ])?;
    (tail.number, tail.head) = (number, next.head);
    Ok(seq)
}
