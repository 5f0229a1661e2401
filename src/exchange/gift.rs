//! GIFT as Moodle reads and writes it (docs.moodle.org, "GIFT format"; question/format/gift): questions set apart by empty
//! lines, comments that begin with `//`, answers in braces, `\` before a character that would mean something.

use super::{
    Import, Item, LONGEST_QUESTION, Location, MOST_ITEMS, RemarkKind,
    encoding::decode,
    gift_answers::{Answers, read_answers},
    gift_text::{GiftChar, chars, find, marker, shown, trimmed},
    markup::{Written, unmarked},
    tag,
    tidy::tidy_line,
};

/// Reads GIFT: what is a single choice comes in, everything else is named.
pub(super) fn import(bytes: &[u8]) -> Import {
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(refused) => return refused,
    };
    let mut import = Import::default();
    decoded.mention_into(&mut import);
    let mut category = None;
    let mut block = Block::default();
    for (number, line) in (1..).zip(decoded.text.lines().chain([""])) {
        let bare = line.trim();
        if bare.is_empty() {
            std::mem::take(&mut block).read_into(category.as_deref(), &mut import);
        } else if let Some(comment) = bare.strip_prefix("//") {
            block.comment(number, comment);
        } else if let Some(path) = bare.strip_prefix("$CATEGORY:") {
            std::mem::take(&mut block).read_into(category.as_deref(), &mut import);
            category = topic_of(path);
        } else {
            block.text_line(number, line);
        }
        if import.is_full() || import.items.len() > MOST_ITEMS {
            break;
        }
    }
    if import.items.len() > MOST_ITEMS {
        let place = import.items.pop().map(|item| item.place).unwrap_or_default();
        import.leave_out(place, RemarkKind::TooManyItems { most: MOST_ITEMS });
    }
    if import.items.is_empty() && import.remarks.iter().all(|remark| !remark.left_out) {
        import.leave_out(Location::Whole, RemarkKind::NothingFound);
    }
    import
}

/// Writes GIFT. Fields that only this program has are in a comment line before the question, which others pass over.
pub(super) fn export(items: &[Item]) -> Vec<u8> {
    let mut text = String::new();
    let mut category: Option<&str> = None;
    for item in items {
        let topic = item.topic.as_deref();
        if topic != category {
            text += &format!("$CATEGORY: $course$/top/{}\n\n", topic.unwrap_or_default().replace('/', "//"));
            category = topic;
        }
        if let Some(tag) = tag::written(item) {
            text += &format!("// {tag}\n");
        }
        if let Some(name) = &item.name {
            text += &format!("::{}::", escaped(name));
        }
        let texts = || std::iter::once(&item.stem).chain(&item.options).chain(&item.why);
        let marker = if texts().any(|text| text.contains(['<', '&', '$', '@', '\\'])) { "[plain]" } else { "" };
        let lead = if marker.is_empty() { guard(&item.stem) } else { marker };
        text += &format!("{lead}{}{{\n", escaped(&item.stem));
        for (at, option) in item.options.iter().enumerate() {
            let ch = if at == 0 { '=' } else { '~' };
            text += &format!("\t{ch}{}{}\n", guard(option), escaped(option));
        }
        if let Some(why) = &item.why {
            text += &format!("\t####{}{}\n", guard(why), escaped(why));
        }
        text += "}\n\n";
    }
    text.into_bytes()
}

/// The marker before a text whose beginning would read as a marker, a weight or a comment.
fn guard(text: &str) -> &'static str {
    let is_weight = text.trim_start_matches(|ch: char| ch.is_ascii_digit()).starts_with('%');
    if text.starts_with('[') || is_weight || text.starts_with("//") { "[plain]" } else { "" }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '\n' => out.push_str("\\n"),
            '\\' | '#' | '=' | '~' | '{' | '}' | ':' => out.extend(['\\', ch]),
            ch => out.push(ch),
        }
    }
    out
}

/// A category without the place that Moodle keeps it in: `$course$/top/Chuyên đề 1` is `Chuyên đề 1`; `//` is a slash of a name.
fn topic_of(path: &str) -> Option<String> {
    let path = path.trim();
    let path = if path.starts_with('$') { path.split_once("$/").map_or("", |(_, rest)| rest) } else { path };
    let path = if path == "top" { "" } else { path.strip_prefix("top/").unwrap_or(path) };
    Some(tidy_line(&path.replace("//", "/"))).filter(|topic| !topic.is_empty())
}

/// Lines without an empty one among them: a question, or nothing but comments.
#[derive(Default)]
struct Block<'a> {
    /// The line of the first text line, 0 before there is one.
    begins: u32,
    lines: Vec<&'a str>,
    bytes: usize,
    tag: Option<(u32, &'a str)>,
}

impl<'a> Block<'a> {
    fn comment(&mut self, number: u32, comment: &'a str) {
        if tag::is_tag(comment) {
            self.tag = Some((number, comment));
        }
        if self.begins > 0 {
            self.lines.push(" "); // the lines behind it keep their numbers
        }
    }

