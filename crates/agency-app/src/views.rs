//! How people left their screens.

use crate::app::App;
use crate::error::{Code, Error};
use crate::wire::Empty;
use crate::wire::view::{SaveView, View, ViewRef};
use agency_store::views;

/// A screen's own state is small; more is a fault of the screen.
const LARGEST_STATE: usize = 64 * 1024;
const LONGEST_NAME: usize = 64;

/// A screen as the person who works left it.
pub(crate) async fn get_view(app: &App, request: ViewRef) -> Result<View, Error> {
    let office = app.office().await?;
    let staff = office.actor()?.id.to_string();
    let kept = office.read(move |read| views::get(read, &staff, &request.screen)).await?;
    // a state this version cannot read is as good as none
    Ok(View { state: kept.and_then(|text| serde_json::from_str(&text).ok()) })
}

/// Keeps a screen as it is.
pub(crate) async fn save_view(app: &App, request: SaveView) -> Result<Empty, Error> {
    let office = app.office().await?;
    let staff = office.actor()?.id.to_string();
    let state = request.state.to_string();
    if state.len() > LARGEST_STATE || request.screen.is_empty() || request.screen.len() > LONGEST_NAME {
        return Err(Error::new(Code::Invalid).with("Вид экрана слишком велик: удалите лишние сохранённые фильтры."));
    }
    office.write_quietly(move |write| views::put(write, &staff, &request.screen, &state)).await?;
    Ok(Empty {})
}
