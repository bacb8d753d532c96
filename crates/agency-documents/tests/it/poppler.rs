//! What other programs say of a PDF: poppler and qpdf.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A PDF in a folder of its own.
pub struct File {
    folder: tempfile::TempDir,
    path: PathBuf,
}

impl File {
    pub fn of(pdf: &[u8]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("document.pdf");
        std::fs::write(&path, pdf).expect("a file");
        Self { folder, path }
    }

    fn run(&self, program: &str, before: &[&str], after: &[&str]) -> String {
        let out = Command::new(program)
            .args(before)
            .arg(&self.path)
            .args(after)
            .output()
            .unwrap_or_else(|error| panic!("{program} is needed by the tests: {error}"));
        let errors = String::from_utf8_lossy(&out.stderr);
        assert!(
            out.status.success() && errors.is_empty(),
            "{program}: {errors}{}",
            String::from_utf8_lossy(&out.stdout)
        );
        String::from_utf8(out.stdout).expect("UTF-8")
    }

    /// Text with its layout kept.
    pub fn layout(&self) -> String {
        self.run("pdftotext", &["-layout"], &["-"])
    }

    /// Text of some pages in one line, with single spaces.
    pub fn text(&self) -> String {
        self.run("pdftotext", &[], &["-"]).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Text inside a rectangle of a page, points from the top-left corner.
    pub fn text_within(&self, page: u32, x: f32, y: f32, width: f32, height: f32) -> String {
        let number = |value: f32| (value.round() as i32).to_string();
        let page = (page + 1).to_string();
        let (x, y, w, h) = (number(x), number(y), number(width), number(height));
        self.run("pdftotext", &["-f", &page, "-l", &page, "-x", &x, "-y", &y, "-W", &w, "-H", &h], &["-"])
    }

    pub fn fonts(&self) -> String {
        self.run("pdffonts", &[], &[])
    }

    pub fn info(&self) -> String {
        self.run("pdfinfo", &[], &[])
    }

    /// Fails unless qpdf finds nothing to say.
    pub fn check(&self) -> String {
        self.run("qpdf", &["--check"], &[])
    }

    pub fn path(&self) -> &Path {
        assert!(self.folder.path().exists(), "the folder lives as long as the file");
        &self.path
    }
}
