//! The keys that the name of a key in the footer names: `1-4 ↑↓` is six.

use tramso::tui::Press;

pub fn named(cap: &str) -> Vec<Press> {
    cap.split_whitespace().flat_map(|word| one(word).unwrap_or_else(|| panic!("no key is called «{word}»"))).collect()
}

fn one(word: &str) -> Option<Vec<Press>> {
    let key = match word {
        "Enter" => Press::Enter,
        "Esc" => Press::Esc,
        "Tab" => Press::Tab,
        "Space" => Press::Char(' '),
        "PageUp" => Press::PageUp,
        "PgDn" => Press::PageDown,
        _ => return function_key(word).or_else(|| range(word)).or_else(|| word.chars().map(sign).collect()),
    };
    Some(vec![key])
}

fn function_key(word: &str) -> Option<Vec<Press>> {
    Some(vec![Press::F(word.strip_prefix('F')?.parse().ok()?)])
}

fn range(word: &str) -> Option<Vec<Press>> {
    let (first, last) = word.split_once('-')?;
    let (first, last): (char, char) = (first.parse().ok()?, last.parse().ok()?);
    Some((first..=last).map(Press::Char).collect())
}

fn sign(sign: char) -> Option<Press> {
    match sign {
        '↑' => Some(Press::Up),
        '↓' => Some(Press::Down),
        '←' => Some(Press::Left),
        '→' => Some(Press::Right),
        '0'..='9' | 'A'..='Z' => Some(Press::Char(sign)),
        _ => None,
    }
}

#[test]
fn the_names_of_keys_are_read() {
    use Press::*;
    let cases: [(&str, &[Press]); 6] = [
        ("1-4 ↑↓", &[Char('1'), Char('2'), Char('3'), Char('4'), Up, Down]),
        ("Enter →", &[Enter, Right]),
        ("PgDn", &[PageDown]),
        ("F2", &[F(2)]),
        ("X", &[Char('X')]),
        ("1 3", &[Char('1'), Char('3')]),
    ];
    for (cap, keys) in cases {
        assert_eq!(named(cap), keys, "{cap}");
    }
}
