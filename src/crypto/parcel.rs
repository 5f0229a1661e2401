//! A parcel: a few files in one, as a canonical ustar (docs/FORMATS.md). Stock `tar` lists and takes apart what is written here,
//! and for the same files it writes the same bytes.
//!
//! The reader makes the one header that the writer would have written and compares bytes, so that no two programs can read
//! a parcel in two ways; nothing is ever unpacked to a disk.

/// One file of a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    /// File name within the archive.
    pub name: &'a str,
    /// Content.
    pub bytes: &'a [u8],
}

/// Why bytes are no parcel; `at` is the byte at which a header begins.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParcelFault {
    /// It ends before its end marker.
    #[error("parcel is cut")]
    Cut,
    /// More members than belong into such a parcel.
    #[error("parcel has more than {most} members")]
    TooMany {
        /// Most members that a parcel has.
        most: usize,
    },
    /// A name of other signs than letters, digits, `.` and `-`, or none, or one that begins with a dot.
    #[error("name of the member at byte {at} is invalid")]
    Name {
        /// Byte offset of the header.
        at: usize,
        /// The name as it was read.
        name: String,
    },
    /// Two members of one name.
    #[error("member {0} is there twice")]
    Twice(String),
    /// A member states a size beyond what is left.
    #[error("member {name} states {stated} bytes, {left} are left")]
    Size {
        /// Name of the member.
        name: String,
        /// Size in its header, in bytes.
        stated: u64,
        /// Bytes left in the file.
        left: usize,
    },
    /// A header of another form than the one that is written here: another kind, owner, mode, time or sum.
    #[error("header at byte {at} is not canonical")]
    Header {
        /// Byte offset of the header.
        at: usize,
    },
    /// Something other than zeros between a member's end and the next block.
    #[error("padding of {name} is not zero")]
    Padding {
        /// Name of the member.
        name: String,
    },
    /// Bytes after the end.
    #[error("{bytes} bytes after the end")]
    Trailing {
        /// How many bytes there are too many.
        bytes: usize,
    },
}

const BLOCK: usize = 512;
/// What marks a ustar, and its version.
const MAGIC: &[u8] = b"ustar\x0000";
const LONGEST_NAME: usize = 100;
/// The largest size that eleven octal digits can write.
const LARGEST: u64 = 0o777_7777_7777;

/// The members in their order as a parcel.
///
/// # Errors
/// A name that no reader would take, or two alike.
pub fn write(members: &[Member<'_>]) -> Result<Vec<u8>, ParcelFault> {
    let blocks: usize = members.iter().map(|member| 1 + member.bytes.len().div_ceil(BLOCK)).sum();
    let mut parcel = Vec::with_capacity((blocks + 2) * BLOCK);
    for (before, member) in members.iter().enumerate() {
        let at = parcel.len();
        if !is_name(member.name) {
            return Err(ParcelFault::Name { at, name: member.name.to_owned() });
        }
        if members.iter().take(before).any(|other| other.name == member.name) {
            return Err(ParcelFault::Twice(member.name.to_owned()));
        }
        let stated = u64::try_from(member.bytes.len()).unwrap_or(u64::MAX);
        if stated > LARGEST {
            return Err(ParcelFault::Size { name: member.name.to_owned(), stated, left: 0 });
        }
        parcel.extend(header(member.name, stated));
        parcel.extend_from_slice(member.bytes);
        parcel.resize(parcel.len().next_multiple_of(BLOCK), 0);
    }
    parcel.resize(parcel.len() + 2 * BLOCK, 0);
    Ok(parcel)
}

/// The members of a parcel, in its order. Allocates nothing but the list.
///
/// # Errors
/// The first thing that the writer would have written otherwise.
pub fn read(bytes: &[u8], most: usize) -> Result<Vec<Member<'_>>, ParcelFault> {
    let mut members: Vec<Member<'_>> = Vec::new();
    let mut rest = bytes;
    loop {
        let at = bytes.len() - rest.len();
        let (block, behind) = rest.split_first_chunk::<BLOCK>().ok_or(ParcelFault::Cut)?;
        if block.iter().all(|byte| *byte == 0) {
            return end(behind).map(|()| members);
        }
        if members.len() == most {
            return Err(ParcelFault::TooMany { most });
        }
        let (name, stated) = header_fields(block, at)?;
        if members.iter().any(|other| other.name == name) {
            return Err(ParcelFault::Twice(name.to_owned()));
        }
        let size = usize::try_from(stated).ok().filter(|size| *size <= behind.len());
        let Some((inside, behind)) = size.and_then(|size| behind.split_at_checked(size)) else {
            return Err(ParcelFault::Size { name: name.to_owned(), stated, left: behind.len() });
        };
        let (padding, behind) =
            behind.split_at_checked(inside.len().next_multiple_of(BLOCK) - inside.len()).ok_or(ParcelFault::Cut)?;
        if padding.iter().any(|byte| *byte != 0) {
            return Err(ParcelFault::Padding { name: name.to_owned() });
        }
        members.push(Member { name, bytes: inside });
        rest = behind;
    }
}

