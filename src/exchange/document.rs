//! Word documents in the administrative form of Nghị định 30/2020/NĐ-CP (Phụ lục I): what is in them, part by part. `word_document`
//! writes them; a person fills in what nobody knows, signs and files them.

use super::table::TableColumn;
use crate::domain::Date;

/// Document to be written.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its title, for the file's properties.
    pub title: String,
    /// Language of its words, as `vi-VN`.
    pub language: String,
    /// Day on which it was made, for the file's properties.
    pub made: Date,
    /// Its parts, in order.
    pub blocks: Vec<Block>,
}

/// Part of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// Paragraph.
    Paragraph(Paragraph),
    /// Two columns beside each other without lines: heads and signatures. The first is the narrower one.
    Sides([Vec<Paragraph>; 2]),
    /// Table with lines, whose head is repeated on each page.
    Grid(Grid),
    /// What follows begins a page.
    NewPage,
}

/// Paragraph with the look of its part of the form.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its look.
    pub look: Look,
    /// Its text; characters that no document may hold are left out.
    pub text: String,
    /// Words at its end in bold, such as to whom a letter goes.
    pub bold: String,
}

/// Table of a document: texts as people read them.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Its columns.
    pub columns: Vec<TableColumn>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// Part of the form that a paragraph is, by which it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Quốc hiệu.
    Nation,
    /// Tiêu ngữ, with a line as long as it.
    Motto,
    /// The agency above the one that issues.
    Superior,
    /// The agency that issues, without a line: more of its name follows.
    AgencyName,
    /// The agency that issues, the end of its name, with a line a third as long.
    Agency,
    /// Number and sign.
    Number,
    /// Place and day.
    PlaceDate,
    /// Kind of the document.
    Kind,
    /// What it is about, with a line a third as long.
    Subject,
    /// To whom it goes.
    To,
    /// Head of a part.
    Heading,
    /// Body.
    Body,
    /// Item of a list.
    Item,
    /// Remark below what it is about.
    Remark,
    /// Head of an annex.
    Annex,
    /// Whom copies go to: the head.
    CopiesHead,
    /// Whom a copy goes to.
    Copies,
    /// On whose behalf it is signed.
    Signer,
    /// How it is signed.
    SignHow,
    /// Name of who signs.
    SignName,
    /// Space between two other parts.
    Space,
}

impl Paragraph {
    /// A paragraph of this look.
    #[must_use]
    pub fn new(look: Look, text: impl Into<String>) -> Self {
        Self { look, text: text.into(), bold: String::new() }
    }
}

impl From<Paragraph> for Block {
    fn from(paragraph: Paragraph) -> Self {
        Self::Paragraph(paragraph)
    }
}
