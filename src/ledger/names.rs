/// Gives an enumeration one stable name a variant: `as_str` and `FromStr`, by which both engines keep it in a column.
macro_rules! names {
    ($kind:ident, $what:literal: $($variant:ident = $name:literal),+ $(,)?) => {
        impl $kind {
            /// Stable name, as the ledger keeps it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }

        impl std::str::FromStr for $kind {
            type Err = $crate::ledger::LedgerError;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                match name {
                    $($name => Ok(Self::$variant),)+
                    _ => Err($crate::ledger::LedgerError::Damaged($what)),
                }
            }
        }
    };
}
pub(super) use names;
