//! How long a topic is taught to a group at least.

use tramso::domain::least_taught_s;

#[test]
fn three_fifths_of_the_reading_time_and_never_a_moment_less() {
    for (reading_ms, seconds) in
        [(0, 0), (1, 1), (10_000, 6), (10_001, 7), (600_000, 360), (u64::MAX, u64::MAX.div_ceil(5000))]
    {
        assert_eq!(least_taught_s(reading_ms), seconds, "{reading_ms}");
        let is_enough = |taught_s: u64| u128::from(taught_s) * 5000 >= u128::from(reading_ms) * 3;
        assert!(reading_ms == u64::MAX || is_enough(seconds), "{reading_ms}");
        assert!(seconds == 0 || reading_ms == u64::MAX || !is_enough(seconds - 1), "{reading_ms}: control");
    }
}
