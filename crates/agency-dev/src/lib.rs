//! Development host of the command list: `serve` for a browser, `demo` for a
//! console, `seed` and `bench` for large bases. It is a crate of its own, which
//! nothing shipped depends on.

pub mod bench;
pub mod demo;
mod people;
pub mod seed;
pub mod serve;
pub mod tourist;
