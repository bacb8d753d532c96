//! Letters with files of an order: written by the manager, sent by the outbox.

use crate::app::App;
use crate::error::{Code, Error};
use crate::office::{Office, blocking};
use crate::order_files::of_this_order;
use crate::outbox::Effect;
use crate::start::AGENCY;
use crate::wire::Empty;
use crate::wire::event::Tag;
use crate::wire::files::{DraftLetter, LetterDraft, RetryLetter, SendFiles};
use agency_core::files::LARGEST_LETTER;
use agency_core::ids::{LetterId, OutboxId};
use agency_core::{Agency, AuditEntry, AuditKind, Change, Email, SubjectKind};
use agency_messaging::mail::letters::{self, FilesLetter};
use agency_messaging::mail::{Attachment, MailErrorKind};
use agency_store::file_letters::{self, FileLetter, LetterState};
use agency_store::files::FileInfo;
use agency_store::{StoreError, audit, files, orders, outbox, settings};

/// A letter with files as it would be written.
pub(crate) async fn get_file_letter(app: &App, request: DraftLetter) -> Result<LetterDraft, Error> {
    app.office()
        .await?
        .read(move |read| {
            let agency: Agency = settings::get(read, AGENCY)?.unwrap_or_default();
            let order = orders::get(read, request.order_id)?.order;
            let files = of_this_order(read, request.order_id, &request.ids)?;
            let name = order.customer.full_name();
            let greeting = if name.is_empty() { "Здравствуйте!".into() } else { format!("{name}, здравствуйте!") };
            let list: Vec<String> = files.iter().map(|file| format!("— {}", file.name)).collect();
            Ok(LetterDraft {
                to: order.customer.email.trim().to_owned(),
                subject: format!("Документы по заявке №\u{a0}{}", order.number.trim()),
                text: format!(
                    "{greeting}\n\nОтправляем документы по заявке №\u{a0}{}:\n{}\n\nЕсли появятся вопросы, ответьте на это письмо.\n\nС уважением,\n{}",
                    order.number.trim(),
                    list.join("\n"),
                    agency.short_name
                ),
                own_files: own(&files),
            })
        })
        .await
}

/// Names of the files that only the office sees.
fn own(files: &[FileInfo]) -> Vec<String> {
    files.iter().filter(|file| !file.for_tourist && !file.sealed).map(|file| file.name.clone()).collect()
}

/// Puts a letter with files into the outbox, in one transaction.
pub(crate) async fn send_files(app: &App, request: SendFiles) -> Result<Empty, Error> {
    let office = app.office().await?;
    let to =
        Email::parse(&request.to).map_err(|_| Error::new(Code::Invalid).with("E-mail получателя написан неверно."))?;
    if request.subject.trim().is_empty() || request.ids.is_empty() {
        return Err(Error::new(Code::Invalid).with("У письма должны быть тема и хотя бы один файл."));
    }
    let accounts = office.accounts.clone();
    // a letter that could not be sent at all is refused now, not in the outbox
    blocking(move || accounts.mailer()).await??;
    let (order, ids) = (request.order_id, request.ids.clone());
    let infos = office.read(move |read| of_this_order(read, order, &ids)).await?;
    let own = own(&infos);
    if !own.is_empty() && !request.own_too {
        return Err(own.into_iter().fold(Error::new(Code::NotForTourist), Error::with));
    }
    if infos.iter().map(|info| info.size).sum::<u64>() > LARGEST_LETTER {
        let reason = "Почта принимает письма до 18 МБ: отправьте файлы несколькими письмами.";
        return Err(Error::new(Code::FileTooLarge).with(reason).advising("Выберите меньше файлов."));
    }
    let names: Vec<String> = infos.iter().map(|info| info.name.clone()).collect();
    let created_at = office.now();
    office
        .write(move |write| {
            let order = orders::get(write, request.order_id)?.order;
            of_this_order(write, request.order_id, &request.ids)?;
            let letter = FileLetter {
                id: LetterId::new(),
                order_id: request.order_id,
                recipient: to.as_str().to_owned(),
                recipient_name: order.customer.full_name(),
                subject: request.subject,
                text: request.text,
                files: request.ids,
                state: LetterState::Waiting,
                problem: None,
                author: write.author.name.clone(),
                created_at,
                sent_at: None,
            };
            file_letters::add(write, &letter)?;
            Effect::FileLetter { letter: letter.id }.add(write, 0)?;
            let changes = [Change::of("Кому", "", &letter.recipient), Change::of("Файлы", "", &names.join(", "))];
            let entry = AuditEntry::new(AuditKind::File, format!("Письмо с файлами по заявке {}", order.number));
            audit::record(write, &entry.about(SubjectKind::Order, order.id).with(changes.into_iter().flatten()))
        })
        .await?;
    office.outbox_wakeup.notify_one();
    app.bus.stale(&[Tag::Files]);
    Ok(Empty {})
}

