//! What `term` may write, and nothing else: every byte of a session is read.

/// Control sequences without `CSI`, digits aside: `#` is a number.
const CSI: &[&str] = &[
    "#l",   // explicit mode (8l; checked below)
    "#h",   // implicit mode
    "?#h",  // modes, checked below
    "?#l",  //
    "#J",   // erase
    "#K",   // erase a row: the doctor makes rows in another mode
    "#;#H", // cursor
    "#C",   // cursor to the right
    "C",    //
    ">#u",  // keyboard, pushed
    "<#u",  // keyboard, popped
    "#$p",  // is there a mode 8?
    ">q",   // name and version?
    ">c",   // secondary attributes?
    "=c",   // tertiary attributes?
    "#n",   // where is the cursor?
    "?u",   // kitty keyboard?
    "c",    // primary attributes?
];
const MODES: &[&str] = &["8", "25", "1000", "1002", "1006", "1049", "2004", "2026"];

/// Panics at the first byte that `term` does not send.
#[track_caller]
pub fn assert_only_known_sequences(bytes: &[u8]) {
    if let Err(what) = check(bytes) {
        panic!("{what}");
    }
}

/// Says what is wrong and where.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|e| format!("not UTF-8: {e}"))?;
    let mut rest = text;
    let mut alternate = false;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        let wrong = |what: &str| {
            let near: String = rest.chars().take(40).collect();
            Err(format!("{what} at byte {at}: {near:?}"))
        };
        if let Some(body) = rest.strip_prefix("\x1b[") {
            let Some(end) = body.find(|c| matches!(c, '@'..='~')) else {
                return wrong("an unfinished control sequence");
            };
            let (sequence, after) = body.split_at(end + 1);
            if !csi(sequence) {
                return wrong("an unknown control sequence");
            }
            match sequence {
                "?1049h" => alternate = true,
                "?1049l" => alternate = false,
                _ => {}
            }
            rest = after;
        } else if let Some(body) = rest.strip_prefix("\x1b]") {
            let ends = [
                body.find("\x1b\\").map(|e| (e, 2)),
                body.find('\x07').map(|e| (e, 1)),
            ];
            let Some((end, length)) = ends.into_iter().flatten().min() else {
                return wrong("an unfinished string");
            };
            if !osc(&body[..end]) {
                return wrong("an unknown string");
            }
            rest = &body[end + length..];
        } else {
            let line_end = matches!(c, '\r' | '\n') && !alternate;
            let bidi = matches!(c, '\u{61c}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            if (c.is_control() && !line_end) || bidi || matches!(c, '\u{2028}' | '\u{2029}') {
                return wrong("a control");
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    Ok(())
}

fn csi(sequence: &str) -> bool {
    let mut shape = String::new();
    for c in sequence.chars() {
        match c {
            '0'..='9' if shape.ends_with('#') => {}
            '0'..='9' => shape.push('#'),
            c => shape.push(c),
        }
    }
    let number: String = sequence.chars().filter(char::is_ascii_digit).collect();
    match shape.as_str() {
        "#l" | "#h" | "#$p" => number == "8",
        "?#h" | "?#l" => MODES.contains(&number.as_str()) && number != "8",
        ">#u" | "<#u" => number == "1",
        "#J" => number == "2",
        "#n" => number == "6",
        other if other.ends_with('m') => other.chars().all(|c| matches!(c, '#' | ';' | 'm')),
        other => CSI.contains(&other),
    }
}

fn osc(body: &str) -> bool {
    if let Some((parameters, text)) = body.strip_prefix("66;").and_then(|b| b.split_once(';')) {
        let mut known = ["w=1", "w=2"]
            .iter()
            .flat_map(|w| (0..3).map(move |h| format!("{w}:h={h}")));
        let question = (parameters, text) == ("w=2", " ");
        return question || known.any(|k| k == parameters) && !text.contains(char::is_control);
    }
    let printable = body.bytes().all(|b| matches!(b, 0x20..=0x7e));
    if !printable {
        return false;
    }
    if let Some(link) = body.strip_prefix("8;") {
        let Some((parameters, url)) = link.split_once(';') else {
            return false;
        };
        let schemes = ["http:", "https:", "mailto:"];
        let lower = url.to_ascii_lowercase();
        return url.is_empty() && parameters.is_empty()
            || parameters.starts_with("id=") && schemes.iter().any(|s| lower.starts_with(s));
    }
    if let Some(copy) = body.strip_prefix("52;c;") {
        return copy
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='));
    }
    matches!(body, "11;?" | "5379;use_ctl=false" | "5379;use_ctl=true")
}

#[test]
fn planted_faults_are_seen() {
    for good in [
        "\x1b[8l\x1b[?1049h\x1b[2J\x1b[1;1H\x1b[38;2;1;2;3;1mسَل\u{200e}\x1b[4C\x1b[0m\x1b[?1049l",
        "\x1b]8;id=a;https://x/\x1b\\a\x1b]8;;\x1b\\",
        "\x1b]52;c;YQ==\x1b\\",
        "\x1b]66;w=1:h=2;ﻜ\u{651}\x07",
        "error: no such file\r\n",
    ] {
        assert_eq!(check(good.as_bytes()), Ok(()), "{good:?}");
    }
    for bad in [
        "\x1b[3J",
        "\x1b[?1003h",
        "\x1b[5n",
        "\x1b[1;1r",
        "\x1bc",
        "\x1b]0;title\x07",
        "\x1b]8;id=a;file:///x\x1b\\",
        "\x1b]52;c;?\x07",
        "\x1b]66;s=2;a\x07",
        "\x1b]66;w=1:h=2;a\x1b[2J\x07",
        "\x1b]8;id=a;https://x/",
        "\x1bP1\x1b\\",
        "\u{9b}2J",
        "a\u{202e}b",
        "a\u{2028}b",
        "a\tb",
        "a\x07b",
        "\x1b[?1049ha\nb",
    ] {
        assert!(check(bad.as_bytes()).is_err(), "{bad:?}");
    }
    assert!(check(b"\xff").is_err());
}
