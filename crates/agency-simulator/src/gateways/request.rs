//! Fields of a request, whether they came in the query, a form or JSON.

use crate::smsc::form_pairs;
use axum::{
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use serde_json::{Map, Value};

/// A request's fields and headers.
pub(crate) struct Fields {
    fields: Map<String, Value>,
    /// The body as JSON, where it is no object: `["id"]`.
    pub(crate) body: Value,
    headers: HeaderMap,
}

impl Fields {
    /// Reads query and body; all services here speak UTF-8.
    pub(crate) async fn read(request: Request) -> Result<Self, StatusCode> {
        let headers = request.headers().clone();
        let mut fields = pairs(request.uri().query().unwrap_or_default().as_bytes());
        let bytes = axum::body::Bytes::from_request(request, &()).await.map_err(|_| StatusCode::BAD_REQUEST)?;
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let mut body = Value::Null;
        if kind.contains("json") {
            body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
            if let Value::Object(object) = &body {
                fields.extend(object.clone());
            }
        } else {
            fields.extend(pairs(&bytes));
        }
        Ok(Self { fields, body, headers })
    }

    /// A field as text; a number is written out.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        as_text(self.fields.get(name)?)
    }

    pub(crate) fn value(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(self.headers.get(name)?.as_bytes()).ok()
    }
}

/// A string, or a number written out.
pub(crate) fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn pairs(text: &[u8]) -> Map<String, Value> {
    form_pairs(text).into_iter().map(|(name, value)| (name, String::from_utf8_lossy(&value).into())).collect()
}
