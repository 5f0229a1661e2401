//! Statistics of questions: how everybody answered the first of their tests that counts (docs/decisions/056-item-statistics.md).

use super::{
    Access, Centre,
    contest_cache::{ContestCache, ended},
    outcome::QueryError,
    question_figures::{QuestionFigures, QuestionStatistics, TestStatistics},
};
use crate::{
    content::question_digest,
    domain::{Level, Moment, QuestionId, TopicId},
    judging::{Answered, FactsFault},
    ledger::{Heights, LedgerError},
    statistics::{Answer, Collector, remarks},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, PoisonError},
};

/// So long counted statistics hold at most where the ledger went on: always where there are few tests.
const HOLDS_MS: i64 = 60_000;
/// Tests from which counting takes long enough to wait for.
const MANY: u64 = 20_000;
/// So long they hold where the ledger seems to be the same.
const LONGEST_MS: i64 = 600_000;

/// Questions of all packs, each once.
#[derive(Default)]
struct Questions {
    list: Vec<Question>,
    /// Places in the list, by place in the bank of a pack.
    places: HashMap<[u8; 32], Vec<usize>>,
}

/// Question as packs have it.
struct Question {
    id: QuestionId,
    content: String,
    topic: TopicId,
    level: Level,
    options: usize,
}

impl QuestionStatistics {
    fn is_fresh(&self, of: Heights, heights: Heights, now: Moment) -> bool {
        let age = now.0 - self.at.0;
        let tests: u64 = self.tests.iter().map(|test| test.figures.tests).sum();
        (0..LONGEST_MS).contains(&age) && (of == heights || (tests >= MANY && age < HOLDS_MS))
    }
}

impl Centre {
    /// Statistics of all questions, as they are now; of a large contest as they were at most a minute ago.
    ///
    /// # Errors
    /// The role may not see the whole city; `TermOver`; or the ledger's.
    pub fn question_statistics(&self, access: &Access, now: Moment) -> Result<Arc<QuestionStatistics>, QueryError> {
        access.reads_city()?;
        let (heights, end) = self.ledger().read_tx(|tx| Ok((tx.heights()?, ended(tx)?)))?;
        if let Some(at) = end {
            return Err(QueryError::TermOver { at });
        }
        // Several who ask at once wait for the same count.
        let mut counted = self.statistics.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = counted.as_ref().filter(|(of, found)| found.is_fresh(*of, heights, now));
        if let Some((_, found)) = fresh {
            return Ok(found.clone());
        }
        let found = Arc::new(self.count_answers(&self.cache(), now)?);
        *counted = Some((heights, found.clone()));
        Ok(found)
    }

    fn count_answers(&self, cache: &ContestCache, now: Moment) -> Result<QuestionStatistics, LedgerError> {
        let questions = Questions::of(cache);
        let (collectors, unread) = self.ledger().read_tx(|tx| {
            let mut collectors: BTreeMap<usize, Collector> = BTreeMap::new();
            let mut unread = 0;
            let mut answers = Vec::with_capacity(20);
            tx.each_answers(&mut |bytes| {
                let is_read = !bytes.is_empty() && questions.read(&answered(bytes)?, &mut answers);
                if !is_read {
                    unread += 1;
                    return Ok(());
                }
                let size = answers.len();
                let collector = collectors.entry(size).or_insert_with(|| questions.collector(size));
                unread += u64::from(!collector.add(&answers));
                Ok(())
            })?;
            Ok((collectors, unread))
        })?;
        let tests = collectors.values().map(|collector| questions.statistics(collector));
        let tests = tests.filter(|test| test.figures.tests > 0).collect();
        Ok(QuestionStatistics { at: now, contest: self.keys().contest.clone(), tests, unread })
    }
}

impl Questions {
    fn of(cache: &ContestCache) -> Self {
        let mut questions = Self::default();
        let mut known: HashMap<(QuestionId, String), usize> = HashMap::new();
        for pack in cache.all_packs() {
            let places = pack.bank.iter().map(|question| {
                let content = question_digest(question);
                *known.entry((question.id.clone(), content.clone())).or_insert_with(|| {
                    questions.list.push(Question {
                        id: question.id.clone(),
                        content,
                        topic: question.topic,
                        level: question.level,
                        options: question.options.len(),
                    });
                    questions.list.len() - 1
                })
            });
            let places = places.collect();
            questions.places.insert(pack.digest, places);
        }
        questions
    }

    /// Reads a test's answers into a list. Whether its pack and all of its questions are known.
    fn read(&self, answered: &Answered, answers: &mut Vec<Answer>) -> bool {
        answers.clear();
        let Some(places) = self.places.get(answered.pack()) else { return false };
        let known = answered.items().map_while(|(place, option, seconds)| {
            let item = *places.get(usize::from(place))?;
            Some(Answer { item, option, seconds })
        });
        answers.extend(known);
        answers.len() == answered.size()
    }

    fn collector(&self, size: usize) -> Collector {
        Collector::new(size, self.list.iter().map(|question| question.options))
    }

    fn statistics(&self, collector: &Collector) -> TestStatistics {
        let asked = self.list.iter().zip(collector.items()).filter(|(_, figures)| figures.asked > 0);
        let mut found: Vec<QuestionFigures> = asked
            .map(|(question, figures)| QuestionFigures {
                question: question.id.clone(),
                content: question.content.clone(),
                topic: question.topic,
                level: question.level,
                remarks: remarks(&figures),
                figures,
            })
            .collect();
        found.sort_by(|a, b| (&a.question, &a.content).cmp(&(&b.question, &b.content)));
        TestStatistics { figures: collector.test(), questions: found }
    }
}

fn answered(bytes: &[u8]) -> Result<Answered, LedgerError> {
    Answered::read(bytes).map_err(|fault| match fault {
        FactsFault::Newer => LedgerError::Newer,
        FactsFault::Damaged => LedgerError::Damaged("answers"),
    })
}
