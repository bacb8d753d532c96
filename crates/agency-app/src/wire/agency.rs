//! «Реквизиты, печать и подпись».

use agency_core::Agency;
use agency_core::check::CheckRow;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Requisites with what is still wrong in them.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AgencyDetails {
    /// Requisites.
    pub agency: Agency,
    /// Missing or wrong fields, as in the contract check.
    pub check: Vec<CheckRow>,
}

/// Saves the requisites.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveAgency {
    /// Requisites.
    pub agency: Agency,
}

/// Which picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImageKind {
    /// Печать.
    Stamp,
    /// Подпись.
    Signature,
}

/// Both pictures, as far as they are there.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Images {
    /// Печать, PNG in Base64.
    pub stamp: Option<String>,
    /// Подпись, PNG in Base64.
    pub signature: Option<String>,
    /// Whether contracts of this agency need the stamp (ООО: yes, ИП: no).
    pub stamp_required: bool,
}

/// Uploads a picture.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct UploadImage {
    /// Which one.
    pub which: ImageKind,
    /// The file as chosen, in Base64.
    pub base64: String,
}

/// Names a picture.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct ImageRef {
    /// Which one.
    pub which: ImageKind,
}
