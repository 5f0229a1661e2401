mod keys;

use super::{
    message::{self, Message, draw_message},
    ready::{self, Ready},
};
use crate::{
    input::Refused,
    session::{Command, Refusal},
    tui::{
        Back, Effect, Focus, Next, Press, Route, ScreenState, Shared,
        draw::{Choices, Page, Prompt, clip, from_row, markers, wrap},
    },
};
use ratatui::{layout::Rect, text::Line};

/// "Tôi học số - Tôi lan tỏa": words of one's own, a ready sentence, or a story dictated to the helper.
#[derive(Default)]
pub struct State {
    step: Step,
    /// Made when the screen comes up, from what was typed before.
    message: Option<Message>,
    ready: Ready,
    /// May be shown on the public wall; none until it was answered.
    publish: Option<bool>,
    remark: Option<String>,
    /// Where the arrows are in a list of choices.
    focus: Focus,
    reminded: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    Choose,
    Write,
    Ready,
    /// What was dictated is read back to its author.
    ReadBack,
    /// The finished text, with the question whether it may be public where that is to be asked.
    Send,
}

/// Where the words come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The resident's own.
    Own,
    /// A ready sentence.
    Ready,
    /// Dictated to the helper.
    Dictated,
}

impl State {
    fn message(&mut self, all: &Shared) -> &mut Message {
        self.message.get_or_insert_with(|| Message::resumed(all))
    }

    fn text(&self) -> &str {
        self.message.as_ref().map_or("", Message::text)
    }

    fn is_dictated(&self) -> bool {
        self.message.as_ref().is_some_and(|message| message.dictated)
    }

    fn enter(&mut self, step: Step) -> Next {
        (self.step, self.remark, self.focus, self.reminded) = (step, None, Focus::default(), false);
        Next::stay()
    }

    /// Who has begun to write goes on with that by Enter.
    fn focus_on_begun(&mut self, all: &Shared) {
        let begun = if self.is_dictated() { Source::Dictated } else { Source::Own };
        let at = ways(all).iter().position(|way| *way == begun);
        if let Some(at) = at.filter(|_| !self.text().trim().is_empty()) {
            self.focus = Focus::at_line(at);
        }
    }

    fn type_key(&mut self, all: &mut Shared, press: Press) -> Next {
        let typing = all.settings.typing;
        match self.message(all).press(press, typing) {
            Ok(false) => Next::stay(),
            Ok(true) => self.after_edit(all, Ok(())),
            Err(refused) => self.after_edit(all, Err(refused)),
        }
    }

    /// Each change is kept at once, so that a power cut costs at most the key being pressed.
    fn after_edit(&mut self, all: &mut Shared, taken: Result<(), Refused>) -> Next {
        self.remark = taken.err().map(|refused| message::explain(all, refused));
        Next::stay().with_all(self.message(all).keep(all))
    }

    fn written(&mut self, all: &Shared) -> Next {
        let (least, _) = message::bounds(all);
        let got = self.message(all).length();
        if got < least {
            self.remark = Some(explain(all, &Refusal::MessageShort { least, got }));
            return Next::stay();
        }
        self.message(all).leave();
        self.publish = None;
        self.enter(if self.is_dictated() { Step::ReadBack } else { Step::Send })
    }

    fn send_text(&mut self, all: &mut Shared) -> Next {
        let asks = may_be_public(all);
        if asks && self.publish.is_none() {
            self.reminded = true;
            return Next::stay();
        }
        let publish = asks && self.publish == Some(true);
        let text = self.text().to_owned();
        self.send(all, Command::Share { text, ready: None, dictated: self.is_dictated(), publish })
    }

