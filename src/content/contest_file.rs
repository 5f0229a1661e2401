use super::{
    ContestFault, FaultKind, Wanted,
    certificate_file::certificate,
    draft::ContestDraft,
    fault::Faults,
    links::{help_link_fault, link_fault},
    question_file::{level_of, need, topic_id},
    source::FileText,
    table::Fields,
};
use crate::domain::{
    AppLink, CONSENT_TEXT, Contest, Date, HelpLink, MOST_HELP_LINKS, MOST_PRIZES, PaperFrom, Platform, Prize,
    PrizeCounts, PrizeRules, Rules, Sign, SignRule, SignRules, StationPlace, Stratum, TieRule, Topic, TopicId, Unit,
    UnitCode, is_hotline,
};

/// Questions of each topic, where the contest file gives no blueprint (docs/DESIGN.md 2).
const EACH_TOPIC: usize = 5;
/// Longest paper: nobody answers more in one sitting.
const LONGEST_PAPER: usize = 60;
/// Bytes behind the check link in a certificate's QR code: its number and its short check.
const CHECK_TAIL: usize = 38;
/// Longest title of a link to help, in characters: a line of the help window.
const LONGEST_HELP_TITLE: usize = 50;
/// Longest id of a contest in bytes; every record contains it.
const LONGEST_ID: usize = 32;

/// Reads `contest.toml` and checks it by itself; nothing when something essential is missing.
pub(super) fn read_contest<'a>(
    file: &FileText<'a>,
    units: &[Unit],
    pictures: &[(&str, &[u8])],
    faults: &mut Faults,
) -> Option<ContestDraft<'a>> {
    let mut fields = Fields::open(file, faults)?;
    let id = contest_id(&mut fields, faults);
    let title = fields.text("title", faults).text;
    let organiser = fields.text("organiser", faults).text;
    let (opens, closes) = dates(&mut fields, faults);
    let topics = topics(&mut fields, faults);
    let rules = fields.table("rules", faults);
    let line = rules.as_ref().map_or(1, |rules| rules.line);
    let parsed = match rules {
        Some(table) => self::rules(table, &topics, faults),
        None => ParsedRules { rules: defaults(&topics), blueprint_line: line, reviews: 0 },
    };
    let signs = fields.table("signs", faults).map(|table| signs(table, faults)).unwrap_or_default();
    let prizes = fields.table("prizes", faults).map(|table| prizes(table, faults)).unwrap_or_default();
    let contest = Contest {
        id,
        rehearsal: false,
        title,
        organiser,
        opens: opens?,
        closes: closes?,
        rules: Rules { prizes, signs, ..parsed.rules },
        hotline: hotline(&mut fields, faults),
        app_name: fields.text("app", faults).text,
        app_links: fields.tables("app_link", faults).into_iter().filter_map(|table| app_link(table, faults)).collect(),
        help_links: help_links(&mut fields, faults),
        check_url: check_url(&mut fields, faults),
        certificate: fields.table("certificate", faults).map(|table| certificate(table, pictures, faults)),
        consent_version: fields
            .whole("consent_version", 1, 9_999, faults)
            .map_or(CONSENT_TEXT, |(number, _)| small(number)),
        ready_messages: Vec::new(),
        station: fields.table("station", faults).and_then(|table| station(table, units, faults)),
        topics,
    };
    fields.close(faults);
    Some(ContestDraft { file: file.path, contest, blueprint_line: parsed.blueprint_line, reviews: parsed.reviews })
}

fn contest_id(fields: &mut Fields<'_, '_>, faults: &mut Faults) -> String {
    let id = fields.text("id", faults);
    let plain = id.text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !plain || id.text.len() > LONGEST_ID {
        fields.wrong("id", id.line, Wanted::ContestId, faults);
    }
    id.text
}

fn dates(fields: &mut Fields<'_, '_>, faults: &mut Faults) -> (Option<Date>, Option<Date>) {
    let opens = need(fields, "opens", Fields::date, faults);
    let closes = need(fields, "closes", Fields::date, faults);
    if let (Some((opens, _)), Some((closes, line))) = (opens, closes)
        && closes < opens
    {
        fields.fault(line, FaultKind::Contest(ContestFault::Dates), faults);
    }
    (opens.map(|(day, _)| day), closes.map(|(day, _)| day))
}

