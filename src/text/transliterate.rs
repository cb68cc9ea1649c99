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
        // The frequent letters first: the general tables are searched.
        .split(|c: char| !matches!(c, 'ء'..='غ' | 'ف'..='ي' | 'a'..='z') && !c.is_alphanumeric())
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

/// A name made ready to be found: as written, in Latin letters, by its consonants.
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

    /// Folded, words with an article without it too.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The same in Latin letters ([`latin_key`]).
    #[must_use]
    pub fn latin(&self) -> &str {
        &self.latin
    }

    /// The same by its consonants ([`skeleton`]).
    #[must_use]
    pub fn skeleton(&self) -> &str {
        &self.skeleton
    }

    /// True when a typed word begins a word of the name: as written, in Latin letters, or by
    /// its consonants, of which one says too little.
    #[must_use]
    pub fn answers(&self, typed: &Self) -> bool {
        begins(&self.folded, &typed.folded)
            || begins(&self.latin, &typed.latin)
            || (typed.skeleton.len() > 1 && begins(&self.skeleton, &typed.skeleton))
    }
}

fn begins(text: &str, part: &str) -> bool {
    !part.is_empty() && text.split(' ').any(|word| word.starts_with(part))
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
}
