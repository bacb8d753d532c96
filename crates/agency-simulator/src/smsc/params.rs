//! Parameters of a request, whatever way they came.

use crate::false_answer::charset_named;
use axum::{
    extract::{FromRequest, Multipart, Request},
    http::{StatusCode, header},
};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1251};
use percent_encoding::percent_decode;

/// The four reply layouts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Numbers,
    Xml,
    Json,
}

impl Format {
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Text | Self::Numbers => "text/plain",
            Self::Xml => "text/xml",
            Self::Json => "application/json",
        }
    }
}

/// Parameters with their values as sent; they are decoded by `charset`, which
/// may stand after them.
pub(crate) struct Params {
    values: Vec<(String, Vec<u8>)>,
    charset: &'static Encoding,
    default_format: Format,
}

impl Params {
    /// Reads the query and a form, plain or multipart.
    pub(crate) async fn read(request: Request) -> Result<Self, StatusCode> {
        let mut values = form_pairs(request.uri().query().unwrap_or_default().as_bytes());
        let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if content_type.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let mut form = Multipart::from_request(request, &()).await.map_err(|_| StatusCode::BAD_REQUEST)?;
            while let Some(field) = form.next_field().await.map_err(|_| StatusCode::BAD_REQUEST)? {
                let name = field.name().unwrap_or_default().to_owned();
                let value = field.bytes().await.map_err(|_| StatusCode::BAD_REQUEST)?;
                values.push((name, value.to_vec()));
            }
        } else {
            let body = axum::body::Bytes::from_request(request, &()).await.map_err(|_| StatusCode::BAD_REQUEST)?;
            values.extend(form_pairs(&body));
        }
        Ok(Self::new(values, WINDOWS_1251, Format::Text))
    }

    /// Reads a JSON object (the `/rest/` paths); UTF-8 and JSON are the defaults there.
    pub(crate) async fn read_json(request: Request) -> Result<Self, StatusCode> {
        let body = axum::body::Bytes::from_request(request, &()).await.map_err(|_| StatusCode::BAD_REQUEST)?;
        let object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
        let text = |value| match value {
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        };
        let values = object.into_iter().map(|(name, value)| (name, text(value).into_bytes())).collect();
        Ok(Self::new(values, UTF_8, Format::Json))
    }

    fn new(values: Vec<(String, Vec<u8>)>, default_charset: &'static Encoding, default_format: Format) -> Self {
        let mut params = Self { values, charset: default_charset, default_format };
        params.charset = params.get("charset").and_then(|name| charset_named(&name)).unwrap_or(default_charset);
        params
    }

    /// The value of a parameter; the last one wins, as in PHP.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let (_, value) = self.values.iter().rev().find(|(known, _)| known == name)?;
        Some(self.charset.decode_without_bom_handling(value).0.into_owned())
    }

    /// The value as a whole number, 0 when absent or not a number.
    pub(crate) fn number(&self, name: &str) -> i64 {
        self.get(name).and_then(|value| value.trim().parse().ok()).unwrap_or(0)
    }

    pub(crate) fn charset(&self) -> &'static Encoding {
        self.charset
    }

    pub(crate) fn format(&self) -> Format {
        match self.get("fmt").as_deref().map(str::trim) {
            Some("0") => Format::Text,
            Some("1") => Format::Numbers,
            Some("2") => Format::Xml,
            Some("3") => Format::Json,
            _ => self.default_format,
        }
    }

    /// All parameters in one text that is the same for the same request.
    pub(crate) fn fingerprint(&self) -> String {
        let mut values = self.values.clone();
        values.sort();
        format!("{values:?}")
    }
}

pub(crate) fn form_pairs(text: &[u8]) -> Vec<(String, Vec<u8>)> {
    let decoded = |piece: &[u8]| {
        let spaced: Vec<u8> = piece.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
        percent_decode(&spaced).collect::<Vec<u8>>()
    };
    text.split(|&byte| byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = match pair.iter().position(|&byte| byte == b'=') {
                Some(at) => (&pair[..at], &pair[at + 1..]),
                None => (pair, &[][..]),
            };
            (String::from_utf8_lossy(&decoded(name)).into_owned(), decoded(value))
        })
        .collect()
}
