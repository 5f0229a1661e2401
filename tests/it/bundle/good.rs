//! What is put into bundles arrives.

use super::{raw::parts, *};
use proptest::prelude::*;
use std::fs;
use tramso::{
    bundle::{Certificate, Chained, MOST_RECORDS, Manifest, PackRef, WhyEpoch, Writer, claim, examine},
    domain::Moment,
    record::GENESIS,
};

/// Everything that arrived: bytes of the records, none for erased ones.
fn arrived(bundles: &[Written]) -> Vec<Option<Vec<u8>>> {
    let mut all = Vec::new();
    for bundle in bundles {
        let found = opened(&bundle.bytes).unwrap();
        assert_eq!((&found.manifest, found.digest), (&bundle.manifest, bundle.digest));
        all.extend(found.records.into_iter().map(|record| record.map(|record| record.bytes())));
    }
    all
}

fn same(chain: &Chain, bundles: &[Written]) {
    let sent: Vec<Option<Vec<u8>>> = chain.bytes().into_iter().map(|bytes| bytes.map(<[u8]>::to_vec)).collect();
    assert_eq!(arrived(bundles), sent);
}

#[test]
fn what_is_sent_arrives_with_the_manifest_saying_so() {
    let mut chain = people(3);
    chain.erase(2);
    let bundles = written(&chain, Caps::default());
    same(&chain, &bundles);
    let [one] = &bundles[..] else { panic!("{} bundles", bundles.len()) };
    let Manifest { of, seq, prev, first, last, head_before, head, .. } = &one.manifest;
    let newest = chain.links.last().unwrap().1;
    assert_eq!((of, *seq, *prev, *first), (&first_epoch(), 1, [0; 32], 1));
    assert_eq!((usize::try_from(*last).unwrap(), *head_before, *head), (chain.links.len(), GENESIS, newest));
    let kiosk8 = &of.station[..8];
    assert_eq!(one.manifest.file_name(), format!("11113-{kiosk8}-9a3b5c7d-000001.tsb"));
    let claimed = claim(&one.bytes).unwrap();
    assert_eq!((claimed.station, claimed.epoch, claimed.seq), (of.station.clone(), of.epoch.clone(), 1));
}

#[test]
fn bundles_follow_each_other_under_their_caps() {
    let chain = people(6);
    for caps in [Caps { records: 7, ..Caps::default() }, Caps { plain: 4000, ..Caps::default() }] {
        let bundles = written(&chain, caps);
        assert!(bundles.len() > 4);
        same(&chain, &bundles);
        for (before, after) in bundles.iter().zip(&bundles[1..]) {
            assert_eq!(after.manifest.prev, before.digest);
            assert_eq!(after.manifest.head_before, before.manifest.head);
            assert_eq!((after.manifest.seq, after.manifest.first), (before.manifest.seq + 1, before.manifest.last + 1));
        }
        let fits =
            |one: &Written| one.manifest.records() <= caps.records && one.manifest.payload.plain_len <= caps.plain;
        assert!(bundles.iter().all(fits));
    }
    // A cap above the format's is the format's.
    assert!(Caps::default().records <= MOST_RECORDS);
    // A record that is larger than the cap travels alone rather than never.
    let bundles = written(&people(1), Caps { plain: 1, ..Caps::default() });
    assert!(bundles.iter().all(|one| one.manifest.records() == 1));
}

#[test]
fn both_recipients_can_open_it() {
    let bundle = written(&people(1), Caps::default()).remove(0);
    let (of, key) = (first_epoch(), station_key());
    let anchor = Anchor { of: &of, key: key.public() };
    for identity in [CENTRE_IDENTITY, demo_centre::RECOVERY_IDENTITY] {
        assert!(open(&bundle.bytes, &anchor, &[identity]).is_ok());
    }
}

