//! The adapters against the simulator and against servers that misbehave.

mod services;
mod simulated;
mod smsc;
mod smsc_broken;
mod smtp;
