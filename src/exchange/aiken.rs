use super::{
    ExportFault, Import, Item, LONGEST_QUESTION, Location, MOST_ITEMS, RemarkKind,
    encoding::decode,
    tidy::{tidy, tidy_line},
    values::key_letter,
};

/// A letter an option.
pub(super) const MOST_OPTIONS: usize = 26;

/// Reads Aiken: the question, `A. ` or `A) ` an option, `ANSWER: B`. It has no place for explanations.
pub(super) fn import(bytes: &[u8]) -> Import {
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(refused) => return refused,
    };
    let mut import = Import::default();
    decoded.mention_into(&mut import);
    let mut open = Open::default();
    for (number, line) in (1..).zip(decoded.text.lines().map(tidy_line)) {
        if import.items.len() == MOST_ITEMS && !line.is_empty() {
            import.leave_out(Location::Line(number), RemarkKind::TooManyItems { most: MOST_ITEMS });
            return import;
        }
        open.line(number, &line, &mut import);
        if import.is_full() {
            return import;
        }
    }
    open.close(&mut import);
    if import.items.is_empty() && import.remarks.iter().all(|remark| !remark.left_out) {
        import.leave_out(Location::Whole, RemarkKind::NothingFound);
    }
    import
}

/// Writes Aiken. Line breaks of an option become spaces.
///
/// # Errors
/// A question that would read as something else: a line of it looks like an option or an answer.
pub(super) fn export(items: &[Item]) -> Result<Vec<u8>, ExportFault> {
    let mut text = String::new();
    for (number, item) in (1..).zip(items) {
        let is_option = |line: &str| option(line).is_some() || line.starts_with("A.") || line.starts_with("A)");
        if item.stem.is_empty() || item.stem.lines().any(|line| is_option(line) || answer(line).is_some()) {
            return Err(ExportFault::Unwritable { number });
        }
        let (letter, options) = key_letter(item);
        text += &format!("{}\r\n", item.stem.replace('\n', "\r\n"));
        for (letter, option) in ('A'..='Z').zip(&options) {
            text += &format!("{letter}. {}\r\n", option.replace('\n', " "));
        }
        text += &format!("ANSWER: {letter}\r\n\r\n");
    }
    Ok(text.into_bytes())
}

/// The question that is being read.
#[derive(Default)]
struct Open {
    /// Its first line, 0 before there is one.
    begins: u32,
    stem: Vec<String>,
    options: Vec<String>,
    /// An empty line stood behind the last one.
    is_apart: bool,
    /// Why it is left out, at its line.
    fault: Option<(u32, RemarkKind)>,
}

impl Open {
    fn line(&mut self, number: u32, line: &str, import: &mut Import) {
        if line.is_empty() {
            self.is_apart = true;
            return;
        }
        if self.begins == 0 {
            self.begins = number;
        }
        if line.len() > LONGEST_QUESTION {
            self.fault.get_or_insert((number, RemarkKind::QuestionTooLong { most: LONGEST_QUESTION }));
        } else if let Some(stated) = answer(line) {
            self.answered(number, stated, import);
        } else if let Some((letter, text)) = option(line).or_else(|| self.close_option(line)) {
            let wanted = ('A'..='Z').nth(self.options.len());
            if wanted != Some(letter) {
                self.fault.get_or_insert((number, RemarkKind::OptionOrder));
            }
            self.options.push(tidy(text));
        } else if self.options.is_empty() {
            self.stem.push(line.to_owned());
        } else if self.is_apart {
            self.close(import); // the question before had no answer
            *self = Self { begins: number, stem: vec![line.to_owned()], ..Self::default() };
        } else {
            self.fault.get_or_insert((number, RemarkKind::StrayLine));
        }
        self.is_apart = false;
    }

    /// `A)text`, `B.text`: without a space, where the letter is the one that comes next below a question.
    fn close_option<'l>(&self, line: &'l str) -> Option<(char, &'l str)> {
        let mut chars = line.chars();
        let letter = chars.next().filter(|ch| Some(*ch) == ('A'..='Z').nth(self.options.len()))?;
        let rest = chars.as_str().strip_prefix(['.', ')'])?;
        (!self.stem.is_empty()).then_some((letter, rest))
    }

    /// `ANSWER:` ends a question.
    fn answered(&mut self, number: u32, stated: &str, import: &mut Import) {
        let Self { begins, stem, mut options, fault, .. } = std::mem::take(self);
        let stem = tidy(&stem.join("\n"));
        let letters: Vec<&str> = stated.split([',', ';', ' ']).filter(|part| !part.is_empty()).collect();
        let right = match letters.as_slice() {
            [one] => crate::exchange::values::letter_place(one.trim_end_matches(['.', ')'])),
            _ => None,
        };
        let fault = match (fault, right) {
            (Some(fault), _) => Some(fault),
            (None, _) if stem.is_empty() => Some((begins, RemarkKind::NoStem)),
            (None, _) if options.len() < 2 => Some((begins, RemarkKind::OptionCount(options.len()))),
            (None, _) if options.iter().any(String::is_empty) => Some((begins, RemarkKind::EmptyOption)),
            (None, _) if letters.len() > 1 => Some((number, RemarkKind::SeveralRight)),
            (None, right) if right.is_none_or(|right| right >= options.len()) => Some((number, RemarkKind::NoRight)),
            (None, _) => None,
        };
        match (fault, right) {
            (Some((line, what)), _) => import.leave_out(Location::Line(line), what),
            (None, right) => {
                if let Some(right) = options.get_mut(..=right.unwrap_or(0)) {
                    right.rotate_right(1);
                }
                import.add(Item { place: Location::Line(begins), stem, options, ..Item::default() });
            }
        }
    }

    /// A question without its answer.
    fn close(&mut self, import: &mut Import) {
        if self.begins > 0 {
            let (line, what) = self.fault.take().unwrap_or((self.begins, RemarkKind::NoRight));
            import.leave_out(Location::Line(line), what);
        }
    }
}

/// `A. text`, `A) text`.
fn option(line: &str) -> Option<(char, &str)> {
    let mut chars = line.trim_start().chars();
    let letter = chars.next().filter(char::is_ascii_uppercase)?;
    let rest = chars.as_str().strip_prefix(['.', ')'])?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((letter, rest))
}

fn answer(line: &str) -> Option<&str> {
    let (word, stated) = line.split_once(':')?;
    word.trim().eq_ignore_ascii_case("answer").then_some(stated.trim())
}
