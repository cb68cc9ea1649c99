use super::*;
use crate::app::key::{Key, KeyCode, Mouse, MouseKind};

fn event(token: Token) -> InputEvent {
    match token {
        Token::Input(event) => event,
        Token::Answer(answer) => panic!("an answer: {answer:?}"),
    }
}

fn key(key: Key) -> Token {
    Token::Input(InputEvent::Key(key))
}

fn plain(code: KeyCode) -> Token {
    key(Key::plain(code))
}

fn with(code: KeyCode, modifiers: &str) -> Token {
    key(Key {
        code,
        ctrl: modifiers.contains('c'),
        alt: modifiers.contains('a'),
        shift: modifiers.contains('s'),
    })
}

/// Everything that the bytes mean, whole, once all waits are over.
fn whole(bytes: &[u8]) -> Vec<Token> {
    let now = Instant::now();
    let mut parser = Parser::new(now);
    let mut tokens = parser.feed(bytes, now);
    tokens.extend(parser.expire(now + ANSWER_WAIT));
    assert_eq!(parser.deadline(), None, "{bytes:?} leaves nothing behind");
    tokens
}

/// The same, byte by byte, `pause` between them.
fn in_pieces(parser: &mut Parser, bytes: &[u8], pause: Duration, start: Instant) -> Vec<Token> {
    let mut now = start;
    let mut tokens = Vec::new();
    for byte in bytes {
        tokens.extend(parser.feed(&[*byte], now));
        now += pause;
    }
    tokens.extend(parser.expire(now + ANSWER_WAIT));
    tokens
}

