//! A topic taught to everybody who is there (lớp học chung): who is there, the pages in large letters, the check questions by show of
//! hands, the end.
//!
//! Promises: it is shown to a hall, so nothing of a number, a birth or a phone is on any of its screens; what is taught goes on at the
//! same page with the same people after a power cut. Does not: decide whether a topic counts.

mod draft;
mod keys;
mod leaving;
mod prompt;
mod question;
mod roll;
mod slide;
mod summary;
mod teaching;
mod topics;

pub use draft::{KIND, is_unfinished, was_taught};
pub use keys::Action;

use crate::{
    content::Pack,
    domain::{Lesson, MOST_IN_GROUP, PersonKey, TopicId},
    record::Draft,
    tui::{
        ClassList, Effect, Learner, Msg, Next, ScreenState, Shared, TaughtLesson,
        draw::{Page, Prompt},
    },
};
use std::collections::BTreeSet;
use teaching::Teaching;

/// A lesson for a group.
pub struct State {
    stage: Stage,
    /// Esc was pressed: whether the hall is left is asked.
    leaving: bool,
    /// Who is there tonight. It goes from one topic to the next, so that nobody is called twice.
    class: BTreeSet<PersonKey>,
    /// Who may be there; none until the station has answered.
    list: Option<ClassList>,
    /// The topic at hand.
    teaching: Option<Teaching>,
    remark: Option<&'static str>,
    /// The draft as it was handed to the disk last.
    on_disk: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Topics {
        cursor: usize,
    },
    Roll {
        cursor: usize,
        /// It was opened at the topic's end.
        at_end: bool,
    },
    Page {
        lesson: usize,
        page: usize,
    },
    Question {
        lesson: usize,
        check: usize,
        /// Option whose raised hands are typed.
        option: usize,
        /// The right answer is shown.
        shown: bool,
    },
    End,
    Keeping,
    Kept {
        topic: TopicId,
        present: usize,
        /// Ticked, and not counted.
        passed_over: usize,
    },
}

impl State {
    /// Goes on with the lesson that was left, else begins at the list of topics.
    #[must_use]
    pub fn open(all: &mut Shared) -> Self {
        let parked = all.parked_class.take();
        parked.and_then(|draft| draft::restore(all, &draft)).unwrap_or_else(|| Self::new(BTreeSet::new()))
    }

    fn new(class: BTreeSet<PersonKey>) -> Self {
        let stage = Stage::Topics { cursor: 0 };
        Self { stage, leaving: false, class, list: None, teaching: None, remark: None, on_disk: String::new() }
    }

    /// The draft that a later visit to this screen goes on with; none where there is nothing to go on with.
    #[must_use]
    pub fn parked(&self, all: &Shared) -> Option<Draft> {
        (all.station.enrolled && !self.is_blank()).then(|| draft::keep(self, true))
    }

    fn is_blank(&self) -> bool {
        self.class.is_empty() && self.teaching.is_none()
    }

