//! Enrolment at the station's door: what it asks, what it takes, and what it must not take.

use super::place::{at, finish, prepare};
use crate::{
    days::day,
    store::fixture::{quick, register},
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;
use tramso::{
    bundle::{
        EpochRef, PackRef,
        enrol::{Grant, Request, RootRef, Secrets, grant, request},
    },
    content::pack::{AppVersion, Plan, build, demo_pinned, demo_roots},
    crypto::{Passphrase, Secret, demo_centre, fingerprint, minisig::SigningKey, seal::new_identity, sha256},
    domain::UnitCode,
    kiosk::{
        enrol::{Compare, GrantNews, Source, accept, ask, demo_answer},
        outbox::{self, receive::take},
    },
    store::{DbKey, Finding, Station, Store, StoreError, restore_from},
    tui::Failure,
};
use zeroize::Zeroizing;

/// A new station that nobody has enrolled.
struct Newcomer {
    temp: TempDir,
    station: Station,
    key: DbKey,
}

impl Newcomer {
    fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        let unit = UnitCode::parse("11113").unwrap();
        let dir = temp.path().join("station");
        let who = ("Lan", &Passphrase::generate());
        let (station, key) = Station::create_unenrolled(&dir, (&unit, "thôn Quý Cao"), who, &quick()).unwrap();
        Self { temp, station, key }
    }

    fn open(&self) -> Store {
        Station::find(self.station.dir()).unwrap().unlock_in(self.key.clone(), &quick(), &mut |_| ()).unwrap()
    }
}

/// A real contest's sealed pack, under keys that everybody has.
struct Centre {
    pack: Vec<u8>,
    file: PathBuf,
    digest: [u8; 32],
    identity: String,
}

impl Centre {
    fn new(folder: &Path) -> Self {
        let mut pack = crate::content::Folder::good().read().unwrap().pack;
        pack.units.truncate(3);
        let (identity, recipient) = new_identity();
        let roots = demo_roots();
        let plan = Plan {
            pack: &pack,
            version: 3,
            issued: day("2026-11-22"),
            expires: day("2027-01-31"),
            min_app: AppVersion { major: 0, minor: 1, patch: 0 },
            revoked: &[],
            roots: &roots,
            seal_to: Some(&recipient),
        };
        let bytes = build(&plan, &SigningKey::from_open_file(demo_centre::PACK_KEY).unwrap()).unwrap();
        let file = folder.join("goi.tsp");
        fs::write(&file, &bytes).unwrap();
        let digest = tramso::content::pack::examine(&bytes, None).unwrap().digest;
        let identity = String::from_utf8(identity.bytes().to_vec()).unwrap();
        Self { pack: bytes, file, digest, identity }
    }

    fn grant(&self, asked: &Request, number: u64) -> Grant {
        let root = demo_pinned();
        Grant {
            of: EpochRef { contest: "thu-2026".to_owned(), station: asked.station.clone(), epoch: asked.epoch.clone() },
            key: asked.key.clone(),
            request: asked.digest(),
            number,
            commune: asked.commune.clone(),
            village: asked.village.clone(),
            centre: "Sở Khoa học và Công nghệ".to_owned(),
            centre_recipient: demo_centre::CENTRE_RECIPIENT.to_owned(),
            recovery_recipient: demo_centre::RECOVERY_RECIPIENT.to_owned(),
            root: RootRef { version: root.version, digest: root.digest },
            pack: PackRef { contest: "thu-2026".to_owned(), version: 3, digest: self.digest },
            valid_from: day("2026-11-01"),
            valid_to: day("2026-12-31"),
            max_per_day: 100,
            time: at(0).wall,
        }
    }

    fn secrets(&self, draw: u8) -> Secrets {
        Secrets {
            draw_key: Secret::from_bytes(&mut [draw; 32]),
            person_key: Secret::from_bytes(&mut [9; 32]),
            pack_identity: Some(Zeroizing::new(self.identity.clone())),
        }
    }

    fn sign(&self, granted: &Grant, asked: &Request, draw: u8) -> Vec<u8> {
        let key = SigningKey::from_open_file(demo_centre::ENROL_KEY).unwrap();
        grant::write(granted, &self.secrets(draw), asked, &key).unwrap()
    }

    fn answer(&self, store: &mut Store, number: u64, draw: u8) -> Vec<u8> {
        let asked = request::open(&ask(store, at(0)).unwrap().bytes).unwrap();
        self.sign(&self.grant(&asked, number), &asked, draw)
    }

    fn take(&self, store: &mut Store, bytes: &[u8]) -> Result<GrantNews, Failure> {
        self.take_as(store, bytes, false, &mut |_| Ok(()))
    }

