use crate::{
    domain::Missing,
    session::{Part, Visit},
    text::missing_part,
    tui::{
        Effect, Keyed, Next, Press, Route, ScreenState, Shared, Table,
        draw::{Choices, Marker, Moment, Page, Picture, Prompt, from_row, wrap},
    },
};
use ratatui::style::Style;

/// The end of a visit: what is done, what is left to do another day, and where the certificate proper comes from. Nothing moves
/// by itself; Enter frees the laptop for the next.
#[derive(Default)]
pub struct State;

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Frees the laptop for the next person.
    End,
    /// Practises; nothing of it is kept.
    Practise,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        Table::new()
            .key(Press::Enter, "Enter", "thanks-key-end", Action::End)
            .key(Press::Char('1'), "1", "thanks-key-practise", Action::Practise)
            .menu()
    }

    fn act(&mut self, _all: &mut Shared, action: Action) -> Next {
        match action {
            Action::End => Next::go_when_saved(Route::Waiting),
            Action::Practise => Next::go_when_saved(Route::Practice).with(Effect::PracticeSeed),
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("thanks-title")
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(Prompt::to(all, "thanks-end"))
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let texts = lines(all, page);
        let lines: Vec<(String, Style)> = texts
            .iter()
            .flat_map(|(text, style)| wrap(text, body.width).into_iter().map(|line| (line, *style)))
            .collect();
        let options = [all.text("thanks-practise")];
        let choices = Choices { options: &options, markers: &[Marker::None], first: 1 };
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let (big, style) = (all.text("thanks-big"), page.theme.title);
        let moment = Moment { picture: Picture::flower(), big: &big, style };
        let needed = rows.saturating_add(choices.wanted(body.width)).saturating_add(1);
        let mut y = body.y + moment.draw(page, body, needed);
        page.as_one(|page| {
            for (text, style) in lines {
                page.centred(y, &text, style);
                y += 1;
            }
        });
        choices.draw(page, from_row(body, y + 1));
    }
}

/// What is done, what is left, and what comes next, a sentence each.
fn lines(all: &Shared, page: &Page<'_, '_>) -> Vec<(String, Style)> {
    let (done, open) = balance(all);
    let who = [("who", all.address().inside(all.settings.language).into())];
    let (good, strong, plain) = (page.theme.good, page.theme.strong, page.theme.page);
    let visit = all.guest.as_ref().map(|guest| &guest.visit);
    let is_elsewhere = visit.is_some_and(Visit::is_counted_elsewhere);
    let mut texts = Vec::new();
    if open.is_empty() && !is_elsewhere {
        texts.push((format!("✓ {}", all.text("thanks-all-done")), good));
    } else if !done.is_empty() {
        texts.push((format!("✓ {}", all.words.with("thanks-done", &[("list", done.join(", ").into())])), good));
    }
    if is_elsewhere {
        texts.push((all.words.with("thanks-one-touch", &who), strong));
        texts.push((all.words.with("thanks-welcome", &who), plain));
    } else if open.is_empty() {
        let number = visit.and_then(Visit::certificate).map(|made| made.number.clone());
        let number = number.map(|number| all.words.with("award-number", &[("number", number.into())]));
        texts.extend(number.map(|number| (number, strong)));
        texts.push((all.text("thanks-proper"), plain));
        texts.push((all.words.with("thanks-tell", &who), plain));
    } else {
        let list: Vec<String> = open.iter().map(|one| missing_part(&all.words, one)).collect();
        let wording = format!("□ {}", all.words.with("thanks-open", &[("list", list.join("; ").into())]));
        texts.push((wording, strong));
        texts.push((all.words.with("thanks-return", &who), plain));
    }
    texts
}

/// What has been done, in words, and what has not.
fn balance(all: &Shared) -> (Vec<String>, Vec<Missing>) {
    let (Some(pack), Some(guest)) = (&all.pack, &all.guest) else { return (Vec::new(), Vec::new()) };
    let done = Part::ALL.into_iter().filter(|part| guest.visit.is_done(*part, pack)).map(|part| {
        all.text(match part {
            Part::Register => "thanks-registered",
            Part::Learn => "thanks-learnt",
            Part::Test => "thanks-tested",
            Part::Share => "thanks-shared",
            Part::Certificate => "thanks-certified",
        })
    });
    (done.collect(), guest.visit.entry().missing(&pack.contest))
}
