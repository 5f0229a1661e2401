#[cfg(not(windows))]
use std::fs;
use std::path::Path;

/// Mark that distinguishes this machine from others: a kind and its value. Not for storing as it is: the caller hashes the value
/// under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Kind of the mark: `system`, `board` or `disks`.
    pub kind: &'static str,
    /// Its value, as the machine reports it.
    pub value: Vec<u8>,
}

/// What a system that boots from a stick states of the disk that it is on (docs/decisions/080-one-stick-that-is-a-station.md).
#[cfg(not(windows))]
const STICK: &str = "run/tramso-image/mark";

/// Marks of this machine; kinds that it does not report (or not to this user) are missing. Two readings are of
/// different machines when a kind that both have differs.
///
/// A station that is a stick is the same station in every laptop: there the stick's own serial is the one mark, as the disk. One that
/// reports no serial has none.
#[cfg(not(windows))]
#[must_use]
pub fn machine_marks() -> Vec<Mark> {
    marks_below(Path::new("/"))
}

/// The same, read below another folder than `/`.
#[cfg(not(windows))]
#[must_use]
pub fn marks_below(root: &Path) -> Vec<Mark> {
    if let Ok(stated) = fs::read_to_string(root.join(STICK)) {
        return mark("disks", stated.trim().to_owned()).into_iter().collect();
    }
    let single = [("system", "etc/machine-id"), ("board", "sys/class/dmi/id/product_uuid")];
    let mut marks: Vec<Mark> =
        single.iter().filter_map(|(kind, place)| mark(kind, read_text(&root.join(place))?)).collect();
    // A disk image on ten laptops of one kind differs in nothing but the disk (and the board, which only root may ask).
    marks.extend(mark("disks", fixed_disks(root).join("\n")));
    marks
}

/// The same of Windows, from its registry, the firmware and the disks.
#[cfg(windows)]
#[must_use]
pub fn machine_marks() -> Vec<Mark> {
    super::windows::marks().into_iter().map(|(kind, value)| Mark { kind, value }).collect()
}

#[cfg(not(windows))]
fn fixed_disks(root: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root.join("sys/block")) else { return Vec::new() };
    let fixed = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|disk| read_text(&disk.join("removable")).as_deref() == Some("0"));
    let mut serials: Vec<String> = fixed
        .filter_map(|disk| read_text(&disk.join("device/serial")).or_else(|| read_text(&disk.join("device/wwid"))))
        .collect();
    serials.sort();
    serials
}

#[cfg(not(windows))]
fn read_text(place: &Path) -> Option<String> {
    let text = fs::read_to_string(place).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(not(windows))]
fn mark(kind: &'static str, value: String) -> Option<Mark> {
    (!value.is_empty()).then(|| Mark { kind, value: value.into_bytes() })
}

/// What distinguishes a folder from its copies as long as the machine runs: its device, its number there and when it was made.
#[cfg(unix)]
#[must_use]
pub fn folder_mark(folder: &Path) -> Vec<u8> {
    use std::os::unix::fs::MetadataExt;
    let Ok(found) = fs::metadata(folder) else { return Vec::new() };
    let made = found.created().ok().and_then(|made| made.duration_since(std::time::UNIX_EPOCH).ok());
    let made = made.map_or(0, |made| made.as_nanos());
    [found.dev().to_be_bytes().as_slice(), &found.ino().to_be_bytes(), &made.to_be_bytes()].concat()
}

/// The same of a volume of Windows.
#[cfg(windows)]
#[must_use]
pub fn folder_mark(folder: &Path) -> Vec<u8> {
    super::windows::folder_of(folder).map(|found| found.map(u64::to_be_bytes).concat()).unwrap_or_default()
}
