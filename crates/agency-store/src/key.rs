//! The key of the base, and its printable form: the recovery key.

use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// 256 bits that open the base. Kept in the OS keyring, never beside the file.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

/// The text is not a recovery key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Wrong length or a sign that is never used.
    #[error("not a recovery key")]
    Malformed,
    /// A letter was mistyped: the check letters do not match.
    #[error("the recovery key has a typing error")]
    Mistyped,
}

/// Crockford's Base32: no I, L, O, U, so a printed key reads one way only.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 256 bits are 52 letters; four more check them.
const KEY_LETTERS: usize = 52;
const CHECK_LETTERS: usize = 4;
const GROUP: usize = 7;

impl Key {
    /// Wraps 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The raw-key form SQLCipher takes without stretching; also the form kept in the keyring.
    pub fn to_hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads [`Key::to_hex`].
    ///
    /// # Errors
    /// [`KeyError::Malformed`] unless it is 64 hex digits.
    pub fn from_hex(text: &str) -> Result<Self, KeyError> {
        if text.len() != 64 || !text.is_ascii() {
            return Err(KeyError::Malformed);
        }
        let mut bytes = [0; 32];
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[index * 2..index * 2 + 2], 16).map_err(|_| KeyError::Malformed)?;
        }
        Ok(Self(bytes))
    }

    /// A key for another purpose that follows from this one and does not reveal it.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"agency key derivation\0");
        hash.update(self.0);
        hash.update(purpose.as_bytes());
        Self(hash.finalize().into())
    }

    /// The key itself, for keyed hashes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Eight groups of seven letters, to be printed and kept.
    pub fn recovery_text(&self) -> String {
        let letters = letters(&self.0, KEY_LETTERS) + &letters(&check(&self.0), CHECK_LETTERS);
        letters.as_bytes().chunks(GROUP).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
    }

    /// Reads a printed key; spaces, dashes, letter case and the usual mix-ups
    /// (O for 0, I and L for 1) do not matter.
    ///
    /// # Errors
    /// [`KeyError::Malformed`] or [`KeyError::Mistyped`].
    pub fn from_recovery_text(text: &str) -> Result<Self, KeyError> {
        let mut values = Vec::with_capacity(KEY_LETTERS + CHECK_LETTERS);
        for letter in text.chars().filter(|c| !c.is_whitespace() && !"-–—".contains(*c)) {
            let letter = match letter.to_ascii_uppercase() {
                'O' => b'0',
                'I' | 'L' => b'1',
                other => u8::try_from(other).map_err(|_| KeyError::Malformed)?,
            };
            let value = ALPHABET.iter().position(|known| *known == letter).ok_or(KeyError::Malformed)?;
            values.push(value as u8);
        }
        if values.len() != KEY_LETTERS + CHECK_LETTERS {
            return Err(KeyError::Malformed);
        }
        let mut key = [0; 32];
        for bit in 0..256 {
            let set = values[bit / 5] >> (4 - bit % 5) & 1;
            key[bit / 8] |= set << (7 - bit % 8);
        }
        let key = Self(key);
        let typed: String = values.iter().map(|value| ALPHABET[*value as usize] as char).collect();
        if typed == key.recovery_text().replace('-', "") { Ok(key) } else { Err(KeyError::Mistyped) }
    }
}

fn check(key: &[u8; 32]) -> [u8; 3] {
    let hash = Sha256::digest(key);
    [hash[0], hash[1], hash[2]]
}

fn letters(bytes: &[u8], count: usize) -> String {
    (0..count)
        .map(|letter| {
            let value = (letter * 5..letter * 5 + 5).fold(0, |value, bit| {
                let set = bytes.get(bit / 8).map_or(0, |byte| byte >> (7 - bit % 8) & 1);
                value << 1 | set
            });
            ALPHABET[value as usize] as char
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_printed_key_reads_back(bytes: [u8; 32]) {
            let key = Key::new(bytes);
            let typed = key.recovery_text().to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert_eq!(Key::from_recovery_text(&typed).expect("the printed key").0, bytes);
            prop_assert_eq!(Key::from_hex(&key.to_hex()).expect("the hex key").0, bytes);
        }

        #[test]
        fn a_wrong_letter_is_noticed(bytes: [u8; 32], place in 0usize..52) {
            let text = Key::new(bytes).recovery_text().replace('-', "");
            let mut letters = text.into_bytes();
            letters[place] = if letters[place] == b'7' { b'8' } else { b'7' };
            let typed = String::from_utf8(letters).expect("ASCII");
            prop_assert_eq!(Key::from_recovery_text(&typed).err(), Some(KeyError::Mistyped));
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "ABC", "пароль", &"Z".repeat(55), &"U".repeat(56)] {
            assert_eq!(Key::from_recovery_text(text).err(), Some(KeyError::Malformed), "{text}");
        }
    }
}
