//! The terminal floor by itself: a small program in a pseudo-terminal, which this very
//! test binary is when it is started again.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod pty;

use std::sync::mpsc::{Receiver, channel};

use ratatui::style::Style;
use rustix::process::Signal as Kill;
use warraq::app::key::{Key, KeyCode};
use warraq::term::input::{Input, InputEvent};
use warraq::term::probe;
use warraq::term::profile;
use warraq::term::screen::{Screen, Setup};
use warraq::term::signal::Signal;
use warraq::term::tty::Tty;
use warraq::ui::Frame;

use pty::sequences::assert_only_known_sequences;
use pty::{Reply, Session, Start, When};

/// Shows every event that comes, a row each; `q` quits, `p` panics, `w` lets a thread
/// panic, `e` fails, `c` copies, `h` hangs, `m` lets go of the mouse, `s` gives the terminal
/// to a shell that reads a line.
#[test]
#[ignore = "the program that the other tests run"]
fn program() {
    let main = || -> std::io::Result<()> {
        let env = |name: &str| std::env::var(name).ok();
        let tty = Tty::open()?;
        let probe::Heard {
            answers,
            early,
            parser,
        } = probe::ask(&tty, &env, true)?.listen()?;
        let profile = profile::choose(&answers, &env, &profile::Wishes::default());
        let mut screen = Screen::enter(
            tty,
            Setup {
                mouse: true,
                profile,
                entered: answers.entered,
            },
        )?;
        let (send, events) = channel();
        for event in early {
            send.send(event).unwrap();
        }
        let mut input = Input::start(screen.tty(), parser, send.clone())?;
        let name = format!("{} {:?}", screen.profile().name, screen.profile().encoder);
        let mut log = vec![format!("{name} light {:?}", answers.is_light())];
        while let Next::Shell = turns(&mut screen, &mut log, &events)? {
            let parser = input.stop().unwrap();
            screen.leave()?;
            let script = "echo a shell; read x; echo it read $x";
            std::process::Command::new("sh")
                .args(["-c", script])
                .status()?;
            screen.resume()?;
            input = Input::start(screen.tty(), parser, send.clone())?;
        }
        drop(input);
        Ok(())
    };
    if let Err(error) = main() {
        eprintln!("failed: {error}");
        std::process::exit(1);
    }
    println!("good bye");
    std::process::exit(0);
}

enum Next {
    Shell,
    End,
}

fn turns(
    screen: &mut Screen,
    log: &mut Vec<String>,
    events: &Receiver<InputEvent>,
) -> std::io::Result<Next> {
    loop {
        screen.draw(|buffer| {
            let rows = usize::from(buffer.area.height) - 1;
            for (y, line) in log.iter().rev().take(rows).rev().enumerate() {
                buffer.set_string(0, y as u16, line, Style::new());
            }
            buffer.set_string(0, rows as u16, "سَلام", Style::new());
            Frame::default()
        })?;
        let event = events.recv().unwrap();
        log.push(format!("{event:?}"));
        match event {
            InputEvent::Key(Key {
                code: KeyCode::Char(c),
                ctrl: false,
                alt: false,
                ..
            }) => match c {
                'q' => {
                    screen.draw(|buffer| {
                        buffer.set_string(0, 0, "leaving", Style::new());
                        Frame::default()
                    })?;
                    return Ok(Next::End);
                }
                's' => return Ok(Next::Shell),
                'p' => panic!("the main thread panicked"),
                'w' => drop(std::thread::spawn(|| panic!("scribble")).join()),
                'e' => return Err(std::io::Error::other("an error")),
                'c' => screen.copy("سلام").unwrap(),
                'm' => screen.set_mouse(false)?,
                'h' => {
                    screen.draw(|buffer| {
                        buffer.set_string(0, 0, "hanging", Style::new());
                        Frame::default()
                    })?;
                    loop {
                        std::thread::park();
                    }
                }
                _ => {}
            },
            InputEvent::Key(key) if key == Key::ctrl('z') => {
                let line = if screen.suspend()? {
                    "here again"
                } else {
                    "nobody could continue us"
                };
                log.push(line.into());
            }
            InputEvent::Signal(Signal::Suspend) => drop(screen.suspend()?),
            InputEvent::Signal(Signal::Continue) => screen.continued()?,
            InputEvent::Signal(_) => return Ok(Next::End),
            InputEvent::Resize(columns, rows) => screen.resize(columns, rows),
            _ => {}
        }
    }
}

const ARGS: [&str; 5] = [
    "--ignored",
    "--exact",
    "program",
    "--nocapture",
    "--test-threads=1",
];

fn start() -> Start {
    let me = std::env::current_exe().unwrap();
    Start::program(me.to_str().unwrap(), &ARGS)
}

