//! The record room at its door.
