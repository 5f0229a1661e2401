//! The end of a visit (certificate, app, thanks), and the volunteer's desk with the screens behind it.

mod before;
mod behind;
mod blanks;
pub mod cases;
mod clock;
mod closing;
mod end;
pub mod group;
mod half_typed;
mod hostile;
mod light;
mod locked;
mod machine;
mod outbox;
mod papers;
pub mod printing;
mod quick;
mod release;
pub mod stage;
