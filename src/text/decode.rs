//! Bytes → text: which encoding, and what was lost.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Text decoded from bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, byte order mark taken off, everything else kept.
    pub text: String,
    /// The WHATWG name of the encoding, such as `UTF-8` or `windows-1256`.
    pub encoding: &'static str,
    /// True when some bytes were not valid in the encoding; U+FFFD stands for them.
    pub damaged: bool,
}

/// Why bytes are not an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The bytes are those of a picture, archive, program …
    #[error("it is not text")]
    NotText,
}

/// Beginnings of files that are never text, though some look like it at first.
const MAGIC: &[&[u8]] = &[
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"SQLite format 3\0",
    b"OggS",
    b"ID3",
    b"RIFF",
];

/// How much of a file decides whether it is text.
const PROBE: usize = 16 * 1024;

/// Decodes an article.
///
/// The order is: byte order mark, UTF-8 with at most one bad sequence in a hundred letters,
/// UTF-16 told by its zero or Arabic high bytes, then a detector for legacy encodings
/// (windows-1256, ISO-8859-6 and others).
///
/// # Errors
/// [`DecodeError::NotText`] when the bytes are not text in any known encoding.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return Ok(with(encoding, &bytes[bom..]));
    }
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(DecodeError::NotText);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(with(encoding, bytes));
    }
    if looks_binary(&bytes[..bytes.len().min(PROBE)]) {
        return Err(DecodeError::NotText);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded {
            text: text.to_owned(),
            encoding: UTF_8.name(),
            damaged: false,
        });
    }
    if mostly_utf8(bytes) {
        return Ok(with(UTF_8, bytes));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Ok(with(detector.guess(None, Utf8Detection::Deny), bytes))
}

/// Decodes an article whose format declares a charset (a WHATWG label such as `iso-8859-6`).
///
/// The declaration counts where it can be true: valid UTF-8 beyond ASCII is UTF-8 whatever is
/// declared, and bytes that the charset does not have speak against it. Else as [`decode`].
///
/// # Errors
/// As [`decode`].
pub fn decode_declared(bytes: &[u8], charset: Option<&str>) -> Result<Decoded, DecodeError> {
    let declared = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    if let Some(encoding) = declared.filter(|e| e.is_ascii_compatible() && *e != UTF_8)
        && Encoding::for_bom(bytes).is_none()
        && !MAGIC.iter().any(|magic| bytes.starts_with(magic))
        && utf16_without_mark(bytes).is_none()
        && !looks_binary(&bytes[..bytes.len().min(PROBE)])
        && std::str::from_utf8(bytes).is_err()
    {
        let decoded = with(encoding, bytes);
        if !decoded.damaged {
            return Ok(decoded);
        }
    }
    decode(bytes)
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        damaged,
    }
}

/// True when broken sequences are fewer than one in a hundred non-ASCII characters:
/// a truncated or slightly damaged UTF-8 file, which a detector would take for Latin.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && bad * 100 <= good
}

/// UTF-16 without a byte order mark: most high bytes are 0x00 (Latin, digits, spaces) or
/// 0x06 (Arabic), and the low bytes are not.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let probe = &bytes[..bytes.len().min(PROBE) & !1];
    // Without one zero byte (a space, a digit, a line end) it is some one-byte text.
    if probe.len() < 8 || !probe.contains(&0) {
        return None;
    }
    let pairs = probe.len() / 2;
    let high = |b: u8| matches!(b, 0x00 | 0x04..=0x06);
    let (mut first, mut second) = (0, 0);
    for pair in probe.chunks_exact(2) {
        first += usize::from(high(pair[0]));
        second += usize::from(high(pair[1]));
    }
    if second * 10 >= pairs * 9 && first * 2 < pairs {
        Some(UTF_16LE)
    } else if first * 10 >= pairs * 9 && second * 2 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// More than one control byte in twenty (tab, line ends, form feed and escape aside):
