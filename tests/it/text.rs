//! The text room at its door.
