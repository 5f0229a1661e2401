//! The voices that Windows lists, without asking any of them.

use crate::platform::windows::wide::wide;
use std::ptr::{null, null_mut};
use windows_sys::Win32::{
    Foundation::ERROR_SUCCESS,
    System::Registry::{
        HKEY, HKEY_LOCAL_MACHINE, KEY_READ, RRF_RT_REG_SZ, RegCloseKey, RegEnumKeyExW, RegGetValueW, RegOpenKeyExW,
    },
};

/// The lists: of the newer voices, which come with a language, and of the older ones.
pub const LISTS: [&str; 2] = ["SOFTWARE\\Microsoft\\Speech_OneCore\\Voices", "SOFTWARE\\Microsoft\\Speech\\Voices"];
/// Voices of a list that are looked at.
const MOST: u32 = 200;

/// A language's number in hexadecimal digits, as the lists have it.
pub fn number_of(language: &str) -> Option<&'static str> {
    match language {
        "vi" => Some("42A"),
        "en" => Some("409"),
        _ => None, // else: the station speaks no other
    }
}

/// Whether a voice of a language is there.
pub fn has_language(language: &str) -> bool {
    number_of(language).is_some_and(|number| LISTS.iter().any(|list| lists(list, number)))
}

fn lists(list: &str, number: &str) -> bool {
    let Some(key) = Key::open(&format!("{list}\\Tokens")) else { return false };
    (0..MOST).map_while(|place| key.name(place)).any(|voice| {
        let languages = key.text(&format!("{voice}\\Attributes"), "Language").unwrap_or_default();
        languages.split(';').any(|one| one.trim().eq_ignore_ascii_case(number))
    })
}

/// A key of the registry that is open.
struct Key(HKEY);

impl Key {
    fn open(path: &str) -> Option<Self> {
        let path = wide(path)?;
        let mut key = null_mut();
        // SAFETY: the path ends with a zero, and the call fills one handle.
        let answer = unsafe { RegOpenKeyExW(HKEY_LOCAL_MACHINE, path.as_ptr(), 0, KEY_READ, &raw mut key) };
        (answer == ERROR_SUCCESS).then_some(Self(key))
    }

    /// The name of the key below it at a place.
    fn name(&self, place: u32) -> Option<String> {
        let mut units = [0_u16; 256];
        let mut length = u32::try_from(units.len()).ok()?;
        let (name, none) = (units.as_mut_ptr(), null_mut());
        // SAFETY: the name is written within the room that is handed over; what is not asked for is null.
        let answer =
            unsafe { RegEnumKeyExW(self.0, place, name, &raw mut length, null(), none, none.cast(), none.cast()) };
        let found = units.get(..usize::try_from(length).ok()?)?;
        (answer == ERROR_SUCCESS).then(|| String::from_utf16_lossy(found))
    }

    fn text(&self, below: &str, name: &str) -> Option<String> {
        let (below, name) = (wide(below)?, wide(name)?);
        let mut units = [0_u16; 256];
        let mut bytes = u32::try_from(size_of_val(&units)).ok()?;
        let (below, name, to) = (below.as_ptr(), name.as_ptr(), units.as_mut_ptr().cast());
        // SAFETY: the names end with a zero, and the text is written within the room that is handed over.
        let answer = unsafe { RegGetValueW(self.0, below, name, RRF_RT_REG_SZ, null_mut(), to, &raw mut bytes) };
        let text: Vec<u16> = units.into_iter().take_while(|unit| *unit != 0).collect();
        (answer == ERROR_SUCCESS).then(|| String::from_utf16_lossy(&text))
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        // SAFETY: the handle was opened by this and is closed once.
        unsafe {
            RegCloseKey(self.0);
        }
    }
}
