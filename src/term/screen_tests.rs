use super::*;
use crate::term::probe::Answers;
use crate::term::profile;

fn setup(bdsm: Option<u16>, mouse: bool, kitty_keyboard: bool) -> Setup {
    let answers = Answers {
        bdsm,
        kitty_keyboard,
        da2: Some("65;7006;1".into()),
        ..Answers::default()
    };
    Setup {
        mouse,
        profile: profile::choose(&answers, &|_| None, &profile::Wishes::default()),
        entered: false,
    }
}

fn positions<const N: usize>(bytes: &str, parts: [&str; N]) -> [usize; N] {
    parts.map(|part| bytes.find(part).unwrap_or_else(|| panic!("{part:?}")))
}

#[test]
fn explicit_mode_comes_before_the_alternate_screen_and_an_erase_after_it() {
    let bytes = entering(&setup(Some(1), true, true));
    let order = positions(
        &bytes,
        [
            "\x1b[8l",
            "\x1b[?1049h",
            "\x1b[2J",
            "\x1b[>1u",
            "\x1b[?1000h",
        ],
    );
    assert!(order.is_sorted());
}

#[test]
fn all_that_was_switched_on_is_switched_off_in_the_other_order() {
    let setup = setup(Some(1), true, true);
    let bytes = leaving(&setup);
    let order = positions(
        &bytes,
        [
            "\x1b[?1000l",
            "\x1b[<1u",
            "\x1b[?2004l",
            "\x1b[0m",
            "\x1b[?25h",
            "\x1b[8h",
            "\x1b[?1049l",
        ],
    );
    assert!(order.is_sorted());
    let mut terminal = vt100::Parser::new(3.try_into().unwrap(), 20.try_into().unwrap(), 0);
    terminal.process(b"$ warraq\r\n");
    let before = terminal.screen().contents();
    terminal.process(entering(&setup).as_bytes());
    assert!(terminal.screen().alternate_screen() && terminal.screen().hide_cursor());
    terminal.process("سلام\x1b[1m".as_bytes());
    terminal.process(bytes.as_bytes());
    let screen = terminal.screen();
    assert_eq!(screen.contents(), before);
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert!(!screen.bold());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
}

#[test]
fn explicit_mode_that_the_reader_had_set_stays() {
    assert!(entering(&setup(Some(2), false, false)).contains("\x1b[8l"));
    assert!(!leaving(&setup(Some(2), false, false)).contains("\x1b[8h"));
    assert!(leaving(&setup(Some(1), false, false)).contains("\x1b[8h"));
    assert!(!entering(&setup(Some(1), false, false)).contains("\x1b[?1000h"));
    assert!(!entering(&setup(Some(1), false, false)).contains("\x1b[>1u"));
}
