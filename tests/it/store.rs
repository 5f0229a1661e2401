//! The store room at its door.