fn table() -> Vec<(&'static [u8], Vec<Token>)> {
    use KeyCode::*;
    let char = |c| key(Key::char(c));
    let mouse = |kind, x, y| Token::Input(InputEvent::Mouse(Mouse { kind, x, y }));
    vec![
        (b"j", vec![char('j')]),
        (b"\r", vec![plain(Enter)]),
        (b"\n", vec![key(Key::ctrl('j'))]),
        (b"\t", vec![plain(Tab)]),
        (b"\x7f", vec![plain(Backspace)]),
        (b"\x03", vec![key(Key::ctrl('c'))]),
        (b"\x0f", vec![key(Key::ctrl('o'))]),
        (b"\x1a", vec![key(Key::ctrl('z'))]),
        (
            b"\x1c\x1d\x1e\x1f",
            vec!['\\', ']', '^', '_']
                .into_iter()
                .map(|c| key(Key::ctrl(c)))
                .collect(),
        ),
        (b"\0", vec![key(Key::ctrl(' '))]),
        (
            "لاé🐫".as_bytes(),
            vec![char('ل'), char('ا'), char('é'), char('🐫')],
        ),
        (b"\xff\xc3(", vec![char('(')]),
        ("\u{85}".as_bytes(), vec![]),
        (b"\x1b", vec![plain(Esc)]),
        (b"\x1b\x1b", vec![plain(Esc), plain(Esc)]),
        (b"\x1bo", vec![with(Char('o'), "a")]),
        (b"\x1bO", vec![with(Char('O'), "a")]),
        (b"\x1b[", vec![with(Char('['), "a")]),
        (b"\x1bP", vec![with(Char('P'), "a")]),
        (b"\x1b]", vec![with(Char(']'), "a")]),
        (b"\x1bPx", vec![with(Char('P'), "a"), char('x')]),
        (b"\x1b\r", vec![with(Enter, "a")]),
        (b"\x1b\x7f", vec![with(Backspace, "a")]),
        ("\u{1b}ش".as_bytes(), vec![with(Char('ش'), "a")]),
        (
            b"\x1b[A\x1b[B\x1b[C\x1b[D",
            vec![plain(Up), plain(Down), plain(Right), plain(Left)],
        ),
        (
            b"\x1bOA\x1bOD\x1bOH\x1bOF",
            vec![plain(Up), plain(Left), plain(Home), plain(End)],
        ),
        (
            b"\x1bOP\x1bOS",
            vec![plain(Function(1)), plain(Function(4))],
        ),
        (b"\x1bOp\x1bOM", vec![char('0'), plain(Enter)]),
        (
            b"\x1b[[A\x1b[[E",
            vec![plain(Function(1)), plain(Function(5))],
        ),
        (
            b"\x1b[1~\x1b[4~\x1b[7~\x1b[8~",
            vec![plain(Home), plain(End), plain(Home), plain(End)],
        ),
        (
            b"\x1b[2~\x1b[3~\x1b[5~\x1b[6~",
            vec![plain(Insert), plain(Delete), plain(PageUp), plain(PageDown)],
        ),
        (
            b"\x1b[11~\x1b[15~\x1b[17~\x1b[24~",
            vec![
                plain(Function(1)),
                plain(Function(5)),
                plain(Function(6)),
                plain(Function(12)),
            ],
        ),
        (
            b"\x1b[1;3D\x1b[1;5C\x1b[1;2A\x1b[5;5~",
            vec![
                with(Left, "a"),
                with(Right, "c"),
                with(Up, "s"),
                with(PageUp, "c"),
            ],
        ),
        (b"\x1b\x1b[D", vec![with(Left, "a")]),
        (
            b"\x1b[d\x1bOd\x1b[5^",
            vec![with(Left, "s"), with(Left, "c"), with(PageUp, "c")],
        ),
        (b"\x1b[Z", vec![with(Tab, "s")]),
        (b"\x1b[27;5;105~", vec![with(Char('i'), "c")]),
        (b"\x1b[105;5u", vec![with(Char('i'), "c")]),
        (b"\x1b[27u\x1b[9;2u", vec![plain(Esc), with(Tab, "s")]),
        (
            b"\x1b[97;4u\x1b[97;6u",
            vec![with(Char('A'), "a"), with(Char('a'), "c")],
        ),
        (
            b"\x1b[97;69u\x1b[97;5:2u\x1b[97;5:3u",
            vec![with(Char('a'), "c"), with(Char('a'), "c")],
        ),
        (b"\x1b[97;9u\x1b[57441;1u", vec![]),
        ("\u{1b}[1575;3u".as_bytes(), vec![with(Char('ا'), "a")]),
        (
            b"\x1b[<0;1;1M\x1b[<0;1;1m",
            vec![
                mouse(MouseKind::Press, 0, 0),
                mouse(MouseKind::Release, 0, 0),
            ],
        ),
        (
            b"\x1b[<64;300;2M\x1b[<65;3;40M",
            vec![
                mouse(MouseKind::WheelUp, 299, 1),
                mouse(MouseKind::WheelDown, 2, 39),
            ],
        ),
        (
            b"\x1b[<2;1;1M\x1b[<2;1;1m\x1b[<32;4;5M\x1b[<0;0;0M",
            vec![mouse(MouseKind::Drag, 3, 4)],
        ),
        (
            b"\x1b[<0;1;1M\x1b[<0;1;1M\x1b[M#!!",
            vec![
                mouse(MouseKind::Press, 0, 0),
                mouse(MouseKind::Double, 0, 0),
                mouse(MouseKind::Release, 0, 0),
            ],
        ),
        (b"\x1b[M !!", vec![mouse(MouseKind::Press, 0, 0)]),
        (
            b"\x1b[200~a\r\nb\x1b[A\rc\x1b[201~q",
            vec![
                Token::Input(InputEvent::Paste("a\nb\x1b[A\nc".into())),
                char('q'),
            ],
        ),
        (b"\x1b[I\x1b[O\x1b[5n\x1b[1;5R", vec![]),
        (
            b"\x1b[2;3R",
            vec![Token::Answer(Answer::Cursor { row: 2, column: 3 })],
        ),
        (b"\x1b[999999999999u\x1b[;;;;~", vec![]),
        (
            b"\x1b[?64;1;2c",
            vec![Token::Answer(Answer::Da1("64;1;2".into()))],
        ),
        (
            b"\x1b[>41;379;0c",
            vec![Token::Answer(Answer::Da2("41;379;0".into()))],
        ),
        (
            b"\x1b[8;1$y",
            vec![Token::Answer(Answer::Mode { mode: 8, state: 1 })],
        ),
        (b"\x1b[?2026;2$y", vec![]),
        (b"\x1b[?0u", vec![Token::Answer(Answer::KittyKeyboard(0))]),
        (
            b"\x1bP>|XTerm(379)\x1b\\",
            vec![Token::Answer(Answer::XtVersion("XTerm(379)".into()))],
        ),
        (
            b"\x1bP1+r544e=666F6F74\x1b\\",
            vec![Token::Answer(Answer::Other)],
        ),
        (
            b"\x1bP!|7E565445\x1b\\",
            vec![Token::Answer(Answer::Da3("7E565445".into()))],
        ),
        (
            b"\x1b]11;rgb:0000/0000/0000\x07j",
            vec![Token::Answer(Answer::Background(0, 0, 0)), char('j')],
        ),
        (
            b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\j",
            vec![Token::Answer(Answer::Background(255, 255, 255)), char('j')],
        ),
        (b"\x1b_Gi=1;OK\x1b\\", vec![Token::Answer(Answer::Other)]),
        // A string that is cut off by a key.
        (b"\x1b]11;rgb\x1b[A", vec![plain(Up)]),
    ]
}

