//! The part of Markdown that our handbooks are written in: headings, paragraphs, points, steps, tables and pictures on lines of their own.

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The title: `# …`.
    Title(String),
    /// A chapter: `## …`.
    Chapter(String),
    /// A heading in a chapter: `### …`.
    Heading(String),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A point or a step, behind its sign or number.
    Point(String, Vec<Span>),
    /// Rows of cells, the heads first.
    Table(Vec<Vec<Vec<Span>>>),
    /// `![caption](folder/name.png)`.
    Picture {
        /// The file's name without its folder and ending.
        name: String,
        /// What is written below it.
        caption: String,
    },
}

/// Words in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// How they are set.
    pub style: SpanStyle,
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanStyle {
    /// As the text around.
    Plain,
    /// `**…**`.
    Bold,
    /// `` `…` ``: keys, codes and commands.
    Key,
}

/// The blocks of a text, in their order.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let close = |paragraph: &mut Vec<&str>, blocks: &mut Vec<Block>| {
        if !paragraph.is_empty() {
            blocks.push(words(&std::mem::take(paragraph).join(" ")));
        }
    };
    for line in text.lines() {
        let trimmed = line.trim();
        let goes_on = line.starts_with("  ") && !paragraph.is_empty();
        if trimmed.is_empty() {
            close(&mut paragraph, &mut blocks);
        } else if !goes_on && begins_block(trimmed) {
            close(&mut paragraph, &mut blocks);
            match (single(trimmed), row(trimmed)) {
                (Some(block), _) => blocks.push(block),
                (None, Some(cells)) => add_row(&mut blocks, cells),
                (None, None) => paragraph.push(trimmed),
            }
        } else {
            paragraph.push(trimmed);
        }
    }
    close(&mut paragraph, &mut blocks);
    blocks
}

fn begins_block(line: &str) -> bool {
    line.starts_with(['#', '|']) || line.starts_with("![") || lead(line).is_some()
}

/// A block of one line.
fn single(line: &str) -> Option<Block> {
    for (mark, block) in
        [("### ", Block::Heading as fn(String) -> Block), ("## ", Block::Chapter), ("# ", Block::Title)]
    {
        if let Some(text) = line.strip_prefix(mark) {
            return Some(block(text.to_owned()));
        }
    }
    let (caption, path) = line.strip_prefix("![")?.split_once("](")?;
    let file = path.trim_end_matches(')').rsplit('/').next()?;
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    Some(Block::Picture { name: name.to_owned(), caption: caption.to_owned() })
}

/// The sign or number before a point, and its words.
fn lead(line: &str) -> Option<(String, &str)> {
    if let Some(text) = line.strip_prefix("- ") {
        return Some(("•".to_owned(), text));
    }
    let (number, text) = line.split_once(". ")?;
    let is_number = !number.is_empty() && number.len() < 3 && number.chars().all(|sign| sign.is_ascii_digit());
    is_number.then(|| (format!("{number}."), text))
}

fn words(text: &str) -> Block {
    match lead(text) {
        Some((lead, text)) => Block::Point(lead, spans(text)),
        None => Block::Paragraph(spans(text)),
    }
}

fn row(line: &str) -> Option<Vec<Vec<Span>>> {
    let inside = line.strip_prefix('|')?.trim_end_matches('|');
    Some(inside.split('|').map(|cell| spans(cell.trim())).collect())
}

fn add_row(blocks: &mut Vec<Block>, cells: Vec<Vec<Span>>) {
    // The row of hyphens below the heads.
    let is_rule = cells.iter().flatten().all(|span| span.text.chars().all(|sign| "-: ".contains(sign)));
    match blocks.last_mut() {
        Some(Block::Table(_)) if is_rule => (),
        Some(Block::Table(rows)) => rows.push(cells),
        _ => blocks.push(Block::Table(vec![cells])), // else: the first row of a table
    }
}

/// Words in their styles; of a link its words.
#[must_use]
pub fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut push = |text: &str, style| {
        if !text.is_empty() {
            spans.push(Span { text: text.to_owned(), style });
        }
    };
    let mut rest = text;
    while let Some(at) = rest.find(['*', '`', '[']) {
        let (before, marked) = rest.split_at(at);
        let found = [("**", "**", SpanStyle::Bold), ("`", "`", SpanStyle::Key), ("[", "](", SpanStyle::Plain)]
            .into_iter()
            .find_map(|(open, end, style)| {
                let (inside, after) = marked.strip_prefix(open)?.split_once(end)?;
                let after = if open == "[" { after.split_once(')')?.1 } else { after };
                Some((inside, after, style))
            });
        let Some((inside, after, style)) = found else {
            let (sign, after) = marked.split_at(1);
            push(&format!("{before}{sign}"), SpanStyle::Plain);
            rest = after;
            continue;
        };
        push(before, SpanStyle::Plain);
        push(inside, style);
        rest = after;
    }
    push(rest, SpanStyle::Plain);
    spans
}
