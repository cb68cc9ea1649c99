//! A theme file: roles and their inks, as plain data.

use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::complaint::{Complaint, Takes, Trouble, nearest};
use super::loaded;

/// Every role that a theme may name. `ground`, `side`, `raised` and `selected` are fills;
/// `faint`, `rule`, `rule-focused`, `thread-in` and `thread-out` are never text.
pub const ROLES: &[&str] = &[
    "ground",
    "side",
    "raised",
    "text",
    "strong",
    "dim",
    "faint",
    "rule",
    "rule-focused",
    "person",
    "organisation",
    "place",
    "nationality",
    "followed",
    "current",
    "accent",
    "pointed",
    "hit",
    "hit-current",
    "selected",
    "error",
    "link",
    "thread-in",
    "thread-out",
    "pin-1",
    "pin-1-name",
    "pin-1-current",
    "pin-2",
    "pin-2-name",
    "pin-2-current",
    "pin-3",
    "pin-3-name",
    "pin-3-current",
    "pin-4",
    "pin-4-name",
    "pin-4-current",
    "pin-5",
    "pin-5-name",
    "pin-5-current",
    "pin-6",
    "pin-6-name",
    "pin-6-current",
];

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hue {
    /// One of the terminal's own, 0–255.
    Own(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// How a role is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ink {
    /// The letters; `None`: as around them.
    pub ink: Option<Hue>,
    /// The ground; `None`: as around it.
    pub ground: Option<Hue>,
    /// Bold.
    pub bold: bool,
    /// Underlined.
    pub underlined: bool,
    /// Ink and ground changed.
    pub reversed: bool,
}

/// The roles of a theme file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// What it is laid over: `dark`, `light` or another theme of the program.
    pub base: Option<String>,
    /// Whether lines stand between the panes.
    pub lines: Option<bool>,
    /// What it says of roles.
    pub roles: Vec<(&'static str, Ink)>,
}

const INK: &str = "an ink such as \"#dcd5c7\", \"on #1c1b18\", \"#14110c on #e6b047 bold\", \"11 underlined\", \"reversed\" or \"plain\"";

impl Palette {
    /// Reads a theme. What is wrong is left out and told, and the rest holds.
    #[must_use]
    pub fn parse(text: &str, file_name: &str) -> (Self, Vec<Complaint>) {
        let mut palette = Self::default();
        let complain = |at: Option<usize>, trouble| Complaint {
            file: file_name.to_owned(),
            line: at.map(|byte| loaded::line_of(text, byte)),
            trouble,
        };
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let at = error.span().map(|span| span.start);
                let trouble = Trouble::Syntax(error.message().to_owned());
                return (palette, vec![complain(at, trouble)]);
            }
        };
        let mut complaints = Vec::new();
        let mut wrong = |name: &str, value: &toml::Spanned<DeValue<'_>>, takes| {
            let trouble = Trouble::wrong_value(name.to_owned(), value.get_ref(), takes);
            complaints.push(complain(Some(value.span().start), trouble));
        };
        let mut unknown = Vec::new();
        for (key, value) in table.get_ref() {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("base", DeValue::String(base)) => palette.base = Some(base.to_string()),
                ("base", _) => wrong("base", value, Takes::Said("the name of a theme")),
                ("lines", DeValue::Boolean(on)) => palette.lines = Some(*on),
                ("lines", _) => wrong("lines", value, Takes::Words(vec!["true", "false"])),
                ("roles", DeValue::Table(roles)) => {
                    for (key, value) in roles {
                        let known = ROLES.iter().find(|role| *role == key.get_ref());
                        let ink = match value.get_ref() {
                            DeValue::String(text) => Ink::parse(text),
                            DeValue::Integer(n) if n.radix() == 10 => Ink::parse(n.as_str()),
                            _ => None,
                        };
                        match (known, ink) {
                            (Some(role), Some(ink)) => palette.roles.push((role, ink)),
                            (Some(role), None) => wrong(role, value, Takes::Said(INK)),
                            (None, _) => unknown.push((key, "roles.")),
                        }
                    }
                }
                ("roles", _) => wrong("roles", value, Takes::Table),
                _ => unknown.push((key, "")),
            }
        }
        for (key, within) in unknown {
            let names: &[&str] = match within {
                "" => &["base", "lines", "roles"],
                _ => ROLES,
            };
            let name = key.get_ref().as_ref();
            let near = nearest(name, names.iter().copied()).unwrap_or_default();
            let trouble = Trouble::UnknownKey {
                key: format!("{within}{name}"),
                near,
            };
            complaints.push(complain(Some(key.span().start), trouble));
        }
        complaints.sort_by_key(|complaint| complaint.line);
        (palette, complaints)
    }

    /// Reads a theme file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(path: &Path) -> std::io::Result<(Self, Vec<Complaint>)> {
        let text = loaded::read(path)?;
        Ok(Self::parse(&text, &path.display().to_string()))
    }
}

impl Ink {
    /// Reads `#rrggbb`, 0–255, `on` with such a colour, `bold`, `underlined`, `reversed`, and
    /// `plain` for nothing of it.
    fn parse(written: &str) -> Option<Self> {
        let mut ink = Self::default();
        let mut words = written.split_whitespace().peekable();
        words.peek()?;
        while let Some(word) = words.next() {
            match word {
                "plain" => {}
                "bold" => ink.bold = true,
                "underlined" => ink.underlined = true,
                "reversed" => ink.reversed = true,
                "on" => ink.ground = Some(Hue::parse(words.next()?)?),
                _ => ink.ink = Some(Hue::parse(word)?),
            }
        }
        Some(ink)
    }
}

impl Hue {
    fn parse(word: &str) -> Option<Self> {
        let Some(hex) = word.strip_prefix('#') else {
            return word.parse().ok().map(Self::Own);
        };
        if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let [_, r, g, b] = u32::from_str_radix(hex, 16).ok()?.to_be_bytes();
        Some(Self::Rgb(r, g, b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_are_read() {
        let ink = |written| Ink::parse(written).unwrap();
        assert_eq!(ink("plain"), Ink::default());
        assert_eq!(ink("#0a0B0c").ink, Some(Hue::Rgb(10, 11, 12)));
        assert_eq!(ink("on 15").ground, Some(Hue::Own(15)));
        let all = ink("11 on #000000 bold underlined reversed");
        assert!(all.bold && all.underlined && all.reversed);
        assert_eq!(
            (all.ink, all.ground),
            (Some(Hue::Own(11)), Some(Hue::Rgb(0, 0, 0)))
        );
        for wrong in [
            "", "#12345", "#12345g", "on", "256", "red", "#é1234", "bold on",
        ] {
            assert_eq!(Ink::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_wrong_role_costs_only_itself() {
        let text = "base = \"light\"\nlines = true\nrole = 1\n[roles]\ntext = \"red\"\ntxet = \"plain\"\ndim = 7\n";
        let (palette, complaints) = Palette::parse(text, "t.toml");
        assert_eq!(palette.base.as_deref(), Some("light"));
        assert_eq!((palette.lines, palette.roles.len()), (Some(true), 1));
        let complaints: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        assert_eq!(
            complaints,
            [
                "t.toml, line 3: no setting “role”. Nearest: “roles”. The rest holds.".to_owned(),
                format!("t.toml, line 5: “text” cannot be “red”. It takes {INK}. The rest holds."),
                "t.toml, line 6: no setting “roles.txet”. Nearest: “text”. The rest holds."
                    .to_owned(),
            ]
        );
        assert_eq!(Palette::parse("= 1", "t.toml").1.len(), 1);
    }
}
