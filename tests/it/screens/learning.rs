//! Course, lesson, result, review, practice, share.

mod arrows;
pub mod cases;
mod course;
mod elsewhere;
mod outcome;
mod pack;
mod practice;
mod share;
mod stage;