#[test]
fn an_epoch_that_the_station_began_is_followed_from_the_enrolled_key() {
    let chain = people(2);
    let (first, newer) = (first_epoch(), other_key());
    let certificate = Certificate {
        of: EpochRef { epoch: "00000002".parse().unwrap(), ..first.clone() },
        number: 2,
        key: newer.public().point(),
        why: WhyEpoch::Restored,
        seen: None,
        after: first.epoch.clone(),
        last: 24,
        head: [3; 32],
        wall: Moment(crate::days::MADE_MS),
    };
    let third_key = SigningKey::from_seed(&Secret::from_bytes(&mut [9; 32])).unwrap();
    let third = Certificate {
        of: EpochRef { epoch: "00000003".parse().unwrap(), ..first.clone() },
        number: 3,
        key: third_key.public().point(),
        after: "00000002".parse().unwrap(),
        ..certificate.clone()
    };
    let signed = [certificate.sign(&station_key()).unwrap(), third.sign(&newer).unwrap()];
    let commune = commune();
    let packs = [PackRef { contest: CONTEST.to_owned(), version: 4, digest: [4; 32] }];
    let plan = Plan { certificates: &signed, packs: &packs, ..plan(&third.of, &commune, Start::EPOCH) };
    let bundle = write(&plan, &third_key, &mut chain.links().peekable()).unwrap();
    let opened = opened(&bundle.bytes).unwrap();
    assert_eq!(opened.certificates, [certificate, third.clone()]);
    assert_eq!(opened.manifest.packs, packs);
    // Signed with the key of the epoch before, nobody would take it.
    let wrong = write(&plan, &newer, &mut chain.links().peekable());
    assert!(matches!(wrong, Err(BundleFault::WrongKey { .. })), "{wrong:?}");
}

#[test]
fn what_does_not_follow_is_not_written() {
    let (of, commune, chain) = (first_epoch(), commune(), people(2));
    let links: Vec<_> = chain.links().collect();
    let refused = |at: usize, link: Chained<'_>| {
        let mut writer = Writer::begin(plan(&of, &commune, Start::EPOCH)).unwrap();
        for link in &links[..at] {
            assert_eq!(writer.push(link), Ok(true));
        }
        assert_eq!(writer.push(&link), Err(BundleFault::NotNext { number: link.number }));
    };
    refused(0, Chained { head: [1; 32], ..links[0] });
    refused(1, Chained { number: 3, ..links[1] });
    refused(1, Chained { content: links[0].content, ..links[1] });
    let gap = Writer::begin(plan(&of, &commune, Start::EPOCH)).unwrap().push(&links[1]);
    assert_eq!(gap, Err(BundleFault::NotNext { number: 2 }));
    let none = write(&plan(&of, &commune, Start::EPOCH), &station_key(), &mut [].into_iter().peekable());
    assert!(matches!(none, Err(BundleFault::Empty)));
    let nobody = Plan { recipients: ["age1nobody", RECOVERY_RECIPIENT], ..plan(&of, &commune, Start::EPOCH) };
    assert!(matches!(Writer::begin(nobody).err(), Some(BundleFault::Unseal(_))));
}

#[test]
fn the_golden_bundle_opens_for_ever() {
    let path = fixtures("good-bundles").join("bundle.tsb");
    if making() {
        let mut chain = people(2);
        chain.erase(3);
        fs::write(&path, &written(&chain, Caps::default())[0].bytes).unwrap();
    }
    let bytes = fs::read(path).unwrap();
    let found = opened(&bytes).unwrap();
    let mut chain = people(2);
    chain.erase(3);
    let sent: Vec<Option<Vec<u8>>> = chain.bytes().into_iter().map(|bytes| bytes.map(<[u8]>::to_vec)).collect();
    let records: Vec<_> = found.records.into_iter().map(|record| record.map(|record| record.bytes())).collect();
    assert_eq!(records, sent);
    // Its manifest is the one form of what it contains.
    assert_eq!(found.manifest.write(), parts(&bytes).manifest);
    let (of, other) = (first_epoch(), other_key());
    let control = examine(&bytes, &Anchor { of: &of, key: other.public() });
    assert!(matches!(control, Err(BundleFault::WrongKey { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn round_trip(count in 1_u64..6, records in 1_u64..40, plain in 300_u64..20_000, erased in prop::collection::vec(1_usize..10, 0..4)) {
        let mut chain = people(count);
        erased.into_iter().for_each(|number| chain.erase(number));
        same(&chain, &written(&chain, Caps { records, plain }));
    }
}

/// The golden bytes of a certificate of an epoch whose station was behind its own mark; the two fields are there exactly then.
#[test]
fn a_certificate_of_a_station_that_was_put_back_states_its_mark() {
    let golden = include_str!("../golden/epoch-rolled-back.json").trim_end();
    let read = Certificate::read(2, golden.as_bytes()).unwrap();
    assert_eq!((read.why, read.last, read.seen), (WhyEpoch::RolledBack, 41, Some((57, [0xab; 32]))));
    assert_eq!(read.write(), golden.as_bytes());
    for (from, to) in [
        ("\"why\":\"rolled-back\"", "\"why\":\"restored\""),
        (",\"seen_n\":57", ""),
        (&format!(",\"seen_head\":\"{}\"", "ab".repeat(32)), ""),
    ] {
        assert!(golden.contains(from), "{from}");
        assert!(Certificate::read(2, golden.replace(from, to).as_bytes()).is_err(), "{from}");
    }
}