/// The topics, numbered from 1 in file order.
fn topics(fields: &mut Fields<'_, '_>, faults: &mut Faults) -> Vec<Topic> {
    let tables = fields.tables("topic", faults);
    if tables.is_empty() {
        fields.missing("topic", faults);
    }
    let mut topics = Vec::new();
    for (expected, mut table) in (1..=u8::MAX).zip(tables) {
        let number = need(&mut table, "number", |table, key, faults| table.whole(key, 1, 255, faults), faults);
        if let Some((_, line)) = number.filter(|(number, _)| *number != i64::from(expected)) {
            table.fault(line, FaultKind::Contest(ContestFault::TopicNumber { expected }), faults);
        }
        let (title, short) = (table.text("title", faults).text, table.text("short", faults).text);
        topics.extend(TopicId::new(expected).map(|id| Topic { id, title, short }));
        table.close(faults);
    }
    topics
}

fn defaults(topics: &[Topic]) -> Rules {
    let stratum = |topic: &Topic| Stratum { topic: topic.id, level: None, count: EACH_TOPIC };
    Rules {
        blueprint: topics.iter().map(stratum).collect(),
        paper_from: PaperFrom::Required,
        attempts: 3,
        minutes: None,
        pass_mark: None,
        message_from: 10,
        message_up_to: 500,
        review: true,
        least_age: None,
        recognised: false,
        groups: true,
        on_paper: true,
        paper_ranks: false,
        prizes: PrizeRules::default(),
        signs: SignRules::new(),
    }
}

/// `[signs]`: what is done with entries that look made up.
fn signs(mut table: Fields<'_, '_>, faults: &mut Faults) -> SignRules {
    const RULES: [&str; 3] = ["count", "list", "hold"];
    let mut signs = SignRules::new();
    for sign in Sign::ALL {
        let Some(value) = table.text_if(sign.as_str(), faults) else { continue };
        match SignRule::parse(&value.text) {
            Some(rule) => drop(signs.insert(sign, rule)),
            None => table.wrong(sign.as_str(), value.line, Wanted::OneOf(&RULES), faults),
        }
    }
    table.close(faults);
    signs
}

/// `[prizes]`: how many there are, and what the letter leaves open.
fn prizes(mut table: Fields<'_, '_>, faults: &mut Faults) -> PrizeRules {
    const COUNTS: [&str; 2] = ["valid", "took-part"];
    const TIES: [&str; 2] = ["seconds", "jury"];
    let mut prizes = PrizeRules::default();
    let mut count = |key| table.whole(key, 0, i64::from(MOST_PRIZES), faults).map(|(number, _)| small(number));
    prizes.communes = count("communes").unwrap_or(prizes.communes);
    for (prize, own) in Prize::ALL.into_iter().zip(&mut prizes.persons) {
        *own = count(prize.as_str()).unwrap_or(*own);
    }
    if let Some(value) = table.text_if("communes_count", faults) {
        match PrizeCounts::parse(&value.text) {
            Some(counts) => prizes.counts = counts,
            None => table.wrong("communes_count", value.line, Wanted::OneOf(&COUNTS), faults),
        }
    }
    if let Some(value) = table.text_if("ties", faults) {
        match TieRule::parse(&value.text) {
            Some(ties) => prizes.ties = ties,
            None => table.wrong("ties", value.line, Wanted::OneOf(&TIES), faults),
        }
    }
    table.close(faults);
    prizes
}

/// `[rules]` as it was read: what stations keep to, and what the office does.
struct ParsedRules {
    rules: Rules,
    blueprint_line: u32,
    reviews: usize,
}

