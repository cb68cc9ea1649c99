//! Arabic, Hebrew, Cyrillic and Persian names under Latin letters, for a fuzzy finder:
//! `lukash` finds لوكاشينكو and Лукашенко. (For whole pages see [`super::latin`].)
//!
//! Two keys: [`latin_key`] writes a name out in plain Latin letters with its long vowels;
//! [`skeleton`] keeps only classes of consonants, so that short vowels, doubled letters and
//! the quarrels of b/p/f/v, k/q, g/j/gh, s/z, t/th do not count. Neither is ever shown.

use super::fold::fold;

/// A name's plain Latin form: folded words joined by single spaces, `o` and `w` as u, `e` and
/// `y` as i. Letters of other scripts than the five are left out.
#[must_use]
pub fn latin_key(text: &str) -> String {
    let folded = fold(text);
    let mut key = String::with_capacity(folded.len());
    for word in words(&folded) {
        if !key.is_empty() {
            key.push(' ');
        }
        let mut last = '\0';
        for c in word.chars() {
            let latin = match c {
                'o' | 'w' => "u",
                'e' | 'y' => "i",
                'a'..='z' | '0'..='9' => {
                    if c != last {
                        key.push(c);
                    }
                    last = c;
                    continue;
                }
                _ => letter(c),
            };
            // Long vowels and doubled letters count once.
            for l in latin.chars() {
                if l != last {
                    key.push(l);
                }
                last = l;
            }
        }
    }
    key
}

/// The classes of a name's consonants, words joined by single spaces.
#[must_use]
pub fn skeleton(text: &str) -> String {
    let folded = fold(text);
    let mut key = String::with_capacity(folded.len() / 2);
    for word in words(&folded) {
        if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
        consonants(word, &mut key);
    }
    key.truncate(key.trim_end().len());
    key
}

/// The words of a folded text; the Latin article of Arabic names is none. The Arabic article
/// stays: ألكسندر begins like it.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !matches!(*word, "al" | "el" | "ال"))
}

/// One letter of a folded text of another script in Latin.
const fn letter(c: char) -> &'static str {
    match c {
        'ا' | 'а' | 'א' | 'я' => "a",
        'ب' | 'б' | 'ב' => "b",
        'п' | 'פ' | 'ף' => "p",
        'ت' | 'ط' | 'т' | 'ט' | 'ת' => "t",
        'ث' => "th",
        'ج' => "j",
        'ح' | 'ه' | 'ה' => "h",
        'خ' | 'х' | 'ח' => "kh",
        'د' | 'ض' | 'д' | 'ד' => "d",
        'ذ' => "dh",
        'ر' | 'р' | 'ר' => "r",
        'ز' | 'ظ' | 'з' | 'ז' => "z",
        'س' | 'ص' | 'с' | 'ס' => "s",
        'ش' | 'ш' | 'ש' => "sh",
        'щ' => "shch",
        'ч' => "ch",
        'ж' => "zh",
        'ц' | 'צ' | 'ץ' => "ts",
        'غ' => "gh",
        'г' | 'ג' | 'ґ' => "g",
        'ف' | 'ф' => "f",
        'в' => "v",
        'ق' => "q",
        'ك' | 'к' | 'כ' | 'ך' | 'ק' => "k",
        'ل' | 'л' | 'ל' => "l",
        'م' | 'м' | 'מ' | 'ם' => "m",
        'ن' | 'н' | 'נ' | 'ן' => "n",
        'و' | 'о' | 'у' | 'ו' | 'ю' => "u",
        'ي' | 'и' | 'ы' | 'е' | 'э' | 'і' | 'י' => "i",
        _ => "",
    }
}

/// Appends the consonant classes of one folded word.
fn consonants(word: &str, key: &mut String) {
    let start = key.len();
    let chars: Vec<char> = word.chars().collect();
    let mut at = 0;
    let mut push = |class: char| {
        // تش, tch and tsh are one sound.
        if class == 'x' && key.len() > start && key.ends_with('t') {
            key.pop();
        }
        if !(key.len() > start && key.ends_with(class)) {
            key.push(class);
        }
    };
    while at < chars.len() {
        let next = chars.get(at + 1).copied().unwrap_or('\0');
        let mut step = 1;
        let class = match (chars[at], next) {
            ('s' | 'c', 'h') => {
                step = 2;
                'x'
            }
            ('s', 'c') if chars.get(at + 2) == Some(&'h') => {
                step = 3;
                'x'
            }
            ('k', 'h') => {
                step = 2;
                'h'
            }
            ('z' | 'g' | 'd', 'h') => {
                step = 2;
                if chars[at] == 'd' { 'd' } else { 'g' }
            }
            ('p', 'h') => {
                step = 2;
                'b'
            }
            ('t', 'h') => {
                step = 2;
                't'
            }
            ('d', 'j') => {
                step = 2;
                'g'
            }
            ('c', 'e' | 'i' | 'y') => 's',
            ('x', _) => {
                push('k');
                's'
            }
            (c, _) => match class(c) {
                Some(class) => class,
                None => {
                    at += 1;
                    continue;
                }
            },
        };
        // A final h is mostly ta marbuta or a spelled vowel.
        let last = at + step >= chars.len();
        if !(class == 'h' && last && at > 0 && matches!(chars[at], 'h' | 'ه' | 'ה')) {
            push(class);
        }
        at += step;
    }
}

