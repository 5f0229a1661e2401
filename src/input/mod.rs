#![allow(missing_docs)]
use crate::domain::{Birth, IdNumber, PersonName, Sex};
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Typing {
    #[default]
    Telex,
    Vni,
    Off,
}
pub enum Key {
    Char(char),
    Backspace,
    Delete,
    Left,
    Right,
    Home,
    End,
    WordLeft,
    WordRight,
    Clear,
}
pub enum FieldKind {
    Name,
    Text { limit: usize },
    Digits { limit: usize },
    Date,
    Phone,
    Secret { limit: usize },
    Plain { limit: usize },
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    Sign { sign: char, why: SignFault },
    TooLong { limit: usize },
    Partly { dropped: usize, first: Option<(char, SignFault)>, cut: bool },
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignFault {
    Control,
}
pub struct TextArea(String, usize);
impl TextArea {
    pub fn new(limit: usize) -> Self {
        Self(String::new(), limit)
    }
    pub fn with_text(limit: usize, text: &str) -> Self {
        Self(text.chars().take(limit).collect(), limit)
    }
    pub fn text(&self) -> &str {
        &self.0
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }
    pub fn key(&mut self, k: Key, _t: Typing) -> Result<(), Refused> {
        match k {
            Key::Char(c) if crate::domain::has_forbidden_sign(c) => {
                return Err(Refused::Sign { sign: c, why: SignFault::Control });
            }
            Key::Char(_) if self.length() >= self.1 => return Err(Refused::TooLong { limit: self.1 }),
            Key::Char(c) => self.0.push(c),
            Key::Backspace => {
                self.0.pop();
            }
            _ => (),
        }
        Ok(())
    }
    pub fn paste(&mut self, text: &str) -> Result<(), Refused> {
        let good: String = text.chars().filter(|c| !crate::domain::has_forbidden_sign(*c)).collect();
        let dropped = text.chars().count() - good.chars().count();
        let room = self.1.saturating_sub(self.length());
        self.0.extend(good.chars().take(room));
        let cut = good.chars().count() > room;
        if cut || dropped > 0 { Err(Refused::Partly { dropped, first: None, cut }) } else { Ok(()) }
    }
    pub fn up(&mut self, _width: usize) {}
    pub fn down(&mut self, _width: usize) {}
    pub fn leave(&mut self) {}
    pub fn rows(&self, width: usize) -> Vec<String> {
        let signs: Vec<char> = self.0.chars().collect();
        let mut rows: Vec<String> = signs.chunks(width).map(|row| row.iter().collect()).collect();
        if rows.is_empty() {
            rows.push(String::new());
        }
        rows
    }
    pub fn cursor(&self, width: usize) -> (usize, usize) {
        let rows = self.rows(width);
        (rows.last().map_or(0, |row| row.chars().count()), rows.len() - 1)
    }
}
pub struct Field(String);
impl Field {
    pub fn new(_k: FieldKind) -> Self {
        Self(String::new())
    }
    pub fn text(&self) -> &str {
        &self.0
    }
    pub fn clear(&mut self) {
        self.0.clear()
    }
    pub fn key(&mut self, k: Key, _t: Typing) -> Result<(), Refused> {
        match k {
            Key::Char(c) => self.0.push(c),
            Key::Backspace => {
                self.0.pop();
            }
            _ => (),
        }
        Ok(())
    }
}
#[derive(Clone)]
pub struct Card {
    pub number: IdNumber,
    pub name: Option<PersonName>,
    pub birth: Option<Birth>,
    pub sex: Option<Sex>,
    pub address: String,
}
pub enum CardFault {
    Url,
}
