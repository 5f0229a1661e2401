//! Notices of sending over the network.

/// TS-N01: this address cannot be read.
pub const ADDRESS_UNREADABLE: &str = "TS-N01";

/// TS-N02: an address with `http://` keeps nothing secret on the way.
pub const ADDRESS_WITHOUT_TLS: &str = "TS-N02";

/// TS-N03: the certificate file ‹file› cannot be read or holds no certificate.
pub const CERTIFICATE_FILE_UNREADABLE: &str = "TS-N03";

/// TS-N04: the organiser cannot be reached: there is no network, or the server does not answer.
pub const ORGANISER_UNREACHABLE: &str = "TS-N04";

/// TS-N05: the line broke several times.
pub const CONNECTION_BROKE: &str = "TS-N05";

/// TS-N06: the server cannot show that it is the organiser's, so nothing was sent.
pub const SERVER_NOT_TRUSTED: &str = "TS-N06";

/// TS-N07: the server's certificate does not fit the date and time of this laptop.
pub const CERTIFICATE_OUT_OF_DATE: &str = "TS-N07";

/// TS-N08: the answer is not from the organiser's server; this network may ask you to sign in.
pub const NOT_THE_ORGANISER: &str = "TS-N08";

/// TS-N09: the organiser's server is busy.
pub const SERVER_BUSY: &str = "TS-N09";

/// TS-N10: the organiser's server has trouble of its own (code ‹status›).
pub const SERVER_FAULT: &str = "TS-N10";

/// TS-N11: what came back is no receipt for this station (‹code›).
pub const NOT_A_RECEIPT: &str = "TS-N11";

/// TS-N12: sending was stopped. What has a receipt still counts.
pub const SENDING_STOPPED: &str = "TS-N12";

/// TS-N13: there is no network address of the organiser yet.
pub const NO_ADDRESS: &str = "TS-N13";

/// TS-N14: the organiser refuses the file ‹name›: ‹code› ‹what›
pub const BUNDLE_REFUSED: &str = "TS-N14";

/// TS-N15: the organiser took the file and has not confirmed it: there may be two copies of this station, which are
/// being looked at.
pub const BUNDLE_HELD: &str = "TS-N15";

/// TS-N16: the station has sent as much as it may in a day; what was not sent is still whole at the station.
pub const DAILY_QUOTA_REACHED: &str = "TS-N16";

/// TS-N17: the organiser's server was restored from a backup; ‹n› bundles of this station are not in it and travel again.
pub const CENTRE_WAS_RESTORED: &str = "TS-N17";

/// TS-N18: the server that answers is an old copy of the organiser's: what it confirms is not believed.
pub const OLD_COPY_OF_THE_CENTRE: &str = "TS-N18";

/// TS-N19: the organiser's server takes nothing while its clock contradicts its trail.
pub const CLOCK_OF_THE_CENTRE: &str = "TS-N19";
