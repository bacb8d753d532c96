//! Builders, a fixed clock and samples for the tests of every crate.
