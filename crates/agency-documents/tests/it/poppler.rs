//! What other programs say of a PDF: poppler and qpdf.

use std::process::Command;

/// A PDF on disk while the tests look at it.
pub(crate) struct File {
    file: tempfile::NamedTempFile,
}

impl File {
    pub(crate) fn of(pdf: &[u8]) -> Self {
        let file = tempfile::Builder::new().suffix(".pdf").tempfile().expect("a file");
        std::fs::write(file.path(), pdf).expect("a file");
        Self { file }
    }

    fn run(&self, program: &str, before: &[&str], after: &[&str]) -> String {
        let out = Command::new(program)
            .args(before)
            .arg(self.file.path())
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
    pub(crate) fn layout(&self) -> String {
        self.run("pdftotext", &["-layout"], &["-"])
    }

    /// Text of some pages in one line, with single spaces.
    pub(crate) fn text(&self) -> String {
        self.run("pdftotext", &[], &["-"]).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Text inside a rectangle of a page, points from the top-left corner.
    pub(crate) fn text_within(&self, page: u32, x: f32, y: f32, width: f32, height: f32) -> String {
        let number = |value: f32| (value.round() as i32).to_string();
        let page = (page + 1).to_string();
        let (x, y, w, h) = (number(x), number(y), number(width), number(height));
        self.run("pdftotext", &["-f", &page, "-l", &page, "-x", &x, "-y", &y, "-W", &w, "-H", &h], &["-"])
    }

    pub(crate) fn fonts(&self) -> String {
        self.run("pdffonts", &[], &[])
    }

    pub(crate) fn info(&self) -> String {
        self.run("pdfinfo", &[], &[])
    }

    /// Fails unless qpdf finds nothing to say.
    pub(crate) fn check(&self) -> String {
        self.run("qpdf", &["--check"], &[])
    }
}
