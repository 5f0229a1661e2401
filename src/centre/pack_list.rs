//! Packs that the centre has, with what is in each, who added it, and which stations use it.

use super::{Access, Centre, outcome::QueryError};
use crate::{
    content::Pack,
    domain::{Date, Moment, Unit},
    ledger::{NoteFilter, NoteRow, PackRow, RecordedActor, StationRow},
};
use std::sync::Arc;

/// Lines of the trail in which those who added packs are looked for.
const MOST_LINES: u32 = 1_000;

/// Packs of the contest, and what stations use.
#[derive(Clone, Debug)]
pub struct PackList {
    /// The packs, the newest first.
    pub packs: Vec<PackOverview>,
    /// Stations, none of them revoked, whose newest bundle names no pack that is here.
    pub others: Vec<StationRow>,
    /// The contest's units, to name where a station is.
    pub units: Arc<Vec<Unit>>,
    /// Whether a root is pinned: before that the first pack needs its fingerprint.
    pub is_pinned: bool,
    /// Whether the contest is the demo's, which has content without any pack.
    pub is_demo: bool,
}

/// Pack with what is in it.
#[derive(Clone, Debug)]
pub struct PackOverview {
    /// Edition, counted up by the publisher.
    pub version: u32,
    /// The contest's full title.
    pub title: String,
    /// First day of the contest.
    pub opens: Date,
    /// Its last day.
    pub closes: Date,
    /// Whether it is a rehearsal's.
    pub is_rehearsal: bool,
    /// Whether its questions are sealed.
    pub is_sealed: bool,
    /// How many lessons it has.
    pub lessons: usize,
    /// Its topics in order.
    pub topics: Vec<TopicQuestions>,
    /// When it was added, and by whom; none where the trail has no line of it.
    pub added: Option<(Moment, RecordedActor)>,
    /// Stations, none of them revoked, whose newest bundle names it.
    pub stations: Vec<StationRow>,
}

/// How many questions a pack has of a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicQuestions {
    /// Number of the topic.
    pub topic: u8,
    /// Its title.
    pub title: String,
    /// Questions.
    pub questions: usize,
    /// How many of them each paper asks.
    pub in_paper: usize,
}

impl Centre {
    /// The packs that were added, with the stations that use each.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn pack_list(&self, access: &Access) -> Result<PackList, QueryError> {
        access.administers()?;
        let cache = self.reload_cache()?;
        let filter = NoteFilter { verb: Some("pack".to_owned()), ..NoteFilter::default() };
        let (rows, notes, mut stations) =
            self.ledger().read_tx(|tx| Ok((tx.packs()?, tx.notes(&filter, MOST_LINES)?, tx.stations()?)))?;
        stations.retain(|row| row.revoked.is_none());
        let own = rows.into_iter().filter(|row| row.contest == self.keys().contest);
        let overview = |row: PackRow| {
            let pack = cache.all_packs().find(|pack| pack.digest == row.digest)?;
            let (own, others) = stations.drain(..).partition(|station| station.pack_version == row.version);
            stations = others;
            Some(PackOverview::new(&row, pack, added(&row, &notes), own))
        };
        let mut packs: Vec<PackOverview> = own.filter_map(overview).collect();
        packs.reverse();
        let (is_pinned, is_demo) = (cache.pinned.is_some(), self.keys().is_demo());
        Ok(PackList { packs, others: stations, units: self.units()?, is_pinned, is_demo })
    }
}

impl PackOverview {
    fn new(row: &PackRow, pack: &Pack, added: Option<(Moment, RecordedActor)>, stations: Vec<StationRow>) -> Self {
        let contest = &pack.contest;
        let topics = contest.topics.iter().map(|topic| {
            let of_topic = contest.rules.blueprint.iter().filter(|stratum| stratum.topic == topic.id);
            TopicQuestions {
                topic: topic.id.number(),
                title: topic.title.clone(),
                questions: pack.bank.iter().filter(|question| question.topic == topic.id).count(),
                in_paper: of_topic.map(|stratum| stratum.count).sum(),
            }
        });
        Self {
            version: row.version,
            title: contest.title.clone(),
            opens: contest.opens,
            closes: contest.closes,
            is_rehearsal: contest.rehearsal,
            is_sealed: pack.sealed,
            lessons: pack.lessons.len(),
            topics: topics.collect(),
            added,
            stations,
        }
    }
}

/// When a pack was added, and by whom.
fn added(row: &PackRow, notes: &[NoteRow]) -> Option<(Moment, RecordedActor)> {
    let what = format!("pack {} {}", row.contest, row.version);
    notes.iter().find(|note| note.what == what).map(|note| (note.at, note.who.clone()))
}
