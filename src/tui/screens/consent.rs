use crate::{
    domain::Window,
    session::{Command, Refusal, Visit},
    text::{Notice, Value, codes, notice, short_date},
    tui::{
        Back, Effect, KEPT_DAYS, Keyed, Newcomer, Next, Press, Route, ScreenState, Shared, Table,
        draw::{Choices, Marker, Page, lowered},
        screens::sign_in,
        typed::unit_name,
    },
};
use ratatui::{layout::Rect, style::Style};

/// What is collected and why, in plain words on two pages, and then yes or no. Nothing is chosen beforehand; who declines
/// practises without data.
#[derive(Default)]
pub struct State {
    page: Leaf,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Leaf {
    #[default]
    WhatAndWhy,
    /// Rights, then the question.
    RightsAndAnswer,
    /// Somebody declined: a kind word, then practice.
    Refused,
}

impl State {
    fn turn(&mut self, page: Leaf) -> Next {
        self.page = page;
        Next::stay()
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// To the second page.
    ReadOn,
    /// To the first page.
    ReadAgain,
    /// Agrees.
    Agree,
    /// Declines.
    Decline,
    /// Practises without data.
    Practise,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let table = match (barred(all), self.page) {
            (Some(_), _) => Table::new()
                .key(Press::Enter, "Enter", "consent-key-practise", Action::Practise)
                .unlisted(&[Press::Char('1')], Action::Practise),
            (None, Leaf::WhatAndWhy) => Table::new()
                .key(Press::Enter, "Enter", "consent-key-on", Action::ReadOn)
                .unlisted(&[Press::Right, Press::PageDown, Press::Down], Action::ReadOn),
            (None, Leaf::RightsAndAnswer) => Table::new()
                .key(Press::Char('1'), "1", "consent-key-agree", Action::Agree)
                .key(Press::Char('2'), "2", "consent-key-refuse", Action::Decline)
                .key(Press::Left, "←", "consent-key-back", Action::ReadAgain)
                .unlisted(&[Press::PageUp, Press::Up], Action::ReadAgain),
            (None, Leaf::Refused) => Table::new()
                .key(Press::Char('1'), "1", "consent-key-practise", Action::Practise)
                .unlisted(&[Press::Enter], Action::Practise)
                .key(Press::Char('2'), "2", "consent-key-again", Action::ReadAgain)
                .unlisted(&[Press::Left, Press::PageUp], Action::ReadAgain),
        };
        table.menu()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::ReadOn => self.turn(Leaf::RightsAndAnswer),
            Action::ReadAgain => self.turn(Leaf::WhatAndWhy),
            Action::Agree => agree(all),
            Action::Decline => self.turn(Leaf::Refused),
            Action::Practise => refuse(all),
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("consent-title")
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        match (barred(all), self.page) {
            (Some(why), _) => view_barred(all, page, &why),
            (None, Leaf::WhatAndWhy) => view_first(all, page),
            (None, Leaf::RightsAndAnswer) => view_second(all, page),
            (None, Leaf::Refused) => view_refused(all, page),
        }
    }

    fn back(&mut self, _all: &Shared) -> Back {
        match self.page {
            Leaf::WhatAndWhy => Back::To(Route::Waiting),
            Leaf::RightsAndAnswer | Leaf::Refused => {
                self.page = Leaf::WhatAndWhy;
                Back::Inside
            }
        }
    }
}

/// The visit that would agree: the signed-in person's (who withdrew before), or a newcomer's, from its beginning.
fn asked(all: &Shared) -> Visit {
    all.guest.as_ref().map(|guest| guest.visit.clone()).unwrap_or_default()
}

/// Why nobody can take part here now; practice is always possible.
fn barred(all: &Shared) -> Option<Notice> {
    let pack = all.pack.as_ref()?;
    if !all.station.enrolled {
        return Some(notice(&all.words, codes::contest::PRACTICE_ONLY, &[]));
    }
    match asked(all).step(pack, Command::Consent, all.now) {
        Err(Refusal::Closed(Window::Before { .. })) => {
            Some(notice(&all.words, codes::contest::NOT_OPEN_YET, &[("date", date(pack.contest.opens))]))
        }
        // else: a consent is refused for no other reason than the contest's end
        Err(_) => Some(notice(&all.words, codes::contest::CLOSED, &[("date", date(pack.contest.closes))])),
        Ok(_) => None,
    }
}

fn date(date: crate::domain::Date) -> Value<'static> {
    short_date(date).into()
}

fn agree(all: &mut Shared) -> Next {
    if all.guest.is_some() {
        return match all.step(Command::Consent) {
            Ok(effects) => Next::go_when_saved(sign_in::next_for_consenting(all)).with_all(effects),
            Err(_) => Next::stay(),
        };
    }
    let Some(pack) = &all.pack else { return Next::stay() };
    let Ok((visit, events)) = Visit::default().step(pack, Command::Consent, all.now) else { return Next::stay() };
    (all.newcomer.visit, all.newcomer.events) = (visit, events);
    Next::go(Route::WhoAfterConsent)
}

