use crate::{domain::has_forbidden_sign, text::shown};

/// Others' words, or a file's name, on one line: signs that a terminal would obey or not show stand as their code points.
#[must_use]
pub fn legible(text: &str) -> String {
    let one = |sign| match sign {
        '\n' | '\t' => " ".to_owned(),
        sign if has_forbidden_sign(sign) => shown(sign),
        sign => sign.to_string(),
    };
    text.chars().map(one).collect()
}
