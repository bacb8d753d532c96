//! What went wrong with a letter, for a person.

use crate::mail::{MailError, MailErrorKind};
use lettre::transport::smtp;
use std::{error::Error, io};

const CHECK_SETTINGS: &str = "Проверьте адрес сервера, порт и подключение к интернету. Письмо можно отправить ещё раз.";
const CHECK_PORT: &str = "Проверьте порт и вид защиты в настройках почты: обычно 465 — TLS, 587 — STARTTLS.";
const LATER: &str = "Программа попробует ещё раз позже; можно отправить и вручную.";

/// The step of a conversation that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Connect,
    StartTls,
    Login,
    Sender,
    Recipient,
    Letter,
}

impl Step {
    /// Turns the library's error into this step's failure.
    pub(super) fn failed(self) -> impl FnOnce(smtp::Error) -> Failure {
        move |error| Failure::At(self, error)
    }
}

/// Why a letter was not taken.
#[derive(Debug)]
pub(super) enum Failure {
    /// The server refused a step, or the connection broke at it.
    At(Step, smtp::Error),
    /// STARTTLS is asked for and not offered.
    NoStartTls,
    /// A login is set and the server offers no way to use it.
    NoLoginOffered,
    /// The server takes only 7-bit letters.
    NoEightBit,
    /// The time for the whole letter is over.
    TimedOut,
}

/// Plain text to a server elsewhere.
pub(super) fn unprotected() -> MailError {
    tls_error("Без защиты соединения можно отправлять почту только через сервер на этом компьютере.", CHECK_PORT)
}

/// The certificate given beside the settings cannot be used.
pub(super) fn bad_root() -> MailError {
    tls_error(
        "Не удалось подготовить защищённое соединение с почтовым сервером: сертификат не читается.",
        "Проверьте имя сервера и файл сертификата в настройках почты.",
    )
}

fn tls_error(message: &str, advice: &str) -> MailError {
    MailError { kind: MailErrorKind::Tls, message: message.into(), advice: advice.into() }
}

impl Failure {
    /// The class, what happened and what to do. The server's own words are left
    /// out: they may repeat the address or more.
    pub(super) fn explain(self) -> MailError {
        let (kind, message, advice) = match self {
            Self::NoStartTls => {
                return tls_error("Почтовый сервер не предлагает защищённое соединение (STARTTLS).", CHECK_PORT);
            }
            Self::NoLoginOffered => (
                MailErrorKind::Credentials,
                "Почтовый сервер не предлагает вход по логину и паролю.".into(),
                "Проверьте порт и вид защиты. Если сервер принимает почту без входа, очистите логин в настройках почты.",
            ),
            Self::NoEightBit => (
                MailErrorKind::Letter,
                "Почтовый сервер не принимает письма на русском языке (нет 8BITMIME).".into(),
                "Выберите другой почтовый сервер.",
            ),
            Self::TimedOut => (MailErrorKind::Temporary, "Почтовый сервер не ответил вовремя.".into(), CHECK_SETTINGS),
            Self::At(step, error) => return explain_step(step, &error),
        };
        MailError { kind, message, advice: advice.into() }
    }
}

fn explain_step(step: Step, error: &smtp::Error) -> MailError {
    if let Some(failed) = tls_failure(error) {
        return failed;
    }
    let code = error.status().map(u16::from);
    let told = code.map(|code| format!(" (код {code})")).unwrap_or_default();
    let (kind, message, advice) = match (step, code) {
        (_, None) if step == Step::Connect => {
            (MailErrorKind::Temporary, "Почтовый сервер недоступен.".into(), CHECK_SETTINGS)
        }
        (_, None) => {
            (MailErrorKind::Temporary, "Связь с почтовым сервером оборвалась: он мог и принять письмо.".into(), LATER)
        }
        (_, Some(400..=499)) => {
            (MailErrorKind::Temporary, format!("Почтовый сервер просит повторить попытку позже{told}."), LATER)
        }
        (Step::Connect, _) => {
            (MailErrorKind::Temporary, format!("Почтовый сервер отказался от соединения{told}."), CHECK_SETTINGS)
        }
        (Step::StartTls, _) | (Step::Login, Some(538)) => {
            return tls_error(&format!("Почтовый сервер не установил защищённое соединение{told}."), CHECK_PORT);
        }
        (Step::Login, _) => (
            MailErrorKind::Credentials,
            format!("Почтовый сервер не принял логин или пароль{told}."),
            "Проверьте логин и пароль в настройках почты. Многим почтовым службам нужен отдельный пароль для программ: \
             его создают в настройках почтового ящика.",
        ),
        (_, Some(530)) => (
            MailErrorKind::Credentials,
            format!("Почтовый сервер требует входа{told}."),
            "Укажите логин и пароль в настройках почты.",
        ),
        (Step::Sender, _) => (
            MailErrorKind::Letter,
            format!("Почтовый сервер не принял адрес отправителя{told}."),
            "Укажите в настройках почты адрес отправителя, который принадлежит этому почтовому ящику.",
        ),
        (Step::Recipient, _) => (
            MailErrorKind::Recipient,
            format!("Почтовый сервер не принял адрес получателя{told}."),
            "Проверьте e-mail заказчика: возможно, в нём опечатка или такого ящика нет.",
        ),
        (Step::Letter, Some(552)) => (
            MailErrorKind::Letter,
            format!("Письмо слишком большое для почтового сервера{told}."),
            "Уменьшите вложения или отправьте их по частям.",
        ),
        (Step::Letter, _) => (
            MailErrorKind::Letter,
            format!("Почтовый сервер не принял письмо{told}."),
            "Возможно, сервер счёл письмо нежелательным. Обратитесь в поддержку почтовой службы.",
        ),
    };
    MailError { kind, message, advice: advice.into() }
}

/// A failed handshake. The library calls it a connection error (`is_tls()` is
/// false for an untrusted certificate), so the cause is looked for behind it.
fn tls_failure(error: &smtp::Error) -> Option<MailError> {
    let mut cause: Option<&(dyn Error + 'static)> = error.source();
    while let Some(current) = cause {
        let inner = current.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        let found = current
            .downcast_ref::<rustls::Error>()
            .or_else(|| inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()));
        match found {
            Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented) => {
                return Some(tls_error(
                    "Сертификат почтового сервера не прошёл проверку: возможно, это не тот сервер.",
                    "Проверьте имя сервера, дату и время на компьютере. Не отправляйте почту, пока причина не ясна.",
                ));
            }
            Some(_) => {
                return Some(tls_error("Не удалось установить защищённое соединение с почтовым сервером.", CHECK_PORT));
            }
            None => cause = current.source(),
        }
    }
    error.is_tls().then(|| tls_error("Не удалось установить защищённое соединение с почтовым сервером.", CHECK_PORT))
}
