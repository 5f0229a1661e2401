//! Wire shape of the contest in `open.json` (docs/FORMATS.md 7).

use super::json::{Day, is_no, is_yes, yes};
use crate::content::form_shape::FormV1;
use crate::domain::{
    AppLink, Contest, HelpLink, Level, MOST_PRIZES, PaperFrom, Platform, PrizeCounts, PrizeRules, Rules, Sign,
    SignRule, SignRules, StationPlace, Stratum, TieRule, Topic, TopicId, UnitCode,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContestV1 {
    id: String,
    title: String,
    organiser: String,
    opens: Day,
    closes: Day,
    topics: Vec<TopicV1>,
    rules: RulesV1,
    hotline: String,
    app_name: String,
    app_links: Vec<AppLinkV1>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    help_links: Vec<HelpLinkV1>,
    check_url: String,
    /// Edition 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    certificate: Option<FormV1>,
    consent_version: u16,
    ready_messages: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    station: Option<StationV1>,
    /// Names of signs and of what is done with them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    signs: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "is_no")]
    rehearsal: bool,
    /// Left out where they are the letter's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prizes: Option<PrizesV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PrizesV1 {
    communes: u8,
    persons: [u8; 4],
    communes_count: String,
    ties: String,
}

/// Numbered from 1 in their order.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicV1 {
    title: String,
    short: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesV1 {
    blueprint: Vec<StratumV1>,
    attempts: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    minutes: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pass_mark: Option<u8>,
    message_from: u16,
    message_up_to: u16,
    review: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    least_age: Option<u8>,
    recognised: bool,
    /// Left out: papers are drawn from the whole bank, as those of packs before it were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    paper_from: Option<PaperFromV1>,
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    groups: bool,
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    on_paper: bool,
    #[serde(default, skip_serializing_if = "is_no")]
    paper_ranks: bool,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum PaperFromV1 {
    Required,
    All,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StratumV1 {
    topic: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    count: u8,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AppLinkV1 {
    platform: PlatformV1,
    url: String,
    official: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HelpLinkV1 {
    title: String,
    url: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum PlatformV1 {
    Android,
    Iphone,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StationV1 {
    unit: String,
    village: String,
    target: u32,
    villages: Vec<String>,
    contact: String,
}

/// A number of the domain in the width of the format; what does not fit would be refused when it is read.
fn narrow<T: TryFrom<usize> + Default>(number: usize) -> T {
    T::try_from(number).unwrap_or_default()
}

impl ContestV1 {
    pub(super) fn new(contest: &Contest) -> Self {
        let topics = contest.topics.iter();
        let links = contest.app_links.iter();
        Self {
            id: contest.id.clone(),
            title: contest.title.clone(),
            organiser: contest.organiser.clone(),
            opens: Day(contest.opens),
            closes: Day(contest.closes),
            topics: topics.map(|topic| TopicV1 { title: topic.title.clone(), short: topic.short.clone() }).collect(),
            rules: RulesV1::new(&contest.rules),
            hotline: contest.hotline.clone(),
            app_name: contest.app_name.clone(),
            app_links: links.map(AppLinkV1::new).collect(),
            help_links: contest.help_links.iter().map(HelpLinkV1::new).collect(),
            check_url: contest.check_url.clone(),
            certificate: contest.certificate.as_ref().map(FormV1::new),
            consent_version: contest.consent_version,
            ready_messages: contest.ready_messages.clone(),
            station: contest.station.as_ref().map(StationV1::new),
            signs: contest.rules.signs.iter().map(|(sign, rule)| (name(sign.as_str()), name(rule.as_str()))).collect(),
            rehearsal: contest.rehearsal,
            prizes: PrizesV1::new(&contest.rules.prizes),
        }
    }

    /// The contest, or the field that has no meaning.
    pub(super) fn open(self) -> Result<Contest, &'static str> {
        let topics = (1..=u8::MAX)
            .zip(self.topics)
            .map(|(number, topic)| TopicId::new(number).map(|id| Topic { id, title: topic.title, short: topic.short }));
        Ok(Contest {
            id: self.id,
            rehearsal: self.rehearsal,
            title: self.title,
            organiser: self.organiser,
            opens: self.opens.0,
            closes: self.closes.0,
            topics: topics.collect::<Option<_>>().ok_or("topics")?,
            rules: Rules {
                signs: signs(self.signs)?,
                prizes: self.prizes.map(PrizesV1::open).transpose()?.unwrap_or_default(),
                ..self.rules.open()?
            },
            hotline: self.hotline,
            app_name: self.app_name,
            app_links: self.app_links.into_iter().map(AppLinkV1::open).collect(),
            help_links: self.help_links.into_iter().map(HelpLinkV1::open).collect(),
            check_url: self.check_url,
            certificate: match self.certificate {
                Some(form) => Some(form.open().ok_or("certificate")?),
                None => None,
            },
            consent_version: self.consent_version,
            ready_messages: self.ready_messages,
            station: self.station.map(StationV1::open).transpose()?,
        })
    }
}

fn name(word: &str) -> String {
    word.to_owned()
}

fn signs(written: BTreeMap<String, String>) -> Result<SignRules, &'static str> {
    let read = |(sign, rule): (String, String)| Some((Sign::parse(&sign)?, SignRule::parse(&rule)?));
    written.into_iter().map(|pair| read(pair).ok_or("signs")).collect()
}

impl PrizesV1 {
    fn new(prizes: &PrizeRules) -> Option<Self> {
        (*prizes != PrizeRules::default()).then(|| Self {
            communes: prizes.communes,
            persons: prizes.persons,
            communes_count: name(prizes.counts.as_str()),
            ties: name(prizes.ties.as_str()),
        })
    }

    fn open(self) -> Result<PrizeRules, &'static str> {
        let counts = PrizeCounts::parse(&self.communes_count).ok_or("prizes")?;
        let ties = TieRule::parse(&self.ties).ok_or("prizes")?;
        let is_sound = self.persons.iter().chain([&self.communes]).all(|count| *count <= MOST_PRIZES);
        is_sound.then_some(PrizeRules { communes: self.communes, persons: self.persons, counts, ties }).ok_or("prizes")
    }
}

impl RulesV1 {
    fn new(rules: &Rules) -> Self {
        let stratum = |stratum: &Stratum| StratumV1 {
            topic: stratum.topic.number(),
            level: stratum.level.map(Level::number),
            count: narrow(stratum.count),
        };
        Self {
            blueprint: rules.blueprint.iter().map(stratum).collect(),
            attempts: rules.attempts,
            minutes: rules.minutes,
            pass_mark: rules.pass_mark,
            message_from: narrow(rules.message_from),
            message_up_to: narrow(rules.message_up_to),
            review: rules.review,
            least_age: rules.least_age,
            recognised: rules.recognised,
            paper_from: match rules.paper_from {
                PaperFrom::Required => Some(PaperFromV1::Required),
                PaperFrom::All => None,
            },
            groups: rules.groups,
            on_paper: rules.on_paper,
            paper_ranks: rules.paper_ranks,
        }
    }

    fn open(self) -> Result<Rules, &'static str> {
        let stratum = |shape: StratumV1| {
            let level = shape.level.map(|number| Level::from_number(number).ok_or("level")).transpose()?;
            Ok(Stratum { topic: TopicId::new(shape.topic).ok_or("topic")?, level, count: shape.count.into() })
        };
        Ok(Rules {
            blueprint: self.blueprint.into_iter().map(stratum).collect::<Result<_, &'static str>>()?,
            paper_from: match self.paper_from {
                Some(PaperFromV1::Required) => PaperFrom::Required,
                Some(PaperFromV1::All) | None => PaperFrom::All,
            },
            attempts: self.attempts,
            minutes: self.minutes,
            pass_mark: self.pass_mark,
            message_from: self.message_from.into(),
            message_up_to: self.message_up_to.into(),
            review: self.review,
            least_age: self.least_age,
            recognised: self.recognised,
            groups: self.groups,
            on_paper: self.on_paper,
            paper_ranks: self.paper_ranks,
            prizes: PrizeRules::default(),
            signs: SignRules::new(),
        })
    }
}

impl AppLinkV1 {
    fn new(link: &AppLink) -> Self {
        let platform = match link.platform {
            Platform::Android => PlatformV1::Android,
            Platform::Iphone => PlatformV1::Iphone,
        };
        Self { platform, url: link.url.clone(), official: link.official }
    }

    fn open(self) -> AppLink {
        let platform = match self.platform {
            PlatformV1::Android => Platform::Android,
            PlatformV1::Iphone => Platform::Iphone,
        };
        AppLink { platform, url: self.url, official: self.official }
    }
}

impl HelpLinkV1 {
    fn new(link: &HelpLink) -> Self {
        Self { title: link.title.clone(), url: link.url.clone() }
    }

    fn open(self) -> HelpLink {
        HelpLink { title: self.title, url: self.url }
    }
}

impl StationV1 {
    fn new(place: &StationPlace) -> Self {
        Self {
            unit: place.unit.as_str().to_owned(),
            village: place.village.clone(),
            target: place.target,
            villages: place.villages.clone(),
            contact: place.contact.clone(),
        }
    }

    fn open(self) -> Result<StationPlace, &'static str> {
        Ok(StationPlace {
            unit: UnitCode::parse(&self.unit).ok_or("unit")?,
            village: self.village,
            target: self.target,
            villages: self.villages,
            contact: self.contact,
        })
    }
}
