//! Control sequences → keys, mouse, answers (ECMA-48, XTerm Control Sequences, rxvt, and
//! the kitty keyboard protocol's first level).

use crate::app::key::{Key, KeyCode, Mouse, MouseKind};

use super::InputEvent;
use super::answer::Answer;
use super::parser::Token;

#[derive(Clone, Copy, Default)]
struct Held {
    shift: bool,
    alt: bool,
    ctrl: bool,
}

impl Held {
    /// From a parameter: 1 + bits. `None` when a modifier is held that no key of ours
    /// has (super, hyper, meta); the lock keys do not count.
    fn from_parameter(parameter: u32) -> Option<Self> {
        let bits = parameter.max(1) - 1;
        (bits & 0b11_1000 == 0).then_some(Self {
            shift: bits & 1 != 0,
            alt: bits & 2 != 0,
            ctrl: bits & 4 != 0,
        })
    }

    fn key(self, code: KeyCode) -> Key {
        let Self { shift, alt, ctrl } = self;
        let (code, shift) = match code {
            KeyCode::Char(c) if ctrl => (KeyCode::Char(lower(c)), false),
            KeyCode::Char(c) if shift => (KeyCode::Char(upper(c)), false),
            other => (other, shift),
        };
        Key {
            code,
            ctrl,
            alt,
            shift,
        }
    }
}

fn lower(c: char) -> char {
    let mut all = c.to_lowercase();
    all.next().filter(|_| all.next().is_none()).unwrap_or(c)
}

fn upper(c: char) -> char {
    let mut all = c.to_uppercase();
    all.next().filter(|_| all.next().is_none()).unwrap_or(c)
}

fn token(key: Key) -> Token {
    Token::Input(InputEvent::Key(key))
}

/// The key of a single character, as typed; `alt` when ESC came before it.
pub(super) fn character(c: char, alt: bool) -> Key {
    let key = match c {
        '\r' => Key::plain(KeyCode::Enter),
        '\t' => Key::plain(KeyCode::Tab),
        '\u{7f}' | '\u{8}' => Key::plain(KeyCode::Backspace),
        '\u{1b}' => Key::plain(KeyCode::Esc),
        '\0' => Key::ctrl(' '),
        // 0x01–0x1A are the letters; 0x1C–0x1F what stands 0x40 higher.
        '\u{1}'..='\u{1a}' => Key::ctrl(char::from(c as u8 + 0x60)),
        '\u{1c}'..='\u{1f}' => Key::ctrl(char::from(c as u8 + 0x40)),
        other => Key::char(other),
    };
    Key { alt, ..key }
}

/// `ESC O x`, with `alt` when another ESC came before it.
pub(super) fn ss3(byte: u8, alt: bool) -> Option<Token> {
    let held = Held {
        alt,
        ctrl: matches!(byte, b'a'..=b'd'),
        ..Held::default()
    };
    let code = match byte.to_ascii_uppercase() {
        b'M' => KeyCode::Enter,
        b'I' if byte == b'I' => KeyCode::Tab,
        // The keypad in application mode.
        b'J'..=b'Y' if byte.is_ascii_lowercase() => {
            return Some(token(held.key(KeyCode::Char(char::from(byte - 0x40)))));
        }
        other => letter(other)?,
    };
    Some(token(held.key(code)))
}

/// What a final letter means in `CSI … x` and `ESC O x`.
fn letter(byte: u8) -> Option<KeyCode> {
    Some(match byte {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::Function(byte - b'P' + 1),
        _ => return None,
    })
}

/// What a number means in `CSI n ~`.
fn tilde(number: u32) -> Option<KeyCode> {
    // VT220 leaves holes in the row of function keys.
    const FUNCTION: [u32; 20] = [
        11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34,
    ];
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        _ => {
            let at = FUNCTION.iter().position(|&n| n == number)?;
            KeyCode::Function(u8::try_from(at + 1).ok()?)
        }
    })
}

