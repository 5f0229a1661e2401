use crate::{
    domain::Missing,
    session::Part,
    text::missing_part,
    tui::{
        Effect, Keyed, Next, Press, Route, ScreenState, Shared, Table,
        draw::{Moment, Page, Picture, Prompt, from_row, wrap},
    },
};

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
        let (done, open) = balance(all);
        let who = all.address();
        let language = all.settings.language;
        let (opening, inside) = (who.opening(language), who.inside(language));
        let mut texts = Vec::new();
        if !done.is_empty() {
            texts.push((
                format!("✓ {}", all.words.with("thanks-done", &[("list", done.join(", ").into())])),
                page.theme.good,
            ));
        }
        let is_elsewhere = all.guest.as_ref().is_some_and(|guest| guest.visit.is_counted_elsewhere());
        if is_elsewhere {
            texts.push((all.words.with("thanks-one-touch", &[("who", inside.into())]), page.theme.strong));
        } else if open.is_empty() {
            let number = all.guest.as_ref().and_then(|guest| guest.visit.certificate()).map(|made| made.number.clone());
            if let Some(number) = number {
                texts.push((all.words.with("award-number", &[("number", number.into())]), page.theme.strong));
            }
            texts.push((all.words.with("thanks-proper", &[("Who", opening.into())]), page.theme.page));
        } else {
            let list: Vec<String> = open.iter().map(|one| missing_part(&all.words, one)).collect();
            let wording = format!("□ {}", all.words.with("thanks-open", &[("list", list.join("; ").into())]));
            texts.push((wording, page.theme.strong));
        }
        let bye = if open.is_empty() || is_elsewhere {
            all.words.with("thanks-tell", &[("Who", opening.into()), ("who", inside.into())])
        } else {
            all.words.with("thanks-return", &[("who", inside.into())])
        };
        texts.push((bye, page.theme.page));
        texts.push((all.text("thanks-practise"), page.theme.page));
        let rows =
            texts.iter().map(|(text, _)| u16::try_from(wrap(text, body.width).len()).unwrap_or(1) + 1).sum::<u16>();
        let (big, style) = (all.text("thanks-big"), page.theme.title);
        let moment = Moment { picture: Picture::flower(), big: &big, style };
        let y = body.y + moment.draw(page, body, rows + 1);
        page.paragraphs(from_row(body, y), &texts);
    }
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
