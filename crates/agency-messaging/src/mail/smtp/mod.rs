//! Handing letters to a mail server.
//!
//! The conversation is led step by step, so that a refusal is known to be of
//! the login, of the recipient or of the letter, not guessed from its text. One
//! connection per letter: there are few, and an old connection fails in odd ways.

mod failure;
mod message;

use super::{Letter, MailError, MailErrorKind, Mailer};
use agency_core::Email;
use async_trait::async_trait;
use failure::{Failure, Step};
use lettre::{
    address::{Address, Envelope},
    message::Mailbox,
    transport::smtp::{
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    },
};
use secrecy::{ExposeSecret, SecretString};
use std::{net::IpAddr, time::Duration};

/// How long a letter with its attachments may take.
const TIMEOUT: Duration = Duration::from_secs(60);
/// How long the goodbye may take; the letter is already taken then.
const GOODBYE: Duration = Duration::from_secs(3);

/// How the connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// Plain at first, then TLS by STARTTLS; a server without it is refused. Usually port 587.
    StartTls,
    /// TLS from the first byte. Usually port 465.
    Tls,
    /// None; only for a server on this computer.
    None,
}

/// A mail server with its account.
#[derive(Clone, Debug)]
pub struct SmtpSettings {
    /// Host name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Protection.
    pub security: SmtpSecurity,
    /// Login; empty: letters are handed over without one.
    pub login: String,
    /// Password.
    pub password: SecretString,
    /// Address of the sender.
    pub from: Email,
    /// Name of the sender: the agency.
    pub from_name: String,
    /// A further certificate authority to trust, PEM, for servers of the office's own.
    pub extra_root: Option<String>,
}

/// Takes letters to a mail server.
pub struct SmtpMailer {
    settings: SmtpSettings,
    sender: Mailbox,
    tls: Option<TlsParameters>,
    timeout: Duration,
}

impl SmtpMailer {
    /// Checks the settings; connects to nothing.
    pub fn new(settings: SmtpSettings) -> Result<Self, MailError> {
        Self::with_timeout(settings, TIMEOUT)
    }

    /// The same with another limit for a whole letter.
    pub fn with_timeout(settings: SmtpSettings, timeout: Duration) -> Result<Self, MailError> {
        let tls = match settings.security {
            SmtpSecurity::None if !is_loopback(&settings.host) => return Err(failure::unprotected()),
            SmtpSecurity::None => None,
            SmtpSecurity::StartTls | SmtpSecurity::Tls => Some(tls_parameters(&settings)?),
        };
        let sender = message::sender(&settings.from, &settings.from_name)?;
        Ok(Self { settings, sender, tls, timeout })
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let server = (self.settings.host.as_str(), self.settings.port);
        let hello = ClientId::default();
        let implicit = self.tls.clone().filter(|_| self.settings.security == SmtpSecurity::Tls);
        let mut connection = AsyncSmtpConnection::connect_tokio1(server, None, &hello, implicit, None)
            .await
            .map_err(Step::Connect.failed())?;
        if let (SmtpSecurity::StartTls, Some(tls)) = (self.settings.security, &self.tls) {
            if !connection.can_starttls() {
                return Err(Failure::NoStartTls);
            }
            connection.starttls(tls.clone(), &hello).await.map_err(Step::StartTls.failed())?;
        }
        Ok(connection)
    }

    async fn hand_over(&self, envelope: &Envelope, bytes: &[u8]) -> Result<AsyncSmtpConnection, Failure> {
        let mut connection = self.connect().await?;
        let said = self.say(&mut connection, envelope, bytes).await;
        if said.is_err() {
            // Only politeness: the failure is already known.
            let _ = tokio::time::timeout(GOODBYE, connection.abort()).await;
        }
        said.map(|()| connection)
    }

