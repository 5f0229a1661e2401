use super::{PlaceV1, RegistrationV1, WorkV1};
use std::borrow::Cow;

/// See `RegistrationV1`.
#[derive(Clone, PartialEq, Eq)]
pub struct RegistrationView<'a> {
    pub name: Cow<'a, str>,
    pub birth: Cow<'a, str>,
    pub sex: Cow<'a, str>,
    pub id_number: Option<Cow<'a, str>>,
    pub no_id: Option<Cow<'a, str>>,
    pub lives_unit: Cow<'a, str>,
    pub lives_village: Cow<'a, str>,
    pub phone: Option<Cow<'a, str>>,
    pub guardian: Option<Cow<'a, str>>,
    pub work: Option<WorkView<'a>>,
    pub member_of: Vec<Cow<'a, str>>,
    pub one_touch: bool,
}

/// See `WorkV1`.
#[derive(Clone, PartialEq, Eq)]
pub struct WorkView<'a> {
    pub kind: Cow<'a, str>,
    pub unit: Option<Cow<'a, str>>,
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
