//! Texts whose letters are no longer those that somebody typed: written for fonts of the time before Unicode, read in a wrong
//! encoding, or saved in one that has no Vietnamese. What is looked for does not occur in Vietnamese as it is written.

/// What has happened to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// Written for an old font; the name of its encoding: `TCVN3`, `VNI`.
    OldFont(&'static str),
    /// UTF-8 that was read as an encoding of one byte a letter.
    WrongEncoding,
    /// Letters with marks became question marks, or signs for what cannot be shown.
    LostLetters,
}

/// The damage that a text shows; nothing for whole ones.
#[must_use]
pub fn damage(text: &str) -> Option<Damage> {
    if !is_odd(text) {
        return None;
    }
    if is_misread(text) {
        return Some(Damage::WrongEncoding);
    }
    if has_lost_sign(text) || lost_letters(text) > 0 {
        return Some(Damage::LostLetters);
    }
    if text.contains(|ch: char| matches!(ch, '\u{f020}'..='\u{f0ff}')) {
        return Some(Damage::OldFont("TCVN3")); // as fonts with signs of their own keep their letters
    }
    let (tcvn3, vni) = (tcvn3_words(text), vni_words(text));
    let most = usize::from(has_own_letters(text) || has_toned_letters(text)); // «El Niño» in a whole text is no VNI
    match () {
        () if vni > most && vni >= tcvn3 => Some(Damage::OldFont("VNI")),
        () if tcvn3 > 0 => Some(Damage::OldFont("TCVN3")),
        () => None,
    }
}

/// Whether a text holds anything that one of the tests looks for; nearly all texts hold nothing, and they are read by the hundred
/// thousand.
fn is_odd(text: &str) -> bool {
    let asks = text.trim_end().strip_suffix('?').unwrap_or(text);
    if asks.contains('?') {
        return true;
    }
    let mut before = '\0';
    text.chars().any(|ch| {
        let first = std::mem::replace(&mut before, ch);
        if ch.is_ascii() {
            return matches!(first, 'ñ' | 'Ñ');
        }
        match ch {
            '\u{80}'..='\u{bf}' | '×' | '÷' | '\u{fffd}' | '\u{25a1}' | '\u{e000}'..='\u{f8ff}' => true,
            'À'..='ß' if first.is_ascii_lowercase() => true,
            'À'..='ÿ' if is_vni(&[first, ch]) => true,
            _ => matches!(first, 'á' | 'Á' | 'Ä' | 'Æ' | 'Ã' | 'Ă' | 'â' | 'Â' | '·' | '√' | 'ƒ' | '∆'),
        }
    })
}

/// Whether most of a long text is damaged: then no part of it can be trusted.
#[must_use]
pub fn mostly_damaged(text: &str) -> Option<Damage> {
    let (mut all, mut bad) = (0_usize, Vec::new());
    for line in text.lines().filter(|line| line.chars().filter(|ch| ch.is_alphabetic()).count() > 5) {
        all += 1;
        bad.extend(damage(line));
    }
    (!bad.is_empty() && bad.len() * 5 >= all).then(|| bad.iter().copied().min()).flatten()
}

/// Letters that Vietnamese has and Latin-1 lacks.
fn has_own_letters(text: &str) -> bool {
    text.contains(|ch: char| {
        matches!(ch, '\u{1ea0}'..='\u{1ef9}' | 'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư')
    })
}

/// A vowel with its mark behind a consonant: VNI writes the mark behind the vowel.
fn has_toned_letters(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|ch| {
        let first = std::mem::replace(&mut before, ch);
        let is_vowel = matches!(ch, 'à' | 'á' | 'ã' | 'â' | 'è' | 'é' | 'ê' | 'õ' | 'ù' | 'ú' | 'ý');
        is_vowel && first.is_ascii_lowercase() && !matches!(first, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
    })
}

/// Signs that UTF-8's bytes make as Windows-1252, Windows-1258 or Mac Roman.
fn is_misread(text: &str) -> bool {
    let mut signs = text.chars().peekable();
    let mut before = '\0';
    while let Some(ch) = signs.next() {
        let found = match std::mem::replace(&mut before, ch) {
            'á' | 'Á' if ch == '»' => signs.peek().is_some_and(|next| goes_on_misread(*next)), // «má» ends a quotation
            'á' => ch == 'º',
            'Ä' => matches!(ch, '‘' | 'ƒ' | '\u{90}' | '\u{91}' | '\u{82}' | '\u{83}' | '©' | '¨' | '‚' | 'Đ'),
            'Æ' => matches!(ch, '°' | '¡' | '¯'),
            'Ã' | 'Ă' => matches!(ch, '¡'..='¿') && !matches!(ch, '«' | '»'),
            'â' => matches!(ch, '€' | '\u{80}'),
            'Â' => matches!(ch, '«' | '°' | '²' | '³' | '·'),
            '·' => matches!(ch, '∫' | 'ª'),
            '√' => matches!(ch, '°' | '©' | '¢' | '†' | '≥' | 'π' | '£' | '¥' | '™' | '≠'),
            'ƒ' => ch == 'ë',
            '∆' => matches!(ch, '∞' | '°'),
            _ => false,
        };
        if found {
            return true;
        }
    }
    false
}

/// Whether a sign is the last of three that one letter became.
fn goes_on_misread(ch: char) -> bool {
    !ch.is_ascii() && !ch.is_whitespace() && !matches!(ch, '–' | '—' | '”' | '’' | '…' | '\u{1ea0}'..='\u{1ef9}')
        || matches!(ch, '\u{80}'..='\u{9f}')
}

