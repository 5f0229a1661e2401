use super::Draft;
use crate::{
    bundle::{
        BundleFault, Caps, Chained, Content, EpochRef, PackRef, Plan, Start, Written,
        enrol::{Grant, Request, RootRef, Secrets, grant, request::station_of},
        write,
    },
    centre::Keys,
    crypto::{
        Secret, demo_centre,
        minisig::{KeyFileFault, PublicKey, SigningKey},
        seal::new_identity,
    },
    domain::{Date, EpochId, Moment, UnitCode},
    people::Chance,
    record::{GENESIS, Record, StampV1, VERSION, hex},
};
use chrono::Days;

/// A station that exists in memory only: its key, its place and what it has written down.
pub struct Station {
    /// Signing key of its epoch.
    pub key: SigningKey,
    /// Contest, station and epoch.
    pub of: EpochRef,
    /// Code of its commune.
    pub commune: UnitCode,
    /// Name of its village.
    pub village: String,
    /// When it was enrolled.
    pub enrolled: Moment,
    /// Its chain so far.
    pub kept: Vec<KeptRecord>,
    recipients: [String; 2],
    pack: PackRef,
    nonces: Chance,
}

/// One link of its chain.
#[derive(Clone, Debug)]
pub struct KeptRecord {
    /// When it was made.
    pub at: StampV1,
    /// The link's nonce.
    pub nonce: [u8; 16],
    /// The record's canonical bytes.
    pub bytes: Vec<u8>,
    /// The chain's head after this record.
    pub head: [u8; 32],
}

/// Station clock: the time of each record.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Time of the first record.
    pub start: Moment,
    /// Milliseconds between two records by the wall clock; the steady clock shows how long each took.
    pub step_ms: i64,
    /// The station knows that its wall clock is wrong.
    pub suspect: bool,
}

/// Site of a station.
#[derive(Clone, Debug)]
pub struct Site {
    /// Code of the commune.
    pub commune: UnitCode,
    /// Name of the village.
    pub village: String,
}

/// Days that a grant is valid, before and after it was made.
const VALID: (u64, u64) = (10, 60);
/// These stations never get another one.
const FIRST_GRANT: u64 = 1;
/// Nobody looks twice at a station of the load generator for its numbers.
const MOST_A_DAY: u32 = 1_000_000;

impl Station {
    /// The station of this number: the same key at every run with the same seed. It belongs to the centre that has these keys.
    ///
    /// # Errors
    /// The seed makes no key: never.
    pub fn new(
        (seed, number): (u64, u32),
        keys: &Keys,
        place: &Site,
        enrolled: Moment,
        pack: PackRef,
    ) -> Result<Self, KeyFileFault> {
        let mut chance = Chance::new(seed, "station", number.into());
        let key = SigningKey::from_seed(&Secret::from_bytes(&mut chance.bytes::<32>()))?;
        let of = EpochRef {
            contest: keys.contest.clone(),
            station: station_of(key.public()),
            epoch: EpochId::from_bytes(chance.bytes()),
        };
        Ok(Self {
            key,
            of,
            commune: place.commune.clone(),
            village: place.village.clone(),
            enrolled,
            kept: Vec::new(),
            recipients: [keys.recipient.clone(), keys.recovery_recipient.clone()],
            pack,
            nonces: Chance::new(seed, "nonces", number.into()),
        })
    }

    /// Its grant, as the demo centre's enrolment key signs it: no other centre's key is at hand.
    ///
    /// # Errors
    /// What a reader would refuse: never for a station of this room.
    pub fn grant(&self, keys: &Keys) -> Result<Vec<u8>, BundleFault> {
        let place = Site { commune: self.commune.clone(), village: self.village.clone() };
        demo_grant((&self.of, self.key.public()), &place, keys, self.pack.clone(), self.enrolled)
    }

    /// Its grant's name on a stick.
    #[must_use]
    pub fn grant_name(&self) -> String {
        format!("{}-{}-{FIRST_GRANT:06}.tsg", self.commune.as_str(), self.of.station.short())
    }

    /// Appends these records to the chain, one after another.
    pub fn keep(&mut self, drafts: impl IntoIterator<Item = Draft>, clock: Clock) {
        for draft in drafts {
            let number = self.kept.len() as u64 + 1;
            let later = clock.step_ms.saturating_mul(i64::try_from(number).unwrap_or(i64::MAX));
            let at = StampV1 {
                wall_ms: clock.start.plus_ms(later).0,
                mono_ms: self.kept.last().map_or(60_000, |kept| kept.at.mono_ms) + draft.after_ms,
                boot: 1,
                suspect: clock.suspect,
            };
            let record = Record {
                v: VERSION,
                n: number,
                contest: self.of.contest.clone(),
                person: draft.person.map(|key| hex(&key.0)),
                at,
                shift: draft.shift,
                helper: draft.helper,
                mode: draft.mode,
                body: draft.body,
            };
            self.push(at, record.bytes());
        }
    }

