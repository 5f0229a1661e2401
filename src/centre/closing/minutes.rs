//! Minutes for the jury as a Word document in the administrative form: what the set states, and blanks for what people decide.

use super::{
    freeze::Frozen,
    parts::{SetPart, about, parts},
    set::{PersonPlace, SetAward},
    wording::{duration, medium, name, places, rule_sentences, signs},
};
use crate::{
    centre::reports::{Office, grid, head},
    crypto::hex,
    domain::Moment,
    exchange::{Block, Document, Look, Paragraph, Table, word_document},
    text::{Language, Words, date_and_time, plain},
};

/// Columns of persons that minutes have room for.
const PERSON_COLUMNS: [usize; 8] = [0, 1, 2, 3, 4, 6, 7, 10];

/// Writes the minutes. Who was there, when and where they met and what they decided is left to be filled in.
pub(super) fn minutes(frozen: &Frozen, words: &Words) -> Vec<u8> {
    let set = &frozen.set;
    let date = Moment(set.at_ms).date();
    let line = |look: Look, key: &str| Block::from(Paragraph::new(look, words.get(key).into_owned()));
    let subject = words.with("final-minutes-subject", &[("title", plain(&set.title).into())]);
    let mut blocks = vec![head(&Office::City(&set.centre), date, "final-minutes-number", words)];
    blocks.push(line(Look::Kind, "final-minutes-kind"));
    blocks.push(Paragraph::new(Look::Subject, subject.clone()).into());
    if set.rehearsal {
        blocks.push(line(Look::Remark, "final-minutes-rehearsal"));
    }
    blocks.extend(["final-minutes-when", "final-minutes-where"].map(|key| line(Look::Body, key)));
    blocks.push(line(Look::Heading, "final-minutes-present"));
    blocks.extend(
        ["final-minutes-chair", "final-minutes-members", "final-minutes-clerk"].map(|key| line(Look::Item, key)),
    );
    blocks.push(line(Look::Heading, "final-minutes-basis"));
    blocks.extend(basis(frozen, words));
    blocks.push(line(Look::Heading, "final-minutes-rule"));
    blocks.extend(rule_sentences(&set.rule, words).into_iter().map(|text| Paragraph::new(Look::Item, text).into()));
    let [communes, persons, open, _units] = parts(set, words);
    blocks.push(line(Look::Heading, "final-minutes-communes"));
    blocks.push(table(&communes, words));
    blocks.push(line(Look::Heading, "final-minutes-persons"));
    blocks.push(table(&SetPart { table: narrow(persons.table), ..persons }, words));
    blocks.extend(to_decide(frozen, words));
    blocks.push(line(Look::Heading, "final-minutes-open"));
    match open.table.rows.is_empty() {
        true => blocks.push(line(Look::Item, "final-minutes-nothing")),
        false => blocks.push(table(&open, words)),
    }
    blocks.push(line(Look::Heading, "final-minutes-end"));
    blocks
        .extend(["final-minutes-agreed", "final-minutes-blank", "final-minutes-done"].map(|key| line(Look::Body, key)));
    blocks.push(Paragraph::new(Look::Space, "").into());
    blocks.push(Block::Sides(["final-minutes-sign-clerk", "final-minutes-sign-chair"].map(|key| signer(key, words))));
    let language = if words.language() == Language::Vietnamese { "vi-VN" } else { "en-GB" };
    word_document(&Document { title: subject, language: language.to_owned(), made: date, blocks })
}

/// What the lists are taken from.
fn basis(frozen: &Frozen, words: &Words) -> Vec<Block> {
    let signed = frozen.row.signature.as_ref().map(|one| date_and_time(one.at));
    let signed = match signed {
        Some(at) => words.with("final-minutes-signed", &[("at", at.into())]),
        None => words.get("final-minutes-not-signed").into_owned(),
    };
    let digest = words.with("final-minutes-digest", &[("digest", "".into())]);
    let lines = about(&frozen.set, words).into_iter().chain([signed, digest.trim_end().to_owned()]);
    let mut blocks: Vec<Block> = lines.map(|text| Paragraph::new(Look::Item, text).into()).collect();
    // A line of its own, which is not stretched.
    blocks.push(Paragraph::new(Look::Copies, hex(&frozen.row.digest)).into());
    blocks
}

/// Equal ones, each with what the jury looks at, and a blank for what it decides.
fn to_decide(frozen: &Frozen, words: &Words) -> Vec<Block> {
    let set = &frozen.set;
    let communes = set.communes.iter().filter(|one| one.award == SetAward::Jury);
    let persons = set.persons.iter().filter(|one| one.award == SetAward::Jury);
    let mut lines: Vec<String> = communes
        .map(|one| {
            let values = [("place", places(one.from, one.to, words).into()), ("name", plain(&one.name).into())];
            words.with("final-minutes-equal-commune", &values)
        })
        .collect();
    lines.extend(persons.map(|one| person(one, words)));
    if lines.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Paragraph::new(Look::Heading, words.get("final-minutes-equal").into_owned()).into()];
    for text in lines {
        blocks.push(Paragraph::new(Look::Item, text).into());
        blocks.push(Paragraph::new(Look::Item, words.get("final-minutes-decided").into_owned()).into());
    }
    blocks
}

fn person(one: &PersonPlace, words: &Words) -> String {
    let time = if one.paper { medium(true, words) } else { duration(one.seconds, words) };
    let found = signs(one, words);
    let none = || words.get("final-minutes-no-signs").into_owned();
    let values = [
        ("place", places(one.from, one.to, words).into()),
        ("name", plain(&name(one, words)).into()),
        ("score", one.score.to_string().into()),
        ("time", time.into()),
        ("attempts", one.attempts.to_string().into()),
        ("stations", one.stations.to_string().into()),
        ("signs", if found.is_empty() { none() } else { found }.into()),
    ];
    words.with("final-minutes-equal-person", &values)
}

fn table(part: &SetPart, words: &Words) -> Block {
    Block::Grid(grid(&part.table, words))
}

/// The columns of persons that there is room for.
fn narrow(table: Table) -> Table {
    let rows = table.rows.iter().map(|row| PERSON_COLUMNS.iter().filter_map(|at| row.get(*at).cloned()).collect());
    let rows = rows.collect();
    let columns = PERSON_COLUMNS.iter().filter_map(|at| table.columns.get(*at).cloned()).collect();
    Table { columns, rows }
}

fn signer(key: &str, words: &Words) -> Vec<Paragraph> {
    let line = |look: Look, key: &str| Paragraph::new(look, words.get(key).into_owned());
    vec![
        line(Look::Signer, key),
        line(Look::SignHow, "final-minutes-sign-how"),
        line(Look::SignName, "final-minutes-sign-name"),
    ]
}
