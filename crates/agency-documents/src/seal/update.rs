//! The incremental update: box and protocol pages after the original bytes.

use super::{SealError, SealInput, record};
use crate::contract::sha256;
use crate::paper::{self, Imprint, MM, Sheet};
use crate::places::SignaturePlace;
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream, StringFormat};
use std::collections::BTreeMap;

/// Name of the box among the resources of a page.
const MARK: &str = "AgencyMark";

impl From<lopdf::Error> for SealError {
    fn from(_: lopdf::Error) -> Self {
        Self::Unreadable
    }
}

/// Appends the update; gives the file with an open record and its page count.
pub(super) fn append(
    input: &SealInput<'_>,
    box_sheet: Sheet,
    protocol_sheets: Vec<Sheet>,
) -> Result<(Vec<u8>, u32), SealError> {
    let previous = Document::load_mem(input.original)?;
    let pages = previous.get_pages();
    if pages.len() != input.protocol.original_pages as usize {
        return Err(SealError::OtherDocument);
    }
    let mut update = IncrementalDocument::create_from(input.original.to_vec(), previous);
    update.new_document.version = "1.7".into();
    let record = record::open(input);
    let record = update.new_document.add_object(record);

    let imprint = Imprint { title: "", author: "", created_at: input.mark.signed_at };
    let box_size = box_sheet.size;
    let sheets: Vec<Sheet> = std::iter::once(box_sheet).chain(protocol_sheets).collect();
    let mut overlay = paper::document(&sheets, &[], &imprint);
    overlay.renumber_objects_with(update.new_document.max_id + 1);
    let mut drawn = overlay.get_pages().into_values();
    let box_page = drawn.next().ok_or(SealError::Unreadable)?;
    let protocol_pages: Vec<ObjectId> = drawn.collect();
    let form = form_of(&overlay, box_page, box_size)?;
    let catalog = previous_catalog(&update)?;
    let root = update.get_prev_documents().get_dictionary(catalog)?.get(b"Pages")?.as_reference()?;
    adopt(&mut update, overlay, box_page, &protocol_pages, root)?;
    let form = update.new_document.add_object(form);
    for (page, places) in by_page(input.places) {
        let id = page.checked_add(1).and_then(|number| pages.get(&number)).ok_or(SealError::Place)?;
        mark_page(&mut update, *id, &places, form, box_size)?;
    }
    add_pages(&mut update, root, &protocol_pages)?;

    update.opt_clone_object_to_new_document(catalog)?;
    update.new_document.get_object_mut(catalog)?.as_dict_mut()?.set("AgencySeal", Object::Reference(record));
    identify(&mut update, input);
    let mut pdf = Vec::new();
    update.save_to(&mut pdf).map_err(|_| SealError::Unreadable)?;
    let count = pages.len() + protocol_pages.len();
    Ok((pdf, u32::try_from(count).unwrap_or(u32::MAX)))
}

fn previous_catalog(update: &IncrementalDocument) -> Result<ObjectId, SealError> {
    Ok(update.get_prev_documents().trailer.get(b"Root")?.as_reference()?)
}

fn by_page(places: &[SignaturePlace]) -> BTreeMap<u32, Vec<SignaturePlace>> {
    let mut pages: BTreeMap<u32, Vec<SignaturePlace>> = BTreeMap::new();
    for place in places {
        pages.entry(place.page).or_default().push(*place);
    }
    pages
}

/// A page as a form that other pages can show.
fn form_of(overlay: &Document, page: ObjectId, (width, height): (f32, f32)) -> Result<Stream, SealError> {
    let mut form = Dictionary::new();
    form.set("Type", Object::Name(b"XObject".to_vec()));
    form.set("Subtype", Object::Name(b"Form".to_vec()));
    form.set("BBox", [0.0, 0.0, width, height].map(Object::Real).to_vec());
    form.set("Resources", overlay.get_dictionary(page)?.get(b"Resources")?.clone());
    let mut stream = Stream::new(form, overlay.get_page_content(page));
    stream.compress()?;
    Ok(stream)
}

