//! Receipts: what the centre states, and what a station believes.

use super::{broken::Broken, flips::every_byte_matters, raw::tied, *};
use proptest::prelude::*;
use std::fs;
use tramso::{
    bundle::{
        PackRef,
        receipt::{self, Held, Parted, Receipt, Rejection},
    },
    crypto::minisig::PublicKey,
    domain::Moment,
};

fn receipt_key() -> SigningKey {
    demo_key(demo_centre::RECEIPT_KEY)
}

fn keys() -> Vec<PublicKey> {
    vec![receipt_key().public().clone()]
}

fn full() -> Receipt {
    Receipt {
        of: first_epoch(),
        number: 4,
        generation: 1,
        time: Moment(1_790_000_100_000),
        confirmed: true,
        ack_upto: 20,
        head: [9; 32],
        judged_upto: 12,
        held: vec![
            Held { seq: 1, digest: [1; 32] },
            Held { seq: 2, digest: [2; 32] },
            Held { seq: 4, digest: [4; 32] },
        ],
        quarantined: vec![Held { seq: 2, digest: [2; 32] }, Held { seq: 2, digest: [3; 32] }],
        parted: Vec::new(),
        rejected: vec![
            Rejection { number: 7, reason: "paper".to_owned() },
            Rejection { number: 31, reason: "too-fast".to_owned() },
        ],
        resend_from: Some(3),
        erase: vec![2, 3],
        packs: vec![PackRef { contest: CONTEST.to_owned(), version: 5, digest: [5; 32] }],
        revoked: vec!["0".repeat(32), "f".repeat(32)],
        root: 2,
    }
}

/// Two copies of the station have parted behind bundle 4, and a third one was never followed.
fn parted() -> Receipt {
    let rejection = |number| Rejection { number, reason: "answers".to_owned() };
    let parted = |seq, digest, rejected, erase| Parted { bundle: Held { seq, digest }, rejected, erase };
    Receipt {
        parted: vec![
            parted(4, [5; 32], vec![rejection(31), rejection(33)], vec![32]),
            parted(5, [6; 32], vec![], vec![2]),
            parted(5, [7; 32], vec![], vec![]),
        ],
        ..full()
    }
}

pub fn taken(bytes: &[u8]) -> Result<Receipt, BundleFault> {
    receipt::open(bytes, &keys(), &[first_epoch()])
}

