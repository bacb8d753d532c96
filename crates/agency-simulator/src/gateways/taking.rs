//! Taking a message: who may, what it costs, and why it is refused.

use crate::{accounts::Account, messages::ReceivedSms, segments, smsc::phones, world::State};
use agency_core::Money;

/// Why a message is refused; each service has its own words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    Sender,
    Number,
    NoText,
    Forbidden,
    Duplicate,
    Money,
}

/// A message as it is asked for.
pub(crate) struct Wanted<'a> {
    pub(crate) phone: &'a str,
    pub(crate) text: &'a str,
    pub(crate) sender: &'a str,
    /// Id given by the client; none: the service gives a running number.
    pub(crate) id: Option<String>,
    /// The same text to the same number within a minute is refused.
    pub(crate) refuses_repeats: bool,
}

/// A message taken, or priced.
pub(crate) struct Taken {
    pub(crate) id: String,
    pub(crate) phone: String,
    pub(crate) parts: u32,
    pub(crate) cost: Money,
}

/// The account a key stands for.
pub(crate) fn by_key(state: &State, service: &str, key: Option<&str>) -> Option<Account> {
    let key = key.filter(|key| !key.is_empty())?;
    of(state, service).find(|account| account.api_key.as_deref() == Some(key)).cloned()
}

/// The account of a login with its password.
pub(crate) fn by_login(
    state: &State,
    service: &str,
    login: Option<String>,
    password: Option<String>,
) -> Option<Account> {
    let (login, password) = (login?, password?);
    of(state, service).find(|account| account.login == login && account.password == password).cloned()
}

fn of<'a>(state: &'a State, service: &'a str) -> impl Iterator<Item = &'a Account> {
    state.accounts.iter().filter(move |account| account.service == service)
}

/// Prices a message without taking it.
pub(crate) fn price(state: &State, account: &Account, wanted: &Wanted<'_>) -> Result<Taken, Refusal> {
    let phone = phones::corrected(wanted.phone).ok_or(Refusal::Number)?;
    if wanted.text.is_empty() {
        return Err(Refusal::NoText);
    }
    if !account.senders.is_empty() && !account.senders.iter().any(|sender| sender == wanted.sender) {
        return Err(Refusal::Sender);
    }
    if account.forbids(None, wanted.text) {
        return Err(Refusal::Forbidden);
    }
    if state.delivery(&phone).refuse.is_some() {
        return Err(Refusal::Number);
    }
    let parts = segments::parts(wanted.text);
    let cost = Money(account.price_kopecks.0 * i64::from(parts));
    let id = wanted.id.clone().unwrap_or_else(|| (1_000_000 + state.next_message_number()).to_string());
    Ok(Taken { id, phone, parts, cost })
}

/// Takes a message: it is paid and on its way to the phone.
pub(crate) fn take(state: &mut State, account: &Account, wanted: &Wanted<'_>) -> Result<Taken, Refusal> {
    let taken = price(state, account, wanted)?;
    let now = state.now();
    let event = format!("{} {} {} {}", account.service, account.login, taken.phone, wanted.text);
    if wanted.refuses_repeats && !state.limits.allows(event, 1, now) {
        return Err(Refusal::Duplicate);
    }
    if taken.cost > account.balance_kopecks {
        return Err(Refusal::Money);
    }
    let known = |known: &&mut Account| known.service == account.service && known.login == account.login;
    if let Some(payer) = state.accounts.iter_mut().find(known) {
        payer.balance_kopecks.0 -= taken.cost.0;
    }
    let steps = state.delivery(&taken.phone).steps;
    state.add_message(ReceivedSms {
        number: 0,
        service: account.service.clone(),
        login: account.login.clone(),
        id: taken.id.clone(),
        phone: taken.phone.clone(),
        sender: wanted.sender.to_owned(),
        text: wanted.text.to_owned(),
        parts: taken.parts,
        cost: taken.cost,
        accepted_at: now,
        due_at: now,
        status: 0,
        err: 0,
        status_at: now,
        refused: None,
        steps,
    });
    Ok(taken)
}

/// A message of an account, with its status as of now.
pub(crate) fn find(state: &mut State, account: &Account, id: &str) -> Option<ReceivedSms> {
    state.refresh();
    let is_it = |message: &&ReceivedSms| {
        message.service == account.service && message.login == account.login && message.id == id
    };
    state.messages.iter().rev().find(is_it).cloned()
}

/// Where a message stands, in words that every service has its own for. The
/// numbers of a delivery script are those of SMSC.ru.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Waiting,
    Sent,
    Delivered,
    Expired,
    Undelivered,
    Rejected,
}

pub(crate) fn place(message: &ReceivedSms) -> Place {
    match message.status {
        0 => Place::Sent,
        1 | 2 | 4 => Place::Delivered,
        3 => Place::Expired,
        20 | 22 | 25 => Place::Undelivered,
        -2 | 23 | 24 => Place::Rejected,
        _ => Place::Waiting,
    }
}

/// A sum as a number of JSON: `4.1`.
pub(crate) fn number(sum: Money) -> serde_json::Value {
    decimal(sum).parse::<serde_json::Number>().map_or(serde_json::Value::Null, serde_json::Value::Number)
}

/// A sum as text with two places: `4.10`.
pub(crate) fn decimal(sum: Money) -> String {
    let sign = if sum.0 < 0 { "-" } else { "" };
    let all = sum.0.unsigned_abs();
    format!("{sign}{}.{:02}", all / 100, all % 100)
}
