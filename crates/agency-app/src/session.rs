//! Who works now: signing in, the lock, PINs.

use crate::app::App;
use crate::desk::{Actor, Desk};
use crate::error::{Code, Error};
use crate::office::Office;
use crate::pin;
use crate::start::{AGENCY, get_start};
use crate::wire::Empty;
use crate::wire::event::Tag;
use crate::wire::staff::{Me, ResetPin, SaveLock, SetPin, SignIn, SignInPeople, SignInPerson, Staff};
use crate::wire::start::{Mode, Start};
use agency_core::ids::StaffId;
use agency_core::{Agency, AuditEntry, AuditKind, Change, Rights, Role, StaffMember, SubjectKind};
use agency_store::{Key, Store, audit, settings, staff};
use std::sync::PoisonError;

/// Setting with the minutes of rest after which the window locks.
pub(crate) const LOCK_MINUTES: &str = "lock.minutes";

/// The longest rest before the lock, in minutes: a working day.
const LONGEST_REST: u32 = 480;

/// Who works now. Kept in memory: after a restart everybody signs in again.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Session {
    who: Option<StaffId>,
    locked: bool,
}

/// The first member of the staff: a head without a PIN.
pub(crate) fn head(name: &str) -> StaffMember {
    let name = name.trim();
    StaffMember {
        id: StaffId::new(),
        name: if name.is_empty() { "Руководитель".into() } else { name.into() },
        role: Role::Head,
        office_id: None,
        phone: String::new(),
        email: String::new(),
        active: true,
        rights: Rights::default(),
    }
}

/// Gives a base that has no staff yet its head, by the name of the signer.
pub(crate) fn ensure_head(store: &Store, now: chrono::DateTime<chrono::Utc>) -> Result<(), Error> {
    store.write(now, |write| {
        if staff::list(write)?.is_empty() {
            let agency: Agency = settings::get(write, AGENCY)?.unwrap_or_default();
            let member = head(&agency.signer_name);
            staff::put(write, &member)?;
            let entry = AuditEntry::new(AuditKind::Staff, format!("Первый сотрудник: {}, руководитель", member.name));
            audit::record(write, &entry.about(SubjectKind::Staff, member.id))?;
        }
        Ok(())
    })?;
    Ok(())
}

impl Office {
    fn set_session(&self, session: Session) {
        *self.session.lock().unwrap_or_else(PoisonError::into_inner) = session;
    }

