use super::{
    hash::{hmac_sha256, hmac_tagged},
    syllables::spoken,
};

/// Syllables of a receipt by mouth: 50 bits.
pub const SPOKEN: usize = 5;

/// What a receipt by mouth is about: a bundle that a centre holds, and with it all before it in its epoch (docs/FORMATS.md 20).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpokenReceipt<'a> {
    /// Id of the contest.
    pub contest: &'a str,
    /// The station.
    pub station: &'a str,
    /// Its epoch.
    pub epoch: &'a str,
    /// The bundle's number within the epoch.
    pub seq: u32,
    /// SHA-256 of its manifest.
    pub manifest: &'a [u8; 32],
}

impl SpokenReceipt<'_> {
    /// Its five syllables, with hyphens between them, under the draw key that station and centre share.
    #[must_use]
    pub fn code(&self, draw_key: &[u8; 32]) -> String {
        let key = hmac_sha256(draw_key, &[b"tramso-spoken-key1"]);
        let seq = u64::from(self.seq).to_be_bytes();
        let fields: [&[u8]; 5] =
            [self.contest.as_bytes(), self.station.as_bytes(), self.epoch.as_bytes(), &seq, self.manifest];
        spoken(&hmac_tagged(&key, "tramso-spoken1", &fields), SPOKEN)
    }
}
