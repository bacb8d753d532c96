//! «Интеграции»: the SMS service, mail, the steps, «История СМС».

use crate::app::App;
use crate::error::{Code, Error};
use crate::office::{Office, blocking};
use crate::secrets::Secrets;
use crate::start::AGENCY;
use crate::wire::Empty;
use crate::wire::event::Tag;
use crate::wire::integration::{
    ListSmsHistory, MailSecurity, MailSettings, SaveMailSettings, SendTestLetter, SmsHistory, SmsHistoryRow,
    SmsOutcome, Step, StepState, Steps,
};
use agency_core::{Agency, Email};
use agency_messaging::mail::letters;
use agency_messaging::mail::smtp::{SmtpMailer, SmtpSecurity, SmtpSettings};
use agency_messaging::{MailError, Mailer, ServiceError};
use agency_store::images::{self, Image};
use agency_store::sms_history::{self, SmsRecord};
use agency_store::{Store, settings};
use secrecy::SecretString;
use std::sync::Arc;

const MAIL: &str = "mail";
const MAIL_PASSWORD: &str = "mail.password";
/// A page of history is never longer.
const LONGEST_PAGE: u32 = 500;

/// The accounts of an open agency, as the portal and the settings use them.
/// Everything is read at the moment of use, so a changed setting works at once.
pub(crate) struct Accounts {
    store: Arc<Store>,
    secrets: Arc<dyn Secrets>,
    base_id: String,
    /// Base address of the simulator, in the demo; the real services otherwise.
    simulator: Option<String>,
}

impl Accounts {
    pub(crate) fn new(
        store: Arc<Store>,
        secrets: Arc<dyn Secrets>,
        base_id: String,
        simulator: Option<String>,
    ) -> Self {
        Self { store, secrets, base_id, simulator }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Where a service answers: the real address, or its place in the simulator.
    pub(crate) fn service_url(&self, host: &str, real: &str) -> String {
        self.simulator.as_ref().map_or_else(|| real.to_owned(), |simulator| format!("{simulator}/{host}"))
    }

    pub(crate) fn secret(&self, name: &str) -> Result<Option<String>, Error> {
        Ok(self.secrets.get(&secret_name(&self.base_id, name))?)
    }

    pub(crate) fn keep_secret(&self, name: &str, value: &str) -> Result<(), Error> {
        Ok(self.secrets.set(&secret_name(&self.base_id, name), value)?)
    }

    fn mail_settings(&self) -> Result<MailSettings, Error> {
        let saved: MailSettings = self.store.read(|read| settings::get(read, MAIL))?.unwrap_or_default();
        let has_password = self.secret(MAIL_PASSWORD)?.is_some_and(|password| !password.is_empty());
        Ok(MailSettings { has_password, ..saved })
    }

    /// The mail account; blocking.
    pub(crate) fn mailer(&self) -> Result<Arc<dyn Mailer>, Error> {
        let saved = self.mail_settings()?;
        let password = self.secret(MAIL_PASSWORD)?.unwrap_or_default();
        if !is_complete(&saved) {
            return Err(Error::new(Code::MailNotSet));
        }
        let from = Email::parse(&saved.from_address)
            .map_err(|_| Error::new(Code::MailNotSet).with("Адрес отправителя написан неверно."))?;
        let mailer = SmtpMailer::new(SmtpSettings {
            host: saved.host.trim().to_owned(),
            port: saved.port,
            security: match saved.security {
                MailSecurity::Tls => SmtpSecurity::Tls,
                MailSecurity::StartTls => SmtpSecurity::StartTls,
                MailSecurity::None => SmtpSecurity::None,
            },
            login: saved.login.trim().to_owned(),
            password: SecretString::from(password),
            from,
            from_name: saved.from_name.trim().to_owned(),
            extra_root: None,
        })?;
        Ok(Arc::new(mailer))
    }
}

fn is_complete(mail: &MailSettings) -> bool {
    !mail.host.trim().is_empty()
        && mail.port != 0
        && !mail.from_address.trim().is_empty()
        && (mail.login.trim().is_empty() || mail.has_password)
}

pub(crate) fn secret_name(base_id: &str, name: &str) -> String {
    format!("{base_id}/{name}")
}

/// Puts the accounts of the demo agency in place.
pub(crate) struct DemoAccounts<'a> {
    pub(crate) store: &'a Store,
    pub(crate) secrets: &'a dyn Secrets,
    pub(crate) base_id: &'a str,
    pub(crate) smtp_port: u16,
    pub(crate) now: chrono::DateTime<chrono::Utc>,
}

