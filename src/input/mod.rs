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
