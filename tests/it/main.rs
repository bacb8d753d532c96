//! The whole program without a window: commands in, letters, SMS and pages out.

mod bindings;
mod clients;
mod crash;
mod crash_data;
mod data;
mod demo;
mod files;
mod harness;
mod history;
mod kept;
mod settings;
mod signing;
mod staff;
mod start;
mod trouble;
