//! The report room at its door.