    fn take_as(
        &self,
        store: &mut Store,
        bytes: &[u8],
        demo: bool,
        compare: &mut dyn FnMut(&Compare<'_>) -> Result<(), Failure>,
    ) -> Result<GrantNews, Failure> {
        let files = [self.file.clone()];
        accept(store, (Path::new("a.tsg"), bytes), &Source::Files(&files), demo, compare, at(60))
    }
}

/// Everything in the database but what it notes of itself.
fn contents(store: &Store) -> String {
    let people = store.everybody().unwrap().len();
    let (epochs, records) = (store.epochs().unwrap().len(), store.outbox().unwrap());
    let bundles = store.bundles().unwrap().len();
    format!("{people} {epochs} {records:?} {bundles} {}", store.next_number())
}

#[test]
fn a_station_is_enrolled_in_one_step() {
    let new = Newcomer::new();
    let centre = Centre::new(new.temp.path());
    let mut store = new.open();
    assert!(!store.is_enrolled() && !new.station.is_enrolled());
    let bytes = centre.answer(&mut store, 1, 1);
    let mut seen = None;
    let news = centre
        .take_as(&mut store, &bytes, false, &mut |shown| {
            seen = Some((shown.centre.to_owned(), shown.fingerprint.to_owned()));
            Ok(())
        })
        .unwrap();
    assert_eq!((news.number, news.known), (1, false));
    assert_eq!(seen.unwrap().1, fingerprint(demo_centre::ROOT.as_bytes()), "what is pinned is what was compared");
    assert_eq!((store.contest(), store.pack_in_use().unwrap().unwrap().version), ("thu-2026", 3));
    register(&mut store, 0, 70);
    drop(store);
    let mut store = new.open();
    assert!(store.is_enrolled() && Station::find(new.station.dir()).unwrap().is_enrolled());
    assert_eq!(store.pack_bytes(&centre.digest).unwrap().unwrap(), centre.pack);
    let recovered = Station::find(new.station.dir()).unwrap().recovery_key(demo_centre::RECOVERY_IDENTITY).unwrap();
    assert_eq!(recovered.to_bytes().bytes(), new.key.to_bytes().bytes());
    // Until a first receipt came, the grant travels beside the bundles.
    let ready = prepare(&mut store, at(80));
    assert_eq!(ready.grant.unwrap().1, bytes);
    assert!(
        !store.examine(&|_| ()).iter().any(|found| matches!(found, Finding::NotEnrolled | Finding::NoRecoveryFile))
    );
    assert!(centre.take(&mut store, &bytes).unwrap().known);
}

#[test]
fn an_unenrolled_station_stores_nobody() {
    let new = Newcomer::new();
    let mut store = new.open();
    let before = contents(&store);
    let slot = store.slots().unwrap()[0].id;
    store.open_shift(slot, at(0)).unwrap();
    let resident = crate::store::fixture::resident(1);
    let events = [tramso::record::Event::Record(tramso::record::Body::Consent { text_version: 1 })];
    let key = resident.key(&store);
    let refused = store.new_person(key, &super::place::act(1), &events).unwrap_err();
    assert!(matches!(refused, StoreError::NotEnrolled));
    assert!(matches!(store.save(None, &super::place::act(1), &events).unwrap_err(), StoreError::NotEnrolled));
    let draft = tramso::record::Draft { kind: "register".to_owned(), text: "Nguyễn Thị Hòa".to_owned() };
    assert!(matches!(store.draft_save(None, &draft).unwrap_err(), StoreError::NotEnrolled));
    store.close_shift(at(5), 0, 0).unwrap();
    assert_eq!(outbox::prepare(&mut store, at(6), &mut |_| ()).unwrap_err().code, "TS-B01");
    assert_eq!(contents(&store), before);
    assert!(store.examine(&|_| ()).iter().any(|found| matches!(found, Finding::NotEnrolled)));
    assert!(store.verify_chain().unwrap().is_empty());
    // The control: the same station takes them once it is enrolled.
    let centre = Centre::new(new.temp.path());
    let bytes = centre.answer(&mut store, 1, 1);
    centre.take(&mut store, &bytes).unwrap();
    finish(&mut store, 1, 10);
    assert_ne!(contents(&store), before);
}

#[test]
fn a_request_stays_the_same_until_it_is_answered() {
    let new = Newcomer::new();
    let mut store = new.open();
    let first = ask(&mut store, at(0)).unwrap();
    drop(store);
    let mut store = new.open();
    let again = ask(&mut store, at(1000)).unwrap();
    assert_eq!((&again.bytes, &again.fingerprint), (&first.bytes, &first.fingerprint));
    let centre = Centre::new(new.temp.path());
    let bytes = centre.answer(&mut store, 1, 1);
    centre.take(&mut store, &bytes).unwrap();
    assert_ne!(ask(&mut store, at(2000)).unwrap().bytes, first.bytes);
}

#[test]
fn a_copy_that_was_never_enrolled_asks_for_itself() {
    let new = Newcomer::new();
    let mut store = new.open();
    let centre = Centre::new(new.temp.path());
    let bytes = centre.answer(&mut store, 1, 1);
    let stick = new.temp.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let backup = store.backup_to(&stick, &mut |_, _| ()).unwrap();
    let copy = restore_from(&backup.path, &new.temp.path().join("copy"), &new.key).unwrap();
    let mut copy = copy.unlock_in(new.key.clone(), &quick(), &mut |_| ()).unwrap();
    assert_eq!(centre.take(&mut copy, &bytes).unwrap_err().code, "TS-E12");
    ask(&mut copy, at(5)).unwrap();
    assert_eq!(centre.take(&mut copy, &bytes).unwrap_err().code, "TS-E02");
    centre.take(&mut store, &bytes).unwrap();
}

#[test]
fn grants_that_must_not_be_taken_change_nothing() {
    let new = Newcomer::new();
    let centre = Centre::new(new.temp.path());
    let mut store = new.open();
    let asked = request::open(&ask(&mut store, at(0)).unwrap().bytes).unwrap();
    let good = centre.grant(&asked, 1);
    let mut cases: Vec<(&str, Vec<u8>, &str)> = Vec::new();
    let demo = demo_answer(&ask(&mut store, at(0)).unwrap().bytes, at(0)).unwrap();
    cases.push(("the demo's", demo, "TS-E04"));
    let other = Newcomer::new();
    let mut foreign = other.open();
    cases.push(("another station's", centre.answer(&mut foreign, 1, 1), "TS-B09"));
    let mut newer = asked.clone();
    newer.wall = newer.wall.plus_ms(1);
    let answer = Grant { request: newer.digest(), ..good.clone() };
    cases.push(("another request's", centre.sign(&answer, &newer, 1), "TS-E02"));
    let pack = SigningKey::from_open_file(demo_centre::PACK_KEY).unwrap();
    let forged = grant::write(&good, &centre.secrets(1), &asked, &pack).unwrap();
    cases.push(("signed with a key for something else", forged, "TS-B07"));
    let mut wrong = good.clone();
    wrong.root.digest[0] ^= 1;
    cases.push(("another root", centre.sign(&wrong, &asked, 1), "TS-E07"));
    let mut wrong = good.clone();
    wrong.pack.digest[0] ^= 1;
    cases.push(("a pack that is not there", centre.sign(&wrong, &asked, 1), "TS-E06"));
    cases.push(("no grant at all", centre.pack[..4096].to_vec(), "TS-B06"));
    let before = (contents(&store), store.asking().unwrap().unwrap().request);
    for (what, bytes, code) in cases {
        assert_eq!(centre.take(&mut store, &bytes).unwrap_err().code, code, "{what}");
        assert!(!store.is_enrolled(), "{what}");
    }
    let bytes = centre.sign(&good, &asked, 1);
    let refuse = |_: &Compare<'_>| Err(Failure::new("TS-E03", []));
    assert_eq!(centre.take_as(&mut store, &bytes, false, &mut { refuse }).unwrap_err().code, "TS-E03");
    let missing = Source::Files(&[]);
    let path = Path::new("a.tsg");
    let failure = accept(&mut store, (path, &bytes), &missing, false, &mut |_| Ok(()), at(60)).unwrap_err();
    assert_eq!(failure.code, "TS-E06");
    assert_eq!((contents(&store), store.asking().unwrap().unwrap().request), before);
    assert!(!new.station.dir().join("keys/A/recovery.age").exists());
    centre.take(&mut store, &bytes).unwrap();
}

#[test]
fn no_byte_of_a_grant_may_be_another() {
    let new = Newcomer::new();
    let centre = Centre::new(new.temp.path());
    let mut store = new.open();
    let bytes = centre.answer(&mut store, 1, 1);
    for position in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[position] ^= 1;
        assert!(centre.take(&mut store, &changed).is_err(), "byte {position}");
    }
    assert!(!store.is_enrolled());
    centre.take(&mut store, &bytes).unwrap();
}

