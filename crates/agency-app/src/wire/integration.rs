//! «Интеграции»: steps, SMS service, mail, «История СМС».

use super::Page;
use agency_core::ids::{OrderId, SmsId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// State of a step of «Подписание договора по СМС».
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// ✓
    Done,
    /// ✗
    Missing,
    /// i
    Info,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Step {
    /// «Шаг 1. Отправка СМС».
    pub title: String,
    /// What to do or what is right already.
    pub text: String,
    /// What is missing, if anything.
    pub reason: Option<String>,
    /// ✓, ✗ or i.
    pub state: StepState,
}

/// The four steps.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Steps {
    /// In order.
    pub steps: Vec<Step>,
}

/// An SMS service the program speaks to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SmsServiceName {
    /// Unisender.
    Unisender,
    /// SMSC.ru.
    #[default]
    Smsc,
    /// SemySMS.
    Semysms,
    /// TargetSMS.
    Targetsms,
    /// SMS.ru.
    Smsru,
    /// Stream Telecom.
    StreamTelecom,
    /// SMSint.
    Smsint,
}

/// An account at a service. Password and token stay in the keyring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SmsAccount {
    /// Сервис.
    pub service: SmsServiceName,
    /// Логин.
    pub login: String,
    /// Имя отправителя, or the device of SemySMS; empty means the account's default.
    pub sender: String,
    /// Whether a password is kept.
    pub has_password: bool,
    /// Whether a token or key is kept.
    pub has_token: bool,
    /// What is missing before it can send, in Russian.
    pub missing: Option<String>,
}

/// The SMS services: which one sends, and the account at each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SmsSettings {
    /// The service that sends.
    pub service: SmsServiceName,
    /// One for every service, in the order of the list.
    pub accounts: Vec<SmsAccount>,
}

/// Saves the account at a service and lets that service send.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SaveSmsSettings {
    /// Сервис.
    pub service: SmsServiceName,
    /// Логин.
    pub login: String,
    /// Имя отправителя, or the device of SemySMS.
    pub sender: String,
    /// New password; `null` keeps the present one, an empty one forgets it.
    pub password: Option<String>,
    /// New token or key; `null` keeps the present one, an empty one forgets it.
    pub token: Option<String>,
}

/// A name messages may come from, or a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SmsSender {
    /// Имя.
    pub name: String,
    /// Whether the service lets it be used now.
    pub is_ready: bool,
}

/// The account answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SmsCheck {
    /// «83,60 ₽» or «4998 СМС» as the service tells it.
    pub balance: String,
    /// Sender names; `null` where the service has no such list.
    pub senders: Option<Vec<SmsSender>>,
}

/// Sends a test message.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SendTestSms {
    /// Recipient as typed.
    pub phone: String,
}

/// What became of a test message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TestSms {
    /// Принято, отказ, неизвестно.
    pub outcome: SmsOutcome,
    /// What happened and what to do, in Russian.
    pub explanation: String,
    /// Parts of the message.
    pub parts: usize,
    /// Cost as the service tells it.
    pub cost: Option<String>,
    /// The request, redacted.
    pub request: String,
    /// The answer, redacted.
    pub answer: String,
}

/// Kind of a secure connection to the mail server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    /// TLS from the first byte, port 465.
    #[default]
    Tls,
    /// STARTTLS, port 587.
    StartTls,
    /// None: this computer only.
    None,
}

/// The mail account. The password stays in the keyring.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct MailSettings {
    /// Server.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Secure connection.
    pub security: MailSecurity,
    /// Логин.
    pub login: String,
    /// Address letters come from.
    pub from_address: String,
    /// Name letters come from.
    pub from_name: String,
    /// Whether a password is kept.
    pub has_password: bool,
}

/// Saves the mail account.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SaveMailSettings {
    /// Everything but the password.
    pub settings: MailSettings,
    /// New password; `null` keeps the present one.
    pub password: Option<String>,
}

/// Sends a test letter.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SendTestLetter {
    /// Recipient.
    pub to: String,
}

/// What «История СМС» shows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListSmsHistory {
    /// Words to find in order number, service, request and answer.
    pub search: String,
    /// Slice, newest first.
    pub page: Page,
}

/// How a sending ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SmsOutcome {
    /// Accepted by the service.
    Accepted,
    /// Refused by the service.
    Rejected,
    /// Not known.
    Unknown,
}

/// A row of «История СМС».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SmsHistoryRow {
    /// Identity.
    pub id: SmsId,
    /// The order.
    pub order_id: OrderId,
    /// Номер заявки.
    pub order_number: String,
    /// Дата СМС.
    pub sent_at: DateTime<Utc>,
    /// Дата подписания: the moment this very code signed the contract.
    pub signed_at: Option<DateTime<Utc>>,
    /// Сервис.
    pub service: String,
    /// Получатель, masked.
    pub phone_masked: String,
    /// How it ended.
    pub outcome: SmsOutcome,
    /// The answer in a sentence.
    pub explanation: String,
    /// Parts billed.
    pub parts: Option<u32>,
    /// Cost as the service told it.
    pub cost: Option<String>,
    /// Запрос в АПИ, redacted.
    pub request: String,
    /// Ответ АПИ, redacted.
    pub answer: String,
}

/// A slice of «История СМС».
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SmsHistory {
    /// Rows.
    pub rows: Vec<SmsHistoryRow>,
    /// How many rows there are in all.
    pub total: u32,
}
