//! The centre at its door.

mod rounds;
