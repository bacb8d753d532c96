//! Where keys and passwords are kept: the OS keyring, never the base.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The place for secrets cannot be used now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("secrets are not available: {0}")]
pub struct SecretError(pub String);

/// A place for secrets. Calls may block (a locked keyring asks the person), so
/// they run on a blocking thread.
pub trait Secrets: Send + Sync {
    /// A secret by name, if it was ever kept.
    ///
    /// # Errors
    /// The place is not there or closed.
    fn get(&self, name: &str) -> Result<Option<String>, SecretError>;

    /// Keeps a secret.
    ///
    /// # Errors
    /// The place is not there or closed.
    fn set(&self, name: &str, secret: &str) -> Result<(), SecretError>;
}

/// The keyring of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keyring;

const SERVICE: &str = "ru.turoffice.desktop";

impl Keyring {
    fn entry(name: &str) -> Result<keyring::Entry, SecretError> {
        keyring::Entry::new(SERVICE, name).map_err(unavailable)
    }
}

impl Secrets for Keyring {
    fn get(&self, name: &str) -> Result<Option<String>, SecretError> {
        match Self::entry(name)?.get_password() {
            Ok(secret) => Ok(Some(secret)),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(unavailable(error)),
        }
    }

    fn set(&self, name: &str, secret: &str) -> Result<(), SecretError> {
        Self::entry(name)?.set_password(secret).map_err(unavailable)
    }
}

/// The kind of the failure only: a platform's message could quote the secret.
fn unavailable(error: keyring::Error) -> SecretError {
    let kind = match error {
        keyring::Error::NoStorageAccess(_) => "no access to the keyring",
        keyring::Error::PlatformFailure(_) => "the keyring service failed",
        _ => "the keyring refused",
    };
    SecretError(kind.into())
}

/// A file readable by its owner only. For the demo agency, whose data is
/// invented, and for the development server; real offices use [`Keyring`].
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    lock: Mutex<()>,
}

impl Folder {
    /// Keeps secrets in `secrets.json` inside `folder`.
    pub fn new(folder: &Path) -> Self {
        Self { path: folder.join("secrets.json"), lock: Mutex::new(()) }
    }

    fn load(&self) -> Result<BTreeMap<String, String>, SecretError> {
        match fs::read(&self.path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| SecretError("the file is damaged".into())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(BTreeMap::new()),
            Err(error) => Err(SecretError(error.kind().to_string())),
        }
    }

    fn save(&self, secrets: &BTreeMap<String, String>) -> std::io::Result<()> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        let fresh = self.path.with_extension("new");
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&fresh)?;
        file.write_all(serde_json::to_string(secrets)?.as_bytes())?;
        file.sync_all()?;
        fs::rename(&fresh, &self.path)
    }
}

impl Secrets for Folder {
    fn get(&self, name: &str) -> Result<Option<String>, SecretError> {
        Ok(self.load()?.remove(name))
    }

    fn set(&self, name: &str, secret: &str) -> Result<(), SecretError> {
        let _guard = self.lock.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut secrets = self.load()?;
        secrets.insert(name.to_owned(), secret.to_owned());
        self.save(&secrets).map_err(|error| SecretError(error.kind().to_string()))
    }
}
