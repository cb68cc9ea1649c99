//! `warraq doctor`: what the terminal answered, what was made of it, and a known sentence in
//! each way in which it can be sent. The reader says which one reads right.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, Receiver};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::encode::{Canvas, Encoder};
use super::input::{Input, InputEvent};
use super::probe::{self, Answers, Heard};
use super::profile::{Known, Profile};
use super::screen::{self, Screen};
use super::signal::Signal;
use super::tty::Tty;
use super::{multiplexer, remembered, wishes};
use crate::app::key::{Key, KeyCode};
use crate::config::{Bdsm, Bidi, Settings};
use crate::layout::{Marks, Options, Order, Shaping, column};
use crate::text::direction::Direction;
use crate::ui::Frame;

/// A sentence with all that goes wrong: joined letters, lam-alef, a clitic, marks, digits of
/// both kinds, brackets, a Latin word, a sign at its end.
const SENTENCE: &str = "قال محمّد: «لا سلام» (2022)، ثمّ زار Minsk ٣ مرّات!";
/// The column from which a row begins.
const INDENT: u16 = 4;

/// Prints the facts and, on a terminal, asks.
///
/// # Errors
/// When the terminal is gone, or `out` cannot be written.
pub fn run(settings: &Settings, bidi: Option<Bidi>, out: &mut impl Write) -> io::Result<()> {
    let env = |name: &str| std::env::var(name).ok();
    if !(io::stdout().is_terminal() && io::stdin().is_terminal()) {
        let answers = Answers::default();
        let (profile, complaint) = wishes::profile(&answers, settings, bidi, &env);
        writeln!(
            out,
            "There is no terminal on standard input and output: nothing was asked."
        )?;
        return facts(out, &answers, &profile, complaint.as_deref(), &env);
    }
    let tty = Tty::open()?;
    let around = multiplexer::ask(&env);
    let Heard {
        mut answers,
        early,
        parser,
    } = probe::ask(&tty, &env, settings.bdsm != Bdsm::Off)?.listen()?;
    answers.outer = around.and_then(multiplexer::Question::answer);
    let (profile, complaint) = wishes::profile(&answers, settings, bidi, &env);
    let identity = profile.identity(&answers);
    let mut screen = Screen::enter(
        tty,
        screen::Setup {
            mouse: false,
            profile: profile.clone(),
            entered: answers.entered,
        },
    )?;
    let (events, inbox) = mpsc::channel();
    for event in early {
        // The receiver stands right here.
        let _ = events.send(event);
    }
    let input = Input::start(screen.tty(), parser, events)?;
    let choice = ask(&mut screen, &profile, &inbox);
    // Answers that are still under way are taken before the shell reads.
    let _ = input.stop();
    screen.leave()?;
    facts(out, &answers, &profile, complaint.as_deref(), &env)?;
    match choice? {
        None => writeln!(out, "Nothing was changed."),
        Some(chosen) => {
            remembered::remember(&identity, chosen)?;
            match chosen {
                Some(encoder) => writeln!(
                    out,
                    "From now on this terminal is sent “{}”. --bidi, WARRAQ_BIDI and the settings come before it.",
                    encoder.name()
                ),
                None => writeln!(
                    out,
                    "From now on this terminal is sent what the table says."
                ),
            }
        }
    }
}

/// Shows all ways and waits. `None`: nothing is to be changed; `Some(None)`: what was chosen
/// before is to be forgotten.
fn ask(
    screen: &mut Screen,
    profile: &Profile,
    inbox: &Receiver<InputEvent>,
) -> io::Result<Option<Option<Encoder>>> {
    show(screen, profile)?;
    loop {
        let Ok(event) = inbox.recv() else {
            return Ok(None);
        };
        match event {
            InputEvent::Key(Key {
                code: KeyCode::Char(c),
                ctrl: false,
                alt: false,
                ..
            }) => {
                let way = c.to_digit(10).and_then(|n| (n as usize).checked_sub(1));
                if let Some((_, encoder)) = way.and_then(|at| Encoder::NAMES.get(at)) {
                    return Ok(Some(Some(*encoder)));
                }
                match c {
                    '0' => return Ok(Some(None)),
                    'q' => return Ok(None),
                    _ => {}
                }
            }
            InputEvent::Key(key)
                if matches!(key.code, KeyCode::Enter | KeyCode::Esc) || key == Key::ctrl('c') =>
            {
                return Ok(None);
            }
            InputEvent::Resize(columns, rows) => {
                screen.resize(columns, rows);
                show(screen, profile)?;
            }
            InputEvent::Signal(Signal::Terminate | Signal::HangUp) => return Ok(None),
            InputEvent::Signal(Signal::Continue) => {
                screen.continued()?;
                show(screen, profile)?;
            }
            _ => {}
        }
    }
}

