//! Keys under keyboards that type other letters: a key means what its place on a US
//! keyboard means.
//!
//! A terminal says which character was typed, not which key was pressed. ASCII always means
//! itself. Any other character is looked up in the tables below, which say on which key of a
//! US keyboard it stands. The tables are those of X11; where Windows or macOS have another
//! character on a key, it stands after them. Arabic, Persian and the Arabic keyboard of
//! macOS have the same letters in different places, so one of them is in force at a time.

use crate::app::key::{Key, KeyCode};

/// A keyboard that types other letters than Latin ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keyboard {
    /// Arabic as under X11 and Windows.
    #[default]
    Arabic,
    /// Arabic as under macOS.
    ArabicMac,
    /// Persian.
    Persian,
    /// Hebrew.
    Hebrew,
    /// Russian, and Ukrainian where it differs.
    Russian,
}

impl Keyboard {
    /// All, in the order in which the page of keys lists them.
    pub const ALL: &'static [Self] = &[
        Self::Arabic,
        Self::ArabicMac,
        Self::Persian,
        Self::Hebrew,
        Self::Russian,
    ];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Arabic => "Arabic (X11, Windows)",
            Self::ArabicMac => "Arabic (macOS)",
            Self::Persian => "Persian",
            Self::Hebrew => "Hebrew",
            Self::Russian => "Russian",
        }
    }

    /// The characters that a key gives, other than ASCII: pairs of the US character and
    /// what stands in its place. The first pair with a character counts.
    const fn pairs(self) -> &'static str {
        match self {
            Self::Arabic => {
                "`ذ qض wص eث rق tف yغ uع iه oخ pح [ج ]د aش sس dي fب gل hا jت kن lم ;ك 'ط \
                 zئ xء cؤ vر b\u{FEFB} nى mة ,و .ز /ظ \
                 ~\u{651} Q\u{64E} W\u{64B} E\u{64F} R\u{64C} T\u{FEF9} Yإ I÷ O× P؛ \
                 A\u{650} S\u{64D} G\u{FEF7} Hأ J\u{640} K، |… X\u{652} B\u{FEF5} Nآ ?؟ \
                 M’ |¦ %\u{66A}"
            }
            Self::ArabicMac => {
                "`\u{640} qض wص eث rق tف yغ uع iه oخ pح [ج ]ة aش sس dي fب gل hا jت kن lم ;ك '؛ \
                 zظ xط cذ vد bز nر mو ,، \
                 %\u{66A} Q\u{64E} W\u{64B} E\u{650} R\u{64D} T\u{64F} Y\u{64C} U\u{652} \
                 I\u{651} A» S« Dى F\u{670} Hآ J\u{671} Cئ Vء Bأ Nإ Mؤ ?؟"
            }
            Self::Persian => {
                "`\u{200D} qض wص eث rق tف yغ uع iه oخ pح [ج ]چ aش sس dی fب gل hا jت kن lم ;ک 'گ \
                 zظ xط cز vر bذ nد mپ ,و \
                 ~÷ @\u{66C} #\u{66B} $﷼ %\u{66A} ^× &، _\u{640} Q\u{652} W\u{64C} E\u{64D} \
                 R\u{64B} T\u{64F} Y\u{650} U\u{64E} I\u{651} Aؤ Sئ Dي Fإ Gأ Hآ Jة K» L« \"؛ \
                 Zك X\u{653} Cژ V\u{670} B\u{200C} N\u{654} Mء ?؟"
            }
            Self::Hebrew => {
                "eק rר tא yט uו iן oם pפ aש sד dג fכ gע hי jח kל lך ;ף zז xס cב vה bנ nמ mצ ,ת .ץ"
            }
            Self::Russian => {
                "`ё qй wц eу rк tе yн uг iш oщ pз [х ]ъ aф sы dв fа gп hр jо kл lд ;ж 'э \
                 zя xч cс vм bи nт mь ,б .ю \
                 ~Ё #№ QЙ WЦ EУ RК TЕ YН UГ IШ OЩ PЗ {Х }Ъ AФ SЫ DВ FА GП HР JО KЛ LД :Ж \"Э \
                 ZЯ XЧ CС VМ BИ NТ MЬ <Б >Ю \
                 sі SІ ]ї }Ї 'є \"Є \\ґ |Ґ"
            }
        }
    }

    /// ASCII that it cannot type, because other ASCII or nothing stands in its place.
    const fn lacks(self) -> &'static str {
        match self {
            // `{`, `}`, `[`, `]`, `/`, `,` and others stand on the shifted letters.
            Self::Arabic => "UDFLZCVM",
            Self::ArabicMac => "OPGKLZX",
            Self::Persian => "OP",
            // `/` and `'` stand there; the shifted keys give Latin capitals.
            Self::Hebrew => "qw",
            Self::Russian => "",
        }
    }

    /// The US character of the key that gives `typed`, if this keyboard has it.
    fn place(self, typed: char) -> Option<char> {
        self.pairs().split_ascii_whitespace().find_map(|pair| {
            let mut pair = pair.chars();
            let us = pair.next()?;
            (pair.next() == Some(typed)).then_some(us)
        })
    }

    /// What the key types that gives the US character `us`, when that is not ASCII.
    #[must_use]
    pub fn types(self, us: char) -> Option<char> {
        self.pairs().split_ascii_whitespace().find_map(|pair| {
            let mut pair = pair.chars();
            (pair.next() == Some(us)).then(|| pair.next())?
        })
    }

    /// Whether the key that gives the US character `us` can be told from what is typed.
    #[must_use]
    pub fn reaches(self, us: char) -> bool {
        if !us.is_ascii_graphic() {
            return true;
        }
        let mapped = self.types(us).is_some();
        // A letter in whose place no other letter stands is not typed at all; signs are
        // somewhere on every keyboard.
        !self.lacks().contains(us) && (mapped || !us.is_ascii_lowercase())
    }

    /// What `typed` tells about the keyboard: some letters stand on one of those with
    /// Arabic letters only.
    fn told_by(typed: char) -> Option<Self> {
        let has = |keyboard: Self| keyboard.place(typed).is_some();
        match (has(Self::Arabic), has(Self::Persian)) {
            (false, true) => Some(Self::Persian),
            (true, false) => Some(Self::Arabic),
            _ => None,
        }
    }

    /// The key as it would be on a US keyboard. `self` is the keyboard in force where
    /// several have the letter; Arabic and Persian take over when a letter is typed that only
    /// the one of them has.
    #[must_use]
    pub fn translate(&mut self, key: Key) -> Key {
        let KeyCode::Char(typed) = key.code else {
            return key;
        };
        if typed.is_ascii() {
            return key;
        }
        if let Some(digit) = digit(typed) {
            return Key {
                code: KeyCode::Char(digit),
                ..key
            };
        }
        if *self != Self::ArabicMac
            && let Some(told) = Self::told_by(typed)
        {
            *self = told;
        }
        let others = [
            *self,
            Self::Hebrew,
            Self::Russian,
            Self::Arabic,
            Self::Persian,
        ];
        let place = others.iter().find_map(|keyboard| keyboard.place(typed));
        let Some(us) = place else {
            return key;
        };
        // With control held a key is named by its lower-case letter.
        let us = if key.ctrl {
            us.to_ascii_lowercase()
        } else {
            us
        };
        Key {
            code: KeyCode::Char(us),
            ..key
        }
    }
}