#[test]
fn every_row_whole() {
    for (bytes, want) in table() {
        assert_eq!(whole(bytes), want, "{}", bytes.escape_ascii());
    }
}

#[test]
fn every_row_byte_by_byte() {
    for (bytes, want) in table() {
        let now = Instant::now();
        let mut parser = Parser::new(now);
        let pause = Duration::from_millis(1);
        let got = in_pieces(&mut parser, bytes, pause, now);
        assert_eq!(got, want, "{}", bytes.escape_ascii());
    }
}

#[test]
fn owed_answers_in_pieces_with_pauses_are_no_keys() {
    let answers: [&[u8]; 4] = [
        b"\x1bP>|XTerm(379)\x1b\\",
        b"\x1b]11;rgb:0/0/0\x07",
        b"\x1b[8;2$y",
        b"\x1b[>41;379;0c",
    ];
    for bytes in answers {
        let now = Instant::now();
        let mut parser = Parser::new(now);
        parser.expect_answers(now + ANSWER_WAIT);
        // As long as the string itself may take, a pause between any two bytes.
        let pause = ANSWER_WAIT / (u32::try_from(bytes.len()).unwrap() + 1);
        assert!(pause >= ESCAPE_WAIT - Duration::from_millis(5));
        let got = in_pieces(&mut parser, bytes, pause, now);
        assert!(
            matches!(got.as_slice(), [Token::Answer(_)]),
            "{}: {got:?}",
            bytes.escape_ascii()
        );
    }
}

/// Everything that the questions of the probe may bring, as terminals write it.
const ANSWERS: [&[u8]; 12] = [
    b"\x1b[8;1$y",
    b"\x1bP>|kitty(0.48.2)\x1b\\",
    b"\x1bP>|Konsole 22.12.3\x1b\\",
    b"\x1b[>41;379;0c",
    b"\x1b[>1;4000;48c",
    b"\x1bP!|7E565445\x1b\\",
    b"\x1b[?0u",
    b"\x1b]11;rgb:ffff/ffff/dddd\x1b\\",
    b"\x1b]11;rgb:0000/0000/0000\x07",
    b"\x1b[2;3R",
    b"\x1b[?62;52;c",
    b"\x1b[?6c",
];

#[test]
fn answers_that_come_late_are_never_keys() {
    for late in [300, 2000, 5000].map(Duration::from_millis) {
        for pause in [0, 1, 10].map(Duration::from_millis) {
            for bytes in ANSWERS {
                let asked = Instant::now();
                let mut parser = Parser::new(asked);
                parser.expect_answers(asked + Duration::from_millis(250) + ANSWER_WAIT);
                // The clock runs as it does for the thread: what is due is done.
                let mut tokens = Vec::new();
                let mut now = asked + late;
                if pause.is_zero() {
                    tokens.extend(parser.feed(bytes, now));
                } else {
                    for byte in bytes {
                        if parser.deadline().is_some_and(|at| at <= now) {
                            tokens.extend(parser.expire(now));
                        }
                        tokens.extend(parser.feed(&[*byte], now));
                        now += pause;
                    }
                }
                tokens.extend(parser.expire(now + ANSWER_WAIT));
                assert!(
                    matches!(tokens.as_slice(), [Token::Answer(_)]),
                    "{} {late:?} late, {pause:?} apart: {tokens:?}",
                    bytes.escape_ascii()
                );
                let after = now + ANSWER_WAIT;
                assert_eq!(parser.feed(b"j", after), [key(Key::char('j'))]);
            }
        }
    }
}