/// Takes over the objects of the overlay but its page tree, catalog and information.
fn adopt(
    update: &mut IncrementalDocument,
    overlay: Document,
    box_page: ObjectId,
    protocol_pages: &[ObjectId],
    root: ObjectId,
) -> Result<(), SealError> {
    let box_content = overlay.get_page_contents(box_page);
    let info = overlay.trailer.get(b"Info").and_then(Object::as_reference).ok();
    let is_left_out = |id: &ObjectId, object: &Object| {
        let kind = object.as_dict().ok().and_then(|dict| dict.get(b"Type").ok()).and_then(|name| name.as_name().ok());
        *id == box_page || box_content.contains(id) || Some(*id) == info || matches!(kind, Some(b"Catalog" | b"Pages"))
    };
    let max_id = overlay.max_id;
    for (id, mut object) in overlay.objects {
        if is_left_out(&id, &object) {
            continue;
        }
        if protocol_pages.contains(&id) {
            object.as_dict_mut()?.set("Parent", Object::Reference(root));
        }
        update.new_document.set_object(id, object);
    }
    update.new_document.max_id = update.new_document.max_id.max(max_id);
    Ok(())
}

/// Draws the box at places of one page, over its own content.
fn mark_page(
    update: &mut IncrementalDocument,
    page: ObjectId,
    places: &[SignaturePlace],
    form: ObjectId,
    (box_width, box_height): (f32, f32),
) -> Result<(), SealError> {
    let previous = update.get_prev_documents();
    let mut dict = previous.get_dictionary(page)?.clone();
    let media: Vec<f32> = dict.get(b"MediaBox")?.as_array()?.iter().map(Object::as_float).collect::<Result<_, _>>()?;
    let mut drawing = String::from("Q\n");
    for place in places {
        let (x, y) = (place.x_mm * MM, place.y_mm * MM);
        let fits = matches!(media[..], [left, bottom, right, top]
            if x >= left && y >= bottom && x + box_width <= right && y + box_height <= top);
        if !fits {
            return Err(SealError::Place);
        }
        drawing.push_str(&format!("q 1 0 0 1 {x:.3} {y:.3} cm /{MARK} Do Q\n"));
    }

    let mut resources = resolved(previous, dict.get(b"Resources")?)?;
    let mut forms = resources.get(b"XObject").and_then(|forms| resolved(previous, forms)).unwrap_or_default();
    forms.set(MARK, Object::Reference(form));
    resources.set("XObject", forms);
    dict.set("Resources", resources);

    let mut contents = vec![Object::Reference(update.new_document.add_object(stream(b"q\n".to_vec())))];
    contents.extend(update.get_prev_documents().get_page_contents(page).into_iter().map(Object::Reference));
    contents.push(Object::Reference(update.new_document.add_object(stream(drawing.into_bytes()))));
    dict.set("Contents", contents);
    update.new_document.set_object(page, dict);
    Ok(())
}

fn stream(content: Vec<u8>) -> Stream {
    Stream::new(Dictionary::new(), content)
}

fn resolved(document: &Document, object: &Object) -> lopdf::Result<Dictionary> {
    document.dereference(object)?.1.as_dict().cloned()
}

fn add_pages(update: &mut IncrementalDocument, root: ObjectId, pages: &[ObjectId]) -> Result<(), SealError> {
    update.opt_clone_object_to_new_document(root)?;
    let tree = update.new_document.get_object_mut(root)?.as_dict_mut()?;
    let count = tree.get(b"Count")?.as_i64()? + i64::try_from(pages.len()).unwrap_or(i64::MAX);
    tree.set("Count", count);
    tree.get_mut(b"Kids")?.as_array_mut()?.extend(pages.iter().map(|page| Object::Reference(*page)));
    Ok(())
}

/// Keeps the first part of the file identifier and makes the second from what
/// was added, as an update of a file must (ISO 32000-1, 14.4).
fn identify(update: &mut IncrementalDocument, input: &SealInput<'_>) {
    let protocol = serde_json::to_vec(&(input.protocol, input.mark)).unwrap_or_default();
    let digest = sha256(&protocol);
    let second = Object::String(digest.as_bytes()[..32].to_vec(), StringFormat::Literal);
    let first = match update.new_document.trailer.get(b"ID").and_then(Object::as_array) {
        Ok(ids) => ids.first().cloned().unwrap_or_else(|| second.clone()),
        Err(_) => second.clone(),
    };
    update.new_document.trailer.set("ID", vec![first, second]);
}
