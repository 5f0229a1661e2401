//! The domain room at its door.
