use super::{PlaceV1, RegistrationV1, WorkV1};
use std::borrow::Cow;

/// See `RegistrationV1`.
#[derive(Clone, PartialEq, Eq)]
pub struct RegistrationView<'a> {
    /// Full name.
    pub name: Cow<'a, str>,
    /// `yyyy-mm-dd` or `yyyy`.
    pub birth: Cow<'a, str>,
    /// `male` or `female`.
    pub sex: Cow<'a, str>,
    /// Twelve digits, or none.
    pub id_number: Option<Cow<'a, str>>,
    /// Reason for having no number.
    pub no_id: Option<Cow<'a, str>>,
    /// Code of the unit of residence.
    pub lives_unit: Cow<'a, str>,
    /// Village of residence.
    pub lives_village: Cow<'a, str>,
    /// Telephone digits.
    pub phone: Option<Cow<'a, str>>,
    /// Name of a guardian who agreed.
    pub guardian: Option<Cow<'a, str>>,
    /// Workplace, where one was given.
    pub work: Option<WorkView<'a>>,
    /// Organisations, as `RegistrationV1` names them.
    pub member_of: Vec<Cow<'a, str>>,
    /// Whether the person took part in "Một chạm".
    pub one_touch: bool,
}

/// See `WorkV1`.
#[derive(Clone, PartialEq, Eq)]
pub struct WorkView<'a> {
    /// Kind, as `WorkV1` names it.
    pub kind: Cow<'a, str>,
    /// Code of its unit, where one was given.
    pub unit: Option<Cow<'a, str>>,
    /// Its name.
    pub name: Cow<'a, str>,
}

impl std::fmt::Debug for RegistrationView<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("RegistrationView(…)")
    }
}

impl RegistrationView<'_> {
    /// The same with a life of its own.
    #[must_use]
    pub fn owned(&self) -> RegistrationV1 {
        let text = |text: &Cow<'_, str>| text.clone().into_owned();
        RegistrationV1 {
            name: text(&self.name),
            birth: text(&self.birth),
            sex: text(&self.sex),
            id_number: self.id_number.as_ref().map(text),
            no_id: self.no_id.as_ref().map(text),
            lives: PlaceV1 { unit: text(&self.lives_unit), village: text(&self.lives_village) },
            phone: self.phone.as_ref().map(text),
            guardian: self.guardian.as_ref().map(text),
            work: self.work.as_ref().map(|work| WorkV1 {
                kind: text(&work.kind),
                unit: work.unit.as_ref().map(text),
                name: text(&work.name),
            }),
            member_of: self.member_of.iter().map(text).collect(),
            one_touch: self.one_touch,
        }
    }
}
