use super::{Focus, Press, Shared};
use crate::input::Taker;
use std::{borrow::Cow, rc::Rc};

/// One row of a table of keys: which keys it takes, what the footer shows of them, and the action that they mean.
#[derive(Clone)]
pub struct Binding<A> {
    keys: KeyRow,
    action: Option<Meaning<A>>,
}

#[derive(Clone)]
enum Meaning<A> {
    Is(A),
    /// Depends on which key of the row it was.
    Of(Rc<dyn Fn(Press) -> A>),
}

/// Keys of one row, without their action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// The keys.
    pub presses: Presses,
    /// Whether and how the footer names them.
    pub listing: Listing,
    /// Whose action the keys mean.
    pub owner: Owner,
}

/// A set of keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presses {
    /// These keys.
    These(Vec<Press>),
    /// Every character, and these keys.
    Typed(&'static [Press]),
    /// The same for an identity number, where a card may be scanned instead.
    TypedNumber(&'static [Press]),
    /// The same for a PIN.
    TypedPin(&'static [Press]),
    /// Every character but the digits, and these keys.
    TypedButDigits(&'static [Press]),
    /// Every key.
    Any,
}

/// What the footer shows of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Its own hint: name of the keys, and the key of the wording.
    Hint(Cow<'static, str>, &'static str),
    /// The hint of a row before it names these keys too, as `1-4 ↑↓` does.
    Named,
    /// Nothing: a second way to do what another key does, or a field's own editing.
    Unlisted,
}

/// Whose action a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The table's.
    Own,
    /// The program's: the hint alone is here, the action is in the table of shortcuts.
    Program,
    /// Nobody's: the key is without effect, and the program's shortcut of that key is held back.
    Nobody,
}

/// One key of the footer: what it is called, what it does, and which key a click on it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Key that a click means.
    pub press: Press,
    /// Name of the key, as on the keyboard.
    pub cap: String,
    /// What the key does.
    pub wording: String,
}

impl Hint {
    /// Whether the hint names one key, or several that do the same: a click on any other would choose at random.
    #[must_use]
    pub fn is_clickable(&self) -> bool {
        self.cap == "Enter →"
            || !self.cap.contains([' ', '-']) && self.cap.chars().filter(|sign| "←→↑↓".contains(*sign)).count() < 2
    }
}

/// Keys that edit a field beside the characters.
pub const EDITING: &[Press] = &[
    Press::Backspace,
    Press::Delete,
    Press::Left,
    Press::Right,
    Press::WordLeft,
    Press::WordRight,
    Press::Home,
    Press::End,
    Press::ClearField,
];

/// Key table: all keys that work in one state of a screen or window, in the order of the footer.
///
/// Footer, mouse and `update` read the same table. Of two rows that take a key, the earlier one holds.
#[derive(Clone)]
pub struct Table<A> {
    rows: Vec<Binding<A>>,
    digits_in_a_row: bool,
}

/// The keys of a table without their actions: what the footer and the mouse need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    rows: Vec<KeyRow>,
    digits_in_a_row: bool,
}

impl Presses {
    /// Whether the set contains a key.
    #[must_use]
    pub fn contains(&self, press: Press) -> bool {
        match self {
            Self::These(presses) => presses.contains(&press),
            Self::Typed(further) | Self::TypedNumber(further) | Self::TypedPin(further) => {
                matches!(press, Press::Char(_) | Press::TakeBack(_)) || further.contains(&press)
            }
            Self::TypedButDigits(further) => {
                matches!(press, Press::Char(ch) if !ch.is_ascii_digit())
                    || matches!(press, Press::TakeBack(_))
                    || further.contains(&press)
            }
            Self::Any => !matches!(press, Press::TakeBack(_)),
        }
    }

    /// What kind of field, if any, takes a character of the set.
    fn taker(&self) -> Taker {
        match self {
            Self::Typed(_) | Self::TypedButDigits(_) => Taker::Text,
            Self::TypedNumber(_) => Taker::Number,
            Self::TypedPin(_) => Taker::Pin,
            Self::These(_) | Self::Any => Taker::Choice,
        }
    }
}

impl<A> Default for Table<A> {
    fn default() -> Self {
        Self { rows: Vec::new(), digits_in_a_row: false }
    }
}

