/// Digits in groups of three, counted from the right; a character before them stays before them.
pub(super) fn grouped(number: &str, separator: char) -> String {
    let digits = number.trim_start_matches('-');
    let mut shown = String::with_capacity(number.len() + number.len() / 3);
    if digits.len() < number.len() {
        shown.push('-');
    }
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(separator);
        }
        shown.push(digit);
    }
    shown
}
