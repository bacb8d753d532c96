//! The secret of a link: 192 bits from the operating system, kept only as a hash.

use crate::hex::sha256_hex;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRngCore;
use rand::rngs::OsRng;
use serde::{Deserialize, Serialize};

/// The operating system gave no random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gave no random bytes")]
pub struct RandomError;

/// Fills an array from the operating system's generator.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], RandomError> {
    let mut bytes = [0; N];
    OsRng.try_fill_bytes(&mut bytes).map_err(|_| RandomError)?;
    Ok(bytes)
}

/// The secret part of a link, 32 base64url characters. It lives in the letter
/// and in the tourist's browser only, so it has no `Debug` and no `Serialize`.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken(String);

impl LinkToken {
    /// A new token of 192 bits.
    pub fn generate() -> Result<Self, RandomError> {
        Ok(Self(URL_SAFE_NO_PAD.encode(random::<24>()?)))
    }

    /// Reads a token from an address; `None` when it cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let is_token = text.len() == 32 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        is_token.then(|| Self(text.to_owned()))
    }

    /// The text that goes into the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is stored instead of the token.
    pub fn hash(&self) -> LinkHash {
        LinkHash(sha256_hex(self.0.as_bytes()))
    }
}

/// SHA-256 of a token, lower-case hex: enough to find an envelope, useless for making a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LinkHash(String);

impl LinkHash {
    /// 64 hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use std::collections::HashSet;

    #[test]
    fn tokens_are_long_and_do_not_repeat() {
        let tokens: HashSet<String> =
            (0..500).map(|_| LinkToken::generate().expect("random bytes").as_str().to_owned()).collect();
        assert_eq!(tokens.len(), 500);
        assert!(tokens.iter().all(|token| token.len() == 32 && LinkToken::parse(token).is_some()));
    }

    #[rstest]
    #[case("")]
    #[case("short")]
    #[case("0123456789012345678901234567890/")]
    #[case("012345678901234567890123456789012")]
    #[case("0123456789012345678901234567890ё")]
    fn other_texts_are_not_tokens(#[case] text: &str) {
        assert!(LinkToken::parse(text).is_none());
    }
}
