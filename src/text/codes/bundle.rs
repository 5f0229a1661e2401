//! Notices of the centre about a bundle or another file of a station.

/// TS-B50: the file is larger than the ‹most› allowed.
pub const FILE_TOO_LARGE: &str = "TS-B50";

/// TS-B51: the file is no bundle of a station, or it is damaged.
pub const NOT_A_BUNDLE: &str = "TS-B51";

/// TS-B52: station ‹kiosk› is not known.
pub const UNKNOWN_STATION: &str = "TS-B52";

/// TS-B53: the file belongs to contest ‹found›; contest ‹wanted› is accepted here.
pub const OTHER_CONTEST: &str = "TS-B53";

/// TS-B54: the file was written by a later version of the program.
pub const LATER_VERSION: &str = "TS-B54";

/// TS-B55: two copies of station ‹kiosk› began a new epoch each (‹epoch›).
pub const TWO_COPIES_OF_A_STATION: &str = "TS-B55";

/// TS-B56: parts in the file are missing, unexpected or wrong.
pub const PARTS_WRONG: &str = "TS-B56";

/// TS-B57: a signature in the file has another form than it must have.
pub const SIGNATURE_FORM: &str = "TS-B57";

/// TS-B58: the file was signed with key ‹key›, which is not the registered one.
pub const KEY_NOT_REGISTERED: &str = "TS-B58";

/// TS-B59: the file does not match its signature: it was changed or damaged.
pub const SIGNATURE_WRONG: &str = "TS-B59";

/// TS-B60: the signature in the file was made for another file.
pub const SIGNATURE_OF_ANOTHER_FILE: &str = "TS-B60";

/// TS-B61: the content of ‹file› in the file cannot be read.
pub const PART_UNREADABLE: &str = "TS-B61";

/// TS-B62: the file is another station's: ‹found› instead of ‹wanted›.
pub const OTHER_STATION: &str = "TS-B62";

/// TS-B63: the file claims more records than are allowed.
pub const TOO_MANY_RECORDS: &str = "TS-B63";

/// TS-B64: the sealed part of the file has another length than stated.
pub const SEALED_LENGTH: &str = "TS-B64";

/// TS-B65: the sealed part does not open with this centre's keys.
pub const SEALED_FOR_ANOTHER_CENTRE: &str = "TS-B65";

/// TS-B66: the compressed part is damaged.
pub const COMPRESSION_DAMAGED: &str = "TS-B66";

/// TS-B67: line ‹line› inside the file cannot be read.
pub const LINE_UNREADABLE: &str = "TS-B67";

/// TS-B68: the sealed part is another bundle's.
pub const SEALED_PART_OF_ANOTHER_BUNDLE: &str = "TS-B68";

/// TS-B69: the record in line ‹line› has a wrong form.
pub const RECORD_FORM: &str = "TS-B69";

/// TS-B70: the chain of records in the file does not lead to its end.
pub const CHAIN_BROKEN: &str = "TS-B70";

/// TS-B71: the file could not be made on this machine.
pub const NOT_MADE_HERE: &str = "TS-B71";

/// TS-B72: the file was cut short: its end is missing.
pub const CUT_SHORT: &str = "TS-B72";

/// TS-B73: something follows the end of the file.
pub const TRAILING_BYTES: &str = "TS-B73";

/// TS-B74: something is hidden between the parts of the file.
pub const HIDDEN_BYTES: &str = "TS-B74";

/// TS-B75: a part of the file has a name that is not allowed.
pub const PART_NAME: &str = "TS-B75";

/// TS-B76: two parts of the file have the same name.
pub const PART_TWICE: &str = "TS-B76";

/// TS-B77: the file has more parts than are allowed.
pub const TOO_MANY_PARTS: &str = "TS-B77";

/// TS-B78: part ‹file› of the file is larger than allowed.
pub const PART_TOO_LARGE: &str = "TS-B78";

/// TS-B79: the file has a signature of the old kind, which is no longer taken.
pub const LEGACY_SIGNATURE: &str = "TS-B79";

/// TS-B80: part ‹file› of the file is not written in its one form.
pub const NOT_CANONICAL: &str = "TS-B80";

/// TS-B81: in part ‹file›, the value of “‹field›” is not valid.
pub const FIELD_INVALID: &str = "TS-B81";

/// TS-B82: in part ‹file›, the value of “‹field›” contradicts another place.
pub const FIELD_CONTRADICTS: &str = "TS-B82";

/// TS-B83: the file is of the station's epoch ‹found› instead of ‹wanted›.
pub const OTHER_EPOCH: &str = "TS-B83";

/// TS-B84: the file claims to unpack to more than is allowed.
pub const UNPACKS_TO_TOO_MUCH: &str = "TS-B84";

/// TS-B85: the file claims to unpack to more times its length than is possible.
pub const COMPRESSION_RATIO: &str = "TS-B85";

/// TS-B86: the compressed part needs more memory than is allowed.
pub const COMPRESSION_MEMORY: &str = "TS-B86";

/// TS-B87: the sealed part was changed after it had been signed.
pub const SEALED_PART_CHANGED: &str = "TS-B87";

/// TS-B88: the sealed part is damaged: no key opens it.
pub const SEALED_PART_DAMAGED: &str = "TS-B88";

/// TS-B89: the compressed part unpacks to another length than stated.
pub const UNPACKED_LENGTH: &str = "TS-B89";

/// TS-B90: something follows the compressed part.
pub const TRAILING_AFTER_COMPRESSION: &str = "TS-B90";

/// TS-B91: line ‹line› inside the file is longer than allowed.
pub const LINE_TOO_LONG: &str = "TS-B91";

/// TS-B92: the last line inside the file (‹line›) is cut off.
pub const LAST_LINE_CUT: &str = "TS-B92";

/// TS-B93: the record in line ‹line› has another number than its place.
pub const RECORD_NUMBER: &str = "TS-B93";

/// TS-B94: the record in line ‹line› belongs to another contest.
pub const RECORD_OF_ANOTHER_CONTEST: &str = "TS-B94";

/// TS-B95: the number of records in the file differs from what is stated.
pub const RECORD_COUNT: &str = "TS-B95";
