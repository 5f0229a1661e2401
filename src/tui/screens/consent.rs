use crate::{
    domain::Window,
    session::{Command, Refusal, Visit},
    text::{Notice, Value, codes, notice, short_date},
    tui::{
        Back, Effect, Focus, KEPT_DAYS, Keyed, Newcomer, Next, Press, Route, ScreenState, Shared, Table,
        draw::{Choices, Marker, Page, Prompt, lowered, markers, wrap},
        screens::sign_in,
        typed::unit_name,
    },
};
use ratatui::{layout::Rect, style::Style};

/// What is collected and why, in plain words on one page with the question; "xem thêm" has the same at length, on two pages. Nothing
/// is chosen beforehand, and Enter alone agrees to nothing; who declines practises without data.
#[derive(Default)]
pub struct State {
    page: Leaf,
    focus: Focus,
    /// Enter was pressed before it was answered.
    reminded: bool,
}

/// The answers, and behind them "xem thêm" on the first page.
const SHORT: [Action; 3] = [Action::Agree, Action::Decline, Action::ReadOn];
const LONG: [Action; 2] = [Action::Agree, Action::Decline];
const REFUSED: [Action; 3] = [Action::Practise, Action::ReadAgain, Action::Leave];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Leaf {
    /// Everything in short, and the question.
    #[default]
    InShort,
    /// At length: who, what and why.
    WhatAndWhy,
    /// At length: how long, and the rights; then the question.
    RightsAndAnswer,
    /// Somebody declined: a kind word, then practice.
    Refused,
}

