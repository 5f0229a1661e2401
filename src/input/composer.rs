use super::{Typing, loose};
use crate::domain::old_tone_style;
use bamboo_core::{Config, Engine, InputMethodPreset, Mode, ToneStyle};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Longest run of letters that is looked at as a syllable; the engine's window holds 32 steps, and a letter takes up to two.
const LONGEST_WORD: usize = 14;
/// The engine's window, less the two steps that one key can add.
const FULL: usize = 30;

/// The input method at one word. It never edits by differences: each key gives the whole word again, which is what keeps
/// Backspace and the text in step (the engine's own differences are wrong after a Backspace).
#[derive(Default)]
pub(super) struct Composer {
    engine: Option<(Typing, Box<Engine>)>,
    /// Whether the engine still knows how the word before the cursor was typed.
    live: bool,
    /// The word's ư was a w behind consonants.
    lone_w: bool,
}

/// What a key made of a word.
pub(super) struct Composed {
    /// The whole word as it is to be shown.
    pub word: Zeroizing<String>,
    /// The key is appended as it was typed; no letter got or lost a mark.
    pub plain: bool,
}

impl Composer {
    /// Whether the key belongs to the input method after these letters.
    pub fn takes(key: char, word: &str, typing: Typing) -> bool {
        match typing {
            Typing::Telex => key.is_ascii_alphabetic(),
            Typing::Vni => key.is_ascii_alphabetic() || (key.is_ascii_digit() && !word.is_empty()),
            Typing::Off => false,
        }
    }

    /// Forgets how the word was typed; the next key loads it from the text again.
    pub fn rest(&mut self) {
        (self.live, self.lone_w) = (false, false);
    }

    /// The word before the cursor with one more key, or nothing where it is no Vietnamese word in the making.
    pub fn compose(&mut self, word: &str, key: char, typing: Typing) -> Option<Composed> {
        if word.chars().count() > LONGEST_WORD {
            self.live = false;
            return None;
        }
        if let Some(made) = loose::circumflex(word, key, typing) {
            let placed = self.placed(&made, typing);
            return self.made(placed);
        }
        if let Some((head, tail)) = loose::inner_syllable(word) {
            self.live = false;
            let inner = self.by_engine(tail, key, typing)?;
            self.live = false;
            return Some(Composed { word: Zeroizing::new(format!("{head}{}", *inner.word)), plain: inner.plain });
        }
        if let Some(made) = loose::abbreviation(word, key, typing) {
            self.live = false;
            let plain = *made == format!("{word}{key}");
            return Some(Composed { word: made, plain });
        }
        if self.lone_w && key.eq_ignore_ascii_case(&'w') && word.ends_with(['ư', 'Ư']) {
            self.rest();
            return Some(Composed { word: loose::with_w(word), plain: false });
        }
        if let Some(made) = loose::lone_w(word, key, typing) {
            (self.live, self.lone_w) = (false, true);
            return Some(Composed { word: made, plain: false });
        }
        let made = self.by_engine(word, key, typing)?;
        if let Some(both) = loose::both_horns(&made.word) {
            let placed = self.placed(&both, typing);
            return self.made(placed);
        }
        // What the w began is no syllable: it was a w.
        if self.lone_w && !(loose::has_horned_u(&made.word) && self.is_prefix(&made.word, typing)) {
            self.rest();
            return Some(Composed { word: Zeroizing::new(format!("{}{key}", *loose::with_w(word))), plain: false });
        }
        Some(made)
    }

    fn made(&mut self, word: Zeroizing<String>) -> Option<Composed> {
        self.live = false;
        Some(Composed { word, plain: false })
    }

    /// The word with its tone where it belongs.
    fn placed(&mut self, word: &str, typing: Typing) -> Zeroizing<String> {
        self.settle(word, typing).unwrap_or_else(|| Zeroizing::new(word.to_owned()))
    }