/// The class of a letter; `None` for vowels and what is no letter.
const fn class(c: char) -> Option<char> {
    Some(match c {
        'b' | 'p' | 'f' | 'v' | 'ب' | 'ف' | 'б' | 'п' | 'ф' | 'в' | 'ב' | 'פ' | 'ף' => 'b',
        't' | 'ت' | 'ط' | 'ث' | 'т' | 'ט' | 'ת' => 't',
        'd' | 'د' | 'ض' | 'ذ' | 'д' | 'ד' => 'd',
        'g' | 'j' | 'ج' | 'غ' | 'г' | 'ґ' | 'ж' | 'ג' => 'g',
        'h' | 'ح' | 'خ' | 'ه' | 'х' | 'ח' | 'ה' => 'h',
        'k' | 'q' | 'c' | 'ك' | 'ق' | 'к' | 'כ' | 'ך' | 'ק' => 'k',
        'l' | 'ل' | 'л' | 'ל' => 'l',
        'm' | 'م' | 'м' | 'מ' | 'ם' => 'm',
        'n' | 'ن' | 'н' | 'נ' | 'ן' => 'n',
        'r' | 'ر' | 'р' | 'ר' => 'r',
        's' | 'z' | 'س' | 'ص' | 'ز' | 'ظ' | 'с' | 'з' | 'ס' | 'ז' | 'ц' | 'צ' | 'ץ' => {
            's'
        }
        'ش' | 'ш' | 'щ' | 'ч' | 'ש' => 'x',
        '0'..='9' => c,
        _ => return None,
    })
}

/// A name made ready for [`Query::score`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameKey {
    folded: String,
    latin: String,
    skeleton: String,
}

impl NameKey {
    /// The keys of a name in any of the scripts.
    #[must_use]
    pub fn new(name: &str) -> Self {
        // Words with an article may be sought with and without it.
        let mut folded = fold(name);
        for word in folded.clone().split(' ') {
            if let Some(rest) = super::affix::without_article(word) {
                folded.push(' ');
                folded.push_str(rest);
            }
        }
        Self {
            latin: latin_key(&folded),
            skeleton: skeleton(&folded),
            folded,
        }
    }
}

/// What a reader types, made ready for many names.
#[derive(Clone, Debug)]
pub struct Query {
    words: Vec<NameKey>,
}

impl Query {
    /// A query of one or more words.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            words: text.split_whitespace().map(NameKey::new).collect(),
        }
    }

    /// How well a name answers: each word of the query must begin a word of the name, as
    /// written (best), in Latin letters, or by its consonants. `None`: it does not.
    /// An empty query is answered by all with 0.
    #[must_use]
    pub fn score(&self, name: &NameKey) -> Option<u32> {
        let mut score = 0;
        for word in &self.words {
            score += begins(&name.folded, &word.folded)
                .map(|whole| 100 + 20 * u32::from(whole))
                .or_else(|| {
                    begins(&name.latin, &word.latin).map(|whole| 80 + 10 * u32::from(whole))
                })
                .or_else(|| {
                    // One consonant says too little.
                    if word.skeleton.len() < 2 {
                        return None;
                    }
                    begins(&name.skeleton, &word.skeleton).map(|whole| 40 + 10 * u32::from(whole))
                })?;
        }
        Some(score)
    }
}

/// Whether `part` begins a word of `text`; `Some(true)` when it is the whole word.
fn begins(text: &str, part: &str) -> Option<bool> {
    if part.is_empty() {
        return None;
    }
    let mut found = None;
    for (at, _) in text.match_indices(part) {
        if at == 0 || text.as_bytes().get(at - 1) == Some(&b' ') {
            let whole = matches!(text.as_bytes().get(at + part.len()), None | Some(b' '));
            if whole {
                return Some(true);
            }
            found = Some(false);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_skeleton_for_all_scripts() {
        let rows: [&[&str]; 8] = [
            &[
                "لوكاشينكو",
                "لوكاشنكو",
                "Lukashenko",
                "Лукашенко",
                "לוקשנקו",
                "لوکاشنکو",
            ],
            &["بوتين", "Putin", "Путин", "פוטין", "پوتین"],
            &["تيخانوفسكايا", "Tikhanovskaya", "Тихановская"],
            &["لافروف", "Lavrov", "Лавров"],
            &["ميركل", "ميركيل", "Merkel", "Меркель"],
            &["تشافيز", "Chavez"],
            &["حريري", "Hariri", "al-Hariri"],
            &["زيلينسكي", "Zelensky", "Zelenskyy", "Зеленский"],
        ];
        for row in rows {
            for form in row {
                assert_eq!(skeleton(form), skeleton(row[0]), "{form}");
            }
        }
    }

    #[test]
    fn latin_letters_find_names() {
        let rows = [
            ("lukash", "ألكسندر لوكاشينكو", true),
            ("alex luk", "ألكسندر لوكاشينكو", true),
            ("putin", "فلاديمير بوتين", true),
            ("minsk", "مينسك", true),
            ("hariri", "سعد الحريري", true),
            ("لوكاشن", "ألكسندر لوكاشنكو", true),
            ("Лука", "ألكسندر لوكاشينكو", true),
            ("putin", "سيرغي لافروف", false),
            ("kash", "ألكسندر لوكاشينكو", false),
        ];
        for (query, name, found) in rows {
            let score = Query::new(query).score(&NameKey::new(name));
            assert_eq!(score.is_some(), found, "{query} {name} {score:?}");
        }
        let score = |q: &str, n: &str| Query::new(q).score(&NameKey::new(n));
        assert!(score("بوتين", "بوتين") > score("putin", "بوتين"));
        assert!(score("putin", "Putin") > score("pt", "Putin"));
    }
}