fn rules(mut table: Fields<'_, '_>, topics: &[Topic], faults: &mut Faults) -> ParsedRules {
    let mut rules = defaults(topics);
    let mut line = table.line;
    if table.has("blueprint") {
        let strata = table.tables("blueprint", faults);
        line = strata.first().map_or(line, |stratum| stratum.line);
        let strata = strata.into_iter().take(LONGEST_PAPER + 1); // each asks for a question: more are too many anyhow
        rules.blueprint = strata.filter_map(|stratum| self::stratum(stratum, topics, faults)).collect();
    }
    let mut whole = |key, from, to| table.whole(key, from, to, faults);
    rules.attempts = whole("attempts", 1, 99).map_or(rules.attempts, |(number, _)| small(number));
    rules.minutes = whole("minutes", 1, 600).map(|(number, _)| small(number));
    rules.least_age = whole("least_age", 1, 120).map(|(number, _)| small(number));
    let pass_mark = whole("pass_mark", 1, 255);
    rules.pass_mark = pass_mark.map(|(number, _)| small(number));
    rules.message_from = whole("message_from", 1, 1_000).map_or(rules.message_from, |(number, _)| small(number));
    rules.message_up_to = whole("message_up_to", 1, 2_000).map_or(rules.message_up_to, |(number, _)| small(number));
    let reviews = whole("reviews", 1, 9).map_or(0, |(number, _)| small(number));
    rules.review = table.flag("review", faults).unwrap_or(rules.review);
    rules.recognised = table.flag("recognised", faults).unwrap_or(rules.recognised);
    rules.groups = table.flag("groups", faults).unwrap_or(rules.groups);
    rules.on_paper = table.flag("on_paper", faults).unwrap_or(rules.on_paper);
    rules.paper_ranks = table.flag("paper_ranks", faults).unwrap_or(rules.paper_ranks);
    rules.paper_from = paper_from(&mut table, faults).unwrap_or(rules.paper_from);
    contradictions(&rules, topics, line, &table, faults);
    table.close(faults);
    ParsedRules { rules, blueprint_line: line, reviews }
}

fn paper_from(table: &mut Fields<'_, '_>, faults: &mut Faults) -> Option<PaperFrom> {
    const CHOICES: [&str; 2] = ["required", "all"];
    let value = table.text_if("paper_from", faults)?;
    match value.text.as_str() {
        "required" => Some(PaperFrom::Required),
        "all" => Some(PaperFrom::All),
        _ => {
            table.wrong("paper_from", value.line, Wanted::OneOf(&CHOICES), faults);
            None
        }
    }
}

fn contradictions(rules: &Rules, topics: &[Topic], line: u32, table: &Fields<'_, '_>, faults: &mut Faults) {
    let questions: usize = rules.blueprint.iter().map(|stratum| stratum.count).sum();
    for topic in topics.iter().filter(|topic| !rules.blueprint.iter().any(|stratum| stratum.topic == topic.id)) {
        table.fault(line, FaultKind::Contest(ContestFault::BlueprintLacks(topic.id)), faults);
    }
    if questions > LONGEST_PAPER {
        table.fault(line, FaultKind::Contest(ContestFault::BlueprintSize { questions, most: LONGEST_PAPER }), faults);
    }
    if let Some(mark) = rules.pass_mark.filter(|mark| usize::from(*mark) > questions) {
        table.fault(table.line, FaultKind::Contest(ContestFault::PassMark { mark, questions }), faults);
    }
    let (from, up_to) = (rules.message_from, rules.message_up_to);
    if from > up_to {
        table.fault(table.line, FaultKind::Contest(ContestFault::MessageBounds { from, up_to }), faults);
    }
    if rules.paper_ranks && !rules.on_paper {
        table.fault(table.line, FaultKind::Contest(ContestFault::PaperRanks), faults);
    }
}

fn stratum(mut table: Fields<'_, '_>, topics: &[Topic], faults: &mut Faults) -> Option<Stratum> {
    let topic = need(&mut table, "topic", |table, key, faults| table.whole(key, 1, 255, faults), faults);
    let level = table.whole("level", 1, 3, faults).and_then(|(number, _)| level_of(number));
    let count = need(&mut table, "count", |table, key, faults| table.whole(key, 1, 60, faults), faults);
    let topic = topic.and_then(|(number, line)| Some((topic_id(number)?, line)));
    if let Some((topic, line)) = topic.filter(|(topic, _)| !topics.iter().any(|known| known.id == *topic)) {
        table.fault(line, FaultKind::Contest(ContestFault::BlueprintTopic(topic.number())), faults);
    }
    table.close(faults);
    Some(Stratum { topic: topic?.0, level, count: small(count?.0) })
}

