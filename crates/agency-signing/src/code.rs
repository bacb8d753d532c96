//! The one-time code: made, kept as a keyed hash, compared in constant time.

use crate::hex::hex;
use crate::limits::Limits;
use crate::token::{RandomError, random};
use agency_core::Phone;
use agency_core::ids::EnvelopeId;
use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use rand::TryRngCore;
use rand::rngs::OsRng;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// Key of the portal: without it a stolen base cannot be searched for codes or phones.
#[derive(Clone)]
pub struct CodeKey([u8; 32]);

impl CodeKey {
    /// Takes 32 secret bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    fn mac(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// Keyed hash of a phone, for counting codes over all envelopes.
    pub fn phone_hash(&self, phone: &Phone) -> String {
        hex(&self.mac("phone", &[phone.e164().as_bytes()]))
    }
}

/// A code in clear: from the generator to the SMS, or from the tourist's form
/// to the comparison. No `Debug`, no `Serialize`, so that it cannot leak.
#[derive(Clone)]
pub struct Code(String);

impl Code {
    /// A code of `digits` digits, every one of them equally probable, leading zeros included.
    pub fn generate(digits: u32) -> Result<Self, RandomError> {
        Self::generate_from(digits, &mut OsRng)
    }

    fn generate_from(digits: u32, source: &mut impl TryRngCore) -> Result<Self, RandomError> {
        let count = 10_u32.pow(digits);
        // Numbers from the incomplete last block would make small codes likelier: draw again.
        let limit = u32::MAX - u32::MAX % count;
        loop {
            let number = source.try_next_u32().map_err(|_| RandomError)?;
            if number < limit {
                return Ok(Self(format!("{:0width$}", number % count, width = digits as usize)));
            }
        }
    }

    /// Reads what a person typed: digits, with spaces or hyphens between them.
    pub fn parse(typed: &str, digits: u32) -> Option<Self> {
        let code: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let is_code = code.len() == digits as usize && code.bytes().all(|b| b.is_ascii_digit());
        is_code.then_some(Self(code))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a code is good for: exactly this document, this envelope, this phone (invariant I1).
#[derive(Clone, Copy)]
pub struct Binding<'a> {
    /// SHA-256 of the document, lower-case hex.
    pub document_sha256: &'a str,
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The phone.
    pub phone: &'a Phone,
}

/// A code as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedCode {
    /// Number of the request it was made for, from 1.
    pub number: u32,
    salt: String,
    mac: String,
    /// Moment it was made.
    pub issued_at: DateTime<Utc>,
    /// First moment it is no longer taken.
    pub expires_at: DateTime<Utc>,
    /// Wrong tries so far.
    pub wrong: u32,
}

impl IssuedCode {
    /// The stored form of a fresh code, made for the request with this number.
    pub fn new(
        key: &CodeKey,
        number: u32,
        code: &Code,
        binding: Binding<'_>,
        limits: &Limits,
        now: DateTime<Utc>,
    ) -> Result<Self, RandomError> {
        let salt = hex(&random::<16>()?);
        let mac = hex(&keyed_hash(key, &salt, code, binding));
        let expires_at = now + TimeDelta::seconds(limits.code_seconds);
        Ok(Self { number, salt, mac, issued_at: now, expires_at, wrong: 0 })
    }

    /// Whether the typed code is this one for this binding; takes the same time either way.
    pub fn matches(&self, key: &CodeKey, typed: &Code, binding: Binding<'_>) -> bool {
        let expected = hex(&keyed_hash(key, &self.salt, typed, binding));
        expected.as_bytes().ct_eq(self.mac.as_bytes()).into()
    }
}