/// Nothing of them stays, not even a draft.
fn refuse(all: &mut Shared) -> Next {
    let was_visited = all.is_visited();
    all.guest = None;
    all.newcomer = Newcomer::default();
    let next = Next::go(Route::Practice).with(Effect::ClearDraft("register")).with(Effect::PracticeSeed);
    if was_visited { next.with(Effect::Leave) } else { next }
}

/// Paragraphs below each other with a gap where there is room; returns the room that is left.
fn paragraphs(page: &mut Page<'_, '_>, area: Rect, texts: &[(String, Style)], gap: u16) -> Rect {
    let mut left = area;
    for (text, style) in texts {
        let rows = page.text(left, text, *style) + gap;
        left = Rect { y: left.y + rows, height: left.height.saturating_sub(rows), ..left };
    }
    left
}

fn view_barred(all: &Shared, page: &mut Page<'_, '_>, why: &Notice) {
    let body = Rect { y: page.body.y + 2, height: page.body.height.saturating_sub(2), ..page.body };
    let texts = [(why.what().to_owned(), page.theme.strong), (format!("→ {}", why.now()), page.theme.page)];
    let left = paragraphs(page, body, &texts, 1);
    let options = [all.text("consent-practise")];
    Choices { options: &options, markers: &[Marker::None], first: 1 }
        .draw(page, Rect { y: left.y + 1, height: left.height.saturating_sub(1), ..left });
}

fn view_first(all: &Shared, page: &mut Page<'_, '_>) {
    let Some(pack) = &all.pack else { return };
    let who = all.address();
    let language = all.settings.language;
    let variables: [(&str, Value<'_>); 3] = [
        ("who", who.inside(language).into()),
        ("organiser", pack.contest.organiser.as_str().into()),
        ("unit", commune(all).into()),
    ];
    let keys = ["consent-collector", "consent-kinds", "consent-purpose", "consent-readers"];
    let mut texts = vec![(all.words.with("consent-intro", &variables), page.theme.strong)];
    texts.extend(keys.map(|key| (format!("• {}", all.words.with(key, &variables)), page.theme.page)));
    let body = lowered(page.body, 20);
    paragraphs(page, body, &texts, 1);
    let on = format!(" {} ", all.text("consent-on"));
    let y = body.bottom().saturating_sub(1);
    page.centred(y, &on, page.theme.badge);
    page.hot(Rect { y, height: 1, ..body }, Press::Enter);
}

fn view_second(all: &Shared, page: &mut Page<'_, '_>) {
    let Some(pack) = &all.pack else { return };
    let who = all.address();
    let language = all.settings.language;
    let variables: [(&str, Value<'_>); 4] = [
        ("who", who.inside(language).into()),
        ("days", KEPT_DAYS.into()),
        ("until", date(pack.contest.sealed_until())),
        ("hotline", pack.contest.hotline.as_str().into()),
    ];
    let point = |key: &str| (format!("• {}", all.words.with(key, &variables)), page.theme.page);
    let mut texts = vec![point("consent-kept"), point("consent-rights")];
    if !pack.contest.rules.recognised {
        texts.push((format!("▲ {}", all.words.with("consent-unconfirmed", &variables)), page.theme.strong));
    }
    texts.push((all.words.with("consent-ask", &variables), page.theme.strong));
    let roomy = u16::from(page.body.height > 17);
    let body = lowered(page.body, 20);
    let left = paragraphs(page, body, &texts, roomy);
    let options = [all.text("consent-agree"), all.text("consent-refuse")];
    Choices { options: &options, markers: &[Marker::None; 2], first: 1 }.draw(page, left);
}

fn view_refused(all: &Shared, page: &mut Page<'_, '_>) {
    let who = all.address();
    let language = all.settings.language;
    let variables: [(&str, Value<'_>); 1] = [("who", who.inside(language).into())];
    let body = Rect { y: page.body.y + 1, height: page.body.height.saturating_sub(1), ..page.body };
    let texts = [
        (all.words.with("consent-fine", &variables), page.theme.strong),
        (all.words.with("consent-fine-practice", &variables), page.theme.page),
    ];
    let left = paragraphs(page, body, &texts, 1);
    let options = [all.text("consent-practise"), all.text("consent-read-again")];
    Choices { options: &options, markers: &[Marker::None; 2], first: 1 }
        .draw(page, Rect { y: left.y + 1, height: left.height.saturating_sub(1), ..left });
}

/// The commune that runs the station, as the contest names it.
fn commune(all: &Shared) -> String {
    let pack = all.pack.as_ref();
    let unit = pack.and_then(|pack| pack.unit(&pack.contest.station.as_ref()?.unit));
    unit.map_or_else(|| all.station.place.clone(), |unit| unit_name(&all.words, unit))
}
