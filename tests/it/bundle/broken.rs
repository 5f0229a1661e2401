//! Files that are each wrong in one way, named after it. `TRAMSO_WRITE=1` makes them again; what is in the folder must be refused
//! for ever, each for its own reason.

use super::{raw::*, *};
use std::{collections::BTreeSet, fs, time::Instant};
use tramso::{
    bundle::{Certificate, SignedCertificate, WhyEpoch, enrol::request},
    crypto::{seal_to, sha256},
    domain::Moment,
};

pub const FOLDER: &str = "broken-bundles";

#[test]
fn each_is_refused_for_its_own_reason() {
    let folder = fixtures(FOLDER);
    let made = made();
    if making() {
        for (name, _, bytes) in &made {
            fs::write(folder.join(name), bytes).unwrap();
        }
    }
    let mut surprises = Vec::new();
    for (name, wanted, fresh) in &made {
        let kept = fs::read(folder.join(name)).unwrap();
        for bytes in [&kept, fresh] {
            let begun = Instant::now();
            match taken(name, bytes) {
                Ok(()) => surprises.push(format!("{name}: taken")),
                Err(fault) if !format!("{fault:?}").starts_with(wanted) => surprises.push(format!("{name}: {fault:?}")),
                Err(_) => (),
            }
            assert!(begun.elapsed().as_secs() < 10, "{name} takes too long to refuse");
        }
    }
    assert!(surprises.is_empty(), "\n{}", surprises.join("\n"));
    let reason = |name: &str, wanted: &str| format!("{} {wanted}", name.rsplit('.').next().unwrap());
    let reasons: BTreeSet<String> = made.iter().map(|(name, wanted, _)| reason(name, wanted)).collect();
    assert_eq!(reasons.len(), made.len(), "two files with one reason");
    let names: BTreeSet<String> = made.iter().map(|(name, ..)| name.clone()).collect();
    let lying = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(lying.collect::<BTreeSet<_>>(), names);
    assert!(opened(&with_lines(&joined(&lines(&short()))).tied()).is_ok(), "the control: nothing wrong");
}

/// What the receiver of a file of this name makes of it.
pub fn taken(name: &str, bytes: &[u8]) -> Result<(), BundleFault> {
    match name.rsplit('.').next().unwrap() {
        "tsr" => receipts::taken(bytes).map(|_| ()),
        "tsg" => enrol::accepted(bytes).map(|_| ()),
        "tsq" => request::open(bytes).map(|_| ()),
        _ => opened(bytes).map(|_| ()),
    }
}

/// Name, how the refusal begins, the file.
pub type Broken = (&'static str, &'static str, Vec<u8>);

fn made() -> Vec<(String, &'static str, Vec<u8>)> {
    let bundles = [parcels(), signatures(), manifests(), payloads(), insides(), epochs()].concat();
    let kinds = [
        ("tsb", bundles),
        ("tsr", receipts::broken()),
        ("tsg", enrol::broken_grants()),
        ("tsq", enrol::broken_requests()),
    ];
    let named = |(kind, files): (&'static str, Vec<Broken>)| {
        files.into_iter().map(move |(name, wanted, bytes)| (format!("{name}.{kind}"), wanted, bytes))
    };
    kinds.into_iter().flat_map(named).collect()
}

fn good() -> Parts {
    with_lines(&joined(&lines(&short())))
}

