//! What the page for phones computes, without a phone: real bundles by light into it, a real server's list of keys and receipts.

mod built;

use crate::central::office::{Folder, Station};
use serde_json::{Value, json};
use std::sync::Arc;
use tramso::{
    bundle,
    crypto::{demo_centre, hex, minisig::SigningKey, parcel, sha256},
    light::{Pictures, id_of},
    phone::{Carried, Check, Known, ParcelRefusal, Part, Phone, ReceiptCheck, Seen, check, check_receipt, take_apart},
};

/// The name under which a bundle travels.
fn name(bytes: &[u8]) -> String {
    bundle::inspect(bytes).unwrap().1.file_name()
}

/// Bundles as a station shows them.
fn parcel_of(bundles: &[Vec<u8>]) -> Vec<u8> {
    let mut named: Vec<(String, &[u8])> = bundles.iter().map(|bytes| (name(bytes), bytes.as_slice())).collect();
    named.sort();
    let members: Vec<_> = named.iter().map(|(name, bytes)| parcel::Member { name, bytes }).collect();
    parcel::write(&members).unwrap()
}

fn list(contest: &str, stations: &[&Station]) -> Vec<u8> {
    let receipt = SigningKey::from_open_file(demo_centre::RECEIPT_KEY).unwrap().public().text().to_owned();
    let stations: Vec<Value> =
        stations.iter().map(|one| json!([hex(&one.key.public().point()), one.of.epoch.as_str(), "11113"])).collect();
    json!({ "v": 1, "contest": contest, "receipt": [receipt], "stations": stations, "units": {} }).to_string().into()
}

fn known(contest: &str, stations: &[&Station]) -> Known {
    Known::read(&list(contest, stations)).unwrap()
}

/// Shows a parcel, without every third picture, until the phone has it.
fn shown(phone: &mut Phone, parcel: &[u8]) -> Vec<Seen> {
    let mut pictures = Pictures::new(Arc::from(parcel), 200).unwrap();
    let mut seen = Vec::new();
    for at in 0.. {
        let picture = pictures.show();
        if at % 3 != 1 {
            seen.push(phone.take(&picture));
        }
        if matches!(seen.last(), Some(Seen::Whole { .. })) {
            break;
        }
        assert!(at < 2_000, "it is never whole");
    }
    seen
}

#[test]
fn bundles_of_two_stations_come_by_light_and_are_checked_as_far_as_the_list_goes() {
    let (one, other) = (Station::new(201), Station::new(202));
    let whole = parcel_of(&[one.bundle(4), other.bundle(9)]);
    let mut phone = Phone::new();
    let seen = shown(&mut phone, &whole);
    assert!(matches!(&seen[0], Seen::Held(progress) if progress.held == 1 && progress.is_new), "{:?}", seen[0]);
    assert_eq!(seen.last(), Some(&Seen::Whole { id: hex(&id_of(&whole)) }));
    assert_eq!(phone.whole(), whole);
    let checks = |known: Option<&Known>| {
        let mut found: Vec<(String, Check)> = take_apart(&whole, known)
            .unwrap()
            .into_iter()
            .map(|part| (part.bundle.station, part.bundle.check))
            .collect();
        found.sort_by_key(|(station, _)| *station != one.of.station.to_string());
        found.into_iter().map(|(_, check)| check).collect::<Vec<_>>()
    };
    let contest = demo_centre::CONTEST;
    assert_eq!(checks(None), [Check::Unknown; 2]);
    assert_eq!(checks(Some(&known(contest, &[]))), [Check::Unknown; 2]);
    assert_eq!(checks(Some(&known(contest, &[&one]))), [Check::Good, Check::Unknown]);
    assert_eq!(checks(Some(&known(contest, &[&other, &one]))), [Check::Good; 2]);
    for Part { at, bundle } in take_apart(&whole, None).unwrap() {
        assert_eq!(hex(&sha256(&[&whole[at..at + bundle.len]])), bundle.sha256);
    }
    assert!(matches!(
        phone.take(&Pictures::new(Arc::from(whole.as_slice()), 200).unwrap().show()),
        Seen::Finished { .. }
    ));
    phone.let_go();
    assert!(phone.whole().is_empty());
}