#[test]
fn a_newer_grant_renews_keys_and_an_older_one_does_nothing() {
    let new = Newcomer::new();
    let centre = Centre::new(new.temp.path());
    let mut store = new.open();
    let asked = request::open(&ask(&mut store, at(0)).unwrap().bytes).unwrap();
    let grants: Vec<_> = (1..=3)
        .map(|number| centre.sign(&centre.grant(&asked, number), &asked, u8::try_from(number).unwrap()))
        .collect();
    centre.take(&mut store, &grants[1]).unwrap();
    let person = register(&mut store, 0, 70);
    let key = crate::store::fixture::resident(0).key(&store);
    let seeds = [1, 2].map(|attempt| store.draw_seed(&key, attempt).0);
    store.save(Some(person), &super::place::act(71), &[crate::store::fixture::opened()]).unwrap();
    assert_eq!(centre.take(&mut store, &grants[0]).unwrap_err().code, "TS-E05");
    let file = new.temp.path().join("new.tsg");
    fs::write(&file, &grants[2]).unwrap();
    let received = take(&mut store, &[file, centre.file.clone()], at(80)).unwrap();
    assert_eq!((received.grant.unwrap().number, received.pack.unwrap().known), (3, true));
    assert!(received.refused.is_empty());
    drop(store);
    let store = new.open();
    assert_eq!(store.draw_seed(&key, 1).0, seeds[0], "a paper that was opened stays the same");
    assert_ne!(store.draw_seed(&key, 2).0, seeds[1], "the next one is drawn from the new key");
    assert_eq!(crate::store::fixture::resident(0).key(&store), key);
    assert_eq!(sha256(&[&store.grant_file().unwrap().unwrap().bytes]), sha256(&[&grants[2]]));
}
