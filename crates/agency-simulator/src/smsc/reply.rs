//! Replies in the four layouts.

use super::{
    params::Format,
    refusal::{Refusal, is_registered},
    status::Statuses,
};
use crate::options::SmscOptions;
use agency_core::Money;
use serde::Serialize;
use serde_json::Value;

/// What becomes of one number of a request.
#[derive(Clone)]
pub(crate) struct PhoneResult {
    pub(crate) phone: String,
    pub(crate) text: String,
    pub(crate) parts: u32,
    pub(crate) cost: Money,
    pub(crate) error: Option<i32>,
}

/// A request that was taken.
pub(crate) struct Sent {
    pub(crate) id: String,
    pub(crate) count: u32,
    pub(crate) cost: Option<Money>,
    pub(crate) balance: Option<Money>,
    pub(crate) code: Option<String>,
    pub(crate) phones: Vec<PhoneResult>,
}

/// A reply before it is put into a layout.
pub(crate) enum Reply {
    Sent(Sent),
    Price {
        cost: Money,
        count: u32,
    },
    Balance {
        balance: Money,
        currency: Option<String>,
    },
    Statuses(Statuses),
    /// Allowed sender names.
    Senders {
        names: Vec<String>,
        with_status: bool,
    },
    Done,
    Refused {
        code: i32,
        wording: String,
        id: Option<String>,
    },
}

#[derive(Serialize)]
struct SentFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<Value>,
    cnt: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    balance: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    phones: Vec<PhoneFields>,
}

#[derive(Serialize)]
struct PhoneFields {
    phone: String,
    mccmnc: &'static str,
    cost: Value,
    status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Serialize)]
struct BalanceFields {
    balance: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<String>,
}

#[derive(Serialize)]
struct RefusalFields<'a> {
    error: &'a str,
    error_code: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
}

impl Reply {
    pub(crate) fn refused(refusal: Refusal) -> Self {
        Self::scripted(refusal.code(), None, None)
    }

    /// A refusal by number, with the usual wording unless another is given.
    pub(crate) fn scripted(code: i32, wording: Option<String>, id: Option<String>) -> Self {
        let usual = || Refusal::from_code(code).map_or("unknown error", Refusal::wording).to_owned();
        Self::Refused { code, wording: wording.unwrap_or_else(usual), id: id.filter(|_| is_registered(code)) }
    }

    /// The id a message got, if it got one.
    pub(crate) fn id(&self) -> Option<String> {
        match self {
            Self::Sent(sent) => Some(sent.id.clone()),
            Self::Refused { id, .. } => id.clone(),
            _ => None,
        }
    }

    pub(crate) fn render(&self, format: Format, options: &SmscOptions) -> String {
        match (self, format) {
            (Self::Statuses(statuses), _) => statuses.render(format),
            (_, Format::Text) => self.text(options),
            (_, Format::Numbers) => self.numbers(),
            (_, Format::Xml) => self.xml(),
            (_, Format::Json) => self.json(options),
        }
    }

    fn text(&self, options: &SmscOptions) -> String {
        match self {
            Self::Sent(Sent { id, count, cost: None, .. }) => format!("OK - {count} SMS, ID - {id}"),
            Self::Sent(Sent { id, count, cost: Some(cost), balance, .. }) => options
                .text_with_cost
                .replace("{cnt}", &count.to_string())
                .replace("{id}", id)
                .replace("{cost}", &decimal(*cost))
                .replace("{balance}", &balance.map(decimal).unwrap_or_default()),
            Self::Price { cost, count } => {
                options.text_price.replace("{cnt}", &count.to_string()).replace("{cost}", &decimal(*cost))
            }
            Self::Balance { balance, .. } => decimal(*balance),
            Self::Senders { names, with_status } => lines(names, |name, id| match with_status {
                true => format!("name = {name}, status = 1, id = {id}"),
                false => format!("name = {name}, id = {id}"),
            }),
            Self::Refused { code, wording, id: None } => format!("ERROR = {code} ({wording})"),
            Self::Refused { code, wording, id: Some(id) } => format!("ERROR = {code} ({wording}), ID - {id}"),
            Self::Done | Self::Statuses(_) => "OK".into(),
        }
    }

    fn numbers(&self) -> String {
        match self {
            Self::Sent(sent) => {
                let money = [sent.cost, sent.balance].into_iter().flatten().map(|sum| format!(",{}", decimal(sum)));
                let call = sent.code.iter().map(|code| format!(",{code}"));
                format!("{},{}{}", sent.id, sent.count, money.chain(call).collect::<String>())
            }
            Self::Price { cost, count } => format!("{},{count}", decimal(*cost)),
            Self::Balance { balance, .. } => decimal(*balance),
            Self::Senders { names, with_status } => {
                lines(names, |name, id| if *with_status { format!("{name},1,{id}") } else { format!("{name},{id}") })
            }
            Self::Refused { code, id, .. } => format!("{},-{code}", id.as_deref().unwrap_or("0")),
            Self::Done | Self::Statuses(_) => "OK".into(),
        }
    }

