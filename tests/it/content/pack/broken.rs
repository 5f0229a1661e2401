//! Packs that are each wrong in one way, named after it. `TRAMSO_WRITE=1` makes them again; whatever the folder
//! contains must be refused for ever.

use super::*;
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::PathBuf};
use tramso::{
    content::pack::{Root, examine},
    crypto::{
        hex,
        minisig::canonical,
        parcel::{self, Member},
        seal_to, sha256,
    },
    notices::pack_failure,
};

/// Each file and the code of the notice with which a station refuses it; `-good` is the control.
const BROKEN: &[(&str, &str)] = &[
    ("a-block-of-the-end-missing", "TS-P02"),
    ("age-payload-longer-than-stated", "TS-P35"),
    ("age-payload-shorter-than-stated", "TS-P35"),
    ("backslash-in-a-name", "TS-P03"),
    ("byte-flipped-in-the-manifest", "TS-P13"),
    ("byte-flipped-in-the-questions", "TS-P30"),
    ("contest-id-contradicts-the-manifest", "TS-P18"),
    ("cut-short", "TS-P05"),
    ("directory-instead-of-a-file", "TS-P06"),
    ("dot-dot-path", "TS-P03"),
    ("duplicate-key-in-manifest", "TS-P15"),
    ("empty", "TS-P02"),
    ("float-in-manifest", "TS-P15"),
    ("jump-too-far", "TS-P28"),
    ("legacy-signature", "TS-P11"),
    ("length-contradicts-the-manifest", "TS-P29"),
    ("manifest-not-canonical", "TS-P17"),
    ("manifest-of-version-2", "TS-P16"),
    ("member-claims-eight-gigabytes", "TS-P05"),
    ("member-missing", "TS-P08"),
    ("member-too-many", "TS-P08"),
    ("members-in-another-order", "TS-P08"),
    ("needs-a-newer-program", "TS-P24"),
    ("older-version", "TS-P25"),
    ("owner-in-the-header", "TS-P06"),
    ("padding-with-a-message", "TS-P06"),
    ("question-of-no-topic", "TS-P36"),
    ("question-twice", "TS-P36"),
    ("question-with-one-option", "TS-P36"),
    ("root-not-signed-by-itself", "TS-P20"),
    ("root-not-signed-by-old", "TS-P20"),
    ("root-of-another-centre", "TS-P22"),
    ("same-version-other-content", "TS-P27"),
    ("sealed-to-somebody-else", "TS-P33"),
    ("signature-first-line-changed", "TS-P10"),
    ("signed-for-another-contest", "TS-P14"),
    ("signed-for-another-purpose", "TS-P14"),
    ("too-few-questions", "TS-P39"),
    ("trailing-bytes", "TS-P07"),
    ("two-files-of-one-name", "TS-P04"),
    ("unknown-key-in-manifest", "TS-P15"),
    ("unknown-key-in-questions", "TS-P15"),
    ("wrong-contest", "TS-P23"),
    ("wrong-key", "TS-P12"),
    ("zip-instead", "TS-P06"),
];

/// What the station of these tests holds: version 5, whatever its digest.
const HELD: Held = Held { version: 5, digest: [5; 32] };

#[test]
fn each_broken_pack_is_refused_for_its_own_reason() {
    if std::env::var_os("TRAMSO_WRITE").is_some() {
        for (name, bytes) in made() {
            fs::write(folder().join(format!("{name}.tsp")), bytes).unwrap();
        }
    }
    let identity = identity();
    let mut surprises = Vec::new();
    for (name, code) in BROKEN {
        let bytes = fs::read(folder().join(format!("{name}.tsp"))).unwrap();
        match open(&bytes, &station(), &[&identity]) {
            Ok(_) => surprises.push(format!("{name}: taken")),
            Err(fault) if pack_failure(&fault).code != *code => {
                surprises.push(format!("{name}: {fault:?}, not {code}"))
            }
            Err(_) => (),
        }
    }
    assert!(surprises.is_empty(), "\n{}", surprises.join("\n"));
}

/// The control: the packs from which the broken ones are made are taken.
#[test]
fn the_good_packs_are_taken() {
    let identity = identity();
    for name in ["good", "good-sealed"] {
        let bytes = fs::read(folder().join(format!("../good-packs/{name}.tsp"))).unwrap();
        let opened = open(&bytes, &station(), &[&identity]).unwrap();
        assert_eq!((opened.pack.bank.len(), opened.manifest.version), (8, 7), "{name}");
    }
}

