//! One program on one data folder: a file that the system unlocks by itself
//! when the program ends, however it ends.

use crate::error::{Code, Error};
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::Path;

const NAME: &str = "lock";

/// Held as long as the program works with the folder.
#[derive(Debug)]
pub(crate) struct Lock(#[expect(dead_code, reason = "open is what locks")] Option<File>);

impl Lock {
    /// Takes the folder, making it if it is not there.
    pub(crate) fn take(folder: &Path) -> Result<Self, Error> {
        fs::create_dir_all(folder)?;
        let file = File::options().create(true).truncate(false).write(true).open(folder.join(NAME))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(Some(file))),
            Err(TryLockError::WouldBlock) => Err(Error::new(Code::InUse)),
            // some network disks know no locks; the base has its own against two writers
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(Self(None)),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}