/// Tries a letter again that was refused.
pub(crate) async fn retry_letter(app: &App, request: RetryLetter) -> Result<Empty, Error> {
    let office = app.office().await?;
    office
        .write(move |write| {
            let letter = file_letters::get(write, request.id)?;
            if letter.order_id != request.order_id || letter.state != LetterState::Failed {
                return Err(StoreError::NotFound);
            }
            file_letters::set_state(write, letter.id, LetterState::Waiting, None)?;
            Effect::FileLetter { letter: letter.id }.add(write, 0)?;
            let entry = AuditEntry::new(AuditKind::File, "Отправка письма с файлами повторена");
            audit::record(write, &entry.about(SubjectKind::Order, letter.order_id))
        })
        .await?;
    office.outbox_wakeup.notify_one();
    app.bus.stale(&[Tag::Files]);
    Ok(Empty {})
}

/// Sends a letter: the outbox's part. A repeat after a crash is the same letter
/// by its Message-ID; one that is sent stays so.
pub(crate) async fn deliver(office: &Office, id: LetterId) -> Result<(), Error> {
    let (letter, agency, contents) = office
        .read(move |read| {
            let letter = file_letters::get(read, id)?;
            let agency: Agency = settings::get(read, AGENCY)?.unwrap_or_default();
            let contents = letter.files.iter().map(|id| files::get(read, *id)).collect::<Result<Vec<_>, _>>()?;
            Ok((letter, agency, contents))
        })
        .await?;
    if letter.state == LetterState::Sent {
        return Ok(());
    }
    let to = Email::parse(&letter.recipient).map_err(|_| Error::new(Code::MailRefused))?;
    let accounts = office.accounts.clone();
    let mailer = blocking(move || accounts.mailer()).await??;
    let mail = letters::files(FilesLetter {
        message_id: &format!("<{id}@files.turoffice>"),
        to: &to,
        to_name: &letter.recipient_name,
        subject: &letter.subject,
        text: &letter.text,
        agency_name: &agency.short_name,
        agency_phone: &agency.phone,
        files: contents
            .into_iter()
            .map(|(info, bytes)| Attachment { name: info.name, mime: info.mime, bytes })
            .collect(),
    });
    if let Err(error) = mailer.send(&mail).await {
        if error.kind == MailErrorKind::Temporary {
            let away = Error::new(Code::MailAway);
            let problem = format!("{}. {}", away.title, away.advice);
            office.write(move |write| file_letters::set_state(write, id, LetterState::Waiting, Some(&problem))).await?;
            office.bus.stale(&[Tag::Files]);
            return Err(away);
        }
        return Err(error.into());
    }
    office
        .write(move |write| {
            file_letters::set_state(write, id, LetterState::Sent, None)?;
            let entry = AuditEntry::new(AuditKind::File, "Письмо с файлами ушло");
            audit::record(write, &entry.about(SubjectKind::Order, letter.order_id))
        })
        .await?;
    office.bus.stale(&[Tag::Files, Tag::Audit]);
    Ok(())
}

/// The letter was refused for good: it says so, and a person decides.
pub(crate) async fn give_up(office: &Office, row: OutboxId, id: LetterId, problem: String) -> Result<(), Error> {
    office
        .write(move |write| {
            file_letters::set_state(write, id, LetterState::Failed, Some(&problem))?;
            outbox::failed(write, row, &problem)
        })
        .await?;
    office.bus.stale(&[Tag::Files]);
    Ok(())
}
