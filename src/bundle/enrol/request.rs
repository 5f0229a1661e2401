use super::machine::CheckV1;
use crate::{
    bundle::{
        BundleFault,
        edition::Edition,
        json::{read_canonical, write as json},
        limits::{MOST_REQUEST, MOST_REQUEST_BODY},
        signed::{Rest, parcel, sign, signature_name},
        station::is_text,
    },
    crypto::{
        fingerprint,
        minisig::{PublicKey, SigningKey},
        seal::is_recipient,
        sha256,
    },
    domain::{EpochId, MachineCheck, Moment, StationId, UnitCode},
};
use serde::{Deserialize, Serialize};

/// What a station asks for a place with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The station that asks.
    pub station: StationId,
    /// The epoch that asks; the first one, unless the station asks again.
    pub epoch: EpochId,
    /// That epoch's key.
    pub key: PublicKey,
    /// `age1…`: to whom the grant is to be sealed.
    pub recipient: String,
    /// Unit that the station belongs to.
    pub commune: UnitCode,
    /// Village that the volunteer named.
    pub village: String,
    /// The program and its version.
    pub app: String,
    /// What the wall clock claimed.
    pub wall: Moment,
    /// What a check of the station's machine found, where one was made.
    pub check: Option<MachineCheck>,
}

const REQUEST: &str = "request.json";

/// The id of a station whose first epoch has this key.
#[must_use]
pub fn station_of(key: &PublicKey) -> StationId {
    StationId::from_key_digest(&sha256(&[&key.point()]))
}

/// Writes a request and signs it with the key that it names, which the sender holds.
///
/// # Errors
/// `WrongKey` when it is another one, `Signing`, or what a reader would refuse.
pub fn write(request: &Request, key: &SigningKey) -> Result<Vec<u8>, BundleFault> {
    if key.public() != &request.key {
        return Err(BundleFault::WrongKey { member: signature_name(REQUEST), key: key.public().id() });
    }
    let body = request.write();
    Request::read(&body)?;
    let signature = sign(key, &body, &request.comment())?;
    parcel(&[(REQUEST, &body), (&signature_name(REQUEST), signature.as_bytes())])
}

/// Opens a request. It vouches for itself only: that it is whole and that its sender holds the key. From whom it is, two people
/// find out by comparing the fingerprint.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn open(bytes: &[u8]) -> Result<Request, BundleFault> {
    let mut rest = Rest::new(bytes, MOST_REQUEST, 2)?;
    let signed = rest.take_signed(REQUEST, MOST_REQUEST_BODY)?;
    rest.end()?;
    signed.claimed()?;
    // The one file that contains its own key, so that it is parsed first.
    let request = Request::read(signed.bytes)?;
    let comment = signed.verify(&request.key)?;
    signed.is_for(comment, request.comment()).map(|()| request)
}

impl Request {
    /// The trusted comment that its signature must have.
    #[must_use]
    pub fn comment(&self) -> String {
        format!("tramso-enrol/1 request {} {}", self.station, self.epoch)
    }

    /// Eight syllables by which two people compare it.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.write())
    }

    /// SHA-256 of the signed bytes: what the grant answers.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        sha256(&[&self.write()]) // read or written, a request has one form
    }

    /// The request's name: the same on every file system.
    #[must_use]
    pub fn file_name(&self) -> String {
        let station = self.station.short();
        format!("{}-{station}-{}.tsq", self.commune.as_str(), self.epoch)
    }

    fn write(&self) -> Vec<u8> {
        json(&RequestV1 {
            v: if self.check.is_some() { Edition::Second } else { Edition::First },
            kind: RequestKind::Request,
            station: self.station.to_string(),
            epoch: self.epoch.to_string(),
            key: self.key.text().to_owned(),
            recipient: self.recipient.clone(),
            commune: self.commune.as_str().to_owned(),
            village: self.village.clone(),
            app: self.app.clone(),
            wall_ms: self.wall.0,
            check: self.check.as_ref().map(CheckV1::from),
        })
    }

    fn read(bytes: &[u8]) -> Result<Self, BundleFault> {
        let shape: RequestV1 = read_canonical(REQUEST, bytes)?;
        let fault = |field| BundleFault::Value { member: REQUEST.to_owned(), field };
        let key = PublicKey::parse(&shape.key).ok_or(fault("key"))?;
        if PublicKey::of_point(&key.point()).as_ref() != Some(&key) {
            return Err(fault("key")); // under another id than its own
        }
        let station = StationId::parse(&shape.station).ok_or(fault("kiosk"))?;
        let epoch = EpochId::parse(&shape.epoch).ok_or(fault("epoch"))?;
        let check = shape.check.map(|check| check.open().ok_or(fault("check"))).transpose()?;
        match () {
            // The field is what makes a request one of the second version.
            () if check.is_some() != (shape.v == Edition::Second) => Err(fault("v")),
            () if !is_recipient(&shape.recipient) => Err(fault("recipient")),
            () if !is_text(&shape.village) => Err(fault("village")),
            () if !is_text(&shape.app) => Err(fault("app")),
            () => Ok(Self {
                station,
                epoch,
                key,
                recipient: shape.recipient,
                commune: UnitCode::parse(&shape.commune).ok_or(fault("commune"))?,
                village: shape.village,
                app: shape.app,
                wall: Moment(shape.wall_ms),
                check,
            }),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestV1 {
    v: Edition,
    kind: RequestKind,
    #[serde(rename = "kiosk")]
    station: String,
    epoch: String,
    key: String,
    recipient: String,
    commune: String,
    village: String,
    app: String,
    wall_ms: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    check: Option<CheckV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RequestKind {
    Request,
}