impl<A: Clone + 'static> Table<A> {
    /// A table without keys.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A key with a hint of its own: its name and the key of its wording.
    #[must_use]
    pub fn key(self, press: Press, cap: impl Into<Cow<'static, str>>, wording: &'static str, action: A) -> Self {
        self.row(Presses::These(vec![press]), Listing::Hint(cap.into(), wording), Meaning::Is(action))
    }

    /// A letter with a hint of its own, capital or not.
    #[must_use]
    pub fn letter(self, letter: char, cap: &'static str, wording: &'static str, action: A) -> Self {
        let hint = Listing::Hint(cap.into(), wording);
        self.row(Presses::These(both_cases(letter)), hint, Meaning::Is(action))
    }

    /// Digits from 1, at most nine, with one hint; the action takes the place, counted from 0.
    #[must_use]
    pub fn digits(
        self,
        count: usize,
        cap: impl Into<Cow<'static, str>>,
        wording: &'static str,
        action: impl Fn(usize) -> A,
    ) -> Self {
        let hint = Listing::Hint(cap.into(), wording);
        let listings = std::iter::once(hint).chain(std::iter::repeat(Listing::Named));
        ('1'..='9').zip(0..count).zip(listings).fold(self, |table, ((digit, at), listing)| {
            table.row(Presses::These(vec![Press::Char(digit)]), listing, Meaning::Is(action(at)))
        })
    }

    /// A list of choices: each by its digit, or what the arrows are at by Enter. Where a choice weighs there is something to
    /// `remind` of: Enter means that until the arrows were moved.
    #[must_use]
    pub fn choices(
        self,
        (count, focus): (usize, Focus),
        wording: &'static str,
        choose: impl Fn(usize) -> A,
        step: impl Fn(isize) -> A,
        remind: Option<A>,
    ) -> Self {
        let enter = remind.filter(|_| !focus.has_moved());
        let chosen = choose(focus.at());
        let table = self.digits(count, format!("1-{count} ↑↓"), wording, choose).named(&[Press::Up], step(-1));
        let table = table.named(&[Press::Down], step(1));
        match enter {
            Some(remind) => table.unlisted(&[Press::Enter], remind),
            None => table.key(Press::Enter, "Enter", "frame-key-this", chosen),
        }
    }

    /// Digits from 1 that the hint of a row before names too.
    #[must_use]
    pub fn named_digits(self, count: usize, action: impl Fn(usize) -> A) -> Self {
        ('1'..='9').zip(0..count).fold(self, |table, (digit, at)| table.named(&[Press::Char(digit)], action(at)))
    }

    /// Digits from 1 that the footer does not name.
    #[must_use]
    pub fn unlisted_digits(self, count: usize, action: impl Fn(usize) -> A) -> Self {
        ('1'..='9').zip(0..count).fold(self, |table, (digit, at)| table.unlisted(&[Press::Char(digit)], action(at)))
    }

    /// A to D as the first four digits, for keypads whose NumLock is off.
    #[must_use]
    pub fn lettered(self, count: usize, action: impl Fn(usize) -> A) -> Self {
        ('a'..='d').zip(0..count).fold(self, |table, (letter, at)| table.unlisted(&both_cases(letter), action(at)))
    }

    /// Keys that the hint of a row before names too.
    #[must_use]
    pub fn named(self, presses: &[Press], action: A) -> Self {
        self.row(Presses::These(presses.to_vec()), Listing::Named, Meaning::Is(action))
    }

    /// Keys that the footer does not name.
    #[must_use]
    pub fn unlisted(self, presses: &[Press], action: A) -> Self {
        self.row(Presses::These(presses.to_vec()), Listing::Unlisted, Meaning::Is(action))
    }

    /// Characters, and these keys, as a field or a text takes them.
    #[must_use]
    pub fn typed(self, further: &'static [Press], action: fn(Press) -> A) -> Self {
        self.row(Presses::Typed(further), Listing::Unlisted, Meaning::Of(Rc::new(action)))
    }

    /// The same for an identity number, where a card may be scanned instead.
    #[must_use]
    pub fn typed_number(self, further: &'static [Press], action: fn(Press) -> A) -> Self {
        self.row(Presses::TypedNumber(further), Listing::Unlisted, Meaning::Of(Rc::new(action)))
    }

    /// The same for a PIN, which no scan is taken for.
    #[must_use]
    pub fn typed_pin(self, further: &'static [Press], action: fn(Press) -> A) -> Self {
        self.row(Presses::TypedPin(further), Listing::Unlisted, Meaning::Of(Rc::new(action)))
    }

    /// The same where digits choose from a list beside the field.
    #[must_use]
    pub fn typed_but_digits(self, further: &'static [Press], action: fn(Press) -> A) -> Self {
        self.row(Presses::TypedButDigits(further), Listing::Unlisted, Meaning::Of(Rc::new(action)))
    }

    /// Hands type the digits of this page one behind the other, as fast as they can: they are no scan.
    #[must_use]
    pub fn with_digits_in_a_row(self) -> Self {
        Self { digits_in_a_row: true, ..self }
    }

    /// Every key that no row before takes.
    #[must_use]
    pub fn any(self, action: A) -> Self {
        self.row(Presses::Any, Listing::Unlisted, Meaning::Is(action))
    }

    /// A shortcut of the program that the footer names.
    #[must_use]
    pub fn shortcut(mut self, press: Press, cap: &'static str, wording: &'static str) -> Self {
        let listing = Listing::Hint(cap.into(), wording);
        let keys = KeyRow { presses: Presses::These(vec![press]), listing, owner: Owner::Program };
        self.rows.push(Binding { keys, action: None });
        self
    }

    /// The hint of the program's menu.
    #[must_use]
    pub fn menu(self) -> Self {
        self.shortcut(Press::Esc, "Esc", "frame-menu")
    }

    /// Esc is without effect: nothing may be left now, and the desk has no menu.
    #[must_use]
    pub fn without_esc(mut self) -> Self {
        let presses = Presses::These(vec![Press::Esc]);
        self.rows
            .push(Binding { keys: KeyRow { presses, listing: Listing::Unlisted, owner: Owner::Nobody }, action: None });
        self
    }

    /// Adds rows where `holds`.
    #[must_use]
    pub fn when(self, holds: bool, rows: impl FnOnce(Self) -> Self) -> Self {
        if holds { rows(self) } else { self }
    }

    /// The same keys as a part of a larger table.
    #[must_use]
    pub fn within<B: Clone + 'static>(self, part: fn(A) -> B) -> Table<B> {
        let meaning = |meaning| match meaning {
            Meaning::Is(action) => Meaning::Is(part(action)),
            Meaning::Of(action) => Meaning::Of(Rc::new(move |press| part(action(press)))),
        };
        let row = |row: Binding<A>| Binding { keys: row.keys, action: row.action.map(meaning) };
        Table { rows: self.rows.into_iter().map(row).collect(), digits_in_a_row: self.digits_in_a_row }
    }

    /// The rows of another table behind these.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.rows.extend(other.rows);
        self.digits_in_a_row |= other.digits_in_a_row;
        self
    }

    fn row(mut self, presses: Presses, listing: Listing, meaning: Meaning<A>) -> Self {
        self.rows.push(Binding { keys: KeyRow { presses, listing, owner: Owner::Own }, action: Some(meaning) });
        self
    }

    /// What a key means; none where the table does not take it.
    #[must_use]
    pub fn action(&self, press: Press) -> Option<A> {
        let row = self.rows.iter().find(|row| row.keys.presses.contains(press))?;
        match row.action.as_ref()? {
            Meaning::Is(action) => Some(action.clone()),
            Meaning::Of(action) => Some(action(press)),
        }
    }

    /// The keys alone.
    #[must_use]
    pub fn keys(&self) -> Keys {
        let rows = self.rows.iter().map(|row| row.keys.clone()).collect();
        Keys { rows, digits_in_a_row: self.digits_in_a_row }
    }
}

