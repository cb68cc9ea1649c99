//! Messages → model + effects. *Decides.*
//!
//! This floor knows no ratatui, no crossterm, no SQL, no clocks, no threads, no files.
//! [`Model::update`] takes one [`Message`] and returns the [`Effect`]s that it asks for.

mod act;
pub mod action;
pub mod beside;
pub mod board;
pub mod card;
pub mod choices;
pub mod comfort;
mod command;
pub mod complaint;
pub mod connections;
pub mod copies;
pub mod entry;
pub mod figures;
pub mod filter;
mod focus;
pub mod help;
pub mod hints;
pub mod history;
pub mod hook;
mod keep;
pub mod key;
pub mod keyboard;
pub mod keymap;
pub mod kwic;
pub mod labels;
pub mod list;
pub mod lookup;
pub mod marks;
pub mod message;
mod mouse;
pub mod names;
pub mod notice;
pub mod offer;
mod open;
pub mod outline;
pub mod over;
pub mod page;
pub mod panes;
pub mod pins;
mod popup;
pub mod problems;
pub mod prompt;
pub mod quotation;
pub mod reader;
pub mod results;
pub mod roster;
pub mod ruler;
pub mod saved;
pub mod search;
pub mod selection;
#[cfg(test)]
pub(crate) mod session;
mod settle;
pub mod sidebar;
pub mod sought;
#[cfg(test)]
mod tests;
pub mod timeline;
mod told;
mod undo;
mod view;
mod waiting;
mod walk;
pub mod welcome;

use std::collections::VecDeque;
use std::sync::Arc;

use crate::app::card::Card;
use crate::app::command::Recalls;
use crate::app::filter::Filter;
use crate::app::help::Help;
use crate::app::history::History;
use crate::app::hook::Output;
use crate::app::keep::Keep;
use crate::app::key::{Key, KeyCode};
use crate::app::keyboard::Keyboard;
use crate::app::keymap::{Keymap, Meaning};
use crate::app::list::List;
use crate::app::lookup::Lookup;
use crate::app::message::{Effect, Message};
use crate::app::notice::Notice;
use crate::app::open::Pending;
use crate::app::panes::{Pane, Panes};
use crate::app::pins::Pins;
use crate::app::problems::Problems;
use crate::app::reader::Reader;
use crate::app::results::Results;
use crate::app::search::Asking;
use crate::app::sidebar::Sidebar;
use crate::app::sought::Sought;
use crate::app::welcome::Lesson;
use crate::config::{Calendar, Gloss, Hook, Palette};
use crate::layout::digits::Digits;
use crate::layout::direction::DirectionMode;
use crate::layout::{Marks, Order, Shaping};
use crate::locale::Locale;
use crate::work::{Job, Ticket};

/// Which names are marked in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marking {
    /// All, the chosen one more.
    #[default]
    All,
    /// Only the chosen one.
    Followed,
    /// None.
    Nothing,
}

/// Which colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// True colour, dark or light by the terminal's background.
    #[default]
    Auto,
    /// True colour on a dark ground.
    Dark,
    /// True colour on a light ground.
    Light,
    /// The strongest contrast, dark or light by the terminal's background.
    Contrast,
    /// The reader's own, from a theme file.
    Own,
    /// Sixteen colours on the terminal's own dark ground.
    SixteenDark,
    /// Sixteen colours on the terminal's own light ground.
    SixteenLight,
    /// No colours.
    Mono,
}

