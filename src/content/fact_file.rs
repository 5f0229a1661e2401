use super::{
    Wanted,
    draft::{Changes, FactDraft, FactsDraft, SourceDraft, Status},
    fault::Faults,
    question_file::{name_fault, need},
    source::FileText,
    table::Fields,
};

const STATUS: [&str; 3] = ["seen", "confirmed", "memory"];
const CHANGES: [&str; 3] = ["stable", "check", "high"];

/// Reads `facts/*.toml`.
pub(super) fn read_facts<'a>(file: &FileText<'a>, all: &mut FactsDraft<'a>, faults: &mut Faults) {
    let Some(mut fields) = Fields::open(file, faults) else {
        all.whole = false;
        return;
    };
    for table in fields.tables("source", faults) {
        all.sources.push(source(table, faults));
    }
    for table in fields.tables("fact", faults) {
        all.facts.push(fact(table, faults));
    }
    fields.close(faults);
}

fn source<'a>(mut table: Fields<'_, 'a>, faults: &mut Faults) -> SourceDraft<'a> {
    let key = table.text("key", faults);
    name_fault(&table, "key", &key, faults);
    let place = table.text("where", faults);
    need(&mut table, "seen", Fields::date, faults);
    let file = table.file.path;
    table.close(faults);
    SourceDraft { file, key, place }
}

fn fact<'a>(mut table: Fields<'_, 'a>, faults: &mut Faults) -> FactDraft<'a> {
    let id = table.text("id", faults);
    name_fault(&table, "id", &id, faults);
    let status = one_of(&mut table, "status", &STATUS, faults).map(|at| match at {
        0 => Status::Seen,
        1 => Status::Confirmed,
        _ => Status::Memory,
    });
    let changes = one_of(&mut table, "changes", &CHANGES, faults).map(|at| match at {
        0 => Changes::Stable,
        1 => Changes::Check,
        _ => Changes::High,
    });
    let (text, source) = (table.text("text", faults), table.text("source", faults));
    table.text_if("since", faults);
    let file = table.file.path;
    table.close(faults);
    FactDraft { file, id, text, source, status, changes }
}

/// The position of the value in the list of allowed words.
fn one_of(
    table: &mut Fields<'_, '_>,
    key: &'static str,
    list: &'static [&'static str],
    faults: &mut Faults,
) -> Option<usize> {
    let value = table.text(key, faults);
    let at = list.iter().position(|word| *word == value.text);
    if at.is_none() && !value.text.is_empty() {
        table.wrong(key, value.line, Wanted::OneOf(list), faults);
    }
    at
}
