use super::Visit;
use crate::{content::Pack, domain::OneTouch, record::HowLearnt};

/// Step of a visit, as every screen shows the five of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Đăng ký.
    Register,
    /// Học.
    Learn,
    /// Kiểm tra.
    Test,
    /// Lan tỏa.
    Share,
    /// Giấy chứng nhận.
    Certificate,
}

/// State of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartState {
    /// Completed.
    Done,
    /// The step to go on with.
    Current,
    /// Can be done now.
    Open,
}

impl Part {
    /// Every step, in order.
    pub const ALL: [Part; 5] = [Part::Register, Part::Learn, Part::Test, Part::Share, Part::Certificate];
}

impl Visit {
    /// Whether a step is completed.
    #[must_use]
    pub fn is_done(&self, part: Part, pack: &Pack) -> bool {
        match part {
            Part::Register => self.registration().is_some(),
            Part::Learn => self.topics_missing(pack).is_empty(),
            Part::Test => self.has_tested(),
            Part::Share => self.shared().is_some(),
            Part::Certificate => self.certificate().is_some(),
        }
    }

    /// The first step that is not done; none when all are.
    #[must_use]
    pub fn next_part(&self, pack: &Pack) -> Option<Part> {
        Part::ALL.into_iter().find(|part| !self.is_done(*part, pack))
    }

    /// Whether the person took part on One Touch, where it counts, and has begun nothing here: no step of theirs is missing. Who was
    /// present at a group's lessons has begun nothing.
    #[must_use]
    pub fn is_counted_elsewhere(&self) -> bool {
        let has_taken = self.registration().is_some_and(|one| one.one_touch == OneTouch::Taken);
        let is_of_group = |how: &HowLearnt| *how == HowLearnt::Group;
        has_taken && self.topics().values().all(is_of_group) && self.attempts().is_empty() && self.shared().is_none()
    }

    /// State of a step in this visit.
    #[must_use]
    pub fn part_state(&self, part: Part, pack: &Pack) -> PartState {
        match () {
            () if self.is_done(part, pack) => PartState::Done,
            () if self.is_counted_elsewhere() => PartState::Open,
            () if self.next_part(pack) == Some(part) => PartState::Current,
            () => PartState::Open,
        }
    }
}