    fn text_line(&mut self, number: u32, line: &'a str) {
        if self.begins == 0 {
            self.begins = number;
        }
        self.bytes += line.len();
        if self.bytes <= LONGEST_QUESTION {
            self.lines.push(line);
        }
    }

    fn read_into(self, category: Option<&str>, import: &mut Import) {
        if self.begins == 0 {
            return;
        }
        let place = Location::Line(self.begins);
        if self.bytes > LONGEST_QUESTION {
            return import.leave_out(place, RemarkKind::QuestionTooLong { most: LONGEST_QUESTION });
        }
        match question(&self.lines, self.begins) {
            Ok((mut item, mentions)) => {
                item.place = place.clone();
                item.topic = category.map(str::to_owned);
                if let Some((line, comment)) = self.tag
                    && !tag::read_into(comment, &mut item)
                {
                    import.mention(Location::Line(line), RemarkKind::WrongTag);
                }
                import.add(item);
                mentions.into_iter().for_each(|what| import.mention(place.clone(), what));
            }
            Err((line, what)) => import.leave_out(Location::Line(line), what),
        }
    }
}

type Left = (u32, RemarkKind);
/// A question's text before, between and behind the braces.
type Parts<'s> = (&'s [GiftChar], &'s [GiftChar], &'s [GiftChar]);

/// One question of a block of lines.
fn question(lines: &[&str], begins: u32) -> Result<(Item, Vec<RemarkKind>), Left> {
    let all = chars(&lines.join("\n"));
    let mut rest = trimmed(&all);
    let mut name = None;
    if let Some(titled) = rest.strip_prefix(&[GiftChar::plain(':'); 2])
        && let Some(end) = find(titled, "::")
    {
        let (title, behind) = titled.split_at_checked(end).unwrap_or((titled, &[]));
        name = Some(tidy_line(&shown(title))).filter(|title| !title.is_empty());
        rest = trimmed(behind.get(2..).unwrap_or_default());
    }
    let (stem, inside, behind) = braces(rest, &all, begins)?;
    let mut mentions = Vec::new();
    let Answers { options, why } = read_answers(inside, stem, &mut mentions).map_err(|what| (begins, what))?;
    let gap = if stem.last().is_some_and(|ch| ch.is_space()) { " " } else { "" };
    let (marker, stem) = marker(stem, Written::Html);
    let joined = if behind.iter().all(|ch| ch.is_space()) {
        shown(stem)
    } else {
        mentions.push(RemarkKind::MissingWord);
        format!("{}{gap}____{}", shown(stem), shown(behind))
    };
    let (stem, lost) = unmarked(&joined, marker);
    match lost {
        Some(media @ (RemarkKind::Media(_) | RemarkKind::Struck)) => return Err((begins, media)),
        Some(lost) if !mentions.contains(&lost) => mentions.push(lost),
        // else: other remarks leave the text as it is
        _ => (),
    }
    if stem.is_empty() {
        return Err((begins, RemarkKind::NoStem));
    }
    Ok((Item { name, stem, options, why, ..Item::default() }, mentions))
}

/// Splits a question at its one pair of braces.
fn braces<'s>(rest: &'s [GiftChar], all: &[GiftChar], begins: u32) -> Result<Parts<'s>, Left> {
    let skipped = all.len() - trimmed_end(all, rest);
    let line = |at: usize| {
        let before = all.iter().take(skipped + at).filter(|ch| ch.is_line_end()).count();
        begins.saturating_add(u32::try_from(before).unwrap_or(u32::MAX))
    };
    let at =
        |ch: char, from: usize| rest.iter().skip(from).position(|one| *one == GiftChar::plain(ch)).map(|at| at + from);
    let (open, close) = match (at('{', 0), at('}', 0)) {
        (None, None) => return Err((begins, RemarkKind::NotSingleChoice("description".to_owned()))),
        (Some(open), Some(close)) if open < close => (open, close),
        (Some(open), _) if at('}', open).is_none() => return Err((line(open), RemarkKind::Braces)),
        (_, Some(close)) => return Err((line(close), RemarkKind::Braces)),
        (Some(open), None) => return Err((line(open), RemarkKind::Braces)),
    };
    let second = [at('{', open + 1), at('}', close + 1)].into_iter().flatten().min();
    if let Some(second) = second {
        return Err((line(second), RemarkKind::Braces));
    }
    let behind = rest.get(close + 1..).unwrap_or_default();
    Ok((rest.get(..open).unwrap_or_default(), rest.get(open + 1..close).unwrap_or_default(), behind))
}

/// How many characters of `all` come from the start of `rest`, which is a part of it, to the end of `all`.
fn trimmed_end(all: &[GiftChar], rest: &[GiftChar]) -> usize {
    let behind = all.iter().rev().take_while(|ch| ch.is_space()).count();
    rest.len() + if rest.is_empty() { 0 } else { behind.min(all.len() - rest.len()) }
}