/// Changes the header of the member that begins here, and its sum with it.
fn header(mut bytes: Vec<u8>, at: usize, place: usize, text: &[u8]) -> Vec<u8> {
    bytes[at + place..at + place + text.len()].copy_from_slice(text);
    bytes[at + 148..at + 156].copy_from_slice(b"        ");
    let sum: u32 = bytes[at..at + 512].iter().map(|byte| u32::from(*byte)).sum();
    bytes[at + 148..at + 155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    bytes
}

fn parcels() -> Vec<Broken> {
    let parts = good();
    let whole = parts.tied();
    let (manifest, signature, payload) = (&parts.manifest[..], parts.signature.as_bytes(), &parts.payload[..]);
    let third = 512 + manifest.len().next_multiple_of(512) + 1024;
    let names = ["manifest.json", "manifest.json.minisig", "records.jsonl.zst.age"];
    let mut twice =
        tied(&[(names[0], manifest), ("manifest.jsom", manifest), (names[1], signature), (names[2], payload)]);
    let second = 512 + manifest.len().next_multiple_of(512);
    twice = header(twice, second, 0, b"manifest.json\0");
    let mut padded = whole.clone();
    padded[512 + manifest.len()] = b'x';
    vec![
        ("empty", "Parcel(Cut)", Vec::new()),
        ("cut-short", "Parcel(Size { name: \"records", whole[..third + 700].to_vec()),
        ("bytes-behind-the-end", "Parcel(Trailing { bytes: 512 })", [&whole[..], &[0; 512]].concat()),
        ("message-in-the-padding", "Parcel(Padding { name: \"manifest.json\" })", padded),
        ("two-manifests", "Parcel(Twice(\"manifest.json\"))", twice),
        (
            "path-upwards",
            "Parcel(Name { at: 0, name: \"../anifest.json\"",
            header(whole.clone(), 0, 0, b"../anifest.json\0"),
        ),
        (
            "absolute-path",
            "Parcel(Name { at: 0, name: \"/etc/passwd\"",
            header(whole.clone(), 0, 0, b"/etc/passwd\0\0\0"),
        ),
        ("symbolic-link", "Parcel(Header { at: 0 })", header(whole.clone(), 0, 156, b"2")),
        (
            "device",
            &*Box::leak(format!("Parcel(Header {{ at: {third} }})").into_boxed_str()),
            header(whole.clone(), third, 156, b"3"),
        ),
        (
            "extended-header",
            &*Box::leak(format!("Parcel(Header {{ at: {second} }})").into_boxed_str()),
            header(whole.clone(), second, 156, b"x"),
        ),
        (
            "member-claims-eight-gigabytes",
            "Parcel(Size { name: \"manifest.json\", stated: 8589934591",
            header(whole.clone(), 0, 124, b"77777777777"),
        ),
        (
            "members-in-another-order",
            "Member { wanted: Some(\"manifest.json\"), found: Some(\"records",
            tied(&[(names[2], payload), (names[0], manifest), (names[1], signature)]),
        ),
        (
            "no-signature",
            "Member { wanted: Some(\"manifest.json.minisig\"), found: Some(\"records",
            tied(&[(names[0], manifest), (names[2], payload)]),
        ),
        (
            "no-payload",
            "Member { wanted: Some(\"records.jsonl.zst.age\"), found: None }",
            tied(&[(names[0], manifest), (names[1], signature)]),
        ),
        (
            "one-member-more",
            "Member { wanted: None, found: Some(\"more.txt\") }",
            tied(&[(names[0], manifest), (names[1], signature), (names[2], payload), ("more.txt", b"x")]),
        ),
        ("too-many-members", "Parcel(TooMany", many_members()),
        (
            "manifest-too-large",
            "MemberTooLarge { member: \"manifest.json\", bytes: 65537",
            tied(&[(names[0], &[b' '; 65537]), (names[1], signature), (names[2], payload)]),
        ),
        (
            "signature-too-large",
            "MemberTooLarge { member: \"manifest.json.minisig\"",
            tied(&[(names[0], manifest), (names[1], &[b' '; 1025]), (names[2], payload)]),
        ),
    ]
}

fn many_members() -> Vec<u8> {
    let names: Vec<String> = (0..140).map(|number| format!("m{number}")).collect();
    tied(&names.iter().map(|name| (name.as_str(), &b""[..])).collect::<Vec<_>>())
}

fn signatures() -> Vec<Broken> {
    let parts = good();
    let with = |signature: String| Parts { signature, ..parts.clone() }.tied();
    let mut changed = parts.clone();
    let at = changed.manifest.windows(5).position(|five| five == b"11113").unwrap();
    changed.manifest[at] = b'3';
    let legacy = parts.signature.replacen("\nRU", "\nRW", 1);
    let shown = parts.signature.replacen("untrusted comment: tramso", "untrusted comment: click here", 1);
    let receipt = comment(1).replace("bundle", "receipt");
    vec![
        ("legacy-signature", "LegacySignature", with(legacy)),
        ("first-line-says-something", "SignatureForm { member: \"manifest.json.minisig\" }", with(shown)),
        (
            "signed-by-another-station",
            "WrongKey { member: \"manifest.json.minisig\"",
            parts.clone().signed(&other_key(), &comment(1)).tied(),
        ),
        ("manifest-changed", "BadSignature", changed.tied()),
        (
            "signed-as-a-receipt",
            "Comment { member: \"manifest.json.minisig\", wanted: \"tramso-bundle/1",
            parts.clone().signed(&station_key(), &receipt).tied(),
        ),
        (
            "signed-for-another-number",
            &*Box::leak(
                format!(
                    "Comment {{ member: \"manifest.json.minisig\", wanted: {:?}, found: {:?}",
                    comment(1),
                    comment(2)
                )
                .into_boxed_str(),
            ),
            parts.clone().signed(&station_key(), &comment(2)).tied(),
        ),
    ]
}

fn manifests() -> Vec<Broken> {
    let parts = good();
    let with_text = |from: &str, to: &str| parts.clone().with_text(from, to).tied();
    let of = first_epoch();
    let deep = Parts { manifest: b"[".repeat(10_000), ..parts.clone() }.signed(&station_key(), &comment(1));
    let len = format!("\"len\":{}", parts.payload.len());
    let plain = joined(&lines(&short())).len();
    let plain_len = format!("\"plain_len\":{plain}");
    let zeros = "0".repeat(64);
    let second = parts.clone().with_text("\"seq\":1", "\"seq\":2").signed(&station_key(), &comment(2)).tied();
    let ones = format!("\"prev\":\"{}\"", "1".repeat(64));
    let begun = parts.clone().with_text("\"seq\":1", "\"seq\":2").with_text(&format!("\"prev\":\"{zeros}\""), &ones);
    let begun = begun.signed(&station_key(), &comment(2)).tied();
    vec![
        (
            "unknown-key",
            "Shape { member: \"manifest.json\", message: \"unknown field `people`",
            with_text("\"records\":3", "\"people\":1,\"records\":3"),
        ),
        (
            "doubled-key",
            "Shape { member: \"manifest.json\", message: \"duplicate field `records`",
            with_text("\"records\":3", "\"records\":3,\"records\":3"),
        ),
        ("json-ten-thousand-deep", "Shape { member: \"manifest.json\", message: \"", deep.tied()),
        (
            "float",
            "Shape { member: \"manifest.json\", message: \"invalid type: floating",
            with_text("\"records\":3", "\"records\":3.0"),
        ),
        ("version-two", "NewerShape { member: \"manifest.json\", v: 2 }", with_text("\"v\":1", "\"v\":2")),
        ("with-a-space", "NotCanonical { member: \"manifest.json\"", with_text("\"v\":1", "\"v\": 1")),
        (
            "kiosk-is-a-path",
            "Value { member: \"manifest.json\", field: \"kiosk\"",
            with_text(&of.station[..9], "../../etc"),
        ),
        ("number-zero", "Value { member: \"manifest.json\", field: \"seq\"", with_text("\"seq\":1", "\"seq\":0")),
        ("second-without-one-before", "Contradiction { member: \"manifest.json\", field: \"prev\"", second),
        ("second-begins-the-chain", "Contradiction { member: \"manifest.json\", field: \"first\"", begun),
        ("record-zero", "Value { member: \"manifest.json\", field: \"first\"", with_text("\"first\":1", "\"first\":0")),
        (
            "ends-before-it-begins",
            "Value { member: \"manifest.json\", field: \"last\"",
            with_text("\"last\":3", "\"last\":0"),
        ),
        (
            "chain-begins-elsewhere",
            "Contradiction { member: \"manifest.json\", field: \"head_before\"",
            with_text(&format!("\"head_before\":\"{zeros}\""), &format!("\"head_before\":\"{}\"", "1".repeat(64))),
        ),
        (
            "records-counted-wrong",
            "Contradiction { member: \"manifest.json\", field: \"records\"",
            with_text("\"records\":3", "\"records\":4"),
        ),
        ("claims-too-many-records", "StatedRecords { stated: 20001", with_text("\"last\":3", "\"last\":20001")),
        (
            "claims-ten-gigabytes-of-lines",
            "StatedPlain { stated: 10737418240",
            with_text(&plain_len, "\"plain_len\":10737418240"),
        ),
        ("claims-a-thousandfold", "Ratio { stated: 60000000", with_text(&plain_len, "\"plain_len\":60000000")),
        ("one-recipient", "Value { member: \"manifest.json\", field: \"recipients\"", one_recipient(&parts)),
        (
            "direction-signs-in-a-text",
            "Value { member: \"manifest.json\", field: \"app\"",
            with_text("tramso 0.1.0", "tramso\u{202e}0.1.0"),
        ),
        ("another-contest", "WrongContest", with_text("\"contest\":\"thu-nghiem\"", "\"contest\":\"demo\"")),
        ("another-epoch", "WrongEpoch", with_new_name(&parts, &of.epoch, "00000009")),
        ("another-kiosk", "WrongKiosk", with_new_name(&parts, &of.station, &"0".repeat(32))),
        ("payload-shorter-than-stated", "Length { member: \"records.jsonl.zst.age\"", with_text(&len, "\"len\":9999")),
    ]
}

/// Another name in the manifest and in the comment.
fn with_new_name(parts: &Parts, from: &str, to: &str) -> Vec<u8> {
    parts.clone().with_text(from, to).signed(&station_key(), &comment(1).replace(from, to)).tied()
}

fn one_recipient(parts: &Parts) -> Vec<u8> {
    let text = String::from_utf8(parts.manifest.clone()).unwrap();
    let second = format!(",\"{}\"]", &tramso::crypto::hex(&sha256(&[RECOVERY_RECIPIENT.as_bytes()]))[..16]);
    assert!(text.contains(&second));
    parts.clone().with_text(&second, "]").tied()
}

fn payloads() -> Vec<Broken> {
    let lines = joined(&lines(&short()));
    let (parts, packed, long) = (good(), packed(&lines), lines.len());
    let mut changed = parts.clone();
    *changed.payload.last_mut().unwrap() ^= 1;
    let to_others = seal_to("age1ylx86p6xt7ehz8aauz3s6lp9p25lkz32qpswdjk4zqjp7z0dgpyqaq2g29", &packed).unwrap();
    let mut damaged = packed.clone();
    damaged[20] ^= 0xff;
    let mut wide = packed.clone();
    wide[5] = 14 << 3; // a window of 16 MiB
    let half = packed.len() / 2;
    let bomb = bomb();
    vec![
        ("payload-changed", "Digest { member: \"records.jsonl.zst.age\"", changed.tied()),
        ("sealed-to-somebody-else", "Unseal(WrongKey)", with_payload(to_others, long).tied()),
        ("not-sealed", "Unseal(Damaged)", with_payload(lines.clone(), long).tied()),
        ("not-compressed", "Compression(\"no frame that", with_packed(&lines, long).tied()),
        ("compression-damaged", "Compression(\"", with_packed(&damaged, long).tied()),
        ("compression-cut-short", "Compression(\"incomplete", with_packed(&packed[..half], long).tied()),
        ("window-of-sixteen-megabytes", "Window { bytes: 16777216, most: 8388608 }", with_packed(&wide, long).tied()),
        ("two-frames", "AfterEnd", with_packed(&[&packed[..], &packed[..]].concat(), long).tied()),
        ("unpacks-to-more-than-stated", "PlainLength", with_packed(&packed, long - 200).tied()),
        ("unpacks-to-less-than-stated", "PlainLength { stated: 9", with_packed(&packed, 9000).tied()),
        ("unpacks-to-a-gigabyte", "Line { line: 2 }", with_packed(&bomb, 3_000_000).tied()),
    ]
}

/// A gigabyte of line ends behind the right first line, in some thirty kilobytes.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 3).unwrap();
    encoder.write_all(lines(&short())[0].as_bytes()).unwrap();
    let block = vec![b'\n'; 1 << 20];
    for _ in 0..1024 {
        encoder.write_all(&block).unwrap();
    }
    encoder.finish().unwrap()
}

