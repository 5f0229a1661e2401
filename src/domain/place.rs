use super::UnitCode;

/// What a unit's people live in, and what they work, learn or meet in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// Thôn.
    Village,
    /// Tổ dân phố.
    Neighbourhood,
    /// Khu dân cư.
    ResidentialArea,
    /// Cơ quan, đơn vị.
    Agency,
    /// Trường học.
    School,
    /// Doanh nghiệp.
    Enterprise,
    /// Hội, đoàn thể.
    Association,
}

impl PlaceKind {
    /// Every kind, in the order of lists.
    pub const ALL: [Self; 7] = [
        Self::Village,
        Self::Neighbourhood,
        Self::ResidentialArea,
        Self::Agency,
        Self::School,
        Self::Enterprise,
        Self::Association,
    ];

    /// People live there: its heads are a part of the unit's population. The others' heads are a roster.
    #[must_use]
    pub fn is_lived_in(self) -> bool {
        matches!(self, Self::Village | Self::Neighbourhood | Self::ResidentialArea)
    }
}

/// A village or an agency of a unit, as the unit lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Unit that the place is in.
    pub unit: UnitCode,
    /// Kind of place.
    pub kind: PlaceKind,
    /// Without the word for its kind where people live there: `Ngọc Lặc`.
    pub name: String,
    /// People who live there, or who are on its roster; none where nobody has counted.
    pub heads: Option<u32>,
}