fn keyed_hash(key: &CodeKey, salt: &str, code: &Code, binding: Binding<'_>) -> [u8; 32] {
    key.mac(
        "code",
        &[
            salt.as_bytes(),
            code.0.as_bytes(),
            binding.document_sha256.as_bytes(),
            binding.envelope.0.as_bytes(),
            binding.phone.e164().as_bytes(),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    struct Fixed(Vec<u32>);

    impl TryRngCore for Fixed {
        type Error = std::convert::Infallible;
        fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
            Ok(self.0.remove(0))
        }
        fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
            Ok(u64::from(self.0.remove(0)))
        }
        fn try_fill_bytes(&mut self, target: &mut [u8]) -> Result<(), Self::Error> {
            target.fill(0);
            Ok(())
        }
    }

    fn phone(text: &str) -> Phone {
        Phone::parse(text).expect("a phone")
    }

    #[rstest]
    #[case(6, vec![7], "000007")]
    #[case(6, vec![1_000_042], "000042")]
    #[case(6, vec![u32::MAX, 4_294_967_000, 4_294_000_001, 481_920], "481920")]
    #[case(8, vec![4_200_000_000, 12_345_678], "12345678")]
    #[case(8, vec![4_294_967_295, 4_199_999_999], "99999999")]
    #[case(4, vec![4_294_967_290, 31], "0031")]
    fn a_draw_from_the_incomplete_last_block_is_thrown_away(
        #[case] digits: u32,
        #[case] draws: Vec<u32>,
        #[case] expected: &str,
    ) {
        let code = Code::generate_from(digits, &mut Fixed(draws)).expect("random numbers");
        assert_eq!(code.as_str(), expected);
    }

    #[test]
    fn every_digit_comes_at_every_place() {
        let mut seen = [[false; 10]; 6];
        for _ in 0..2000 {
            let code = Code::generate(6).expect("random numbers");
            for (place, digit) in code.as_str().bytes().enumerate() {
                seen[place][usize::from(digit - b'0')] = true;
            }
        }
        assert!(seen.iter().flatten().all(|seen| *seen));
    }

    #[rstest]
    #[case("481920", Some("481920"))]
    #[case(" 481 920 ", Some("481920"))]
    #[case("481-920", Some("481920"))]
    #[case("00 00\u{a0}07", Some("000007"))]
    #[case("48192", None)]
    #[case("4819200", None)]
    #[case("48192о", None)]
    #[case("٤٨١٩٢٠", None)]
    #[case("", None)]
    fn typed_codes_are_read(#[case] typed: &str, #[case] read: Option<&str>) {
        assert_eq!(Code::parse(typed, 6).as_ref().map(Code::as_str), read);
    }

    proptest! {
        #[test]
        fn a_code_opens_only_what_it_was_made_for(
            code in 0_u32..1_000_000, other in 0_u32..1_000_000, change in 0_u8..5
        ) {
            let (mine, typed) = (Code(format!("{code:06}")), Code(format!("{other:06}")));
            let key = CodeKey::new([1; 32]);
            let (envelope, number) = (EnvelopeId::new(), phone("+79001234567"));
            let right = Binding { document_sha256: "aa", envelope, phone: &number };
            let issued = IssuedCode::new(&key, 1, &mine, right, &Limits::default(), Utc::now()).expect("random bytes");
            prop_assert!(issued.matches(&key, &mine, right));
            prop_assert_eq!(issued.matches(&key, &typed, right), code == other);
            let stranger = phone("+79001234568");
            let (key, binding) = match change {
                0 => (CodeKey::new([2; 32]), right),
                1 => (key, Binding { document_sha256: "ab", ..right }),
                2 => (key, Binding { document_sha256: "", ..right }),
                3 => (key, Binding { envelope: EnvelopeId::new(), ..right }),
                _ => (key, Binding { phone: &stranger, ..right }),
            };
            prop_assert!(!issued.matches(&key, &mine, binding));
        }
    }

    #[test]
    fn the_stored_form_holds_neither_the_code_nor_the_phone() {
        let key = CodeKey::new([1; 32]);
        let number = phone("+79001234567");
        let binding = Binding { document_sha256: "aa", envelope: EnvelopeId::new(), phone: &number };
        let code = Code("481920".into());
        let issued = IssuedCode::new(&key, 1, &code, binding, &Limits::default(), Utc::now()).expect("random bytes");
        let stored = serde_json::to_string(&(&issued.salt, &issued.mac)).expect("json");
        assert!(!stored.contains("481920") && !stored.contains("9001234567"));
        assert_ne!(key.phone_hash(&number), CodeKey::new([2; 32]).phone_hash(&number));
    }
}
