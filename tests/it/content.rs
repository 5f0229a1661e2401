//! The content room at its door.