fn insides() -> Vec<Broken> {
    let good = lines(&short());
    let with = |change: &dyn Fn(&mut Vec<String>)| {
        let mut lines = good.clone();
        change(&mut lines);
        with_lines(&joined(&lines)).tied()
    };
    let replaced = |at: usize, from: &str, to: &str| {
        assert!(good[at].contains(from), "{from} not in {}", good[at]);
        with(&|lines| lines[at] = lines[at].replacen(from, to, 1))
    };
    let of = first_epoch();
    let mut no_end = joined(&good);
    no_end.pop();
    let deep = format!("{{\"nonce\":\"{}\",\"record\":{}}}", "0".repeat(32), "[".repeat(10_000));
    vec![
        ("wrapped-anew", "OtherPayload", replaced(0, &of.station, &"0".repeat(32))),
        ("first-line-missing", "Shape { member: \"records.jsonl.zst.age\"", with(&|lines| drop(lines.remove(0)))),
        (
            "first-line-not-canonical",
            "NotCanonical { member: \"records.jsonl.zst.age\"",
            replaced(0, "\"v\":1", "\"v\": 1"),
        ),
        ("line-too-long", "LineTooLong { line: 2", with(&|lines| lines[1] = "x".repeat(70_000))),
        ("last-line-without-an-end", "LineCut { line: 4 }", with_lines(&no_end).tied()),
        ("no-line-of-a-record", "Line { line: 3 }", with(&|lines| lines[2] = "{}".to_owned())),
        (
            "nonce-in-capitals",
            "Line { line: 4 }",
            with(&|lines| lines[3] = lines[3].replacen(&lines[3][10..42], &lines[3][10..42].to_uppercase(), 1)),
        ),
        ("record-ten-thousand-deep", "Record { line: 2, fault: Shape(\"", with(&|lines| lines[1] = deep.clone())),
        (
            "record-with-an-unknown-key",
            "Record { line: 2, fault: Shape(\"unknown field",
            replaced(1, "\"helper\"", "\"score\":20,\"helper\""),
        ),
        ("record-with-a-space", "Record { line: 2, fault: NotCanonical }", replaced(1, "\"shift\":3", "\"shift\": 3")),
        ("record-of-version-two", "Record { line: 2, fault: Version(2) }", replaced(1, "\"v\":1", "\"v\":2")),
        ("record-of-no-person", "Record { line: 3, fault: PersonKey }", replaced(2, "\"person\":\"", "\"person\":\"x")),
        ("record-out-of-order", "Number { line: 2, wanted: 1, found: 2 }", with(&|lines| lines.swap(1, 2))),
        ("record-of-another-contest", "RecordContest { line: 4, found: \"demo\" }", replaced(3, "thu-nghiem", "demo")),
        ("one-record-too-few", "Records { stated: 3, found: 2 }", with(&|lines| drop(lines.pop()))),
        ("one-record-too-many", "Records { stated: 3, found: 4 }", with(&|lines| lines.push(good[3].clone()))),
        ("answer-changed-behind-the-chain", "Head { number: 3 }", replaced(2, "thôn Ngọc Lặc", "thôn Ngọc Lạc")),
    ]
}

