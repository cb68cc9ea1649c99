//! How names sound, whatever script they are written in.
//!
//! A word becomes a string of *sounds*, one byte each; Arabic and Hebrew leave short vowels
//! out and write و and י for several, so that a comparison ([`super::likeness`]) weighs what
//! differs. A *key* is so coarse that spellings of one name share it: it only finds whom to
//! compare. Nothing of it is ever shown.

use compact_str::{CompactString, format_compact};
use unicode_normalization::UnicodeNormalization;

use super::kind::Kind;
use crate::text::fold::fold;

/// A name as it sounds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// Its words without particles; عبد and أبو are one with the word after them.
    pub(super) words: Vec<Word>,
    /// What tells a son from his father or one king from the next (`ابن`, `jr`, `ii`).
    pub(super) generation: Option<CompactString>,
}

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded.
    pub(super) folded: CompactString,
    /// Its sounds.
    pub(super) sounds: Vec<u8>,
    /// The same without the Arabic article, where it may be one.
    pub(super) bare: Option<Vec<u8>>,
    /// The sounds of its letters without their marks (Vucic), where it bears some that change
    /// them (Vučić): many write none, and some read none.
    pub(super) unmarked: Option<Vec<u8>>,
    /// Its script writes vowels.
    pub(super) voweled: bool,
    /// Its letters are Arabic.
    pub(super) arabic: bool,
}

impl Name {
    /// The words of a name as written.
    pub(super) fn of(name: &str) -> Self {
        // An apostrophe is no end of a word (ג'ורג', O'Neill); إل is no article.
        let said = by_marks(name);
        let plain = |name: &str| {
            let name = name.replace(['\'', '’', 'ʼ', '`', '׳'], "");
            match name.strip_suffix(" إل") {
                Some(rest) => fold(&format!("{rest} ايل")),
                None => fold(&name),
            }
        };
        let folded = plain(name);
        // As many words, since a letter stands for a letter.
        let said = said.map_or_else(|| folded.clone(), |said| plain(&said));
        // The frequent letters first: the general tables are searched.
        let between = |c: char| !matches!(c, 'ء'..='ي' | 'a'..='z') && !c.is_alphanumeric();
        let mut out = Self::default();
        let mut glue = CompactString::default();
        for (word, said) in folded.split(between).zip(said.split(between)) {
            if word.is_empty() || is_particle(word) {
                continue;
            }
            if let Some(generation) = generation(word)
                && !out.words.is_empty()
            {
                out.generation = Some(generation.into());
                continue;
            }
            if glue.is_empty()
                && let Some(head) = head(word)
            {
                glue = head.into();
                continue;
            }
            let mut whole = std::mem::take(&mut glue);
            // عبد الرحمن, Abdel-Rahman and Abdurrahman: the article is not heard alone.
            let after = if whole.is_empty() {
                word
            } else {
                word.strip_prefix("ال").unwrap_or(word)
            };
            let glued = whole.clone();
            whole.push_str(after);
            out.words.push(if word == said {
                Word::new(whole)
            } else {
                Word::marked(whole, &format_compact!("{glued}{said}"))
            });
        }
        if !glue.is_empty() {
            out.words.push(Word::new(glue));
        }
        out
    }

    /// How many consonants it has.
    pub(super) fn consonants(&self) -> usize {
        self.words.iter().map(Word::consonants).sum()
    }
}

impl Word {
    fn new(folded: CompactString) -> Self {
        let bare = folded
            .strip_prefix("ال")
            .filter(|rest| rest.chars().nth(1).is_some());
        let bare = bare.map(sounds);
        let first = folded.chars().next().unwrap_or(' ');
        let arabic = ('\u{600}'..='\u{6ff}').contains(&first);
        Self {
            sounds: sounds(&folded),
            bare,
            unmarked: None,
            voweled: !arabic && !('\u{590}'..='\u{5ff}').contains(&first),
            arabic,
            folded,
        }
    }

    /// A word whose marks say how it sounds.
    fn marked(folded: CompactString, said: &str) -> Self {
        let plain = Self::new(folded);
        Self {
            unmarked: Some(plain.sounds),
            sounds: sounds(said),
            ..plain
        }
    }

