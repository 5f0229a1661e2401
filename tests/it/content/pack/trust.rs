//! What a station accepts after what it holds: versions, roots, keys that come and go; and what it warns of.

use super::*;
use tramso::{
    content::pack::{MOST_JUMP, PackWarning, Role, Root, read_chain},
    crypto::{minisig::PublicKey, sha256},
    domain::Platform,
};

/// A pack of this version, signed by the demo centre.
fn of_version(pack: &Pack, version: u32) -> Vec<u8> {
    build(&Plan { version, ..plan(pack, &demo_roots()) }, &demo_key()).unwrap()
}

#[test]
fn only_later_versions_are_taken() {
    let pack = small();
    let packs: Vec<Vec<u8>> = (1..=8).map(|version| of_version(&pack, version)).collect();
    for held in &packs {
        let held = open(held, &trust(&pack), &[]).unwrap().held();
        for bytes in &packs {
            let opened = open(bytes, &Trust { held: Some(held), ..trust(&pack) }, &[]);
            let version = open(bytes, &trust(&pack), &[]).unwrap().manifest.version;
            match version.cmp(&held.version) {
                std::cmp::Ordering::Greater => assert_eq!(opened.unwrap().manifest.version, version),
                std::cmp::Ordering::Equal => assert_eq!(opened.unwrap_err(), PackFault::Held { version }),
                std::cmp::Ordering::Less => {
                    assert_eq!(opened.unwrap_err(), PackFault::Older { version, held: held.version });
                }
            }
        }
    }
}

#[test]
fn a_jump_is_believed_up_to_its_limit() {
    let pack = small();
    let held = Some(Held { version: 3, digest: [0; 32] });
    let opened = |version| open(&of_version(&pack, version), &Trust { held, ..trust(&pack) }, &[]);
    assert!(opened(3 + MOST_JUMP).is_ok());
    let version = 4 + MOST_JUMP;
    assert_eq!(opened(version).unwrap_err(), PackFault::Jump { version, held: 3, most: MOST_JUMP });
    assert_eq!(opened(3).unwrap_err(), PackFault::VersionTwice { version: 3 });
}

/// A centre with keys of its own; three hold the root, two must sign.
struct Centre {
    holders: Vec<SigningKey>,
    pack: SigningKey,
    roots: Vec<SignedRoot>,
}

/// Quick keys: without a password, as stock `minisign -W` makes them.
fn key() -> SigningKey {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (secret, public) = (at("k.key"), at("k.pub"));
    let made = std::process::Command::new("minisign").arg("-GW").arg("-s").arg(&secret).arg("-p").arg(&public).output();
    assert!(made.expect("apt-get install minisign").status.success());
    let key = SigningKey::from_open_file(&std::fs::read_to_string(secret).unwrap()).unwrap();
    let stock = PublicKey::from_file(&std::fs::read_to_string(public).unwrap()).unwrap();
    assert_eq!(*key.public(), stock, "stock minisign and this program see the same public key");
    key
}

fn role(threshold: u32, keys: &[&SigningKey]) -> Role {
    let mut keys: Vec<PublicKey> = keys.iter().map(|key| key.public().clone()).collect();
    keys.sort_by_key(PublicKey::id);
    Role { threshold, keys }
}

fn signed(root: &Root, signers: &[&SigningKey]) -> SignedRoot {
    let bytes = root.write();
    let mut signatures: Vec<_> = signers
        .iter()
        .map(|key| (key.public().id(), key.sign(&bytes, &Root::comment(root.version)).unwrap()))
        .collect();
    signatures.sort();
    SignedRoot { bytes, signatures }
}

impl Centre {
    fn new() -> Self {
        let (holders, pack) = (vec![key(), key(), key()], key());
        let root = Root {
            version: 1,
            centre: "Ban Tổ chức thử".to_owned(),
            issued: day("2026-11-22"),
            expires: day("2031-11-22"),
            root: role(2, &holders.iter().collect::<Vec<_>>()),
            pack: role(1, &[&pack]),
            receipt: role(1, &[]),
            enrol: role(1, &[]),
            certificate: Role::none(),
            closing: Role::none(),
            release: Role::none(),
        };
        let roots = vec![signed(&root, &[&holders[0], &holders[2]])];
        Self { holders, pack, roots }
    }

    fn newest(&self) -> Root {
        read_chain(&self.roots).unwrap().pop().unwrap()
    }

    fn pinned(&self) -> PinnedRoot {
        let version = u32::try_from(self.roots.len()).unwrap();
        self.roots.last().unwrap().pinned(version)
    }

    fn packed(&self, pack: &Pack, version: u32) -> Result<Vec<u8>, PackFault> {
        build(&Plan { version, ..plan(pack, &self.roots) }, &self.pack)
    }
}

