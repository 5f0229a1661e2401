use super::{Clock, Draft, Papers, Site, Station, visit::visit};
use crate::{
    bundle::{BundleFault, PackRef},
    centre::Keys,
    content::{Pack, builtin},
    crypto::{Secret, minisig::KeyFileFault},
    domain::{Moment, PaperBatch, PersonKey, Residence},
    ledger::Counts,
    people::{Chance, EveningStep, Group, Journey, Meeting, Resident, Residents, evening, village},
    record::{Body, HelpMode, person_key},
};
use chrono::Days;
use std::{collections::BTreeMap, ops::Range, sync::Arc};

/// Invented city: stations and their residents, the same at every run with the same seed.
pub struct City {
    /// The seed.
    pub seed: u64,
    /// Number of stations, at least 1.
    pub stations: u32,
    /// Number of residents.
    pub people: u32,
    /// When its newest record is made.
    pub now: Moment,
    /// The demo centre's keys.
    pub keys: Keys,
    /// The content that papers are drawn from.
    pub pack: Arc<Pack>,
    /// The journey of every resident; none: each has their own.
    pub only: Option<Journey>,
    residents: Residents,
    person_key: Secret<32>,
    draw_key: Secret<32>,
}

/// City error.
#[derive(Debug, thiserror::Error)]
pub enum CityFault {
    /// The demo centre that is compiled in cannot be used: never in a build whose tests passed.
    #[error("the built-in demo centre cannot be used")]
    Builtin,
    /// A station's key cannot be made.
    #[error("the station's key cannot be made")]
    Key(#[source] KeyFileFault),
    /// A grant or bundle cannot be written.
    #[error("the grant or bundle cannot be written")]
    Bundle(#[source] BundleFault),
}

/// What the centre must count for a person once it has everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Counted as registered.
    pub registered: bool,
    /// Counted as finished.
    pub finished: bool,
    /// Counted as valid.
    pub valid: bool,
}

impl Known {
    /// The person's part in the sums of their unit.
    fn counts(self) -> Counts {
        Counts {
            registered: self.registered.into(),
            finished: self.finished.into(),
            valid: self.valid.into(),
            ..Counts::default()
        }
    }
}

/// How long ago the stations were enrolled, and when their first records were made.
const ENROLLED_DAYS: i64 = 6;
const FIRST_DAYS: i64 = 5;
const DAY_MS: i64 = 86_400_000;
/// A person's records come at most so far apart.
const LONGEST_STEP_MS: i64 = 47_000;
/// A shift begins and ends so long after what was before it.
const BETWEEN_MS: u64 = 60_000;
/// Of a hundred residents who finish at once, so many come to the evening of a shift.
const TOGETHER_PERCENT: u32 = 25;
/// Residents a shift.
const A_SHIFT: usize = 40;
/// The demo contest's dates round about now.
const OPEN_DAYS: (u64, u64) = (10, 20);

impl City {
    /// A city round about now, with the built-in content.
    ///
    /// # Errors
    /// What is compiled in cannot be used.
    pub fn new(seed: u64, stations: u32, people: u32, now: Moment) -> Result<Self, CityFault> {
        Self::with(Self::content(now)?, seed, (stations, people), now)
    }

    /// The built-in content as the demo contest that is open now.
    ///
    /// # Errors
    /// It cannot be used.
    pub fn content(now: Moment) -> Result<Arc<Pack>, CityFault> {
        let today = now.date();
        let dates =
            builtin::DemoDates { opens: today - Days::new(OPEN_DAYS.0), closes: today + Days::new(OPEN_DAYS.1) };
        builtin::pack(dates).map(Arc::new).map_err(|_| CityFault::Builtin)
    }

