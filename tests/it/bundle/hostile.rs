//! Whatever arrives is refused or taken, and nothing falls over: bytes of chance, and good files with pieces of others.

use super::{raw::*, *};
use proptest::prelude::*;
use tramso::{
    bundle::{claim, enrol::request, examine},
    crypto::hex,
};

/// Every reader at once; answers whether one of them took it.
fn is_taken_by_any(bytes: &[u8]) -> bool {
    let (of, key) = (first_epoch(), station_key());
    let _ = claim(bytes);
    examine(bytes, &Anchor { of: &of, key: key.public() }).is_ok()
        || receipts::taken(bytes).is_ok()
        || request::open(bytes).is_ok()
        || enrol::accepted(bytes).is_ok()
}

fn goods() -> Vec<Vec<u8>> {
    let names = ["bundle.tsb", "receipt.tsr", "request.tsq", "grant.tsg"];
    names.iter().map(|name| std::fs::read(fixtures("good-bundles").join(name)).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn bytes_of_chance(bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
        prop_assert!(!is_taken_by_any(&bytes));
    }

    #[test]
    fn good_files_with_pieces_of_others(
        one in 0_usize..4,
        other in 0_usize..4,
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        length in 1_usize..2000,
    ) {
        let goods = goods();
        let (mut bytes, piece) = (goods[one].clone(), &goods[other]);
        let (from, to) = (from.index(piece.len()), to.index(bytes.len()));
        let piece = &piece[from..(from + length).min(piece.len())];
        let end = (to + piece.len()).min(bytes.len());
        bytes[to..end].copy_from_slice(&piece[..end - to]);
        prop_assert_eq!(is_taken_by_any(&bytes), bytes == goods[one], "only what is unchanged is taken");
    }

    /// A station with the right key that signs a manifest with pieces of chance in it.
    #[test]
    fn manifests_of_chance(at in any::<prop::sample::Index>(), piece in "[\\[\\]{}\":,0-9a-f\\\\u ]{1,12}") {
        let mut parts = with_lines(&joined(&lines(&short())));
        let at = at.index(parts.manifest.len());
        parts.manifest.splice(at..(at + piece.len()).min(parts.manifest.len()), piece.bytes());
        let changed = parts.signed(&station_key(), &comment(1));
        let (of, key) = (first_epoch(), station_key());
        if let Ok(examined) = examine(&changed.tied(), &Anchor { of: &of, key: key.public() }) {
            prop_assert_eq!(examined.manifest.write(), changed.manifest, "what is taken has one form");
        }
    }

    /// Lines of chance, sealed and signed as they must be.
    #[test]
    fn lines_of_chance(
        nonce in any::<[u8; 16]>(),
        inside in "[\\[\\]{}\":,0-9a-f\\\\u\n]{0,200}",
        raw: bool,
    ) {
        let mut all = lines(&short());
        all[2] = if raw { inside } else { format!("{{\"nonce\":\"{}\",\"record\":{inside}}}", hex(&nonce)) };
        prop_assert!(opened(&with_lines(&joined(&all)).tied()).is_err());
    }
}
