use crate::{
    bundle::{
        BundleFault, EpochRef,
        json::{V1, read_canonical},
    },
    crypto::{Secret, SecretBytes, hex, unhex},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// What a grant keeps from everybody but the station. `Debug` does not show it.
#[derive(Clone)]
pub struct Secrets {
    /// One a station and epoch: papers are drawn from it.
    pub draw_key: Secret<32>,
    /// One a contest: persons are hashed under it.
    pub person_key: Secret<32>,
    /// `AGE-SECRET-KEY-1…`: opens the contest's sealed questions; none where they are open.
    pub pack_identity: Option<Zeroizing<String>>,
}

/// The name of the sealed part.
pub(super) const SECRETS: &str = "secrets.json.age";

impl Secrets {
    /// What is sealed; it repeats whose it is (docs/THREAT-MODEL.md B5).
    pub(super) fn write(&self, of: &EpochRef) -> SecretBytes {
        let draw_key = Zeroizing::new(hex(self.draw_key.bytes()));
        let person_key = Zeroizing::new(hex(self.person_key.bytes()));
        let shape = SecretsV1 {
            v: V1,
            kind: SecretsKind::Secrets,
            contest: &of.contest,
            station: &of.station,
            epoch: &of.epoch,
            draw_key: &draw_key,
            person_key: &person_key,
            pack_identity: self.pack_identity.as_deref().map(String::as_str),
        };
        SecretBytes::new(serde_json::to_vec(&shape).unwrap_or_default()) // texts can always be written
    }

    pub(super) fn read(bytes: &SecretBytes, of: &EpochRef) -> Result<Self, BundleFault> {
        let shape: SecretsV1<'_> = read_canonical(SECRETS, bytes.bytes())?;
        let (found, wanted) = ((shape.contest, shape.station, shape.epoch), (&*of.contest, &*of.station, &*of.epoch));
        if found != wanted {
            let names = |(contest, station, epoch)| format!("{contest} {station} {epoch}");
            return Err(BundleFault::OtherPayload { wanted: names(wanted), found: names(found) });
        }
        let key = |text: &str, field| {
            let bytes = unhex::<32>(text).map(|mut bytes| Secret::from_bytes(&mut bytes));
            bytes.ok_or(BundleFault::Value { member: SECRETS.to_owned(), field })
        };
        Ok(Self {
            draw_key: key(shape.draw_key, "draw_key")?,
            person_key: key(shape.person_key, "person_key")?,
            pack_identity: shape.pack_identity.map(|text| Zeroizing::new(text.to_owned())),
        })
    }
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Secrets(…)")
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SecretsV1<'a> {
    v: V1,
    kind: SecretsKind,
    contest: &'a str,
    #[serde(rename = "kiosk")]
    station: &'a str,
    epoch: &'a str,
    draw_key: &'a str,
    person_key: &'a str,
    pack_identity: Option<&'a str>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SecretsKind {
    Secrets,
}
