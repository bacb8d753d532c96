//! The TypeScript types in the tree are those of the command list.

use agency_app::command::{COMMANDS, bindings};
use std::collections::BTreeMap;
use std::path::Path;

fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            files.insert(name, std::fs::read_to_string(&path).expect("a text"));
        }
    }
    files
}

/// `UPDATE_BINDINGS=1 cargo test` writes them.
#[test]
fn the_types_of_the_window_are_generated_from_the_command_list() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/bindings");
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        std::fs::remove_dir_all(&committed).expect("the old types go");
        bindings::write(&committed).expect("the types");
    }
    let fresh = tempfile::tempdir().expect("a folder");
    bindings::write(fresh.path()).expect("the types");
    let (fresh, committed) = (files(fresh.path()), files(&committed));
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&fresh), names(&committed), "run UPDATE_BINDINGS=1 cargo test");
    for (name, text) in &fresh {
        assert_eq!(text, &committed[name], "{name} is out of date: run UPDATE_BINDINGS=1 cargo test");
    }
}

#[test]
fn every_command_has_a_name_of_its_own() {
    let mut names: Vec<&str> = COMMANDS.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), COMMANDS.len());
}