    /// Why nothing can be taught here now, as a key of the wording.
    fn blocked(all: &Shared) -> Option<&'static str> {
        match &all.pack {
            None => Some("class-no-content"),
            Some(_) if !all.station.enrolled => Some("desk-not-enrolled"),
            Some(pack) if !pack.contest.rules.groups => Some("class-refused"),
            Some(pack) if !pack.contest.is_open(all.now) => Some("class-not-open"),
            Some(_) => None,
        }
    }

    /// Registered people who have not learnt a topic, in the order of the list.
    fn needing(&self, topic: TopicId) -> impl Iterator<Item = &Learner> {
        let learners = self.list.iter().flat_map(|list| &list.learners);
        learners.filter(move |one| !one.topics.contains(&topic))
    }

    fn listed(&self) -> Vec<&Learner> {
        self.teaching.iter().flat_map(|teaching| self.needing(teaching.topic)).collect()
    }

    /// Who is there and learns the topic at hand.
    fn present(&self) -> Vec<PersonKey> {
        match &self.list {
            Some(_) => self.listed().iter().map(|one| one.key).filter(|key| self.class.contains(key)).collect(),
            None => self.class.iter().copied().collect(),
        }
    }

    fn is_taught(&self, topic: TopicId) -> bool {
        self.list.as_ref().is_some_and(|list| list.taught.contains(&topic))
    }

    /// The next topic that was not taught in this shift and that somebody who is there, or anybody registered, still needs.
    fn next_topic(&self, pack: &Pack) -> Option<usize> {
        let is_here = |one: &Learner| self.class.is_empty() || self.class.contains(&one.key);
        pack.contest.topics.iter().position(|topic| {
            !self.is_taught(topic.id)
                && pack.required_lessons(topic.id).next().is_some()
                && self.needing(topic.id).any(is_here)
        })
    }

    fn open_topic(&mut self, pack: &Pack, at: usize) {
        let Some(topic) = pack.contest.topics.get(at).map(|topic| topic.id) else { return };
        self.stage = Stage::Topics { cursor: at };
        if pack.required_lessons(topic).next().is_none() {
            self.remark = Some("class-no-lessons");
        } else if self.needing(topic).next().is_none() {
            self.remark = Some("class-nobody-needs");
        } else {
            self.take_up(pack, topic);
            self.stage = Stage::Roll { cursor: 0, at_end: false };
        }
    }

    /// Makes a topic the one at hand; what was taught of it is kept.
    fn take_up(&mut self, pack: &Pack, topic: TopicId) {
        if self.teaching.as_ref().is_none_or(|teaching| teaching.topic != topic) {
            self.teaching = Some(Teaching::new(topic, pack.digest));
        }
    }

    /// On to the next topic with the same people: no roll call where they are known.
    fn go_to_next_topic(&mut self, pack: &Pack) {
        let next = self.next_topic(pack).and_then(|at| pack.contest.topics.get(at)).map(|topic| topic.id);
        match next {
            Some(topic) => {
                self.take_up(pack, topic);
                let is_known = !self.present().is_empty();
                self.stage = if is_known { Stage::FIRST } else { Stage::Roll { cursor: 0, at_end: false } };
            }
            None => self.leaving = true,
        }
    }

    fn keep(&mut self, pack: &Pack) -> Next {
        let people = self.present();
        let Some(teaching) = self.teaching.as_ref().filter(|_| !people.is_empty()) else { return Next::stay() };
        let taught = TaughtLesson {
            topic: teaching.topic,
            pack: teaching.pack,
            lessons: teaching.lessons(pack).iter().map(|lesson| lesson.id).collect(),
            seconds: u32::try_from(teaching.taught_s()).unwrap_or(u32::MAX),
            raised: teaching.raised(pack),
            people,
            after: draft::keep(&Self::new(self.class.clone()), false),
        };
        self.stage = Stage::Keeping;
        Effect::KeepGroup(Box::new(taught)).into()
    }

    fn kept(&mut self, topic: TopicId, present: usize) -> Next {
        let passed_over = self.present().len().saturating_sub(present);
        self.teaching = None;
        self.note_taught(topic);
        self.stage = Stage::Kept { topic, present, passed_over };
        self.on_disk = draft::keep(self, false).text;
        Next::stay().with(Effect::ListClass).with(Effect::Counts)
    }

    /// The list as it is now: a key that is faster than the station's new list leads to the next topic all the same.
    fn note_taught(&mut self, topic: TopicId) {
        let Some(list) = &mut self.list else { return };
        list.taught.push(topic);
        let learnt = list.learners.iter_mut().filter(|one| self.class.contains(&one.key));
        learnt.for_each(|one| one.topics.push(topic));
    }

    /// Other content has come: what was shown of the topic at hand was of the one before.
    fn take_content(&mut self, pack: &Pack) {
        if let Some(teaching) = self.teaching.as_ref().filter(|teaching| teaching.pack != pack.digest) {
            self.teaching = Some(Teaching::new(teaching.topic, pack.digest));
            self.stage = Stage::Roll { cursor: 0, at_end: false };
            self.remark = Some("class-content-changed");
        }
    }

    fn take_list(&mut self, all: &Shared, list: &ClassList) {
        let is_first = self.list.replace(list.clone()).is_none();
        if let (Stage::Topics { .. }, Some(pack), true) = (self.stage, &all.pack, is_first) {
            self.stage = Stage::Topics { cursor: self.next_topic(pack).unwrap_or(0) };
        }
        let last = self.listed().len().saturating_sub(1);
        if let Stage::Roll { cursor, .. } = &mut self.stage {
            *cursor = (*cursor).min(last);
        }
    }

    fn receive(&mut self, all: &Shared, msg: &Msg) -> Next {
        match msg {
            Msg::Class(list) => self.take_list(all, list),
            Msg::GroupKept { topic, present } => return self.kept(*topic, *present),
            Msg::Failed(_) if self.stage == Stage::Keeping => self.stage = Stage::End,
            Msg::Content(pack) => self.take_content(pack),
            _ => (), // else: nothing else was asked for here
        }
        Next::stay()
    }

    /// What is on the screen goes to the disk where it has changed.
    fn save(&mut self, all: &Shared) -> Option<Effect> {
        let is_worth_it = all.station.enrolled && !(self.is_blank() && self.on_disk.is_empty());
        let draft = draft::keep(self, false);
        if !is_worth_it || self.stage == Stage::Keeping || draft.text == self.on_disk {
            return None;
        }
        self.on_disk.clone_from(&draft.text);
        Some(Effect::SaveDraft(draft))
    }

    fn lesson<'p>(&self, pack: &'p Pack, at: usize) -> Option<&'p Lesson> {
        self.teaching.as_ref()?.lessons(pack).get(at).copied()
    }
}