#[test]
fn two_of_three_sign_a_root_and_one_is_too_few() {
    let mut centre = Centre::new();
    assert_eq!(centre.newest().version, 1);
    centre.roots[0].signatures.pop();
    assert_eq!(read_chain(&centre.roots), Err(PackFault::RootThreshold { version: 1, by: 1, found: 1, wanted: 2 }));
    let twice = centre.roots[0].signatures[0].clone();
    centre.roots[0].signatures.push(twice);
    assert!(matches!(read_chain(&centre.roots), Err(PackFault::WrongKey { .. })), "one holder counts once");
}

#[test]
fn a_stolen_pack_key_dies_with_the_next_root() {
    let (pack, mut centre) = (small(), Centre::new());
    let first = centre.pinned();
    let station = |root, held| Trust { root, held, ..trust(&pack) };
    let stolen = centre.packed(&pack, 900).unwrap();
    let opened = open(&stolen, &station(first, None), &[]).unwrap();
    let thief = std::mem::replace(&mut centre.pack, key());
    let mut next = centre.newest();
    next.version = 2;
    next.pack = role(1, &[&centre.pack]);
    centre.roots.push(signed(&next, &[&centre.holders[0], &centre.holders[1]]));
    // The office goes on at version 4: the count that the thief drove up no longer matters.
    let rescued = centre.packed(&pack, 4).unwrap();
    let after = open(&rescued, &station(first, Some(opened.held())), &[]).unwrap();
    assert_eq!((after.manifest.version, after.root), (4, centre.pinned()));
    let now = station(after.root, Some(after.held()));
    assert_eq!(open(&stolen, &now, &[]).unwrap_err(), PackFault::RootOlder { carried: 1, pinned: 2 });
    let forged = build(&Plan { version: 901, ..plan(&pack, &centre.roots) }, &thief);
    assert!(matches!(forged, Err(PackFault::WrongKey { .. })), "not even built: {forged:?}");
    // The pack that a running test began with opens by its digest, whatever was pinned since.
    let digest = opened.pack.digest;
    assert!(tramso::content::pack::reopen(&stolen, &digest, &[], now.today).is_ok());
    assert_eq!(
        tramso::content::pack::reopen(&rescued, &digest, &[], now.today).unwrap_err(),
        PackFault::OtherPack,
        "the control"
    );
}

#[test]
fn a_station_that_missed_roots_follows_the_chain() {
    let (pack, mut centre) = (small(), Centre::new());
    let first = centre.pinned();
    for version in 2..=4 {
        let mut next = centre.newest();
        next.version = version;
        let new = key();
        let old = centre.holders.remove(0);
        centre.holders.push(new);
        next.root = role(2, &centre.holders.iter().collect::<Vec<_>>());
        // The one who leaves signs the root without her, so that it has two of the old keys; the new one has two of its own.
        let _ = &old;
        let signers: Vec<&SigningKey> = centre.holders.iter().collect();
        centre.roots.push(signed(&next, &signers));
    }
    let opened = open(&centre.packed(&pack, 1).unwrap(), &Trust { root: first, ..trust(&pack) }, &[]).unwrap();
    assert_eq!(opened.root, centre.pinned());
    // The control: a stranger's chain of the same length, and a chain with a signature too few.
    let stranger = Centre::new();
    let bytes = stranger.packed(&pack, 1).unwrap();
    let fault = open(&bytes, &Trust { root: first, ..trust(&pack) }, &[]).unwrap_err();
    assert_eq!(fault, PackFault::RootOther { version: 1 });
}

#[test]
fn roles_are_different_sound_keys_and_reachable_thresholds() {
    let centre = Centre::new();
    let refused = |change: &dyn Fn(&mut Root)| {
        let mut root = centre.newest();
        change(&mut root);
        matches!(Root::read(1, &root.write()), Err(PackFault::RootKeys { .. }))
    };
    assert!(!refused(&|_| ()), "the control");
    assert!(refused(&|root| root.root.threshold = 4));
    assert!(refused(&|root| root.root.threshold = 0));
    assert!(refused(&|root| root.pack.threshold = 2));
    assert!(refused(&|root| root.pack.keys.clear()));
    assert!(refused(&|root| root.root.keys.push(root.root.keys[0].clone())));
    // A key of low order, for which anything would verify.
    let weak = "RWQ+ajRuvW0r1wEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert_eq!(weak.len(), 56);
    assert!(PublicKey::parse(weak).is_none());
    assert!(PublicKey::parse(centre.pack.public().text()).is_some());
}