/// Bundles of a second epoch whose certificate is wrong.
fn epochs() -> Vec<Broken> {
    let first = first_epoch();
    let certificate = Certificate {
        of: EpochRef { epoch: "00000002".parse().unwrap(), ..first.clone() },
        number: 2,
        key: other_key().public().point(),
        why: WhyEpoch::Hardware,
        seen: None,
        after: first.epoch.clone(),
        last: 24,
        head: [3; 32],
        wall: Moment(crate::days::MADE_MS),
    };
    let chain = short();
    let bundle = |certificate: &Certificate, signer: &SigningKey| {
        let signed = [certificate.sign(signer).unwrap()];
        tied_epoch(&chain, &certificate.of, &signed)
    };
    let change = |change: &dyn Fn(&mut Certificate)| {
        let mut certificate = certificate.clone();
        change(&mut certificate);
        bundle(&certificate, &station_key())
    };
    let signed = certificate.sign(&station_key()).unwrap();
    let elsewhere = station_key().sign(&signed.bytes, &comment(1)).unwrap();
    let other_comment = SignedCertificate { bytes: signed.bytes.clone(), signature: elsewhere };
    vec![
        ("epoch-signed-by-itself", "WrongKey { member: \"epoch-2.json.minisig\"", bundle(&certificate, &other_key())),
        (
            "epoch-of-another-kiosk",
            "WrongKiosk { wanted: ",
            change(&|it| it.of.station = "0".repeat(32).parse().unwrap()),
        ),
        (
            "epoch-of-another-contest",
            "WrongContest { wanted: \"thu-nghiem\", found: \"demo-2\"",
            change(&|it| it.of.contest = "demo-2".to_owned()),
        ),
        (
            "epoch-after-an-unknown-one",
            "Contradiction { member: \"epoch-2.json\", field: \"after\"",
            change(&|it| it.after = "00000007".parse().unwrap()),
        ),
        ("epoch-number-three", "Value { member: \"epoch-2.json\", field: \"number\"", change(&|it| it.number = 3)),
        ("epoch-without-a-head", "Value { member: \"epoch-2.json\", field: \"head\"", change(&|it| it.head = [0; 32])),
        ("epoch-with-a-weak-key", "Value { member: \"epoch-2.json\", field: \"key\"", change(&|it| it.key = [0; 32])),
        (
            "epoch-twice",
            "WrongKey { member: \"epoch-3.json.minisig\"",
            tied_epoch(&chain, &certificate.of, &[signed.clone(), signed.clone()]),
        ),
        (
            "epoch-signed-as-a-bundle",
            "Comment { member: \"epoch-2.json.minisig\"",
            tied_epoch(&chain, &certificate.of, &[other_comment]),
        ),
    ]
}

