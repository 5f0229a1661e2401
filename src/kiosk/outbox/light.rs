use super::{ReadyBundle, prepare};
use crate::{
    crypto::{
        parcel::{self, Member},
        sha256,
    },
    domain::Stamp,
    kiosk::explain,
    light::MOST_PARCEL,
    store::{ByMouth, Store},
    text::codes,
    tui::{Failure, LightLoad},
};

/// The bundles that travel by light, sealed as they are, and which of them these are for `sent`: what waits and is not held by word of
/// mouth, the oldest first, as many as a parcel holds.
///
/// # Errors
/// The station is not enrolled, nothing waits, or the disk refused.
pub fn to_light(store: &mut Store, now: Stamp) -> Result<(LightLoad, Vec<ReadyBundle>), Failure> {
    let ready = prepare(store, now, &mut |_| ())?;
    let spoken = store.by_mouth().map_err(|fault| explain::store_logged(store, &fault))?;
    let is_spoken = |one: &ReadyBundle, of: &ByMouth| of.epoch == one.epoch && one.seq <= of.seq;
    let wanted = ready.bundles.into_iter().filter(|one| !spoken.iter().any(|of| is_spoken(one, of)));
    let mut lost = ready.lost;
    let (mut taken, mut left, mut bytes) = (Vec::new(), 0, parcel::END);
    for one in wanted {
        bytes = bytes.saturating_add(parcel::taken(one.len));
        if left > 0 || bytes > u64::from(MOST_PARCEL) {
            left += 1;
            continue;
        }
        let read = store.bundle_bytes(&one.name).map_err(|fault| explain::store_logged(store, &fault))?;
        match read.filter(|read| sha256(&[read]) == one.file_sha256) {
            Some(read) => taken.push((one, read)),
            None => lost.push(one.name),
        }
    }
    if taken.is_empty() {
        return Err(match lost.pop() {
            Some(name) => Failure::new(codes::handover::BUNDLE_LOST, [("name", name)]),
            None => Failure::new(codes::light::NOTHING_WAITS, []),
        });
    }
    taken.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
    let members: Vec<_> = taken.iter().map(|(one, read)| Member { name: &one.name, bytes: read }).collect();
    let parcel = parcel::write(&members).map_err(|_| Failure::new(codes::handover::BUNDLE_NOT_MADE, []))?;
    let bundles: Vec<ReadyBundle> = taken.iter().map(|(one, _)| one.clone()).collect();
    let load = LightLoad {
        parcel: parcel.into(),
        bundles: u64::try_from(bundles.len()).unwrap_or(u64::MAX),
        records: bundles.iter().map(|one| one.records).sum(),
        left,
    };
    Ok((load, bundles))
}
