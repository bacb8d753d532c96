//! The letters the program writes, as templates in `templates/letters/`.

use super::{Attachment, Letter};
use agency_core::{Email, dates::moscow_minute};
use chrono::{DateTime, Utc};
use minijinja::{Environment, UndefinedBehavior, Value, context, syntax::SyntaxConfig};
use std::sync::LazyLock;

/// The link to read and sign a contract.
pub struct InvitationLetter<'a> {
    /// `<id@host>`, kept over repeats.
    pub message_id: &'a str,
    /// The customer's address.
    pub to: &'a Email,
    /// The customer's name.
    pub to_name: &'a str,
    /// Номер заявки.
    pub order_number: &'a str,
    /// Номер договора.
    pub contract_number: &'a str,
    /// The tourist's own link.
    pub link: &'a str,
    /// When the link stops working.
    pub valid_until: DateTime<Utc>,
    /// The agency, short name.
    pub agency_name: &'a str,
    /// The agency's phone, as it is to be read; may be empty.
    pub agency_phone: &'a str,
}

/// The signed contract for the customer.
pub struct SignedLetter<'a> {
    /// `<id@host>`, kept over repeats.
    pub message_id: &'a str,
    /// The customer's address.
    pub to: &'a Email,
    /// The customer's name.
    pub to_name: &'a str,
    /// Номер заявки.
    pub order_number: &'a str,
    /// Номер договора.
    pub contract_number: &'a str,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
    /// SHA-256 of the attached contract, hexadecimal.
    pub sha256: &'a str,
    /// The agency, short name.
    pub agency_name: &'a str,
    /// The agency's phone, as it is to be read; may be empty.
    pub agency_phone: &'a str,
    /// The signed contract.
    pub contract: Attachment,
}

/// A letter that shows that mail works.
pub struct TestLetter<'a> {
    /// `<id@host>`.
    pub message_id: &'a str,
    /// Where to.
    pub to: &'a Email,
    /// The agency, short name.
    pub agency_name: &'a str,
    /// When it was written.
    pub sent_at: DateTime<Utc>,
}

/// Files of an order for the tourist, with the words of the manager.
pub struct FilesLetter<'a> {
    /// `<id@host>`, kept over repeats.
    pub message_id: &'a str,
    /// Where to.
    pub to: &'a Email,
    /// The recipient's name.
    pub to_name: &'a str,
    /// Subject.
    pub subject: &'a str,
    /// Text; lines stay lines.
    pub text: &'a str,
    /// The agency, short name.
    pub agency_name: &'a str,
    /// The agency's phone, as it is to be read; may be empty.
    pub agency_phone: &'a str,
    /// The files.
    pub files: Vec<Attachment>,
}

/// «Подписание электронного договора № …»
pub fn invitation(letter: &InvitationLetter<'_>) -> Letter {
    let fields = context! {
        to_name => letter.to_name,
        order_number => letter.order_number,
        contract_number => letter.contract_number,
        link => letter.link,
        valid_until => moscow_minute(letter.valid_until),
        agency_name => letter.agency_name,
        agency_phone => letter.agency_phone,
    };
    written("invitation", fields, letter.message_id, letter.to, letter.to_name)
}

/// «Электронный договор по заявке № … успешно подписан»
pub fn signed(letter: &SignedLetter<'_>) -> Letter {
    let fields = context! {
        to_name => letter.to_name,
        order_number => letter.order_number,
        contract_number => letter.contract_number,
        signed_at => moscow_minute(letter.signed_at),
        sha256 => letter.sha256,
        file_name => letter.contract.name.as_str(),
        agency_name => letter.agency_name,
        agency_phone => letter.agency_phone,
    };
    let attachments = vec![letter.contract.clone()];
    Letter { attachments, ..written("signed", fields, letter.message_id, letter.to, letter.to_name) }
}

/// «Проверка почты»
pub fn test(letter: &TestLetter<'_>) -> Letter {
    let fields = context! { agency_name => letter.agency_name, sent_at => moscow_minute(letter.sent_at) };
    written("test", fields, letter.message_id, letter.to, "")
}

/// Files of an order, under the manager's own subject and text.
pub fn files(letter: FilesLetter<'_>) -> Letter {
    let fields = context! {
        subject => letter.subject,
        text => letter.text,
        lines => letter.text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>(),
        agency_name => letter.agency_name,
        agency_phone => letter.agency_phone,
    };
    Letter { attachments: letter.files, ..written("files", fields, letter.message_id, letter.to, letter.to_name) }
}

fn written(name: &str, fields: Value, message_id: &str, to: &Email, to_name: &str) -> Letter {
    let rendered = |part: &str| {
        TEMPLATES
            .get_template(&format!("{name}/{part}"))
            .and_then(|template| template.render(&fields))
            .expect("the built-in templates use only the fields given here")
    };
    Letter {
        message_id: message_id.to_owned(),
        to: to.clone(),
        to_name: one_line(to_name),
        subject: one_line(&rendered("subject.txt")),
        text: rendered("body.txt"),
        html: rendered("body.html"),
        attachments: Vec::new(),
    }
}

/// Text for a header: line breaks and other control characters become spaces.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.trim().to_owned()
}