    fn xml(&self) -> String {
        let tag = |name: &str, value: Option<String>| {
            value.map(|value| format!("<{name}>{}</{name}>", escaped(&value))).unwrap_or_default()
        };
        match self {
            Self::Sent(sent) => format!(
                "<result>{}{}{}{}{}</result>",
                tag("id", Some(sent.id.clone())),
                tag("cnt", Some(sent.count.to_string())),
                tag("cost", sent.cost.map(decimal)),
                tag("balance", sent.balance.map(decimal)),
                tag("code", sent.code.clone()),
            ),
            Self::Price { cost, count } => {
                format!("<result><cost>{}</cost><cnt>{count}</cnt></result>", decimal(*cost))
            }
            Self::Balance { balance, .. } => format!("<balance>{}</balance>", decimal(*balance)),
            Self::Senders { names, with_status } => {
                let status = if *with_status { " status=\"1\"" } else { "" };
                let rows = names.iter().zip(1..);
                let rows: String =
                    rows.map(|(name, id)| format!("<sender id=\"{id}\"{status}>{}</sender>", escaped(name))).collect();
                format!("<list>{rows}</list>")
            }
            Self::Refused { code, wording, id } => format!(
                "<result><error>{}</error><error_code>{code}</error_code>{}</result>",
                escaped(wording),
                tag("id", id.clone()),
            ),
            Self::Done | Self::Statuses(_) => "<result>OK</result>".into(),
        }
    }

    fn json(&self, options: &SmscOptions) -> String {
        let money = |sum| money_value(sum, options.money_as_numbers);
        let id = |id: &String| id_value(id, options.ids_as_strings);
        let fields = match self {
            Self::Sent(sent) => serde_json::to_string(&SentFields {
                id: Some(id(&sent.id)),
                cost: sent.cost.map(money),
                cnt: sent.count,
                balance: sent.balance.map(money),
                code: sent.code.clone(),
                phones: sent.phones.iter().map(|result| result.fields(options)).collect(),
            }),
            Self::Price { cost, count } => serde_json::to_string(&SentFields {
                id: None,
                cost: Some(money(*cost)),
                cnt: *count,
                balance: None,
                code: None,
                phones: Vec::new(),
            }),
            Self::Balance { balance, currency } => {
                serde_json::to_string(&BalanceFields { balance: money(*balance), currency: currency.clone() })
            }
            Self::Senders { names, with_status } => {
                let row = |(name, id): (&String, u32)| match with_status {
                    true => serde_json::json!({ "sender": name, "id": id, "status": 1 }),
                    false => serde_json::json!({ "sender": name, "id": id }),
                };
                serde_json::to_string(&names.iter().zip(1..).map(row).collect::<Vec<_>>())
            }
            Self::Refused { code, wording, id: registered } => serde_json::to_string(&RefusalFields {
                error: wording,
                error_code: *code,
                id: registered.as_ref().map(id),
            }),
            Self::Done | Self::Statuses(_) => Ok(r#"{"result":"OK"}"#.to_owned()),
        };
        fields.unwrap_or_default()
    }
}

/// One line for each name with its running id.
fn lines(names: &[String], line: impl Fn(&str, u32) -> String) -> String {
    names.iter().zip(1..).map(|(name, id)| line(name, id)).collect::<Vec<_>>().join("\n")
}

impl PhoneResult {
    fn fields(&self, options: &SmscOptions) -> PhoneFields {
        PhoneFields {
            phone: self.phone.clone(),
            mccmnc: "",
            cost: money_value(self.cost, options.money_as_numbers),
            status: if self.error.is_none() { "-1" } else { "20" }.into(),
            error: self.error.map(|code| code.to_string()),
        }
    }
}

/// A sum as the service writes it: `4.1`, `83.6`, `100`.
pub(crate) fn decimal(sum: Money) -> String {
    let sign = if sum.0 < 0 { "-" } else { "" };
    let all = sum.0.unsigned_abs();
    let text = format!("{sign}{}.{:02}", all / 100, all % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn money_value(sum: Money, as_number: bool) -> Value {
    let text = decimal(sum);
    match text.parse::<serde_json::Number>() {
        Ok(number) if as_number => Value::Number(number),
        _ => Value::String(text),
    }
}

/// An id given by the client as a string comes back as one, a number as a number.
pub(crate) fn id_value(id: &str, as_string: bool) -> Value {
    match id.parse::<u32>() {
        Ok(number) if !as_string => number.into(),
        _ => id.into(),
    }
}

/// Text for XML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
