use crate::domain::Moment;
use std::error::Error;
use tokio_postgres::types::{FromSql, Type};

/// Column of ms since 1970.
impl<'r> FromSql<'r> for Moment {
    fn from_sql(column: &Type, bytes: &'r [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        i64::from_sql(column, bytes).map(Self)
    }

    fn accepts(column: &Type) -> bool {
        <i64 as FromSql>::accepts(column)
    }
}
