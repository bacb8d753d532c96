//! «Файлы» of an order: taking in, changing, looking at, trash.

use crate::app::App;
use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::files::safe_name;
use crate::office::{Office, blocking};
use crate::wire::Empty;
use crate::wire::contract::Picture;
use crate::wire::event::Tag;
use crate::wire::files::{
    BeginUpload, ChangeFile, FilePage, FilePreview, FileRefs, LetterRow, LetterStep, OrderFiles, UploadPart, Uploaded,
};
use crate::wire::order::{FileContents, FileRef, FileRow, OrderRef};
use agency_core::files::{KINDS, LARGEST_FILE, USUAL_KIND, clean_name, is_dangerous};
use agency_core::ids::{FileId, OrderId};
use agency_core::{AuditEntry, AuditKind, Change, SubjectKind, dates};
use agency_documents::pages::{page_count, page_png};
use agency_store::file_letters::{self, LetterState};
use agency_store::files::{self, FileInfo};
use agency_store::uploads::{self, Upload};
use agency_store::{Read, StoreError, StoreResult, Write, audit, orders};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Write as _};
use std::sync::{Arc, Mutex, PoisonError};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A part of a file on its way in is never larger.
const LARGEST_PART: usize = 8 * 1024 * 1024;

/// Files that go into one archive, in bytes together.
const LARGEST_ARCHIVE: u64 = 200 * 1024 * 1024;

/// Pictures the window draws itself.
const PICTURES: [&str; 5] = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"];

/// The largest picture that is drawn, in bytes.
const LARGEST_PICTURE: u64 = 30 * 1024 * 1024;

/// The file whose pages are being looked at, so that a page does not read it anew.
#[derive(Default)]
pub(crate) struct Shown(Mutex<Option<(FileId, Arc<Vec<u8>>)>>);

/// Files as the window shows them; a file with the contents of an earlier one names it.
pub(crate) fn rows(files: Vec<FileInfo>) -> Vec<FileRow> {
    let mut first: HashMap<String, String> = HashMap::new();
    let mut rows: Vec<FileRow> = files
        .into_iter()
        .rev()
        .map(|file| {
            let same_as = first.get(&file.sha256).cloned();
            first.entry(file.sha256).or_insert_with(|| file.name.clone());
            FileRow {
                id: file.id,
                dangerous: is_dangerous(&file.name),
                name: file.name,
                kind: file.kind,
                mime: file.mime,
                size: file.size,
                added_at: file.added_at,
                added_by: file.added_by,
                for_tourist: file.for_tourist || file.sealed,
                sealed: file.sealed,
                same_as,
            }
        })
        .collect();
    rows.reverse();
    rows
}

/// Files, trash and letters of an order.
pub(crate) async fn list_files(app: &App, request: OrderRef) -> Result<OrderFiles, Error> {
    app.office()
        .await?
        .read(move |read| {
            Ok(OrderFiles {
                files: rows(files::of_order(read, request.id)?),
                trash: rows(files::trash_of_order(read, request.id)?),
                letters: letters(read, request.id)?,
                kinds: KINDS.map(str::to_owned).to_vec(),
                largest: LARGEST_FILE,
            })
        })
        .await
}

fn letters(read: &Read<'_>, order: OrderId) -> StoreResult<Vec<LetterRow>> {
    file_letters::of_order(read, order)?
        .into_iter()
        .map(|letter| {
            let names = letter.files.iter().map(|id| Ok(files::info_of(read, *id)?.name));
            Ok(LetterRow {
                id: letter.id,
                to: letter.recipient,
                files: names.collect::<StoreResult<_>>()?,
                step: match letter.state {
                    LetterState::Waiting => LetterStep::Waiting,
                    LetterState::Sent => LetterStep::Sent,
                    LetterState::Failed => LetterStep::Failed,
                },
                problem: letter.problem,
                author: letter.author,
                created_at: letter.created_at,
                sent_at: letter.sent_at,
            })
        })
        .collect()
}

/// Begins to take a file in.
pub(crate) async fn begin_upload(app: &App, request: BeginUpload) -> Result<FileRef, Error> {
    if request.size > LARGEST_FILE {
        return Err(Error::new(Code::FileTooLarge).with(clean_name(&request.name)));
    }
    let upload = Upload {
        id: FileId::new(),
        order_id: request.order_id,
        name: clean_name(&request.name),
        kind: USUAL_KIND.into(),
        for_tourist: request.for_tourist,
        size: request.size,
    };
    let id = upload.id;
    app.office()
        .await?
        .write(move |write| {
            orders::get(write, upload.order_id)?;
            uploads::begin(write, &upload)
        })
        .await?;
    Ok(FileRef { id })
}