/// What a number means in `CSI n u` (kitty keyboard protocol).
fn unicode(number: u32) -> Option<KeyCode> {
    Some(match number {
        9 => KeyCode::Tab,
        13 | 57414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        57376..=57387 => KeyCode::Function(u8::try_from(number - 57376 + 13).ok()?),
        57399..=57408 => KeyCode::Char(char::from_digit(number - 57399, 10)?),
        57409..=57413 => KeyCode::Char(char::from(*b"./*-+".get(number as usize - 57409)?)),
        57415 => KeyCode::Char('='),
        57417 => KeyCode::Left,
        57418 => KeyCode::Right,
        57419 => KeyCode::Up,
        57420 => KeyCode::Down,
        57421 => KeyCode::PageUp,
        57422 => KeyCode::PageDown,
        57423 => KeyCode::Home,
        57424 => KeyCode::End,
        57425 => KeyCode::Insert,
        57426 => KeyCode::Delete,
        // Lock keys, modifiers, media keys.
        0xe000..=0xf8ff => return None,
        _ => KeyCode::Char(char::from_u32(number).filter(|c| !c.is_control())?),
    })
}

/// A control sequence without its introducer and final byte; `alt` when another ESC came
/// before it. `None`: it means nothing to us and must not become a key.
pub(super) fn csi(body: &str, last: u8, alt: bool) -> Option<Token> {
    let (private, rest) = match body.as_bytes().first() {
        Some(b'<'..=b'?') => body.split_at(1),
        _ => ("", body),
    };
    let parameters_end = rest
        .find(|c: char| matches!(c, ' '..='/'))
        .unwrap_or(rest.len());
    let (parameters, intermediate) = rest.split_at(parameters_end);
    // Each parameter's first number, and its second where it has one.
    let mut numbers = parameters.split(';').map(|p| {
        let mut parts = p.split(':').map(|n| n.parse::<u32>().unwrap_or(0));
        (parts.next().unwrap_or(0), parts.next().unwrap_or(0))
    });
    let first = numbers.next().unwrap_or_default().0;
    let (second, event) = numbers.next().unwrap_or_default();
    let third = numbers.next().unwrap_or_default().0;
    let count = parameters.split(';').count();

    match (private, intermediate, last) {
        ("?", "", b'c') => return Some(Token::Answer(Answer::Da1(parameters.into()))),
        (">", "", b'c') => return Some(Token::Answer(Answer::Da2(parameters.into()))),
        ("?", "", b'u') => {
            return Some(Token::Answer(Answer::KittyKeyboard(
                u16::try_from(first).unwrap_or(0),
            )));
        }
        ("", "$", b'y') => {
            return Some(Token::Answer(Answer::Mode {
                mode: u16::try_from(first).ok()?,
                state: u16::try_from(second).ok()?,
            }));
        }
        // Not the function key F3, which has a modifier: its first number is 1.
        ("", "", b'R') if count == 2 && first != 1 => {
            return Some(Token::Answer(Answer::Cursor {
                row: u16::try_from(first).ok()?,
                column: u16::try_from(second).ok()?,
            }));
        }
        ("<", "", b'M') => return mouse(first, second, third),
        ("<", "", b'm') if first & 0b1110_0011 == 0 => return mouse(RELEASED, second, third),
        ("", "", _) => {}
        _ => return None,
    }
    // Releases (event 3) are no presses; `CSI n ; n R` is a cursor position, not F3.
    if event == 3 || (last == b'R' && count > 1) {
        return None;
    }
    let mut held = Held::from_parameter(second)?;
    held.alt |= alt;
    let code = match last {
        b'~' if first == 27 && count == 3 => unicode(third)?,
        b'~' => tilde(first)?,
        b'^' => {
            held.ctrl = true;
            tilde(first)?
        }
        b'@' => {
            (held.ctrl, held.shift) = (true, true);
            tilde(first)?
        }
        b'u' => unicode(first)?,
        b'Z' => {
            held.shift = true;
            KeyCode::Tab
        }
        b'a'..=b'd' => {
            held.shift = true;
            letter(last.to_ascii_uppercase())?
        }
        _ => letter(last)?,
    };
    Some(token(held.key(code)))
}

/// The button of a release in the old report, which does not say which one it was.
const RELEASED: u32 = 3;

/// The main button or the wheel (XTerm's SGR mouse; `x` and `y` are 1-based).
pub(super) fn mouse(button: u32, x: u32, y: u32) -> Option<Token> {
    // Shift, alt and ctrl (4, 8, 16) do not matter; 32 is motion with a button down.
    let kind = match button & !0b1_1100 {
        0 => MouseKind::Press,
        32 => MouseKind::Drag,
        RELEASED => MouseKind::Release,
        64 => MouseKind::WheelUp,
        65 => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Token::Input(InputEvent::Mouse(Mouse {
        kind,
        x: u16::try_from(x.checked_sub(1)?).ok()?,
        y: u16::try_from(y.checked_sub(1)?).ok()?,
    })))
}
