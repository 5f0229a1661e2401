//! The session room at its door.
