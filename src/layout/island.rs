//! Latin islands: addresses, paths, handles and signed numbers, which right-to-left text
//! shows as one thing.
//!
//! UAX #9 knows no addresses: the slash at the end of `/usr/share/` belongs to the Arabic
//! words around it and goes to the other side, and so does the sign of `-5`. Its clause 4.3
//! lets a higher-level protocol mend that. An address is resolved as if a mark of direction
//! (U+200E) stood on both its sides (HL3); the sign before a number as one of its digits,
//! which is where CLDR's patterns for Arabic, Persian and Hebrew put it.
//!
//! What is not clearly an island stays as the standard has it: dashes, ranges, enumerations
//! (`1/`, `5-`), percent signs, currency, Arabic-Indic numbers, what is glued to a
//! right-to-left letter, and all that the writer has embedded or isolated.

#[cfg(test)]
mod tests;

use std::ops::Range;

use unicode_bidi::BidiClass;

use crate::layout::effort;
use crate::text::class::BidiTable;

/// Whether Latin islands are kept whole in right-to-left text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Islands {
    /// `/usr/share/`, `https://example.org/a/`, `@name`, `C++` and `-5` show their signs
    /// where a left-to-right reader looks for them.
    #[default]
    Whole,
    /// Everything is ordered by UAX #9 alone.
    Plain,
}

/// A part of a text that is resolved as one scalar of another class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Island {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    /// What its scalars count as: `L`, or `EN` for a sign before digits.
    pub(crate) class: BidiClass,
}

/// The islands of `text`, in order.
pub(crate) fn find(text: &str) -> Vec<Island> {
    let bytes = text.as_bytes();
    let table = BidiTable::new();
    let mut found = Vec::new();
    let mut embedded = Embedded::default();
    let mut at = 0;
    while let Some(ahead) = bytes.get(at..) {
        let Some(quiet) = ahead.iter().position(|byte| !is_quiet(*byte)) else {
            break;
        };
        at += quiet;
        let byte = bytes[at];
        match byte {
            b'!'..=b'~' => {}
            0..=0x7F => {
                if matches!(byte, b'\n' | b'\r' | 0x1C..=0x1E) {
                    embedded = Embedded::default();
                }
                at += 1;
                continue;
            }
            _ => {
                let c = char_at(text, at);
                let class = table.of(c);
                if !is_letter(c, class) && c != MINUS {
                    embedded.meet(class);
                    at += c.len_utf8();
                    continue;
                }
            }
        }
        let start = at;
        at = end_of_word(text, start, table);
        effort::count(at - start);
        if embedded.is_none() && !is_simple(&bytes[start..at]) {
            found.extend(Word::new(text, start..at).island());
        }
    }
    found
}

/// True for what stands outside islands and changes nothing: spaces, the letters of Hebrew
/// and Arabic.
const fn is_quiet(byte: u8) -> bool {
    matches!(byte, b' ' | 0x80..=0xBF | 0xD7..=0xDB)
}

/// True for what most words are, letters and digits without a sign but those around them.
fn is_simple(bytes: &[u8]) -> bool {
    let leading = bytes.iter().take_while(|byte| opens(**byte)).count();
    let rest = &bytes[leading..];
    let end = rest.iter().rposition(|byte| !closes(*byte));
    let core = end.map_or(&rest[..0], |last| &rest[..=last]);
    core.len() < 2 || core.iter().all(u8::is_ascii_alphanumeric)
}

const fn opens(byte: u8) -> bool {
    matches!(byte, b'(' | b'[' | b'{' | b'<' | b'"' | b'\'' | b'`')
}

const fn stops(byte: u8) -> bool {
    matches!(
        byte,
        b'.' | b',' | b';' | b':' | b'!' | b'?' | b'"' | b'\'' | b'`' | b'>'
    )
}

const fn closes(byte: u8) -> bool {
    stops(byte) || matches!(byte, b')' | b']' | b'}')
}

const MINUS: char = '\u{2212}';

/// The scalar at a byte that begins one.
fn char_at(text: &str, at: usize) -> char {
    text.get(at..)
        .and_then(|rest| rest.chars().next())
        .unwrap_or(' ')
}

/// True for letters that run from left to right; a mark of direction is none.
fn is_letter(c: char, class: BidiClass) -> bool {
    class == BidiClass::L && c != '\u{200E}'
}

/// Where a run of left-to-right letters, their marks and ASCII signs ends.
fn end_of_word(text: &str, start: usize, table: BidiTable) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        at += match byte {
            b'!'..=b'~' => 1,
            0..=0x7F | 0xD7..=0xDB => break,
            _ => {
                let c = char_at(text, at);
                let class = table.of(c);
                let own = is_letter(c, class) || class == BidiClass::NSM || c == MINUS;
                if !own {
                    break;
                }
                c.len_utf8()
            }
        };
    }
    at
}

/// How deep the writer's own embeddings and isolates go.
#[derive(Default)]
struct Embedded {
    isolates: usize,
    embeddings: usize,
}