    fn is_prefix(&mut self, word: &str, typing: Typing) -> bool {
        self.live = false;
        let engine = self.engine(typing);
        load(engine, word);
        engine.is_valid_prefix()
    }

    fn by_engine(&mut self, word: &str, key: char, typing: Typing) -> Option<Composed> {
        let knows = self.live && self.engine.as_ref().is_some_and(|(method, _)| *method == typing);
        let engine = self.engine(typing);
        if !knows || engine.output_str() != word || engine.active_len() >= FULL {
            load(engine, word);
            if !spelled_alike(engine.output_str(), word) {
                self.live = false;
                return None;
            }
        }
        let before = Zeroizing::new(engine.output_str().to_owned());
        engine.process_key(key, Mode::Vietnamese);
        let after = engine.output_str();
        let plain = after.strip_prefix(before.as_str()).is_some_and(|end| end.chars().eq([key]));
        let word = match plain {
            true => Zeroizing::new(format!("{word}{key}")), // keeps a spelling that the engine would place otherwise
            false => Zeroizing::new(after.to_owned()),
        };
        self.live = after == word.as_str();
        Some(Composed { word, plain })
    }

    /// The word without its last letter, its tone where it then belongs; nothing when the engine does not know the word.
    pub fn erase(&mut self, word: &str) -> Option<Zeroizing<String>> {
        let (_, engine) = self.engine.as_mut().filter(|_| self.live)?;
        if engine.output_str() != word {
            return None;
        }
        engine.remove_last_output_char();
        Some(Zeroizing::new(engine.output_str().to_owned()))
    }

    /// A word whose parts were typed apart, with its tone where it belongs, `hòa|n` as `hoà|n`; nothing when that is no
    /// Vietnamese word.
    pub fn settle(&mut self, word: &str, typing: Typing) -> Option<Zeroizing<String>> {
        self.live = false;
        if word.chars().count() > LONGEST_WORD {
            return None;
        }
        let engine = self.engine(typing);
        load(engine, word);
        let output = engine.output_str();
        let same_letters = toneless(output).eq(toneless(word));
        (same_letters && engine.is_valid_prefix()).then(|| Zeroizing::new(output.to_owned()))
    }

    fn engine(&mut self, typing: Typing) -> &mut Engine {
        let fits = self.engine.as_ref().is_some_and(|(method, _)| *method == typing);
        if !fits {
            self.engine = None;
        }
        let (_, engine) = self.engine.get_or_insert_with(|| {
            let preset = match typing {
                Typing::Telex | Typing::Off => InputMethodPreset::Telex,
                Typing::Vni => InputMethodPreset::Vni,
            };
            // the crate calls "modern" what is usually called the traditional style: hòa, thủy
            let config = Config::builder().tone_style(ToneStyle::Modern).build();
            (typing, Box::new(Engine::from_preset_with_config(preset, config)))
        });
        engine
    }
}

impl Drop for Composer {
    /// Overwrites the word that the engine shows. Its table of syllables, single and in lower case, goes back to the
    /// allocator as it is: the crate gives no access to it.
    fn drop(&mut self) {
        if let Some((_, engine)) = &mut self.engine {
            engine.reset();
            (0..FULL).for_each(|_| engine.process_key('x', Mode::English));
        }
    }
}

fn load(engine: &mut Engine, word: &str) {
    engine.reset();
    if !word.is_empty() {
        engine.rebuild_from_text(word);
    }
}

/// The same word, wherever its tone mark is (hoà, hòa).
fn spelled_alike(a: &str, b: &str) -> bool {
    a == b || old_tone_style(a) == old_tone_style(b)
}

fn toneless(word: &str) -> impl Iterator<Item = char> + '_ {
    word.nfd().filter(|ch| !is_tone(*ch))
}

/// The five tone marks in their combining form.
pub(super) fn is_tone(ch: char) -> bool {
    matches!(ch, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}