/// A sign for what could not be shown, amid letters.
fn has_lost_sign(text: &str) -> bool {
    text.contains('\u{fffd}') || inside_words(text, '\u{25a1}')
}

fn inside_words(text: &str, wanted: char) -> bool {
    let letters: Vec<char> = text.chars().collect();
    letters.windows(3).any(|three| match three {
        [before, ch, after] => *ch == wanted && before.is_alphabetic() && after.is_alphabetic(),
        _ => false,
    })
}

/// Question marks where no sentence ends: before a small letter, in no address of a web page. Two words that end in one before a
/// small letter count as well.
#[must_use]
pub fn lost_letters(text: &str) -> usize {
    let (mut inside, mut behind) = (0, 0);
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let is_small_next = |words: &mut std::iter::Peekable<std::str::SplitWhitespace<'_>>| {
            words.peek().and_then(|next| next.chars().next()).is_some_and(char::is_lowercase)
        };
        if word.bytes().all(|byte| byte == b'?') {
            inside += usize::from(is_small_next(&mut words));
            continue;
        }
        if !word.contains('?') || word.contains(['=', '/', '@', '\\', '&', '{', '<']) {
            continue;
        }
        let letters: Vec<char> = word.chars().collect();
        let is_small = |ch: &char| ch.is_lowercase();
        inside += letters.windows(2).filter(|two| matches!(two, ['?', next] if is_small(next))).count();
        let ends = matches!(letters.as_slice(), [.., before, '?'] if before.is_alphabetic());
        behind += usize::from(ends && is_small_next(&mut words));
    }
    if inside > 0 || behind > 1 { inside + behind } else { 0 }
}

fn words(text: &str) -> impl Iterator<Item = Vec<char>> {
    let is_end = |ch: char| {
        ch.is_whitespace() || matches!(ch, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '"' | '/' | '“' | '”' | '-')
    };
    text.split(is_end).filter(|word| !word.is_empty()).map(|word| word.chars().collect())
}

/// Words with a sign amid letters that TCVN3 has a letter at, or with a capital of Latin-1 behind a small letter.
fn tcvn3_words(text: &str) -> usize {
    words(text).filter(|word| is_tcvn3(word)).count()
}

fn is_tcvn3(word: &[char]) -> bool {
    let at = |place: Option<usize>| place.and_then(|place| word.get(place)).copied().unwrap_or(' ');
    let is_letter = |ch: char| ch.is_alphabetic() && !matches!(ch, 'µ' | 'ª' | 'º');
    let is_sign = |ch: char| {
        matches!(
            ch,
            'µ' | '¸'
                | '¶'
                | '·'
                | '¹'
                | '¨'
                | '»'
                | '¾'
                | '¼'
                | '½'
                | '©'
                | '®'
                | 'ª'
                | '«'
                | '¬'
                | '§'
                | '¡'
                | '¢'
                | '£'
                | '¤'
                | '¥'
                | '¦'
        )
    };
    // Signs count as letters beside each other: «®­êng».
    let is_near = |ch: char| is_letter(ch) || is_sign(ch) || ch == '\u{ad}';
    let plain = word.iter().any(|ch| ch.is_ascii_alphabetic());
    plain
        && word.iter().enumerate().any(|(place, ch)| {
            let (before, after) = (at(place.checked_sub(1)), at(Some(place + 1)));
            match ch {
                '¸' | '¶' | '¨' | 'µ' if is_letter(before) => true,
                '®' | '§' => is_near(after) && !is_letter(before) && after.is_lowercase(),
                '¹' | '»' | '«' | '¼' | '½' | '¾' | '©' | 'ª' | '¬' | '·' | '¢' | '£' | '¤' | '¥' | '¦' | '¡' => {
                    is_near(after) && (is_near(before) || matches!(ch, '©'))
                }
                '×' | '÷' => is_letter(before) && before.is_lowercase(),
                'À'..='ß' => before.is_ascii_lowercase(),
                _ => false,
            }
        })
}

/// Words with a mark of VNI behind its vowel: no two such vowels stand together in Vietnamese.
fn vni_words(text: &str) -> usize {
    words(text).filter(|word| word.windows(2).any(is_vni)).count()
}

fn is_vni(two: &[char]) -> bool {
    let [first, second] = two else { return false };
    let small = |ch: &char| ch.to_lowercase().next().unwrap_or(*ch);
    match (small(first), small(second)) {
        ('a', next) => matches!(
            next,
            'ù' | 'ø' | 'û' | 'õ' | 'ï' | 'â' | 'á' | 'à' | 'å' | 'ã' | 'ä' | 'ê' | 'é' | 'è' | 'ú' | 'ü' | 'ë'
        ),
        ('e', next) => matches!(next, 'ù' | 'ø' | 'û' | 'õ' | 'ï' | 'â' | 'á' | 'à' | 'å' | 'ã' | 'ä'),
        ('o', next) => matches!(next, 'ù' | 'ø' | 'û' | 'õ' | 'ï' | 'â' | 'å' | 'ä'),
        ('u', next) => matches!(next, 'ù' | 'ø' | 'û' | 'õ' | 'ï'),
        ('ö' | 'ô', next) => matches!(next, 'ù' | 'ø' | 'û' | 'õ' | 'ï' | 'ô'),
        ('y', next) => matches!(next, 'ù' | 'ø' | 'û' | 'õ'),
        ('ñ', next) => matches!(next, 'a' | 'e' | 'i' | 'o' | 'u' | 'ö' | 'ô' | 'í' | 'ò' | 'æ' | 'ó' | 'î'),
        _ => false,
    }
}
