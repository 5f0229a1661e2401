//! SAPI 5 by its interfaces, of which only the functions that are called are named; the places between them are counted (sapi.h).

use super::{
    SpokenEnd,
    voices::{LISTS, has_language, number_of},
};
use crate::platform::windows::wide::wide;
use std::{
    ffi::c_void,
    ptr::{NonNull, null, null_mut},
};
use windows_sys::{
    Win32::{
        Media::Audio::waveOutGetNumDevs,
        System::Com::{CLSCTX_ALL, COINIT_MULTITHREADED, CoCreateInstance, CoInitializeEx},
    },
    core::{GUID, HRESULT},
};

/// `SpVoice` and its interface `ISpVoice`.
const VOICE: GUID = GUID::from_u128(0x9674_9377_3391_11d2_9ee3_00c0_4f79_7396);
const VOICE_FACE: GUID = GUID::from_u128(0x6c44_df74_72b9_4992_a1ec_ef99_6e04_22d4);
/// `SpObjectTokenCategory` and its interface `ISpObjectTokenCategory`.
const LIST: GUID = GUID::from_u128(0xa910_187f_0c7a_45ac_92cc_59ed_afb7_7b53);
const LIST_FACE: GUID = GUID::from_u128(0x2d3d_3845_39af_4850_bbf9_40b4_9780_011d);

/// The text is plain: no mark in it means anything (`SPF_IS_NOT_XML`); the call returns at its end.
const PLAIN: u32 = 16;

type This = *mut c_void;

/// What every interface begins with.
#[repr(C)]
struct Base {
    query: usize,
    add_ref: usize,
    release: unsafe extern "system" fn(This) -> u32,
}

#[repr(C)]
struct VoiceTable {
    base: Base,
    /// Seven of `ISpNotifySource`, three of `ISpEventSource`, five of `ISpVoice`.
    before_set_voice: [usize; 15],
    set_voice: unsafe extern "system" fn(This, This) -> HRESULT,
    get_voice: usize,
    speak: unsafe extern "system" fn(This, *const u16, u32, *mut u32) -> HRESULT,
    before_set_rate: [usize; 7],
    set_rate: unsafe extern "system" fn(This, i32) -> HRESULT,
    get_rate: usize,
    set_volume: unsafe extern "system" fn(This, u16) -> HRESULT,
}

#[repr(C)]
struct ListTable {
    base: Base,
    /// Twelve of `ISpDataKey`.
    before_set_id: [usize; 12],
    set_id: unsafe extern "system" fn(This, *const u16, i32) -> HRESULT,
    before_enumerate: [usize; 2],
    enumerate: unsafe extern "system" fn(This, *const u16, *const u16, *mut This) -> HRESULT,
}

/// `IEnumSpObjectTokens`.
#[repr(C)]
struct TokensTable {
    base: Base,
    next: unsafe extern "system" fn(This, u32, *mut This, *mut u32) -> HRESULT,
}

/// An object of the system's, let go when dropped.
struct Object(NonNull<c_void>);

impl Object {
    fn make(class: &GUID, face: &GUID) -> Option<Self> {
        let mut made = null_mut();
        // SAFETY: both names live until after the call, which fills one pointer.
        let answer = unsafe { CoCreateInstance(class, null_mut(), CLSCTX_ALL, face, &raw mut made) };
        if answer < 0 { None } else { NonNull::new(made).map(Self) }
    }

    /// Its table of functions, which begins with those of `Base`.
    ///
    /// # Safety
    /// The object was made with the interface that the table is of.
    unsafe fn table<T>(&self) -> &T {
        // SAFETY: an object begins with a pointer to its table, which lives as long as the object.
        unsafe { &**self.0.cast::<*const T>().as_ptr() }
    }
}

impl Drop for Object {
    fn drop(&mut self) {
        // SAFETY: every table begins so, and nobody uses the object any more.
        unsafe {
            (self.table::<Base>().release)(self.0.as_ptr());
        }
    }
}

/// Speaks a text and returns at its end.
pub fn speak(text: &str, language: &str, words_a_minute: u16, loudness: u16) -> SpokenEnd {
    if !has_language(language) {
        return SpokenEnd::NoLanguage;
    }
    // SAFETY: the call takes a number.
    unsafe {
        CoInitializeEx(null(), COINIT_MULTITHREADED.cast_unsigned());
    }
    let Some(token) = LISTS.iter().find_map(|list| first_voice(list, number_of(language)?)) else {
        return SpokenEnd::NoLanguage;
    };
    let (Some(voice), Some(text)) = (Object::make(&VOICE, &VOICE_FACE), wide(text)) else { return SpokenEnd::Broken };
    let this = voice.0.as_ptr();
    // SAFETY: the object was made with this interface; the token is one, and the text ends with a zero.
    let spoken = unsafe {
        let table: &VoiceTable = voice.table();
        let chosen = (table.set_voice)(this, token.0.as_ptr());
        (table.set_rate)(this, rate(words_a_minute));
        (table.set_volume)(this, volume(loudness));
        if chosen < 0 { chosen } else { (table.speak)(this, text.as_ptr(), PLAIN, null_mut()) }
    };
    if spoken >= 0 {
        return SpokenEnd::Well;
    }
    if has_sound() { SpokenEnd::Broken } else { SpokenEnd::NoSound }
}

/// Whether something plays sound.
pub fn has_sound() -> bool {
    // SAFETY: the call takes nothing and returns a number.
    unsafe { waveOutGetNumDevs() > 0 }
}

/// The first voice of a list that speaks a language.
fn first_voice(list: &str, number: &str) -> Option<Object> {
    let category = Object::make(&LIST, &LIST_FACE)?;
    let name = wide(format!("HKEY_LOCAL_MACHINE\\{list}"))?;
    let wanted = wide(format!("Language={number}"))?;
    let this = category.0.as_ptr();
    // SAFETY: the objects are of the interfaces whose tables are used, and the names end with a zero; each call fills one pointer.
    unsafe {
        let table: &ListTable = category.table();
        if (table.set_id)(this, name.as_ptr(), 0) < 0 {
            return None;
        }
        let mut found = null_mut();
        if (table.enumerate)(this, wanted.as_ptr(), null(), &raw mut found) < 0 {
            return None;
        }
        let tokens = Object(NonNull::new(found)?);
        let mut first = null_mut();
        (tokens.table::<TokensTable>().next)(tokens.0.as_ptr(), 1, &raw mut first, null_mut());
        NonNull::new(first).map(Object)
    }
}

/// SAPI's rate, from -10 to 10, where ten more are three times as fast and 0 is about 170 words a minute.
fn rate(words_a_minute: u16) -> i32 {
    match words_a_minute {
        ..=70 => -8,
        71..=99 => -6,
        100..=125 => -4,
        126..=155 => -2,
        156.. => 0,
    }
}

/// SAPI's volume, up to 100: the usual loudness leaves room for two louder ones.
fn volume(loudness: u16) -> u16 {
    (40 + loudness.min(200) * 3 / 10).min(100)
}