    /// Sends once: Enter pressed again while the disk is busy waits with the first.
    fn send(&mut self, all: &mut Shared, command: Command) -> Next {
        let is_sent = all.guest.as_ref().is_some_and(|guest| guest.visit.shared().is_some());
        let effects = if is_sent { Ok(Vec::new()) } else { all.step(command) };
        match effects {
            Ok(effects) => Next::go_when_saved(Route::Certificate).with_all(effects),
            Err(refusal) => {
                if self.step == Step::Send {
                    self.step = Step::Write;
                }
                self.remark = Some(explain(all, &refusal));
                Next::stay()
            }
        }
    }

    fn view_choose(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let mut y = body.y + page.text(body, &wording(all, "share-ask"), page.theme.strong) + 1;
        y += page.text(from_row(body, y), &wording(all, "share-any-counts"), page.theme.page) + 1;
        let half_written = !self.text().trim().is_empty();
        let options: Vec<String> = ways(all)
            .iter()
            .map(|way| match way {
                Source::Own if half_written && !self.is_dictated() => wording(all, "share-own-on"),
                Source::Own => wording(all, "share-own"),
                Source::Ready => wording(all, "share-ready"),
                Source::Dictated if half_written && self.is_dictated() => wording(all, "share-told-on"),
                Source::Dictated => wording(all, "share-told"),
            })
            .collect();
        let markers = markers(options.len(), self.focus, None);
        let room = Rect { height: from_row(body, y).height.saturating_sub(2), ..from_row(body, y) };
        Choices { options: &options, markers: &markers, first: 1 }.draw(page, room);
        if half_written {
            let line = self.text().split_whitespace().collect::<Vec<_>>().join(" ");
            let wording = all.words.with("share-half-written", &[("text", line.into())]);
            let y = body.bottom().saturating_sub(1);
            page.line_at(body.x, y, body.width, &Line::styled(clip(&wording, body.width), page.theme.dim));
        }
    }

    fn view_write(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let ask = wording(all, if self.is_dictated() { "share-tell" } else { "share-write" });
        let y = body.y + page.text(body, &ask, page.theme.strong) + 1;
        let Some(message) = &self.message else { return };
        let remark = self.remark.as_deref().map(|remark| format!("✗ {remark}")).unwrap_or_default();
        let remark_rows = u16::try_from(wrap(&remark, body.width).len()).unwrap_or(1);
        let frame = Rect {
            y,
            height: from_row(body, y).height.saturating_sub(2 + remark_rows).min(12),
            width: body.width.min(message::COLUMNS + 4),
            ..body
        };
        message.view(page, frame);
        let (from, up_to) = message::bounds(all);
        let got = message.length();
        let values = [("n", got.into()), ("from", from.into()), ("most", up_to.into())];
        let (wording, style) = if got < from {
            (all.words.with("share-count-short", &values), page.theme.dim)
        } else {
            (format!("✓ {}", all.words.with("share-count", &values)), page.theme.good)
        };
        page.line_at(body.x, frame.bottom(), body.width, &Line::styled(wording, style));
        page.text(from_row(body, frame.bottom() + 1), &remark, page.theme.bad);
    }

    fn view_ready(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let y = body.y + page.text(body, &wording(all, "share-pick"), page.theme.strong) + 1;
        let room = Rect { height: from_row(body, y).height.saturating_sub(1), ..from_row(body, y) };
        let sentences = ready::sentences(all);
        self.ready.view(all, page, room, &sentences);
        let last = from_row(body, room.bottom());
        match &self.remark {
            Some(remark) => page.text(last, &format!("✗ {remark}"), page.theme.bad),
            None if ready::needs_pages(all, &sentences) => page.text(last, &all.text("share-more"), page.theme.dim),
            None => 0,
        };
    }

    fn view_read_back(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let y = body.y + page.text(body, &wording(all, "share-read-back"), page.theme.strong) + 1;
        let y = draw_message(page, from_row(body, y), self.text(), 4) + 1;
        let options = [wording(all, "share-right"), wording(all, "share-mend")];
        Choices { options: &options, markers: &markers(2, self.focus, None), first: 1 }.draw(page, from_row(body, y));
    }