/// The whole members at the beginning of a parcel whose rest has not arrived yet.
///
/// # Errors
/// As `read`, of what has arrived.
pub fn read_front(bytes: &[u8], most: usize) -> Result<Vec<Member<'_>>, ParcelFault> {
    let mut members: Vec<Member<'_>> = Vec::new();
    let mut rest = bytes;
    while let Some((block, behind)) = rest.split_first_chunk::<BLOCK>() {
        if members.len() == most || block.iter().all(|byte| *byte == 0) {
            break;
        }
        let (name, stated) = header_fields(block, bytes.len() - rest.len())?;
        if members.iter().any(|other| other.name == name) {
            return Err(ParcelFault::Twice(name.to_owned()));
        }
        let size = usize::try_from(stated).ok().filter(|size| *size <= behind.len());
        let Some((inside, behind)) = size.and_then(|size| behind.split_at_checked(size)) else { break };
        let padding = inside.len().next_multiple_of(BLOCK) - inside.len();
        let Some((padding, behind)) = behind.split_at_checked(padding) else { break };
        if padding.iter().any(|byte| *byte != 0) {
            return Err(ParcelFault::Padding { name: name.to_owned() });
        }
        members.push(Member { name, bytes: inside });
        rest = behind;
    }
    Ok(members)
}

/// What follows the first of the two zero blocks that end a parcel.
fn end(behind: &[u8]) -> Result<(), ParcelFault> {
    let (block, trailing) = behind.split_first_chunk::<BLOCK>().ok_or(ParcelFault::Cut)?;
    match trailing.len() {
        0 if block.iter().all(|byte| *byte == 0) => Ok(()),
        0 => Err(ParcelFault::Trailing { bytes: BLOCK }),
        bytes => Err(ParcelFault::Trailing { bytes }),
    }
}

/// Name and size of a header that is written just so.
fn header_fields(block: &[u8; BLOCK], at: usize) -> Result<(&str, u64), ParcelFault> {
    if block.get(257..265) != Some(MAGIC) {
        return Err(ParcelFault::Header { at });
    }
    let named = block.split(|byte| *byte == 0).next().unwrap_or_default();
    let named = named.get(..LONGEST_NAME).unwrap_or(named);
    let name = std::str::from_utf8(named).ok().filter(|name| is_name(name));
    let Some(name) = name else {
        return Err(ParcelFault::Name { at, name: String::from_utf8_lossy(named).into_owned() });
    };
    let digits = block.get(124..135).and_then(|digits| std::str::from_utf8(digits).ok());
    let plain = digits.filter(|digits| digits.bytes().all(|digit| matches!(digit, b'0'..=b'7')));
    let size = plain.and_then(|digits| u64::from_str_radix(digits, 8).ok()).ok_or(ParcelFault::Header { at })?;
    if header(name, size) == *block { Ok((name, size)) } else { Err(ParcelFault::Header { at }) }
}

/// Bytes that a member of this size takes, its header and padding among them.
#[must_use]
pub fn taken(size: u64) -> u64 {
    let block = BLOCK as u64;
    block.saturating_add(size.saturating_add(block - 1) / block * block)
}

/// Bytes of a parcel's end.
pub const END: u64 = 2 * BLOCK as u64;

/// The header that a member of this name and size has: for a reader that cannot hold the member in memory.
#[must_use]
pub fn header_of(name: &str, size: u64) -> Option<[u8; BLOCK]> {
    (is_name(name) && size <= LARGEST).then(|| header(name, size))
}

/// The one header of a regular file of nobody, of no time, that everybody may read.
fn header(name: &str, size: u64) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    let mut put = |at: usize, text: &[u8]| {
        for (place, byte) in block.iter_mut().skip(at).zip(text) {
            *place = *byte;
        }
    };
    put(0, name.as_bytes());
    put(100, b"0000644\0");
    put(108, b"0000000\0");
    put(116, b"0000000\0");
    put(124, format!("{size:011o}").as_bytes());
    put(136, b"00000000000\0");
    put(148, b"        "); // the sum counts its own place as spaces
    put(156, b"0");
    put(257, MAGIC);
    put(329, b"0000000\0");
    put(337, b"0000000\0");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    for (place, byte) in block.iter_mut().skip(148).zip(format!("{sum:06o}\0").bytes()) {
        *place = byte;
    }
    block
}

/// Letters, digits, `.` and `-`: the same on every file system, and no path.
fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
    (1..=LONGEST_NAME).contains(&name.len()) && !name.starts_with('.') && name.bytes().all(plain)
}
