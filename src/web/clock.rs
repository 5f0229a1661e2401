use crate::{centre::ClockReading, domain::Moment, platform};

/// The machine's clocks.
pub fn reading() -> ClockReading {
    let platform::Reading { wall_ms, mono_ms, .. } = platform::now();
    ClockReading { wall: Moment(wall_ms), steady_ms: mono_ms }
}

/// The present: `middleware::check_clock` has refused the request where the clock is not believed.
pub fn now() -> Moment {
    reading().wall
}