impl Embedded {
    fn meet(&mut self, class: BidiClass) {
        use BidiClass::{B, FSI, LRE, LRI, LRO, PDF, PDI, RLE, RLI, RLO};
        match class {
            LRI | RLI | FSI => self.isolates += 1,
            PDI => self.isolates = self.isolates.saturating_sub(1),
            // What is opened in an isolate ends with it.
            LRE | RLE | LRO | RLO if self.isolates == 0 => self.embeddings += 1,
            PDF if self.isolates == 0 => self.embeddings = self.embeddings.saturating_sub(1),
            B => *self = Self::default(),
            _ => {}
        }
    }

    const fn is_none(&self) -> bool {
        self.isolates == 0 && self.embeddings == 0
    }
}

/// A word without what wraps it: brackets, quotation marks, the stops of a sentence.
struct Word<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    /// Nothing is glued to its start, or to its end.
    free_start: bool,
    free_end: bool,
    /// The clitic that is all that is glued to its start.
    clitic: Option<char>,
}

impl<'t> Word<'t> {
    fn new(text: &'t str, run: Range<usize>) -> Self {
        let bytes = &text.as_bytes()[run.clone()];
        let leading = bytes.iter().take_while(|byte| opens(**byte)).count();
        let trailing = trailing(&bytes[leading..]);
        let before = text[..run.start].chars().next_back();
        let after = text[run.end..].chars().next();
        Self {
            text,
            start: run.start + leading,
            end: run.end - trailing,
            free_start: leading > 0 || before.is_none_or(parts),
            free_end: trailing > 0 || after.is_none_or(parts),
            clitic: (leading == 0).then(|| clitic(&text[..run.start])).flatten(),
        }
    }

    fn island(&self) -> Option<Island> {
        let core = &self.text[self.start..self.end];
        let alone = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii();
        if let Some(sign) = self.sign(core) {
            return Some(Island {
                range: self.start..self.start + sign,
                class: BidiClass::EN,
            });
        }
        let whole = |range| Island {
            range,
            class: BidiClass::L,
        };
        if let Some(found) = address(core) {
            let range = self.start + found.start..self.start + found.end;
            return (self.free_end || range.end < self.end).then(|| whole(range));
        }
        let first = core.find(alone)?;
        let last = core.rfind(alone)?;
        let (lead, rest) = core.split_at(first);
        let behind = last - first + rest[last - first..].chars().next()?.len_utf8();
        let (name, tail) = rest.split_at(behind);
        if !core.contains(|c: char| c.is_ascii_alphabetic() || !c.is_ascii())
            || core.contains(MINUS)
            || name.contains(['(', ')', '[', ']', '{', '}', '<', '>', '"'])
        {
            return None;
        }
        let starts = lead.is_empty()
            || (self.free_start || self.clitic.is_some()) && leads(lead, name, tail);
        let ends = tail.is_empty() || self.free_end && trails(lead, name, tail);
        let needed = !lead.is_empty() || !tail.is_empty() || is_address_or_file(name);
        (starts && ends && needed && (!lead.is_empty() || may_begin(name)))
            .then(|| whole(self.start..self.end))
    }

    /// The length of the sign of a number that has one: `-5`, `+3.5`, `−12`, `-5%`. Behind
    /// another number it may mean a range or a sum.
    fn sign(&self, core: &str) -> Option<usize> {
        let number = core.strip_prefix(['-', '+', MINUS])?;
        let sign = core.len() - number.len();
        let mut rest = number.strip_prefix(|c: char| c.is_ascii_digit())?;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            match rest.strip_prefix(['.', ',']) {
                Some(part) if part.starts_with(|c: char| c.is_ascii_digit()) => rest = part,
                _ => break,
            }
        }
        let after = self.text[self.end..].chars().next();
        let unit = |c: char| matches!(c, '%' | '°' | '‰' | '٪' | '€' | '£' | '₪' | '﷼' | '$');
        let ends = match rest {
            "" => self.free_end || after.is_some_and(unit),
            "%" | "$" => true,
            _ => false,
        };
        let before = self.text[..self.start].trim_end().chars().next_back();
        // “From -5 and +5”; in Hebrew, and behind other letters, it is a hyphen: ב-12.
        let starts = self.free_start || self.clitic == Some('و');
        (ends && starts && !before.is_some_and(char::is_numeric)).then_some(sign)
    }
}

/// The letter that a text ends with, if it is a word of one letter, written together with
/// the next: “and”, “in”, “to”; also with a tatweel.
fn clitic(text: &str) -> Option<char> {
    let text = text.strip_suffix('ـ').unwrap_or(text);
    let mut letters = text.chars().rev();
    let letter = letters.next()?;
    let known = matches!(
        letter,
        'و' | 'ف' | 'ب' | 'ل' | 'ك' | 'ו' | 'ב' | 'ל' | 'כ' | 'מ' | 'ה' | 'ש'
    );
    (known && letters.next().is_none_or(parts)).then_some(letter)
}

