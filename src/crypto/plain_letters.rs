use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use zeroize::Zeroizing;

/// Lower case without Vietnamese marks; wiped when dropped.
pub(super) fn plain_letters(text: &str) -> Zeroizing<String> {
    Zeroizing::new(
        text.nfd()
            .filter(|sign| !is_combining_mark(*sign))
            .flat_map(char::to_lowercase)
            .map(|sign| if sign == 'đ' { 'd' } else { sign })
            .collect(),
    )
}
