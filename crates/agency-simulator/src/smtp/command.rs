//! Command lines of RFC 5321.

/// A command with its argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Ehlo,
    Helo,
    StartTls,
    /// Mechanism and initial response.
    Auth(String, Option<String>),
    /// Address (empty: the null sender) and declared size.
    Mail(String, Option<usize>),
    Rcpt(String),
    Data,
    Rset,
    Noop,
    Quit,
    Vrfy,
    /// A known verb with a wrong argument.
    Malformed,
    Unknown,
}

impl Command {
    pub(crate) fn parse(line: &str) -> Self {
        let line = line.trim_end();
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" => Self::Ehlo,
            "HELO" => Self::Helo,
            "STARTTLS" => Self::StartTls,
            "AUTH" => {
                let mut words = rest.split_whitespace();
                let mechanism = words.next().unwrap_or_default().to_ascii_uppercase();
                Self::Auth(mechanism, words.next().map(ToOwned::to_owned))
            }
            "MAIL" => match path(rest, "FROM:") {
                Some((address, parameters)) => {
                    let size = parameters.split_whitespace().find_map(|word| {
                        let (name, value) = word.split_once('=')?;
                        name.eq_ignore_ascii_case("SIZE").then(|| value.parse().ok())?
                    });
                    Self::Mail(address, size)
                }
                None => Self::Malformed,
            },
            "RCPT" => match path(rest, "TO:") {
                Some((address, _)) if !address.is_empty() => Self::Rcpt(address),
                _ => Self::Malformed,
            },
            "DATA" => Self::Data,
            "RSET" => Self::Rset,
            "NOOP" => Self::Noop,
            "QUIT" => Self::Quit,
            "VRFY" => Self::Vrfy,
            _ => Self::Unknown,
        }
    }
}

/// The address between `<` and `>` after `FROM:` or `TO:`, and what follows.
fn path<'a>(rest: &'a str, keyword: &str) -> Option<(String, &'a str)> {
    let head = rest.get(..keyword.len())?;
    if !head.eq_ignore_ascii_case(keyword) {
        return None;
    }
    let (address, parameters) = rest[keyword.len()..].trim_start().strip_prefix('<')?.split_once('>')?;
    Some((address.to_owned(), parameters))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("EHLO [127.0.0.1]\r\n", Command::Ehlo)]
    #[case("ehlo localhost", Command::Ehlo)]
    #[case("MAIL FROM:<a@b.ru>", Command::Mail("a@b.ru".into(), None))]
    #[case("mail from: <a@b.ru> SIZE=120 BODY=8BITMIME", Command::Mail("a@b.ru".into(), Some(120)))]
    #[case("MAIL FROM:<>", Command::Mail(String::new(), None))]
    #[case("MAIL a@b.ru", Command::Malformed)]
    #[case("RCPT TO:<c@d.ru>", Command::Rcpt("c@d.ru".into()))]
    #[case("RCPT TO:<>", Command::Malformed)]
    #[case("AUTH plain AGE=", Command::Auth("PLAIN".into(), Some("AGE=".into())))]
    #[case("AUTH LOGIN", Command::Auth("LOGIN".into(), None))]
    #[case("QUIT", Command::Quit)]
    #[case("", Command::Unknown)]
    #[case("МАИЛ FROM", Command::Unknown)]
    #[case("RCPT ЁЁЁ", Command::Malformed)]
    fn lines_are_read(#[case] line: &str, #[case] expected: Command) {
        assert_eq!(Command::parse(line), expected);
    }
}
