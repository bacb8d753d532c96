//! «СМС»: the seven services, the account at each, and the one that sends.

use crate::app::App;
use crate::error::{Code, Error};
use crate::integration::{Accounts, secret_name};
use crate::office::blocking;
use crate::secrets::Secrets;
use crate::wire::Empty;
use crate::wire::event::Tag;
use crate::wire::integration::{
    SaveSmsSettings, SendTestSms, SmsAccount, SmsCheck, SmsOutcome, SmsSender, SmsServiceName, SmsSettings, TestSms,
};
use agency_core::Phone;
use agency_messaging::sms::semysms::{self, SemySms, SemySmsAccount};
use agency_messaging::sms::smsc::{self, Smsc, SmscAccount, SmscCredentials};
use agency_messaging::sms::smsint::{self, SmsInt, SmsIntAccount};
use agency_messaging::sms::smsru::{self, SmsRu, SmsRuAccount};
use agency_messaging::sms::stream_telecom::{self, StreamTelecom, StreamTelecomAccount};
use agency_messaging::sms::targetsms::{self, TargetSms, TargetSmsAccount, TargetSmsCredentials};
use agency_messaging::sms::unisender::{self, Unisender, UnisenderAccount};
use agency_messaging::sms::{self, Balance};
use agency_messaging::{SendOutcome, ServiceError, SmsMessage, SmsService};
use agency_store::{Store, settings};
use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Setting with the services.
const SMS: &str = "sms";
const TEST_TEXT: &str = "Проверка СМС из ТурОфиса";

impl SmsServiceName {
    /// Every service, in the order of the list.
    pub const ALL: [Self; 7] =
        [Self::Unisender, Self::Smsc, Self::Semysms, Self::Targetsms, Self::Smsru, Self::StreamTelecom, Self::Smsint];

    /// The word of its secrets in the keyring.
    fn word(self) -> &'static str {
        match self {
            Self::Unisender => "unisender",
            Self::Smsc => "smsc",
            Self::Semysms => "semysms",
            Self::Targetsms => "targetsms",
            Self::Smsru => "smsru",
            Self::StreamTelecom => "stream_telecom",
            Self::Smsint => "smsint",
        }
    }

    /// Its host, which is also its place in the simulator, and its address.
    fn place(self) -> (&'static str, &'static str) {
        match self {
            Self::Unisender => ("api.unisender.com", unisender::BASE_URL),
            Self::Smsc => ("smsc.ru", smsc::BASE_URL),
            Self::Semysms => ("semysms.net", semysms::BASE_URL),
            Self::Targetsms => ("sms.targetsms.ru", targetsms::BASE_URL),
            Self::Smsru => ("sms.ru", smsru::BASE_URL),
            Self::StreamTelecom => ("gateway.api.sc", stream_telecom::BASE_URL),
            Self::Smsint => ("lcab.smsint.ru", smsint::BASE_URL),
        }
    }
}

/// What the setting holds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Saved {
    service: SmsServiceName,
    accounts: BTreeMap<SmsServiceName, SavedAccount>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct SavedAccount {
    login: String,
    sender: String,
}

/// An account with its secrets, as it is needed to send.
struct Filled {
    login: String,
    sender: String,
    password: Option<SecretString>,
    token: Option<SecretString>,
}

impl Filled {
    fn sender(&self) -> Option<String> {
        (!self.sender.is_empty()).then(|| self.sender.clone())
    }

