//! `handbook`: the volunteer's handbook on A5, or its sheet of A4, from the Markdown of docs/so-tay-tram that is compiled in.

use super::{clock, explain};
use crate::{
    cli::{Console, free_destination},
    domain::Date,
    platform,
    report::{Booklet, BookletForm, DrawnBooklet, Fonts, PdfFault, booklet},
    text::Words,
    tui::Failure,
};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

const BOOK: &str = include_str!("../../docs/so-tay-tram/so-tay.md");
const SHEET: &str = include_str!("../../docs/so-tay-tram/to-nho.md");

/// Makes the list of pictures of the text's chapters, taken of the real screens by a test that holds them to the program (tests/it/screens/handbook.rs).
macro_rules! pictures {
    ($($name:literal),+ $(,)?) => {
        /// The pictures by their names in the text, as PNG.
        pub const PICTURES: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!("../../docs/so-tay-tram/hinh/", $name, ".png")))),+];
    };
}
pictures!["machine", "waiting", "quiz", "who", "group_roll", "papers", "certificate", "closing_menu", "notice"];

/// Where it is written.
#[derive(Args)]
pub struct HandbookArgs {
    /// Tệp PDF sẽ ghi, hoặc thư mục
    #[arg(long, value_name = "TỆP")]
    out: PathBuf,
    /// Tờ nhớ một trang A4, thay cho cả sổ
    #[arg(long)]
    sheet: bool,
    /// Ghi đè tệp đã có
    #[arg(long)]
    force: bool,
}

/// The two documents, with the beginnings of their files' names.
pub const DOCUMENTS: [(BookletForm, &str); 2] =
    [(BookletForm::Book, "so-tay-nguoi-ho-tro"), (BookletForm::Sheet, "to-nho")];

/// Draws the handbook, or its sheet.
///
/// # Errors
/// As `booklet`: never with what is compiled in.
pub fn draw(form: BookletForm, date: Date, words: &Words, fonts: &Fonts) -> Result<DrawnBooklet, PdfFault> {
    let text = match form {
        BookletForm::Book => BOOK,
        BookletForm::Sheet => SHEET,
    };
    let pictures = match form {
        BookletForm::Book => PICTURES,
        BookletForm::Sheet => &[],
    };
    booklet(&Booklet { text, pictures, form, date }, words, fonts)
}

/// Writes one of them.
///
/// # Errors
/// The file is there already, or cannot be written.
pub fn run(wanted: &HandbookArgs, console: &Console) -> Result<(), Vec<Failure>> {
    let [book, sheet] = DOCUMENTS;
    let (form, name) = if wanted.sheet { sheet } else { book };
    let path = free_destination(&wanted.out, &format!("{name}.pdf"), wanted.force).map_err(|failure| vec![failure])?;
    let drawn = Fonts::embedded()
        .and_then(|fonts| draw(form, clock::unjudged().date(), console.words(), &fonts))
        .map_err(|fault| vec![explain::document(&fault)])?;
    platform::write_atomically(&path, &drawn.pdf).map_err(|fault| vec![explain::stick(&fault, &path)])?;
    let shown = path.display().to_string();
    console.message("cli-written", &[("path", shown.as_str().into())]);
    console.json(&json!({ "path": shown, "pages": drawn.pages }));
    Ok(())
}