/// The value of an Arabic-Indic digit (U+0660–0669, U+06F0–06F9) in ASCII.
fn digit(c: char) -> Option<char> {
    let value = match c {
        '\u{660}'..='\u{669}' => c as u32 - 0x660,
        '\u{6F0}'..='\u{6F9}' => c as u32 - 0x6F0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::TABLE;

    fn typed(keyboard: Keyboard, c: char) -> char {
        let mut keyboard = keyboard;
        match keyboard.translate(Key::char(c)).code {
            KeyCode::Char(c) => c,
            code => panic!("{code:?}"),
        }
    }

    #[test]
    fn letters_mean_their_place() {
        for (keyboard, from, to) in [
            (Keyboard::Arabic, 'ى', 'n'),
            (Keyboard::Arabic, 'آ', 'N'),
            (Keyboard::Arabic, '؟', '?'),
            (Keyboard::Arabic, 'ﻻ', 'b'),
            (Keyboard::Arabic, 'ﻵ', 'B'),
            (Keyboard::Arabic, '\u{64F}', 'E'),
            (Keyboard::Arabic, '٥', '5'),
            (Keyboard::Arabic, 'ز', '.'),
            (Keyboard::ArabicMac, 'ر', 'n'),
            (Keyboard::ArabicMac, 'إ', 'N'),
            (Keyboard::ArabicMac, 'ي', 'd'),
            (Keyboard::Persian, 'د', 'n'),
            (Keyboard::Persian, '۵', '5'),
            (Keyboard::Persian, 'گ', '\''),
            (Keyboard::Hebrew, 'מ', 'n'),
            (Keyboard::Hebrew, 'ת', ','),
            (Keyboard::Russian, 'т', 'n'),
            (Keyboard::Russian, 'Т', 'N'),
            (Keyboard::Russian, 'і', 's'),
            // Another script is read whatever is in force.
            (Keyboard::Persian, 'т', 'n'),
            (Keyboard::ArabicMac, 'מ', 'n'),
            // ASCII means itself.
            (Keyboard::Arabic, ']', ']'),
            (Keyboard::Hebrew, '/', '/'),
        ] {
            assert_eq!(typed(keyboard, from), to, "{keyboard:?} {from:?}");
        }
        // What no table has stays what it is.
        assert_eq!(typed(Keyboard::Arabic, '漢'), '漢');
    }

    #[test]
    fn a_persian_letter_tells_the_keyboard() {
        let mut keyboard = Keyboard::Arabic;
        assert_eq!(keyboard.translate(Key::char('د')), Key::char(']'));
        let _ = keyboard.translate(Key::char('ی'));
        assert_eq!(keyboard, Keyboard::Persian);
        assert_eq!(keyboard.translate(Key::char('د')), Key::char('n'));
    }

    #[test]
    fn control_and_alt_stay() {
        let mut keyboard = Keyboard::Arabic;
        assert_eq!(keyboard.translate(Key::ctrl('خ')), Key::ctrl('o'));
        let alt = Key::alt(KeyCode::Char('ي'));
        assert_eq!(keyboard.translate(alt), Key::alt(KeyCode::Char('d')));
    }

    #[test]
    fn tables_hold_pairs_and_no_ascii_is_changed() {
        for &keyboard in Keyboard::ALL {
            for pair in keyboard.pairs().split_ascii_whitespace() {
                let pair: Vec<char> = pair.chars().collect();
                assert_eq!(pair.len(), 2, "{keyboard:?} {pair:?}");
                assert!(
                    pair[0].is_ascii_graphic() && !pair[1].is_ascii(),
                    "{pair:?}"
                );
            }
        }
    }

    #[test]
    fn every_action_has_a_key_under_every_keyboard() {
        for &keyboard in Keyboard::ALL {
            for entry in TABLE {
                let reached = entry.keys.iter().any(|name| {
                    match Key::parse(name).unwrap() {
                        // With control held terminals send the Latin letter, or tell the
                        // letter, which is then translated.
                        Key { ctrl: true, .. } => true,
                        Key {
                            code: KeyCode::Char(c),
                            ..
                        } => keyboard.reaches(c),
                        _ => true,
                    }
                });
                assert!(reached, "{keyboard:?}: {}", entry.name);
            }
        }
    }
}
