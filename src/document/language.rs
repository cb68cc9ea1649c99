//! Names of languages → codes.

/// Languages by the names that people write in metadata.
const NAMES: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("العربية", "ar"),
    ("عربي", "ar"),
    ("عربية", "ar"),
    ("ara", "ar"),
    ("persian", "fa"),
    ("farsi", "fa"),
    ("فارسی", "fa"),
    ("per", "fa"),
    ("fas", "fa"),
    ("hebrew", "he"),
    ("עברית", "he"),
    ("heb", "he"),
    ("iw", "he"),
    ("urdu", "ur"),
    ("اردو", "ur"),
    ("urd", "ur"),
    ("english", "en"),
    ("eng", "en"),
    ("french", "fr"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("german", "de"),
    ("deu", "de"),
    ("ger", "de"),
    ("russian", "ru"),
    ("rus", "ru"),
    ("turkish", "tr"),
    ("tur", "tr"),
    ("kurdish", "ku"),
    ("pashto", "ps"),
    ("spanish", "es"),
];

/// The BCP 47 code, in lower case, that a language is given by; `None` when it is neither a
/// code nor a name that we know.
pub(crate) fn code(written: &str) -> Option<String> {
    let plain = written.trim().to_lowercase().replace('_', "-");
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == plain) {
        return Some((*code).to_owned());
    }
    let first = plain.split('-').next().unwrap_or("");
    let is_code = (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && plain.len() <= 35
        && plain
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_code.then_some(plain)
}
