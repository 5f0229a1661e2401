use unicode_width::UnicodeWidthStr;

/// A text in lines of at most so many columns, broken at spaces; what follows a break is indented as its line was. A word that is
/// longer than a line stays whole, and so does a line that is a command of these programs, to be copied.
#[must_use]
pub fn wrapped(text: &str, columns: usize) -> String {
    text.split('\n').map(|line| broken(line, columns)).collect::<Vec<_>>().join("\n")
}

/// Text wrapped for a stream of this width; unchanged where the width is unknown.
#[must_use]
pub fn fitted(text: &str, columns: Option<usize>) -> String {
    columns.map_or_else(|| text.to_owned(), |columns| wrapped(text, columns))
}

fn is_command(line: &str) -> bool {
    let name = line.split_whitespace().next().unwrap_or_default();
    ["tramso", "tramso-central", "tramso-studio"].contains(&name)
}

fn broken(line: &str, columns: usize) -> String {
    let words = line.trim_start();
    if line.width() <= columns || is_command(line) {
        return line.to_owned();
    }
    let indent = line.get(..line.len() - words.len()).unwrap_or_default();
    let (mut whole, mut used) = (indent.to_owned(), indent.width());
    for (at, word) in words.split(' ').enumerate() {
        let width = word.width();
        if at > 0 && used + 1 + width > columns {
            whole.push('\n');
            whole.push_str(indent);
            used = indent.width();
        } else if at > 0 {
            whole.push(' ');
            used += 1;
        }
        whole.push_str(word);
        used += width;
    }
    whole
}
