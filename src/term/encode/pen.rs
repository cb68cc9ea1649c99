//! Colours and attributes → SGR, only what changes.

use std::fmt::Write;

use ratatui::style::{Color, Modifier};

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) modifier: Modifier,
}

impl Look {
    /// What `CSI 0 m` leaves.
    pub(super) const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };
}

const ATTRIBUTES: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// The SGR sequence from one look to another; empty when they are the same. An attribute
/// that goes takes all with it (`0`): bold and dim share their end, and a reset is short.
pub(super) fn change(from: Look, to: Look) -> String {
    if from == to {
        return String::new();
    }
    let mut parameters = String::new();
    let mut put = |parameter: &str| {
        if !parameters.is_empty() {
            parameters.push(';');
        }
        parameters.push_str(parameter);
    };
    let mut from = from;
    if !to.modifier.contains(from.modifier) || to == Look::PLAIN {
        put("0");
        from = Look::PLAIN;
    }
    for (attribute, number) in ATTRIBUTES {
        if (to.modifier - from.modifier).contains(attribute) {
            put(&number.to_string());
        }
    }
    if from.fg != to.fg {
        put(&colour(to.fg, 30));
    }
    if from.bg != to.bg {
        put(&colour(to.bg, 40));
    }
    format!("\x1b[{parameters}m")
}

/// The parameters of a colour; `base` is 30 for text, 40 for the ground.
fn colour(colour: Color, base: u8) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = match named(colour) {
        Some(n @ 0..=7) => write!(out, "{}", base + n),
        Some(n) => write!(out, "{}", base + 60 + n - 8),
        None => match colour {
            Color::Indexed(n) => write!(out, "{};5;{n}", base + 8),
            Color::Rgb(r, g, b) => write!(out, "{};2;{r};{g};{b}", base + 8),
            _ => write!(out, "{}", base + 9),
        },
    };
    out
}

/// The number of one of the sixteen colours. ratatui's `Gray` is ANSI's white and its
/// `White` the bright one.
fn named(colour: Color) -> Option<u8> {
    Some(match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(fg: Color, bg: Color, modifier: Modifier) -> Look {
        Look { fg, bg, modifier }
    }

    #[test]
    fn only_what_changes_is_said() {
        let none = Modifier::empty();
        let red = look(Color::Red, Color::Reset, none);
        let bold = look(Color::Red, Color::Reset, Modifier::BOLD);
        let bright = look(Color::LightRed, Color::DarkGray, none);
        let rgb = look(Color::Rgb(1, 2, 3), Color::Indexed(200), none);
        for (from, to, want) in [
            (Look::PLAIN, Look::PLAIN, ""),
            (Look::PLAIN, red, "\x1b[31m"),
            (red, bold, "\x1b[1m"),
            (bold, red, "\x1b[0;31m"),
            (bold, Look::PLAIN, "\x1b[0m"),
            (red, bright, "\x1b[91;100m"),
            (bright, rgb, "\x1b[38;2;1;2;3;48;5;200m"),
            (rgb, red, "\x1b[31;49m"),
            (red, look(Color::Reset, Color::Blue, none), "\x1b[39;44m"),
        ] {
            assert_eq!(change(from, to), want);
        }
    }
}