#[test]
fn a_parcel_is_taken_whole_or_not_at_all() {
    let (one, other) = (Station::new(203), Station::new(204));
    let (mine, theirs) = (one.bundle(3), other.bundle(3));
    let both = known(demo_centre::CONTEST, &[&one, &other]);
    let refused = |bytes: &[u8], known: &Known| take_apart(bytes, Some(known)).err();
    let good = parcel_of(&[mine.clone(), theirs.clone()]);
    assert_eq!(refused(&good, &both), None, "control: as it is, it is taken");
    // One bundle that its station has not signed spoils all.
    let forged =
        one.bundle_signed(3, &SigningKey::from_seed(&tramso::crypto::Secret::from_bytes(&mut [9; 32])).unwrap());
    assert_eq!(refused(&parcel_of(&[forged.clone(), theirs.clone()]), &both), Some(ParcelRefusal::Signature));
    assert_eq!(take_apart(&parcel_of(&[forged]), Some(&known("demo", &[]))).unwrap()[0].bundle.check, Check::Unknown);
    assert_eq!(refused(&good, &known("hoc-so-2027", &[&one])), Some(ParcelRefusal::Contest));
    let member = |name: &'static str, bytes| parcel::Member { name, bytes };
    let (first, second) = (name(&mine), name(&theirs));
    let mut named = [(first.as_str(), mine.as_slice()), (second.as_str(), theirs.as_slice())];
    named.sort();
    named.reverse();
    let turned = named.map(|(name, bytes)| parcel::Member { name, bytes });
    assert_eq!(refused(&parcel::write(&turned).unwrap(), &both), Some(ParcelRefusal::Form), "out of order");
    for bytes in [
        parcel::write(&[]).unwrap(),
        parcel::write(&[member("11113-00000000-00000000-000001.tsb", &mine)]).unwrap(),
        parcel::write(&[member("a.tsg", &one.grant())]).unwrap(),
        good[..good.len() - 1].to_vec(),
        vec![7; 900],
    ] {
        assert_eq!(refused(&bytes, &both), Some(ParcelRefusal::Form));
    }
    // A byte of the payload differs: the digest that the station has signed does not hold.
    let mut spoilt = mine.clone();
    let at = 40 + mine.windows(14).position(|part| part == b"age-encryption").unwrap();
    spoilt[at] ^= 1;
    assert!(check(&spoilt, Some(&both)).is_err() && check(&spoilt, None).is_err());
    assert!(check(&mine, Some(&both)).is_ok(), "control");
}

#[test]
fn only_a_receipt_of_the_centre_that_names_the_bundle_counts() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let (one, other) = (Station::new(205), Station::new(206));
    for station in [&one, &other] {
        assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    }
    let listed = server.get("/nhan/khoa.json");
    assert_eq!(listed.status, 200);
    let known = Known::read(&listed.body).unwrap();
    let text = listed.text();
    assert!(!text.contains("Ngọc Lặc") && text.contains("11113"), "a unit, no village, nobody: {text}");
    let (mine, theirs) = (one.bundle(3), other.bundle(3));
    let held = check(&mine, Some(&known)).unwrap();
    assert_eq!(held.check, Check::Good, "the list of the server has its key");
    let answer = server.post("/v1/bundles", &mine);
    let foreign = server.post("/v1/bundles", &theirs);
    assert_eq!((answer.status, foreign.status), (200, 200));
    let of =
        Carried { contest: held.contest, station: held.station, epoch: held.epoch, seq: held.seq, digest: held.digest };
    let verdict = |bytes: &[u8], of: &Carried| check_receipt(bytes, of, Some(&known));
    assert_eq!(verdict(&answer.body, &of), ReceiptCheck::Held);
    assert_eq!(verdict(&foreign.body, &of), ReceiptCheck::Refused, "another station's");
    assert_eq!(verdict(b"", &of), ReceiptCheck::Refused);
    assert_eq!(verdict(&answer.body, &Carried { seq: 2, ..of.clone() }), ReceiptCheck::Refused, "a later bundle");
    assert_eq!(verdict(&answer.body, &Carried { digest: "00".repeat(32), ..of.clone() }), ReceiptCheck::Refused);
    assert_eq!(check_receipt(&answer.body, &of, None), ReceiptCheck::Refused, "without a list nothing is believed");
    let mut cut = answer.body.clone();
    let at = cut.windows(10).position(|part| part == b"\"confirmed").unwrap();
    cut[at + 1] ^= 1;
    assert_eq!(verdict(&cut, &of), ReceiptCheck::Refused, "one byte is another");
}

