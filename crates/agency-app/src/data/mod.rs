//! «Данные и копии»: copies by themselves and by hand, the state of the data.

pub(crate) mod copies;
mod export;
mod import;
mod keep;
pub(crate) mod lock;
pub(crate) mod replace;
mod restore;
pub(crate) mod work;

pub(crate) use export::export_base;
pub(crate) use import::import_base;
pub(crate) use restore::restore_copy;

use crate::app::{App, State};
use crate::error::{Code, Error};
use crate::office::{Office, blocking};
use crate::secrets::Secrets;
use crate::start;
use crate::wire::Empty;
use crate::wire::data::{
    BaseCheck, CopyKind, DataFolder, DataState, HealthLevel, HealthRow, OpenDataFolder, SetSecondFolder, WorkKind,
};
use crate::wire::event::{AppEvent, Tag};
use crate::wire::start::Mode;
use agency_core::{AuditEntry, AuditKind, Role};
use agency_store::{Author, Key, StoreResult, audit, settings};
use chrono::{DateTime, TimeDelta, Utc};
use copies::Source;
use replace::{BASE, PORTAL};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// Setting with the second place of the copies.
const SECOND: &str = "data.second_folder";
/// Setting with the last moment the program was at work.
const LAST_SEEN: &str = "data.last_seen";
/// How often it is looked whether a copy is due.
const LOOK: Duration = Duration::from_secs(15 * 60);
/// A clock may be set back by so much without a word: time zones do not matter, corrections are small.
const CLOCK_BACK: TimeDelta = TimeDelta::minutes(30);

/// What is known of the copies of an open agency.
#[derive(Default)]
pub(crate) struct Known {
    /// Why the last copy was not made.
    failure: Mutex<Option<Error>>,
    /// Why it was not put into the second folder.
    second_failure: Mutex<Option<Error>>,
    /// The clock went back since the program was last at work.
    clock_back: Mutex<Option<DateTime<Utc>>>,
    /// The files as they were copied last.
    copied: Mutex<Option<Stamp>>,
}

/// Sizes and times of the files: the same means that nothing was written.
type Stamp = Vec<Option<(u64, Option<SystemTime>)>>;

fn stamp(folder: &Path) -> Stamp {
    [BASE, "base.db-wal", PORTAL, "portal.db-wal"]
        .iter()
        .map(|name| fs::metadata(folder.join(name)).ok().map(|file| (file.len(), file.modified().ok())))
        .collect()
}

fn set<T>(place: &Mutex<T>, value: T) -> T {
    std::mem::replace(&mut *place.lock().unwrap_or_else(PoisonError::into_inner), value)
}

