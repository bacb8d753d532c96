//! A short reference that joins what a person sees to a line of the log.

use std::fmt;
use uuid::Uuid;

/// Eight characters a person can read out on the phone.
#[derive(Clone, Copy)]
pub(crate) struct Reference(u32);

impl Reference {
    pub(crate) fn new() -> Self {
        let bytes = *Uuid::now_v7().as_bytes();
        Self(u32::from_be_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]))
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X}-{:04X}", self.0 >> 16, self.0 & 0xffff)
    }
}