/// a text, even a hostile one, has fewer. A short one may have more, but not mostly them.
fn looks_binary(probe: &[u8]) -> bool {
    let controls = probe
        .iter()
        .filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b))
        .count();
    let zeros = probe.iter().filter(|&&b| b == 0).count();
    controls * 2 > probe.len()
        || controls * 20 > probe.len().max(200)
        || zeros * 100 > probe.len().max(400)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|u| {
                if big {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn each_encoding_gives_the_same_text() {
        let text = "وصل الوفد إلى بيروت، وقال الناطق باسمه إن المحادثات تبدأ غداً.\r\n";
        let (cp1256, _, _) = encoding_rs::WINDOWS_1256.encode(text);
        let mut bom_le = vec![0xff, 0xfe];
        bom_le.extend(utf16(text, false));
        let mut bom_be = vec![0xfe, 0xff];
        bom_be.extend(utf16(text, true));
        let mut bom8 = b"\xef\xbb\xbf".to_vec();
        bom8.extend(text.as_bytes());
        let rows: [(&str, Vec<u8>, &str); 7] = [
            ("utf-8", text.as_bytes().to_vec(), "UTF-8"),
            ("utf-8 with mark", bom8, "UTF-8"),
            ("utf-16le with mark", bom_le, "UTF-16LE"),
            ("utf-16be with mark", bom_be, "UTF-16BE"),
            ("utf-16le", utf16(text, false), "UTF-16LE"),
            ("utf-16be", utf16(text, true), "UTF-16BE"),
            ("windows-1256", cp1256.into_owned(), "windows-1256"),
        ];
        for (name, bytes, encoding) in rows {
            let decoded = decode(&bytes).unwrap();
            assert_eq!(decoded.text, text, "{name}");
            assert_eq!(decoded.encoding, encoding, "{name}");
            assert!(!decoded.damaged, "{name}");
        }
    }

    #[test]
    fn a_declared_charset_counts_where_it_can_be_true() {
        // The same bytes are letters in both.
        let (bytes, _, lost) = encoding_rs::ISO_8859_6.encode("عدد من");
        assert!(!lost);
        let rows = [
            (Some("iso-8859-6"), "ISO-8859-6"),
            (Some("ASMO-708"), "ISO-8859-6"),
            (Some("windows-1256"), "windows-1256"),
            (Some("x-unknown"), decode(&bytes).unwrap().encoding),
            (Some("utf-8"), decode(&bytes).unwrap().encoding),
        ];
        for (label, encoding) in rows {
            let decoded = decode_declared(&bytes, label).unwrap();
            assert_eq!(decoded.encoding, encoding, "{label:?}");
        }
        let utf8 = decode_declared("عدد من".as_bytes(), Some("windows-1256")).unwrap();
        assert_eq!((utf8.text.as_str(), utf8.encoding), ("عدد من", "UTF-8"));
        // ISO-8859-6 has no letter at 0xA1.
        let other = decode_declared(b"\xe1\xa1\xe4 \xe1\xe4", Some("iso-8859-6")).unwrap();
        assert!(!other.damaged);
    }

    #[test]
    fn arabic_in_iso_8859_6_is_told_by_its_letters() {
        let text = "وصل الوفد إلى بيروت، وقال الناطق باسمه إن المحادثات تبدأ غداً.";
        let (bytes, _, lost) = encoding_rs::ISO_8859_6.encode(text);
        assert!(!lost);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding),
            (text, "ISO-8859-6")
        );
    }

    #[test]
    fn a_truncated_utf8_file_stays_utf8() {
        let text = "الخبر ".repeat(200);
        let mut bytes = text.into_bytes();
        bytes.truncate(bytes.len() - 2);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, "UTF-8");
        assert!(decoded.damaged);
        assert!(decoded.text.ends_with('\u{fffd}'));
    }

    #[test]
    fn pictures_and_programs_are_refused_and_hostile_text_is_not() {
        assert_eq!(
            decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            Err(DecodeError::NotText)
        );
        let noise: Vec<u8> = (0..4096u32).map(|i| (i * 7 % 256) as u8).collect();
        assert_eq!(decode(&noise), Err(DecodeError::NotText));
        for short in [&b"\0\x01\x02\0"[..], b"\0\xff\xfe\0\x01"] {
            assert_eq!(decode(short), Err(DecodeError::NotText));
        }
        assert!(decode(b"a\0\x01b").is_ok());
        let hostile = "خبر \u{1b}]0;x\u{7} عاجل \u{9b}31m".repeat(20);
        assert_eq!(decode(hostile.as_bytes()).unwrap().text, hostile);
        assert_eq!(decode(b"").unwrap().text, "");
    }
}