impl Stage {
    /// The first page of a topic.
    const FIRST: Self = Self::Page { lesson: 0, page: 0 };

    /// Whether pages or questions are on the screen: their time is counted.
    fn is_taught(self) -> bool {
        matches!(self, Self::Page { .. } | Self::Question { .. })
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        let topic = match (&self.teaching, &self.stage) {
            (Some(teaching), _) => Some(teaching.topic),
            (None, Stage::Kept { topic, .. }) => Some(*topic),
            (None, _) => None,
        };
        let found = topic.and_then(|id| all.pack.as_ref().and_then(|pack| pack.contest.topic(id)));
        let Some(topic) = found else { return all.text("class-name") };
        let people = match self.stage {
            Stage::Kept { present, .. } => present,
            _ => self.present().len(), // else: as it is ticked now
        };
        let values = [
            ("n", people.into()),
            ("topic", topic.id.number().to_string().into()),
            ("title", topic.short.as_str().into()),
        ];
        all.words.with("class-title", &values)
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn entered(&mut self, all: &mut Shared) -> Vec<Effect> {
        if Self::blocked(all).is_some() {
            return Vec::new();
        }
        std::iter::once(Effect::ListClass).chain(self.save(all)).collect()
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(self.prompt_now(all))
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let Some(pack) = &all.pack else { return leaving::view_blocked(all, page, "class-no-content") };
        if let Some(why) = Self::blocked(all) {
            return leaving::view_blocked(all, page, why);
        }
        match self.stage {
            Stage::Topics { cursor } => topics::view(self, all, page, pack, cursor),
            Stage::Roll { cursor, .. } => roll::view(self, all, page, cursor),
            Stage::Page { lesson, page: at } => slide::view(self, all, page, pack, (lesson, at)),
            Stage::Question { lesson, check, option, shown } => {
                let counting = (!shown).then_some(option);
                question::view(self, all, page, pack, question::Asked { place: (lesson, check), counting });
            }
            Stage::End => summary::view_end(self, all, page, pack),
            Stage::Keeping => summary::view_keeping(all, page),
            Stage::Kept { topic, present, passed_over } => {
                summary::view_kept(self, all, page, pack, (topic, present, passed_over));
            }
        }
        if self.leaving {
            leaving::view(self, all, page);
        }
    }
}