/// Writes the question, and a row for each way, in that way.
fn show(screen: &mut Screen, profile: &Profile) -> io::Result<()> {
    let (columns, rows) = screen.size();
    let mut bytes = String::from("\x1b[0m\x1b[2J");
    let text = [
        (
            0,
            "Which line reads right, from right to left, its letters joined?".to_owned(),
        ),
        (
            1,
            "It begins on the right with a short word and a name; 2022 stands in brackets."
                .to_owned(),
        ),
    ];
    let after = 3 + 2 * Encoder::NAMES.len();
    let keys = format!(
        "1 to {}: this one, from now on.  0: as the table says.  Enter: as now ({}).",
        Encoder::NAMES.len(),
        profile.encoder.name()
    );
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    for (y, line) in text.into_iter().chain([(after, keys)]) {
        let y = u16::try_from(y).unwrap_or(u16::MAX);
        if y < rows {
            buffer.set_stringn(0, y, line, columns.into(), Style::new());
        }
    }
    bytes.push_str(
        &Canvas::blank(Encoder::Visual, false, columns, rows).draw(&buffer, &Frame::default()),
    );
    for (at, (name, encoder)) in Encoder::NAMES.into_iter().enumerate() {
        let y = u16::try_from(3 + 2 * at).unwrap_or(u16::MAX);
        if y < rows {
            bytes.push_str(&way(profile, at, name, encoder, y, (columns, rows)));
        }
    }
    screen.show(&bytes)
}

/// One row: its number, the sentence with half a word lit, and its name.
fn way(
    profile: &Profile,
    at: usize,
    name: &str,
    encoder: Encoder,
    y: u16,
    (columns, rows): (u16, u16),
) -> String {
    let mut profile = profile.clone();
    profile.set_encoder(encoder);
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let options = Options {
        width: 0,
        direction: Some(Direction::RightToLeft),
        order: encoder.order(),
        shaping: match encoder.order() {
            Order::Visual => Shaping::Forms,
            Order::Logical => Shaping::Base,
        },
        marks: profile.marks,
        ..Options::default()
    };
    let mut put = |x: u16, text: &str, lit: bool| {
        let line = column::label(text, columns.saturating_sub(x), &options);
        let end = line.width;
        for (at, placed) in line.cells() {
            if let Some(cell) = buffer.cell_mut((x + at, y)) {
                let name = lit && (end.saturating_sub(9)..end.saturating_sub(6)).contains(&at);
                let style = if name {
                    Modifier::REVERSED
                } else {
                    Modifier::empty()
                };
                cell.set_symbol(&placed.glyph)
                    .set_style(Style::new().add_modifier(style));
            }
        }
        x + end
    };
    put(1, &(at + 1).to_string(), false);
    let end = put(INDENT, SENTENCE, true);
    put(end + 2, name, false);
    // The row is made anew in the mode that this way needs: VTE keeps it with the row.
    let mut bytes = format!("{}\x1b[{};1H\x1b[2K", profile.mode(), y + 1);
    bytes.push_str(&Canvas::blank(encoder, false, columns, rows).draw(&buffer, &Frame::default()));
    bytes
}

/// What is known, a line each.
fn facts(
    out: &mut impl Write,
    answers: &Answers,
    profile: &Profile,
    complaint: Option<&str>,
    env: &dyn Fn(&str) -> Option<String>,
) -> io::Result<()> {
    let known = match profile.known {
        Known::Measured => "measured",
        Known::Source => "from its source or documentation, not run",
    };
    writeln!(
        out,
        "terminal   {}: {}",
        profile.name,
        printable(&profile.reason)
    )?;
    writeln!(out, "known      {} ({known})", profile.why)?;
    let chosen = profile.chosen.unwrap_or("by the table");
    writeln!(out, "bidi       {} ({chosen})", profile.encoder.name())?;
    writeln!(
        out,
        "bdsm       {}",
        if profile.bdsm {
            "told not to reorder (CSI 8 l)"
        } else {
            "not told"
        }
    )?;
    let marks = match profile.marks {
        Marks::Keep => "drawn",
        Marks::Strip => "left out by default: it does not draw them well",
    };
    writeln!(out, "marks      {marks}")?;
    let colours = if profile.true_colour(env) {
        "24 bits"
    } else {
        "16"
    };
    writeln!(out, "colours    {colours}")?;
    let mode = match answers.bdsm {
        None => "silent",
        Some(0) => "unknown to it",
        Some(1) => "it reorders until told not to",
        Some(2) => "told not to reorder before we came",
        Some(3) => "it always reorders",
        Some(_) => "it never reorders",
    };
    let name = |it: &Option<String>| it.as_deref().map_or("silent".into(), printable);
    for (what, answer) in [
        ("mode 8", mode.to_owned()),
        ("XTVERSION", name(&answers.xtversion)),
        ("DA1", name(&answers.da1)),
        ("DA2", name(&answers.da2)),
        ("DA3", name(&answers.da3)),
        (
            "boxes",
            match answers.text_sizing {
                None => "silent".into(),
                Some(true) => "yes (OSC 66)".into(),
                Some(false) => "no".into(),
            },
        ),
        (
            "keyboard",
            if answers.kitty_keyboard {
                "kitty's protocol"
            } else {
                "usual"
            }
            .into(),
        ),
    ] {
        writeln!(out, "answered   {what}: {answer}")?;
    }
    if let Some(outer) = &answers.outer {
        writeln!(out, "around     {}", printable(outer))?;
    }
    for name in [
        "TERM",
        "COLORTERM",
        "TERM_PROGRAM",
        "WARRAQ_BIDI",
        "LC_ALL",
        "LANG",
    ] {
        if let Some(value) = env(name) {
            writeln!(out, "variable   {name}={}", printable(&value))?;
        }
    }
    for line in wishes::no_arabic(profile, env).into_iter().chain(complaint) {
        writeln!(out, "note       {line}")?;
    }
    Ok(())
}

/// Nothing in an answer or a variable can act on the terminal.
fn printable(text: &str) -> String {
    let c = |c: char| if matches!(c, ' '..='~') { c } else { '?' };
    text.chars().take(200).map(c).collect()
}
