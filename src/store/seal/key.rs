//! One key: what it seals by, what it hashes by, and how it is known without being told.

use base64ct::{Base64, Base64Unpadded, Base64Url, Base64UrlUnpadded, Encoding};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::SealError;

/// How a sealed text begins; the number is that of the way it is made.
const BEGINS: &str = "s1.";
/// Hexadecimal digits that name a key.
const ID: usize = 8;
const NONCE: usize = 24;
/// Sealed texts are as long as a multiple of this many bytes: how long a name is tells something.
const BLOCK: usize = 32;

/// A key. It is shown nowhere.
pub struct Key {
    /// What tells it apart, and tells nothing of it.
    check: String,
    cipher: XChaCha20Poly1305,
    hashing: Hmac<Sha256>,
}

impl Key {
    /// Reads a key: 32 bytes, as 64 hexadecimal digits or in base64.
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let bytes = if text.len() == 64 {
            let digit = |at: usize| text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
            // A sign would be read as part of a number.
            let all = text.bytes().all(|byte| byte.is_ascii_hexdigit());
            (0..32).map(|at| digit(2 * at).filter(|_| all)).collect::<Option<Vec<u8>>>()
        } else {
            let ways = [
                Base64::decode_vec,
                Base64Unpadded::decode_vec,
                Base64Url::decode_vec,
                Base64UrlUnpadded::decode_vec,
            ];
            ways.into_iter().find_map(|way| way(text).ok())
        };
        let master: [u8; 32] = bytes.and_then(|bytes| bytes.try_into().ok()).ok_or(SealError::NotAKey)?;
        let cipher_key = derived(&master, "premier-pas 1 seal")?;
        let hashing_key = derived(&master, "premier-pas 1 hash")?;
        let check = derived(&master, "premier-pas 1 check")?;
        Ok(Self {
            check: hexadecimal(&check),
            cipher: XChaCha20Poly1305::new(&cipher_key.into()),
            hashing: Hmac::new_from_slice(&hashing_key).map_err(|_| SealError::NotAKey)?,
        })
    }

    /// What tells it apart: it stands in the database, and tells nothing of the key.
    pub fn check(&self) -> &str {
        &self.check
    }

    /// The beginning of that: it stands in every sealed text.
    pub fn id(&self) -> &str {
        &self.check[..ID]
    }

    /// Seals a text, bound to where it stands.
    pub fn seal(&self, bound: &str, text: &str, nonce: [u8; NONCE]) -> Result<String, SealError> {
        let mut padded = text.as_bytes().to_vec();
        padded.push(0x80);
        padded.resize(padded.len().next_multiple_of(BLOCK), 0);
        let payload = Payload { msg: &padded, aad: bound.as_bytes() };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::Broken)?;
        let bytes = [&nonce[..], &sealed].concat();
        Ok(format!("{BEGINS}{}.{}", self.id(), Base64UrlUnpadded::encode_string(&bytes)))
    }

    /// Opens what [`sealed_by`] gives.
    pub fn open(&self, bound: &str, sealed: &str) -> Result<String, SealError> {
        let bytes = Base64UrlUnpadded::decode_vec(sealed).map_err(|_| SealError::Broken)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or(SealError::Broken)?;
        let payload = Payload { msg: sealed, aad: bound.as_bytes() };
        let mut text = self.cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| SealError::Broken)?;
        let end = text.iter().rposition(|byte| *byte == 0x80).ok_or(SealError::Broken)?;
        text.truncate(end);
        String::from_utf8(text).map_err(|_| SealError::Broken)
    }

    /// A keyed hash of 128 bits.
    pub fn hash(&self, text: &str) -> String {
        let mut hashing = self.hashing.clone();
        hashing.update(text.as_bytes());
        hexadecimal(&hashing.finalize().into_bytes()[..16])
    }
}

/// The id of the key that sealed a text, and what it sealed; nothing of a text that is not sealed.
pub fn sealed_by(stored: &str) -> Option<(&str, &str)> {
    let (id, sealed) = stored.strip_prefix(BEGINS)?.split_once('.')?;
    (id.len() == ID && id.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some((id, sealed))
}

/// A key of another key, for one purpose.
fn derived(master: &[u8; 32], purpose: &str) -> Result<[u8; 32], SealError> {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(master).map_err(|_| SealError::NotAKey)?;
    mac.update(purpose.as_bytes());
    Ok(mac.finalize().into_bytes().into())
}

pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
