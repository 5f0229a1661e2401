use crate::domain::Moment;
use std::error::Error;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};

/// Column of ms since 1970.
impl ToSql for Moment {
    fn to_sql(&self, column: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        self.0.to_sql(column, out)
    }

    fn accepts(column: &Type) -> bool {
        <i64 as ToSql>::accepts(column)
    }

    to_sql_checked!();
}

/// Column of ms since 1970.
impl<'r> FromSql<'r> for Moment {
    fn from_sql(column: &Type, bytes: &'r [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        i64::from_sql(column, bytes).map(Self)
    }

    fn accepts(column: &Type) -> bool {
        <i64 as FromSql>::accepts(column)
    }
}