/// A part of a file on its way in.
pub(crate) async fn upload_part(app: &App, request: UploadPart) -> Result<Empty, Error> {
    let office = app.office().await?;
    let content = blocking(move || BASE64_STANDARD.decode(request.base64))
        .await?
        .ok()
        .filter(|content| content.len() <= LARGEST_PART)
        .ok_or_else(|| Error::new(Code::BadRequest))?;
    office
        .write(move |write| uploads::add_part(write, request.id, request.number, &content))
        .await
        .map_err(incomplete)?;
    Ok(Empty {})
}

/// Makes a file of its parts.
pub(crate) async fn finish_upload(app: &App, request: FileRef) -> Result<Uploaded, Error> {
    let office = app.office().await?;
    let same_as = office
        .write(move |write| {
            let upload = uploads::get(write, request.id)?;
            let same_as = uploads::finish(write, request.id)?;
            let text = format!("Файл добавлен в заявку {}: {}", number(write, upload.order_id)?, upload.name);
            record(write, text, upload.order_id, [])?;
            Ok(same_as)
        })
        .await
        .map_err(incomplete)?;
    app.bus.stale(&[Tag::Files]);
    Ok(Uploaded { same_as })
}

/// A file that came in another size than it was promised, or not at all.
fn incomplete(error: Error) -> Error {
    match error.code {
        Code::OrderChanged | Code::NotFound => Error::new(Code::Invalid)
            .with("Файл пришёл не целиком: он изменился или загрузка прервалась. Добавьте его ещё раз."),
        _ => error,
    }
}

/// Forgets a file on its way in.
pub(crate) async fn cancel_upload(app: &App, request: FileRef) -> Result<Empty, Error> {
    app.office().await?.write(move |write| uploads::cancel(write, request.id)).await?;
    Ok(Empty {})
}

impl Office {
    /// Forgets what was on its way in when the program ended.
    pub(crate) async fn forget_uploads(&self) -> Result<(), Error> {
        self.write(|write| uploads::forget_before(write, write.now)).await
    }
}

/// Changes name, kind and who a file is meant for.
pub(crate) async fn change_file(app: &App, request: ChangeFile) -> Result<Empty, Error> {
    if !KINDS.contains(&request.kind.as_str()) {
        return Err(Error::new(Code::Invalid).with("Такого типа файла нет."));
    }
    let office = app.office().await?;
    refuse_sealed(&office, &[request.id]).await?;
    office
        .write(move |write| {
            let before = files::info_of(write, request.id)?;
            let name = clean_name(&request.name);
            files::change(write, request.id, &name, &request.kind, request.for_tourist)?;
            let text = format!("Файл изменён в заявке {}: {name}", number(write, before.order_id)?);
            let changes = [
                Change::of("Название", &before.name, &name),
                Change::of("Тип", &before.kind, &request.kind),
                Change::of("Кому виден", audience(before.for_tourist), audience(request.for_tourist)),
            ];
            record(write, text, before.order_id, changes.into_iter().flatten())
        })
        .await?;
    app.bus.stale(&[Tag::Files]);
    Ok(Empty {})
}

fn audience(for_tourist: bool) -> &'static str {
    if for_tourist { "для туриста" } else { "только вам" }
}

/// Puts files into the trash.
pub(crate) async fn trash_files(app: &App, request: FileRefs) -> Result<Empty, Error> {
    set_trashed(app, request.ids, true).await
}

/// Takes files out of the trash.
pub(crate) async fn restore_files(app: &App, request: FileRefs) -> Result<Empty, Error> {
    set_trashed(app, request.ids, false).await
}

async fn set_trashed(app: &App, ids: Vec<FileId>, trashed: bool) -> Result<Empty, Error> {
    let office = app.office().await?;
    refuse_sealed(&office, &ids).await?;
    office
        .write(move |write| {
            for id in ids {
                let info = files::info_of(write, id)?;
                files::set_trashed(write, id, trashed)?;
                let what = if trashed {
                    "Файл в корзине"
                } else {
                    "Файл возвращён из корзины"
                };
                let text = format!("{what}, заявка {}: {}", number(write, info.order_id)?, info.name);
                record(write, text, info.order_id, [])?;
            }
            Ok(())
        })
        .await?;
    app.bus.stale(&[Tag::Files]);
    Ok(Empty {})
}

/// A signed contract is neither changed nor deleted (invariant I8); the base
/// refuses it too, this says it in words.
async fn refuse_sealed(office: &Desk, ids: &[FileId]) -> Result<(), Error> {
    let ids = ids.to_vec();
    let infos: Vec<FileInfo> =
        office.read(move |read| ids.into_iter().map(|id| files::info_of(read, id)).collect()).await?;
    match infos.into_iter().find(|info| info.sealed) {
        Some(info) => {
            let reason = format!("«{}» — подписанный договор: его нельзя изменить или удалить.", info.name);
            Err(Error::new(Code::Invalid).with(reason).advising("Уберите его из выбранных файлов."))
        }
        None => Ok(()),
    }
}