#[test]
fn an_answer_that_comes_late_and_pauses_is_no_key() {
    for bytes in ANSWERS {
        let asked = Instant::now();
        let mut parser = Parser::new(asked);
        parser.expect_answers(asked + ANSWER_WAIT);
        let mut now = asked + 5 * ANSWER_WAIT;
        assert_eq!(parser.expire(now), []);
        // ESC alone is the Escape key by then; what it begins has its time.
        let (begin, rest) = bytes.split_at(2);
        assert_eq!(parser.feed(begin, now), []);
        now += 4 * ESCAPE_WAIT;
        assert_eq!(parser.expire(now), []);
        let got = parser.feed(rest, now);
        assert!(matches!(got[..], [Token::Answer(_)]), "{got:?}");
    }
    // Where all has been said, Alt with a bracket waits no longer than Escape.
    let now = Instant::now();
    let mut parser = Parser::new(now);
    parser.expect_answers(now + ANSWER_WAIT);
    parser.feed(b"\x1b[?62;c", now);
    let later = now + 2 * ANSWER_WAIT;
    parser.expire(later);
    assert_eq!(parser.feed(b"\x1b[", later), []);
    assert_eq!(parser.deadline(), Some(later + ESCAPE_WAIT));
}

#[test]
fn an_answer_that_never_ends_is_dropped_after_a_second() {
    let now = Instant::now();
    let mut parser = Parser::new(now);
    assert_eq!(parser.feed(b"\x1bP>|XTerm(", now), []);
    assert_eq!(parser.deadline(), Some(now + ANSWER_WAIT));
    let late = now + ANSWER_WAIT;
    assert_eq!(
        parser.feed(b"j", late),
        [key(Key::char('j'))],
        "the reader's keys work again"
    );
}

#[test]
fn an_endless_string_takes_no_memory() {
    let now = Instant::now();
    let mut parser = Parser::new(now);
    parser.feed(b"\x1b]11;", now);
    for _ in 0..100 {
        assert_eq!(parser.feed(&[b'x'; 1000], now), []);
    }
    assert!(parser.buffer.len() <= STRING_LIMIT);
    assert_eq!(
        parser.feed(b"\x07", now),
        [Token::Answer(Answer::Other)],
        "its end is still its end"
    );
}

#[test]
fn a_paste_is_bounded_and_still_ends() {
    let now = Instant::now();
    let mut parser = Parser::new(now);
    parser.feed(b"\x1b[200~", now);
    parser.feed(&vec![b'x'; PASTE_LIMIT + 10], now);
    let tokens = parser.feed(b"\x1b[201~k", now);
    let events: Vec<_> = tokens.into_iter().map(event).collect();
    assert_eq!(events.len(), 2);
    assert!(matches!(&events[0], InputEvent::Paste(t) if t.len() == PASTE_LIMIT));
    assert_eq!(events[1], InputEvent::Key(Key::char('k')));
}

#[test]
fn escape_waits_for_the_fence_only() {
    let now = Instant::now();
    let mut parser = Parser::new(now);
    parser.expect_answers(now + ANSWER_WAIT);
    parser.feed(b"\x1b", now);
    assert_eq!(parser.deadline(), Some(now + ANSWER_WAIT));
    parser.feed(b"[?6c", now);
    parser.feed(b"\x1b", now);
    assert_eq!(parser.deadline(), Some(now + ESCAPE_WAIT));
    assert_eq!(parser.expire(now + ESCAPE_WAIT), [plain(KeyCode::Esc)]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        failure_persistence: None,
        ..proptest::prelude::ProptestConfig::default()
    })]

    #[test]
    fn no_bytes_break_it(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
        let now = Instant::now();
        let mut parser = Parser::new(now);
        parser.feed(&bytes, now);
        parser.expire(now + ANSWER_WAIT);
        // Whatever came, afterwards keys are keys.
        proptest::prop_assert_eq!(parser.deadline(), None);
        proptest::prop_assert_eq!(parser.feed(b"j", now), vec![key(Key::char('j'))]);
    }

    #[test]
    fn pieces_do_not_matter(bytes in "(\\x1b[\\[\\]PO_\\x1b]?|[0-9;:<>?$~uMRyc|GA-D\\\\]|\\x07|ل|j){0,30}", cut in 0usize..30) {
        let now = Instant::now();
        let bytes = bytes.as_bytes();
        let (a, b) = bytes.split_at(cut.min(bytes.len()));
        let mut parser = Parser::new(now);
        let mut tokens = parser.feed(a, now);
        tokens.extend(parser.feed(b, now));
        tokens.extend(parser.expire(now + ANSWER_WAIT));
        let mut at_once = Parser::new(now);
        let mut want = at_once.feed(bytes, now);
        want.extend(at_once.expire(now + ANSWER_WAIT));
        proptest::prop_assert_eq!(tokens, want);
    }
}
