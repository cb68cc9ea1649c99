//! The screen: entered, drawn, left.

use std::io;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::clipboard::{self, TooLong};
use super::encode::{Canvas, Encoder};
use super::profile::Profile;
use super::restore;
use super::signal;
use super::tty::Tty;
use crate::ui::Frame;

/// How the screen is entered.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Mouse events are wanted.
    pub mouse: bool,
    /// Which terminal it is.
    pub profile: Profile,
    /// The alternate screen was entered for the questions ([`super::probe::Answers`]).
    pub entered: bool,
}

/// Why text was not copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// It is too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// The terminal is gone.
    #[error(transparent)]
    Io(#[from] io::Error),
}

const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// The whole screen, ours until it is left or dropped.
#[derive(Debug)]
pub struct Screen {
    tty: Tty,
    setup: Setup,
    canvas: Canvas,
    buffer: Buffer,
    entered: bool,
    /// We stopped ourselves and are here again: the SIGCONT that is under way says nothing new.
    continued: bool,
    native: clipboard::Native,
}

impl Screen {
    /// Enters the alternate screen. Whatever happens from now on, [`restore`] knows the way back.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn enter(tty: Tty, setup: Setup) -> io::Result<Self> {
        let (columns, rows) = tty.size()?;
        let mut screen = Self {
            canvas: Canvas::new(setup.profile.encoder, setup.profile.links),
            tty,
            setup,
            buffer: Buffer::empty(Rect::new(0, 0, columns, rows)),
            entered: false,
            continued: false,
            native: clipboard::Native::default(),
        };
        screen.resume()?;
        Ok(screen)
    }

    /// The terminal, for starting the input thread.
    #[must_use]
    pub fn tty(&self) -> &Tty {
        &self.tty
    }

    /// Which terminal it is.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.setup.profile
    }

    /// Columns and rows.
    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        (self.buffer.area.width, self.buffer.area.height)
    }

    /// The window has another size; the next frame is painted whole.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.buffer
            .resize(Rect::new(0, 0, columns.max(1), rows.max(1)));
        self.clear();
    }

    /// The next frame is painted whole, over an erased screen.
    pub fn clear(&mut self) {
        self.canvas.forget();
    }

    /// Draws a frame: `paint` fills an empty buffer of the screen's size. Only what changed
    /// is written, in one piece.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Frame) -> io::Result<()> {
        self.buffer.reset();
        let frame = paint(&mut self.buffer);
        let bytes = self.canvas.draw(&self.buffer, &frame);
        self.tty.write(bytes.as_bytes())
    }

    /// Writes bytes that were made for this terminal ([`Canvas::draw`]).
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn show(&mut self, bytes: &str) -> io::Result<()> {
        self.tty.write(bytes.as_bytes())
    }

    /// Another encoder, with the mode that goes with it; the next frame is painted whole.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn set_encoder(&mut self, encoder: Encoder) -> io::Result<()> {
        self.setup.profile.set_encoder(encoder);
        self.canvas.set_encoder(encoder);
        restore::arm(self.tty.output()?, leaving(&self.setup).into_bytes());
        self.tty.write(self.setup.profile.mode().as_bytes())
    }

    /// The column as seen for one that the terminal named (a click).
    #[must_use]
    pub fn seen(&self, x: u16, y: u16) -> u16 {
        self.canvas.seen(x, y)
    }

    /// Switches mouse events on or off; off gives the terminal its own selection back.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.setup.mouse = on;
        self.tty
            .write(if on { MOUSE_ON } else { MOUSE_OFF }.as_bytes())
    }

    /// Puts text on the clipboard of the terminal's machine.
    ///
    /// # Errors
    /// When it is too long ([`clipboard::LIMIT`]) or the terminal is gone.
    pub fn copy(&mut self, text: &str) -> Result<(), CopyError> {
        let taken = self.native.copy(text);
        match clipboard::sequence(text) {
            Ok(sequence) => Ok(self.tty.write(sequence.as_bytes())?),
            Err(_) if taken => Ok(()),
            Err(too_long) => Err(too_long.into()),
        }
    }

    /// Leaves the screen, stops the job as `Ctrl-z` does, and enters again when it goes on.
    /// False, and nothing is left, when nobody could continue it (see [`signal::stop_job`]).
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn suspend(&mut self) -> io::Result<bool> {
        if !signal::can_stop_job()? {
            return Ok(false);
        }
        self.leave()?;
        signal::stop_job()?;
        self.resume()?;
        self.continued = true;
        Ok(true)
    }

    /// What [`signal::Signal::Continue`] asks for: if it was not [`Screen::suspend`] that
    /// stopped us, nobody knows what became of the terminal, and the screen is entered anew.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn continued(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.continued) {
            return Ok(());
        }
        self.resume()
    }

    /// Enters, also when it is entered already, and after a child program had the terminal.
    /// The next frame is painted whole at the size of now.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn resume(&mut self) -> io::Result<()> {
        // Known before it is needed: a half-entered screen is left, too.
        restore::arm(self.tty.output()?, leaving(&self.setup).into_bytes());
        if self.entered {
            // crossterm believes in the raw mode that it set itself.
            crossterm::terminal::disable_raw_mode()?;
        }
        crossterm::terminal::enable_raw_mode()?;
        self.tty.write(entering(&self.setup).as_bytes())?;
        self.setup.entered = false;
        self.entered = true;
        let (columns, rows) = self.tty.size()?;
        self.resize(columns, rows);
        Ok(())
    }

    /// Leaves the screen and ends raw mode: the terminal is as it was before.
    ///
    /// # Errors
    /// None today; the terminal may be gone, and then there is nothing to restore.
    pub fn leave(&mut self) -> io::Result<()> {
        self.entered = false;
        restore::now();
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore::now();
    }
}

/// The order binds. VTE stamps each row with the mode that holds when the row is erased, so
/// explicit mode comes before the alternate screen, and an erase after it. The keyboard's
/// stack belongs to a screen, so it is pushed on the one that we stay on.
fn entering(setup: &Setup) -> String {
    let profile = &setup.profile;
    let mut out = String::new();
    out.push_str(profile.mode());
    out.push_str(profile.enter);
    if !setup.entered {
        out.push_str("\x1b[?1049h");
    }
    out.push_str("\x1b[0m\x1b[2J\x1b[?25l\x1b[?2004h");
    if profile.kitty_keyboard {
        out.push_str("\x1b[>1u");
    }
    if setup.mouse {
        out.push_str(MOUSE_ON);
    }
    out
}

/// The way back. The mouse may be on although `setup` says no: it can be switched.
fn leaving(setup: &Setup) -> String {
    let profile = &setup.profile;
    let mut out = String::from("\x1b[?2026l\x1b]8;;\x1b\\");
    if !profile.links {
        out.truncate("\x1b[?2026l".len());
    }
    out.push_str(MOUSE_OFF);
    if profile.kitty_keyboard {
        out.push_str("\x1b[<1u");
    }
    out.push_str("\x1b[?2004l\x1b[0m\x1b[?25h");
    out.push_str(profile.mode_found());
    out.push_str(profile.leave);
    out.push_str("\x1b[?1049l");
    out
}

#[cfg(test)]
#[path = "screen_tests.rs"]
mod tests;
