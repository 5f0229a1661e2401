//! What a pack carries arrives.

use super::*;
use tramso::crypto::seal::new_identity;

#[test]
fn what_is_packed_is_opened() {
    let pack = small();
    let roots = demo_roots();
    let (identity, recipient) = new_identity();
    let identity = std::str::from_utf8(identity.bytes()).unwrap();
    for seal_to in [None, Some(recipient.as_str())] {
        let bytes = build(&Plan { seal_to, ..plan(&pack, &roots) }, &demo_key()).unwrap();
        let opened = open(&bytes, &trust(&pack), &[identity]).unwrap();
        assert_eq!(opened.pack.contest, pack.contest);
        assert_eq!(opened.pack.lessons, pack.lessons);
        assert_eq!(opened.pack.bank, pack.bank);
        assert_eq!(opened.pack.units, pack.units);
        assert_eq!(opened.manifest.version, 7);
        assert_eq!(opened.root, demo_pinned());
        let again = tramso::content::pack::reopen(&bytes, &opened.pack.digest, &[identity], day("2026-11-25")).unwrap();
        assert_eq!(again.pack.bank, pack.bank);
    }
}
