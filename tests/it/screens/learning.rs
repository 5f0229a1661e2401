//! Course, lesson, result, review, practice, share.

mod course;
mod outcome;
mod pack;
mod practice;
mod share;
mod stage;
