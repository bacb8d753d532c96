//! Requests to the services: one try, no redirects, bounded time and size.

use super::{RejectKind, ServiceError};
use crate::tls;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1251};
use reqwest::{Client, Response, Url, header, redirect};
use std::{net::IpAddr, time::Duration};

/// Longest answer read, in bytes.
const MAX_ANSWER: usize = 64 * 1024;

/// How long a service is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Until the connection stands. Shorter than `total`, so that a host that
    /// does not answer counts as not reached.
    pub connect: Duration,
    /// Until the answer is read to its end.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(8), total: Duration::from_secs(20) }
    }
}

/// An answer read to its end and decoded.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) text: String,
}

/// Why there is no answer.
pub(crate) enum Failure {
    /// Nothing left this computer.
    NotSent,
    /// The request may have arrived.
    Lost {
        /// A word for logs: `timeout`.
        code: &'static str,
        /// In Russian, the beginning of a sentence.
        why: String,
        /// What came of the answer before it broke.
        received: String,
    },
}

/// What is asked of a service: always POST, so that no key stands in an address.
pub(crate) struct Request<'a> {
    /// Path below the service's address: `sys/send.php`.
    pub(crate) path: &'static str,
    /// Query without the question mark; never a secret.
    pub(crate) query: Option<&'static str>,
    /// Header of the account, if the service takes its key there.
    pub(crate) header: Option<(&'static str, String)>,
    pub(crate) body: RequestBody<'a>,
}

/// The two ways services take parameters.
pub(crate) enum RequestBody<'a> {
    Form(&'a [(&'static str, &'a str)]),
    Json(&'a serde_json::Value),
}

impl<'a> Request<'a> {
    pub(crate) fn form(path: &'static str, form: &'a [(&'static str, &'a str)]) -> Self {
        Self { path, query: None, header: None, body: RequestBody::Form(form) }
    }

    pub(crate) fn json(path: &'static str, body: &'a serde_json::Value) -> Self {
        Self { path, query: None, header: None, body: RequestBody::Json(body) }
    }
}

/// A client for one service.
pub(crate) struct Transport {
    client: Client,
    base: Url,
    service: &'static str,
    timeouts: Timeouts,
}

impl Transport {
    /// `base` is the address of the service; plain `http` is taken only on this computer.
    pub(crate) fn new(service: &'static str, base: &str, timeouts: Timeouts) -> Result<Self, ServiceError> {
        let wrong_address = || ServiceError {
            code: "address".into(),
            kind: RejectKind::Request,
            message: format!("Адрес сервиса {service} указан неверно."),
            advice: "Укажите адрес, который начинается с https://.".into(),
        };
        let base = Url::parse(base).map_err(|_| wrong_address())?;
        let is_local = is_loopback(&base);
        if base.cannot_be_a_base() || !(base.scheme() == "https" || base.scheme() == "http" && is_local) {
            return Err(wrong_address());
        }
        tls::install_provider();
        let mut builder = Client::builder()
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .http1_only()
            .pool_max_idle_per_host(0)
            .connect_timeout(timeouts.connect)
            .timeout(timeouts.total);
        if is_local {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|_| ServiceError {
            code: "tls".into(),
            kind: RejectKind::Unreachable,
            message: "Не удалось подготовить защищённое соединение.".into(),
            advice: "Проверьте, что на компьютере установлены корневые сертификаты, и перезапустите программу.".into(),
        })?;
        Ok(Self { client, base, service, timeouts })
    }

    /// POST, once.
    pub(crate) async fn post(&self, request: Request<'_>) -> Result<Answer, Failure> {
        let mut url = self.base.clone();
        url.set_path(&format!("{}/{}", self.base.path().trim_end_matches('/'), request.path));
        url.set_query(request.query);
        let mut call = self.client.post(url);
        if let Some((name, value)) = request.header {
            call = call.header(name, value);
        }
        call = match request.body {
            RequestBody::Form(form) => call.form(form),
            RequestBody::Json(body) => call.json(body),
        };
        let response = call.send().await.map_err(|error| self.failure(&error, &[]))?;
        let status = response.status().as_u16();
        let text = self.read(response).await?;
        Ok(Answer { status, text })
    }

    async fn read(&self, mut response: Response) -> Result<String, Failure> {
        let charset = charset(&response);
        let mut body = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => return Ok(decoded(&body, charset)),
                Err(error) => return Err(self.failure(&error, &body)),
            }
            if body.len() > MAX_ANSWER {
                return Err(Failure::Lost {
                    code: "too_long",
                    why: format!("{} прислал слишком длинный ответ", self.service),
                    received: decoded(&body, charset),
                });
            }
        }
    }

    fn failure(&self, error: &reqwest::Error, received: &[u8]) -> Failure {
        if error.is_connect() || error.is_builder() {
            return Failure::NotSent;
        }
        let received = decoded(received, None);
        if error.is_timeout() {
            let seconds = self.timeouts.total.as_secs_f64().ceil();
            let why = format!("{} не ответил вовремя (ждали {seconds}\u{a0}с)", self.service);
            Failure::Lost { code: "timeout", why, received }
        } else {
            let why = format!("Связь с {} оборвалась до конца ответа", self.service);
            Failure::Lost { code: "broken", why, received }
        }
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn charset(response: &Response) -> Option<&'static Encoding> {
    let kind = response.headers().get(header::CONTENT_TYPE)?.to_str().ok()?.to_ascii_lowercase();
    let (_, label) = kind.split_once("charset=")?;
    Encoding::for_label(label.split(';').next()?.trim().trim_matches('"').as_bytes())
}

/// Text of an answer; without a named encoding UTF-8, and windows-1251 if it is not that.
fn decoded(body: &[u8], charset: Option<&'static Encoding>) -> String {
    let usual = if str::from_utf8(body).is_ok() { UTF_8 } else { WINDOWS_1251 };
    charset.unwrap_or(usual).decode(body).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("https://smsc.ru", true)]
    #[case("http://127.0.0.1:8090/smsc.ru", true)]
    #[case("http://[::1]:8090/smsc.ru", true)]
    #[case("http://localhost:8090/smsc.ru/", true)]
    #[case("http://smsc.ru", false)]
    #[case("http://127.0.0.1.example.org", false)]
    #[case("ftp://smsc.ru", false)]
    #[case("smsc.ru", false)]
    #[case("", false)]
    fn passwords_leave_this_computer_only_over_tls(#[case] base: &str, #[case] is_taken: bool) {
        assert_eq!(Transport::new("SMSC.ru", base, Timeouts::default()).is_ok(), is_taken);
    }

    #[rstest]
    #[case("ошибка".as_bytes(), None, "ошибка")]
    #[case(b"\xEE\xF8\xE8\xE1\xEA\xE0", None, "ошибка")]
    #[case(b"\xEE\xF8\xE8\xE1\xEA\xE0", Some(WINDOWS_1251), "ошибка")]
    #[case(b"\xCF\xDB\xC9\xC2\xCB\xC1", Some(encoding_rs::KOI8_R), "ошибка")]
    fn answers_are_decoded(#[case] body: &[u8], #[case] charset: Option<&'static Encoding>, #[case] text: &str) {
        assert_eq!(decoded(body, charset), text);
    }
}