#[test]
fn the_table_names_every_broken_pack_and_each_can_be_made_anew() {
    let on_disk: Vec<String> = {
        let mut names: Vec<String> = fs::read_dir(folder())
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        names.sort();
        names
    };
    let named: Vec<&str> = BROKEN.iter().map(|(name, _)| *name).collect();
    assert_eq!(on_disk, named);
    let (made, identity) = (made(), identity());
    assert_eq!(made.keys().map(String::as_str).collect::<Vec<_>>(), named);
    for (name, code) in BROKEN {
        let fault = open(&made[*name], &station(), &[&identity]).unwrap_err();
        assert_eq!(pack_failure(&fault).code, *code, "{name}, made anew: {fault:?}");
    }
}

fn folder() -> PathBuf {
    super::super::fixtures().join("broken-packs")
}

/// A key for sealing that is kept with the fixtures: it protects nothing.
fn identity() -> String {
    fs::read_to_string(folder().join("../good-packs/identity.txt")).unwrap().trim().to_owned()
}

const RECIPIENT: &str = demo_centre::RECOVERY_RECIPIENT;

fn station() -> Trust<'static> {
    Trust {
        root: demo_pinned(),
        contest: "thu-nghiem",
        held: Some(HELD),
        app: AppVersion { major: 0, minor: 1, patch: 0 },
        today: day("2026-11-25"),
    }
}

// ---- how they are made ----

/// A pack as its members, signed again whenever it is put together.
#[derive(Clone)]
pub(super) struct Parts {
    members: Vec<(String, Vec<u8>)>,
}

impl Parts {
    pub(super) fn good() -> Self {
        let mut pack = small();
        pack.contest.id = "thu-nghiem".to_owned();
        Self::of(&build(&plan(&pack, &demo_roots()), &demo_key()).unwrap())
    }

    pub(super) fn sealed_to(recipient: &str) -> Self {
        let mut pack = small();
        pack.contest.id = "thu-nghiem".to_owned();
        Self::of(&build(&Plan { seal_to: Some(recipient), ..plan(&pack, &demo_roots()) }, &demo_key()).unwrap())
    }

    fn of(bytes: &[u8]) -> Self {
        let members = parcel::read(bytes, 100).unwrap();
        Self { members: members.iter().map(|one| (one.name.to_owned(), one.bytes.to_vec())).collect() }
    }

    fn get(&mut self, name: &str) -> &mut Vec<u8> {
        &mut self.members.iter_mut().find(|(known, _)| known == name).unwrap().1
    }

    fn replaced(mut self, name: &str, from: &str, to: &str) -> Self {
        let text = String::from_utf8(self.get(name).clone()).unwrap();
        assert!(text.contains(from), "{name} has no {from:?}");
        *self.get(name) = text.replacen(from, to, 1).into_bytes();
        self
    }

    pub(super) fn with(mut self, name: &str, bytes: Vec<u8>) -> Self {
        *self.get(name) = bytes;
        self
    }

    /// Signs the manifest as it is.
    fn signed(self, comment: &str) -> Self {
        self.signed_with(&demo_key(), comment)
    }

    fn signed_with(mut self, key: &SigningKey, comment: &str) -> Self {
        let signature = key.sign(self.get("pack.json"), comment).unwrap();
        self.with("pack.json.minisig", signature.into_bytes())
    }

    fn resigned(self) -> Self {
        self.signed("tramso-pack/1 thu-nghiem 7")
    }

