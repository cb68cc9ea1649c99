//! What lies over page and actors and shows the collection as a whole.

use crate::app::action::Action;
use crate::app::complaint::complaint;
use crate::app::connections::{Connecting, Shape};
use crate::app::history::Place;
use crate::app::key::{KeyCode, Mouse, MouseKind};
use crate::app::kwic::Kwic;
use crate::app::message::{Effect, Message};
use crate::app::open::Landing;
use crate::app::panes::{Area, Pane};
use crate::app::timeline::Timeline;
use crate::app::{Model, Popup};
use crate::library::ArticleId;
use crate::text::range::TextRange;
use crate::work::{Job, Survey, Surveyed, Ticket};

/// What lies there. It takes the keys; popups lie over it.
#[derive(Debug)]
pub enum Board {
    /// A concordance.
    Kwic(Kwic),
    /// Who appears with whom.
    Connections(Connecting),
    /// When articles were written.
    Timeline(Timeline),
}

/// A board that was left by a jump, and the place to which one comes back for it.
#[derive(Debug)]
pub(super) struct Left {
    board: Board,
    from: Place,
}

impl Left {
    pub(super) const fn board(&mut self) -> &mut Board {
        &mut self.board
    }
}

impl Board {
    const fn ticket(&self) -> Ticket {
        match self {
            Self::Kwic(kwic) => kwic.ticket,
            Self::Connections(connecting) => connecting.ticket,
            Self::Timeline(timeline) => timeline.ticket,
        }
    }
}

impl Model {
    /// Where a board stands: over the page and what is beside it, the list aside.
    #[must_use]
    pub fn board_area(&self) -> Area {
        let panes = &self.panes;
        let reader = panes.reader;
        let beside = panes.sidebar.filter(|_| !panes.sidebar_is_drawer);
        Area {
            width: reader.width + beside.map_or(0, |area| area.width),
            ..reader
        }
    }

    /// Rows of a board for its list: the head of the pane and that of its columns stand above.
    #[must_use]
    pub fn board_rows(&self) -> usize {
        let head = self.panes.head + u16::from(self.panes.head > 0);
        usize::from(self.board_area().height.saturating_sub(head)).max(1)
    }

    pub(super) fn open_board(&mut self, board: Board) {
        self.close_drawer();
        self.focus = Pane::Reader;
        self.board = Some(board);
    }

    /// Closes the board; what is gathered for it is given up.
    pub(super) fn close_board(&mut self, effects: &mut Vec<Effect>) -> bool {
        let Some(board) = self.board.take() else {
            return false;
        };
        effects.push(Effect::Ask(Job::GiveUp(board.ticket())));
        true
    }

    /// Does an action while a board is shown; false when it is none of the board's.
    pub(super) fn board_act(
        &mut self,
        action: Action,
        n: usize,
        effects: &mut Vec<Effect>,
    ) -> bool {
        if self.board.is_none() {
            return false;
        }
        let rows = self.board_rows();
        let step = match action {
            Action::Down | Action::NextMention => (true, n),
            Action::Up | Action::PreviousMention => (false, n),
            Action::HalfPageDown => (true, n * (rows / 2).max(1)),
            Action::HalfPageUp => (false, n * (rows / 2).max(1)),
            Action::PageDown => (true, n * rows.saturating_sub(2).max(1)),
            Action::PageUp => (false, n * rows.saturating_sub(2).max(1)),
            Action::Start => (false, usize::MAX / 2),
            Action::End => (true, usize::MAX / 2),
            Action::Choose => {
                self.board_enter(effects);
                return true;
            }
            Action::Order => {
                self.board_order(effects);
                return true;
            }
            Action::Export => {
                self.export(None, effects);
                return true;
            }
            Action::Peel | Action::Close => {
                self.close_board(effects);
                return true;
            }
            Action::FocusNext | Action::FocusPrevious if self.turn_connections() => return true,
            Action::FocusLeft | Action::FocusRight
                if self.along_timeline(action == Action::FocusLeft, n)
                    || self.along_table(action == Action::FocusLeft, n) =>
            {
                return true;
            }
            // Who is selected among connections is at hand.
            Action::Card | Action::Pin if matches!(self.board, Some(Board::Connections(_))) => {
                return false;
            }
            // What lies over the board or concerns the whole screen leaves it there.
            Action::Help
            | Action::Command
            | Action::Find
            | Action::SearchAll
            | Action::Problems
            | Action::LookUp
            | Action::Hook(_)
            | Action::CycleTheme
            | Action::CycleDigits
            | Action::CycleBidi
            | Action::ToggleTashkeel
            | Action::ToggleMirrored
            | Action::ToggleMouse
            | Action::ToggleSidebar
            | Action::ToggleList
            | Action::StopReading
            | Action::Redraw
            | Action::Suspend
            | Action::Quit => return false,
            // Another board takes the place of this one, and the rest is done in the page.
            _ => {
                self.close_board(effects);
                return false;
            }
        };
        self.board_go(step.0, step.1);
        true
    }