fn ready(start: Start) -> Session {
    let mut session = start.spawn();
    session.wait_for_text("light");
    session
}

fn ended(mut session: Session, code: u32) -> Session {
    let status = session.exit_status();
    assert_eq!(status.exit_code(), code, "{}", session.text());
    session.assert_restored();
    session
}

#[test]
fn a_session_is_entered_and_left() {
    let mut session = ready(start());
    assert_eq!(session.screen()[0], "xterm Visual light Some(false)");
    assert_eq!(session.screen()[23], "سَلام");
    assert!(!session.is_cooked());
    session.keys("j\x1b[A\x1b");
    session.wait_for_text("Esc");
    session.keys("q");
    let session = ended(session, 0);
    assert!(session.text().contains("good bye"));
    assert!(
        !session.text().contains("Esc"),
        "the shell's screen is back"
    );
    assert_only_known_sequences(session.written());
}

#[test]
fn vte_is_told_before_the_alternate_screen_and_told_back() {
    let mut session = ready(start().replies(pty::vte(When::Now)));
    assert_eq!(session.screen()[0], "VTE Visual light Some(true)");
    session.keys("q");
    let session = ended(session, 0);
    let bytes = String::from_utf8_lossy(session.written());
    let order = [
        "\x1b[8l",
        "\x1b[?1049h",
        "\x1b[2J",
        "\x1b[8h",
        "\x1b[?1049l",
    ];
    assert!(order.map(|part| bytes.find(part).unwrap()).is_sorted());
    assert_only_known_sequences(session.written());
}

#[test]
fn a_silent_terminal_is_unknown_and_late_answers_are_no_keys() {
    for in_pieces in [false, true] {
        let mut session = ready(start().replies(pty::xterm(When::Held)));
        assert_eq!(session.screen()[0], "unknown VisualLrm light None");
        session.release(in_pieces);
        session.keys("j");
        session.wait_for_text("Key(Key { code: Char('j')");
        let keys = session
            .screen()
            .iter()
            .filter(|row| row.contains("Key"))
            .count();
        assert_eq!(keys, 1, "{}", session.text());
        session.keys("q");
        let session = ended(session, 0);
        assert_only_known_sequences(session.written());
    }
}

#[test]
fn keys_typed_while_the_terminal_is_asked_are_kept() {
    let first = Reply {
        question: b"\x1b[8$p",
        answer: b"ab".to_vec(),
        when: When::Now,
    };
    let mut replies = pty::xterm(When::Now);
    replies.remove(0);
    replies.insert(0, first);
    let mut session = ready(start().replies(replies));
    session.wait_for_text("Char('b')");
    assert!(session.text().starts_with("xterm"));
    assert!(session.text().contains("Char('a')"));
    session.keys("q");
    ended(session, 0);
}

#[test]
fn a_dumb_terminal_is_not_asked() {
    let mut session = ready(start().env("TERM", "dumb"));
    session.keys("q");
    let session = ended(session, 0);
    let bytes = String::from_utf8_lossy(session.written());
    assert!(!bytes.contains("\x1b[c") && !bytes.contains("\x1b]11"));
}

#[test]
fn control_i_is_not_tab_where_the_keyboard_protocol_is_confirmed() {
    let mut session = ready(start().replies(pty::kitty_keyboard(When::Now)));
    assert!(String::from_utf8_lossy(session.written()).contains("\x1b[>1u"));
    session.keys("\x1b[105;5u\t");
    session.wait_for_text("Key(Key { code: Tab, ctrl: false");
    assert!(
        session
            .text()
            .contains("Key(Key { code: Char('i'), ctrl: true")
    );
    session.keys("q");
    ended(session, 0);
}

#[test]
fn a_panic_restores_first_and_then_speaks() {
    let mut session = ready(start());
    session.keys("p");
    let session = ended(session, 101);
    assert!(session.text().contains("the main thread panicked"));
    let bytes = String::from_utf8_lossy(session.written());
    let order = ["\x1b[?1049l", "the main thread panicked"];
    assert!(order.map(|part| bytes.find(part).unwrap()).is_sorted());
}

#[test]
fn a_panic_of_a_thread_does_not_touch_the_screen() {
    let mut session = ready(start());
    session.keys("w");
    session.wait_for_text("Char('w')");
    session.keys("q");
    let session = ended(session, 0);
    assert!(!String::from_utf8_lossy(session.written()).contains("scribble"));
}

#[test]
fn an_error_restores() {
    let mut session = ready(start());
    session.keys("e");
    let session = ended(session, 1);
    assert!(session.text().contains("failed: an error"));
}

#[test]
fn signals_end_it_orderly() {
    for signal in [Kill::TERM, Kill::HUP, Kill::INT, Kill::QUIT] {
        let session = ready(start());
        session.signal(signal);
        let session = ended(session, 0);
        assert_only_known_sequences(session.written());
    }
}

