//! Settings that take one word of a few.

/// A setting that takes one word of a few.
pub(super) trait Choice: Copy + 'static {
    /// Every word with its meaning, the default first.
    const WORDS: &'static [(&'static str, Self)];

    /// Its word.
    fn name(self) -> &'static str;
}

/// Declares a setting of words once: the type, its default (the first) and its words.
macro_rules! choice {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $word:literal => $variant:ident,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl Choice for $name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),+];

            fn name(self) -> &'static str {
                self.word()
            }
        }

        impl $name {
            /// Every word that it takes, the default first.
            pub const NAMES: &'static [&'static str] = &[$($word),+];

            /// The meaning of a word.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                let found = Self::WORDS.iter().find(|(known, _)| *known == word);
                found.map(|(_, meaning)| *meaning)
            }

            /// Its word.
            #[must_use]
            pub fn word(self) -> &'static str {
                let found = Self::WORDS.iter().find(|(_, meaning)| *meaning == self);
                found.map_or(Self::WORDS[0].0, |(word, _)| word)
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::WORDS[0].1
            }
        }
    };
}

choice! {
    /// The colours of the page.
    Theme {
        /// Dark or light as the terminal's ground is.
        "auto" => Auto,
        /// Light ink on a dark page.
        "dark" => Dark,
        /// Dark ink on a light page.
        "light" => Light,
        /// The strongest contrast, dark or light as the terminal's ground is.
        "contrast" => Contrast,
        /// The terminal's own sixteen colours.
        "16" => Sixteen,
        /// No colours: weight, reverse and underline.
        "mono" => Mono,
    }
}

choice! {
    /// How many colours are sent.
    Colour {
        /// What the terminal says it can show; none under `NO_COLOR`.
        "auto" => Auto,
        /// What the terminal can show, whatever `NO_COLOR` says.
        "always" => Always,
        /// 24 bits.
        "true" => True,
        /// The terminal's own sixteen.
        "16" => Sixteen,
        /// None.
        "none" => None,
    }
}

choice! {
    /// Which digits the interface counts with.
    InterfaceDigits {
        /// As is usual where the language is spoken, by the region of the locale.
        "auto" => Auto,
        /// ٠–٩.
        "arabic" => Arabic,
        /// 0–9.
        "european" => European,
    }
}

choice! {
    /// Whether the panes stand from right to left.
    Mirrored {
        /// When the language of the interface does.
        "auto" => Auto,
        /// Always.
        "on" => On,
        /// Never.
        "off" => Off,
    }
}

choice! {
    /// Where letters stand on a keyboard that types Arabic ones.
    Keyboard {
        /// By the locale, the terminal and what is typed.
        "auto" => Auto,
        /// Arabic as under X11 and Windows.
        "arabic" => Arabic,
        /// Arabic as under macOS.
        "arabic-mac" => ArabicMac,
        /// Persian.
        "persian" => Persian,
    }
}

choice! {
    /// How a paragraph gets its base direction.
    BaseDirection {
        /// A paragraph that is mostly right-to-left in a right-to-left article is
        /// right-to-left (UAX #9 HL1), else by its first strong letter.
        "article" => Article,
        /// By its first strong letter (UAX #9 P2, P3).
        "auto" => Auto,
    }
}

choice! {
    /// What becomes of vowel signs and other marks on letters.
    Marks {
        /// Drawn where the terminal draws them well.
        "auto" => Auto,
        /// Drawn.
        "keep" => Keep,
        /// Not drawn. The text that is copied keeps them.
        "strip" => Strip,
    }
}

choice! {
    /// Which digits are shown.
    Digits {
        /// As the author wrote them.
        "as-written" => AsWritten,
        /// `٠`–`٩` among Arabic letters, `۰`–`۹` in Persian and Urdu.
        "arabic" => Arabic,
        /// `0`–`9`.
        "european" => European,
    }
}

choice! {
    /// What stands in Latin letters under the lines.
    Gloss {
        /// Nothing.
        "none" => None,
        /// Names.
        "names" => Names,
        /// Names, and all other words of other scripts letter by letter.
        "words" => Words,
    }
}

choice! {
    /// In which calendar days are given besides the one they are written in.
    Calendar {
        /// In none.
        "gregorian" => Gregorian,
        /// Hijri, by the calendar of Umm al-Qura.
        "hijri" => Hijri,
        /// Persian (solar Hijri).
        "persian" => Persian,
    }
}

choice! {
    /// The signs that the program draws itself.
    Signs {
        /// Unicode signs where the locale is UTF-8, else ASCII.
        "auto" => Auto,
        /// Geometric shapes and box-drawing lines.
        "unicode" => Unicode,
        /// Letters and punctuation of ASCII only.
        "ascii" => Ascii,
    }
}

choice! {
    /// How rows with right-to-left text are sent to the terminal.
    Bidi {
        /// As the terminal that was recognised needs it.
        "auto" => Auto,
        /// In the order seen, nothing added.
        "visual" => Visual,
        /// In the order seen, with left-to-right marks that hold a terminal's own
        /// reordering still.
        "visual-lrm" => VisualLrm,
        /// The same, and colours that differ by one unit from cell to cell.
        "visual-alt" => VisualAlt,
        /// Words in the order of reading, marks between them.
        "words" => Words,
        /// Each cell in a box of its own.
        "kitty" => Kitty,
        /// Words backwards, colours where they are seen.
        "kitty-words" => KittyWords,
        /// Words in the order of reading, blank braille between them.
        "putty" => Putty,
        /// As stored, one pane at a time: the terminal reorders and joins.
        "logical" => Logical,
    }
}

choice! {
    /// Who joins Arabic letters.
    Shaping {
        /// The program.
        "auto" => Auto,
        /// The program, with presentation forms.
        "forms" => Forms,
        /// The terminal: for fonts without presentation forms.
        "base" => Base,
    }
}

choice! {
    /// Whether the terminal is told not to reorder (`CSI 8 l`).
    Bdsm {
        /// Where the terminal needs it.
        "auto" => Auto,
        /// Always.
        "on" => On,
        /// Never.
        "off" => Off,
    }
}