#[test]
fn what_should_be_looked_at_is_told_and_stops_nothing() {
    let pack = small();
    let bytes = of_version(&pack, 7);
    let on = |today: &str| open(&bytes, &Trust { today: day(today), ..trust(&pack) }, &[]).unwrap().warnings;
    let links: Vec<PackWarning> = pack
        .contest
        .app_links
        .iter()
        .filter(|link| !link.official)
        .map(|link| PackWarning::LinkNotOfficial(link.platform))
        .collect();
    let and_links = |first: PackWarning| [&[first][..], &links].concat();
    assert_eq!(on("2026-11-25"), links);
    assert_eq!(on("2026-12-22"), links);
    assert_eq!(on("2026-12-23"), and_links(PackWarning::Stale { days: 31 }));
    assert_eq!(on("2027-02-01"), and_links(PackWarning::Expired { on: day("2027-01-31") }));
    assert_eq!(on("2001-01-01"), and_links(PackWarning::NotYetIssued { on: day("2026-11-22") }));
    let mut guessed = small();
    guessed.contest.app_links[0] = tramso::domain::AppLink {
        platform: Platform::Iphone,
        url: "https://apps.apple.com/".to_owned(),
        official: false,
    };
    let warnings = open(&of_version(&guessed, 1), &trust(&guessed), &[]).unwrap().warnings;
    assert!(warnings.contains(&PackWarning::LinkNotOfficial(Platform::Iphone)));
    let both = [Platform::Android, Platform::Iphone].map(PackWarning::LinkNotOfficial);
    let told = tramso::notices::pack_warnings(&[both[0], PackWarning::Stale { days: 31 }, both[1]]);
    assert_eq!(told.iter().map(|one| one.code).collect::<Vec<_>>(), ["TS-P41", "TS-P45"], "the same is said once");
    assert_eq!(told[1].value("platform"), Some("Android, iPhone"));
}

#[test]
fn a_real_station_takes_no_demo_and_a_demo_station_no_real_pack() {
    let (pack, centre) = (small(), Centre::new());
    let real = Trust { root: centre.pinned(), ..trust(&pack) };
    let fault = open(&of_version(&pack, 1), &real, &[]).unwrap_err();
    assert_eq!(fault, PackFault::RootOther { version: 1 });
    let fault = open(&centre.packed(&pack, 1).unwrap(), &trust(&pack), &[]).unwrap_err();
    assert_eq!(fault, PackFault::RootOther { version: 1 });
    assert_eq!(demo_pinned().digest, sha256(&[demo_centre::ROOT.as_bytes()]));
    read_chain(&demo_roots()).unwrap();
}

#[test]
fn certificate_and_closing_keys_are_of_the_second_edition_and_roots_of_before_stay_as_they_were() {
    let mut centre = Centre::new();
    let first = centre.newest().write();
    let text = String::from_utf8(first.clone()).unwrap();
    assert!(text.starts_with(r#"{"v":1,"#) && !text.contains("closing"), "{text}");
    let (certificate, closing) = (key(), key());
    let mut next = centre.newest();
    (next.version, next.certificate, next.closing) = (2, role(1, &[&certificate]), role(1, &[&closing]));
    let bytes = next.write();
    assert_eq!(Root::read(2, &bytes).unwrap(), next);
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.starts_with(r#"{"v":2,"#),
        "a program of the first edition names the edition as what it lacks: {text}"
    );
    let read = |text: String| Root::read(2, text.as_bytes());
    let field = PackFault::Contradiction { member: "root-2.json".to_owned(), field: "v" };
    assert_eq!(read(text.replacen(r#""v":2"#, r#""v":1"#, 1)), Err(field.clone()));
    let none = String::from_utf8(Root { version: 2, ..centre.newest() }.write()).unwrap();
    assert!(read(none.clone()).is_ok(), "the control");
    assert_eq!(read(none.replacen(r#""v":1"#, r#""v":2"#, 1)), Err(field));
    let newer = PackFault::NewerShape { member: "root-2.json".to_owned(), v: 3 };
    assert_eq!(read(text.replacen(r#""v":2"#, r#""v":3"#, 1)), Err(newer));
    // A server has the certificate's key: what closes is never signed with it.
    let refused = |role: &'static str, root: &Root| {
        assert_eq!(Root::read(2, &root.write()), Err(PackFault::RootKeys { version: 2, role }));
    };
    refused("closing", &Root { closing: next.certificate.clone(), ..next.clone() });
    refused("closing", &Root { receipt: next.closing.clone(), ..next.clone() });
    refused("certificate", &Root { certificate: Role { threshold: 2, ..next.certificate.clone() }, ..next.clone() });
    // A pack under it needs a program of that edition, whatever its content needs.
    let pack = small();
    let least = |centre: &Centre| {
        let plan = Plan { min_app: AppVersion { major: 0, minor: 1, patch: 0 }, ..plan(&pack, &centre.roots) };
        let bytes = build(&plan, &centre.pack).unwrap();
        tramso::content::pack::examine(&bytes, None).unwrap().manifest.min_app.to_string()
    };
    assert_eq!(least(&centre), "0.1.0", "the control");
    centre.roots.push(signed(&next, &[&centre.holders[0], &centre.holders[1]]));
    assert_eq!(least(&centre), "0.2.0");
}