    fn session_now(&self) -> Session {
        *self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An agency of one person without a PIN opens at once.
    pub(crate) async fn begin_session(&self) -> Result<(), Error> {
        let people = self.read(staff::list).await?;
        let mut active = people.into_iter().filter(|(member, _)| member.active);
        if let (Some((member, pin)), None) = (active.next(), active.next())
            && pin.hash.is_none()
        {
            self.set_session(Session { who: Some(member.id), locked: false });
        }
        Ok(())
    }

    /// The person who works now.
    ///
    /// # Errors
    /// [`Code::ScreenLocked`] when nobody has signed in, the screen is locked or
    /// the person no longer works here.
    pub(crate) async fn signed_in(&self) -> Result<Actor, Error> {
        let session = self.session_now();
        let locked = || Error::new(Code::ScreenLocked);
        let id = session.who.filter(|_| !session.locked).ok_or_else(locked)?;
        let member = self.read(move |read| staff::get(read, id)).await.map_err(|_| locked())?;
        if member.active { Ok(Actor::from(member)) } else { Err(locked()) }
    }

    /// Who works, for the window, and whether the screen is covered.
    pub(crate) async fn me(&self) -> Result<(Option<Me>, bool), Error> {
        let session = self.session_now();
        let Some(id) = session.who else { return Ok((None, false)) };
        let (member, pin) = self.read(move |read| Ok((staff::get(read, id)?, staff::pin(read, id)?))).await?;
        if !member.active {
            return Ok((None, false));
        }
        let me = Me {
            id,
            role: member.role,
            rights: member.effective_rights(),
            name: member.name,
            has_pin: pin.hash.is_some(),
        };
        Ok((Some(me), session.locked))
    }
}

/// Who can be chosen on the screen «Кто работает?».
pub(crate) async fn list_sign_in(app: &App, _: Empty) -> Result<SignInPeople, Error> {
    let office = app.office().await?;
    let now = office.now();
    let people = office
        .read(staff::list)
        .await?
        .into_iter()
        .filter(|(member, _)| member.active)
        .map(|(member, pin)| SignInPerson {
            id: member.id,
            name: member.name,
            role: member.role,
            has_pin: pin.hash.is_some(),
            closed_until: pin.closed_until.filter(|until| *until > now),
        })
        .collect();
    Ok(SignInPeople { people })
}

/// Signs in, or takes the lock off.
pub(crate) async fn sign_in(app: &App, request: SignIn) -> Result<Start, Error> {
    let office = app.office().await?;
    let member = active_member(&office, request.id).await?;
    pin::check(&office, &member, request.pin).await?;
    let earlier = office.session_now();
    let text =
        if earlier.locked && earlier.who == Some(member.id) { "Блокировка снята" } else { "Вход" };
    let actor = Actor::from(member);
    office
        .write_as(actor.author(), move |write| audit::record(write, &AuditEntry::new(AuditKind::SignIn, text)))
        .await?;
    office.set_session(Session { who: Some(actor.id), locked: false });
    app.bus.stale(&Tag::ALL);
    get_start(app, Empty {}).await
}

async fn active_member(office: &Desk, id: StaffId) -> Result<StaffMember, Error> {
    let member = office.read(move |read| staff::get(read, id)).await?;
    if member.active { Ok(member) } else { Err(Error::new(Code::NotFound)) }
}

/// Sets a forgotten PIN with the recovery key, which only the head has.
pub(crate) async fn reset_pin(app: &App, request: ResetPin) -> Result<SignInPeople, Error> {
    let office = app.office().await?;
    if office.mode == Mode::Demo {
        return Err(Error::new(Code::NotFound).with("У демо-агентства нет ключа восстановления."));
    }
    let key = Key::from_recovery_text(&request.recovery_key)
        .map_err(|_| Error::new(Code::WrongKey).with("В ключе опечатка или он введён не целиком."))?;
    if key.bytes() != office.key.bytes() {
        return Err(Error::new(Code::WrongKey));
    }
    let member = active_member(&office, request.id).await?;
    let hash = pin::hash(request.pin).await?;
    let text = format!("PIN сброшен ключом восстановления: {}", member.name);
    office
        .write(move |write| {
            staff::set_pin(write, member.id, Some(&hash))?;
            audit::record(write, &AuditEntry::new(AuditKind::SignIn, text).about(SubjectKind::Staff, member.id))
        })
        .await?;
    app.bus.stale(&[Tag::Staff]);
    list_sign_in(app, Empty {}).await
}

/// Leaves the program to another person.
pub(crate) async fn sign_out(app: &App, _: Empty) -> Result<Start, Error> {
    let office = app.office().await?;
    office.write(|write| audit::record(write, &AuditEntry::new(AuditKind::SignIn, "Выход"))).await?;
    office.set_session(Session::default());
    app.bus.stale(&[Tag::Start, Tag::Staff]);
    get_start(app, Empty {}).await
}

/// Covers the screen until the PIN.
pub(crate) async fn lock(app: &App, _: Empty) -> Result<Start, Error> {
    let office = app.office().await?;
    let id = office.actor()?.id;
    let pin = office.read(move |read| staff::pin(read, id)).await?;
    if pin.hash.is_none() {
        let reason = "Сначала задайте себе PIN: меню с вашим именем → «Мой PIN».";
        return Err(Error::new(Code::Invalid).with(reason));
    }
    let entry = AuditEntry::new(AuditKind::SignIn, "Программа заблокирована");
    office.write(move |write| audit::record(write, &entry)).await?;
    office.set_session(Session { who: Some(id), locked: true });
    app.bus.stale(&[Tag::Start]);
    get_start(app, Empty {}).await
}

/// Sets or removes a PIN: the own one with the present one, anybody's by the head.
pub(crate) async fn set_pin(app: &App, request: SetPin) -> Result<Staff, Error> {
    let office = app.office().await?;
    let actor = office.actor()?.clone();
    let member = office.read(move |read| staff::get(read, request.id)).await?;
    if actor.id == member.id {
        pin::check(&office, &member, request.current).await?;
    } else if actor.role != Role::Head {
        return Err(Error::new(Code::Forbidden).with("Чужой PIN меняет только руководитель."));
    }
    let hash = match request.pin {
        Some(pin) => Some(pin::hash(pin).await?),
        None => None,
    };
    let what = if hash.is_some() { "PIN задан" } else { "PIN удалён" };
    let entry = AuditEntry::new(AuditKind::Staff, format!("{what}: {}", member.name));
    office
        .write(move |write| {
            staff::set_pin(write, member.id, hash.as_deref())?;
            audit::record(write, &entry.about(SubjectKind::Staff, member.id))
        })
        .await?;
    app.bus.stale(&[Tag::Start, Tag::Staff]);
    crate::staff::list_staff(app, Empty {}).await
}

/// When the window locks by itself.
pub(crate) async fn save_lock(app: &App, request: SaveLock) -> Result<Start, Error> {
    if request.minutes > LONGEST_REST {
        return Err(Error::new(Code::Invalid).with(format!("Не больше {LONGEST_REST} минут.")));
    }
    app.office()
        .await?
        .write(move |write| {
            let before: u32 = settings::get(write, LOCK_MINUTES)?.unwrap_or(0);
            settings::put(write, LOCK_MINUTES, &request.minutes)?;
            let change = Change::of("Блокировать через", &minutes(before), &minutes(request.minutes));
            audit::record(write, &AuditEntry::new(AuditKind::Settings, "Время до блокировки изменено").with(change))
        })
        .await?;
    app.bus.stale(&[Tag::Start]);
    get_start(app, Empty {}).await
}

fn minutes(count: u32) -> String {
    if count == 0 { "никогда".into() } else { format!("{count} мин") }
}