/// A bundle of this epoch behind these certificates, put together without looking at them.
fn tied_epoch(chain: &Chain, of: &EpochRef, certificates: &[SignedCertificate]) -> Vec<u8> {
    let commune = commune();
    let written = write(&plan(of, &commune, Start::EPOCH), &other_key(), &mut renamed(chain, of).links().peekable());
    let parts = parts(&written.unwrap().bytes);
    let names: Vec<(String, String)> = (2..)
        .map(|number| (format!("epoch-{number}.json"), format!("epoch-{number}.json.minisig")))
        .take(certificates.len())
        .collect();
    let mut members: Vec<(&str, &[u8])> = Vec::new();
    for ((name, signature), certificate) in names.iter().zip(certificates) {
        members.extend([(name.as_str(), &certificate.bytes[..]), (signature, certificate.signature.as_bytes())]);
    }
    members.extend([
        ("manifest.json", &parts.manifest[..]),
        ("manifest.json.minisig", parts.signature.as_bytes()),
        ("records.jsonl.zst.age", &parts.payload),
    ]);
    tied(&members)
}

/// The chain with its records in the contest of the epoch.
fn renamed(chain: &Chain, of: &EpochRef) -> Chain {
    let bytes = chain.bytes().into_iter().flatten();
    Chain::of(bytes.map(|bytes| String::from_utf8_lossy(bytes).replacen(CONTEST, &of.contest, 1).into_bytes()))
}