    fn view_send(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let asks = may_be_public(all);
        let y = draw_message(page, body, self.text(), if asks { 9 } else { 4 }) + 1;
        if !asks {
            page.text(from_row(body, y), &wording(all, "share-sure"), page.theme.strong);
            return;
        }
        let y = y + page.text(from_row(body, y), &wording(all, "share-public"), page.theme.strong);
        let y = y + page.text(from_row(body, y), &wording(all, "share-public-free"), page.theme.page) + 1;
        let chosen = self.publish.map(|answer| usize::from(!answer));
        let options = [wording(all, "share-public-yes"), wording(all, "share-public-no")];
        let room = Rect { height: from_row(body, y).height.saturating_sub(2), ..from_row(body, y) };
        Choices { options: &options, markers: &markers(2, self.focus, chosen), first: 1 }.draw(page, room);
        let y = body.bottom().saturating_sub(1);
        if let Some(remark) = &self.remark {
            page.centred(y, &format!("✗ {remark}"), page.theme.bad);
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("share-title")
    }

    /// Takes up what was typed before a break or a power cut.
    fn entered(&mut self, all: &mut Shared) -> Vec<Effect> {
        self.message = Some(Message::resumed(all));
        self.focus_on_begun(all);
        Vec::new()
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        let answers = if self.step == Step::Choose { ways(all).len() } else { 2 };
        let sentences = ready::sentences(all);
        Some(match self.step {
            Step::Write => Prompt::to(all, "now-write"),
            Step::Ready if self.ready.chosen(&sentences).is_some() => Prompt::to(all, "share-send"),
            Step::Ready => Prompt::choose(all, sentences.len()),
            Step::Send if !may_be_public(all) || self.publish.is_some() => Prompt::to(all, "share-send"),
            Step::ReadBack | Step::Send if self.reminded => Prompt::remind(all, answers),
            Step::Choose | Step::ReadBack | Step::Send => Prompt::choose(all, answers),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        match self.step {
            Step::Choose => self.view_choose(all, page),
            Step::Write => self.view_write(all, page),
            Step::Ready => self.view_ready(all, page),
            Step::ReadBack => self.view_read_back(all, page),
            Step::Send => self.view_send(all, page),
        }
    }

    fn back(&mut self, all: &Shared) -> Back {
        Back::To(Route::for_guest(all))
    }

    fn back_line(&self, _all: &Shared) -> &'static str {
        if self.step == Step::Choose { "menu-go-on" } else { "menu-back" }
    }
}

fn wording(all: &Shared, key: &str) -> String {
    let who = all.address();
    let language = all.settings.language;
    all.words.with(key, &[("who", who.inside(language).into()), ("Who", who.opening(language).into())])
}

/// The ways, those first that need no typing: Enter alone must not lead somebody who has never typed to an empty field.
fn ways(all: &Shared) -> Vec<Source> {
    let ready = (!ready::sentences(all).is_empty()).then_some(Source::Ready);
    [ready, Some(Source::Dictated), Some(Source::Own)].into_iter().flatten().collect()
}

/// Whether the public wall is asked about: a child's words are never public (docs/DESIGN.md 2).
fn may_be_public(all: &Shared) -> bool {
    all.registration().is_some_and(|registered| registered.guardian.is_none())
}

fn explain(all: &Shared, refusal: &Refusal) -> String {
    let who = all.address();
    let language = all.settings.language;
    let wording = |key: &str, n: usize| {
        let names = [("who", who.inside(language).into()), ("Who", who.opening(language).into()), ("n", n.into())];
        all.words.with(key, &names)
    };
    match refusal {
        Refusal::MessageShort { got: 0, .. } => wording("share-empty", 0),
        Refusal::MessageShort { least, got } => wording("share-short", least.saturating_sub(*got)),
        Refusal::MessageLong { most, got } => wording("share-long", got.saturating_sub(*most)),
        Refusal::MessageChar(_) => wording("share-sign", 0),
        _ => wording("share-cannot", 0), // else: it is not about the text
    }
}
