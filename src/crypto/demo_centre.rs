//! The demo centre that is built into the program (docs/decisions/012-before-enrolment.md): its master secret is
//! public, so that whatever is done in the contest `demo` proves nothing and no real centre accepts it.

use super::{Secret, hkdf_sha256};

/// The contest's id in every demo record.
pub const CONTEST: &str = "demo";
/// The centre's name.
pub const NAME: &str = "Ban Tổ chức mẫu";
/// Public on purpose.
const MASTER: &[u8; 32] = b"tramso demo centre: not a secret";
/// Recipient of the demo stations' recovery files; its identity is `RECOVERY_IDENTITY`.
pub const RECOVERY_RECIPIENT: &str = "age1ylx86p6xt7ehz8aauz3s6lp9p25lkz32qpswdjk4zqjp7z0dgpyqaq2g29";
/// Public on purpose.
pub const RECOVERY_IDENTITY: &str = "AGE-SECRET-KEY-1J8FETWX5MFUSTQGUAJQAAXDGESYN383PC7UM8VN2UWMTKFQ3DMRQPCH02D";

/// To whom demo stations seal their bundles; its identity is `CENTRE_IDENTITY`.
pub const CENTRE_RECIPIENT: &str = "age1z9xs88aej9j03rra8fmu4st5853wxu8ll5h4qrqlqrr7s804npms2eyrcl";
/// Public on purpose.
pub const CENTRE_IDENTITY: &str = "AGE-SECRET-KEY-1U239F65WSW0EWQF8X3ZU66DU9R78ENLF8DCT5878KQQHWG4M307SJ78W5U";

/// The demo centre's one root, as its packs contain it, and the signature over it.
pub const ROOT: &str = include_str!("demo_centre/root-1.json");
/// Signature over the demo root.
pub const ROOT_SIGNATURE: &str = include_str!("demo_centre/root-1.minisig");
/// Keys of minisign without a password, public on purpose: anyone who signs with them reaches nothing but demo stations.
pub const ROOT_KEY: &str = include_str!("demo_centre/root.key");
/// Demo key that signs packs.
pub const PACK_KEY: &str = include_str!("demo_centre/pack.key");
/// Demo key that signs receipts.
pub const RECEIPT_KEY: &str = include_str!("demo_centre/receipt.key");
/// Demo key that signs grants.
pub const ENROL_KEY: &str = include_str!("demo_centre/enrol.key");

/// The demo centre's master secret, which is none.
#[must_use]
pub fn master() -> Secret<32> {
    Secret::from_bytes(&mut MASTER.to_owned())
}

/// The key under which persons are hashed in the demo contest.
#[must_use]
pub fn person_key_secret() -> Secret<32> {
    hkdf_sha256(MASTER, "tramso-demo-person1", &[])
}

/// The draw key of a demo station and epoch: HKDF of the centre's master, as real centres make it.
#[must_use]
pub fn draw_key(station: &str, epoch: &str) -> Secret<32> {
    hkdf_sha256(MASTER, "tramso-draw-key1", &[station.as_bytes(), epoch.as_bytes()])
}

/// Seed of the key that closes the demo contest. Public on purpose: what it signs proves nothing.
#[must_use]
pub fn closing_seed() -> Secret<32> {
    hkdf_sha256(MASTER, "tramso-demo-closing1", &[])
}