    /// What is missing before `service` can send, in Russian.
    fn missing(&self, service: SmsServiceName) -> Option<&'static str> {
        let has_token = self.token.is_some();
        let has_login = !self.login.is_empty() && self.password.is_some();
        let needs_sender =
            matches!(service, SmsServiceName::Unisender | SmsServiceName::Targetsms | SmsServiceName::StreamTelecom);
        match service {
            SmsServiceName::Unisender if !has_token => Some("Укажите API-ключ."),
            SmsServiceName::Semysms if !has_token => Some("Укажите токен."),
            SmsServiceName::Smsru if !has_token => Some("Укажите api_id."),
            SmsServiceName::Smsint if !has_token => Some("Укажите токен X-Token."),
            SmsServiceName::Smsc if !has_token && !has_login => Some("Укажите логин и пароль или API-ключ."),
            SmsServiceName::Targetsms if !has_token && !has_login => Some("Укажите логин и пароль или токен."),
            SmsServiceName::StreamTelecom if !has_login => Some("Укажите логин и пароль API."),
            _ if needs_sender && self.sender.is_empty() => Some("Укажите имя отправителя."),
            _ => None,
        }
    }

    /// The adapter of `service` at `url`; `None` while something is missing.
    fn adapter(self, service: SmsServiceName, url: &str) -> Result<Option<Arc<dyn SmsService>>, ServiceError> {
        if self.missing(service).is_some() {
            return Ok(None);
        }
        let sender = self.sender();
        let Self { login, password, token, sender: name } = self;
        let adapter: Option<Arc<dyn SmsService>> = match service {
            SmsServiceName::Unisender => token
                .map(|api_key| Unisender::new(UnisenderAccount { api_key, sender: name }, url))
                .transpose()?
                .map(shared),
            SmsServiceName::Smsc => {
                let credentials = match (token, password) {
                    (Some(key), _) => Some(SmscCredentials::ApiKey(key)),
                    (None, Some(password)) => Some(SmscCredentials::Password { login, password }),
                    (None, None) => None,
                };
                credentials
                    .map(|credentials| Smsc::new(SmscAccount { credentials, sender }, url))
                    .transpose()?
                    .map(shared)
            }
            SmsServiceName::Semysms => {
                token.map(|token| SemySms::new(SemySmsAccount { token, device: name }, url)).transpose()?.map(shared)
            }
            SmsServiceName::Targetsms => {
                let credentials = match (token, password) {
                    (Some(token), _) => Some(TargetSmsCredentials::Token(token)),
                    (None, Some(password)) => Some(TargetSmsCredentials::Password { login, password }),
                    (None, None) => None,
                };
                credentials
                    .map(|credentials| TargetSms::new(TargetSmsAccount { credentials, sender: name }, url))
                    .transpose()?
                    .map(shared)
            }
            SmsServiceName::Smsru => {
                token.map(|api_id| SmsRu::new(SmsRuAccount { api_id, sender }, url)).transpose()?.map(shared)
            }
            SmsServiceName::StreamTelecom => password
                .map(|password| StreamTelecom::new(StreamTelecomAccount { login, password, sender: name }, url))
                .transpose()?
                .map(shared),
            SmsServiceName::Smsint => {
                let protocol = password.filter(|_| !login.is_empty()).map(|password| (login, password));
                token.map(|token| SmsInt::new(SmsIntAccount { token, sender, protocol }, url)).transpose()?.map(shared)
            }
        };
        Ok(adapter)
    }
}

fn shared<S: SmsService + 'static>(service: S) -> Arc<dyn SmsService> {
    Arc::new(service)
}

fn password_name(service: SmsServiceName) -> String {
    format!("sms.{}.password", service.word())
}

fn token_name(service: SmsServiceName) -> String {
    format!("sms.{}.token", service.word())
}

impl Accounts {
    fn saved_sms(&self) -> Result<Saved, Error> {
        Ok(self.store().read(|read| settings::get(read, SMS))?.unwrap_or_default())
    }

    fn filled(&self, saved: &Saved, service: SmsServiceName) -> Result<Filled, Error> {
        let SavedAccount { login, sender } = saved.accounts.get(&service).cloned().unwrap_or_default();
        let secret = |name: String| -> Result<Option<SecretString>, Error> {
            Ok(self.secret(&name)?.filter(|secret| !secret.is_empty()).map(SecretString::from))
        };
        Ok(Filled {
            login: login.trim().to_owned(),
            sender: sender.trim().to_owned(),
            password: secret(password_name(service))?,
            token: secret(token_name(service))?,
        })
    }

    fn sms_settings(&self) -> Result<SmsSettings, Error> {
        let saved = self.saved_sms()?;
        let account = |service: SmsServiceName| -> Result<SmsAccount, Error> {
            let filled = self.filled(&saved, service)?;
            Ok(SmsAccount {
                service,
                missing: filled.missing(service).map(str::to_owned),
                has_password: filled.password.is_some(),
                has_token: filled.token.is_some(),
                login: filled.login,
                sender: filled.sender,
            })
        };
        let accounts = SmsServiceName::ALL.into_iter().map(account).collect::<Result<_, _>>()?;
        Ok(SmsSettings { service: saved.service, accounts })
    }

    /// The service that sends, with its account; blocking.
    pub(crate) fn sms(&self) -> Result<Arc<dyn SmsService>, Error> {
        let saved = self.saved_sms()?;
        let (host, real) = saved.service.place();
        let filled = self.filled(&saved, saved.service)?;
        let missing = filled.missing(saved.service);
        let adapter = filled.adapter(saved.service, &self.service_url(host, real))?;
        adapter.ok_or_else(|| Error::new(Code::SmsNotSet).with(missing.unwrap_or_default()))
    }
}