#[test]
fn a_loop_that_hangs_is_ended_by_the_second_signal() {
    let mut session = ready(start());
    session.keys("h");
    session.wait_for_text("hanging");
    // Two signals that come at once are one, so it is asked until it ends.
    session.signal_until_it_ends(Kill::TERM);
    let status = session.exit_status();
    assert!(status.signal().is_some(), "{status:?}");
    session.assert_restored();
}

#[test]
fn another_size_is_another_frame() {
    let mut session = ready(start());
    session.resize(40, 12);
    session.wait_for(|screen| screen.contents().contains("Resize(40, 12)"));
    session.wait_for_text("سَلام");
    assert_eq!(session.screen()[11], "سَلام");
    session.keys("q");
    ended(session, 0);
}

#[test]
fn pastes_and_clicks_arrive() {
    let mut session = ready(start());
    session.keys("\x1b[200~سلام\rq\x1b[201~\x1b[<0;3;4M");
    session.wait_for_text("Mouse(Mouse { kind: Press, x: 2, y: 3 })");
    assert!(session.text().contains("Paste(\"سلام\\nq\")"));
    session.keys("m");
    session.wait_for(|s| s.mouse_protocol_mode() == vt100::MouseProtocolMode::None);
    session.keys("cq");
    let session = ended(session, 0);
    assert!(String::from_utf8_lossy(session.written()).contains("\x1b]52;c;2LPZhNin2YU="));
    assert_only_known_sequences(session.written());
}

#[test]
fn the_first_job_of_a_session_does_not_stop() {
    let mut session = ready(start());
    session.keys("\x1a");
    session.wait_for_text("nobody could continue us");
    session.keys("q");
    ended(session, 0);
}

#[test]
fn control_z_gives_the_terminal_back_and_goes_on() {
    let me = std::env::current_exe().unwrap();
    let mut words = vec![
        "-c",
        "set -m; \"$0\" \"$@\"; echo it stopped; read x; fg",
        me.to_str().unwrap(),
    ];
    words.extend(ARGS);
    let mut session = ready(Start::program("sh", &words));
    session.keys("\x1a");
    session.wait_for_text("it stopped");
    session.assert_restored();
    assert!(session.is_cooked());
    session.keys("\n");
    session.wait_for(vt100::Screen::alternate_screen);
    session.wait_for_text("Signal(Continue)");
    assert!(!session.is_cooked());
    session.keys("q");
    let session = ended(session, 0);
    assert_only_known_sequences(session.written());
}

#[test]
fn a_child_gets_every_byte_and_the_screen_comes_back() {
    let mut session = ready(start());
    session.keys("s");
    session.wait_for_text("a shell");
    session.assert_restored();
    assert!(session.is_cooked());
    session.keys("line\n");
    session.wait_for(vt100::Screen::alternate_screen);
    session.keys("j");
    session.wait_for_text("Char('j')");
    assert!(!session.text().contains("Char('l')"), "{}", session.text());
    session.keys("q");
    let session = ended(session, 0);
    assert!(
        session.text().contains("it read line"),
        "{}",
        session.text()
    );
}

#[test]
fn keys_come_from_the_terminal_when_standard_input_is_a_text() {
    let me = std::env::current_exe().unwrap();
    let mut words = vec!["-c", "echo qqq | \"$0\" \"$@\"", me.to_str().unwrap()];
    words.extend(ARGS);
    let mut session = ready(Start::program("sh", &words));
    session.keys("j");
    session.wait_for_text("Char('j')");
    assert!(!session.text().contains("Char('q')"));
    session.keys("q");
    ended(session, 0);
}

#[test]
fn who_quits_at_once_leaves_no_answer_to_the_shell() {
    let me = std::env::current_exe().unwrap();
    let script = "\"$0\" \"$@\"; read x; echo \"the shell read $x.\"";
    let mut words = vec!["-c", script, me.to_str().unwrap()];
    words.extend(ARGS);
    let mut session = ready(Start::program("sh", &words).replies(pty::xterm(When::Held)));
    session.keys("q");
    session.wait_for_text("leaving");
    session.release(false);
    session.wait_for_text("good bye");
    session.keys("nothing\n");
    session.wait_for_text("the shell read");
    let session = ended(session, 0);
    // The bytes, for an answer that is echoed is invisible on the screen.
    let written = String::from_utf8_lossy(session.written());
    assert!(written.contains("the shell read nothing."), "{written:?}");
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let me = std::env::current_exe().unwrap();
    let mut words = vec!["-c", "\"$0\" \"$@\"; true", me.to_str().unwrap()];
    words.extend(ARGS);
    let mut session = ready(Start::program("sh", &words));
    // The terminal goes with the leader of its session.
    session.signal(Kill::KILL);
    session.wait_until_left();
}
