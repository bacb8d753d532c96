//! The letter with the signed file.

use super::backoff::pause_after;
use super::invite::hand_over;
use crate::letters;
use crate::portal::Portal;
use crate::storage::ClaimedJob;
use agency_core::crash;
use agency_messaging::MailErrorKind;
use agency_signing::{Command, ExecuteError, Refusal, StoreError};

impl Portal {
    pub(super) async fn send_copy(&self, claimed: ClaimedJob) -> Result<(), ExecuteError> {
        let id = claimed.envelope;
        let now = self.now();
        let loaded = self.store().load(id, now).await?.ok_or(ExecuteError::NotFound)?;
        let envelope = loaded.envelope;
        let sealed = envelope.sealed.as_ref().ok_or(Refusal::NotNow)?;
        let acceptance = envelope.acceptance.as_ref().ok_or(Refusal::NotNow)?;
        let file = self.store().sealed(id).await?.ok_or_else(|| StoreError("the signed file is not there".into()))?;
        let mailer = match self.delivery().mailer().await {
            Ok(mailer) => mailer,
            Err(missing) => {
                let reason = format!("{} {}", missing.message, missing.advice);
                return self.say(id, Command::CopyFailed { reason }).await;
            }
        };
        let letter = letters::signed(&envelope, acceptance, sealed, file.bytes, self.public_url());
        let result = hand_over(mailer.as_ref(), &letter).await;
        crash::point("result.letter_sent");
        let command = match result {
            Ok(()) => Command::CopySent { message_id: letter.message_id },
            Err(error) => {
                let reason = format!("{} {}", error.message, error.advice).trim().to_owned();
                let retry_at = now + pause_after(claimed.attempt);
                let give_up_at = sealed.at + envelope.terms.link_life();
                if error.kind == MailErrorKind::Temporary && retry_at < give_up_at {
                    Command::CopyDelayed { reason, retry_at }
                } else {
                    Command::CopyFailed { reason }
                }
            }
        };
        self.say(id, command).await
    }
}
