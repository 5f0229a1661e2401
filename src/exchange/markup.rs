use super::{RemarkKind, tidy::tidy};

/// What a text of a learning platform is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Tags, entities.
    Html,
    /// Unformatted.
    Plain,
    Markdown,
}

/// A text without its markup, and what was in it that did not come along: `Markup`; without `Media` and `Struck` it means something
/// else, and nothing of it is left.
pub(super) fn unmarked(text: &str, written: Written) -> (String, Option<RemarkKind>) {
    match written {
        Written::Plain => (tidy(text), None),
        Written::Markdown if text.contains("![") => (String::new(), Some(RemarkKind::Media("image".to_owned()))),
        Written::Markdown if has_formula(text) => formula(),
        Written::Markdown => {
            let bare = markdown(text);
            let lost = (bare != text).then_some(RemarkKind::Markup);
            (tidy(&bare), lost)
        }
        Written::Html => match html(text) {
            (_, Some(lost @ (RemarkKind::Media(_) | RemarkKind::Struck))) => (String::new(), Some(lost)),
            _ if has_formula(text) => formula(),
            // else: lost markup is remarked upon by the caller
            read => read,
        },
    }
}

/// A text without Markdown's marks: emphasis, headings, quotations, code, links. A sign behind `\` is itself.
fn markdown(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let bare = line.trim_start();
        let level = bare.bytes().take_while(|byte| *byte == b'#').count();
        let bare = if (1..=6).contains(&level) {
            bare.get(level..).filter(|rest| rest.starts_with(' ')).unwrap_or(bare)
        } else {
            bare
        };
        emphasis(bare.strip_prefix("> ").unwrap_or(bare))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A line without emphasis, code and the addresses of links. Runs of underscores are gaps to fill in.
fn emphasis(line: &str) -> String {
    let signs: Vec<char> = line.chars().collect();
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    while let Some(ch) = signs.get(at).copied() {
        let run = signs.iter().skip(at).take_while(|one| **one == ch).count();
        let before = at.checked_sub(1).and_then(|at| signs.get(at)).copied().unwrap_or(' ');
        let after = signs.get(at + run).copied().unwrap_or(' ');
        // A mark is beside a word: «2 * 3» has none.
        let is_beside = !before.is_whitespace() || !after.is_whitespace();
        let is_amid = before.is_alphanumeric() && after.is_alphanumeric();
        match ch {
            '\\' if signs.get(at + 1).is_some_and(char::is_ascii_punctuation) => {
                out.extend(signs.get(at + 1));
                at += 2;
            }
            '`' => at += run,
            '*' if run <= 3 && is_beside => at += run,
            '_' if run <= 2 && is_beside && !is_amid => at += run,
            '[' => match link(signs.get(at..).unwrap_or_default()) {
                Some((words, length)) => {
                    out.push_str(&words);
                    at += length;
                }
                None => {
                    out.push(ch);
                    at += 1;
                }
            },
            '*' | '_' => {
                out.extend(std::iter::repeat_n(ch, run));
                at += run;
            }
            ch => {
                out.push(ch);
                at += 1;
            }
        }
    }
    out
}

/// `[words](address)`: the words, and how many signs it takes.
fn link(signs: &[char]) -> Option<(String, usize)> {
    let close = signs.iter().position(|ch| *ch == ']')?;
    let behind = signs.get(close + 1..)?;
    let end = behind.iter().position(|ch| *ch == ')').filter(|_| behind.first() == Some(&'('))?;
    Some((signs.get(1..close)?.iter().collect(), close + 1 + end + 1))
}

fn formula() -> (String, Option<RemarkKind>) {
    (String::new(), Some(RemarkKind::Media("formula".to_owned())))
}

/// `$$…$$`, `\(…\)`, `\[…\]`, and files of the platform.
fn has_formula(text: &str) -> bool {
    let pairs = [("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$")];
    pairs.iter().any(|(from, to)| text.split_once(from).is_some_and(|(_, rest)| rest.contains(to)))
        || text.contains("@@PLUGINFILE@@")
}

/// Tags that begin a line.
const LINES: [&str; 14] = ["p", "br", "div", "li", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr"];
/// Tags whose loss somebody should know of.
const MARKS: [&str; 15] =
    ["b", "strong", "i", "em", "u", "a", "font", "ul", "ol", "code", "pre", "mark", "h1", "h2", "h3"];
/// Tags that strike text through.
pub(super) const STRIKES: [&str; 3] = ["del", "s", "strike"];
/// Tags without a meaning of their own.
const SILENT: [&str; 9] = ["span", "td", "th", "tbody", "thead", "small", "big", "center", "blockquote"];
/// Tags without which the text means something else: a terminal shows neither pictures nor 10 to the power of 5.
#[rustfmt::skip] // rows of a kind
const MEDIA: [&str; 14] = [
    "img", "audio", "video", "iframe", "object", "embed", "svg", "math", "canvas", "source", "sup", "sub", "script", "table",
];

fn html(text: &str) -> (String, Option<RemarkKind>) {
    let mut out = String::with_capacity(text.len());
    let mut lost = None;
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        if let Some((name, behind)) = tag(from) {
            match name.as_str() {
                name if MEDIA.contains(&name) => return (String::new(), Some(RemarkKind::Media(name.to_owned()))),
                name if STRIKES.contains(&name) => return (String::new(), Some(RemarkKind::Struck)),
                name if MARKS.contains(&name) => lost = Some(RemarkKind::Markup),
                _ => (),
            }
            if LINES.contains(&name.as_str()) {
                out.push('\n');
            } else if matches!(name.as_str(), "td" | "th") {
                out.push(' ');
            }
            rest = behind;
        } else if let Some((ch, behind)) = entity(from) {
            out.push(ch);
            rest = behind;
        } else {
            let mut chars = from.chars();
            out.extend(chars.next());
            rest = chars.as_str();
        }
    }
    out.push_str(rest);
    (tidy(&out), lost)
}

/// The name of the tag that a text begins with, and what is behind it. Only names that HTML knows: «<tên>» is no tag.
fn tag(from: &str) -> Option<(String, &str)> {
    let inside = from.strip_prefix('<')?;
    let is_near = |at: &usize| *at < LONGEST_TAG;
    if let Some(comment) = inside.strip_prefix("!--") {
        let end = near(comment).find("-->")?;
        return Some((String::new(), comment.get(end + 3..)?));
    }
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let length = inside.find(|ch: char| !ch.is_ascii_alphanumeric()).filter(is_near)?;
    let (name, attributes) = inside.split_at_checked(length)?;
    let name = name.to_ascii_lowercase();
    if MEDIA.contains(&name.as_str()) {
        return Some((name, attributes));
    }
    let is_known = [&LINES[..], &MARKS, &SILENT, &STRIKES].iter().any(|names| names.contains(&name.as_str()));
    let end = near(attributes).find(['<', '>'])?;
    let behind = attributes.get(end..)?.strip_prefix('>')?;
    is_known.then_some((name, behind))
}

/// Longest tag that is looked for: a text of nothing but `<p` stays cheap.
const LONGEST_TAG: usize = 2000;

fn near(text: &str) -> &str {
    let mut end = text.len().min(LONGEST_TAG);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// The entities that editors write.
#[rustfmt::skip] // rows of a kind
const ENTITIES: [(&str, char); 46] = [
    ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' '), ("hellip", '…'), ("ndash", '–'), ("mdash", '—'),
    ("lsquo", '‘'), ("rsquo", '’'), ("ldquo", '“'), ("rdquo", '”'), ("deg", '°'),
    ("agrave", 'à'), ("aacute", 'á'), ("acirc", 'â'), ("atilde", 'ã'), ("egrave", 'è'), ("eacute", 'é'), ("ecirc", 'ê'), ("igrave", 'ì'),
    ("iacute", 'í'), ("ograve", 'ò'), ("oacute", 'ó'), ("ocirc", 'ô'), ("otilde", 'õ'), ("ugrave", 'ù'), ("uacute", 'ú'), ("yacute", 'ý'),
    ("Agrave", 'À'), ("Aacute", 'Á'), ("Acirc", 'Â'), ("Atilde", 'Ã'), ("Egrave", 'È'), ("Eacute", 'É'), ("Ecirc", 'Ê'), ("Igrave", 'Ì'),
    ("Iacute", 'Í'), ("Ograve", 'Ò'), ("Oacute", 'Ó'), ("Ocirc", 'Ô'), ("Otilde", 'Õ'), ("Ugrave", 'Ù'), ("Uacute", 'Ú'), ("Yacute", 'Ý'),
];

fn entity(from: &str) -> Option<(char, &str)> {
    let inside = from.strip_prefix('&')?;
    let end = inside.bytes().take(10).position(|byte| byte == b';')?;
    let (name, behind) = inside.split_at_checked(end)?;
    let behind = behind.strip_prefix(';')?;
    let ch = match name.strip_prefix('#') {
        None => ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, ch)| *ch),
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => number.parse().ok(),
            };
            code.and_then(char::from_u32)
        }
    };
    ch.map(|ch| (ch, behind))
}
