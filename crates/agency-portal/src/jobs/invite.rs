//! The letter with the link.

use super::EFFECT;
use super::backoff::pause_after;
use crate::letters;
use crate::portal::Portal;
use crate::storage::ClaimedJob;
use agency_core::crash;
use agency_messaging::{Letter, MailError, MailErrorKind, Mailer};
use agency_signing::{Command, ExecuteError, LinkToken, Origin, Refusal, Status, StoreError};

impl Portal {
    pub(super) async fn invite(&self, claimed: ClaimedJob) -> Result<(), ExecuteError> {
        let id = claimed.envelope;
        let now = self.now();
        let loaded = self.store().load(id, now).await?.ok_or(ExecuteError::NotFound)?;
        let envelope = loaded.envelope;
        if envelope.status != Status::Created {
            return Err(Refusal::NotNow.into());
        }
        // A document nobody can look at must not be offered for signing.
        if let Err(reason) = self.draw_pages(&envelope).await? {
            return self.say(id, Command::InviteFailed { reason }).await;
        }
        let mailer = match self.delivery().mailer().await {
            Ok(mailer) => mailer,
            Err(missing) => {
                let reason = format!("{} {}", missing.message, missing.advice);
                return self.say(id, Command::InviteFailed { reason }).await;
            }
        };
        // The token lives in this function and in the letter; the base has its hash.
        let token = LinkToken::generate().map_err(|error| StoreError(error.to_string()))?;
        self.say(id, Command::IssueLink { hash: token.hash() }).await?;
        crash::point("invite.token_stored");
        let url = format!("{}/s/{}", self.public_url(), token.as_str());
        let letter = letters::invitation(&envelope, &url, self.public_url());
        let result = hand_over(mailer.as_ref(), &letter).await;
        crash::point("invite.letter_sent");
        let command = match result {
            Ok(()) => Command::InviteSent { message_id: letter.message_id },
            Err(error) => {
                let reason = format!("{} {}", error.message, error.advice).trim().to_owned();
                let retry_at = now + pause_after(claimed.attempt);
                if error.kind == MailErrorKind::Temporary && retry_at < envelope.expires_at {
                    Command::InviteDelayed { reason, retry_at }
                } else {
                    Command::InviteFailed { reason }
                }
            }
        };
        self.say(id, command).await
    }

    pub(super) async fn say(&self, id: agency_core::ids::EnvelopeId, command: Command) -> Result<(), ExecuteError> {
        self.execute(id, &command, Origin::default()).await.map(drop)
    }
}

/// Hands a letter over; a server that says nothing is a server to be tried later.
pub(super) async fn hand_over(mailer: &dyn Mailer, letter: &Letter) -> Result<(), MailError> {
    tokio::time::timeout(EFFECT, mailer.send(letter)).await.unwrap_or_else(|_| {
        Err(MailError {
            kind: MailErrorKind::Temporary,
            message: "Почтовый сервер не ответил за минуту.".into(),
            advice: String::new(),
        })
    })
}
