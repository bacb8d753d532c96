//! Contract templates: text with placeholders and a small line markup.
//!
//! A template is minijinja text (`{{ customer.full_name }}`, `{% for t in
//! tourists %}`, `{# comment #}`) that yields the [markup](markup) of a document.
//! Only the filters of [`filters`] exist; there are no includes, functions or
//! global values, and the work of a template is bounded.

mod context;
mod filters;
pub(crate) mod markup;

use crate::font::UnsupportedCharacter;
use agency_core::{Agency, Order};
use markup::{Block, MarkupError};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, Output, State, UndefinedBehavior};
use std::collections::BTreeSet;
use std::fmt;

/// The built-in contract between an agency and a customer.
pub const CONTRACT: &str = include_str!("../../templates/contract.txt");

/// Steps a template may take: a thousand times what ours needs for forty tourists.
const FUEL: u64 = 5_000_000;
/// Longest result, bytes.
const MAX_RESULT: usize = 2 * 1024 * 1024;
/// What an empty field prints as.
const DASH: &str = "—";

/// Text of a document for the eyes of its author. It may hold personal data, so
/// `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Passage(pub String);

impl fmt::Debug for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Passage({} characters)", self.0.chars().count())
    }
}

/// Why a template does not give a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// The template cannot be read.
    #[error("template syntax error in line {line}: {detail}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// What the parser says.
        detail: String,
    },
    /// A placeholder that is no field of an order, the agency or the operator.
    #[error("unknown placeholder {name} in line {line}")]
    UnknownPlaceholder {
        /// Dotted name.
        name: String,
        /// Line of its first use, from 1.
        line: usize,
    },
    /// A placeholder, a blank line or «не указано» is left in the text.
    #[error("unresolved text is left in the document: {found}")]
    Leftover {
        /// The sign that gave it away.
        found: &'static str,
        /// The passage around it, for the person who must mend it.
        passage: Passage,
    },
    /// The markup is wrong.
    #[error("template markup is wrong")]
    Markup {
        /// What is wrong, in Russian.
        reason: &'static str,
        /// The line.
        passage: Passage,
    },
    /// A character the document font lacks.
    #[error(transparent)]
    Character(#[from] UnsupportedCharacter),
    /// A field or a filter cannot be used so.
    #[error("template failed in line {line}")]
    Failed {
        /// Line, from 1; 0 when not known.
        line: usize,
        /// What the engine says.
        detail: String,
    },
    /// The template works too long or yields too much text.
    #[error("template does too much work")]
    TooMuchWork,
}

impl TemplateError {
    /// The reason for a person.
    pub fn reason(&self) -> String {
        match self {
            Self::Syntax { line, .. } => {
                format!("Ошибка в шаблоне, строка {line}. Проверьте скобки {{{{ }}}} и {{% %}} и имена фильтров.")
            }
            Self::UnknownPlaceholder { name, line } => {
                format!("Шаблон требует неизвестное поле «{name}» (строка {line}). Исправьте имя поля в шаблоне.")
            }
            Self::Leftover { found, passage } => {
                format!("В тексте договора осталось незаполненное место «{found}»: «{}».", passage.0)
            }
            Self::Markup { reason, passage } => format!("Ошибка разметки шаблона: {reason}: «{}».", passage.0),
            Self::Character(character) => character.reason(),
            Self::Failed { line, .. } => {
                format!("Шаблон не удалось заполнить, строка {line}. Проверьте поля и фильтры в этой строке.")
            }
            Self::TooMuchWork => "Шаблон не удалось заполнить: слишком много работы. Проверьте циклы.".into(),
        }
    }
}

impl From<MarkupError> for TemplateError {
    fn from(error: MarkupError) -> Self {
        match error {
            MarkupError::Character(character) => Self::Character(character),
            MarkupError::Line { reason, line } => Self::Markup { reason, passage: Passage(line) },
        }
    }
}

/// Names of the fields a template uses, dotted: `contract.number`, `tourists`.
/// Fields of loop variables are not followed. Fails on a syntax error.
pub fn placeholders(source: &str) -> Result<BTreeSet<String>, TemplateError> {
    let environment = environment();
    let template = environment.template_from_str(source).map_err(|error| syntax(&error))?;
    Ok(template.undeclared_variables(true).into_iter().collect())
}

/// Checks a template without an order: syntax and names of fields. Gives the
/// fields it uses.
pub fn check(source: &str) -> Result<BTreeSet<String>, TemplateError> {
    let names = placeholders(source)?;
    let known = context::names();
    for name in &names {
        if !context::resolves(&known, name) {
            let last = name.rsplit('.').next().unwrap_or(name);
            let line = source
                .lines()
                .position(|line| line.contains(name.as_str()))
                .or_else(|| source.lines().position(|line| line.contains(last)));
            return Err(TemplateError::UnknownPlaceholder {
                name: name.clone(),
                line: line.map_or(1, |index| index + 1),
            });
        }
    }
    Ok(names)
}

/// Fills a template with an order and reads the markup that comes out.
pub(crate) fn fill(source: &str, order: &Order, agency: &Agency) -> Result<Vec<Block>, TemplateError> {
    check(source)?;
    fill_with(source, context::of(order, agency))
}

/// Fills a template with these fields alone and reads the markup that comes out.
pub(crate) fn fill_with(source: &str, fields: serde_json::Value) -> Result<Vec<Block>, TemplateError> {
    let environment = environment();
    let template = environment.template_from_str(source).map_err(|error| syntax(&error))?;
    let text = template.render(Value::from(Serde(fields))).map_err(|error| failed(&error))?;
    if text.len() > MAX_RESULT {
        return Err(TemplateError::Failed {
            line: 0, detail: "получился слишком длинный текст".into()
        });
    }
    let blocks = markup::parse(&text)?;
    for passage in markup::plain(&blocks) {
        let lower = passage.to_lowercase();
        if let Some(found) = ["{{", "}}", "{%", "____", "не указано"].into_iter().find(|sign| lower.contains(sign))
        {
            return Err(TemplateError::Leftover { found, passage: Passage(around(&passage, &lower, found)) });
        }
    }
    Ok(blocks)
}

fn around(passage: &str, lower: &str, found: &str) -> String {
    let at = lower.find(found).map_or(0, |byte| lower[..byte].chars().count());
    passage.chars().skip(at.saturating_sub(30)).take(60).collect()
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_syntax(
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().expect("the usual delimiters are valid"),
    );
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markup".into()));
    environment.set_formatter(print);
    filters::add(&mut environment);
    environment
}

/// Prints a value as plain text: escaped, and a dash for nothing.
fn print(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    if value.is_undefined() {
        return Err(ErrorKind::UndefinedError.into());
    }
    if value.is_safe() {
        return Ok(out.write_str(value.as_str().unwrap_or_default())?);
    }
    let text = if value.is_none() { String::new() } else { markup::escape(&value.to_string()) };
    out.write_str(if text.is_empty() { DASH } else { &text })?;
    Ok(())
}

fn syntax(error: &minijinja::Error) -> TemplateError {
    TemplateError::Syntax { line: error.line().unwrap_or(1), detail: detail(error) }
}

fn failed(error: &minijinja::Error) -> TemplateError {
    match error.kind() {
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction => syntax(error),
        ErrorKind::OutOfFuel => TemplateError::TooMuchWork,
        _ => TemplateError::Failed { line: error.line().unwrap_or(0), detail: detail(error) },
    }
}

fn detail(error: &minijinja::Error) -> String {
    error.detail().map_or_else(|| error.kind().to_string(), str::to_owned)
}

#[cfg(test)]
mod tests;