fn number(read: &Read<'_>, order: OrderId) -> StoreResult<String> {
    Ok(orders::get(read, order)?.order.number)
}

fn record(
    write: &Write<'_>,
    text: String,
    order: OrderId,
    changes: impl IntoIterator<Item = Change>,
) -> StoreResult<()> {
    audit::record(write, &AuditEntry::new(AuditKind::File, text).about(SubjectKind::Order, order).with(changes))
}

/// Files as one archive; names that repeat get a number.
pub(crate) async fn zip_files(app: &App, request: FileRefs) -> Result<FileContents, Error> {
    let office = app.office().await?;
    let ids = request.ids;
    let infos: Vec<FileInfo> = {
        let ids = ids.clone();
        office.read(move |read| ids.into_iter().map(|id| files::info_of(read, id)).collect()).await?
    };
    let Some(first) = infos.first() else { return Err(Error::new(Code::NotFound)) };
    if infos.iter().map(|info| info.size).sum::<u64>() > LARGEST_ARCHIVE {
        let reason = "Вместе файлы больше 200 МБ: сохраните их частями.";
        return Err(Error::new(Code::FileTooLarge).with(reason).advising("Выберите меньше файлов."));
    }
    let order = first.order_id;
    let (order_number, contents) = office
        .read(move |read| {
            let contents = ids.into_iter().map(|id| files::get(read, id)).collect::<StoreResult<Vec<_>>>()?;
            Ok((number(read, order)?, contents))
        })
        .await?;
    let bytes = blocking(move || archive(contents)).await?.map_err(Error::internal)?;
    let today = dates::short_date(dates::moscow(office.now()).date_naive());
    Ok(FileContents {
        name: safe_name(&format!("Файлы заявки {order_number} {today}.zip")),
        mime: "application/zip".into(),
        base64: BASE64_STANDARD.encode(bytes),
    })
}

fn archive(contents: Vec<(FileInfo, Vec<u8>)>) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut taken = HashSet::new();
    for (info, content) in contents {
        let name = safe_name(&info.name);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        let mut free = name.clone();
        let mut turn = 1;
        while !taken.insert(free.to_lowercase()) {
            turn += 1;
            free =
                if extension.is_empty() { format!("{stem} ({turn})") } else { format!("{stem} ({turn}).{extension}") };
        }
        zip.start_file(free, SimpleFileOptions::default())?;
        zip.write_all(&content)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// How a file can be looked at.
pub(crate) async fn preview_file(app: &App, request: FileRef) -> Result<FilePreview, Error> {
    let office = app.office().await?;
    let info = office.read(move |read| files::info_of(read, request.id)).await?;
    let none = |reason: &str| Ok(FilePreview::None { reason: reason.to_owned() });
    if PICTURES.contains(&info.mime.as_str()) {
        return match info.size {
            0..=LARGEST_PICTURE => Ok(FilePreview::Picture),
            _ => none("Картинка слишком большая для просмотра: откройте её в другой программе."),
        };
    }
    if info.mime != "application/pdf" {
        return none("Такой файл здесь не показать: откройте его в другой программе или сохраните.");
    }
    let content = shown(&office, request.id).await?;
    match blocking(move || page_count(&content)).await? {
        Ok(pages) if pages > 0 => Ok(FilePreview::Pages { pages }),
        _ => none("PDF повреждён или защищён паролем: откройте его в другой программе."),
    }
}

/// A page of a PDF file as a picture.
pub(crate) async fn preview_file_page(app: &App, request: FilePage) -> Result<Picture, Error> {
    let office = app.office().await?;
    let content = shown(&office, request.id).await?;
    let width = request.width.clamp(200, 2400);
    let png = blocking(move || page_png(&content, request.page, width)).await?.map_err(|error| {
        tracing::warn!(%error, "a page of a file");
        Error::new(Code::NotFound).with("Страницу не удалось показать: откройте файл в другой программе.")
    })?;
    Ok(Picture { png_base64: BASE64_STANDARD.encode(png) })
}

async fn shown(office: &Desk, id: FileId) -> Result<Arc<Vec<u8>>, Error> {
    let last = office.shown_file.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some((_, content)) = last.filter(|(last, _)| *last == id) {
        return Ok(content);
    }
    let (_, content) = office.read(move |read| files::get(read, id)).await?;
    let content = Arc::new(content);
    *office.shown_file.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((id, content.clone()));
    Ok(content)
}

/// Files that are still with the order and not in the trash.
///
/// # Errors
/// [`StoreError::NotFound`] when one is of another order or in the trash.
pub(crate) fn of_this_order(read: &Read<'_>, order: OrderId, ids: &[FileId]) -> StoreResult<Vec<FileInfo>> {
    ids.iter()
        .map(|id| {
            let info = files::info_of(read, *id)?;
            let is_here = info.order_id == order && info.trashed_at.is_none();
            if is_here { Ok(info) } else { Err(StoreError::NotFound) }
        })
        .collect()
}
