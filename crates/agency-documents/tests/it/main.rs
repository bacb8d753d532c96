//! Documents as files: what other programs see in them.

mod contract;
mod demo;
mod pages;
mod poppler;
mod receipt;
mod seal;
mod sheet;
