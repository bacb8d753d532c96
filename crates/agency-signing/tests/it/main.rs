//! The signing rules, driven as a portal drives them.

mod chain;
mod codes;
mod fixture;
mod letters;
mod parallel;
mod reading;
mod states;
mod texts;
