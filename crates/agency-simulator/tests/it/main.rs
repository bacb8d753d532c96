//! The simulator from outside: over HTTP and SMTP, as other people's clients meet it.

mod control;
mod http;
mod pages;
mod smsc_delivery;
mod smsc_faults;
mod smsc_send;
mod smtp;
