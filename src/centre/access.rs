use crate::domain::UnitCode;

/// Role of the person who asks: what they may see and do. Every use case that a page or a command calls takes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// The city's office: sees and does everything.
    City,
    /// The clerk of one unit: sees what belongs to it, and does what concerns its own stations alone.
    Commune(UnitCode),
    /// Sees the whole city's figures, stations and bundles, and changes nothing. Is shown no person's data.
    Viewer,
}

/// Refusal: this role may not do what was asked. Nothing was read or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the role does not allow this")]
pub struct NotAllowed;

impl Access {
    /// Whether the role may do what concerns the city as a whole: packs, enrolment, revocation, erasure, the password.
    ///
    /// # Errors
    /// It may not.
    pub fn administers(&self) -> Result<(), NotAllowed> {
        match self {
            Self::City => Ok(()),
            Self::Commune(_) | Self::Viewer => Err(NotAllowed),
        }
    }

    /// Whether the role may read figures of the whole city.
    ///
    /// # Errors
    /// It may not.
    pub fn reads_city(&self) -> Result<(), NotAllowed> {
        match self {
            Self::City | Self::Viewer => Ok(()),
            Self::Commune(_) => Err(NotAllowed),
        }
    }

    /// Whether the role may read what belongs to a unit.
    #[must_use]
    pub fn reads(&self, unit: &str) -> bool {
        match self {
            Self::City | Self::Viewer => true,
            Self::Commune(own) => own.as_str() == unit,
        }
    }

    /// Whether the role may change what belongs to a unit: ingest its stations' files, decide their cases.
    ///
    /// # Errors
    /// It may not.
    pub fn acts_in(&self, unit: &str) -> Result<(), NotAllowed> {
        match self {
            Self::City => Ok(()),
            Self::Commune(own) if own.as_str() == unit => Ok(()),
            Self::Commune(_) | Self::Viewer => Err(NotAllowed),
        }
    }

    /// Whether the role is shown who somebody is.
    #[must_use]
    pub fn sees_people(&self) -> bool {
        match self {
            Self::City | Self::Commune(_) => true,
            Self::Viewer => false,
        }
    }

    /// The one unit that the role is limited to; none where it is not.
    #[must_use]
    pub fn unit(&self) -> Option<&UnitCode> {
        match self {
            Self::Commune(own) => Some(own),
            Self::City | Self::Viewer => None,
        }
    }
}
