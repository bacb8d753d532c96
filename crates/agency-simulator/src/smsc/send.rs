//! `send.php`

use super::{
    SERVICE,
    params::Params,
    phones,
    refusal::{Refusal, is_registered},
    reply::{PhoneResult, Reply, Sent},
    when,
};
use crate::{
    accounts::Account, deliveries::Step, messages::ReceivedSms, options::DuplicateRule, segments, world::State,
};
use agency_core::Money;
use chrono::{DateTime, Utc};

/// Longest text in characters.
const MAX_TEXT: usize = 1_000;
/// Price requests per minute that are answered.
const PRICES_PER_MINUTE: usize = 5;

/// What a request asks for, checked.
struct Order {
    id: Option<String>,
    sender: Option<String>,
    due_at: DateTime<Utc>,
    /// Numbers as typed, each with its text.
    recipients: Vec<(String, String)>,
    /// 0 send, 1 price only, 2 send and tell the cost, 3 and the balance.
    cost: i64,
    /// A call that speaks a code the service makes up.
    calls_with_code: bool,
}

impl Order {
    fn read(params: &Params, state: &State) -> Result<Self, Refusal> {
        let recipients = recipients(params)?;
        let too_many = state.options.smsc.max_phones.is_some_and(|most| recipients.len() > most);
        let too_long = recipients.iter().any(|(_, text)| text.chars().count() > MAX_TEXT);
        let cost = params.number("cost");
        if recipients.is_empty() || too_many || too_long || !(0..=3).contains(&cost) {
            return Err(Refusal::Parameters);
        }
        let due_at = when::due(&params.get("time").unwrap_or_default(), params.number("tz"), state.now())?;
        Ok(Self {
            id: client_id(params)?,
            sender: sender(params)?,
            due_at,
            recipients,
            cost,
            calls_with_code: params.number("call") == 1 && params.get("mes").as_deref() == Some("code"),
        })
    }
}

/// The client's id; the vendor's own libraries send `0` for none.
fn client_id(params: &Params) -> Result<Option<String>, Refusal> {
    let Some(id) = params.get("id").filter(|id| !id.is_empty() && id != "0") else { return Ok(None) };
    let is_valid = if id.bytes().all(|byte| byte.is_ascii_digit()) {
        id.parse().is_ok_and(|number: u32| i32::try_from(number).is_ok())
    } else {
        id.len() <= 40 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
    };
    if is_valid { Ok(Some(id)) } else { Err(Refusal::Parameters) }
}

fn sender(params: &Params) -> Result<Option<String>, Refusal> {
    let Some(sender) = params.get("sender") else { return Ok(None) };
    let digits = sender.strip_prefix('+').unwrap_or(&sender);
    let is_number = digits.len() <= 15 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = sender.len() <= 11 && sender.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if is_number || is_name { Ok(Some(sender)) } else { Err(Refusal::Parameters) }
}

/// Numbers and texts: `list`, or `phones` with one `mes` for all.
fn recipients(params: &Params) -> Result<Vec<(String, String)>, Refusal> {
    let pairs = |list: &str, text: &str| {
        phones::split(list).into_iter().map(|phone| (phone.to_owned(), text.to_owned())).collect::<Vec<_>>()
    };
    if let Some(list) = params.get("list").filter(|list| !list.trim().is_empty()) {
        let mut entries: Vec<(String, String)> = Vec::new();
        let is_phones =
            |text: &str| !text.is_empty() && phones::split(text).iter().all(|one| phones::corrected(one).is_some());
        for line in list.replace("\r\n", "\n").split('\n') {
            match (line.split_once(':'), entries.last_mut()) {
                (Some((list, text)), None) => entries.push((list.to_owned(), text.to_owned())),
                (Some((list, text)), Some(_)) if params.number("nl") != 1 || is_phones(list) => {
                    entries.push((list.to_owned(), text.to_owned()));
                }
                (_, Some((_, text))) if params.number("nl") == 1 => {
                    text.push('\n');
                    text.push_str(line);
                }
                _ if line.trim().is_empty() => {}
                _ => return Err(Refusal::Parameters),
            }
        }
        return Ok(entries.iter().flat_map(|(list, text)| pairs(list, text)).collect());
    }
    let only_looks = params.number("hlr") == 1 || params.number("ping") == 1;
    let text = params.get("mes").unwrap_or_default().replace("\r\n", "\n");
    // What follows a line of tildes is the sender's own remark.
    let text = text.split("\n~~~").next().unwrap_or_default();
    if text.is_empty() && !only_looks {
        return Err(Refusal::Parameters);
    }
    Ok(pairs(&params.get("phones").unwrap_or_default(), text))
}

