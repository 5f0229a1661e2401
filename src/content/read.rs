use super::{
    Draft, Fault, FaultKind, FileFault, Pack, Severity, Source,
    certificate_file::FOLDER,
    check::{check_day, check_structure, check_whole},
    contest_file::read_contest,
    digest,
    draft::FactsDraft,
    fact_file::read_facts,
    fault::Faults,
    lesson_file::read_lesson,
    place_file::read_places,
    question_file::{read_questions, read_skills, read_wording},
    source::FileText,
};
use crate::domain::{Contest, Date, Unit};

/// A pack that may be used, and what somebody should look at.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The campaign's content.
    pub pack: Pack,
    /// Faults that do not refuse it, by file and line.
    pub warnings: Vec<Fault>,
}

/// How much is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// What a station has to rely on; somebody waits for its first screen.
    Structure,
    /// Facts, and every rule for those who write.
    Whole,
}

/// Reads a campaign's folder as a station does: its form, and what the program relies on, questions against the day on which
/// the contest closes. The office has passed it by `lint` before.
///
/// # Errors
/// All faults of all files, warnings among them, by file and line.
pub fn read(files: &[Source<'_>], units: &[Unit]) -> Result<Reading, Vec<Fault>> {
    read_as(files, units, None, |_| None)
}

/// Reads a campaign's folder as the content office does on this day: by every rule of docs/LINT.md.
///
/// # Errors
/// As `read`.
pub fn lint(files: &[Source<'_>], units: &[Unit], today: Date) -> Result<Reading, Vec<Fault>> {
    read_as(files, units, Some(today), |_| None)
}

/// Like `lint` where a day is given, else like `read`, with the contest changed before it is checked; the closing day it gives takes
/// the place of the contest's own.
pub(super) fn read_as(
    files: &[Source<'_>],
    units: &[Unit],
    today: Option<Date>,
    change: impl FnOnce(&mut Contest) -> Option<Date>,
) -> Result<Reading, Vec<Fault>> {
    let mut faults = Faults::default();
    let depth = if today.is_some() { Depth::Whole } else { Depth::Structure };
    let mut draft = draft_into(files, units, depth, &mut faults);
    let closes = match &mut draft.contest {
        Some(known) => change(&mut known.contest).unwrap_or(known.contest.closes),
        None => Date::MIN, // no day is named, so nothing can have run out before it
    };
    match today {
        None => check_structure(&draft, closes, &mut faults),
        Some(today) => {
            check_whole(&draft, closes, &mut faults);
            check_day(&draft, today, &mut faults);
        }
    }
    let faults = faults.sorted();
    if faults.iter().any(|fault| fault.severity == Severity::Error) {
        return Err(faults);
    }
    match draft.into_pack(units, digest(files)) {
        Some(pack) => Ok(Reading { pack, warnings: faults }),
        None => Err(faults),
    }
}

impl<'a> Draft<'a> {
    /// Reads a campaign's folder as far as it can be read, with the faults of form.
    #[must_use]
    pub fn read(files: &[Source<'a>], units: &[Unit]) -> (Self, Vec<Fault>) {
        let mut faults = Faults::default();
        let draft = draft_into(files, units, Depth::Whole, &mut faults);
        (draft, faults.sorted())
    }
}

fn draft_into<'a>(files: &[Source<'a>], units: &[Unit], depth: Depth, faults: &mut Faults) -> Draft<'a> {
    let mut files = files.to_vec();
    files.sort_by_key(|file| file.path);
    let mut draft = Draft {
        skills: Some(Vec::new()),
        facts: FactsDraft { whole: true, ..FactsDraft::default() },
        lessons_whole: true,
        bank_whole: true,
        ..Draft::default()
    };
    let mut before = None;
    for file in &files {
        if !is_path(file.path) {
            faults.add(file.path, 1, FaultKind::File(FileFault::Path));
        } else if before.replace(file.path) == Some(file.path) {
            faults.add(file.path, 1, FaultKind::File(FileFault::PathTwice));
        } else {
            one_file(*file, units, depth, &mut draft, faults);
        }
    }
    for needed in ["contest.toml", "wording.toml"] {
        if !files.iter().any(|file| file.path == needed) {
            faults.add(needed, 1, FaultKind::File(FileFault::MissingFile(needed)));
        }
    }
    for (folder, is_whole) in [("lessons", &mut draft.lessons_whole), ("questions", &mut draft.bank_whole)] {
        if !files.iter().any(|file| file.path.split_once('/').is_some_and(|(name, _)| name == folder)) {
            faults.add(folder, 1, FaultKind::File(FileFault::MissingFile(folder)));
            *is_whole = false;
        }
    }
    draft
}

fn one_file<'a>(file: Source<'a>, units: &[Unit], depth: Depth, draft: &mut Draft<'a>, faults: &mut Faults) {
    let kind = kind_of(file.path);
    if matches!(kind, Kind::Picture) {
        draft.pictures.push((file.path, file.bytes)); // before the contest, which names them: files come in order
        return;
    }
    if matches!(kind, Kind::Unknown) {
        faults.add(file.path, 1, FaultKind::File(FileFault::UnknownFile));
        return;
    }
    if matches!(kind, Kind::Facts) {
        draft.facts.there = true;
        if depth == Depth::Structure {
            return;
        }
    }
    match (kind, FileText::open(file, faults)) {
        (Kind::Lesson, None) => draft.lessons_whole = false,
        (Kind::Questions, None) => draft.bank_whole = false,
        (Kind::Skills, None) => draft.skills = None,
        (Kind::Facts, None) => draft.facts.whole = false,
        (Kind::Contest | Kind::Wording | Kind::Places, None) | (Kind::Unknown | Kind::Picture, _) => (),
        (Kind::Contest, Some(text)) => draft.contest = read_contest(&text, units, &draft.pictures, faults),
        (Kind::Lesson, Some(text)) => draft.lessons.push(read_lesson(&text, faults)),
        (Kind::Questions, Some(text)) => draft.bank_whole &= read_questions(&text, &mut draft.questions, faults),
        (Kind::Skills, Some(text)) => draft.skills = read_skills(&text, faults),
        (Kind::Facts, Some(text)) => read_facts(&text, &mut draft.facts, faults),
        (Kind::Wording, Some(text)) => {
            if let Some(wording) = read_wording(&text, faults) {
                (draft.ready, draft.terms, draft.words) = (wording.ready, wording.terms, wording.words);
            }
        }
        (Kind::Places, Some(text)) => draft.places.extend(read_places(&text, units, faults)),
    }
}

enum Kind {
    Contest,
    Lesson,
    Questions,
    Skills,
    Facts,
    Wording,
    Places,
    Picture,
    Unknown,
}

fn kind_of(path: &str) -> Kind {
    match (path, path.split_once('/')) {
        ("contest.toml", _) => Kind::Contest,
        ("skills.toml", _) => Kind::Skills,
        ("wording.toml", _) => Kind::Wording,
        (_, Some(("lessons", name))) if name.ends_with(".md") && !name.contains('/') => Kind::Lesson,
        (_, Some(("questions", name))) if name.ends_with(".toml") && !name.contains('/') => Kind::Questions,
        (_, Some(("facts", name))) if name.ends_with(".toml") && !name.contains('/') => Kind::Facts,
        (_, Some((FOLDER, name))) if !name.contains('/') => Kind::Picture,
        (_, Some(("places", name))) if name.ends_with(".csv") && !name.contains('/') => Kind::Places,
        _ => Kind::Unknown,
    }
}

/// A path below the folder, in the one spelling that all machines share.
fn is_path(path: &str) -> bool {
    path.len() <= 200
        && !path.contains(['\\', ':', '\0'])
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}