/// What the model is told when it begins: settings and what the terminal can.
#[derive(Clone, Copy, Debug)]
pub struct Setup {
    /// Columns of the screen.
    pub width: u16,
    /// Rows of the screen.
    pub height: u16,
    /// The measure in cells; `None`: by script.
    pub measure: Option<u16>,
    /// Whether the list stands where there is room.
    pub list: bool,
    /// Whether the actors stand where there is room.
    pub sidebar: bool,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// Which colours are used.
    pub theme: ThemeChoice,
    /// How paragraphs get their direction.
    pub direction: DirectionMode,
    /// Whether vowel marks are drawn.
    pub marks: Marks,
    /// In which order cells are laid out; in logical order the terminal joins letters, too.
    pub order: Order,
    /// Who joins letters.
    pub shaping: Shaping,
    /// Which digits are shown.
    pub digits: Digits,
    /// Whether lines are filled up to the measure.
    pub justify: bool,
    /// Only ASCII signs.
    pub ascii: bool,
    /// The text alone, without what stands around it.
    pub zen: bool,
    /// Blank rows between two lines.
    pub spacing: u16,
    /// The paragraph that is read stands out.
    pub spotlight: bool,
    /// What stands in Latin letters under the lines.
    pub gloss: Gloss,
    /// In which calendar days are also given.
    pub calendar: Calendar,
    /// Words that one reads in a minute.
    pub pace: u16,
    /// The panes stand the other way round, as a right-to-left interface has them.
    pub mirrored: bool,
    /// The keyboard with Arabic letters in front of which the reader sits, if any.
    pub keyboard: Keyboard,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            width: 80,
            height: 24,
            measure: None,
            list: true,
            sidebar: true,
            mouse: true,
            theme: ThemeChoice::Auto,
            direction: DirectionMode::Article,
            marks: Marks::Keep,
            order: Order::Visual,
            shaping: Shaping::Forms,
            digits: Digits::AsWritten,
            justify: false,
            ascii: false,
            zen: false,
            spacing: 0,
            spotlight: false,
            gloss: Gloss::None,
            calendar: Calendar::Gregorian,
            pace: 200,
            mirrored: false,
            keyboard: Keyboard::Arabic,
        }
    }
}

/// What lies over the panes.
#[derive(Debug)]
pub enum Popup {
    /// The help page.
    Help(Help),
    /// The `:` prompt.
    Command(Help),
    /// The finder.
    Lookup(Lookup),
    /// The `/` prompt.
    Search(Asking),
    /// The prompt of the filter of the list.
    Filter(Asking),
    /// The prompt for tags and notes.
    Entry(entry::Entry),
    /// What stands in all articles.
    Results(Box<Results>),
    /// What a command of the reader's own printed.
    Output(Output),
    /// What could not be read.
    Problems(Problems),
    /// The prompt among the actors of the sidebar.
    Actors,
    /// The card of an actor.
    Card(Box<Card>),
}

/// The whole state of the program as the reader sees it.
#[derive(Debug)]
pub struct Model {
    /// The list of articles.
    pub list: List,
    /// The open article.
    pub reader: Option<Reader>,
    /// The article beside it.
    pub beside: Option<beside::Beside>,
    /// The list of actors.
    pub sidebar: Sidebar,
    /// What is sought.
    pub sought: Sought,
    /// Who is pinned.
    pub pins: Pins,
    /// What lies over the panes.
    pub popup: Option<Popup>,
    /// What lies over page and actors, under the popups.
    pub board: Option<board::Board>,
    /// What takes the next keys for itself.
    pub over: Option<over::Over>,
    /// Places with letters.
    pub marks: marks::Marks,
    /// What stands in the status line until the next key.
    pub notice: Option<Notice>,
    /// What is to be said when nothing stands there.
    unsaid: Vec<Notice>,
    /// Where the panes stand.
    pub panes: Panes,
    /// The pane that has the keys.
    pub focus: Pane,
    /// Which names are marked.
    pub marking: Marking,
    /// Doubtful names are among the mentions.
    pub doubtful: bool,
    /// Settings that keys can change.
    pub setup: Setup,
    /// Digits typed before a key.
    pub count: Option<usize>,
    /// Keys typed of a sequence that is longer.
    pub typed: Vec<Key>,
    /// The background of the terminal is light.
    pub light: bool,
    /// The lesson of the first minute.
    pub lesson: Option<Lesson>,
    /// Commands of the reader's own.
    pub hooks: Vec<Hook>,
    /// The reader's own theme.
    pub palette: Option<Arc<Palette>>,
    drawer: Option<Pane>,
    /// The words of the interface.
    pub locale: Arc<Locale>,
    /// What keys mean, and how help shows them.
    pub keymap: Keymap,
    recalls: Recalls,
    history: History,
    ticket: Ticket,
    pending: Option<Pending>,
    /// The question for the postings of the chosen actor.
    postings: Option<Ticket>,
    /// The last search in all articles.
    results: Option<Box<Results>>,
    /// A board that was left by a jump.
    left_board: Option<board::Left>,
    /// The question to write what a board shows.
    exporting: Option<Ticket>,
    /// The question what made a name.
    why: Option<Ticket>,
    /// Land on the first mention when these are there.
    land_when_known: bool,
    /// Articles were linked anew while the one asked for was under way.
    linked_since: bool,
    /// Keys that wait for an answer which they depend on.
    waiting: VecDeque<Message>,
    keep: Keep,
    undo: undo::Undo,
    /// The question where one was.
    keep_ticket: Option<Ticket>,
    /// What the finder finds is set beside the article.
    finds_beside: bool,
    /// The button of the mouse is down on the text.
    press: Option<selection::Press>,
}

