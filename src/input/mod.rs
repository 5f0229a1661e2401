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
pub struct Refused;
pub struct Field(String);
impl Field {
    pub fn new(_k: FieldKind) -> Self {
        Self(String::new())
    }
    pub fn text(&self) -> &str {
        &self.0
    }
    pub fn with_text(_k: FieldKind, text: &str) -> Self {
        Self(text.to_owned())
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    pub fn cursor_column(&self) -> usize {
        self.0.chars().count()
    }
    pub fn paste(&mut self, text: &str) -> Result<(), Refused> {
        self.0.push_str(text);
        Ok(())
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
