use super::{Page, Picture, big_height, big_width, big_writes, cells, clip, draw_big};
use ratatui::{layout::Rect, style::Style, text::Line};

/// A large word with a picture, for the beginning of a visit, what is finished, and its end.
pub struct Moment<'t> {
    /// The picture.
    pub picture: Picture,
    /// The word.
    pub big: &'t str,
    /// Its style.
    pub style: Style,
}

/// Cells between a picture and what is beside it.
const GAP: u16 = 4;

/// How the word and the picture stand.
#[derive(Clone, Copy)]
enum Form {
    Above,
    Beside,
    WordAlone,
    Plain,
}

impl Moment<'_> {
    /// Draws it in the middle of the area's width, as large as leaves `needed` rows below it, and a little down where more is left
    /// than that. Returns the rows taken, with the empty one below it.
    pub fn draw(&self, page: &mut Page<'_, '_>, area: Rect, needed: u16) -> u16 {
        let room = area.height.saturating_sub(needed);
        let forms = [Form::Above, Form::Beside, Form::WordAlone];
        let fits = |form: &Form| self.width(*form) <= area.width && self.height(*form) < room && big_writes(self.big);
        let form = forms.into_iter().find(fits).unwrap_or(Form::Plain);
        let height = self.height(form);
        let spare = room.saturating_sub(height + 1);
        let top = area.y + spare / 3;
        let middle = |width: u16| area.x + area.width.saturating_sub(width) / 2;
        let (wide, word) = (big_width(self.big), big_height(self.big));
        match form {
            Form::Above => {
                self.picture.draw(page, middle(self.picture.width()), top);
                draw_big(page, middle(wide), top + self.picture.height() + 1, self.big, self.style);
            }
            Form::Beside => {
                let x = middle(self.width(form));
                self.picture.draw(page, x, top + (height - self.picture.height()) / 2);
                let x = x + self.picture.width() + GAP;
                draw_big(page, x, top + (height - word) / 2, self.big, self.style);
            }
            Form::WordAlone => draw_big(page, middle(wide), top, self.big, self.style),
            Form::Plain => {
                let text = clip(self.big, area.width);
                page.line_at(middle(cells(&text)), top, cells(&text), &Line::styled(text.as_str(), self.style));
            }
        }
        top - area.y + height + 1
    }

    fn width(&self, form: Form) -> u16 {
        let (picture, word) = (self.picture.width(), big_width(self.big));
        match form {
            Form::Above => picture.max(word),
            Form::Beside => picture + GAP + word,
            Form::WordAlone => word,
            Form::Plain => 0,
        }
    }

    fn height(&self, form: Form) -> u16 {
        let (picture, word) = (self.picture.height(), big_height(self.big));
        match form {
            Form::Above => picture + 1 + word,
            Form::Beside => picture.max(word),
            Form::WordAlone => word,
            Form::Plain => 1,
        }
    }
}
