//! The signed file: made, verified, stored, read back, verified again — only then «signed» (invariant I2).

use super::backoff::pause_after;
use crate::portal::Portal;
use crate::ports::SealInput;
use crate::protocol;
use crate::storage::{ClaimedJob, SealedFile};
use agency_core::crash;
use agency_documents::StampBox;
use agency_signing::envelope::Acceptance;
use agency_signing::{Command, Envelope, ExecuteError, Origin, Refusal, StoreError, evidence, sha256_hex};

impl Portal {
    pub(super) async fn seal(&self, claimed: ClaimedJob) -> Result<(), ExecuteError> {
        let id = claimed.envelope;
        let now = self.now();
        let loaded = self.store().load(id, now).await?.ok_or(ExecuteError::NotFound)?;
        let envelope = loaded.envelope;
        let command = match self.sealed_and_verified(&envelope).await {
            Ok(file) => Command::Seal { sha256: file.sha256, bytes: file.bytes.len() as u64 },
            Err(SealError::Rules(refusal)) => return Err(refusal.into()),
            Err(SealError::Work(reason)) => {
                tracing::error!(envelope = %id, %reason, "the signed file was not made");
                Command::SealFailed { reason, retry_at: now + pause_after(claimed.attempt) }
            }
        };
        self.execute(id, &command, Origin::default()).await?;
        crash::point("seal.stored");
        Ok(())
    }

    /// The stored file, made now if an earlier try has not stored it already.
    async fn sealed_and_verified(&self, envelope: &Envelope) -> Result<SealedFile, SealError> {
        let acceptance = envelope.acceptance.as_ref().ok_or(SealError::Rules(Refusal::NotNow))?;
        if envelope.sealed.is_some() {
            return Err(SealError::Rules(Refusal::NotNow));
        }
        if self.store().sealed(envelope.id).await?.is_none() {
            // What is stored stays for good, so a bad file must not get that far.
            let file = self.verify(envelope, self.make_sealed(envelope, acceptance).await?).await?;
            self.store().put_sealed(envelope.id, file, self.now()).await?;
            crash::point("seal.file_written");
        }
        let file = self
            .store()
            .sealed(envelope.id)
            .await?
            .ok_or_else(|| SealError::Work("подписанный файл не найден после записи".into()))?;
        self.verify(envelope, file).await
    }

    async fn make_sealed(&self, envelope: &Envelope, acceptance: &Acceptance) -> Result<SealedFile, SealError> {
        let original = self
            .store()
            .document(envelope.id)
            .await?
            .ok_or_else(|| SealError::Work("исходный договор не найден".into()))?;
        if sha256_hex(&original) != envelope.terms.document.sha256 {
            return Err(SealError::Work("исходный договор изменён: контрольная сумма не совпадает".into()));
        }
        let mut records = self.store().evidence(envelope.id).await?;
        evidence::verify_to(&records, &envelope.head)
            .map_err(|broken| SealError::Work(format!("журнал нарушен на записи {}", broken.seq)))?;
        // Only what was known at the moment of signing: a later try makes the same bytes.
        records.retain(|record| record.seq <= acceptance.head.seq);
        let places = self.store().places(envelope.id).await?;
        let stamp = StampBox {
            signed_at: acceptance.at,
            code: acceptance.spent_code.clone(),
            phone: envelope.terms.customer.phone.clone(),
            name: envelope.terms.customer.name.clone(),
        };
        let protocol = protocol::build(envelope, acceptance, &records);
        let documents = self.documents();
        let bytes = tokio::task::spawn_blocking(move || {
            documents.seal(&SealInput { original: &original, places: &places, stamp: &stamp, protocol: &protocol })
        })
        .await
        .map_err(|error| SealError::Work(error.to_string()))?
        .map_err(|error| SealError::Work(error.to_string()))?;
        Ok(SealedFile { sha256: sha256_hex(&bytes), bytes })
    }

    /// Reads the file as a stranger would: the hash it was stored with, the seal, the original inside.
    async fn verify(&self, envelope: &Envelope, file: SealedFile) -> Result<SealedFile, SealError> {
        let document = envelope.terms.document.clone();
        let documents = self.documents();
        let verified = tokio::task::spawn_blocking(move || {
            if sha256_hex(&file.bytes) != file.sha256 {
                return Err("подписанный файл прочитан не таким, каким записан".to_owned());
            }
            let inside = documents.verify(&file.bytes).map_err(|error| error.0)?;
            if inside != document.sha256 {
                return Err("в подписанном файле не тот договор".to_owned());
            }
            Ok(file)
        })
        .await;
        verified.map_err(|error| SealError::Work(error.to_string()))?.map_err(SealError::Work)
    }
}

enum SealError {
    /// Nothing to seal any more.
    Rules(Refusal),
    /// It did not work; in Russian, for the manager.
    Work(String),
}

impl From<StoreError> for SealError {
    fn from(error: StoreError) -> Self {
        // A full disk shows here; the try is repeated like any other.
        Self::Work(format!("хранилище не отвечает: {error}"))
    }
}