pub(crate) fn send(state: &mut State, account: &Account, params: &Params) -> Result<Reply, Refusal> {
    let order = Order::read(params, state)?;
    refuse_repeats(state, account, params, &order)?;
    let maxsms = u32::try_from(params.number("maxsms")).unwrap_or(0);
    let mut results = Vec::new();
    let (mut count, mut cost) = (0, Money(0));
    for (typed, text) in &order.recipients {
        let phone = phones::corrected(typed);
        let text = shortened(text, maxsms);
        let parts = segments::parts(text);
        let error = match &phone {
            _ if account.forbids(order.sender.as_deref(), text) => Some(Refusal::Forbidden.code()),
            None => Some(Refusal::Phone.code()),
            Some(phone) => state.delivery(phone).refuse,
        };
        let price = if error.is_none() { Money(account.price_kopecks.0 * i64::from(parts)) } else { Money(0) };
        if error.is_none() {
            count += parts;
            cost.0 += price.0;
        }
        results.push(PhoneResult {
            phone: phone.unwrap_or_else(|| typed.clone()),
            text: text.to_owned(),
            parts,
            cost: price,
            error,
        });
    }
    if order.cost == 1 {
        return Ok(Reply::Price { cost, count });
    }
    let total_refusal = if results.iter().all(|result| result.error.is_some()) {
        results.first().and_then(|result| result.error)
    } else {
        (cost > account.balance_kopecks).then_some(Refusal::Money.code())
    };
    let id = order.id.clone().unwrap_or_else(|| state.next_message_number().to_string());
    let balance = if total_refusal.is_none() { pay(state, account, cost) } else { account.balance_kopecks };
    for result in &results {
        register(state, account, &order, &id, result, total_refusal.or(result.error));
    }
    if let Some(code) = total_refusal {
        return Ok(Reply::scripted(code, None, is_registered(code).then_some(id)));
    }
    Ok(Reply::Sent(Sent {
        id,
        count,
        cost: (order.cost >= 2).then_some(cost),
        balance: (order.cost == 3).then_some(balance),
        code: order.calls_with_code.then(|| format!("{:06}", rand::random_range(0..1_000_000))),
        phones: match (params.number("op"), params.number("err")) {
            (1, _) => results,
            (_, 1) => results.into_iter().filter(|result| result.error.is_some()).collect(),
            _ => Vec::new(),
        },
    }))
}

fn refuse_repeats(state: &mut State, account: &Account, params: &Params, order: &Order) -> Result<(), Refusal> {
    let (kind, allowed) = if order.cost == 1 { ("price", PRICES_PER_MINUTE) } else { ("send", 1) };
    let request = match state.options.smsc.duplicate_rule {
        DuplicateRule::Never => return Ok(()),
        DuplicateRule::Request => params.fingerprint(),
        DuplicateRule::PhoneAndText => format!("{:?} {:?}", order.recipients, order.sender),
    };
    let now = state.now();
    let event = format!("{SERVICE} {kind} {} {request}", account.login);
    if state.limits.allows(event, allowed, now) { Ok(()) } else { Err(Refusal::TooOften) }
}

/// A text cut to the most parts allowed; 0: as it is.
fn shortened(text: &str, maxsms: u32) -> &str {
    if maxsms == 0 {
        return text;
    }
    let mut end = text.len();
    while segments::parts(&text[..end]) > maxsms {
        end = text[..end].char_indices().next_back().map_or(0, |(at, _)| at);
    }
    &text[..end]
}

fn pay(state: &mut State, account: &Account, cost: Money) -> Money {
    let known = state.accounts.iter_mut().find(|known| known.service == SERVICE && known.login == account.login);
    known.map_or(Money(0), |known| {
        known.balance_kopecks.0 -= cost.0;
        known.balance_kopecks
    })
}

/// Status the documentation gives to a message refused with a code.
fn status_of_refusal(code: i32) -> i32 {
    match code {
        3 => 24,
        6 => 23,
        7 => 22,
        _ => 20,
    }
}

fn register(state: &mut State, account: &Account, order: &Order, id: &str, result: &PhoneResult, refused: Option<i32>) {
    let now = state.now();
    let steps = match refused {
        None => state.delivery(&result.phone).steps,
        Some(code) => vec![Step { after_seconds: 0, status: status_of_refusal(code), err: 0 }],
    };
    state.add_message(ReceivedSms {
        number: 0,
        service: SERVICE.into(),
        login: account.login.clone(),
        id: id.to_owned(),
        phone: result.phone.clone(),
        sender: order.sender.clone().unwrap_or_default(),
        text: result.text.clone(),
        parts: result.parts,
        cost: result.cost,
        accepted_at: now,
        due_at: if refused.is_none() { order.due_at } else { now },
        status: 0,
        err: 0,
        status_at: now,
        refused,
        steps,
    });
}
