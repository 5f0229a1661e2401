use super::Press;
use crate::status::KeysFound;

/// The keys without which a station cannot be used, with their names: digits choose, arrows move, Backspace mends, F10 calls the helper,
/// Enter goes on. Each is for a way in which keyboards fail: NumLock, old terminals, function keys behind Fn.
pub const TRIED_KEYS: [(Press, &str); 5] = [
    (Press::Char('1'), "1"),
    (Press::Right, "→"),
    (Press::Backspace, "Backspace"),
    (Press::F(10), "F10"),
    (Press::Enter, "Enter"),
];
/// Other keys that may come in a key's place before it counts as one that does not arrive.
const MOST_WRONG: u8 = 3;

/// Five keys pressed one behind the other.
#[derive(Clone, Debug, Default)]
pub struct KeyTrial {
    at: usize,
    wrong: u8,
    missing: Vec<&'static str>,
}

impl KeyTrial {
    /// Name of the key that is to be pressed now; none once all were.
    #[must_use]
    pub fn wanted(&self) -> Option<&'static str> {
        TRIED_KEYS.get(self.at).map(|(_, name)| *name)
    }

    /// Names of the keys so far, and whether each arrived.
    pub fn done(&self) -> impl Iterator<Item = (&'static str, bool)> {
        TRIED_KEYS.iter().take(self.at).map(|(_, name)| (*name, !self.missing.contains(name)))
    }

    /// Whether the key before was another than the wanted one.
    #[must_use]
    pub fn was_wrong(&self) -> bool {
        self.wrong > 0
    }

    /// Takes a key; whether it was the wanted one.
    pub fn press(&mut self, press: Press) -> bool {
        let Some((wanted, _)) = TRIED_KEYS.get(self.at) else { return false };
        if press == *wanted {
            self.go_on();
            return true;
        }
        self.wrong += 1;
        if self.wrong >= MOST_WRONG {
            self.skip();
        }
        false
    }

    /// The wanted key does not arrive.
    pub fn skip(&mut self) {
        self.missing.extend(self.wanted());
        self.go_on();
    }

    /// What came of it, once all keys were pressed.
    #[must_use]
    pub fn found(&self) -> Option<KeysFound> {
        self.wanted().is_none().then(|| KeysFound { missing: self.missing.clone() })
    }

    fn go_on(&mut self) {
        self.at += 1;
        self.wrong = 0;
    }
}
