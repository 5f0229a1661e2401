use crate::tui::{
    Effect, Keyed, Msg, Next, Pace, Press, ReleaseNews, ReleaseOffer, Route, ScreenState, Shared, Table,
    draw::{Page, Prompt, below},
};
use ratatui::layout::Rect;

/// Updates of the program: what runs, what is on a stick, what changes and how long it takes; then it is checked and kept for the end of
/// the shift.
#[derive(Default)]
pub struct State {
    step: Step,
}

#[derive(Default)]
enum Step {
    /// The stick is being looked at.
    #[default]
    Looking,
    /// What is there.
    Found(Box<ReleaseNews>),
    /// It is checked and copied; how far it has come.
    Taking(Option<Pace>),
    /// It is to be stopped, and has not stopped yet.
    Stopping,
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Looks at the stick again.
    Again,
    /// Takes what is offered.
    Take,
    /// Stops it.
    Stop,
    /// Back to where it was begun.
    Done,
}

impl State {
    fn enter(&mut self, step: Step) -> Next {
        self.step = step;
        Next::stay()
    }

    fn offer(&self) -> Option<&ReleaseOffer> {
        match &self.step {
            Step::Found(news) => news.offer.as_ref(),
            Step::Looking | Step::Taking(_) | Step::Stopping => None,
        }
    }
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        let table = match &self.step {
            Step::Looking => Table::new().unlisted(&[Press::Esc], Action::Done),
            Step::Found(news) => Table::new()
                .when(news.offer.is_some(), |table| table.key(Press::Char('1'), "1", "release-key-take", Action::Take))
                .key(Press::Char('2'), "2", "release-key-again", Action::Again)
                .key(Press::Esc, "Esc", "desk-key-back", Action::Done)
                .unlisted(&[Press::Enter], Action::Done),
            Step::Taking(_) => Table::new().key(Press::Esc, "Esc", "release-key-stop", Action::Stop),
            Step::Stopping => Table::new(),
        };
        table.without_esc()
    }

    fn act(&mut self, _all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Again => self.enter(Step::Looking).with(Effect::FindRelease),
            Action::Take => match self.offer().map(|offer| offer.file.clone()) {
                Some(file) => self.enter(Step::Taking(None)).with(Effect::TakeRelease(file)),
                None => Next::stay(),
            },
            Action::Stop => self.enter(Step::Stopping).with(Effect::Stop),
            Action::Done => Next::go(Route::Transfer),
        }
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match (&self.step, msg) {
            (_, Msg::Releases(news)) => {
                if news.staged.is_some() {
                    all.release_seen = None;
                }
                self.enter(Step::Found(news.clone()))
            }
            (Step::Taking(_), Msg::Pace(pace)) => self.enter(Step::Taking(Some(*pace))),
            // What went wrong is shown; what is on the stick now is looked at again.
            (Step::Taking(_) | Step::Stopping, Msg::Failed(_)) => self.enter(Step::Looking).with(Effect::FindRelease),
            (Step::Looking, Msg::Failed(_)) => self.enter(Step::Found(Box::default())),
            _ => Next::stay(), // else: nothing else was asked for here
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("release-title")
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        vec![Effect::FindRelease]
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match &self.step {
            Step::Looking | Step::Stopping => Prompt::wait(all),
            Step::Taking(_) => Prompt::key(Press::Esc, all.text("outbox-now-busy")),
            Step::Found(news) if news.offer.is_some() => Prompt::with_keys(all, "release-now-read"),
            Step::Found(_) => Prompt::to(all, "now-read"),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let strong = page.theme.strong;
        match &self.step {
            Step::Looking => page.centred(body.y + 3, &all.text("release-looking"), strong),
            Step::Stopping => page.centred(body.y + 3, &all.text("outbox-stopping"), strong),
            Step::Taking(pace) => view_taking(*pace, all, page, body),
            Step::Found(news) => view_news(news, all, page, body),
        }
    }
}

fn view_news(news: &ReleaseNews, all: &Shared, page: &mut Page<'_, '_>, body: Rect) {
    let (plain, strong, good, bad) = (page.theme.page, page.theme.strong, page.theme.good, page.theme.bad);
    let version = |key: &str, version: &str| all.words.with(key, &[("version", version.into())]);
    let mut texts = Vec::new();
    if !news.running.is_empty() {
        texts.push((version("release-running", &news.running), plain));
    }
    if let Some(left) = &news.left {
        texts.push((format!("▲ {}", left.notice(&all.words).on_page()), bad));
    }
    if let Some(staged) = &news.staged {
        texts.push((format!("✓ {}", version("release-staged", staged)), good));
        texts.push((all.text("release-unplug"), plain));
    }
    if let Some(offer) = &news.offer {
        let values = [("version", offer.version.as_str().into()), ("date", offer.issued.as_str().into())];
        texts.push((all.words.with("release-offer", &values), strong));
        let changes =
            std::iter::once(all.text("release-changes")).chain(offer.changes.iter().map(|line| format!("• {line}")));
        texts.push((changes.collect::<Vec<_>>().join("\n"), plain));
        texts.push((all.words.with("release-how-long", &[("minutes", offer.minutes.into())]), plain));
        if offer.copies_data {
            texts.push((all.text("release-copies-data"), plain));
        }
        texts.push((all.text("release-goes-back"), plain));
    }
    if let Some(refused) = &news.refused {
        texts.push((format!("▲ {}", refused.notice(&all.words).on_page()), bad));
    }
    if news.offer.is_none() && news.refused.is_none() && news.staged.is_none() {
        texts.push((all.text("release-none"), plain));
    }
    page.paragraphs(body, &texts);
}

fn view_taking(pace: Option<Pace>, all: &Shared, page: &mut Page<'_, '_>, body: Rect) {
    let taken = page.text(body, &all.text("release-taking"), page.theme.strong) + 1;
    let left = below(body, taken);
    if let Some(pace) = pace.filter(|pace| pace.of > 0 && left.height > 0) {
        let percent = pace.done.min(pace.of).saturating_mul(100) / pace.of;
        page.gauge(left.x, left.y, left.width.min(60), u32::try_from(percent).unwrap_or(100), 100);
    }
}
