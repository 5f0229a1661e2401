use crate::{
    report::{
        Certificate,
        qr::{self, Matrix},
    },
    tui::{
        Shared,
        draw::{Page, big_height, big_width, cells, draw_big, draw_qr, qr_cells, qr_cells_in, wrap},
    },
};
use ratatui::{
    layout::Rect,
    style::{Modifier, Style},
    text::Line,
    widgets::{Block, BorderType},
};

/// A finished entry's slip as it is drawn on the screen: framed words and the code to look it up by.
pub struct Slip<'s> {
    /// The certificate to show.
    pub slip: &'s Certificate,
    /// The code to look it up by.
    pub code: Option<&'s Matrix>,
    /// Text below it.
    pub foot: &'s (String, Style),
}

/// Version 6: what is larger has no room on any screen that the station is made for.
const MOST_MODULES: usize = 41;
/// Narrower than this the slip's words would be broken too often.
const LEAST_WORDS: u16 = 34;

/// The code of a link as it is drawn; none where it is too long for any screen.
pub(super) fn code(link: &str) -> Option<Matrix> {
    qr::matrix(link, MOST_MODULES).ok()
}

impl Slip<'_> {
    /// Draws it over the whole body.
    pub fn draw(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let room = |area: Rect| Rect { width: area.width.saturating_sub(LEAST_WORDS + 2), ..area };
        let inner = shrink(body, 2, 1);
        // With all of its white around it the code is inside the frame; with less of it, beside a narrower frame.
        let inside =
            self.code.map(qr_cells).filter(|(columns, rows)| *columns <= room(inner).width && *rows <= inner.height);
        let beside = self.code.and_then(|matrix| qr_cells_in(matrix, room(body)));
        let (frame, words, place) = match (inside, beside) {
            (Some((columns, rows)), _) => {
                let words = Rect { width: inner.width - columns - 2, ..inner };
                let place =
                    Rect { x: words.right() + 2, y: inner.y + (inner.height - rows) / 2, width: columns, height: rows };
                (body, words, Some(place))
            }
            (None, Some((columns, rows))) => {
                let frame = Rect { width: body.width - columns - 1, ..body };
                let place =
                    Rect { x: frame.right() + 1, y: body.y + (body.height - rows) / 2, width: columns, height: rows };
                (frame, shrink(frame, 2, 1), Some(place))
            }
            (None, None) => (body, inner, None),
        };
        draw_paper(page, frame);
        self.draw_words(all, page, words);
        if let (Some(matrix), Some(place)) = (self.code, place) {
            draw_qr(page, place, matrix);
        }
    }

    /// The slip's words in the roomiest form that fits.
    fn draw_words(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let forms = [(true, true, true), (true, false, true), (false, true, true), (false, false, true)];
        let forms = forms.into_iter().map(|(big, listed, gaps)| Form { big, listed, gaps });
        let tightest = Form { big: false, listed: false, gaps: false };
        let form = forms
            .chain([tightest])
            .find(|form| {
                let pieces = self.pieces(all, page, area.width, *form);
                pieces.iter().map(|piece| piece.height(area.width)).sum::<u16>() <= area.height
                    && pieces.iter().all(|piece| piece.width() <= area.width)
            })
            .unwrap_or(tightest);
        let mut pieces = self.pieces(all, page, area.width, form);
        let height: u16 = pieces.iter().map(|piece| piece.height(area.width)).sum();
        // Where even the tightest form is too long, the foot still shows what to do now, and the rest is cut.
        let foot = pieces.pop().unwrap_or(Piece::Gap);
        let foot_rows = foot.height(area.width).min(area.height);
        let mut y = area.y + area.height.saturating_sub(height) / 2;
        let bottom = area.bottom() - foot_rows;
        for piece in pieces {
            let rows = piece.height(area.width).min(bottom.saturating_sub(y));
            piece.draw(page, Rect { y, height: rows, ..area });
            y += rows;
        }
        foot.draw(page, Rect { y, height: foot_rows, ..area });
    }

    fn pieces(&self, all: &Shared, page: &Page<'_, '_>, width: u16, form: Form) -> Vec<Piece> {
        let (theme, slip) = (page.theme, self.slip);
        let (foot, foot_style) = self.foot;
        let gap = || form.gaps.then_some(Piece::Gap);
        let (plain, strong) = (theme.slip, theme.slip.add_modifier(Modifier::BOLD));
        let line = |text: String, style: Style| Some(Piece::Text(text, style));
        let count = slip.topics.len();
        let done = [("topics", count.into()), ("questions", slip.questions.into())];
        let date = [("date", all.words.date(slip.date).into())];
        let number = [("number", slip.number.as_str().into())];
        let name = slip.name.as_str().to_uppercase();
        // What is no slip at all waits for no confirmation.
        let (waits, waits_style) = match slip.trial {
            Some(trial) => (all.text(trial.remark()), strong),
            None => (all.text("award-waits"), plain),
        };
        let mut pieces = vec![line(spaced(&all.text("award-slip"), width), theme.seal), line(waits, waits_style)];
        let has_rule = form.gaps && (form.big || form.listed);
        pieces.extend([has_rule.then(|| Piece::Text(rule(width), theme.seal)), gap()]);
        if form.big {
            let large = |words| Some(Piece::Big(words, theme.seal));
            pieces.extend(lines_of(&name, width, big_width).into_iter().map(large));
            pieces.push(gap());
        } else {
            pieces.push(line(spaced(&name, width), theme.seal));
        }
        pieces.extend([
            line(all.words.with("award-born", &[("year", slip.birth.year().to_string().into())]), plain),
            line(by_commas(&slip.residence, width), plain),
            gap(),
            line(all.words.with("award-done", &done), plain),
        ]);
        if form.listed {
            pieces.extend(slip.topics.iter().map(|topic| line(format!("✓ {topic}"), plain)));
        }
        pieces.extend([
            form.listed.then_some(Piece::Gap),
            line(all.words.with("award-number", &number), strong),
            line(all.words.with("award-date", &date), plain),
            gap(),
            line(
                all.words.with("award-photo", &[("who", all.address().inside(all.settings.language).into())]),
                theme.seal,
            ),
            line(foot.clone(), theme.slip.patch(Style { bg: None, fg: None, ..*foot_style })),
        ]);
        pieces.into_iter().flatten().collect()
    }
}

