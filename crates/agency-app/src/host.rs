//! What only the program around the core can do.

use std::path::Path;

/// Abilities of the host. Grows only when a use case needs one.
pub trait Host: Send + Sync {
    /// Opens a file in the system's own program. `false` when the host has none.
    fn open_file(&self, path: &Path) -> bool;
}

/// A host without a desktop: the development server, the demo, tests.
#[derive(Clone, Copy, Debug, Default)]
pub struct Headless;

impl Host for Headless {
    fn open_file(&self, _path: &Path) -> bool {
        false
    }
}