/// Puts the account of the demo agency in place, unless one was chosen there.
pub(crate) fn put_demo(store: &Store, secrets: &dyn Secrets, base_id: &str, now: DateTime<Utc>) -> Result<(), Error> {
    secrets.set(&secret_name(base_id, &password_name(SmsServiceName::Smsc)), "demo")?;
    store.write(now, |write| {
        let chosen: Option<Saved> = settings::get(write, SMS)?;
        if chosen.is_none_or(|saved| saved.accounts.is_empty()) {
            let account = SavedAccount { login: "demo".into(), sender: "TurAgent".into() };
            let accounts = BTreeMap::from([(SmsServiceName::Smsc, account)]);
            settings::put(write, SMS, &Saved { service: SmsServiceName::Smsc, accounts })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// The SMS services and the accounts at them.
pub(crate) async fn get_sms_settings(app: &App, _: Empty) -> Result<SmsSettings, Error> {
    let accounts = app.office().await?.accounts.clone();
    blocking(move || accounts.sms_settings()).await?
}

/// Saves the account at a service and lets that service send.
pub(crate) async fn save_sms_settings(app: &App, request: SaveSmsSettings) -> Result<SmsSettings, Error> {
    let office = app.office().await?;
    if let Some(reason) = sender_problem(request.service, request.sender.trim()) {
        return Err(Error::new(Code::Invalid).with(reason));
    }
    let accounts = office.accounts.clone();
    let service = request.service;
    blocking(move || -> Result<(), Error> {
        if let Some(password) = &request.password {
            accounts.keep_secret(&password_name(service), password.trim())?;
        }
        if let Some(token) = &request.token {
            accounts.keep_secret(&token_name(service), token.trim())?;
        }
        Ok(())
    })
    .await??;
    let account = SavedAccount { login: request.login.trim().into(), sender: request.sender.trim().into() };
    office
        .write(move |write| {
            let mut saved: Saved = settings::get(write, SMS)?.unwrap_or_default();
            saved.service = service;
            saved.accounts.insert(service, account);
            settings::put(write, SMS, &saved)
        })
        .await?;
    app.bus.stale(&[Tag::Integrations]);
    get_sms_settings(app, Empty {}).await
}

/// A sender name is ≤ 11 Latin characters or ≤ 15 digits at every service; at
/// SMS.ru and Unisender not shorter than 3. SemySMS has devices instead.
fn sender_problem(service: SmsServiceName, sender: &str) -> Option<&'static str> {
    let is_number = !sender.is_empty() && sender.bytes().all(|byte| byte.is_ascii_digit());
    let is_latin = sender.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    let least = if matches!(service, SmsServiceName::Smsru | SmsServiceName::Unisender) { 3 } else { 1 };
    match service {
        SmsServiceName::Semysms if sender.is_empty() || is_number || sender == semysms::ANY_DEVICE => None,
        SmsServiceName::Semysms => Some("Устройство — это его номер в SemySMS или слово active."),
        _ if !is_latin => Some("Имя отправителя пишется латиницей."),
        _ if sender.len() > if is_number { 15 } else { 11 } => {
            Some("Имя отправителя — не длиннее 11 латинских знаков или 15 цифр.")
        }
        _ if !sender.is_empty() && sender.len() < least => Some("Имя отправителя — не короче 3 знаков."),
        _ => None,
    }
}

/// Asks the service for balance and sender names: that proves the account.
pub(crate) async fn check_sms(app: &App, _: Empty) -> Result<SmsCheck, Error> {
    let accounts = app.office().await?.accounts.clone();
    let service = blocking(move || accounts.sms()).await??;
    let balance = service.balance().await?;
    let senders = service.senders().await?;
    let told = |sender: sms::Sender| SmsSender { name: sender.name, is_ready: sender.is_ready };
    Ok(SmsCheck { balance: shown(&balance), senders: senders.map(|senders| senders.into_iter().map(told).collect()) })
}

fn shown(balance: &Balance) -> String {
    let unit = match balance.currency.as_deref() {
        Some("RUR" | "RUB") | None => "₽",
        Some("SMS") => "СМС",
        Some(other) => other,
    };
    format!("{}\u{a0}{unit}", balance.amount.replace('.', ","))
}

/// Sends a short message to a number of the office.
pub(crate) async fn send_test_sms(app: &App, request: SendTestSms) -> Result<TestSms, Error> {
    let phone =
        Phone::parse(&request.phone).map_err(|_| Error::new(Code::Invalid).with("Номер телефона написан неверно."))?;
    let accounts = app.office().await?.accounts.clone();
    let service = blocking(move || accounts.sms()).await??;
    let message = SmsMessage {
        client_id: uuid::Uuid::now_v7().to_string(),
        phone,
        text: TEST_TEXT.into(),
        masked_text: TEST_TEXT.into(),
    };
    let report = service.send(&message).await;
    let (outcome, explanation, cost) = match report.outcome {
        SendOutcome::Accepted { cost, .. } => {
            (SmsOutcome::Accepted, "Сервис принял сообщение. Проверьте телефон.".to_owned(), cost)
        }
        SendOutcome::Rejected { message, advice, .. } => (SmsOutcome::Rejected, format!("{message} {advice}"), None),
        SendOutcome::Unknown { why } => (SmsOutcome::Unknown, why, None),
    };
    Ok(TestSms {
        outcome,
        explanation,
        parts: sms::parts(TEST_TEXT).parts,
        cost,
        request: report.exchange.request,
        answer: report.exchange.answer,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(SmsServiceName::Smsc, "", true)]
    #[case(SmsServiceName::Smsc, "TurAgent", true)]
    #[case(SmsServiceName::Smsc, "Tur Agent", true)]
    #[case(SmsServiceName::Smsc, "ABCDEFGHIJK", true)]
    #[case(SmsServiceName::Smsc, "ABCDEFGHIJKL", false)]
    #[case(SmsServiceName::Smsc, "123456789012345", true)]
    #[case(SmsServiceName::Smsc, "1234567890123456", false)]
    #[case(SmsServiceName::Smsc, "ТурАгент", false)]
    #[case(SmsServiceName::Smsc, "A", true)]
    #[case(SmsServiceName::Smsru, "AB", false)]
    #[case(SmsServiceName::Smsru, "ABC", true)]
    #[case(SmsServiceName::Unisender, "AB", false)]
    #[case(SmsServiceName::Semysms, "active", true)]
    #[case(SmsServiceName::Semysms, "1201", true)]
    #[case(SmsServiceName::Semysms, "", true)]
    #[case(SmsServiceName::Semysms, "TurAgent", false)]
    fn sender_names_are_checked_before_saving(
        #[case] service: SmsServiceName,
        #[case] sender: &str,
        #[case] right: bool,
    ) {
        assert_eq!(sender_problem(service, sender).is_none(), right, "{sender}");
    }

    fn filled(login: &str, password: bool, token: bool, sender: &str) -> Filled {
        let secret = |is_kept: bool| is_kept.then(|| SecretString::from("secret"));
        Filled { login: login.into(), sender: sender.into(), password: secret(password), token: secret(token) }
    }

    #[rstest]
    #[case(SmsServiceName::Unisender, filled("", false, true, "Tur"), true)]
    #[case(SmsServiceName::Unisender, filled("", false, true, ""), false)]
    #[case(SmsServiceName::Unisender, filled("demo", true, false, "Tur"), false)]
    #[case(SmsServiceName::Smsc, filled("demo", true, false, ""), true)]
    #[case(SmsServiceName::Smsc, filled("", false, true, ""), true)]
    #[case(SmsServiceName::Smsc, filled("", true, false, ""), false)]
    #[case(SmsServiceName::Semysms, filled("", false, true, ""), true)]
    #[case(SmsServiceName::Semysms, filled("demo", true, false, ""), false)]
    #[case(SmsServiceName::Targetsms, filled("demo", true, false, "Tur"), true)]
    #[case(SmsServiceName::Targetsms, filled("", false, true, "Tur"), true)]
    #[case(SmsServiceName::Targetsms, filled("demo", true, false, ""), false)]
    #[case(SmsServiceName::Smsru, filled("", false, true, ""), true)]
    #[case(SmsServiceName::StreamTelecom, filled("7900", true, false, "Tur"), true)]
    #[case(SmsServiceName::StreamTelecom, filled("7900", false, true, "Tur"), false)]
    #[case(SmsServiceName::Smsint, filled("", false, true, ""), true)]
    #[case(SmsServiceName::Smsint, filled("demo", true, false, ""), false)]
    fn an_account_is_whole_when_its_service_can_send(
        #[case] service: SmsServiceName,
        #[case] account: Filled,
        #[case] is_whole: bool,
    ) {
        assert_eq!(account.missing(service).is_none(), is_whole);
        let adapter = account.adapter(service, service.place().1).expect("an address");
        assert_eq!(adapter.is_some(), is_whole);
    }
}