/// What has no file of its own: it would be sixteen megabytes.
#[test]
fn what_is_larger_than_any_bundle_is_not_looked_at() {
    let large = vec![0; 16 * 1024 * 1024 + 1];
    assert!(matches!(opened(&large), Err(BundleFault::TooLarge { bytes: 16_777_217, most: 16_777_216 })));
}

#[test]
fn a_payload_of_one_station_is_not_taken_from_another() {
    // Both are enrolled; the second wraps what it found on the first one's stick.
    let stolen = good();
    let own = EpochRef { station: "ab".repeat(16).parse().unwrap(), ..first_epoch() };
    let text =
        String::from_utf8(stolen.manifest.clone()).unwrap().replace(first_epoch().station.as_str(), &own.station);
    let comment = comment(1).replace(first_epoch().station.as_str(), &own.station);
    let wrapped = Parts { manifest: text.into_bytes(), ..stolen }.signed(&other_key(), &comment).tied();
    let key = other_key();
    let anchor = Anchor { of: &own, key: key.public() };
    assert!(tramso::bundle::examine(&wrapped, &anchor).is_ok(), "it is signed as it must be");
    let fault = open(&wrapped, &anchor, &[CENTRE_IDENTITY]).unwrap_err();
    assert!(matches!(fault, BundleFault::OtherPayload { .. }), "{fault:?}");
}