    /// A city with content that was read before.
    ///
    /// # Errors
    /// The keys that are compiled in cannot be used.
    pub fn with(pack: Arc<Pack>, seed: u64, (stations, people): (u32, u32), now: Moment) -> Result<Self, CityFault> {
        let keys = Keys::demo().ok_or(CityFault::Builtin)?;
        let residents = Residents { seed, today: now.date() };
        let person_key = keys.person_key();
        // Demo stations share one draw key.
        let draw_key = crate::crypto::demo_centre::draw_key("", "");
        Ok(Self {
            seed,
            stations: stations.max(1),
            people,
            now,
            keys,
            pack,
            only: None,
            residents,
            person_key,
            draw_key,
        })
    }

    /// The pack that the stations report.
    #[must_use]
    pub fn pack_ref(&self) -> PackRef {
        PackRef { contest: self.keys.contest.clone(), version: 1, digest: self.pack.digest }
    }

    /// When the stations were enrolled.
    #[must_use]
    pub fn enrolled(&self) -> Moment {
        self.now.plus_ms(-ENROLLED_DAYS * DAY_MS)
    }

    /// A station's site: the units in turn, and in each one village after another.
    #[must_use]
    pub fn place(&self, station: u32) -> Option<Site> {
        let units = u32::try_from(self.pack.units.len()).ok()?;
        let unit = self.pack.units.get((station % units) as usize)?;
        Some(Site { commune: unit.code.clone(), village: village(station / units + 1) })
    }

    /// Numbers of the residents who come to this station first.
    #[must_use]
    pub fn home(&self, station: u32) -> Range<u32> {
        let first = |station: u32| {
            let share = u64::from(station.min(self.stations)) * u64::from(self.people) / u64::from(self.stations);
            u32::try_from(share).unwrap_or(self.people)
        };
        first(station)..first(station + 1)
    }

    /// The resident of this number, at home at that station.
    #[must_use]
    pub fn resident(&self, station: u32, number: u32) -> Option<Resident> {
        let place = self.place(station)?;
        let home = Residence { unit: place.commune, village: place.village };
        let resident = self.residents.resident(number, home, |source| person_key(self.person_key.bytes(), source))?;
        let journey = self.only.unwrap_or(resident.journey);
        let journey = if self.stations == 1 { journey.at_one_station() } else { journey };
        Some(Resident { journey, ..resident })
    }

    /// The station with nothing written down.
    ///
    /// # Errors
    /// `Builtin` for a place that the roster does not have, `Key`.
    pub fn empty_station(&self, station: u32) -> Result<Station, CityFault> {
        let place = self.place(station).ok_or(CityFault::Builtin)?;
        Station::new((self.seed, station), &self.keys, &place, self.enrolled(), self.pack_ref()).map_err(CityFault::Key)
    }

    /// The station with all its records.
    ///
    /// # Errors
    /// As `empty_station`.
    pub fn station(&self, station: u32) -> Result<Station, CityFault> {
        let mut made = self.empty_station(station)?;
        let drafts = self.drafts(station);
        let clock = self.clock(drafts.len());
        made.keep(drafts, clock);
        Ok(made)
    }

    /// A clock that is right, for this number of records up to now.
    #[must_use]
    pub fn clock(&self, records: usize) -> Clock {
        let records = i64::try_from(records).unwrap_or(i64::MAX).max(1);
        let step_ms = ((FIRST_DAYS * DAY_MS - 60_000) / (records + 1)).clamp(1, LONGEST_STEP_MS);
        Clock { start: self.now.plus_ms(-60_000 - step_ms * (records + 1)), step_ms, suspect: false }
    }