    fn board_go(&mut self, down: bool, n: usize) {
        let (rows, width) = (self.board_rows(), self.board_width());
        let room = Shape::of(self.board_inside()).room;
        match &mut self.board {
            Some(Board::Timeline(timeline)) => timeline.go(down, n, width),
            Some(Board::Kwic(kwic)) => kwic.go(down, n, rows),
            Some(Board::Connections(connecting)) => connecting.go(down, n, rows, room),
            None => {}
        }
    }

    fn board_enter(&mut self, effects: &mut Vec<Effect>) {
        match &self.board {
            Some(Board::Kwic(_)) => self.enter_kwic(effects),
            Some(Board::Connections(_)) => self.enter_connections(effects),
            Some(Board::Timeline(_)) => self.enter_timeline(effects),
            None => {}
        }
    }

    fn board_order(&mut self, effects: &mut Vec<Effect>) {
        match &self.board {
            Some(Board::Kwic(_)) => self.sort_kwic(effects),
            Some(Board::Connections(_)) => self.count_otherwise(),
            Some(Board::Timeline(_)) => self.span_otherwise(),
            None => {}
        }
    }

    /// `:export`: what the board shows, written to a file of this name, else of our own.
    pub(super) fn export(&mut self, name: Option<&str>, effects: &mut Vec<Effect>) {
        let ticket = self.next_ticket();
        let survey = match &self.board {
            Some(Board::Kwic(kwic)) => kwic.to_write(name),
            Some(Board::Connections(connecting)) => connecting.to_write(name),
            Some(Board::Timeline(timeline)) => timeline.to_write(name),
            None => {
                self.say_id("export-nothing", &[]);
                return;
            }
        };
        self.exporting = Some(ticket);
        effects.push(Effect::Ask(Job::Survey(ticket, Box::new(survey))));
    }

    /// What a survey found.
    pub(super) fn surveyed(&mut self, ticket: Ticket, found: Surveyed, effects: &mut Vec<Effect>) {
        match found {
            Surveyed::Lines(lines) => self.take_lines(ticket, &lines, effects),
            Surveyed::Connections(found) => self.take_connections(ticket, &found),
            Surveyed::Timeline(found) => self.take_days(ticket, &found),
            Surveyed::Written(path, count)
                if self.exporting.take_if(|t| *t == ticket).is_some() =>
            {
                let values = [("path", path.into()), ("count", count.into())];
                self.say_id("export-done", &values);
            }
            Surveyed::NotWritten(reason) if self.exporting.take_if(|t| *t == ticket).is_some() => {
                self.trouble_id("export-refused", &[("reason", reason.into())]);
            }
            Surveyed::Written(..) | Surveyed::NotWritten(_) => {}
        }
    }

    /// Asks for what a board shows and does not know yet.
    pub(super) fn ask_board(&mut self, effects: &mut Vec<Effect>) {
        let (rows, width) = (self.board_rows(), self.board_width());
        let ticket = Ticket(self.ticket.0 + 1);
        let asked = match &mut self.board {
            Some(Board::Kwic(kwic)) => kwic.wanted(rows, ticket),
            Some(Board::Connections(connecting)) => connecting.wanted(rows, ticket),
            Some(Board::Timeline(timeline)) => timeline.wanted(width, ticket),
            None => None,
        };
        self.ask_survey(ticket, asked, effects);
    }

    pub(super) fn ask_survey(
        &mut self,
        ticket: Ticket,
        survey: Option<Survey>,
        effects: &mut Vec<Effect>,
    ) {
        if let Some(survey) = survey {
            self.ticket = self.ticket.max(ticket);
            effects.push(Effect::Ask(Job::Survey(ticket, Box::new(survey))));
        }
    }