fn get<T: Clone>(place: &Mutex<T>) -> T {
    place.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// The base the commands of this screen speak of: the open one, or the own one that cannot be opened.
pub(crate) struct Place {
    pub(crate) mode: Mode,
    pub(crate) folder: PathBuf,
    pub(crate) secrets: Arc<dyn Secrets>,
    pub(crate) base_id: Option<String>,
    pub(crate) key: Option<Key>,
    office: Option<Arc<Office>>,
}

pub(crate) async fn place(app: &App) -> Result<Place, Error> {
    if let State::Open(office) = &*app.state.read().await {
        return Ok(Place {
            mode: office.mode,
            folder: office.folder.clone(),
            secrets: office.secrets.clone(),
            base_id: Some(office.base_id.clone()),
            key: Some(office.key.clone()),
            office: Some(office.clone()),
        });
    }
    let folder = start::office_folder(app);
    let secrets = app.config.secrets.clone();
    let base_id = start::known_base_id(&folder);
    let key = match base_id.clone() {
        Some(base_id) => start::kept_key(secrets.clone(), base_id).await.unwrap_or_default(),
        None => None,
    };
    Ok(Place { mode: Mode::Office, folder, secrets, base_id, key, office: None })
}

/// An open base is replaced by the head only; one that cannot be opened has nobody to ask.
async fn may_replace(app: &App) -> Result<(), Error> {
    match app.office().await {
        Ok(office) if office.actor()?.role != Role::Head => {
            Err(Error::new(Code::Forbidden).with("Это может только руководитель."))
        }
        _ => Ok(()),
    }
}

/// Tells the journal of the base that is open now what was done to it as a
/// whole. The person may be unknown there, so the name alone is kept.
async fn record(app: &App, kind: AuditKind, text: String) -> Result<(), Error> {
    let office = app.office().await?;
    let name = office.actor().map_or_else(|_| Author::program().name, |actor| actor.name.clone());
    let author = Author { id: None, name };
    office.write_as(author, move |write| audit::record(write, &AuditEntry::new(kind, text))).await
}

/// Makes the copies that are due, until the office is closed.
pub(crate) async fn run(office: Arc<Office>) {
    loop {
        watch_clock(&office).await;
        let today = office.now().date_naive();
        let copies_folder = office.folder.join(copies::FOLDER);
        let is_made =
            blocking(move || copies::list(&copies_folder).iter().any(|row| row.made_at.date_naive() == today));
        if !is_made.await.unwrap_or(false) {
            match make(&office, CopyKind::Daily).await {
                // the other work ends, and the next look finds nobody at work
                Err(error) if error.code == Code::Busy => {}
                Err(error) => tracing::error!(%error, "daily copy"),
                Ok(()) => {}
            }
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// A copy when the program is closed, unless nothing was written since the last one.
pub(crate) async fn make_on_exit(office: &Office) {
    if office.mode == Mode::Demo || get(&office.known.copied) == Some(stamp(&office.folder)) {
        return;
    }
    if let Err(error) = make(office, CopyKind::Exit).await {
        tracing::error!(%error, "copy on exit");
    }
}

/// Makes a copy, and puts it into the second folder if there is one. A failure
/// is told once and stays on the screen until a copy succeeds.
async fn make(office: &Office, kind: CopyKind) -> Result<(), Error> {
    let mut at_work = office.work.begin(WorkKind::Copy, &office.bus)?;
    let (source, now) = (office.source(), office.now());
    let made = blocking(move || {
        let before = stamp(&source.folder);
        copies::make(&source, kind, now, &mut |done, total| at_work.step(done, total)).map(|copy| (copy, before))
    })
    .await?;
    let (copy, before) = match made {
        Ok(made) => made,
        Err(error) => {
            let error = Error::from(error);
            if error.code != Code::Stopped && set(&office.known.failure, Some(error.clone())).is_none() {
                warn(office, "Резервная копия не сделана", &error);
            }
            office.bus.stale(&[Tag::Data]);
            return Err(error);
        }
    };
    set(&office.known.copied, Some(before));
    set(&office.known.failure, None);
    put_second(office, copy).await;
    office.bus.stale(&[Tag::Data]);
    Ok(())
}

async fn put_second(office: &Office, copy: PathBuf) {
    let second = match office.read(|read| settings::get::<PathBuf>(read, SECOND)).await {
        Ok(second) => second,
        Err(error) => return tracing::error!(%error, "second folder of copies"),
    };
    let Some(second) = second else {
        set(&office.known.second_failure, None);
        return;
    };
    let put = blocking(move || copies::put_second(&copy, &second).map_err(Error::from)).await.flatten();
    match put {
        Ok(()) => drop(set(&office.known.second_failure, None)),
        Err(error) => {
            if set(&office.known.second_failure, Some(error.clone())).is_none() {
                warn(office, "Вторая копия не сделана", &error);
            }
        }
    }
}

fn warn(office: &Office, title: &str, error: &Error) {
    let title = format!("{title}: {}", lower_first(&error.title));
    office.bus.send(AppEvent::Warning { title, advice: error.advice.clone() });
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Notices a clock that shows an earlier time than when the program was last at
/// work: dates of contracts and links would be wrong.
async fn watch_clock(office: &Office) {
    let now = office.now();
    let seen = office
        .write(move |write| {
            let seen = settings::get::<DateTime<Utc>>(write, LAST_SEEN)?;
            settings::put(write, LAST_SEEN, &now)?;
            Ok(seen)
        })
        .await;
    if let Ok(Some(seen)) = seen
        && now < seen - CLOCK_BACK
    {
        set(&office.known.clock_back, Some(seen));
        let HealthRow { title, advice, .. } = clock_row(seen);
        office.bus.send(AppEvent::Warning { title, advice });
        office.bus.stale(&[Tag::Data]);
    }
}

fn clock_row(seen: DateTime<Utc>) -> HealthRow {
    let seen = agency_core::dates::file_name_minute(seen);
    HealthRow {
        level: HealthLevel::Bad,
        title: "Часы компьютера идут назад".into(),
        advice: format!(
            "Программа уже работала {seen} (МСК). Проверьте дату и время компьютера: от них зависят даты договоров и срок ссылок."
        ),
    }
}

/// «Данные и копии».
pub(crate) async fn get_data(app: &App, _: Empty) -> Result<DataState, Error> {
    let place = place(app).await?;
    let second = match &place.office {
        Some(office) => office.read(|read| settings::get::<String>(read, SECOND)).await?,
        None => None,
    };
    let (folder, now) = (place.folder.clone(), app.config.clock.now());
    let copies_folder = folder.join(copies::FOLDER);
    blocking(move || {
        let copies = copies::list(&copies_folder);
        let mut health = vec![age_row(copies.first().map(|row| row.made_at), place.mode, now)];
        if let Some(office) = &place.office {
            let failure = |place: &Mutex<Option<Error>>, what: &str| {
                get(place).map(|error| HealthRow {
                    level: HealthLevel::Bad,
                    title: format!("{what}: {}", lower_first(&error.title)),
                    advice: error.advice,
                })
            };
            health.extend(failure(&office.known.failure, "Последняя копия не сделана"));
            health.extend(failure(&office.known.second_failure, "Вторая копия не сделана"));
            health.extend(get(&office.known.clock_back).map(clock_row));
        }
        let size = |name: &str| fs::metadata(folder.join(name)).map_or(0, |file| file.len());
        DataState {
            base_size: size(BASE) + size("base.db-wal"),
            portal_size: size(PORTAL) + size("portal.db-wal"),
            folder: folder.display().to_string(),
            copies_folder: copies_folder.display().to_string(),
            second_folder: second,
            copies,
            health,
        }
    })
    .await
}

fn age_row(last: Option<DateTime<Utc>>, mode: Mode, now: DateTime<Utc>) -> HealthRow {
    let row = |level, title: &str, advice: &str| HealthRow { level, title: title.into(), advice: advice.into() };
    match last {
        _ if mode == Mode::Demo => row(
            HealthLevel::Good,
            "Учебный режим: данные придуманы, копии сами не делаются",
            "Копию можно сделать и восстановить вручную.",
        ),
        Some(last) if now - last < TimeDelta::days(2) => {
            row(HealthLevel::Good, "Копии делаются каждый день и при закрытии программы", "")
        }
        _ => row(HealthLevel::Warning, "Свежей копии нет", "Нажмите «Сделать копию сейчас»."),
    }
}

/// «Сделать копию сейчас».
pub(crate) async fn make_copy(app: &App, _: Empty) -> Result<DataState, Error> {
    make(&*app.office().await?, CopyKind::Manual).await?;
    get_data(app, Empty {}).await
}

/// Chooses where each copy is put a second time, and puts the last one there at once.
pub(crate) async fn set_second_folder(app: &App, request: SetSecondFolder) -> Result<DataState, Error> {
    let office = app.office().await?;
    let path = request.path.map(PathBuf::from);
    if path.as_ref().is_some_and(|path| !path.is_dir() || path.starts_with(&office.folder)) {
        return Err(Error::new(Code::Invalid).with("Выберите существующую папку на другом диске."));
    }
    office.write(move |write| save_second(write, path)).await?;
    let copies_folder = office.folder.join(copies::FOLDER);
    let last =
        blocking(move || copies::list(&copies_folder).into_iter().next().map(|row| copies_folder.join(row.name)));
    match last.await? {
        Some(last) => put_second(&office, last).await,
        None => drop(set(&office.known.second_failure, None)),
    }
    app.bus.stale(&[Tag::Data]);
    get_data(app, Empty {}).await
}

fn save_second(write: &agency_store::Write<'_>, path: Option<PathBuf>) -> StoreResult<()> {
    settings::put(write, SECOND, &path)
}

/// Shows a folder in the system's own program.
pub(crate) async fn open_data_folder(app: &App, request: OpenDataFolder) -> Result<Empty, Error> {
    let folder = place(app).await?.folder;
    let folder = match request.which {
        DataFolder::Data => folder,
        DataFolder::Copies => folder.join(copies::FOLDER),
    };
    let host = app.config.host.clone();
    if blocking(move || host.open_file(&folder)).await? { Ok(Empty {}) } else { Err(Error::new(Code::NotHere)) }
}

/// «Проверить целостность»: the base and the portal's file.
pub(crate) async fn check_base(app: &App, _: Empty) -> Result<BaseCheck, Error> {
    let place = place(app).await?;
    let key = place.key.ok_or_else(|| Error::new(Code::WrongKey))?;
    let mut at_work = app.work.begin(WorkKind::Check, &app.bus)?;
    blocking(move || {
        let mut problems =
            agency_store::copies::check(&place.folder.join(BASE), &key, &mut |done, total| at_work.step(done, total))?;
        let portal = place.folder.join(PORTAL);
        if portal.exists() {
            let portal_key = copies::portal_key(&key);
            let found =
                agency_store::copies::check(&portal, &portal_key, &mut |done, total| at_work.step(done, total))?;
            problems.extend(found.into_iter().map(|line| format!("portal.db: {line}")));
        }
        Ok(BaseCheck { problems })
    })
    .await?
}

/// Stops the long work that is under way.
pub(crate) async fn stop_work(app: &App, _: Empty) -> Result<Empty, Error> {
    app.work.stop();
    Ok(Empty {})
}

/// Copies an older base with its portal before a newer program changes them.
pub(crate) fn copy_before_migration(source: &Source, now: DateTime<Utc>) -> StoreResult<()> {
    let is_older = |name: &str, key: &Key, newest: usize| -> StoreResult<bool> {
        let path = source.folder.join(name);
        Ok(path.exists() && agency_store::copies::schema(&path, key)? < newest)
    };
    let portal_key = copies::portal_key(&source.key);
    // a portal that cannot be opened says so itself when it starts
    let portal_is_older = is_older(PORTAL, &portal_key, agency_portal::SCHEMA).unwrap_or(false);
    if is_older(BASE, &source.key, agency_store::SCHEMA)? || portal_is_older {
        let copy = copies::make(source, CopyKind::Migration, now, &mut |_, _| std::ops::ControlFlow::Continue(()))?;
        tracing::info!(copy = %copy.display(), "copied before a migration");
    }
    Ok(())
}