/// A web address in HTML with its slashes left readable, for filters of mail
/// services that do not decode them.
fn address(link: &str) -> Value {
    let escaped = link.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    Value::from_safe_string(escaped.replace('"', "&quot;").replace('\'', "&#39;"))
}

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    templates.set_syntax(syntax.build().expect("the usual delimiters are valid"));
    templates.add_filter("address", address);
    for (name, source) in SOURCES {
        templates.add_template(name, source).expect("a built-in template is well formed");
    }
    templates
});

macro_rules! source {
    ($name:literal) => {
        ($name, include_str!(concat!("../../templates/letters/", $name)))
    };
}

const SOURCES: [(&str, &str); 13] = [
    source!("layout.html"),
    source!("invitation/subject.txt"),
    source!("invitation/body.txt"),
    source!("invitation/body.html"),
    source!("signed/subject.txt"),
    source!("signed/body.txt"),
    source!("signed/body.html"),
    source!("files/subject.txt"),
    source!("files/body.txt"),
    source!("files/body.html"),
    source!("test/subject.txt"),
    source!("test/body.txt"),
    source!("test/body.html"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn to() -> Email {
        Email::parse("ivanov@example.org").expect("an address")
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time")
    }

    fn invitation_to(to_name: &str, agency_phone: &str) -> Letter {
        invitation(&InvitationLetter {
            message_id: "<invitation-1@office>",
            to: &to(),
            to_name,
            order_number: "6083-1234",
            contract_number: "6083-1234",
            link: "https://sign.example.org/s/AbC_d-123?x=1&y=2",
            valid_until: at("2025-03-09T08:08:19Z"),
            agency_name: "ООО «Ромашка»",
            agency_phone,
        })
    }

    fn signed_letter() -> Letter {
        signed(&SignedLetter {
            message_id: "<signed-1@office>",
            to: &to(),
            to_name: "Иванов Иван Иванович",
            order_number: "6083-1234",
            contract_number: "6083-1234",
            signed_at: at("2025-03-06T08:13:40Z"),
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            agency_name: "ООО «Ромашка»",
            agency_phone: "+7 495 123-45-67",
            contract: Attachment {
                name: "Договор 6083-1234 от 06 мар 2025 11:13.pdf".into(),
                mime: "application/pdf".into(),
                bytes: b"%PDF".to_vec(),
            },
        })
    }

    fn test_letter() -> Letter {
        test(&TestLetter {
            message_id: "<test-1@office>",
            to: &to(),
            agency_name: "ООО «Ромашка»",
            sent_at: at("2025-03-06T08:00:00Z"),
        })
    }

    #[test]
    fn the_letters_read_as_approved() {
        for (name, letter) in [
            ("invitation", invitation_to("Иванов Иван Иванович", "+7 495 123-45-67")),
            ("invitation_without_phone", invitation_to("", "")),
            ("signed", signed_letter()),
            ("test", test_letter()),
        ] {
            insta::assert_snapshot!(name, format!("Тема: {}\n\n{}", letter.subject, letter.text));
            insta::assert_snapshot!(format!("{name}_html"), letter.html);
        }
    }

    #[test]
    fn subjects_and_attachments_are_those_of_the_job() {
        assert_eq!(
            invitation_to("Иванов Иван Иванович", "").subject,
            "Подписание электронного договора №\u{a0}6083-1234"
        );
        let signed = signed_letter();
        assert_eq!(signed.subject, "Электронный договор по заявке №\u{a0}6083-1234 успешно подписан");
        assert_eq!(signed.attachments[0].name, "Договор 6083-1234 от 06 мар 2025 11:13.pdf");
        assert_eq!(signed.message_id, "<signed-1@office>");
    }

    #[test]
    fn the_managers_words_are_sent_as_they_are_and_are_no_markup() {
        let letter = files(FilesLetter {
            message_id: "<files-1@office>",
            to: &to(),
            to_name: "Иванов",
            subject: "Документы\r\nBcc: x@y.ru",
            text: "Здравствуйте!\n\n<b>Билеты</b> & ваучер",
            agency_name: "ООО «Ромашка»",
            agency_phone: "",
            files: vec![Attachment { name: "билет.pdf".into(), mime: "application/pdf".into(), bytes: vec![1] }],
        });
        assert_eq!(letter.subject, "Документы  Bcc: x@y.ru");
        assert_eq!(letter.text, "Здравствуйте!\n\n<b>Билеты</b> & ваучер");
        assert!(letter.html.contains("&lt;b&gt;Билеты") && !letter.html.contains("<b>Билеты"));
        assert_eq!(letter.attachments.len(), 1);
    }

    #[test]
    fn names_cannot_add_markup_or_header_lines() {
        let letter = invitation_to("<img src=x>\r\nBcc: a@b.ru", "");
        assert!(!letter.html.contains("<img"));
        assert!(letter.html.contains("&lt;img"));
        assert!(!letter.to_name.contains('\n') && !letter.to_name.contains('\r'));
        assert!(
            letter.html.contains("https://sign.example.org/s/AbC_d-123?x=1&amp;y=2") || letter.html.contains("&#x2f;")
        );
        assert!(letter.text.contains("https://sign.example.org/s/AbC_d-123?x=1&y=2\n"));
    }
}