#[test]
fn lists_that_are_none_leave_the_one_before() {
    let station = Station::new(207);
    let mut phone = Phone::new();
    phone.know(&list("demo", &[&station])).unwrap();
    let good = String::from_utf8(list("demo", &[&station])).unwrap();
    for bad in [
        "",
        "{}",
        "[]",
        &good.replace("\"v\":1", "\"v\":2"),
        &good.replace("RW", "XX"),
        &good.replace("\"000000cf\"", "\"?\""),
    ] {
        assert!(phone.know(bad.as_bytes()).is_err(), "{bad}");
    }
    assert_eq!(phone.known().unwrap().anchor(&station.of.station).unwrap().0, station.of);
}

/// The page, what it consists of, and what it may do: the camera is its own and no other page's.
#[test]
fn the_page_for_phones_alone_has_a_script_and_the_camera() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let worker = server.get("/nhan/ngoai-tuyen.js");
    let head = worker.text();
    let kept: Vec<String> =
        serde_json::from_str(head.lines().nth(1).unwrap().trim_start_matches("const KEPT = ").trim_end_matches(';'))
            .unwrap();
    assert!(kept.len() >= 12, "{kept:?}");
    assert_eq!(worker.header("service-worker-allowed").as_deref(), Some("/nhan"));
    let mut sent = 0;
    for path in &kept {
        let plain = server.get(path);
        assert_eq!(plain.status, 200, "{path}");
        let packed = server.send("GET", path, &[("Accept-Encoding", "gzip")], b"");
        sent += packed.body.len();
        if path == "/trang.css" {
            continue;
        }
        let policy = plain.header("content-security-policy").unwrap();
        assert!(
            policy.contains("script-src 'self' 'wasm-unsafe-eval'") && !policy.contains("inline"),
            "{path}: {policy}"
        );
        assert!(plain.header("permissions-policy").unwrap().contains("camera=(self)"), "{path}");
    }
    crate::durability::scale::report(&format!(
        "the page for phones: {} KB over the wire in {} files",
        sent >> 10,
        kept.len()
    ));
    assert!(sent < 1_200_000, "{sent} bytes");
    for other in ["/vao", "/lan-toa", "/kiem-tra"] {
        let reply = server.get(other);
        assert!(reply.header("permissions-policy").unwrap().contains("camera=()"), "{other}");
        assert!(!reply.header("content-security-policy").unwrap().contains("script-src"), "{other}");
    }
    let english = server.get("/nhan?l=en").text();
    assert!(english.contains("<html lang=\"en\">") && english.contains("Carry results by phone"), "{english}");
    for text in [english, server.get("/nhan").text()] {
        assert!(!text.contains('⟦') && !text.contains("style=") && !text.contains("onclick"), "{text}");
    }
    let tag = server.get("/nhan/trang.js").header("etag").unwrap();
    assert_eq!(server.send("GET", "/nhan/trang.js", &[("If-None-Match", &tag)], b"").status, 304);
    assert_eq!(server.get("/nhan/la.js").status, 404);
}