    /// All ways in which it may sound.
    pub(super) fn ways(&self) -> impl Iterator<Item = &Vec<u8>> + Clone {
        let others = self.bare.iter().chain(&self.unmarked);
        std::iter::once(&self.sounds).chain(others)
    }

    pub(super) fn consonants(&self) -> usize {
        self.heard().count()
    }

    /// Its consonants.
    pub(super) fn heard(&self) -> impl Iterator<Item = u8> {
        self.sounds.iter().copied().filter(|&s| is_consonant(s))
    }

    /// A letter alone, for a first name.
    pub(super) fn is_initial(&self) -> bool {
        self.folded.chars().nth(1).is_none()
    }
}

/// A name whose letters with marks that change their sound are written as letters that have
/// it: those of Slavic and Turkish names, and of Hebrew with a geresh. `None` without such.
fn by_marks(name: &str) -> Option<String> {
    let marked = |c: char| c >= '\u{c0}' && "čćšžđçşğıșț׳".contains(lower(c));
    if !name.contains(marked) && !name.contains(['\'', '’', '\u{327}', '\u{30c}']) {
        return None;
    }
    let name: String = name.nfc().map(lower).collect();
    let turkish = name.contains(['ş', 'ğ', 'ı']);
    let mut said = String::with_capacity(name.len());
    let mut before = ' ';
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let geresh = ('א'..='ת').contains(&letter)
            && letters
                .next_if(|next| matches!(next, '\'' | '’' | '׳'))
                .is_some();
        said.push(match letter {
            'צ' | 'ץ' if geresh => 'ч',
            'ג' if geresh => 'ج',
            'ז' if geresh => 'ж',
            'ת' if geresh => 'ث',
            'ד' if geresh => 'ذ',
            'ח' if geresh => 'خ',
            'ע' | 'ר' if geresh => 'غ',
            'č' => 'ч',
            'ć' => 'ћ',
            'š' | 'ş' | 'ș' => 'ш',
            'ž' => 'ж',
            'đ' => 'ђ',
            'ț' => 'ц',
            'ğ' => 'غ',
            'c' if turkish => 'ج',
            // In French it is an s.
            'ç' if turkish || !before.is_alphabetic() => 'ч',
            'ç' => 's',
            other => other,
        });
        before = letter;
    }
    Some(said)
}

/// A letter in lower case; İ is an i.
fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// The keys under which names that may be one are found: few, and each shared by few.
pub(super) fn keys(kind: Kind, name: &Name) -> Vec<CompactString> {
    let mut keys = Vec::new();
    let mark = match kind {
        Kind::Person => 'p',
        Kind::Organisation => 'o',
        Kind::Place => 'l',
        Kind::Nationality => return keys,
    };
    let mut push = |key: CompactString| {
        if !keys.contains(&key) {
            keys.push(key);
        }
    };
    match (kind, name.words.as_slice()) {
        (_, []) => {}
        (Kind::Person, [first, rest @ ..]) if !rest.is_empty() => {
            // The first name by its first consonant, with a later name whole. Persian and
            // Hebrew write v as they write u: such names are found without it too.
            let initials = std::iter::once(&first.sounds).chain(&first.unmarked);
            let initial = |sounds: &[u8], lips: bool| {
                let mut classes = sounds.iter().filter(|&&s| lips || !is_lip(s));
                classes.find_map(|&s| class(s)).unwrap_or('-')
            };
            let second = rest.first();
            for word in rest.last().into_iter().chain(second) {
                for sounds in word.ways() {
                    for (lips, first) in [true, false]
                        .into_iter()
                        .flat_map(|lips| initials.clone().map(move |first| (lips, first)))
                    {
                        let mut key = CompactString::default();
                        key.extend([mark, initial(first, lips), ' ']);
                        coarse(sounds, lips, &mut key);
                        if key.len() > 3 {
                            push(key);
                        }
                    }
                }
            }
        }
        (_, words) => {
            if name.consonants() >= 4 {
                let mut key = CompactString::default();
                key.extend([mark, ' ']);
                for word in words {
                    coarse(&word.sounds, true, &mut key);
                }
                push(key);
            }
        }
    }
    keys
}

