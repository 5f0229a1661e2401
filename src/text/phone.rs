use crate::domain::Phone;

/// A telephone number in groups, as people read it out and dial it: `0912 345 678`, `0225 384 2124`.
#[must_use]
pub fn phone_text(phone: &Phone) -> String {
    let digits = phone.digits();
    let groups = [digits.get(..4), digits.get(4..7), digits.get(7..)];
    groups.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
