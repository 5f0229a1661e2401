//! Lessons that are taught to a group.

use super::{Act, Damage, PersonRef, Store, StoreError, draft, save::keep};
use crate::{
    domain::TopicId,
    record::{Body, Draft, Event, Record, RecordKind},
};

impl Store {
    /// Keeps a lesson that was taught to a group, and behind it what each of its people has learnt by it, in one transaction: the
    /// records stand behind each other in the chain (docs/FORMATS.md section 1). `after` takes the place of the draft of its kind, so that
    /// a lesson that is kept is not kept once more after a power cut.
    ///
    /// # Errors
    /// `NoPerson`, or as `save`.
    pub fn keep_group_lesson(
        &mut self,
        lesson: &Event,
        people: &[(PersonRef, Vec<Event>)],
        after: &Draft,
        act: &Act,
    ) -> Result<(), StoreError> {
        self.write_as(|change, tail, identity| {
            keep(change, tail, identity, None, act, std::slice::from_ref(lesson))?;
            for (person, events) in people {
                keep(change, tail, identity, Some(person.0), act, events)?;
            }
            draft::put(change, None, after)
        })
    }

    /// The topics that were taught to groups in a shift, in the order of the records.
    ///
    /// # Errors
    /// The database failed, or a record is damaged.
    pub fn topics_taught(&self, shift: u64) -> Result<Vec<TopicId>, StoreError> {
        let mut select = self.db().prepare_cached("SELECT bytes FROM record WHERE kind = ?1 ORDER BY seq")?;
        let mut rows = select.query([RecordKind::GroupLesson.as_str()])?;
        let mut topics = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes: Vec<u8> = row.get(0)?;
            let record = Record::read(&bytes).map_err(|_| StoreError::Damaged(Damage::Values))?;
            if let Body::GroupLesson { topic, .. } = record.body
                && record.shift == shift
            {
                topics.extend(TopicId::new(topic));
            }
        }
        Ok(topics)
    }
}
