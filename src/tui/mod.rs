//! Room of its own; see docs/ARCHITECTURE.md.
