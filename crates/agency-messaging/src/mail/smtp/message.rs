//! Building a letter for the wire.

use super::{letter_error, wire_address};
use crate::mail::{Letter, MailError, MailErrorKind};
use agency_core::Email;
use lettre::{
    Message,
    message::{Attachment, Mailbox, MultiPart, header::ContentType},
};

/// The sender as a header shows it.
pub(super) fn sender(email: &Email, name: &str) -> Result<Mailbox, MailError> {
    let advice = "Проверьте адрес и имя отправителя в настройках почты.";
    let address = wire_address(email).ok_or_else(|| letter_error("Адрес отправителя указан неверно.", advice))?;
    if has_control(name) {
        return Err(letter_error("В имени отправителя есть недопустимые знаки.", advice));
    }
    Ok(Mailbox::new(Some(name.to_owned()).filter(|name| !name.is_empty()), address))
}

/// A letter with text and HTML side by side and its attachments. Anything that
/// could begin a header line of its own is refused.
pub(super) fn build(letter: &Letter, sender: Mailbox) -> Result<Message, MailError> {
    refuse_injection(letter)?;
    let to = wire_address(&letter.to).ok_or_else(|| MailError {
        kind: MailErrorKind::Recipient,
        message: "Почтовый сервер не примет адрес получателя: до знака @ есть не латинские буквы.".into(),
        advice: "Проверьте e-mail заказчика в заявке.".into(),
    })?;
    let to_name = Some(letter.to_name.clone()).filter(|name| !name.is_empty());
    let body = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
    let body = if letter.attachments.is_empty() {
        body
    } else {
        let mut mixed = MultiPart::mixed().multipart(body);
        for attachment in &letter.attachments {
            let kind = ContentType::parse(&attachment.mime).map_err(|_| unbuildable())?;
            mixed = mixed.singlepart(Attachment::new(attachment.name.clone()).body(attachment.bytes.clone(), kind));
        }
        mixed
    };
    Message::builder()
        .message_id(Some(letter.message_id.clone()))
        .from(sender)
        .to(Mailbox::new(to_name, to))
        .subject(letter.subject.clone())
        .multipart(body)
        .map_err(|_| unbuildable())
}

fn refuse_injection(letter: &Letter) -> Result<(), MailError> {
    let id = &letter.message_id;
    let inner = id.strip_prefix('<').and_then(|id| id.strip_suffix('>')).unwrap_or_default();
    let id_is_right = inner.split_once('@').is_some_and(|(left, right)| !left.is_empty() && !right.is_empty())
        && inner.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>".contains(&byte));
    let names = letter.attachments.iter().flat_map(|attachment| [&attachment.name, &attachment.mime]);
    let mut lines = [&letter.subject, &letter.to_name].into_iter().chain(names);
    if id_is_right && !lines.any(|line| has_control(line)) { Ok(()) } else { Err(unbuildable()) }
}

fn has_control(text: &str) -> bool {
    text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
}

fn unbuildable() -> MailError {
    letter_error(
        "Письмо не собрано: в теме, имени получателя или имени файла есть недопустимые знаки.",
        "Уберите из данных заказчика переносы строк и другие невидимые знаки и отправьте письмо ещё раз.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail;
    use rstest::rstest;

    fn letter() -> Letter {
        Letter {
            message_id: "<m-1@office>".into(),
            to: Email::parse("ivan@example.org").expect("an address"),
            to_name: "Иванов Иван".into(),
            subject: "Договор № 6083-1234".into(),
            text: "Текст".into(),
            html: "<p>Текст</p>".into(),
            attachments: vec![mail::Attachment {
                name: "Договор № 15 от 01.03.2026 (Щербакова Ё. Ю.).pdf".into(),
                mime: "application/pdf".into(),
                bytes: b"%PDF".to_vec(),
            }],
        }
    }

    fn built(letter: &Letter) -> Result<String, MailError> {
        let office = Email::parse("office@example.org").expect("an address");
        let message = build(letter, sender(&office, "Ромашка")?)?;
        Ok(String::from_utf8(message.formatted()).expect("ASCII"))
    }

    #[test]
    fn our_message_id_and_the_cyrillic_file_name_go_out() {
        let text = built(&letter()).expect("a letter");
        assert!(text.contains("Message-ID: <m-1@office>\r\n"), "{text}");
        assert!(text.contains("filename*0*=utf-8''"), "{text}");
        assert!(text.contains("multipart/alternative") && text.contains("MIME-Version: 1.0"), "{text}");
        assert!(text.is_ascii());
    }

    #[rstest]
    #[case(|letter: &mut Letter| letter.subject = "Тема\r\nBcc: thief@example.org".into())]
    #[case(|letter: &mut Letter| letter.subject = "Тема\nBcc: thief@example.org".into())]
    #[case(|letter: &mut Letter| letter.subject = "Тема\u{2028}Bcc".into())]
    #[case(|letter: &mut Letter| letter.to_name = "Иван\r\nX: y".into())]
    #[case(|letter: &mut Letter| letter.message_id = "<a@b>\r\nX: y".into())]
    #[case(|letter: &mut Letter| letter.message_id = "a@b".into())]
    #[case(|letter: &mut Letter| letter.message_id = "<a b@c>".into())]
    #[case(|letter: &mut Letter| letter.message_id = "<>".into())]
    #[case(|letter: &mut Letter| letter.attachments[0].name = "a\r\nb.pdf".into())]
    #[case(|letter: &mut Letter| letter.attachments[0].mime = "application/pdf\r\nX: y".into())]
    #[case(|letter: &mut Letter| letter.attachments[0].mime = "pdf".into())]
    fn header_injection_is_refused(#[case] spoil: fn(&mut Letter)) {
        let mut letter = letter();
        spoil(&mut letter);
        assert_eq!(built(&letter).expect_err("refused").kind, MailErrorKind::Letter);
    }

    #[test]
    fn a_sender_with_a_line_break_is_refused() {
        let office = Email::parse("office@example.org").expect("an address");
        assert!(sender(&office, "Ромашка\r\nX: y").is_err());
    }
}