    async fn say(
        &self,
        connection: &mut AsyncSmtpConnection,
        envelope: &Envelope,
        bytes: &[u8],
    ) -> Result<(), Failure> {
        if !self.settings.login.is_empty() {
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            if connection.server_info().get_auth_mechanism(&mechanisms).is_none() {
                return Err(Failure::NoLoginOffered);
            }
            let password = self.settings.password.expose_secret().to_owned();
            let credentials = Credentials::new(self.settings.login.clone(), password);
            connection.auth(&mechanisms, &credentials).await.map_err(Step::Login.failed())?;
        }
        let mut parameters = Vec::new();
        if !bytes.is_ascii() {
            if !connection.server_info().supports_feature(Extension::EightBitMime) {
                return Err(Failure::NoEightBit);
            }
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let from = Mail::new(envelope.from().cloned(), parameters);
        connection.command(from).await.map_err(Step::Sender.failed())?;
        for to in envelope.to() {
            connection.command(Rcpt::new(to.clone(), Vec::new())).await.map_err(Step::Recipient.failed())?;
        }
        connection.command(Data).await.map_err(Step::Letter.failed())?;
        connection.message(bytes).await.map_err(Step::Letter.failed())?;
        Ok(())
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let message = message::build(letter, self.sender.clone())?;
        let bytes = message.formatted();
        let result = match tokio::time::timeout(self.timeout, self.hand_over(message.envelope(), &bytes)).await {
            Ok(Ok(mut connection)) => {
                let _ = tokio::time::timeout(GOODBYE, connection.quit()).await;
                Ok(())
            }
            Ok(Err(failure)) => Err(failure.explain()),
            Err(_elapsed) => Err(Failure::TimedOut.explain()),
        };
        match &result {
            Ok(()) => tracing::info!("letter handed over"),
            Err(error) => tracing::warn!(kind = ?error.kind, "letter not handed over"),
        }
        result
    }
}

fn tls_parameters(settings: &SmtpSettings) -> Result<TlsParameters, MailError> {
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(pem) = &settings.extra_root {
        builder = builder.add_root_certificate(Certificate::from_pem(pem.as_bytes()).map_err(|_| failure::bad_root())?);
    }
    builder.build_rustls().map_err(|_| failure::bad_root())
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// An address for the wire: an international domain in its ASCII form. None
/// when the part before `@` is not ASCII, which few servers take.
fn wire_address(email: &Email) -> Option<Address> {
    let (local, domain) = email.as_str().rsplit_once('@')?;
    let domain = idna::domain_to_ascii(domain).ok()?;
    local.is_ascii().then(|| Address::new(local, domain).ok())?
}

/// A failure of the letter itself.
fn letter_error(message: &str, advice: &str) -> MailError {
    MailError { kind: MailErrorKind::Letter, message: message.into(), advice: advice.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn settings(host: &str, security: SmtpSecurity) -> SmtpSettings {
        SmtpSettings {
            host: host.into(),
            port: 25,
            security,
            login: "demo".into(),
            password: "secret-word".into(),
            from: Email::parse("office@example.org").expect("an address"),
            from_name: "Ромашка".into(),
            extra_root: None,
        }
    }

    #[rstest]
    #[case("localhost", true)]
    #[case("127.0.0.1", true)]
    #[case("::1", true)]
    #[case("smtp.example.org", false)]
    #[case("192.168.1.5", false)]
    fn a_password_leaves_this_computer_only_over_tls(#[case] host: &str, #[case] is_taken: bool) {
        let mailer = SmtpMailer::new(settings(host, SmtpSecurity::None));
        assert_eq!(mailer.is_ok(), is_taken);
        if let Err(error) = mailer {
            assert_eq!(error.kind, MailErrorKind::Tls);
        }
        assert!(SmtpMailer::new(settings(host, SmtpSecurity::StartTls)).is_ok());
    }

    #[test]
    fn a_broken_certificate_is_told_at_once() {
        let pem = "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----";
        let settings = SmtpSettings { extra_root: Some(pem.into()), ..settings("localhost", SmtpSecurity::Tls) };
        assert_eq!(SmtpMailer::new(settings).err().map(|error| error.kind), Some(MailErrorKind::Tls));
    }

    #[rstest]
    #[case("ivan@почта.рф", Some("ivan@xn--80a1acny.xn--p1ai"))]
    #[case("ivan@mail.ru", Some("ivan@mail.ru"))]
    #[case("иван@mail.ru", None)]
    fn domains_go_out_in_ascii(#[case] email: &str, #[case] expected: Option<&str>) {
        let address = wire_address(&Email::parse(email).expect("an address"));
        assert_eq!(address.as_ref().map(AsRef::<str>::as_ref), expected);
    }

    #[test]
    fn settings_in_a_log_have_no_password() {
        assert!(!format!("{:?}", settings("localhost", SmtpSecurity::None)).contains("secret-word"));
    }
}