    /// The records of a station in order: of those at home there, and of guests from the station before.
    #[must_use]
    pub fn drafts(&self, station: u32) -> Vec<Draft> {
        let visits = self.visits(station);
        let mut drafts = Vec::new();
        for (shift, visits) in (1..).zip(visits.chunks(A_SHIFT)) {
            let helper = format!("co-{}", shift % 3 + 1);
            let draft = |person: Option<PersonKey>, mode, after_ms, body| Draft {
                person,
                shift,
                helper: helper.clone(),
                mode,
                after_ms,
                body,
            };
            drafts.push(draft(None, HelpMode::Alone, BETWEEN_MS, Body::ShiftOpened { shift, helper: helper.clone() }));
            let (together, alone): (Vec<_>, Vec<_>) = visits.iter().partition(|(resident, meeting)| {
                *meeting == Meeting::First
                    && resident.journey == Journey::Finishes
                    && Chance::new(self.seed, "evening-guests", resident.number.into()).percent(TOGETHER_PERCENT)
            });
            let group: Vec<Resident> = together.into_iter().map(|(resident, _)| resident.clone()).collect();
            let mut finished = u32::try_from(group.len()).unwrap_or(u32::MAX);
            for step in self.evening(station, shift, &group) {
                let person = step.who.and_then(|who| group.get(who)).map(|resident| resident.key);
                drafts.push(draft(person, step.mode, step.after_ms, step.body));
            }
            for (resident, meeting) in alone {
                let bodies = visit(self.papers(), resident, *meeting, self.seed);
                finished += u32::from(bodies.iter().any(|(_, body)| matches!(body, Body::Message { .. })));
                let of = |(after_ms, body): (u64, Body)| {
                    let person = (!body.kind().is_of_station()).then_some(resident.key);
                    draft(person, resident.mode, after_ms, body)
                };
                drafts.extend(bodies.into_iter().map(of));
            }
            let people = u32::try_from(visits.len()).unwrap_or(u32::MAX);
            drafts.push(draft(None, HelpMode::Alone, BETWEEN_MS, Body::ShiftClosed { shift, people, finished }));
        }
        drafts
    }

    /// The evening of a shift, to which these come: they are taught together and write on paper.
    fn evening(&self, station: u32, shift: u64, people: &[Resident]) -> Vec<EveningStep> {
        let mut chance = Chance::new(self.seed, "batch", u64::from(station) << 32 | shift);
        let Some(batch) = PaperBatch::new(chance.below(PaperBatch::COUNT)) else { return Vec::new() };
        evening(Group { pack: &self.pack, draw_key: &self.draw_key, batch, people }, self.seed)
    }

    /// What the stations draw papers from.
    #[must_use]
    pub fn papers(&self) -> Papers<'_> {
        Papers { pack: &self.pack, draw_key: &self.draw_key, now: self.now }
    }

    fn visits(&self, station: u32) -> Vec<(Resident, Meeting)> {
        let mut chance = Chance::new(self.seed, "guests", station.into());
        let own = self.home(station).filter_map(|number| self.resident(station, number));
        let mut visits: Vec<(Resident, Meeting)> = own.map(|resident| (resident, Meeting::First)).collect();
        let before = if station == 0 { self.stations - 1 } else { station - 1 };
        let guests = self.home(before).filter_map(|number| self.resident(before, number));
        for guest in guests.filter(|guest| guest.journey.needs_two()) {
            let place = chance.place(visits.len() + 1);
            visits.insert(place, (guest, Meeting::Second));
        }
        visits
    }

    /// What the centre must count for a person once it has everything.
    #[must_use]
    pub fn known(resident: &Resident) -> Known {
        match resident.journey {
            Journey::OnlyRegisters | Journey::LearnsHalf | Journey::LeavesTheTest | Journey::SharesNothing => {
                Known { registered: true, ..Known::default() }
            }
            // Two people under one number are one participant, until somebody decides who it is.
            Journey::Finishes
            | Journey::Twice
            | Journey::Corrects
            | Journey::MovesOn
            | Journey::TestsAtBoth
            | Journey::Contradicted => Known { registered: true, finished: true, valid: true },
            Journey::Withdraws => Known::default(),
        }
    }

    /// The sums of each unit that has a station.
    #[must_use]
    pub fn sums(&self) -> BTreeMap<String, Counts> {
        let mut sums: BTreeMap<String, Counts> = BTreeMap::new();
        for station in 0..self.stations {
            for resident in self.home(station).filter_map(|number| self.resident(station, number)) {
                let known = Self::known(&resident);
                let unit = resident.registration.residence.unit.as_str().to_owned();
                *sums.entry(unit).or_default() += known.counts();
            }
        }
        sums
    }
}