/// The key of a family name alone.
pub(super) fn family_key(word: &Word) -> CompactString {
    let mut key = CompactString::from("f ");
    coarse(word.bare.as_ref().unwrap_or(&word.sounds), true, &mut key);
    key
}

/// The sounds that some scripts write as they write u.
const fn is_lip(sound: u8) -> bool {
    matches!(sound, b'f' | b'v')
}

fn coarse(sounds: &[u8], lips: bool, key: &mut CompactString) {
    let mut last = None;
    for &sound in sounds.iter().filter(|&&s| lips || !is_lip(s)) {
        let class = class(sound);
        if let Some(class) = class
            && last != Some(class)
        {
            key.push(class);
        }
        last = class.or(last);
    }
}

/// Classes of consonants that scripts and ears mix up; vowels, glides and h are none.
const fn class(sound: u8) -> Option<char> {
    Some(match sound {
        b'b' | b'p' | b'f' | b'v' => 'b',
        b't' | b'T' | b'd' | b'D' => 't',
        b'k' | b'q' | b'g' | b'G' | b'j' | b'Z' | b'C' | b'S' => 'k',
        b's' | b'z' | b'c' => 's',
        b'l' => 'l',
        b'm' => 'm',
        b'n' => 'n',
        b'r' => 'r',
        b'0'..=b'9' => sound as char,
        _ => return None,
    })
}

/// True for sounds that every script writes.
pub(super) const fn is_consonant(sound: u8) -> bool {
    !matches!(sound, b'a' | b'i' | b'u' | b'w' | b'y' | b'\'')
}

/// The sounds of a folded word. Doubled ones count once.
fn sounds(word: &str) -> Vec<u8> {
    let chars: Vec<char> = word.chars().collect();
    let mut out: Vec<u8> = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        let (sounds, used) = cluster(rest, at == 0);
        for &sound in sounds {
            if out.last() != Some(&sound) {
                out.push(sound);
            }
        }
        at += used.max(1);
    }
    // ة, a spelled out final vowel, a silent h.
    if out.len() > 2 && out.last() == Some(&b'h') && word.ends_with(['ه', 'h', 'ה']) {
        out.pop();
        if out.last().is_some_and(|&s| is_consonant(s)) {
            out.push(b'a');
        }
    }
    out
}

/// Letters that are one sound, or two.
const SPELLED: [(&str, &[u8]); 36] = [
    ("oh", b"u"),
    ("tsch", b"C"),
    ("dzh", b"j"),
    ("tch", b"C"),
    ("sch", b"S"),
    ("sh", b"S"),
    ("ch", b"C"),
    ("kh", b"K"),
    ("gh", b"G"),
    ("zh", b"Z"),
    ("th", b"T"),
    ("dh", b"D"),
    ("ph", b"f"),
    ("dj", b"j"),
    ("ck", b"k"),
    ("ts", b"c"),
    ("tz", b"c"),
    ("qu", b"k"),
    ("ks", b"ks"),
    ("ou", b"u"),
    ("oo", b"u"),
    ("ee", b"i"),
    ("ea", b"i"),
    ("ei", b"i"),
    ("ie", b"i"),
    ("ey", b"i"),
    ("eu", b"u"),
    ("aa", b"a"),
    ("ay", b"ay"),
    ("дж", b"j"),
    ("тс", b"c"),
    ("кс", b"ks"),
    ("تش", b"C"),
    ("تس", b"c"),
    ("تز", b"c"),
    ("دج", b"j"),
];

/// True when some of [`SPELLED`] begin with the letter.
fn begins_spelled(letter: char) -> bool {
    matches!(letter, 'a' | 'c'..='e' | 'g' | 'i' | 'k' | 'o'..='q' | 's' | 't' | 'z')
        || matches!(letter, 'д' | 'т' | 'к' | 'ت' | 'د')
}

