//! A handbook on A5 pages, or one sheet of A4, from its Markdown, with pictures of the screens.

mod flow;
mod markdown;

use super::{
    Fonts, PdfFault,
    book::{Book, numbered},
    sheet::{From, GREY},
};
use crate::{domain::Date, text::Words};
use flow::{Flow, Measures};
use std::collections::BTreeMap;

/// A5 upright, in points.
const A5: (f32, f32) = (419.53, 595.28);
const A4: (f32, f32) = (595.28, 841.89);

/// What is drawn.
pub struct Booklet<'a> {
    /// The text, as Markdown.
    pub text: &'a str,
    /// Pictures by the names that the text has for them, as PNG.
    pub pictures: &'a [(&'a str, &'static [u8])],
    /// Size of the pages.
    pub form: BookletForm,
    /// What the file states of its making.
    pub date: Date,
}

/// Size and manner of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookletForm {
    /// A5, a chapter begins on a page of its own.
    Book,
    /// A4, everything below each other.
    Sheet,
}

/// A booklet as it was drawn.
pub struct DrawnBooklet {
    /// The file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Draws it.
///
/// # Errors
/// A sign that the fonts lack, a picture that is not there or no PNG, or the writer of PDF.
pub fn booklet(booklet: &Booklet<'_>, words: &Words, fonts: &Fonts) -> Result<DrawnBooklet, PdfFault> {
    let mut pictures = BTreeMap::new();
    for (name, bytes) in booklet.pictures {
        let bytes: Vec<u8> = bytes.to_vec();
        let image = krilla::image::Image::from_png(bytes.into(), false).map_err(|_| PdfFault::Logo)?;
        pictures.insert((*name).to_owned(), image);
    }
    let measures = match booklet.form {
        BookletForm::Book => Measures { size: A5, margin: 34.0, text: 9.6, picture: 0.82, chapters_apart: true },
        BookletForm::Sheet => Measures { size: A4, margin: 40.0, text: 11.4, picture: 0.6, chapters_apart: false },
    };
    let blocks = markdown::blocks(booklet.text);
    let title = blocks.iter().find_map(|block| match block {
        markdown::Block::Title(title) => Some(title.clone()),
        _ => None, // else: not the title
    });
    let title = title.unwrap_or_default();
    let mut flow = Flow::new(measures, fonts, &pictures);
    for block in &blocks {
        flow.add(block)?;
    }
    let pages = flow.pages;
    let mut book = Book::new((title.clone(), &title, booklet.date), None, words, fonts)?;
    for (at, pieces) in pages.iter().enumerate() {
        book.sized_page(measures.size, |sheet| {
            pieces.iter().for_each(|piece| piece.draw(sheet));
            if pages.len() > 1 {
                let (right, bottom) = (measures.size.0 - measures.margin, measures.bottom());
                numbered(sheet, (words, fonts), (at + 1, pages.len()), (right, bottom))?;
                let foot = fonts.regular.line(&title, 0.0)?;
                sheet.set(&foot, 8.0, From::Left, (measures.margin, bottom + 14.0), GREY);
            }
            Ok(Vec::new())
        })?;
    }
    let count = pages.len();
    Ok(DrawnBooklet { pdf: book.finish()?, pages: count })
}
