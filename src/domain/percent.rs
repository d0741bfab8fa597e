//! Percent-encoding, as addresses and forms use it.

/// Percent-encodes a value for a query or a path (RFC 3986, all but the unreserved).
pub fn encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The pairs of a query or of a form's body, decoded. What is not UTF-8 is replaced, not refused; so is a NUL, as HTML does
/// (PostgreSQL holds none in a text).
pub fn decode_pairs(text: &str) -> impl Iterator<Item = (String, String)> + '_ {
    text.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    })
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (bytes[i], hex(i + 1), hex(i + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                i += 2;
            }
            (b'+', ..) => out.push(b' '),
            (byte, ..) => out.push(byte),
        }
        i += 1;
    }
    String::from_utf8_lossy(&out).replace('\0', "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_utf_8_and_what_is_nul_is_replaced() {
        let pairs: Vec<(String, String)> = decode_pairs("?q=%FFa&&b+c=%&d%00=\0").collect();
        let told = [("q", "\u{fffd}a"), ("b c", "%"), ("d\u{fffd}", "\u{fffd}")];
        assert_eq!(pairs, told.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    proptest::proptest! {
        #[test]
        fn a_value_is_read_back(value in "\\PC*") {
            let query = format!("v={}", encode(&value));
            proptest::prop_assert_eq!(decode_pairs(&query).next(), Some(("v".to_owned(), value)));
        }
    }

    #[test]
    fn an_address_is_written_as_every_program_reads_it() {
        assert_eq!(encode("aZ09-._~ é/&=+%"), "aZ09-._~+%C3%A9%2F%26%3D%2B%25");
        let pairs: Vec<(String, String)> = decode_pairs("a=%41%7a%2&b=%zz").collect();
        assert_eq!(pairs, [("a".into(), "Az%2".into()), ("b".into(), "%zz".into())]);
    }
}
