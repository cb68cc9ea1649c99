//! What was put on the clipboard.

/// Base64 as in RFC 4648.
fn decoded(text: &str) -> String {
    let letters: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0u32, 0);
    for letter in text.bytes().filter(|b| *b != b'=') {
        let value = letters.iter().position(|l| *l == letter).unwrap();
        held = held << 6 | u32::try_from(value).unwrap();
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// What was put on the clipboard, one text after the other.
pub fn copied(written: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(written);
    let parts = text.split("\x1b]52;c;").skip(1);
    parts
        .map(|part| decoded(part.split(['\x1b', '\x07']).next().unwrap()))
        .collect()
}