impl State {
    fn turn(&mut self, page: Leaf) -> Next {
        (self.page, self.focus, self.reminded) = (page, Focus::default(), false);
        Next::stay()
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// To the next page.
    ReadOn,
    /// To the page before.
    ReadBack,
    /// From the beginning.
    ReadAgain,
    /// Agrees.
    Agree,
    /// Declines.
    Decline,
    /// Practises without data.
    Practise,
    /// Leaves: nothing was kept.
    Leave,
    /// An arrow.
    Step(isize),
    /// It is not answered yet.
    Remind,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let table = match (barred(all), self.page) {
            (Some(_), _) => Table::new()
                .key(Press::Enter, "Enter", "consent-key-practise", Action::Practise)
                .unlisted(&[Press::Char('1')], Action::Practise),
            (None, Leaf::InShort) => {
                self.list(&SHORT, Some(Action::Remind)).unlisted(&[Press::Right, Press::PageDown], Action::ReadOn)
            }
            (None, Leaf::WhatAndWhy) => Table::new()
                .key(Press::Right, "→", "consent-key-on", Action::ReadOn)
                .key(Press::Left, "←", "consent-key-back", Action::ReadBack)
                .unlisted(&[Press::Enter, Press::PageDown, Press::Down], Action::ReadOn)
                .unlisted(&[Press::PageUp], Action::ReadBack),
            (None, Leaf::RightsAndAnswer) => self
                .list(&LONG, Some(Action::Remind))
                .key(Press::Left, "←", "consent-key-back", Action::ReadBack)
                .unlisted(&[Press::PageUp], Action::ReadBack),
            (None, Leaf::Refused) => {
                self.list(&REFUSED, None).unlisted(&[Press::Left, Press::PageUp], Action::ReadAgain)
            }
        };
        table.menu()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::ReadOn if self.page == Leaf::InShort => self.turn(Leaf::WhatAndWhy),
            Action::ReadOn => self.turn(Leaf::RightsAndAnswer),
            Action::ReadBack if self.page == Leaf::RightsAndAnswer => self.turn(Leaf::WhatAndWhy),
            Action::ReadBack | Action::ReadAgain => self.turn(Leaf::InShort),
            Action::Agree => agree(all),
            Action::Decline => self.turn(Leaf::Refused),
            Action::Practise => practise_without_data(all),
            Action::Leave => Next::go(Route::Waiting),
            Action::Step(by) => {
                self.focus.step(by, self.lines());
                Next::stay()
            }
            Action::Remind => {
                self.reminded = true;
                Next::stay()
            }
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("consent-title")
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match (barred(all), self.page) {
            (Some(_), _) => Prompt::to(all, "waiting-closed"),
            (None, Leaf::InShort | Leaf::RightsAndAnswer) if self.reminded => Prompt::remind(all, LONG.len()),
            (None, Leaf::InShort) => Prompt::new(all.text("now-consent")),
            (None, Leaf::WhatAndWhy) => Prompt::key(Press::Right, all.text("now-page-next")),
            (None, Leaf::RightsAndAnswer | Leaf::Refused) => Prompt::choose(all, self.lines()),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        match (barred(all), self.page) {
            (Some(why), _) => view_barred(all, page, &why),
            (None, Leaf::InShort) => self.view_short(all, page),
            (None, Leaf::WhatAndWhy) => view_first(all, page),
            (None, Leaf::RightsAndAnswer) => self.view_second(all, page),
            (None, Leaf::Refused) => self.view_refused(all, page),
        }
    }

    fn back(&mut self, _all: &Shared) -> Back {
        match self.page {
            Leaf::InShort => Back::To(Route::Waiting),
            Leaf::RightsAndAnswer => {
                let _ = self.turn(Leaf::WhatAndWhy);
                Back::Inside
            }
            Leaf::WhatAndWhy | Leaf::Refused => {
                let _ = self.turn(Leaf::InShort);
                Back::Inside
            }
        }
    }

    fn back_line(&self, _all: &Shared) -> &'static str {
        match self.page {
            Leaf::InShort => "menu-back-waiting",
            Leaf::WhatAndWhy | Leaf::RightsAndAnswer | Leaf::Refused => "menu-back",
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

/// Who does not take part practises. Nothing of them stays, not even a draft.
pub fn practise_without_data(all: &mut Shared) -> Next {
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
}

impl State {
    fn list(&self, actions: &'static [Action], remind: Option<Action>) -> Table<Action> {
        let action = |at: usize| actions.get(at).copied().unwrap_or(Action::Decline);
        Table::new().choices((actions.len(), self.focus), "consent-key-choose", action, Action::Step, remind)
    }

    fn view_short(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let Some(pack) = &all.pack else { return };
        let who = all.address();
        let language = all.settings.language;
        let variables: [(&str, Value<'_>); 7] = [
            ("who", who.inside(language).into()),
            ("Who", who.opening(language).into()),
            ("organiser", pack.contest.organiser.as_str().into()),
            ("unit", commune(all).into()),
            ("days", KEPT_DAYS.into()),
            ("until", date(pack.contest.sealed_until())),
            ("hotline", pack.contest.hotline.as_str().into()),
        ];
        let point = |key: &str| (format!("• {}", all.words.with(key, &variables)), page.theme.page);
        let mut texts: Vec<(String, Style)> =
            ["consent-short-what", "consent-short-why", "consent-short-long", "consent-short-rights"].map(point).into();
        if !pack.contest.rules.recognised {
            texts.push((format!("▲ {}", all.words.with("consent-unconfirmed", &variables)), page.theme.strong));
        }
        texts.push((all.words.with("consent-ask", &variables), page.theme.strong));
        let body = lowered(page.body, 20);
        let options = [all.text("consent-agree"), all.text("consent-refuse"), all.text("consent-more")];
        let markers = markers(3, self.focus, None);
        let choices = Choices { options: &options, markers: &markers, first: 1 };
        // The answers keep their areas; what is left over is between the sentences.
        let rows: usize = texts.iter().map(|(text, _)| wrap(text, body.width).len() + 1).sum();
        let has_gaps = rows + usize::from(choices.wanted(body.width)) <= usize::from(body.height);
        let left = paragraphs(page, body, &texts, u16::from(has_gaps));
        choices.draw(page, left);
    }

    fn view_second(&self, all: &Shared, page: &mut Page<'_, '_>) {
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
        Choices { options: &options, markers: &markers(2, self.focus, None), first: 1 }.draw(page, left);
    }

    /// Lines of this page that a digit chooses.
    fn lines(&self) -> usize {
        match self.page {
            Leaf::InShort => SHORT.len(),
            Leaf::WhatAndWhy | Leaf::RightsAndAnswer => LONG.len(),
            Leaf::Refused => REFUSED.len(),
        }
    }

    fn view_refused(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let who = all.address();
        let language = all.settings.language;
        let variables: [(&str, Value<'_>); 1] = [("who", who.inside(language).into())];
        let body = Rect { y: page.body.y + 1, height: page.body.height.saturating_sub(1), ..page.body };
        let texts = [
            (all.words.with("consent-fine", &variables), page.theme.strong),
            (all.words.with("consent-fine-practice", &variables), page.theme.page),
        ];
        let left = paragraphs(page, body, &texts, 1);
        let options = ["consent-practise", "consent-read-again", "consent-leave"].map(|key| all.text(key));
        Choices { options: &options, markers: &markers(options.len(), self.focus, None), first: 1 }
            .draw(page, Rect { y: left.y + 1, height: left.height.saturating_sub(1), ..left });
    }
}

/// The commune that runs the station, as the contest names it.
fn commune(all: &Shared) -> String {
    let pack = all.pack.as_ref();
    let unit = pack.and_then(|pack| pack.unit(&pack.contest.station.as_ref()?.unit));
    unit.map_or_else(|| all.station.place.clone(), |unit| unit_name(&all.words, unit))
}
