//! The check of the machine: rules over facts, looks at a machine that is described in a folder, and the real one.

mod probes;
mod real;
mod rules;
