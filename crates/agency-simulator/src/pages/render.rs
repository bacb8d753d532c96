//! Templates and the headers every page has.

use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use minijinja::{Environment, UndefinedBehavior, Value};
use std::sync::LazyLock;

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; \
                      base-uri 'none'; form-action 'none'";

macro_rules! template {
    ($name:literal) => {
        ($name, include_str!(concat!("../../templates/", $name)))
    };
}

const TEMPLATES: [(&str, &str); 6] = [
    template!("layout.html"),
    template!("index.html"),
    template!("phone.html"),
    template!("mailbox.html"),
    template!("letter.html"),
    template!("missing.html"),
];

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_filter("linked", |text: &str| Value::from_safe_string(linked(text)));
    for (name, source) in TEMPLATES {
        environment.add_template(name, source).expect("a built-in template is well formed");
    }
    environment
});

/// A page from its template.
pub(super) fn page(name: &str, fields: Value) -> Response {
    match ENVIRONMENT.get_template(name).and_then(|template| template.render(fields)) {
        Ok(html) => {
            let headers = [
                (header::CONTENT_SECURITY_POLICY, POLICY),
                (header::REFERRER_POLICY, "no-referrer"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, Html(html)).into_response()
        }
        Err(error) => {
            tracing::error!(%error, page = name, "page not rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Text as HTML with its web addresses as links that tell nobody where they were found.
pub(super) fn linked(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("https://").into_iter().chain(rest.find("http://")).min() {
        let address = &rest[start..];
        let end = address.find(|c: char| c.is_whitespace() || "<>\"«»".contains(c)).unwrap_or(address.len());
        let address = address[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        let shown = escaped(address);
        html.push_str(&escaped(&rest[..start]));
        html.push_str(&format!(r#"<a href="{shown}" target="_blank" rel="noreferrer noopener">{shown}</a>"#));
        rest = &rest[start + address.len()..];
    }
    html + &escaped(rest)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Код 1234 <b>", "Код 1234 &lt;b&gt;")]
    #[case(
        "Ссылка: https://a.ru/s/x?y=1&z=2.",
        r#"Ссылка: <a href="https://a.ru/s/x?y=1&amp;z=2" target="_blank" rel="noreferrer noopener">https://a.ru/s/x?y=1&amp;z=2</a>."#
    )]
    #[case(
        "http://a.ru/\"onclick=x\n",
        "<a href=\"http://a.ru/\" target=\"_blank\" rel=\"noreferrer noopener\">http://a.ru/</a>&quot;onclick=x\n"
    )]
    #[case("javascript:alert(1)", "javascript:alert(1)")]
    fn addresses_become_links_and_the_rest_is_escaped(#[case] text: &str, #[case] html: &str) {
        assert_eq!(linked(text), html);
    }
}
