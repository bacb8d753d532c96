//! One conversation with a mail client.

use super::{SERVICE, command::Command, fault_reply};
use crate::{
    faults::Close,
    mailbox::{Envelope, Mail},
    world::World,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::io;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};

/// Longest command line; RFC 4954 asks for 12288 in AUTH.
const MAX_LINE: u64 = 12_288;
/// Recipients of one letter.
const MAX_RECIPIENTS: usize = 100;

/// How a conversation ended.
pub(crate) enum End<S> {
    Closed,
    /// The client may begin its TLS handshake on this stream.
    StartTls(S),
}

pub(crate) struct Session<'a, S> {
    stream: BufReader<S>,
    world: &'a World,
    over_tls: bool,
    login: Option<String>,
    from: Option<String>,
    to: Vec<String>,
}

/// What to do after an answer.
#[derive(PartialEq, Eq)]
enum Next {
    GoOn,
    Close,
}

impl<'a, S: AsyncRead + AsyncWrite + Unpin> Session<'a, S> {
    pub(crate) fn new(stream: S, world: &'a World, over_tls: bool) -> Self {
        Self { stream: BufReader::new(stream), world, over_tls, login: None, from: None, to: Vec::new() }
    }

    pub(crate) async fn greet_and_run(mut self) -> io::Result<End<S>> {
        let next = self.answer("connect", |_| "220 localhost ESMTP simulator".into()).await?;
        if next == Next::Close { Ok(End::Closed) } else { self.run().await }
    }

    pub(crate) async fn run(mut self) -> io::Result<End<S>> {
        loop {
            let Some(line) = self.read_line().await? else { return Ok(End::Closed) };
            let next = match Command::parse(&line) {
                Command::StartTls if self.offers_starttls() => {
                    let mut is_ready = false;
                    let next = self
                        .answer("starttls", |_| {
                            is_ready = true;
                            "220 2.0.0 Ready to start TLS".into()
                        })
                        .await?;
                    if is_ready && next == Next::GoOn {
                        // Bytes sent ahead of the handshake are dropped with the buffer (RFC 3207, section 5).
                        return Ok(End::StartTls(self.stream.into_inner()));
                    }
                    next
                }
                Command::Quit => {
                    self.write("221 2.0.0 Bye").await?;
                    Next::Close
                }
                Command::Auth(mechanism, initial) => self.auth(&mechanism, initial).await?,
                Command::Data => self.data().await?,
                command => self.simple(command).await?,
            };
            if next == Next::Close {
                return Ok(End::Closed);
            }
        }
    }

    async fn simple(&mut self, command: Command) -> io::Result<Next> {
        match command {
            Command::Ehlo => self.answer("ehlo", |session| session.ehlo()).await,
            Command::Helo => {
                self.answer("ehlo", |session| {
                    session.forget_letter();
                    "250 localhost".into()
                })
                .await
            }
            Command::Mail(address, size) => self.answer("mail", |session| session.mail(address, size)).await,
            Command::Rcpt(address) => self.answer("rcpt", |session| session.rcpt(address)).await,
            Command::Rset => {
                self.forget_letter();
                self.reply("250 2.0.0 OK").await
            }
            Command::Noop => self.reply("250 2.0.0 OK").await,
            Command::Vrfy => self.reply("252 2.5.0 Cannot verify").await,
            Command::Malformed => self.reply("501 5.5.4 Syntax error in argument").await,
            _ => self.reply("500 5.5.1 Command not recognised").await,
        }
    }

    fn offers_starttls(&self) -> bool {
        !self.over_tls && self.world.state().options.smtp.offer_starttls
    }

    fn ehlo(&mut self) -> String {
        self.forget_letter();
        let options = self.world.state().options.smtp.clone();
        let mut lines = vec!["localhost".to_owned(), format!("SIZE {}", options.max_size), "8BITMIME".into()];
        if self.offers_starttls() {
            lines.push("STARTTLS".into());
        }
        if self.over_tls || !options.auth_needs_tls {
            lines.push("AUTH PLAIN LOGIN".into());
        }
        lines.push("ENHANCEDSTATUSCODES".into());
        let last = lines.len() - 1;
        let lines: Vec<_> = lines
            .iter()
            .enumerate()
            .map(|(at, line)| format!("250{}{line}", if at == last { ' ' } else { '-' }))
            .collect();
        lines.join("\r\n")
    }

    async fn auth(&mut self, mechanism: &str, initial: Option<String>) -> io::Result<Next> {
        if self.world.state().options.smtp.auth_needs_tls && !self.over_tls {
            return self.reply("538 5.7.11 Encryption required for requested authentication mechanism").await;
        }
        let given = match mechanism {
            "PLAIN" => {
                let response = match initial {
                    Some(response) => Some(response),
                    None => self.challenge("").await?,
                };
                response.as_deref().and_then(plain_credentials)
            }
            "LOGIN" => {
                let login = match initial {
                    Some(response) => Some(response),
                    None => self.challenge("VXNlcm5hbWU6").await?,
                };
                let password = self.challenge("UGFzc3dvcmQ6").await?;
                login.as_deref().and_then(decoded).zip(password.as_deref().and_then(decoded))
            }
            _ => return self.reply("504 5.5.4 Unrecognised authentication type").await,
        };
        self.answer("auth", |session| match given {
            None => "501 5.5.2 Cannot decode response".into(),
            Some((login, password)) => {
                let is_known = session.world.state().accounts.iter().any(|account| {
                    account.service == SERVICE && account.login == login && account.password == password
                });
                if is_known {
                    session.login = Some(login);
                    "235 2.7.0 Authentication successful".into()
                } else {
                    "535 5.7.8 Authentication credentials invalid".into()
                }
            }
        })
        .await
    }

