//! Colours and attributes → SGR, only what changes.

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

/// Appends the SGR sequence from one look to another; nothing when they are the same. An
/// attribute that goes takes all with it (`0`), or goes alone where that is shorter.
pub(super) fn change(out: &mut String, from: Look, to: Look) {
    if from == to {
        return;
    }
    let gone = from.modifier - to.modifier;
    if gone.is_empty() && to != Look::PLAIN {
        let mut parameters = Parameters::begin(out);
        parameters.dress(from, to);
        parameters.end();
        return;
    }
    let before = out.len();
    let mut parameters = Parameters::begin(out);
    parameters.put(0);
    parameters.dress(Look::PLAIN, to);
    parameters.end();
    let whole = out.len() - before;
    if to == Look::PLAIN || gone.intersects(Modifier::HIDDEN) {
        return;
    }
    let after = out.len();
    let mut parameters = Parameters::begin(out);
    let mut left = from;
    for (attributes, number) in ENDS {
        if gone.intersects(attributes) {
            parameters.put(number);
            left.modifier.remove(attributes);
        }
    }
    parameters.dress(left, to);
    parameters.end();
    if out.len() - after < whole {
        out.drain(before..after);
    } else {
        out.truncate(after);
    }
}

/// What ends attributes one by one, bold and dim together. All terminals that we know end
/// these so; what hides text is left to the reset.
const ENDS: [(Modifier, u8); 6] = [
    (Modifier::BOLD.union(Modifier::DIM), 22),
    (Modifier::ITALIC, 23),
    (Modifier::UNDERLINED, 24),
    (Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK), 25),
    (Modifier::REVERSED, 27),
    (Modifier::CROSSED_OUT, 29),
];

/// The parameters of one sequence, as they are written.
struct Parameters<'a> {
    out: &'a mut String,
    first: bool,
}

impl<'a> Parameters<'a> {
    fn begin(out: &'a mut String) -> Self {
        out.push_str("\x1b[");
        Self { out, first: true }
    }

    fn put(&mut self, parameter: u8) {
        if !self.first {
            self.out.push(';');
        }
        self.first = false;
        number(self.out, u16::from(parameter));
    }

    /// Attributes and colours that come or change.
    fn dress(&mut self, from: Look, to: Look) {
        for (attribute, number) in ATTRIBUTES {
            if (to.modifier - from.modifier).contains(attribute) {
                self.put(number);
            }
        }
        if from.fg != to.fg {
            self.colour(to.fg, 30);
        }
        if from.bg != to.bg {
            self.colour(to.bg, 40);
        }
    }

    /// A colour; `base` is 30 for text, 40 for the ground.
    fn colour(&mut self, colour: Color, base: u8) {
        match (named(colour), colour) {
            (Some(n @ 0..=7), _) => self.put(base + n),
            (Some(n), _) => self.put(base + 60 + n - 8),
            (None, Color::Indexed(n)) => [base + 8, 5, n].into_iter().for_each(|n| self.put(n)),
            (None, Color::Rgb(r, g, b)) => {
                [base + 8, 2, r, g, b].into_iter().for_each(|n| self.put(n));
            }
            (None, _) => self.put(base + 9),
        }
    }

    fn end(self) {
        self.out.push('m');
    }
}

/// Appends a number as the terminal reads it.
pub(super) fn number(out: &mut String, number: u16) {
    let mut digits = [0u8; 5];
    let mut rest = number;
    let mut at = digits.len();
    loop {
        at -= 1;
        // A remainder by ten is a digit.
        digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits[at..].iter().map(|digit| char::from(*digit)));
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
            (bold, red, "\x1b[22m"),
            (bold, Look::PLAIN, "\x1b[0m"),
            (red, bright, "\x1b[91;100m"),
            (bright, rgb, "\x1b[38;2;1;2;3;48;5;200m"),
            (rgb, red, "\x1b[31;49m"),
            (red, look(Color::Reset, Color::Blue, none), "\x1b[39;44m"),
        ] {
            assert_eq!(said(from, to), want, "{from:?} {to:?}");
        }
    }

    fn said(from: Look, to: Look) -> String {
        let mut out = String::new();
        change(&mut out, from, to);
        out
    }

    #[test]
    fn an_attribute_ends_alone_where_that_is_shorter() {
        let rgb = |modifier| look(Color::Rgb(11, 22, 33), Color::Rgb(200, 201, 202), modifier);
        let none = Modifier::empty();
        let (bold, dim) = (Modifier::BOLD, Modifier::DIM);
        for (from, to, want) in [
            (rgb(bold), rgb(none), "\x1b[22m"),
            // Bold and dim end together.
            (rgb(bold | dim), rgb(dim), "\x1b[22;2m"),
            (rgb(Modifier::UNDERLINED), rgb(bold), "\x1b[24;1m"),
            (
                look(
                    Color::Red,
                    Color::Reset,
                    Modifier::REVERSED | Modifier::UNDERLINED,
                ),
                look(Color::Red, Color::Reset, none),
                "\x1b[0;31m",
            ),
            (
                look(Color::Red, Color::Reset, Modifier::HIDDEN),
                look(Color::Red, Color::Reset, none),
                "\x1b[0;31m",
            ),
        ] {
            assert_eq!(said(from, to), want, "{from:?} {to:?}");
        }
    }

    #[test]
    fn numbers_are_written_whole() {
        for n in [0, 7, 10, 99, 100, 65_535] {
            let mut out = String::new();
            number(&mut out, n);
            assert_eq!(out, n.to_string());
        }
    }
}