impl DemoAccounts<'_> {
    pub(crate) fn put(&self) -> Result<(), Error> {
        self.secrets.set(&secret_name(self.base_id, MAIL_PASSWORD), "demo")?;
        crate::sms_service::put_demo(self.store, self.secrets, self.base_id, self.now)?;
        self.store.write(self.now, |write| {
            // the port of the built-in mail server is another one at every start
            let mail = MailSettings {
                host: "127.0.0.1".into(),
                port: self.smtp_port,
                security: MailSecurity::None,
                login: "demo".into(),
                from_address: "dogovor@romashka.example".into(),
                from_name: "Ромашка Тур".into(),
                has_password: true,
            };
            settings::put(write, MAIL, &mail)
        })?;
        Ok(())
    }
}

/// Steps 1–4 of «Подписание договора по СМС», from the real state.
pub(crate) async fn get_integration_steps(app: &App, _: Empty) -> Result<Steps, Error> {
    let office = app.office().await?;
    let readiness = Readiness::of(&office).await?;
    let sending = [readiness.sms.as_deref(), readiness.mail.as_deref(), readiness.portal.as_deref()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>();
    let step = |title: &str, text: &str, reason: Option<String>| Step {
        title: title.to_owned(),
        text: text.to_owned(),
        state: if reason.is_some() { StepState::Missing } else { StepState::Done },
        reason,
    };
    let info = |title: &str, text: &str| Step {
        title: title.to_owned(),
        text: text.to_owned(),
        reason: None,
        state: StepState::Info,
    };
    Ok(Steps {
        steps: vec![
            step(
                "Шаг 1. Отправка СМС и писем",
                "Во вкладке «СМС» подключите сервис, который отправит туристу код, во вкладке «Почта» — ящик, с которого уйдёт ссылка на договор.",
                (!sending.is_empty()).then(|| sending.join(" ")),
            ),
            step(
                "Шаг 2. Загрузка печати и подписи",
                "Загрузите печать и подпись агентства: они встанут в договор. Предпринимателю достаточно подписи, организации нужны обе.",
                readiness.images,
            ),
            info(
                "Шаг 3. Заявка",
                "Проверьте в заявке данные заказчика: на его электронную почту придёт ссылка на договор, на его мобильный телефон — код для подписания.",
            ),
            info(
                "Шаг 4. Формирование договора",
                "В заголовке заявки нажмите «Скачать документы» и выберите «Подписать электронный договор». Портал подписания работает внутри программы, поэтому ссылка открывается на этом компьютере.",
            ),
        ],
    })
}

/// What is not ready for signing, each with its reason in Russian.
pub(crate) struct Readiness {
    pub(crate) sms: Option<String>,
    pub(crate) mail: Option<String>,
    pub(crate) images: Option<String>,
    pub(crate) portal: Option<String>,
}

impl Readiness {
    pub(crate) async fn of(office: &Office) -> Result<Self, Error> {
        let accounts = office.accounts.clone();
        let (sms, mail) = blocking(move || (reason(accounts.sms().err()), reason(accounts.mailer().err()))).await?;
        let images = office
            .read(|read| {
                let agency: Agency = settings::get(read, AGENCY)?.unwrap_or_default();
                let has_signature = images::get(read, Image::Signature)?.is_some();
                let has_stamp = images::get(read, Image::Stamp)?.is_some();
                Ok(match (has_signature, has_stamp || !agency.needs_stamp()) {
                    (true, true) => None,
                    (true, false) => {
                        Some("Не загружена печать: договору организации нужны и подпись, и печать.".into())
                    }
                    (false, true) => Some("Не загружена подпись.".into()),
                    (false, false) => Some("Не загружены подпись и печать.".into()),
                })
            })
            .await?;
        let portal = office.portal.problem.as_ref().map(|problem| {
            format!("Портал подписания не запустился: {}. Закройте программу и откройте снова.", problem.title)
        });
        Ok(Self { sms, mail, images, portal })
    }
}

fn reason(error: Option<Error>) -> Option<String> {
    error.map(|error| format!("{}.", error.title.trim_end_matches('.')))
}

/// The mail account.
pub(crate) async fn get_mail_settings(app: &App, _: Empty) -> Result<MailSettings, Error> {
    let accounts = app.office().await?.accounts.clone();
    blocking(move || accounts.mail_settings()).await?
}

/// Saves the mail account.
pub(crate) async fn save_mail_settings(app: &App, request: SaveMailSettings) -> Result<MailSettings, Error> {
    let office = app.office().await?;
    keep_password(&office, MAIL_PASSWORD, request.password).await?;
    let kept = MailSettings { has_password: false, ..request.settings };
    office.write(move |write| settings::put(write, MAIL, &kept)).await?;
    app.bus.stale(&[Tag::Integrations]);
    get_mail_settings(app, Empty {}).await
}

/// Puts a new password into the keyring; without one the present stays.
async fn keep_password(office: &Office, name: &'static str, password: Option<String>) -> Result<(), Error> {
    let Some(password) = password else { return Ok(()) };
    let accounts = office.accounts.clone();
    blocking(move || accounts.keep_secret(name, &password)).await?
}

/// Sends a test letter with the saved account, and waits for the server's word.
pub(crate) async fn send_test_letter(app: &App, request: SendTestLetter) -> Result<Empty, Error> {
    let office = app.office().await?;
    let to =
        Email::parse(&request.to).map_err(|_| Error::new(Code::Invalid).with("Адрес получателя написан неверно."))?;
    let agency = crate::agency::load(&office).await?;
    let accounts = office.accounts.clone();
    let mailer = blocking(move || accounts.mailer()).await??;
    let letter = letters::test(&letters::TestLetter {
        message_id: &format!("<{}@test.turoffice>", uuid::Uuid::now_v7()),
        to: &to,
        agency_name: &agency.short_name,
        sent_at: office.now(),
    });
    mailer.send(&letter).await?;
    Ok(Empty {})
}

/// A slice of «История СМС».
pub(crate) async fn list_sms_history(app: &App, request: ListSmsHistory) -> Result<SmsHistory, Error> {
    let office = app.office().await?;
    let page = request.page;
    let (records, total) = office
        .read(move |read| sms_history::list(read, &request.search, page.offset, page.limit.min(LONGEST_PAGE)))
        .await?;
    Ok(SmsHistory { rows: records.into_iter().map(SmsHistoryRow::from).collect(), total })
}

impl From<SmsRecord> for SmsHistoryRow {
    fn from(record: SmsRecord) -> Self {
        Self {
            id: record.id,
            order_id: record.order_id,
            order_number: record.order_number,
            sent_at: record.sent_at,
            signed_at: record.signed_at,
            service: record.service,
            phone_masked: record.phone_masked,
            outcome: match record.outcome.as_str() {
                "accepted" => SmsOutcome::Accepted,
                "rejected" => SmsOutcome::Rejected,
                _ => SmsOutcome::Unknown,
            },
            explanation: record.explanation,
            parts: record.parts,
            cost: record.cost,
            request: record.request,
            answer: record.answer,
        }
    }
}

impl From<ServiceError> for Error {
    fn from(error: ServiceError) -> Self {
        Self::new(Code::SmsRefused).with(error.message).advising(error.advice)
    }
}

impl From<MailError> for Error {
    fn from(error: MailError) -> Self {
        Self::new(Code::MailRefused).with(error.message).advising(error.advice)
    }
}
