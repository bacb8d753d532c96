//! The SMS with the code: the hash is stored first, the outcome after, and
//! nothing in between is ever done twice.

use super::EFFECT;
use crate::api::SmsSent;
use crate::portal::Portal;
use crate::storage::json_error;
use agency_core::crash;
use agency_core::ids::EnvelopeId;
use agency_messaging::{Exchange, RejectKind, SendOutcome, SendReport, SmsMessage, SmsService};
use agency_signing::code::Binding;
use agency_signing::command::SendResult;
use agency_signing::sms_text::code_sms;
use agency_signing::{
    Code, Command, Envelope, ExecuteError, IssuedCode, Origin, RandomError, Refusal, SendState, StoreError,
};
use chrono::{DateTime, Utc};

/// What stands in place of the code in everything that is kept.
const MASK: &str = "******";

impl Portal {
    pub(super) async fn send_code(&self, id: EnvelopeId, number: u32) -> Result<(), ExecuteError> {
        let now = self.now();
        let loaded = self.store().load(id, now).await?.ok_or(ExecuteError::NotFound)?;
        let envelope = loaded.envelope;
        let send = envelope.sends.iter().find(|send| send.number == number).ok_or(Refusal::NotNow)?;
        if send.state == SendState::Sending {
            // Another process stored the code and was gone before it stored the outcome.
            let why = "Отправка прервалась: неизвестно, ушло ли СМС. Само оно повторно не отправляется.";
            let report =
                SendReport { outcome: SendOutcome::Unknown { why: why.into() }, exchange: Exchange::default() };
            return self.finish(&envelope, number, "", report, send.requested_at).await;
        }
        let service = match self.delivery().sms().await {
            Ok(service) => service,
            Err(missing) => {
                let outcome = SendOutcome::Rejected {
                    code: "not_ready".into(),
                    kind: RejectKind::Request,
                    message: missing.message,
                    advice: missing.advice,
                    id: None,
                };
                let report = SendReport { outcome, exchange: Exchange::default() };
                return self.finish(&envelope, number, "", report, now).await;
            }
        };
        let code = Code::generate(envelope.limits.code_digits).map_err(no_random)?;
        let binding = Binding {
            document_sha256: &envelope.terms.document.sha256,
            envelope: id,
            phone: &envelope.terms.customer.phone,
        };
        let issued =
            IssuedCode::new(self.code_key(), number, &code, binding, &envelope.limits, now).map_err(no_random)?;
        self.execute(id, &Command::BeginSend { code: issued }, Origin::default()).await?;
        crash::point("code.stored");
        let mut report = hand_over(service.as_ref(), &envelope, number, &code).await;
        crash::point("code.sms_sent");
        redact(&mut report, &envelope, &code);
        self.finish(&envelope, number, service.name(), report, now).await
    }

    async fn finish(
        &self,
        envelope: &Envelope,
        number: u32,
        service: &str,
        report: SendReport,
        sent_at: DateTime<Utc>,
    ) -> Result<(), ExecuteError> {
        let outcome = match &report.outcome {
            SendOutcome::Accepted { .. } => SendResult::Accepted,
            // The first copy of a duplicate has probably arrived, with its code.
            SendOutcome::Rejected { kind: RejectKind::Duplicate, .. } | SendOutcome::Unknown { .. } => {
                SendResult::Unknown
            }
            SendOutcome::Rejected { kind: RejectKind::Number, .. } => SendResult::NumberRefused,
            SendOutcome::Rejected { .. } => SendResult::Rejected,
        };
        let sent = SmsSent {
            number,
            sent_at,
            service: service.to_owned(),
            phone: envelope.terms.customer.phone.masked(),
            text: code_sms(&envelope.terms, MASK),
            result: report.outcome,
            exchange: report.exchange,
        };
        let details = serde_json::to_value(sent).map_err(|error| json_error(&error))?;
        self.execute(envelope.id, &Command::FinishSend { number, outcome, details }, Origin::default()).await.map(drop)
    }
}

async fn hand_over(service: &dyn SmsService, envelope: &Envelope, number: u32, code: &Code) -> SendReport {
    let message = SmsMessage {
        client_id: format!("{}-{number}", envelope.id.0.simple()),
        phone: envelope.terms.customer.phone.clone(),
        text: code_sms(&envelope.terms, code.as_str()),
        masked_text: code_sms(&envelope.terms, MASK),
    };
    tokio::time::timeout(EFFECT, service.send(&message)).await.unwrap_or_else(|_| SendReport {
        outcome: SendOutcome::Unknown { why: "СМС-сервис не ответил за минуту".into() },
        exchange: Exchange::default(),
    })
}

/// Adapters redact what they return. This is the second lock on the same door:
/// a service may echo the text or the number in an answer nobody has seen yet.
fn redact(report: &mut SendReport, envelope: &Envelope, code: &Code) {
    let phone = &envelope.terms.customer.phone;
    let clean = |text: &mut String| {
        for secret in [code.as_str(), phone.digits(), &phone.digits()[1..]] {
            if text.contains(secret) {
                *text = text.replace(secret, MASK);
            }
        }
    };
    clean(&mut report.exchange.request);
    clean(&mut report.exchange.answer);
    match &mut report.outcome {
        SendOutcome::Rejected { message, advice, .. } => {
            clean(message);
            clean(advice);
        }
        SendOutcome::Unknown { why } => clean(why),
        SendOutcome::Accepted { .. } => {}
    }
}

fn no_random(error: RandomError) -> ExecuteError {
    StoreError(error.to_string()).into()
}
