//! The phone: messages that arrived, newest first.

use super::render::page;
use crate::{live, messages::ReceivedSms, world::World};
use agency_core::{Phone, dates::moscow, words::plural};
use axum::{
    extract::{Query, State},
    response::Response,
};
use minijinja::{Value, context};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(super) struct Choice {
    #[serde(default)]
    number: String,
}

pub(super) async fn phone(State(world): State<Arc<World>>, Query(choice): Query<Choice>) -> Response {
    let version = live::page_version(&world);
    let messages = world.state().taken_messages();
    // Look-ups of a number (HLR) have no text and never reach a screen.
    let messages: Vec<_> = messages.iter().rev().filter(|message| !message.text.is_empty()).collect();
    let mut numbers: Vec<&str> = Vec::new();
    for message in &messages {
        if !numbers.contains(&message.phone.as_str()) {
            numbers.push(&message.phone);
        }
    }
    let shown =
        numbers.iter().find(|number| **number == choice.number).or(numbers.first()).copied().unwrap_or_default();
    let own = || messages.iter().filter(|message| message.phone == shown);
    let bubbles: Vec<_> = own().filter(|message| message.is_on_phone()).map(|message| bubble(message)).collect();
    let waiting = own().filter(|message| matches!(message.status, -1 | 0)).count();
    let lost = own().count() - bubbles.len() - waiting;
    let tabs: Vec<_> = numbers
        .iter()
        .map(|number| context! { digits => *number, shown => readable(number), is_current => *number == shown })
        .collect();
    page(
        "phone.html",
        context! {
            section => "phone",
            version,
            tabs,
            bubbles,
            number => readable(shown),
            waiting => counted(waiting, "сообщение в пути", "сообщения в пути", "сообщений в пути"),
            lost => counted(lost, "сообщение не доставлено", "сообщения не доставлены", "сообщений не доставлено"),
        },
    )
}

fn bubble(message: &ReceivedSms) -> Value {
    let sender = if message.sender.is_empty() { &message.service } else { &message.sender };
    let at = moscow(message.status_at);
    context! {
        sender,
        text => message.text.as_str(),
        date => at.format("%d.%m.%Y").to_string(),
        time => at.format("%H:%M").to_string(),
    }
}

fn counted(count: usize, one: &str, few: &str, many: &str) -> String {
    if count == 0 { String::new() } else { format!("{count} {}", plural(count as u64, one, few, many)) }
}

/// `+7 906 680-55-55`; a number of another country stays in one piece.
fn readable(digits: &str) -> String {
    let e164 = format!("+{digits}");
    if digits.is_empty() {
        String::new()
    } else if Phone::parse(&e164).is_ok() && digits.len() == 11 && digits.starts_with('7') {
        format!("+7 {} {}-{}-{}", &digits[1..4], &digits[4..7], &digits[7..9], &digits[9..])
    } else {
        e164
    }
}