fn hotline(fields: &mut Fields<'_, '_>, faults: &mut Faults) -> String {
    let hotline = fields.text("hotline", faults);
    if !is_hotline(&hotline.text) && !hotline.text.is_empty() {
        fields.wrong("hotline", hotline.line, Wanted::Phone, faults);
    }
    hotline.text
}

fn check_url(fields: &mut Fields<'_, '_>, faults: &mut Faults) -> String {
    let url = fields.text("check_url", faults);
    if let Some(what) = link_fault(&url.text, CHECK_TAIL).filter(|_| !url.text.is_empty()) {
        fields.fault(url.line, FaultKind::Contest(ContestFault::Link(what)), faults);
    }
    url.text
}

fn app_link(mut table: Fields<'_, '_>, faults: &mut Faults) -> Option<AppLink> {
    const PLATFORMS: [&str; 2] = ["android", "iphone"];
    let value = table.text("platform", faults);
    let platform = match value.text.as_str() {
        "android" => Some(Platform::Android),
        "iphone" => Some(Platform::Iphone),
        "" => None,
        _ => {
            table.wrong("platform", value.line, Wanted::OneOf(&PLATFORMS), faults);
            None
        }
    };
    let url = table.text("url", faults);
    let official = table.flag("official", faults).unwrap_or(false);
    match link_fault(&url.text, 0) {
        Some(what) => table.fault(url.line, FaultKind::Contest(ContestFault::Link(what)), faults),
        None if !official => table.fault(url.line, FaultKind::Contest(ContestFault::LinkNotOfficial), faults),
        None => (),
    }
    table.close(faults);
    Some(AppLink { platform: platform?, url: url.text, official })
}

/// `[[help_link]]`: places where people are helped.
fn help_links(fields: &mut Fields<'_, '_>, faults: &mut Faults) -> Vec<HelpLink> {
    let mut links = Vec::new();
    for (at, mut table) in fields.tables("help_link", faults).into_iter().enumerate() {
        let (title, url) = (table.text("title", faults), table.text("url", faults));
        let length = title.text.chars().count();
        if length > LONGEST_HELP_TITLE {
            let what = ContestFault::HelpTitle { chars: length, most: LONGEST_HELP_TITLE };
            table.fault(title.line, FaultKind::Contest(what), faults);
        }
        if let Some(what) = help_link_fault(&url.text).filter(|_| !url.text.is_empty()) {
            table.fault(url.line, FaultKind::Contest(ContestFault::Link(what)), faults);
        }
        if at == MOST_HELP_LINKS {
            table.fault(table.line, FaultKind::Contest(ContestFault::HelpLinks { most: MOST_HELP_LINKS }), faults);
        }
        table.close(faults);
        links.push(HelpLink { title: title.text, url: url.text });
    }
    links
}

fn station(mut table: Fields<'_, '_>, units: &[Unit], faults: &mut Faults) -> Option<StationPlace> {
    let value = table.text("unit", faults);
    let unit = UnitCode::parse(&value.text);
    match &unit {
        None => table.wrong("unit", value.line, Wanted::UnitCode, faults),
        Some(code) if !units.iter().any(|unit| unit.code == *code) => {
            table.fault(value.line, FaultKind::Contest(ContestFault::StationUnit(value.text)), faults);
        }
        Some(_) => (),
    }
    let village = table.text("village", faults);
    let target = need(&mut table, "target", |table, key, faults| table.whole(key, 1, 1_000_000, faults), faults);
    let villages: Vec<String> = table
        .texts("villages", faults)
        .map_or(Vec::new(), |(_, list)| list.into_iter().map(|name| name.text).collect());
    if !villages.is_empty() && !villages.contains(&village.text) {
        table.fault(village.line, FaultKind::Contest(ContestFault::StationVillage), faults);
    }
    let contact = table.text_if("contact", faults).unwrap_or_default().text;
    table.close(faults);
    let target = u32::try_from(target?.0).ok()?;
    Some(StationPlace { unit: unit?, village: village.text, target, villages, contact })
}

/// A number that was read within bounds which its type holds.
fn small<T: TryFrom<i64> + Default>(number: i64) -> T {
    T::try_from(number).unwrap_or_default()
}
