use crate::{domain::Moment, platform};

/// The machine's clock.
pub fn now() -> Moment {
    Moment(platform::now().wall_ms)
}
