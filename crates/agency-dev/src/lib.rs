//! Development host of the command list: `serve` for a browser, `demo` for a
//! console. It is a crate of its own, which nothing shipped depends on.

pub mod demo;
pub mod serve;
pub mod tourist;
