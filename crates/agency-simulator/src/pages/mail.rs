//! The mailbox: the list, a letter, its attachments.

use super::{not_found, render::page};
use crate::{live, mailbox::Mail, world::World};
use agency_core::dates::moscow;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use minijinja::context;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::sync::Arc;

/// A letter's HTML runs nothing, loads nothing, and its links open a page of their own.
const LETTER_POLICY: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; \
                             style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
/// What RFC 8187 leaves unencoded in a file name.
const FILE_NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

type Shared = State<Arc<World>>;

fn found(world: &World, number: u64) -> Option<Mail> {
    world.state().mails.iter().find(|mail| mail.number == number).cloned()
}

fn received(mail: &Mail) -> String {
    moscow(mail.received_at).format("%d.%m.%Y %H:%M").to_string()
}

pub(super) async fn list(State(world): Shared) -> Response {
    let version = live::page_version(&world);
    let state = world.state();
    let rows: Vec<_> = state
        .mails
        .iter()
        .rev()
        .map(|mail| {
            context! {
                number => mail.number,
                from => mail.from.split(" <").next().unwrap_or_default(),
                to => mail.envelope_to.join(", "),
                subject => mail.subject.as_str(),
                received => received(mail),
                files => mail.attachments.len(),
                preview => mail.text.split_whitespace().take(24).collect::<Vec<_>>().join(" "),
            }
        })
        .collect();
    page("mailbox.html", context! { section => "mail", version, rows })
}

pub(super) async fn letter(State(world): Shared, Path(number): Path<u64>) -> Response {
    let Some(mail) = found(&world, number) else { return not_found() };
    let files: Vec<_> = mail
        .attachments
        .iter()
        .enumerate()
        .map(|(index, file)| context! { index, name => file.name.as_str(), size => readable_size(file.size) })
        .collect();
    page(
        "letter.html",
        context! {
            section => "mail",
            number,
            subject => mail.subject.as_str(),
            from => mail.from.as_str(),
            to => mail.to.as_str(),
            received => received(&mail),
            has_html => !mail.html.is_empty(),
            text => mail.text.as_str(),
            files,
        },
    )
}

pub(super) async fn html(State(world): Shared, Path(number): Path<u64>) -> Response {
    let Some(mail) = found(&world, number) else { return not_found() };
    let headers = [
        (header::CONTENT_SECURITY_POLICY, LETTER_POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, Html(with_outward_links(&mail.html))).into_response()
}

/// The letter as it came, for a mail program.
pub(super) async fn source(State(world): Shared, Path(number): Path<u64>) -> Response {
    match found(&world, number) {
        Some(mail) => download(&format!("letter-{number}.eml"), "message/rfc822", mail.raw),
        None => not_found(),
    }
}

pub(super) async fn file(State(world): Shared, Path((number, index)): Path<(u64, usize)>) -> Response {
    let file = found(&world, number).and_then(|mail| mail.attachments.into_iter().nth(index));
    match file {
        Some(file) => download(&file.name, &file.mime, file.bytes),
        None => not_found(),
    }
}

fn download(name: &str, mime: &str, bytes: Vec<u8>) -> Response {
    let encoded = utf8_percent_encode(name, FILE_NAME);
    let mut headers = HeaderMap::new();
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, mime);
    set(header::CONTENT_DISPOSITION, &format!("attachment; filename=\"file\"; filename*=UTF-8''{encoded}"));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    (headers, bytes).into_response()
}

/// Makes every link open a page of its own that is not told where it was
/// found. Of an attribute given twice browsers take the first, so ours goes first.
fn with_outward_links(html: &str) -> String {
    const OUTWARD: &str = r#" target="_blank" rel="noreferrer noopener""#;
    let mut out = String::with_capacity(html.len() + 256);
    let mut rest = html;
    while let Some(at) = rest.find("<a").into_iter().chain(rest.find("<A")).min() {
        let (before, after) = rest.split_at(at + 2);
        out.push_str(before);
        if after.starts_with(|c: char| c.is_ascii_whitespace()) {
            out.push_str(OUTWARD);
        }
        rest = after;
    }
    out + rest
}

fn readable_size(bytes: usize) -> String {
    if bytes < 1024 {
        format!("{bytes}\u{a0}Б")
    } else if bytes < 1024 * 1024 {
        format!("{}\u{a0}КБ", bytes.div_ceil(1024))
    } else {
        format!("{},{}\u{a0}МБ", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(r#"<p><a href="x">"#, r#"<p><a target="_blank" rel="noreferrer noopener" href="x">"#)]
    #[case("<A\nHREF=x>", "<A target=\"_blank\" rel=\"noreferrer noopener\"\nHREF=x>")]
    #[case("<abbr> <article>", "<abbr> <article>")]
    fn links_open_pages_of_their_own(#[case] html: &str, #[case] expected: &str) {
        assert_eq!(with_outward_links(html), expected);
    }

    #[rstest]
    #[case(512, "512\u{a0}Б")]
    #[case(60_000, "59\u{a0}КБ")]
    #[case(1_600_000, "1,5\u{a0}МБ")]
    fn sizes_are_readable(#[case] bytes: usize, #[case] expected: &str) {
        assert_eq!(readable_size(bytes), expected);
    }
}
