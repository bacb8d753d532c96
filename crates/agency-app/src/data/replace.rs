//! Putting other files in the place of the base, all or none of them.
//!
//! What comes is made in `incoming/`. A list of what to do, put there last and
//! at once, is the moment of decision: without it the old state stays, with it
//! every later start goes on until the new state is there.

use agency_core::crash;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{ErrorKind, Result, Write};
use std::path::{Path, PathBuf};

const INCOMING: &str = "incoming";
const LIST: &str = "list.json";

/// The base.
pub(crate) const BASE: &str = "base.db";
/// The portal's file.
pub(crate) const PORTAL: &str = "portal.db";
/// Name of the base in the keyring.
pub(crate) const BASE_ID: &str = "base-id";

#[derive(Serialize, Deserialize)]
enum Step {
    /// Takes the place of the file of that name.
    Put(String),
    /// The file of that name goes.
    Remove(String),
}

/// Files on their way into the folder; forgotten when dropped.
pub(crate) struct Incoming {
    folder: PathBuf,
    removed: Vec<String>,
}

impl Incoming {
    /// An empty place for them.
    pub(crate) fn begin(folder: &Path) -> Result<Self> {
        settle(folder)?;
        fs::create_dir_all(folder.join(INCOMING))?;
        Ok(Self { folder: folder.to_owned(), removed: Vec::new() })
    }

    /// Where the file of that name is made.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(INCOMING).join(name)
    }

    /// The file of that name goes and nothing comes for it.
    pub(crate) fn remove(&mut self, name: &str) {
        self.removed.push(name.to_owned());
    }

    /// Puts all of it in place. Nobody has the present files open.
    pub(crate) fn commit(self) -> Result<()> {
        let mut steps: Vec<Step> = self.removed.iter().cloned().map(Step::Remove).collect();
        for name in [BASE, PORTAL, BASE_ID] {
            if self.path(name).exists() {
                File::open(self.path(name))?.sync_all()?;
                steps.push(Step::Put(name.to_owned()));
            }
        }
        crash::point("replace.before");
        let fresh = self.path("list.new");
        let mut list = File::create(&fresh)?;
        list.write_all(&serde_json::to_vec(&steps)?)?;
        list.sync_all()?;
        fs::rename(&fresh, self.path(LIST))?;
        sync_folder(&self.folder.join(INCOMING))?;
        crash::point("replace.decided");
        settle(&self.folder)
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if !self.path(LIST).exists() {
            forget(&self.folder);
        }
    }
}

/// Goes on with what was decided, and forgets what was not. Called before
/// anything in the folder is opened.
pub(crate) fn settle(folder: &Path) -> Result<()> {
    let incoming = folder.join(INCOMING);
    let steps: Vec<Step> = match fs::read(incoming.join(LIST)) {
        Ok(list) => serde_json::from_slice(&list)?,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            forget(folder);
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    for step in &steps {
        match step {
            Step::Put(name) if incoming.join(name).exists() => {
                remove_journals(folder, name)?;
                fs::rename(incoming.join(name), folder.join(name))?;
                crash::point("replace.half");
            }
            Step::Put(_) => {}
            Step::Remove(name) => {
                remove_journals(folder, name)?;
                remove(&folder.join(name))?;
            }
        }
    }
    sync_folder(folder)?;
    remove(&incoming.join(LIST))?;
    forget(folder);
    Ok(())
}

/// Keeps what another file will replace, under a folder of its own.
pub(crate) fn keep_aside(folder: &Path, name: &str) -> Result<()> {
    let aside = folder.join("damaged").join(name);
    if !folder.join(BASE).exists() && !folder.join(PORTAL).exists() || aside.exists() {
        return Ok(());
    }
    fs::create_dir_all(&aside)?;
    for file in [BASE, PORTAL] {
        for ending in ["", "-wal"] {
            let file = format!("{file}{ending}");
            let (from, to) = (folder.join(&file), aside.join(&file));
            if from.exists() {
                // the same contents under a second name where the disk can do that
                fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop))?;
            }
        }
    }
    Ok(())
}

fn forget(folder: &Path) {
    match fs::remove_dir_all(folder.join(INCOMING)) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => tracing::warn!(kind = %error.kind(), "files on their way"),
    }
}

/// A journal belongs to the file it was written for and would spoil another one.
fn remove_journals(folder: &Path, name: &str) -> Result<()> {
    for ending in ["-wal", "-shm", "-journal"] {
        remove(&folder.join(format!("{name}{ending}")))?;
    }
    Ok(())
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes renames last; other systems do that by themselves.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    File::open(folder)?.sync_all()
}

/// Makes renames last; other systems do that by themselves.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in [("base.db", "old"), ("base.db-wal", "old"), ("portal.db", "old"), ("portal.db-wal", "old")]
        {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        folder
    }

    fn text(folder: &Path, name: &str) -> Option<String> {
        fs::read_to_string(folder.join(name)).ok()
    }

    #[test]
    fn all_files_change_places_and_no_journal_stays() {
        let folder = folder();
        let mut incoming = Incoming::begin(folder.path()).expect("a place");
        fs::write(incoming.path(BASE), "new").expect("a base");
        fs::write(incoming.path(BASE_ID), "id").expect("a name");
        incoming.remove(PORTAL);
        incoming.commit().expect("done");
        let mut left: Vec<String> = fs::read_dir(folder.path())
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        left.sort();
        assert_eq!(left, ["base-id", "base.db"]);
        assert_eq!(text(folder.path(), BASE).as_deref(), Some("new"));
    }

    #[test]
    fn what_was_not_decided_is_forgotten_and_what_was_is_finished() {
        let folder = folder();
        let incoming = folder.path().join(INCOMING);
        for decided in [false, true] {
            fs::create_dir_all(&incoming).expect("a place");
            fs::write(incoming.join(BASE), "new").expect("a base");
            if decided {
                // the portal's file is in place already: the power went in the middle
                fs::write(incoming.join(LIST), r#"[{"Put":"portal.db"},{"Put":"base.db"}]"#).expect("a list");
            }
            settle(folder.path()).expect("settled");
            assert_eq!(text(folder.path(), BASE).as_deref(), Some(if decided { "new" } else { "old" }));
            assert_eq!(text(folder.path(), "base.db-wal").is_some(), !decided);
            assert_eq!(text(folder.path(), "portal.db-wal").as_deref(), Some("old"), "it belongs to what is there");
            assert!(!incoming.exists());
        }
    }
}
