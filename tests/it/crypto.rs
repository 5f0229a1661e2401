//! The crypto room at its door.