/// The sounds at the start of some letters, and how many letters they take.
fn cluster(letters: &[char], first: bool) -> (&'static [u8], usize) {
    let spelled = if begins_spelled(letters[0]) {
        &SPELLED[..]
    } else {
        &[]
    };
    for (spelled, sounds) in spelled {
        let length = spelled.chars().count();
        if spelled.chars().eq(letters.iter().take(length).copied()) {
            return (*sounds, length);
        }
    }
    let next = letters.get(1).copied().unwrap_or(' ');
    let one: &[u8] = match letters[0] {
        'c' if matches!(next, 'e' | 'i' | 'y') => b"s",
        'x' if first => b"S",
        'x' => b"ks",
        'y' if first || matches!(next, 'a' | 'e' | 'o' | 'u') => b"y",
        'e' if letters.len() == 1 && !first => b"",
        'a' | 'ا' | 'а' | 'א' => b"a",
        'e' | 'i' | 'y' | 'и' | 'ы' | 'е' | 'э' | 'і' | 'ї' => b"i",
        'o' | 'u' | 'о' | 'у' => b"u",
        'я' => b"ya",
        'ю' => b"yu",
        'є' => b"i",
        'w' | 'و' | 'ו' => b"w",
        'ي' | 'י' => b"y",
        'ع' | 'ء' | 'ע' => b"'",
        'b' | 'ب' | 'б' | 'ב' => b"b",
        'p' | 'п' | 'פ' | 'ף' => b"p",
        'f' | 'ف' | 'ф' => b"f",
        'v' | 'в' => b"v",
        't' | 'ت' | 'ط' | 'т' | 'ט' | 'ת' => b"t",
        'ث' => b"T",
        'd' | 'د' | 'ض' | 'д' | 'ד' => b"d",
        'ذ' => b"D",
        'z' | 'ز' | 'ظ' | 'з' | 'ז' => b"z",
        'ж' => b"Z",
        'j' | 'ج' => b"j",
        's' | 'س' | 'ص' | 'с' | 'ס' => b"s",
        'ш' | 'щ' | 'ش' | 'ש' => b"S",
        'ч' | 'ћ' => b"C",
        'џ' | 'ђ' => b"j",
        'љ' => b"l",
        'њ' => b"n",
        'ј' => b"y",
        'ц' | 'צ' | 'ץ' => b"c",
        'k' | 'c' | 'ك' | 'к' | 'כ' | 'ך' => b"k",
        'q' | 'ق' | 'ק' => b"q",
        'g' | 'г' | 'ґ' | 'ג' => b"g",
        'غ' => b"G",
        'خ' | 'х' => b"K",
        'h' | 'ه' | 'ح' | 'ה' | 'ח' => b"h",
        'r' | 'ر' | 'р' | 'ר' => b"r",
        'l' | 'ل' | 'л' | 'ל' => b"l",
        'm' | 'م' | 'м' | 'מ' | 'ם' => b"m",
        'n' | 'ن' | 'н' | 'נ' | 'ן' => b"n",
        '0' => b"0",
        '1' => b"1",
        '2' => b"2",
        '3' => b"3",
        '4' => b"4",
        '5' => b"5",
        '6' => b"6",
        '7' => b"7",
        '8' => b"8",
        '9' => b"9",
        _ => b"",
    };
    (one, 1)
}

/// Small words in names that are left out and spelled with or without.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ال"
            | "بن"
            | "ابن"
            | "بنت"
            | "bin"
            | "ben"
            | "ibn"
            | "bint"
            | "de"
            | "di"
            | "da"
            | "du"
            | "del"
            | "la"
            | "le"
            | "von"
            | "van"
            | "der"
            | "den"
            | "دي"
            | "دا"
            | "دو"
            | "فون"
            | "فان"
            | "دير"
            | "ud"
            | "ad"
            | "ar"
            | "ash"
            | "as"
            | "бин"
            | "бен"
            | "аль"
            | "эль"
            | "фон"
            | "ван"
            | "де"
            | "בן"
            | "אל"
            | "של"
    )
}