/// True for what stands between words.
fn parts(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '،' | '؛'
                | '؟'
                | '۔'
                | '«'
                | '»'
                | '‹'
                | '›'
                | '“'
                | '”'
                | '„'
                | '‘'
                | '’'
                | '…'
        )
        || matches!(c, '–' | '—' | '־' | '״' | '׳')
}

/// How many bytes at the end of a word are stops, quotation marks and brackets that it did
/// not open.
fn trailing(bytes: &[u8]) -> usize {
    let mut end = bytes.len();
    let count = |byte: u8| bytes.iter().filter(|own| **own == byte).count();
    // Brackets of each kind that close more than was opened.
    let surplus = |open: u8, close: u8| count(close).saturating_sub(count(open));
    let mut round = surplus(b'(', b')');
    let mut square = surplus(b'[', b']');
    let mut brace = surplus(b'{', b'}');
    while let Some(byte) = end.checked_sub(1).map(|at| bytes[at]) {
        let left = match byte {
            stop if stops(stop) => {
                end -= 1;
                continue;
            }
            b')' => &mut round,
            b']' => &mut square,
            b'}' => &mut brace,
            _ => break,
        };
        if *left == 0 {
            break;
        }
        *left -= 1;
        end -= 1;
    }
    bytes.len() - end
}

/// An address: `https://…`, `mailto:…`. It ends at a bracket that has no fellow in it
/// (`[name](https://…)`), and at what no address has in it.
fn address(core: &str) -> Option<Range<usize>> {
    let bytes = core.as_bytes();
    let start = match core.find("://") {
        Some(colon) => {
            let scheme = bytes[..colon].iter().rev().take_while(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
            });
            let start = colon - scheme.count();
            if !bytes[start].is_ascii_alphabetic() || bytes.len() == colon + 3 {
                return None;
            }
            start
        }
        None if core.starts_with("mailto:") && core.contains('@') => 0,
        None => return None,
    };
    // The brackets that are open, outermost first, each with what closes it.
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut end = bytes.len();
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'(' => open.push((at, b')')),
            b'[' => open.push((at, b']')),
            b'{' => open.push((at, b'}')),
            b')' | b']' | b'}' if open.last().is_some_and(|(_, own)| own == byte) => {
                open.pop();
            }
            b')' | b']' | b'}' | b'"' | b'<' | b'>' | b'`' => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    // What it does not close belongs to the words behind it.
    let end = open.first().map_or(end, |(at, _)| *at);
    Some(start..end - trailing(&bytes[start..end]))
}

/// True for signs with which an island begins, before a `name`.
fn leads(lead: &str, name: &str, tail: &str) -> bool {
    let first = name.chars().next().unwrap_or(' ');
    let letter = !first.is_ascii_digit();
    match lead {
        // Between two names a slash stands for “or”: /NATO alone is no path.
        "/" => first.is_ascii_lowercase() || name.contains('/') || tail.starts_with('/'),
        "." | "*." => first.is_ascii_lowercase() && name.len() > 1,
        "@" | "@_" | "#_" | "--" => true,
        "#" => letter,
        "-" => letter && name.len() == 1 && tail.is_empty(),
        "\\\\" => name.contains('\\'),
        _ => {
            lead.bytes().all(|byte| byte == b'_')
                || lead.contains('/') && lead.bytes().all(|byte| matches!(byte, b'.' | b'/' | b'~'))
        }
    }
}

/// True for signs with which an island ends, behind a `name`.
fn trails(lead: &str, name: &str, tail: &str) -> bool {
    let path = lead.contains('/') || name.contains('/');
    let last = name.chars().next_back().unwrap_or(' ');
    match tail {
        "/" => path || name.contains('.'),
        "/*" => true,
        "\\" => name.contains(":\\") || name.contains('\\'),
        "+" | "++" => lead.is_empty() && name.chars().any(char::is_alphabetic),
        "#" => lead.is_empty() && name.len() <= 2 && last.is_ascii_alphabetic(),
        "()" | "[]" => name.starts_with(|c: char| c.is_ascii_alphabetic()),
        _ => tail.bytes().all(|byte| byte == b'_'),
    }
}

/// True for names that begin with a letter, or with a digit but are no enumeration (`1/NATO/`).
fn may_begin(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit()) || name.contains(['.', '@'])
}

/// True for names that begin with a digit and need no sign to be known: `7@example.org`,
/// `2024-report.pdf`, `01.mp3`; not `1.NATO` and not `5-10`.
fn is_address_or_file(name: &str) -> bool {
    if !name.starts_with(|c: char| c.is_ascii_digit()) {
        // Letters hold together without help.
        return false;
    }
    if let Some((user, host)) = name.split_once('@') {
        return !user.is_empty() && host.contains('.');
    }
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return false;
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let short = (2..=5).contains(&ending.len())
        && ending
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        && ending.bytes().any(|b| b.is_ascii_lowercase());
    let number = stem.bytes().all(|byte| byte.is_ascii_digit());
    short && stem.bytes().all(plain) && (!number || ending.bytes().any(|b| b.is_ascii_digit()))
}