    /// Writes lengths and digests of the files into the manifest and signs it: what a builder with a fault would make.
    pub(super) fn repinned(mut self) -> Self {
        let mut manifest: Value = serde_json::from_slice(self.get("pack.json")).unwrap();
        for file in manifest["files"].as_array_mut().unwrap() {
            let bytes = self.get(file["path"].as_str().unwrap()).clone();
            let same = file["len"] == file["plain_len"];
            file["len"] = bytes.len().into();
            file["sha256"] = hex(&sha256(&[&bytes])).into();
            if same {
                file["plain_len"] = bytes.len().into();
            }
        }
        // A Value writes its keys in their order only where the crate keeps it; so the text is changed, not the value.
        let text = String::from_utf8(self.get("pack.json").clone()).unwrap();
        let head = text.split("\"files\":").next().unwrap().to_owned();
        let files: Vec<String> = manifest["files"]
            .as_array()
            .unwrap()
            .iter()
            .map(|file| {
                let (path, len, sha, plain) = (&file["path"], &file["len"], &file["sha256"], &file["plain_len"]);
                format!(r#"{{"path":{path},"len":{len},"sha256":{sha},"plain_len":{plain}}}"#)
            })
            .collect();
        let text = format!("{head}\"files\":[{}]}}", files.join(","));
        self.with("pack.json", text.into_bytes()).resigned()
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let members: Vec<Member<'_>> = self.members.iter().map(|(name, bytes)| Member { name, bytes }).collect();
        parcel::write(&members).unwrap()
    }

    /// The bytes with the header before a member changed and its checksum corrected.
    fn with_header(&self, name: &str, change: impl Fn(&mut [u8])) -> Vec<u8> {
        let mut bytes = self.bytes();
        let at = header_of(&bytes, name);
        change(&mut bytes[at..at + 512]);
        bytes[at + 148..at + 156].fill(b' ');
        let sum: u32 = bytes[at..at + 512].iter().map(|byte| u32::from(*byte)).sum();
        bytes[at + 148..at + 155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        bytes
    }
}

fn header_of(bytes: &[u8], name: &str) -> usize {
    let mut wanted = name.as_bytes().to_vec();
    wanted.push(0);
    (0..bytes.len()).step_by(512).find(|at| bytes[*at..].starts_with(&wanted)).unwrap()
}

/// Every broken pack, by its name.
fn made() -> BTreeMap<String, Vec<u8>> {
    let all = [parcels(), signatures(), manifests(), files(), roots()].concat();
    let known: Vec<&str> = BROKEN.iter().map(|(name, _)| *name).collect();
    if std::env::var_os("TRAMSO_WRITE").is_some() {
        let good = folder().join("../good-packs");
        fs::write(good.join("good.tsp"), Parts::good().bytes()).unwrap();
        fs::write(good.join("good-sealed.tsp"), Parts::sealed_to(RECIPIENT).bytes()).unwrap();
    }
    all.into_iter()
        .inspect(|(name, _)| assert!(known.contains(name), "{name}"))
        .map(|(name, bytes)| (name.to_owned(), bytes))
        .collect()
}

type Made = Vec<(&'static str, Vec<u8>)>;

fn parcels() -> Made {
    let good = Parts::good();
    let bytes = good.bytes();
    let name = |to: &'static str| {
        good.with_header("questions.json", move |header| header[..to.len()].copy_from_slice(to.as_bytes()))
    };
    let order = |places: &[usize]| {
        let members = places.iter().map(|place| good.members[*place].clone()).collect();
        Parts { members }.bytes()
    };
    let mut more = good.clone();
    more.members.push(("notes.txt".to_owned(), b"hello".to_vec()));
    let mut padded = bytes.clone();
    let end = header_of(&bytes, "pack.json.minisig") - 1;
    padded[end] = b'!';
    let twice = {
        let at = header_of(&bytes, "questions.json");
        let mut twice = bytes.clone();
        twice.splice(at..at, bytes[at..bytes.len() - 1024].to_vec());
        twice
    };
    vec![
        ("empty", Vec::new()),
        ("a-block-of-the-end-missing", bytes[..bytes.len() - 512].to_vec()),
        ("cut-short", bytes[..bytes.len() - 2048].to_vec()),
        ("trailing-bytes", [&bytes[..], b"more"].concat()),
        ("dot-dot-path", name("../../etc/pass")),
        ("backslash-in-a-name", name("a\\b\\c.json\0\0\0\0")),
        ("two-files-of-one-name", twice),
        ("member-claims-eight-gigabytes", good.with_header("questions.json", |header| header[124..135].fill(b'7'))),
        ("owner-in-the-header", good.with_header("questions.json", |header| header[114] = b'1')),
        ("directory-instead-of-a-file", good.with_header("questions.json", |header| header[156] = b'5')),
        ("padding-with-a-message", padded),
        ("member-missing", order(&[0, 1, 2, 3, 4])),
        ("member-too-many", more.bytes()),
        ("members-in-another-order", order(&[0, 1, 2, 3, 5, 4])),
        ("zip-instead", [&b"PK\x03\x04"[..], &[7; 1020]].concat()),
    ]
}

fn signatures() -> Made {
    let good = Parts::good();
    let other = SigningKey::from_open_file(demo_centre::RECEIPT_KEY).unwrap();
    let mut first_line = good.clone();
    let text = String::from_utf8(first_line.get("pack.json.minisig").clone()).unwrap();
    first_line = first_line.with("pack.json.minisig", text.replacen("tramso", "Tramso", 1).into_bytes());
    let legacy =
        good.clone().with("pack.json.minisig", fs::read(folder().join("../good-packs/legacy.minisig")).unwrap());
    vec![
        ("wrong-key", good.clone().signed_with(&other, "tramso-pack/1 thu-nghiem 7").bytes()),
        ("signed-for-another-contest", good.clone().signed("tramso-pack/1 cuoc-thi-khac 7").bytes()),
        ("signed-for-another-purpose", good.clone().signed("tramso-receipt/1 thu-nghiem 7").bytes()),
        ("signature-first-line-changed", first_line.bytes()),
        ("legacy-signature", legacy.bytes()),
        ("byte-flipped-in-the-manifest", good.clone().replaced("pack.json", "2026-11-22", "2026-11-23").bytes()),
        ("byte-flipped-in-the-questions", good.replaced("questions.json", "\"level\":1", "\"level\":2").bytes()),
    ]
}

fn manifests() -> Made {
    let good = Parts::good();
    let changed = |from: &str, to: &str| good.clone().replaced("pack.json", from, to).resigned().bytes();
    let version = |number: &str| {
        let changed = good.clone().replaced("pack.json", "\"version\":7", &format!("\"version\":{number}"));
        changed.signed(&format!("tramso-pack/1 thu-nghiem {number}")).bytes()
    };
    vec![
        ("unknown-key-in-manifest", changed("{\"v\":1,", "{\"v\":1,\"note\":\"x\",")),
        ("duplicate-key-in-manifest", changed("{\"v\":1,", "{\"v\":1,\"v\":1,")),
        ("float-in-manifest", changed("\"version\":7", "\"version\":7.0")),
        ("manifest-not-canonical", changed("{\"v\":1,", "{ \"v\":1,")),
        ("manifest-of-version-2", changed("{\"v\":1,", "{\"v\":2,\"new\":0,")),
        ("needs-a-newer-program", changed("\"min_app\":\"0.1.0\"", "\"min_app\":\"9.0.0\"")),
        ("older-version", version("4")),
        ("same-version-other-content", version("5")),
        ("jump-too-far", version("1006")),
        (
            "wrong-contest",
            good.clone()
                .replaced("pack.json", "thu-nghiem", "cuoc-thi-khac")
                .signed("tramso-pack/1 cuoc-thi-khac 7")
                .bytes(),
        ),
    ]
}

fn files() -> Made {
    let good = Parts::good();
    let questions = |from: &str, to: &str| good.clone().replaced("questions.json", from, to).repinned().bytes();
    let text = String::from_utf8(good.clone().get("questions.json").clone()).unwrap();
    let list: Vec<String> = {
        let value: Value = serde_json::from_str(&text).unwrap();
        value["questions"].as_array().unwrap().iter().map(Value::to_string).collect()
    };
    let bank = |list: &[String]| {
        let text = format!("{{\"v\":1,\"questions\":[{}]}}", list.join(","));
        good.clone().with("questions.json", text.into_bytes()).repinned().bytes()
    };
    let options = text.split("\"options\":").nth(1).unwrap().split(']').next().unwrap().to_owned() + "]";
    let sealed = |recipient: &str| {
        let parts = Parts::sealed_to(RECIPIENT);
        let payload = seal_to(recipient, text.as_bytes()).unwrap();
        parts.with("questions.json.age", payload)
    };
    let stated = |by: i64| {
        let mut parts = sealed(RECIPIENT).repinned();
        let manifest = String::from_utf8(parts.get("pack.json").clone()).unwrap();
        let old = format!("\"plain_len\":{}}}]", text.len());
        let new = format!("\"plain_len\":{}}}]", i64::try_from(text.len()).unwrap() + by);
        assert!(manifest.contains(&old));
        parts.replaced("pack.json", &old, &new).resigned().bytes()
    };
    let twice = [&list[..1], &list[..]].concat();
    vec![
        ("length-contradicts-the-manifest", {
            let mut longer = good.clone();
            longer.get("questions.json").push(b' ');
            longer.bytes()
        }),
        ("contest-id-contradicts-the-manifest", {
            good.clone().replaced("open.json", "\"id\":\"thu-nghiem\"", "\"id\":\"thu-nghiex\"").repinned().bytes()
        }),
        ("unknown-key-in-questions", questions("\"level\":1", "\"note\":1,\"level\":1")),
        ("question-twice", bank(&twice)),
        ("question-of-no-topic", questions("\"lesson\":\"1.1\"", "\"lesson\":\"9.1\"")),
        ("question-with-one-option", questions(&options, "[\"một\"]")),
        ("too-few-questions", bank(&list[..2])),
        ("age-payload-longer-than-stated", stated(-1)),
        ("age-payload-shorter-than-stated", stated(1)),
        ("sealed-to-somebody-else", sealed(STRANGER).repinned().bytes()),
    ]
}

/// Whose identity nobody has.
const STRANGER: &str = "age1u0jec0tvf5r60a3sd3jcu3xae0ul2092llh9nufj6m2qe9mag9vqtdpcdm";

fn roots() -> Made {
    let good = Parts::good();
    let root_key = SigningKey::from_open_file(demo_centre::ROOT_KEY).unwrap();
    let enrol = SigningKey::from_open_file(demo_centre::ENROL_KEY).unwrap();
    let mut first = Root::read(1, demo_centre::ROOT.as_bytes()).unwrap();
    let mut second = first.clone();
    second.version = 2;
    second.root.keys = vec![enrol.public().clone()];
    let bytes = second.write();
    let with = |signers: &[&SigningKey]| {
        let mut parts = good.clone();
        let mut names: Vec<(String, Vec<u8>)> = signers
            .iter()
            .map(|key| {
                let name = Root::signature_name(2, key.public().id());
                (name, key.sign(&bytes, &Root::comment(2)).unwrap().into_bytes())
            })
            .collect();
        names.sort();
        names.insert(0, (Root::file_name(2), bytes.clone()));
        parts.members.splice(2..2, names);
        parts.replaced("pack.json", "\"root\":1", "\"root\":2").resigned().bytes()
    };
    // The control of this group: with both signatures the pack is accepted.
    open(&with(&[&root_key, &enrol]), &station(), &[]).unwrap();
    first.centre = "Ban Tổ chức khác".to_owned();
    let bytes = first.write();
    let signature = root_key.sign(&bytes, &Root::comment(1)).unwrap();
    let id = Root::signature_name(1, root_key.public().id());
    vec![
        ("root-not-signed-by-old", with(&[&enrol])),
        ("root-not-signed-by-itself", with(&[&root_key])),
        ("root-of-another-centre", good.clone().with("root-1.json", bytes).with(&id, signature.into_bytes()).bytes()),
    ]
}

#[test]
fn no_pack_with_a_flipped_byte_is_taken() {
    let identity = identity();
    let good = fs::read(folder().join("../good-packs/good-sealed.tsp")).unwrap();
    assert!(open(&good, &station(), &[&identity]).is_ok(), "the control");
    // Letters of the other case are what a lenient reader would take for the same.
    let words = header_of(&good, "root-1.json")..header_of(&good, "open.json");
    for at in 0..good.len() {
        let masks: &[u8] = if words.contains(&at) && good[at].is_ascii_alphabetic() { &[0x01, 0x20] } else { &[0x01] };
        for mask in masks {
            let mut bytes = good.clone();
            bytes[at] ^= mask;
            assert!(examine(&bytes, Some(&demo_pinned())).is_err(), "byte {at} with {mask:#x}");
        }
    }
}

#[test]
fn a_signature_of_stock_minisign_has_our_form_but_for_its_first_line() {
    let legacy = fs::read_to_string(folder().join("../good-packs/legacy.minisig")).unwrap();
    assert_eq!(canonical(&legacy), Err(tramso::crypto::minisig::SignatureFault::Legacy));
}
