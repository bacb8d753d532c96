//! PINs and passwords of the staff: hashed with Argon2id, tries slowed down.

use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::office::blocking;
use agency_core::staff::{SHORTEST_PIN, pause_after_wrong_pins};
use agency_core::{AuditEntry, AuditKind, StaffMember};
use agency_store::{Author, audit, staff};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use chrono::{DateTime, TimeDelta, Utc};

/// Hashes a new PIN.
///
/// # Errors
/// [`Code::Invalid`] when it is too short.
pub(crate) async fn hash(pin: String) -> Result<String, Error> {
    if pin.trim().chars().count() < SHORTEST_PIN {
        return Err(Error::new(Code::Invalid).with(format!("PIN или пароль — не короче {SHORTEST_PIN} знаков.")));
    }
    blocking(move || Ok(Argon2::default().hash_password(pin.as_bytes()).map_err(Error::internal)?.to_string())).await?
}

/// How a try stands before the PIN is looked at.
enum Try {
    Free,
    Closed(DateTime<Utc>),
    Counted { hash: String, failures: u32 },
}

/// Checks a typed PIN. The try is counted first, in the base, and taken back
/// when the PIN is right.
///
/// # Errors
/// [`Code::WrongPin`] or [`Code::PinClosed`].
pub(crate) async fn check(office: &Desk, member: &StaffMember, typed: Option<String>) -> Result<(), Error> {
    let (id, now) = (member.id, office.now());
    let has_typed = typed.as_ref().is_some_and(|pin| !pin.is_empty());
    let attempt = office
        .write_quietly(move |write| {
            let pin = staff::pin(write, id)?;
            let Some(hash) = pin.hash else { return Ok(Try::Free) };
            if let Some(until) = pin.closed_until.filter(|until| *until > now) {
                return Ok(Try::Closed(until));
            }
            if has_typed {
                let failures = pin.failures + 1;
                let pause = pause_after_wrong_pins(failures);
                staff::count_try(write, id, failures, (pause > TimeDelta::zero()).then(|| now + pause))?;
            }
            Ok(Try::Counted { hash, failures: pin.failures + 1 })
        })
        .await?;
    let (hash, failures) = match attempt {
        Try::Free => return Ok(()),
        Try::Closed(until) => return Err(Error::new(Code::PinClosed).with(wait(until - now))),
        Try::Counted { hash, failures } => (hash, failures),
    };
    let Some(typed) = typed.filter(|_| has_typed) else { return Err(Error::new(Code::WrongPin)) };
    let is_right = blocking(move || {
        let hash = PasswordHash::new(&hash).map_err(Error::internal)?;
        Ok::<_, Error>(Argon2::default().verify_password(typed.as_bytes(), &hash).is_ok())
    })
    .await??;
    if is_right {
        return office.write_quietly(move |write| staff::count_try(write, id, 0, None)).await;
    }
    let text = format!("Неверный PIN: {}, попытка {failures}", member.name);
    office
        .write_as(Author::program(), move |write| audit::record(write, &AuditEntry::new(AuditKind::SignIn, text)))
        .await?;
    let pause = pause_after_wrong_pins(failures);
    if pause > TimeDelta::zero() {
        return Err(Error::new(Code::PinClosed).with(wait(pause)));
    }
    Err(Error::new(Code::WrongPin))
}

fn wait(pause: TimeDelta) -> String {
    let seconds = pause.num_seconds().max(1).unsigned_abs();
    if seconds < 60 {
        let word = agency_core::words::plural(seconds, "секунду", "секунды", "секунд");
        format!("Следующая попытка — через {seconds} {word}.")
    } else {
        let minutes = seconds.div_ceil(60);
        let word = agency_core::words::plural(minutes, "минуту", "минуты", "минут");
        format!("Следующая попытка — через {minutes} {word}.")
    }
}
