//! «Сотрудники и офисы».

use crate::app::App;
use crate::error::{Code, Error};
use crate::wire::Empty;
use crate::wire::event::Tag;
use crate::wire::staff::{SaveMember, SaveOfficeCard, Staff, StaffRow};
use agency_core::{AuditEntry, AuditKind, Change, OfficeCard, Right, Role, StaffMember, SubjectKind};
use agency_store::{Read, StoreError, StoreResult, audit, offices, search, staff};

/// Сотрудники и офисы.
pub(crate) async fn list_staff(app: &App, _: Empty) -> Result<Staff, Error> {
    app.office()
        .await?
        .read(|read| {
            let staff = staff::list(read)?
                .into_iter()
                .map(|(member, pin)| StaffRow { member, has_pin: pin.hash.is_some() })
                .collect();
            Ok(Staff { staff, offices: offices::list(read)? })
        })
        .await
}

/// Adds a member of the staff or changes one.
pub(crate) async fn save_member(app: &App, request: SaveMember) -> Result<Staff, Error> {
    let office = app.office().await?;
    let member = request.member;
    let mut problems = member.problems();
    let (all, offices) = office.read(|read| Ok((staff::list(read)?, offices::list(read)?))).await?;
    let others: Vec<&StaffMember> =
        all.iter().map(|(other, _)| other).filter(|other| other.id != member.id && other.active).collect();
    let same_name = |other: &&StaffMember| search::normalise(&other.name) == search::normalise(&member.name);
    if member.active && others.iter().any(same_name) {
        problems.push("Сотрудник с таким именем уже есть: допишите отчество, чтобы их различать.".into());
    }
    let is_head = |member: &StaffMember| member.active && member.role == Role::Head;
    if !is_head(&member) && !others.iter().any(|other| is_head(other)) {
        problems.push("Должен остаться хотя бы один работающий руководитель.".into());
    }
    if !member.active && member.id == office.actor()?.id {
        problems.push("Нельзя закрыть доступ самому себе.".into());
    }
    if member.office_id.is_some_and(|id| !offices.iter().any(|office| office.id == id)) {
        problems.push("Такого офиса нет.".into());
    }
    if !problems.is_empty() {
        return Err(problems.into_iter().fold(Error::new(Code::Invalid), Error::with));
    }
    office
        .write(move |write| {
            let before = found(staff::get(write, member.id))?;
            staff::put(write, &member)?;
            let what = if before.is_some() {
                "Карточка сотрудника изменена"
            } else {
                "Сотрудник добавлен"
            };
            let entry = AuditEntry::new(AuditKind::Staff, format!("{what}: {}", member.name))
                .about(SubjectKind::Staff, member.id)
                .with(member_changes(write, before.as_ref(), &member)?);
            audit::record(write, &entry)
        })
        .await?;
    app.bus.stale(&[Tag::Start, Tag::Staff]);
    list_staff(app, Empty {}).await
}

/// Adds an office or changes one.
pub(crate) async fn save_office(app: &App, request: SaveOfficeCard) -> Result<Staff, Error> {
    let office = app.office().await?;
    let card = request.office;
    if card.name.trim().is_empty() {
        return Err(Error::new(Code::Invalid).with("Укажите название офиса."));
    }
    if office
        .read(offices::list)
        .await?
        .iter()
        .any(|other| other.id != card.id && search::normalise(&other.name) == search::normalise(&card.name))
    {
        return Err(Error::new(Code::Invalid).with("Офис с таким названием уже есть."));
    }
    office
        .write(move |write| {
            let before = found(offices::get(write, card.id))?;
            offices::put(write, &card)?;
            let what = if before.is_some() { "Офис изменён" } else { "Офис добавлен" };
            let entry = AuditEntry::new(AuditKind::Staff, format!("{what}: {}", card.name))
                .about(SubjectKind::Office, card.id)
                .with(office_changes(before.as_ref(), &card));
            audit::record(write, &entry)
        })
        .await?;
    app.bus.stale(&[Tag::Staff]);
    list_staff(app, Empty {}).await
}

/// A record, or nothing when there is none yet.
fn found<T>(result: StoreResult<T>) -> StoreResult<Option<T>> {
    match result {
        Ok(record) => Ok(Some(record)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn yes_no(value: bool) -> &'static str {
    if value { "да" } else { "нет" }
}

fn member_changes(read: &Read<'_>, before: Option<&StaffMember>, after: &StaffMember) -> StoreResult<Vec<Change>> {
    let office = |member: &StaffMember| -> StoreResult<String> {
        Ok(member.office_id.map(|id| offices::get(read, id)).transpose()?.map(|office| office.name).unwrap_or_default())
    };
    let text = |field: fn(&StaffMember) -> &str| before.map_or("", field);
    let mut changes = vec![
        Change::of("ФИО", text(|member| &member.name), &after.name),
        Change::of("Роль", text(|member| member.role.label()), after.role.label()),
        Change::of("Офис", &before.map(office).transpose()?.unwrap_or_default(), &office(after)?),
        Change::of("Телефон", text(|member| &member.phone), &after.phone),
        Change::of("E-mail", text(|member| &member.email), &after.email),
        Change::of("Работает", text(|member| yes_no(member.active)), yes_no(after.active)),
    ];
    changes.extend(Right::ALL.into_iter().map(|right| {
        let before = before.map_or("", |member| yes_no(member.effective_rights().allow(right)));
        Change::of(right.label(), before, yes_no(after.effective_rights().allow(right)))
    }));
    Ok(changes.into_iter().flatten().collect())
}

fn office_changes(before: Option<&OfficeCard>, after: &OfficeCard) -> Vec<Change> {
    let text = |field: fn(&OfficeCard) -> &str| before.map_or("", field);
    [
        Change::of("Название", text(|office| &office.name), &after.name),
        Change::of("Адрес", text(|office| &office.address), &after.address),
        Change::of("Телефон", text(|office| &office.phone), &after.phone),
        Change::of("Работает", text(|office| yes_no(office.active)), yes_no(after.active)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
