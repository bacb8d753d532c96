//! The portal from outside: its pages, its API, its storage, its worker.

mod api;
mod closed;
mod codes;
mod crash;
mod flow;
mod harness;
mod letters;
mod malformed;
mod pages;
mod parallel;
mod restart;
mod seal;
mod serve;
mod storage;
mod worker;