/// A program of the first edition, which knows no generation, finds a version that it does not know and asks for a newer program.
#[test]
fn a_later_generation_is_another_version() {
    let beginning = |generation| {
        let bytes = receipt::write(&Receipt { generation, ..full() }, &receipt_key()).unwrap();
        String::from_utf8(serde_body(&bytes)).unwrap()
    };
    let (first, second) = (beginning(1), beginning(2));
    assert!(first.starts_with(r#"{"v":1,"kind":"receipt""#) && !first.contains("generation"), "{first}");
    assert!(
        second.starts_with(r#"{"v":2,"kind":"receipt""#) && second.contains(r#""number":4,"generation":2,"#),
        "{second}"
    );
}

#[test]
fn a_receipt_arrives_as_it_was_given() {
    let bytes = receipt::write(&full(), &receipt_key()).unwrap();
    let read = taken(&bytes).unwrap();
    assert_eq!(read, full());
    assert_eq!(read.file_name(), format!("{}-000004.tsr", &first_epoch().station[..8]));
    assert!(read.holds(1, &[1; 32]) && !read.holds(1, &[2; 32]) && !read.holds(3, &[3; 32]));
    assert!(!read.holds(2, &[2; 32]), "quarantined");
    every_byte_matters("receipt", &bytes, |bytes| taken(bytes).is_ok());
}

#[test]
fn a_receipt_of_copies_that_have_parted_arrives_as_it_was_given() {
    let bytes = receipt::write(&parted(), &receipt_key()).unwrap();
    let read = taken(&bytes).unwrap();
    assert_eq!(read, parted());
    assert!(read.holds(4, &[4; 32]) && read.holds(4, &[5; 32]) && read.holds(5, &[7; 32]));
    assert!(
        !read.holds(5, &[5; 32]) && !read.holds(2, &[3; 32]),
        "the control: neither of this number, and quarantined"
    );
    every_byte_matters("receipt of copies", &bytes, |bytes| taken(bytes).is_ok());
}

#[test]
fn the_golden_receipts_open_for_ever() {
    for (name, receipt) in [("receipt.tsr", full()), ("receipt-parted.tsr", parted())] {
        let path = fixtures("good-bundles").join(name);
        if making() {
            fs::write(&path, receipt::write(&receipt, &receipt_key()).unwrap()).unwrap();
        }
        assert_eq!(taken(&fs::read(path).unwrap()).unwrap(), receipt);
    }
}

#[test]
fn a_receipt_is_believed_only_for_this_station_and_by_a_receipt_key() {
    let bytes = receipt::write(&full(), &receipt_key()).unwrap();
    let by_enrol = receipt::write(&full(), &demo_key(demo_centre::ENROL_KEY)).unwrap();
    assert!(matches!(taken(&by_enrol), Err(BundleFault::WrongKey { .. })));
    assert!(matches!(receipt::open(&bytes, &[], &[first_epoch()]), Err(BundleFault::WrongKey { .. })));
    let for_others = |of: EpochRef| receipt::open(&bytes, &keys(), &[of]).unwrap_err();
    let mine = first_epoch();
    let elsewhere = EpochRef { contest: "demo".to_owned(), ..mine.clone() };
    assert!(matches!(for_others(elsewhere), BundleFault::WrongContest { .. }));
    let other = EpochRef { station: "0".repeat(32).parse().unwrap(), ..mine.clone() };
    assert!(matches!(for_others(other), BundleFault::WrongKiosk { .. }));
    let later = EpochRef { epoch: "00000002".parse().unwrap(), ..mine.clone() };
    assert!(matches!(for_others(later.clone()), BundleFault::WrongEpoch { .. }));
    assert!(receipt::open(&bytes, &keys(), &[mine, later]).is_ok());
    // A bundle's signature does not make a receipt, though the key were the same.
    let (name, body) = ("receipt.json", serde_body(&bytes));
    let signature = receipt_key().sign(&body, &raw::comment(4)).unwrap();
    let forged = tied(&[(name, &body), ("receipt.json.minisig", signature.as_bytes())]);
    assert!(matches!(taken(&forged), Err(BundleFault::Comment { .. })));
}

fn serde_body(bytes: &[u8]) -> Vec<u8> {
    tramso::crypto::parcel::read(bytes, 2).unwrap()[0].bytes.to_vec()
}

#[test]
fn a_receipt_that_contradicts_itself_is_not_written() {
    let refused = |change: &dyn Fn(&mut Receipt), field: &str| {
        let mut receipt = full();
        change(&mut receipt);
        let fault = receipt::write(&receipt, &receipt_key()).unwrap_err();
        assert!(format!("{fault:?}").contains(&format!("{field:?}")), "{fault:?}");
    };
    refused(&|it| it.number = 0, "number");
    refused(&|it| it.ack_upto = 0, "head");
    refused(&|it| it.head = [0; 32], "head");
    refused(&|it| it.judged_upto = 21, "judged_upto");
    refused(&|it| it.held.swap(0, 1), "held");
    refused(&|it| it.quarantined.swap(0, 1), "quarantined");
    let of_copies = |change: &dyn Fn(&mut Vec<Parted>), fault: &str| {
        refused(
            &|it| {
                it.parted = parted().parted;
                change(&mut it.parted);
            },
            fault,
        );
    };
    of_copies(&|it| it.swap(1, 2), "parted");
    of_copies(&|it| it[1] = it[0].clone(), "parted");
    of_copies(&|it| it[0].bundle.seq = 0, "parted");
    of_copies(&|it| it[0].bundle.digest = [4; 32], "parted");
    of_copies(&|it| it[0].bundle = Held { seq: 2, digest: [3; 32] }, "parted");
    of_copies(&|it| it[0].rejected.swap(0, 1), "parted");
    of_copies(&|it| it[0].rejected[0].reason = String::new(), "parted");
    of_copies(&|it| it[0].erase = vec![0], "parted");
    refused(&|it| it.rejected[0].reason = "Sai giấy".to_owned(), "rejected");
    refused(&|it| it.rejected.swap(0, 1), "rejected");
    refused(&|it| it.resend_from = Some(0), "resend_from");
    refused(&|it| it.erase = vec![3, 3], "erase");
    refused(&|it| it.revoked[0] = "x".repeat(32), "revoked");
    refused(&|it| it.packs[0].version = 0, "packs");
    refused(&|it| it.root = 0, "root");
    let many = |it: &mut Receipt| it.erase = (1..300_000).collect();
    let mut large = full();
    many(&mut large);
    assert!(matches!(receipt::write(&large, &receipt_key()), Err(BundleFault::MemberTooLarge { .. })));
}

#[test]
fn a_receipt_with_an_id_of_another_form_is_refused() {
    let bytes = receipt::write(&full(), &receipt_key()).unwrap();
    let members = tramso::crypto::parcel::read(&bytes, 2).unwrap();
    let body = String::from_utf8(members[0].bytes.to_vec()).unwrap();
    let body = body.replacen(full().of.station.as_str(), "../../etc", 1);
    let signature = receipt_key().sign(body.as_bytes(), &full().comment()).unwrap();
    let bytes = super::raw::tied(&[(members[0].name, body.as_bytes()), (members[1].name, signature.as_bytes())]);
    let fault = receipt::open(&bytes, &[receipt_key().public().clone()], &[full().of]).unwrap_err();
    assert!(format!("{fault:?}").contains("\"kiosk\""), "{fault:?}");
}

proptest! {
    #[test]
    fn round_trip(
        number in 1_u64..1 << 53,
        ack in 1_u64..1 << 53,
        held in prop::collection::btree_map(1_u32..1_000_000, any::<[u8; 32]>(), 0..20),
        erase in prop::collection::btree_set(1_u64..1 << 53, 0..20),
        copies in prop::collection::btree_map(1_u32..1_000_000, any::<[u8; 32]>(), 0..20),
        reason in "[a-z][a-z-]{0,31}",
        confirmed: bool,
    ) {
        let copy = |(seq, digest)| Parted {
            bundle: Held { seq, digest },
            rejected: vec![Rejection { number: ack, reason: reason.clone() }],
            erase: erase.iter().copied().collect(),
        };
        let copies = copies.into_iter().filter(|(seq, digest)| held.get(seq) != Some(digest));
        let receipt = Receipt {
            parted: copies.map(copy).collect(),
            number,
            confirmed,
            ack_upto: ack,
            judged_upto: ack / 2,
            held: held.into_iter().map(|(seq, digest)| Held { seq, digest }).collect(),
            erase: erase.iter().copied().collect(),
            rejected: vec![Rejection { number: ack, reason: reason.clone() }],
            ..full()
        };
        let bytes = receipt::write(&receipt, &receipt_key()).unwrap();
        prop_assert_eq!(taken(&bytes).unwrap(), receipt);
    }
}

/// Receipts that are each wrong in one way.
pub fn broken() -> Vec<Broken> {
    let text = String::from_utf8(serde_body(&receipt::write(&full(), &receipt_key()).unwrap())).unwrap();
    let tied_as = |body: &[u8], key: &SigningKey, comment: &str| {
        let signature = key.sign(body, comment).unwrap();
        tied(&[("receipt.json", body), ("receipt.json.minisig", signature.as_bytes())])
    };
    let comment = full().comment();
    let of_copies = String::from_utf8(serde_body(&receipt::write(&parted(), &receipt_key()).unwrap())).unwrap();
    let copies = |from: &str, to: &str| {
        assert!(of_copies.contains(from), "{from} not in {of_copies}");
        tied_as(of_copies.replacen(from, to, 1).as_bytes(), &receipt_key(), &comment)
    };
    let with_text = |from: &str, to: &str| {
        assert!(text.contains(from), "{from} not in {text}");
        let (body, comment) = (text.replacen(from, to, 1), comment.replacen(from, to, 1));
        tied_as(body.as_bytes(), &receipt_key(), &comment)
    };
    let of = first_epoch();
    let zeros = "0".repeat(32);
    let mut changed = receipt::write(&full(), &receipt_key()).unwrap();
    changed[600] ^= 1;
    let head = format!("\"head\":\"{}\"", "09".repeat(32));
    vec![
        (
            "signed-by-an-enrolment-key",
            "WrongKey",
            tied_as(text.as_bytes(), &demo_key(demo_centre::ENROL_KEY), &comment),
        ),
        ("signed-as-a-bundle", "Comment", tied_as(text.as_bytes(), &receipt_key(), &raw::comment(4))),
        ("changed", "BadSignature", changed),
        ("of-another-kiosk", "WrongKiosk", with_text(&of.station, &zeros)),
        ("of-another-contest", "WrongContest", with_text("\"contest\":\"thu-nghiem\"", "\"contest\":\"demo\"")),
        ("of-another-epoch", "WrongEpoch", with_text(&of.epoch, "00000009")),
        (
            "unknown-key",
            "Shape { member: \"receipt.json\", message: \"unknown field",
            with_text("\"root\":2", "\"root\":2,\"note\":1"),
        ),
        (
            "json-ten-thousand-deep",
            "Shape { member: \"receipt.json\", message: \"invalid type: sequence",
            with_text("[2,3]", &"[".repeat(10_000)),
        ),
        ("version-three", "NewerShape { member: \"receipt.json\", v: 3 }", with_text("\"v\":1", "\"v\":3")),
        (
            "second-edition-of-the-first-generation",
            "Contradiction { member: \"receipt.json\", field: \"generation\" }",
            with_text("\"v\":1", "\"v\":2"),
        ),
        ("with-a-space", "NotCanonical", with_text("\"v\":1", "\"v\": 1")),
        (
            "head-without-records",
            "Contradiction { member: \"receipt.json\", field: \"head\" }",
            with_text(&head, &head.replace("09", "00")),
        ),
        (
            "judges-ahead",
            "Contradiction { member: \"receipt.json\", field: \"judged_upto\" }",
            with_text("\"judged_upto\":12", "\"judged_upto\":21"),
        ),
        (
            "bundle-twice",
            "Value { member: \"receipt.json\", field: \"held\" }",
            with_text("{\"seq\":4,", "{\"seq\":2,"),
        ),
        (
            "reason-in-words",
            "Value { member: \"receipt.json\", field: \"rejected\" }",
            with_text("too-fast", "=HYPERLINK()"),
        ),
        ("erases-out-of-order", "Value { member: \"receipt.json\", field: \"erase\" }", with_text("[2,3]", "[3,2]")),
        (
            "parted-from-nothing",
            "NotCanonical { member: \"receipt.json\"",
            with_text("\"rejected\":", "\"parted\":[],\"rejected\":"),
        ),
        (
            "parted-and-held",
            "Contradiction { member: \"receipt.json\", field: \"parted\" }",
            copies(&format!("\"sha256\":\"{}\"", "05".repeat(32)), &format!("\"sha256\":\"{}\"", "04".repeat(32))),
        ),
        (
            "parted-twice",
            "Value { member: \"receipt.json\", field: \"parted\" }",
            copies(&"07".repeat(32), &"06".repeat(32)),
        ),
        ("without-a-signature", "Member", tied(&[("receipt.json", text.as_bytes())])),
    ]
}