/// The measure for scripts whose words are short on letters, and for the others.
const MEASURE_RTL: u16 = 56;
const MEASURE_LTR: u16 = 66;
/// The measure a key may go down and up to.
const MEASURES: std::ops::RangeInclusive<u16> = 34..=100;

impl Model {
    /// An empty model with the keys of the table and English words; the articles come as messages.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self::speaking(setup, Keymap::default(), Locale::english())
    }

    /// The same with the keys of this reader, and the words of the interface.
    #[must_use]
    pub fn speaking(setup: Setup, mut keymap: Keymap, locale: Arc<Locale>) -> Self {
        keymap.speak(&locale);
        let mut model = Self {
            list: List::default(),
            reader: None,
            beside: None,
            sidebar: Sidebar::default(),
            sought: Sought::default(),
            pins: Pins::default(),
            popup: None,
            board: None,
            over: None,
            marks: marks::Marks::default(),
            notice: None,
            unsaid: Vec::new(),
            panes: Panes::default(),
            focus: Pane::Reader,
            // Without colours a page of underlines tires; `v` asks for them.
            doubtful: false,
            marking: if setup.theme == ThemeChoice::Mono {
                Marking::Followed
            } else {
                Marking::All
            },
            setup,
            count: None,
            typed: Vec::new(),
            light: false,
            lesson: None,
            hooks: Vec::new(),
            palette: None,
            drawer: None,
            locale,
            keymap,
            recalls: Recalls::default(),
            history: History::default(),
            ticket: Ticket::default(),
            pending: None,
            postings: None,
            results: None,
            left_board: None,
            exporting: None,
            why: None,
            land_when_known: false,
            linked_since: false,
            waiting: VecDeque::new(),
            keep: Keep::default(),
            undo: undo::Undo::default(),
            keep_ticket: None,
            finds_beside: false,
            press: None,
        };
        model.settle();
        model
    }

    /// Takes one message. The effects are in the order in which they are to be done.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = Vec::new();
        // One's own hands are worth more than where one was.
        if matches!(message, Message::Key(_) | Message::Mouse(_)) {
            (self.keep.resume, self.keep.ask) = (false, false);
        }
        let is_input = matches!(
            message,
            Message::Key(_) | Message::Mouse(_) | Message::Paste(_)
        );
        let must_wait = !self.waiting.is_empty() || self.must_wait(&message);
        if is_input && must_wait && !is_quit(&message) {
            // What it means depends on an answer that is under way.
            self.waiting.push_back(message);
            return effects;
        }
        self.take(message, &mut effects);
        while self.waiting.front().is_some_and(|n| !self.must_wait(n)) {
            if let Some(next) = self.waiting.pop_front() {
                self.take(next, &mut effects);
            }
        }
        self.settle();
        self.ask_rows(&mut effects);
        self.ask_board(&mut effects);
        self.ask_actors(&mut effects);
        if self.focus == Pane::List {
            self.count_saved(&mut effects);
        }
        effects
    }

    /// Asks for the rows of the list that are on the screen and not known.
    fn ask_rows(&mut self, effects: &mut Vec<Effect>) {
        let Some(pane) = self.panes.list else {
            return;
        };
        let height = self.panes.body(pane).height;
        // Rows that are not on the screen can come after the article.
        if self.is_waiting() && !self.list.lacks_rows(height) {
            return;
        }
        let ticket = Ticket(self.ticket.0 + 1);
        if let Some(ids) = self.list.wanted(height, ticket) {
            self.ticket = ticket;
            effects.push(Effect::Ask(Job::Rows(ticket, ids)));
        }
    }

    /// True when what an input means depends on an answer that is under way.
    fn must_wait(&self, input: &Message) -> bool {
        if (self.is_waiting() && !self.goes_first(input)) || self.board_waits(input) {
            return true;
        }
        if let Some(Popup::Results(results)) = &self.popup {
            let enter = matches!(input, Message::Key(key) if key.code == KeyCode::Enter);
            return enter && !results.answered && results.error.is_none();
        }
        let lookup = match (&self.popup, input) {
            (Some(Popup::Lookup(lookup)), _) => lookup,
            (Some(Popup::Card(card)), Message::Key(key)) => return card::waits(card, *key),
            _ => return false,
        };
        !lookup.answered
            && match input {
                Message::Key(key) => popup::is_about_the_list(*key),
                Message::Mouse(_) => true,
                _ => false,
            }
    }

    /// True while an article or the postings of the chosen actor are under way.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.pending.is_some()
            || self.postings.is_some()
            || self.keep_ticket.is_some()
            || self.list.filter.as_ref().is_some_and(Filter::is_awaited)
    }

    /// True while one selects text.
    #[must_use]
    pub fn is_selecting(&self) -> bool {
        let reader = self.reader.as_ref();
        reader.is_some_and(|reader| reader.selection.is_some())
    }

    /// True when everything was read in and there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.all() == 0 && self.list.settled
    }

    fn take(&mut self, message: Message, effects: &mut Vec<Effect>) {
        match message {
            Message::Key(key) => {
                self.take_off_notice();
                self.why = None;
                self.key(key, effects);
                self.say_what_waited();
            }
            Message::Mouse(mouse) => {
                self.take_off_notice();
                self.mouse(mouse, effects);
                self.say_what_waited();
            }
            Message::Paste(text) => self.paste(&text, effects),
            Message::Resize(width, height) => {
                self.setup.width = width;
                self.setup.height = height;
            }
            Message::Report(report) => self.report(report, effects),
            Message::Copied(Ok(())) => {}
            Message::Copied(Err(reason)) => self.trouble(reason),
            Message::Edited(asks, edited) => self.edited(asks, edited, effects),
            Message::Bidi(name, order) => {
                self.setup.order = order;
                let key = self.key_of(action::Action::CycleBidi);
                self.say_id("bidi-sent", &[("name", name.into()), ("key", key.into())]);
            }
            Message::LightBackground(light) => self.light = light,
        }
        // A key may have changed sizes that the next one depends on.
        self.settle();
    }

    fn key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        if self.over_key(key, effects) {
            return;
        }
        if self.popup.is_some() {
            self.popup_key(key, effects);
            return;
        }
        let as_typed = key;
        let key = self.setup.keyboard.translate(key);
        if let KeyCode::Char(c @ '0'..='9') = key.code
            && keymap::is_count(key)
            && self.typed.is_empty()
            && (c != '0' || self.count.is_some())
        {
            let digit = c as usize - '0' as usize;
            let count = self.count.unwrap_or(0).saturating_mul(10) + digit;
            self.count = Some(count.min(99_999));
            return;
        }
        if key.code == KeyCode::Esc && !std::mem::take(&mut self.typed).is_empty() {
            self.count = None;
            return;
        }
        let scope = self.scope();
        // A letter that the reader bound as it is typed means that, whatever its place.
        for key in [as_typed, key] {
            let mut keys = self.typed.clone();
            keys.push(key);
            match self.keymap.meaning(scope, &keys) {
                Meaning::Action(action) => {
                    self.typed.clear();
                    let count = self.count.take();
                    self.act(action, count, effects);
                    self.learned(action, effects);
                    return;
                }
                Meaning::More => {
                    self.typed = keys;
                    return;
                }
                Meaning::Nothing => {}
            }
        }
        self.count = None;
        if !self.typed.is_empty() {
            let mut keys = std::mem::take(&mut self.typed);
            keys.push(key);
            let help = self.key_of(action::Action::Help);
            let values = [("keys", Key::written(&keys).into()), ("key", help.into())];
            self.say_id("no-key", &values);
        }
    }

    /// The key of this reader for an action, where keys are listened to now; the command when
    /// it has none.
    #[must_use]
    pub fn key_of(&self, action: action::Action) -> String {
        let row = self.keymap.row(action);
        let key = row.and_then(|row| row.key(self.scope()));
        key.map_or_else(
            || row.map_or_else(String::new, |row| format!(":{}", row.name)),
            str::to_owned,
        )
    }

    /// Speaks another language from now on.
    pub fn speak(&mut self, locale: Arc<Locale>) {
        self.keymap.speak(&locale);
        self.locale = locale;
    }

    /// True while the panes stand the other way round. A terminal that sets whole rows itself
    /// has them its own way.
    #[must_use]
    pub fn is_mirrored(&self) -> bool {
        self.setup.mirrored && self.setup.order == Order::Visual
    }

    fn next_ticket(&mut self) -> Ticket {
        self.ticket.0 += 1;
        self.ticket
    }
}

fn is_quit(message: &Message) -> bool {
    matches!(message, Message::Key(key) if *key == Key::ctrl('c'))
}