impl Keys {
    /// The rows, in the order of the footer.
    #[must_use]
    pub fn rows(&self) -> &[KeyRow] {
        &self.rows
    }

    /// Whether the table takes a key, or names the program's shortcut of it.
    #[must_use]
    pub fn accepts(&self, press: Press) -> bool {
        self.row(press).is_some_and(|row| row.owner != Owner::Nobody)
    }

    /// Whether a key is the table's own, so that the program's shortcut of it does not hold.
    #[must_use]
    pub fn claims(&self, press: Press) -> bool {
        self.row(press).is_some_and(|row| row.owner != Owner::Program)
    }

    /// What the table would do with a key: a field takes it, or it chooses something or nothing.
    #[must_use]
    pub fn taker(&self, press: Press) -> Taker {
        let taker = self.row(press).map_or(Taker::Choice, |row| row.presses.taker());
        let is_digit = matches!(press, Press::Char(sign) if sign.is_ascii_digit());
        if taker == Taker::Choice && is_digit && self.digits_in_a_row { Taker::InARow } else { taker }
    }

    /// The hints of the footer, in their order.
    #[must_use]
    pub fn hints(&self, all: &Shared) -> Vec<Hint> {
        let hint = |row: &KeyRow| {
            let (Listing::Hint(cap, key), Presses::These(presses)) = (&row.listing, &row.presses) else { return None };
            let (cap, wording) = (cap.clone().into_owned(), all.text(key));
            presses.first().map(|press| Hint { press: *press, cap, wording })
        };
        self.rows.iter().filter_map(hint).collect()
    }

    fn row(&self, press: Press) -> Option<&KeyRow> {
        self.rows.iter().find(|row| row.presses.contains(press))
    }
}

/// A letter, capital or not.
#[must_use]
pub fn both_cases(letter: char) -> Vec<Press> {
    vec![Press::Char(letter.to_ascii_lowercase()), Press::Char(letter.to_ascii_uppercase())]
}
