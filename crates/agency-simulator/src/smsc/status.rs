//! `status.php`

use super::{
    SERVICE,
    params::{Format, Params},
    phones,
    refusal::Refusal,
    reply::{Reply, decimal, escaped},
};
use crate::{accounts::Account, messages::ReceivedSms, world::State};
use agency_core::dates::moscow;
use serde::Serialize;
use serde_json::Value;

/// Checks of one message per minute that are answered, and of many at once.
const PER_MINUTE: usize = 5;
const MANY_PER_MINUTE: usize = 1;
/// «Message not found».
const NOT_FOUND: i32 = -3;

/// Statuses to be told.
pub(crate) struct Statuses {
    rows: Vec<Row>,
    /// Many were asked for: a list is answered even for one.
    is_list: bool,
    /// `all`: 0 short, 1 long, 2 with the operator.
    detail: i64,
}

struct Row {
    phone: String,
    id: String,
    message: Option<ReceivedSms>,
}

pub(crate) fn status(state: &mut State, account: &Account, params: &Params) -> Result<Reply, Refusal> {
    let (phone_list, id_list) = (params.get("phone").unwrap_or_default(), params.get("id").unwrap_or_default());
    let is_list = phone_list.contains(',') || id_list.contains(',');
    let (phones, ids) = (phones::split(&phone_list), phones::split(&id_list));
    if phones.is_empty() || phones.len() != ids.len() {
        return Err(Refusal::Parameters);
    }
    let now = state.now();
    let (event, allowed) = match is_list {
        true => (format!("{SERVICE} statuses {}", account.login), MANY_PER_MINUTE),
        false => (format!("{SERVICE} status {} {phone_list} {id_list}", account.login), PER_MINUTE),
    };
    if !state.limits.allows(event, allowed, now) {
        return Err(Refusal::TooOften);
    }
    state.refresh();
    let wanted: Vec<(String, String)> = phones
        .iter()
        .zip(&ids)
        .map(|(phone, id)| (phones::corrected(phone).unwrap_or_else(|| (*phone).to_owned()), (*id).to_owned()))
        .collect();
    let is_wanted = |message: &ReceivedSms, phone: &str, id: &str| {
        message.service == SERVICE && message.login == account.login && message.phone == phone && message.id == id
    };
    if params.number("del") == 1 {
        state.messages.retain(|message| !wanted.iter().any(|(phone, id)| is_wanted(message, phone, id)));
        return Ok(Reply::Done);
    }
    let rows = wanted
        .into_iter()
        .map(|(phone, id)| {
            // Of several with one id the last counts.
            let message = state.messages.iter().rev().find(|message| is_wanted(message, &phone, &id)).cloned();
            Row { phone, id, message }
        })
        .collect();
    Ok(Reply::Statuses(Statuses { rows, is_list, detail: params.number("all") }))
}

/// The fields of a status in the order of the documentation.
#[derive(Serialize)]
struct Fields {
    status: i32,
    last_date: String,
    last_timestamp: i64,
    err: i32,
    #[serde(flatten)]
    long: Option<Long>,
    #[serde(flatten)]
    operator: Option<Operator>,
}

#[derive(Serialize)]
struct Long {
    send_date: String,
    send_timestamp: i64,
    phone: String,
    cost: String,
    sender_id: String,
    status_name: &'static str,
    message: String,
    id: Value,
}

#[derive(Serialize)]
struct Operator {
    country: &'static str,
    operator: &'static str,
    region: &'static str,
}

impl Row {
    fn fields(&self, detail: i64) -> Fields {
        let Some(message) = &self.message else {
            return Fields {
                status: NOT_FOUND,
                last_date: String::new(),
                last_timestamp: 0,
                err: 0,
                long: None,
                operator: None,
            };
        };
        let date = |at| moscow(at).format("%d.%m.%Y %H:%M:%S").to_string();
        Fields {
            status: message.status,
            last_date: date(message.status_at),
            last_timestamp: message.status_at.timestamp(),
            err: message.err,
            long: (detail >= 1).then(|| Long {
                send_date: date(message.accepted_at),
                send_timestamp: message.accepted_at.timestamp(),
                phone: message.phone.clone(),
                cost: decimal(message.cost),
                sender_id: message.sender.clone(),
                status_name: status_name(message.status),
                message: message.text.clone(),
                id: super::reply::id_value(&message.id, false),
            }),
            operator: (detail >= 2).then_some(Operator { country: "Россия", operator: "", region: "" }),
        }
    }

    /// `fmt=0` and `fmt=1`
    fn line(&self, detail: i64, is_list: bool, numbers: bool) -> String {
        let fields = self.fields(detail);
        let mut line = if numbers {
            format!("{},{}", fields.status, fields.last_timestamp)
        } else {
            format!("Status = {}, check_time = {}", fields.status, fields.last_date)
        };
        let mut add = |name: &str, value: &str| {
            line.push_str(&if numbers { format!(",{value}") } else { format!(", {name} = {value}") });
        };
        if fields.err != 0 || fields.long.is_some() {
            add("err", &fields.err.to_string());
        }
        if let Some(long) = &fields.long {
            let sent = if numbers { long.send_timestamp.to_string() } else { long.send_date.clone() };
            add("send_time", &sent);
            add("phone", &long.phone);
            add("cost", &long.cost);
            add("sender", &long.sender_id);
            add("status_name", long.status_name);
            add("message", &long.message);
        }
        if let Some(operator) = &fields.operator {
            add("country", operator.country);
            add("operator", operator.operator);
            add("region", operator.region);
        }
        if is_list {
            add("id", &self.id);
            add("phone", &self.phone);
        }
        line
    }

    /// `fmt=2`; only the field names are documented, the element around them is ours.
    fn xml(&self, detail: i64) -> String {
        let value = serde_json::to_value(self.fields(detail)).unwrap_or_default();
        let fields: String = value
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, value)| {
                let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
                format!("<{name}>{}</{name}>", escaped(&text))
            })
            .collect();
        format!("<message>{fields}</message>")
    }
}

impl Statuses {
    pub(crate) fn render(&self, format: Format) -> String {
        let lines = |numbers| {
            let lines: Vec<_> = self.rows.iter().map(|row| row.line(self.detail, self.is_list, numbers)).collect();
            lines.join("\n")
        };
        match format {
            Format::Text => lines(false),
            Format::Numbers => lines(true),
            Format::Xml => {
                let rows: String = self.rows.iter().map(|row| row.xml(self.detail)).collect();
                if self.is_list { format!("<list>{rows}</list>") } else { rows }
            }
            Format::Json => {
                // In a list a row is known by id and phone, which the long form has.
                let detail = if self.is_list { self.detail.max(1) } else { self.detail };
                let rows: Vec<_> = self.rows.iter().map(|row| row.fields(detail)).collect();
                match (self.is_list, rows.first()) {
                    (false, Some(row)) => serde_json::to_string(row),
                    _ => serde_json::to_string(&rows),
                }
                .unwrap_or_default()
            }
        }
    }
}

fn status_name(status: i32) -> &'static str {
    match status {
        -2 => "Остановлено",
        -1 => "Ожидает отправки",
        0 => "Передано оператору",
        1 => "Доставлено",
        2 => "Прочитано",
        3 => "Просрочено",
        4 => "Нажата ссылка",
        20 => "Невозможно доставить",
        22 => "Неверный номер",
        23 => "Запрещено",
        24 => "Недостаточно средств",
        25 => "Недоступный номер",
        _ => "",
    }
}