    /// Articles were read in or linked: what is shown is asked for anew.
    pub(super) fn board_anew(&mut self) {
        let left = self.left_board.as_mut().map(Left::board);
        for board in self.board.iter_mut().chain(left) {
            match board {
                Board::Kwic(kwic) => kwic.is_old(),
                Board::Connections(connecting) => connecting.is_old(),
                Board::Timeline(timeline) => timeline.is_old(),
            }
        }
    }

    /// A question failed: nothing of it is waited for.
    pub(super) fn board_gives_up(&mut self) {
        self.exporting = None;
        match &mut self.board {
            Some(Board::Kwic(kwic)) => kwic.give_up(),
            Some(Board::Connections(connecting)) => connecting.give_up(),
            Some(Board::Timeline(timeline)) => timeline.give_up(),
            None => {}
        }
    }

    /// True when what an input means depends on lines that are under way.
    pub(super) fn board_waits(&self, input: &Message) -> bool {
        let enters = matches!(input, Message::Key(key) if key.code == KeyCode::Enter);
        match &self.board {
            _ if !enters || self.popup.is_some() => false,
            Some(Board::Kwic(kwic)) => kwic.is_waited_for(),
            Some(Board::Connections(connecting)) => connecting.is_waited_for(),
            Some(Board::Timeline(timeline)) => timeline.is_waited_for(),
            None => false,
        }
    }

    /// The mouse while a board is shown; false when it is beside it.
    pub(super) fn board_mouse(&mut self, mouse: Mouse, effects: &mut Vec<Effect>) -> bool {
        let area = self.board_area();
        if self.board.is_none() || !area.contains(mouse.x, mouse.y) {
            return false;
        }
        match mouse.kind {
            MouseKind::WheelDown => self.board_go(true, 3),
            MouseKind::WheelUp => self.board_go(false, 3),
            MouseKind::Drag | MouseKind::Release => {}
            MouseKind::Press | MouseKind::Double | MouseKind::Triple => {
                let head = self.panes.head + u16::from(self.panes.head > 0);
                let row = mouse.y.checked_sub(area.y + head).map(usize::from);
                let pressed = self.press_table(mouse.x, mouse.y);
                let at = match (&mut self.board, row) {
                    _ if pressed.is_some() => pressed,
                    (Some(Board::Kwic(kwic)), Some(row)) => kwic.press(row),
                    (Some(Board::Connections(connecting)), Some(row)) => connecting.press(row),
                    (Some(Board::Timeline(timeline)), _) => {
                        let column = mouse.x.checked_sub(area.x + 3);
                        column.and_then(|column| timeline.press(column))
                    }
                    _ => None,
                };
                if at == Some(true) {
                    self.board_enter(effects);
                }
            }
        }
        true
    }

    /// Puts the board by for what is read on the page; one comes back to it by the way back.
    pub(super) fn put_board_by(&mut self) {
        if let (Some(from), Some(board)) = (self.here(), self.board.take()) {
            self.left_board = Some(Left { board, from });
        }
    }

    /// Jumps from the board to a place; one comes back to the board by the way back.
    pub(super) fn leave_board(
        &mut self,
        id: ArticleId,
        place: TextRange,
        effects: &mut Vec<Effect>,
    ) {
        let from = self.here();
        self.put_board_by();
        self.focus = Pane::Reader;
        if self.reader.as_ref().is_some_and(|r| r.article.id == id) {
            self.jump(place);
        } else {
            self.open(id, Landing::At(place), from, effects);
        }
    }

    /// Leaves the board for the list of articles, filtered by a query; one comes back to the
    /// board by the way back from the article that is opened there.
    pub(super) fn filter_from_board(&mut self, query: &str, effects: &mut Vec<Effect>) {
        self.put_board_by();
        if let Err(error) = self.filter(query, effects) {
            self.trouble(complaint(&self.locale, &error));
            return;
        }
        self.focus_on(Pane::List);
    }

    /// One came back to a place: to the board from which one left it, if there is one.
    pub(super) fn back_to_board(&mut self, to: Place) {
        if let Some(left) = self.left_board.take_if(|left| left.from == to) {
            self.board = Some(left.board);
        }
    }

    /// True while a board has the keys.
    #[must_use]
    pub fn is_on_board(&self) -> bool {
        self.board.is_some() && !matches!(self.popup, Some(Popup::Help(_)))
    }
}
