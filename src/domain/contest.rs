use super::{
    CertificateForm, Date, Level, Moment, Now, PrizeRules, Sign, SignRule, SignRules, Topic, TopicId, UnitCode,
};

/// Wording of the consent screen that this program shows, which a contest has where it names none.
pub const CONSENT_TEXT: u16 = 2;

/// Days after a contest's last day for which stations keep their sealed bundles.
const SPOOL_DAYS: u64 = 30;

/// One contest's rules and texts, as the pack states them: the letter's rules are data, never code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// Short, stable, part of every seed and record: `cds-hp-2025`; `demo` is never accepted by a real centre.
    pub id: String,
    /// A rehearsal: its questions may be those of the open bank, and no entry of it counts for a real contest.
    pub rehearsal: bool,
    /// Full title, in Vietnamese, as the certificate prints it.
    pub title: String,
    /// Name of the organising body.
    pub organiser: String,
    /// First day, from its beginning, Vietnam time.
    pub opens: Date,
    /// Last day, to its end, Vietnam time.
    pub closes: Date,
    /// Topics, numbered from 1 without gaps.
    pub topics: Vec<Topic>,
    /// Attempts, paper, times and ages.
    pub rules: Rules,
    /// Telephone number of the help line, as it is shown.
    pub hotline: String,
    /// Name of the city's app for citizens.
    pub app_name: String,
    /// One link for each platform that has the app.
    pub app_links: Vec<AppLink>,
    /// Where people are helped by others: a group, a guide, a video; at most `MOST_HELP_LINKS`.
    pub help_links: Vec<HelpLink>,
    /// Where a certificate is looked up; its number is appended.
    pub check_url: String,
    /// How the organiser's certificates look; none: as the program's own form.
    pub certificate: Option<CertificateForm>,
    /// Which wording of the consent screen residents agree to; part of every consent record.
    pub consent_version: u16,
    /// Ready sentences for "Tôi học số - Tôi lan tỏa".
    pub ready_messages: Vec<String>,
    /// The unit and the village of the station, and what the commune wants to reach there.
    pub station: Option<StationPlace>,
}

/// What the letter leaves open, each with a default that is printed beside every figure it decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How many questions of which topic (and level, where asked); together the paper.
    pub blueprint: Vec<Stratum>,
    /// Which questions a paper is drawn from.
    pub paper_from: PaperFrom,
    /// How many attempts a person has; the best one counts.
    pub attempts: u8,
    /// Minutes for a test; none: no clock is shown.
    pub minutes: Option<u16>,
    /// Right answers to pass; none: everybody who finishes has finished.
    pub pass_mark: Option<u8>,
    /// Shortest message, in characters.
    pub message_from: usize,
    /// Longest message, in characters.
    pub message_up_to: usize,
    /// Whether wrong answers are shown with explanations after submission.
    pub review: bool,
    /// Youngest age to take part, in years; none: every age.
    pub least_age: Option<u8>,
    /// Whether the organiser recognises the entries of stations.
    pub recognised: bool,
    /// Whether topics may be taught to groups.
    pub groups: bool,
    /// Whether numbered papers may be printed.
    pub on_paper: bool,
    /// Whether a test on paper counts for personal prizes (docs/decisions/042-paper-counts-for-the-commune.md).
    pub paper_ranks: bool,
    /// How many prizes there are, and by what.
    pub prizes: PrizeRules,
    /// What is done with entries that look made up; a sign that is not in it has its usual rule (`Sign::usual`).
    pub signs: SignRules,
}

impl Contest {
    /// Last day on which a station keeps the sealed bundles: a centre that was restored may ask for them again until then
    /// (docs/decisions/038-receipts-with-a-generation.md).
    #[must_use]
    pub fn sealed_until(&self) -> Date {
        sealed_until(self.closes)
    }
}

/// The same of a contest with this last day.
#[must_use]
pub fn sealed_until(closes: Date) -> Date {
    closes.checked_add_days(chrono::Days::new(SPOOL_DAYS)).unwrap_or(Date::MAX)
}

impl Rules {
    /// What is done with entries that show this sign.
    #[must_use]
    pub fn sign(&self, sign: Sign) -> SignRule {
        self.signs.get(&sign).copied().unwrap_or_else(|| sign.usual())
    }
}

/// Questions that a paper is drawn from: everybody was taught them, or the whole bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaperFrom {
    /// Those of required lessons; no two on one fact are on a paper. The rest of the bank is practice.
    Required,
    /// The whole bank.
    All,
}

/// So many questions of one topic, and of one level where it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stratum {
    /// Topic that the questions are of.
    pub topic: TopicId,
    /// Their level; none: any level.
    pub level: Option<Level>,
    /// How many questions.
    pub count: usize,
}

/// Where the app is installed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppLink {
    /// Which telephones it is for.
    pub platform: Platform,
    /// Address that the QR code carries.
    pub url: String,
    /// The link was read from the official printed code; otherwise it only leads to the store's search.
    pub official: bool,
}

/// Links to help, each with a digit of the help window.
pub const MOST_HELP_LINKS: usize = 3;

/// Place where people are helped with the contest on their own phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpLink {
    /// What is there, as residents read it.
    pub title: String,
    /// Address, shown as a code.
    pub url: String,
}

/// Operating system of a smartphone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// Android.
    Android,
    /// iOS.
    Iphone,
}

/// Place of a station: the unit and village it works in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StationPlace {
    /// Commune, ward or special zone of the station.
    pub unit: UnitCode,
    /// Thôn or tổ dân phố, as its people write it.
    pub village: String,
    /// People whom the commune wants to see take part here.
    pub target: u32,
    /// The village's names, for the list of a registration.
    pub villages: Vec<String>,
    /// The commune's own contact, beside the hotline.
    pub contact: String,
}

/// Contest window: before, during or after the contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// The first day is still to come.
    Before {
        /// Days until the first day.
        days: u32,
    },
    /// Days left, today included.
    Open {
        /// Days left; 1 on the last day.
        days: u32,
    },
    /// The last day is over.
    After,
}

impl Contest {
    /// The window that contains `now`; both the first and the last day are whole days in Vietnam.
    #[must_use]
    pub fn window(&self, now: Moment) -> Window {
        let today = now.date();
        let days = |from: Date, to: Date| u32::try_from((to - from).num_days()).unwrap_or(0);
        if today < self.opens {
            Window::Before { days: days(today, self.opens) }
        } else if today <= self.closes {
            Window::Open { days: days(today, self.closes) + 1 }
        } else {
            Window::After
        }
    }

    /// Whether entries are taken: inside the contest's days, or while nobody knows the date. A clock in doubt stops nobody, and the
    /// centre judges (docs/decisions/039-one-bounded-now.md).
    #[must_use]
    pub fn is_open(&self, now: Now) -> bool {
        now.stops_nobody() || matches!(self.window(now.at()), Window::Open { .. })
    }

    /// How many questions a paper has.
    #[must_use]
    pub fn paper_size(&self) -> usize {
        self.rules.blueprint.iter().map(|stratum| stratum.count).sum()
    }

    /// Address that shows whether a certificate is genuine: `https://…/TK-7F3K9Q-000123-ABCDEFGH`. What follows the last hyphen is
    /// the short check.
    #[must_use]
    pub fn check_link(&self, number: &str, check: &str) -> String {
        format!("{}{number}-{check}", self.check_url)
    }

    /// The topic with this number; none where the contest has no such topic.
    #[must_use]
    pub fn topic(&self, id: TopicId) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }
}