    /// Asks for a part of the credentials; None when the client gives up with `*`.
    async fn challenge(&mut self, prompt: &str) -> io::Result<Option<String>> {
        self.write(&format!("334 {prompt}")).await?;
        Ok(self.read_line().await?.filter(|line| line != "*"))
    }

    fn mail(&mut self, address: String, size: Option<usize>) -> String {
        let options = self.world.state().options.smtp.clone();
        if options.require_auth && self.login.is_none() {
            "530 5.7.0 Authentication required".into()
        } else if size.is_some_and(|size| size > options.max_size) {
            "552 5.3.4 Message too big".into()
        } else if !address.is_ascii() {
            "553 5.6.7 Address not in ASCII".into()
        } else {
            self.forget_letter();
            self.from = Some(address);
            "250 2.1.0 OK".into()
        }
    }

    fn rcpt(&mut self, address: String) -> String {
        if self.from.is_none() {
            "503 5.5.1 MAIL first".into()
        } else if !address.is_ascii() {
            "553 5.6.7 Address not in ASCII".into()
        } else if !address.contains('@') {
            "553 5.1.3 Bad address".into()
        } else if self.to.len() >= MAX_RECIPIENTS {
            "452 4.5.3 Too many recipients".into()
        } else {
            self.to.push(address);
            "250 2.1.5 OK".into()
        }
    }

    async fn data(&mut self) -> io::Result<Next> {
        if self.to.is_empty() {
            return self.reply("503 5.5.1 RCPT first").await;
        }
        let mut is_ready = false;
        let next = self
            .answer("data", |_| {
                is_ready = true;
                "354 End data with <CR><LF>.<CR><LF>".into()
            })
            .await?;
        if !is_ready || next == Next::Close {
            return Ok(next);
        }
        let max_size = self.world.state().options.smtp.max_size;
        let Some(letter) = self.read_letter(max_size).await? else {
            self.forget_letter();
            return self.reply("552 5.3.4 Message too big").await;
        };
        let next = self
            .answer("message", |session| {
                let envelope = Envelope {
                    from: session.from.clone().unwrap_or_default(),
                    to: session.to.clone(),
                    login: session.login.clone(),
                    over_tls: session.over_tls,
                };
                let mut state = session.world.state();
                let mail = Mail::read(letter, envelope, state.now());
                state.add_mail(mail);
                "250 2.0.0 Taken".into()
            })
            .await?;
        self.forget_letter();
        self.world.announce();
        Ok(next)
    }

    /// The lines up to the lone dot, without the dot-stuffing; None when too long.
    async fn read_letter(&mut self, max_size: usize) -> io::Result<Option<Vec<u8>>> {
        let mut letter = Vec::new();
        let mut is_too_long = false;
        loop {
            let start = letter.len();
            let limit = u64::try_from(max_size - start.min(max_size)).unwrap_or(u64::MAX).saturating_add(MAX_LINE);
            let read = (&mut self.stream).take(limit).read_until(b'\n', &mut letter).await?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if letter[start..] == *b".\r\n" || letter[start..] == *b".\n" {
                letter.truncate(start);
                return Ok((!is_too_long).then_some(letter));
            }
            if letter[start] == b'.' {
                letter.remove(start);
            }
            if letter.len() > max_size {
                // The rest is read to its end and thrown away, so that the client hears the answer.
                is_too_long = true;
                letter.clear();
            }
        }
    }

    fn forget_letter(&mut self) {
        self.from = None;
        self.to.clear();
    }

    /// Answers a step, or lets a scripted fault answer it.
    async fn answer(&mut self, route: &str, usual: impl FnOnce(&mut Self) -> String) -> io::Result<Next> {
        let fault = self.world.state().take_fault(SERVICE, route);
        let Some(fault) = fault else {
            let reply = usual(self);
            return self.reply(&reply).await;
        };
        self.world.wait_for(&fault).await;
        let reply = if fault.replaces_answer() {
            let hidden = if fault.carry_out { usual(self) } else { String::new() };
            fault_reply(&fault, &hidden)
        } else {
            usual(self)
        };
        if fault.close == Some(Close::BeforeAnswer) {
            return Ok(Next::Close);
        }
        self.write(&reply).await?;
        let is_goodbye = reply.starts_with("421");
        Ok(if fault.close.is_some() || is_goodbye { Next::Close } else { Next::GoOn })
    }

    async fn reply(&mut self, reply: &str) -> io::Result<Next> {
        self.write(reply).await?;
        Ok(Next::GoOn)
    }

    async fn write(&mut self, reply: &str) -> io::Result<()> {
        self.stream.write_all(format!("{reply}\r\n").as_bytes()).await?;
        self.stream.flush().await
    }

    /// A line without its end; None when the client is gone.
    async fn read_line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let read = (&mut self.stream).take(MAX_LINE).read_until(b'\n', &mut line).await?;
        if read == 0 {
            return Ok(None);
        }
        if line.last() != Some(&b'\n') {
            self.write("500 5.5.2 Line too long").await?;
            return Ok(None);
        }
        Ok(Some(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned()))
    }
}

/// Login and password of AUTH PLAIN: `identity NUL login NUL password`.
fn plain_credentials(response: &str) -> Option<(String, String)> {
    let text = decoded(response)?;
    let mut fields = text.split('\0');
    let (_identity, login, password) = (fields.next()?, fields.next()?, fields.next()?);
    Some((login.to_owned(), password.to_owned()))
}

fn decoded(text: &str) -> Option<String> {
    String::from_utf8(STANDARD.decode(text.trim()).ok()?).ok()
}