/// Words that are one with the word after them.
fn head(word: &str) -> Option<&'static str> {
    Some(match word {
        "عبد" => "عبد",
        "ابو" | "ابي" | "ابا" => "ابو",
        "abd" | "abdel" | "abdul" | "abdal" | "abdol" => "abd",
        "abu" | "abou" => "abu",
        "абд" | "абдель" | "абдул" => "абд",
        "абу" => "абу",
        "עבד" => "עבד",
        "אבו" => "אבו",
        "ام" => "ام",
        _ => return None,
    })
}

/// What tells a son from his father.
fn generation(word: &str) -> Option<&'static str> {
    Some(match word {
        "الابن" | "جونيور" | "جونير" | "jr" | "junior" | "младший" => "jr",
        "الاب" | "سينيور" | "sr" | "senior" | "старший" => "sr",
        "الاول" | "i" => "1",
        "الثاني" | "الثانيه" | "ii" => "2",
        "الثالث" | "الثالثه" | "iii" => "3",
        "الرابع" | "iv" => "4",
        "الخامس" => "5",
        "السادس" | "vi" => "6",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn share(kind: Kind, a: &str, b: &str) -> bool {
        let (a, b) = (keys(kind, &Name::of(a)), keys(kind, &Name::of(b)));
        a.iter().any(|key| b.contains(key))
    }

    #[test]
    fn spellings_of_one_name_share_a_key() {
        let rows = [
            ("ألكسندر لوكاشينكو", "Alexander Lukashenko"),
            ("الكساندر لوكاشنكو", "Александр Лукашенко"),
            ("محمد بن سلمان", "Mohammed bin Salman"),
            ("عبد الرحمن السديس", "Abdel Rahman al-Sudais"),
            ("عبدالرحمن السديس", "عبد الرحمن السديس"),
            ("بنيامين نتنياهو", "בנימין נתניהו"),
            ("جورج بوش الابن", "George Bush Jr."),
            ("خالد مشعل", "Khaled Meshaal"),
            ("علي خامنئي", "Али Хаменеи"),
            ("جو بايدن", "Joe Biden"),
            ("ألكسندر فوتشيتش", "Aleksandar Vučić"),
            ("ألكسندر فوسيتش", "Aleksandar Vučić"),
            ("Aleksandar Vucic", "Aleksandar Vučić"),
            ("جورج حبش", "ג׳ורג׳ חבש"),
            ("رجب أردوغان", "Recep Erdoğan"),
        ];
        for (a, b) in rows {
            assert!(share(Kind::Person, a, b), "{a} {b}");
        }
        assert!(!share(Kind::Person, "جو بايدن", "جو ماكرون"));
        assert!(share(Kind::Place, "خاراباروفسك", "خراباروفسك"));
    }

    proptest! {
        #[test]
        fn marks_move_no_word(text in "[a-zčćšžđçşğıİ\u{30c}\u{327}א-ת׳'’ .ا-ي\\-]{0,24}") {
            let _ = keys(Kind::Person, &Name::of(&text));
            // The words of both readings are taken in turn, so there must be as many.
            let whole = by_marks(&text).unwrap_or_default();
            let words = |text: &str| fold(text).split(|c: char| !c.is_alphanumeric()).count();
            let clean = |text: &str| text.replace(['\'', '’', 'ʼ', '`', '׳'], "");
            if !whole.is_empty() {
                prop_assert_eq!(words(&clean(&whole)), words(&clean(&text)));
            }
        }
    }

    #[test]
    fn what_is_spelled_with_several_letters_is_looked_for() {
        for (spelled, sounds) in SPELLED {
            assert!(begins_spelled(spelled.chars().next().unwrap()), "{spelled}");
            let letters: Vec<char> = spelled.chars().collect();
            assert_eq!(cluster(&letters, true), (sounds, letters.len()));
        }
    }

    #[test]
    fn generations_and_particles_are_no_words() {
        let name = Name::of("دونالد ترامب الابن");
        assert_eq!(
            (name.words.len(), name.generation.as_deref()),
            (2, Some("jr"))
        );
        assert_eq!(Name::of("Ursula von der Leyen").words.len(), 2);
        assert_eq!(Name::of("أبو بكر البغدادي").words.len(), 2);
    }
}
