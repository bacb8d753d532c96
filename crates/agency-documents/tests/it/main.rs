//! Documents as files: what other programs see in them.

mod contract;
mod demo;
mod poppler;
mod seal;
