//! The input room at its door.
