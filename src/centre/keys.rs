use crate::{
    bundle::EpochRef,
    crypto::{
        Secret, demo_centre, hkdf_sha256,
        minisig::{PublicKey, SigningKey},
    },
};
use zeroize::Zeroizing;

/// What the centre's server must know to receive: not the root's keys, nor the enrolment key, nor the recovery identity
/// (docs/decisions/017-keys-of-the-centre.md).
pub struct Keys {
    /// Id of the contest.
    pub contest: String,
    /// The centre's name, for people.
    pub name: String,
    /// From it follow the contest's person key, every station's draw key and the ledger's keys.
    pub master: Secret<32>,
    /// `AGE-SECRET-KEY-1…`, newest first: open bundles.
    pub identities: Vec<Zeroizing<String>>,
    /// `age1…`: to whom stations seal their bundles.
    pub recipient: String,
    /// `age1…` of the recovery key that is kept in a safe: the second recipient of every bundle.
    pub recovery_recipient: String,
    /// Signs receipts.
    pub receipt: SigningKey,
    /// `AGE-SECRET-KEY-1…`: open the questions of sealed packs; none where they are open.
    pub pack_identities: Vec<Zeroizing<String>>,
}

impl Keys {
    /// The demo centre's, which are public: it takes what demo stations send and nothing else.
    #[must_use]
    pub fn demo() -> Option<Self> {
        Some(Self {
            contest: demo_centre::CONTEST.to_owned(),
            name: demo_centre::NAME.to_owned(),
            master: demo_centre::master(),
            identities: vec![Zeroizing::new(demo_centre::CENTRE_IDENTITY.to_owned())],
            recipient: demo_centre::CENTRE_RECIPIENT.to_owned(),
            recovery_recipient: demo_centre::RECOVERY_RECIPIENT.to_owned(),
            receipt: SigningKey::from_open_file(demo_centre::RECEIPT_KEY).ok()?,
            pack_identities: Vec::new(),
        })
    }

    /// Whether these are the demo centre's.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.contest == demo_centre::CONTEST
    }

    /// The key under which persons of the contest are hashed.
    #[must_use]
    pub fn person_key(&self) -> Secret<32> {
        if self.is_demo() {
            return demo_centre::person_key_secret();
        }
        hkdf_sha256(self.master.bytes(), "tramso-person-key1", &[self.contest.as_bytes()])
    }

    /// The key from which an epoch's papers are drawn (docs/decisions/008-the-draw.md). Demo stations share one: there
    /// is nothing to win.
    #[must_use]
    pub fn draw_key(&self, of: &EpochRef) -> Secret<32> {
        if self.is_demo() {
            return demo_centre::draw_key("", "");
        }
        hkdf_sha256(self.master.bytes(), "tramso-draw-key1", &[of.station.as_bytes(), of.epoch.as_bytes()])
    }

    /// The secret seed of the key that signs certificates. It follows from the master, so that every server of a centre signs with the same
    /// one, and a key file of before has it too (docs/decisions/062-who-signs-certificates-and-the-closing.md).
    #[must_use]
    pub fn certificate_seed(&self) -> Secret<32> {
        hkdf_sha256(self.master.bytes(), "tramso-certificate-key1", &[self.contest.as_bytes()])
    }

    /// The public half of the certificate key, as a root names it; none for a seed of low order, which is not known.
    #[must_use]
    pub fn certificate_public(&self) -> Option<PublicKey> {
        SigningKey::from_seed(&self.certificate_seed()).ok().map(|key| key.public().clone())
    }

    /// The key that seals certificates in the ledger.
    #[must_use]
    pub fn certificate_row_key(&self) -> Secret<32> {
        hkdf_sha256(self.master.bytes(), "tramso-certificate-row-key1", &[])
    }

    /// The key of the embedded ledger, or of the sealed columns of one that is not encrypted whole.
    #[must_use]
    pub fn ledger_key(&self) -> Secret<32> {
        hkdf_sha256(self.master.bytes(), "tramso-ledger-key1", &[])
    }

    /// The key under which the page knows browsers again, and under which subjects of wrong passwords are hashed.
    #[must_use]
    pub fn session_key(&self) -> Secret<32> {
        hkdf_sha256(self.master.bytes(), "tramso-session-key1", &[])
    }

    /// The key of what people are searched by. Stations do not have it.
    #[must_use]
    pub fn search_key(&self) -> Secret<32> {
        hkdf_sha256(self.master.bytes(), "tramso-search-key1", &[])
    }

    /// The key that seals rosters of agencies and organisations.
    #[must_use]
    pub fn roster_key(&self) -> Secret<32> {
        hkdf_sha256(self.master.bytes(), "tramso-roster-key1", &[])
    }

    /// The key that seals lists of One Touch while they wait for the city's yes.
    #[must_use]
    pub fn one_touch_key(&self) -> Secret<32> {
        hkdf_sha256(self.master.bytes(), "tramso-one-touch-key1", &[])
    }

    /// The key of the values by which the words of a message are known again.
    #[must_use]
    pub fn story_key(&self) -> Secret<32> {
        hkdf_sha256(self.master.bytes(), "tramso-story-key1", &[])
    }

    /// The key that seals remarks about decisions.
    #[must_use]
    pub fn remark_key(&self) -> Secret<32> {
        hkdf_sha256(self.master.bytes(), "tramso-remark-key1", &[])
    }

    /// The key that seals what is written down of people's requests.
    #[must_use]
    pub fn request_key(&self) -> Secret<32> {
        hkdf_sha256(self.master.bytes(), "tramso-request-key1", &[])
    }

    /// The key that seals the secrets of one-time codes.
    #[must_use]
    pub fn code_key(&self) -> Secret<32> {
        hkdf_sha256(self.master.bytes(), "tramso-code-key1", &[])
    }
}