    fn push(&mut self, at: StampV1, bytes: Vec<u8>) {
        let nonce = self.nonces.bytes::<16>();
        let head = Content::Record { nonce, bytes: &bytes }.link(&self.head()).head;
        self.kept.push(KeptRecord { at, nonce, bytes, head });
    }

    /// The chain's head after its newest record.
    #[must_use]
    pub fn head(&self) -> [u8; 32] {
        self.kept.last().map_or(GENESIS, |kept| kept.head)
    }

    /// The chain's links in order.
    pub fn links(&self) -> impl Iterator<Item = Chained<'_>> {
        (1..).zip(&self.kept).map(|(number, kept)| Chained {
            number,
            content: Content::Record { nonce: kept.nonce, bytes: &kept.bytes },
            head: kept.head,
        })
    }

    /// The bundle plan from this record on.
    #[must_use]
    pub fn plan(&self, start: Start, written: Moment, floor: Moment) -> Plan<'_> {
        let [centre, recovery] = &self.recipients;
        Plan {
            of: &self.of,
            commune: &self.commune,
            start,
            recipients: [centre, recovery],
            certificates: &[],
            packs: std::slice::from_ref(&self.pack),
            app: APP,
            clock: StampV1 { wall_ms: written.0, mono_ms: 1, boot: 1, suspect: false },
            floor,
            hardware: None,
            caps: Caps::default(),
        }
    }

    /// All of its chain from `start` in bundles of `records` records.
    ///
    /// # Errors
    /// As `bundle::write`: never for a chain of this room.
    pub fn bundles(&self, start: Start, records: u64, written: Moment) -> Result<Vec<Written>, BundleFault> {
        let done = usize::try_from(start.number.saturating_sub(1)).unwrap_or(usize::MAX);
        let mut links = self.links().skip(done).peekable();
        let (mut start, mut bundles) = (start, Vec::new());
        while links.peek().is_some() {
            let caps = Caps { records, ..Caps::default() };
            let plan = Plan { caps, ..self.plan(start, written, self.floor(start.number, records)) };
            let one = write(&plan, &self.key, &mut links)?;
            start = one.next;
            bundles.push(one);
        }
        Ok(bundles)
    }

    /// The earliest that a bundle can have been written that begins at this record and has so many.
    fn floor(&self, first: u64, records: u64) -> Moment {
        let upto = usize::try_from(first.saturating_add(records).saturating_sub(1)).unwrap_or(usize::MAX);
        let walls = self.kept.iter().take(upto).filter(|kept| !kept.at.suspect).map(|kept| Moment(kept.at.wall_ms));
        walls.max().unwrap_or(self.enrolled).max(self.enrolled)
    }
}

/// A place in the demo contest for a station with this key. Its secrets are sealed to nobody: the demo's are public.
///
/// # Errors
/// What a reader would refuse.
pub fn demo_grant(
    (of, key): (&EpochRef, &PublicKey),
    place: &Site,
    keys: &Keys,
    pack: PackRef,
    time: Moment,
) -> Result<Vec<u8>, BundleFault> {
    let (_, recipient) = new_identity();
    let asked = Request {
        station: of.station.clone(),
        epoch: of.epoch.clone(),
        key: key.clone(),
        recipient,
        commune: place.commune.clone(),
        village: place.village.clone(),
        app: APP.to_owned(),
        wall: time,
        check: None,
    };
    let secrets = Secrets { draw_key: keys.draw_key(of), person_key: keys.person_key(), pack_identity: None };
    let root = crate::content::pack::demo_pinned();
    let today = time.date();
    let day = |day: Option<Date>| day.unwrap_or(today);
    let granted = Grant {
        of: of.clone(),
        key: key.clone(),
        request: asked.digest(),
        number: FIRST_GRANT,
        commune: place.commune.clone(),
        village: place.village.clone(),
        centre: keys.name.clone(),
        centre_recipient: keys.recipient.clone(),
        recovery_recipient: keys.recovery_recipient.clone(),
        root: RootRef { version: root.version, digest: root.digest },
        pack,
        valid_from: day(today.checked_sub_days(Days::new(VALID.0))),
        valid_to: day(today.checked_add_days(Days::new(VALID.1))),
        max_per_day: MOST_A_DAY,
        time,
    };
    grant::write(&granted, &secrets, &asked, &enrol_key()?)
}

/// The program that the bundles name as their maker.
const APP: &str = concat!("tramso-loadgen ", env!("CARGO_PKG_VERSION"));

fn enrol_key() -> Result<SigningKey, BundleFault> {
    SigningKey::from_open_file(demo_centre::ENROL_KEY).map_err(|_| BundleFault::Signing)
}
