//! The very first opening in a process: SQLCipher is set up once, and several
//! threads may ask for it at the same time. Its own file, so that nothing in
//! the process has opened a base before.

use agency_store::{Key, Store};
use std::sync::Barrier;
use std::thread;

#[test]
fn threads_that_open_the_first_bases_at_once_all_succeed() {
    let folder = tempfile::tempdir().expect("a folder");
    let together = Barrier::new(16);
    thread::scope(|scope| {
        for number in 0..16 {
            let (path, together) = (folder.path().join(format!("{number}.db")), &together);
            scope.spawn(move || {
                together.wait();
                Store::open(&path, &Key::new([7; 32]), chrono::Utc::now()).expect("a base");
            });
        }
    });
}
