//! Templates, embedded and escaped.

use axum::response::Html;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde::Serialize;
use std::sync::LazyLock;

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/", $name)))),*]
    };
}

const TEMPLATES: &[(&str, &str)] = templates![
    "base.html",
    "contract.html",
    "agreement.html",
    "code.html",
    "sealing.html",
    "signed.html",
    "decline.html",
    "declined.html",
    "revoked.html",
    "expired.html",
    "unknown.html",
    "malformed.html",
    "changed.html",
    "failure.html",
];

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the usual delimiters do not collide"));
    for (name, source) in TEMPLATES {
        environment.add_template(name, source).expect("embedded templates are parsed by the tests");
    }
    environment
});

/// A page from one set of values.
pub(super) fn page(name: &str, values: impl Serialize) -> Html<String> {
    render(name, Value::from(Serde(values)))
}

/// A page from the common values and its own.
pub(super) fn page_with(name: &str, base: impl Serialize, own: impl Serialize) -> Html<String> {
    let (base, own) = (Value::from(Serde(base)), Value::from(Serde(own)));
    render(name, minijinja::context! { ..own, ..base })
}

fn render(name: &str, values: Value) -> Html<String> {
    let template = ENVIRONMENT.get_template(name).expect("the template is embedded");
    // Values are of our own types, so a template that renders in the tests renders always.
    Html(template.render(values).expect("every page is rendered by the tests"))
}
