//! The objects of a PDF, found without its table of places: by their heads, the later of two with one number, and those that are packed
//! together. Files of others are read with it, so that everything is bounded and nothing is followed further than once.

use flate2::read::ZlibDecoder;
use std::{borrow::Cow, collections::BTreeMap, io::Read as _};

/// Most objects that are looked at.
const MOST_OBJECTS: usize = 20_000;
/// Most bytes of all objects that are unpacked together.
const MOST_UNPACKED: usize = 24 << 20;

/// An object: its words, and the bytes of its stream, packed as they are.
pub(super) struct Object<'a> {
    /// Everything before the stream.
    pub words: Cow<'a, [u8]>,
    stream: Option<&'a [u8]>,
}

/// All objects of a file.
pub(super) struct Objects<'a> {
    found: BTreeMap<u32, Object<'a>>,
    /// Bytes that may still be unpacked.
    left: usize,
}

impl<'a> Objects<'a> {
    /// Finds them.
    pub fn of(bytes: &'a [u8]) -> Self {
        let mut all = Self { found: BTreeMap::new(), left: MOST_UNPACKED };
        let mut from = 0;
        while let Some(at) = place_of(bytes, b" obj", from).filter(|_| all.found.len() < MOST_OBJECTS) {
            from = at + 4;
            let Some(number) = bytes.get(..at).and_then(number_before) else { continue };
            let end = place_of(bytes, b"endobj", from).unwrap_or(bytes.len());
            let object = Object::new(bytes.get(from..end).unwrap_or_default());
            from = end;
            if has(&object.words, b"/ObjStm") {
                all.unpack(&object);
            } else {
                all.found.insert(number, object);
            }
        }
        all
    }

    /// Each with its number, in the numbers' order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Object<'a>)> {
        self.found.iter().map(|(number, object)| (*number, object))
    }

    /// The object of this number.
    pub fn get(&self, number: u32) -> Option<&Object<'a>> {
        self.found.get(&number)
    }

    /// An object's stream, unpacked; none where it has none or is packed in a way that texts are not.
    pub fn stream(&mut self, number: u32) -> Option<Vec<u8>> {
        let object = self.found.get(&number)?;
        let unpacked = object.unpacked(self.left)?;
        self.left = self.left.saturating_sub(unpacked.len());
        Some(unpacked)
    }

    /// Adds the objects that are packed together in one: `number place number place …`, then what is at those places.
    fn unpack(&mut self, together: &Object<'_>) {
        let Some(unpacked) = together.unpacked(self.left) else { return };
        self.left = self.left.saturating_sub(unpacked.len());
        let first = value_of(&together.words, b"/First").and_then(|at| usize::try_from(at).ok());
        let Some((head, rest)) = first.and_then(|at| unpacked.split_at_checked(at)) else { return };
        let numbers: Vec<u32> = words(head).map_while(number).collect();
        let places: Vec<(u32, usize)> = numbers
            .chunks_exact(2)
            .filter_map(|pair| Some((*pair.first()?, usize::try_from(*pair.get(1)?).ok()?)))
            .collect();
        let ends = places.iter().skip(1).map(|(_, at)| *at).chain([rest.len()]);
        for ((number, from), to) in places.iter().zip(ends).take(MOST_OBJECTS) {
            let words = rest.get(*from..to).unwrap_or_default().to_vec();
            self.found.insert(*number, Object { words: words.into(), stream: None });
        }
    }
}

impl<'a> Object<'a> {
    fn new(body: &'a [u8]) -> Self {
        let (words, stream) = stream_in(body).map_or((body, None), |(words, stream, _)| (words, Some(stream)));
        Self { words: words.into(), stream }
    }

    fn unpacked(&self, most: usize) -> Option<Vec<u8>> {
        let stream = self.stream?;
        if !has(&self.words, b"/Filter") {
            return stream.get(..stream.len().min(most)).map(<[u8]>::to_vec);
        }
        if !has(&self.words, b"/FlateDecode") {
            return None;
        }
        let mut unpacked = Vec::new();
        // What is damaged ends where it is.
        let _ = ZlibDecoder::new(stream).take(u64::try_from(most).unwrap_or(0)).read_to_end(&mut unpacked);
        Some(unpacked)
    }
}

/// The number of the object that is named behind a word: `/ToUnicode 12 0 R`.
pub(super) fn reference(dictionary: &[u8], key: &[u8]) -> Option<u32> {
    references(after(dictionary, key)?).next()
}

/// The numbers of all objects that are named one after another: `[3 0 R 4 0 R]`, or one alone.
pub(super) fn references(text: &[u8]) -> impl Iterator<Item = u32> {
    let mut parts = words(text);
    std::iter::from_fn(move || {
        let found = number(parts.next()?)?;
        number(parts.next()?)?;
        (parts.next()? == b"R").then_some(found)
    })
}

/// The number behind a word.
fn value_of(dictionary: &[u8], key: &[u8]) -> Option<u32> {
    words(after(dictionary, key)?).next().and_then(number)
}

/// What follows a word; a longer word that begins alike is another one.
pub(super) fn after<'t>(text: &'t [u8], key: &[u8]) -> Option<&'t [u8]> {
    let mut from = 0;
    loop {
        let at = place_of(text, key, from)?;
        let rest = text.get(at + key.len()..)?;
        if !rest.first().is_some_and(u8::is_ascii_alphanumeric) {
            return Some(rest);
        }
        from = at + key.len();
    }
}

/// Words of a dictionary, its names each for itself; its brackets are left out.
pub(super) fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let is_gap = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0 | b'[' | b']' | b'<' | b'>');
    text.split(is_gap).flat_map(|part| {
        let mut rest = part;
        std::iter::from_fn(move || {
            let length = rest.iter().skip(1).position(|byte| *byte == b'/').map_or(rest.len(), |at| at + 1);
            let (word, after) = rest.split_at_checked(length)?;
            rest = after;
            (!word.is_empty()).then_some(word)
        })
    })
}

/// Whether a dictionary has this name behind that one: `/Type /Page`.
pub(super) fn states(dictionary: &[u8], key: &[u8], value: &[u8]) -> bool {
    words(dictionary).zip(words(dictionary).skip(1)).any(|pair| pair == (key, value))
}

/// A number of digits alone.
pub(super) fn number(word: &[u8]) -> Option<u32> {
    std::str::from_utf8(word).ok()?.parse().ok()
}

/// The object's number in what ends in `12 0`.
fn number_before(text: &[u8]) -> Option<u32> {
    let tail = text.get(text.len().saturating_sub(24)..)?;
    let mut parts = tail.rsplit(u8::is_ascii_whitespace);
    number(parts.next()?)?;
    number(parts.next()?)
}

/// The first stream in these bytes: what is before it, what it is, packed as it is, and what is behind it.
pub(super) fn stream_in(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let (before, rest) = bytes.split_at_checked(place_of(bytes, b"stream", 0)?)?;
    let rest = rest.get(b"stream".len()..)?;
    let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    let (stream, behind) = rest.split_at_checked(place_of(rest, b"endstream", 0).unwrap_or(rest.len()))?;
    Some((before, stream, behind.get(b"endstream".len()..).unwrap_or_default()))
}

/// Whether `wanted` is there.
pub(super) fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    place_of(bytes, wanted, 0).is_some()
}

/// Where `wanted` begins, from a place on.
pub(super) fn place_of(bytes: &[u8], wanted: &[u8], mut from: usize) -> Option<usize> {
    let first = *wanted.first()?;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|byte| *byte == first)?;
        if bytes.get(at..)?.starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}