/// The paper with its frame of two lines.
fn draw_paper(page: &mut Page<'_, '_>, frame: Rect) {
    let (paper, seal) = (page.theme.slip, page.theme.seal);
    page.buffer().set_style(frame, paper);
    page.draw(Block::bordered().border_type(BorderType::Double).border_style(seal), frame);
}

/// A line with a point in its middle.
fn rule(width: u16) -> String {
    let half = "─".repeat(usize::from((width / 4).clamp(3, 12)));
    format!("{half} ■ {half}")
}

/// The code as large as the body allows, with the link in words beside it, or instead of it where it has no room.
pub fn draw_code_alone(all: &Shared, page: &mut Page<'_, '_>, slip: &Certificate, code: Option<&Matrix>) {
    let body = page.body;
    let fits = code.and_then(|matrix| Some((matrix, qr_cells_in(matrix, body)?)));
    let Some((matrix, (columns, rows))) = fits else {
        let wording = [(all.text("award-no-room"), page.theme.strong), (slip.check_url.clone(), page.theme.page)];
        page.paragraphs(body, &wording);
        return;
    };
    let top = body.y + (body.height - rows) / 2;
    draw_qr(page, Rect { x: body.x, y: top, width: columns, height: rows }, matrix);
    let x = body.x + columns + 3;
    let later = match slip.trial {
        Some(trial) => (all.text(trial.remark()), page.theme.strong),
        None => (all.text("award-later"), page.theme.page),
    };
    let wording = [
        (all.text("award-scan"), page.theme.strong),
        (all.words.with("award-number", &[("number", slip.number.as_str().into())]), page.theme.page),
        (slip.check_url.clone(), page.theme.dim),
        later,
    ];
    page.paragraphs(Rect { x, width: body.right().saturating_sub(x), ..body }, &wording);
}

/// How much room the slip's words take.
#[derive(Clone, Copy)]
struct Form {
    big: bool,
    listed: bool,
    gaps: bool,
}

/// A part of the slip; all are in the middle.
enum Piece {
    Big(String, Style),
    Text(String, Style),
    Gap,
}

impl Piece {
    fn height(&self, width: u16) -> u16 {
        match self {
            Self::Big(text, _) => big_height(text),
            Self::Text(text, _) => u16::try_from(wrap(text, width).len()).unwrap_or(u16::MAX),
            Self::Gap => 1,
        }
    }

    /// Cells that cannot be broken.
    fn width(&self) -> u16 {
        match self {
            Self::Big(text, _) => big_width(text),
            Self::Text(..) | Self::Gap => 0,
        }
    }

    fn draw(&self, page: &mut Page<'_, '_>, area: Rect) {
        let middle = |taken: u16| area.x + area.width.saturating_sub(taken) / 2;
        match self {
            Self::Big(text, style) => draw_big(page, middle(big_width(text)), area.y, text, *style),
            Self::Text(text, style) => page.as_one(|page| {
                for (y, line) in (area.y..area.bottom()).zip(wrap(text, area.width)) {
                    page.line_at(middle(cells(&line)), y, cells(&line), &Line::styled(line.as_str(), *style));
                }
            }),
            Self::Gap => (),
        }
    }
}

/// Words in lines of at most `width`, as `measure` measures them.
fn lines_of(text: &str, width: u16, measure: impl Fn(&str) -> u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if measure(&format!("{line} {word}")) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Breaks between the parts of an address rather than inside one.
fn by_commas(address: &str, width: u16) -> String {
    let whole = |part: &str| if cells(part) <= width { part.replace(' ', "\u{a0}") } else { part.to_owned() };
    address.split(", ").map(whole).collect::<Vec<_>>().join(", ")
}

/// Letters apart where that fits, since it is as large as plain text gets.
fn spaced(name: &str, width: u16) -> String {
    let apart: Vec<String> = name.chars().map(String::from).collect();
    let apart = apart.join(" ");
    if cells(&apart) <= width {
        apart.replace("   ", "\u{a0}\u{a0}\u{a0}").replace(' ', "\u{a0}")
    } else {
        name.to_owned()
    }
}

fn shrink(area: Rect, across: u16, down: u16) -> Rect {
    Rect {
        x: area.x + across,
        y: area.y + down,
        width: area.width.saturating_sub(2 * across),
        height: area.height.saturating_sub(2 * down),
    }
}
