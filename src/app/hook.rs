//! Commands of the reader's own: what they are given, and what they print.

use crate::app::board::Board;
use crate::app::complaint;
use crate::app::key::{Key, KeyCode};
use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::app::{Model, Popup};
use crate::config::{Gives, Hook};
use crate::layout::{self, Line, Options};
use crate::library::Actor;
use crate::library::portrait::Outside;
use crate::locale::Locale;
use crate::text::range::TextRange;
use crate::work::{Errand, Ran, Ticket};

/// What a command printed, while it is shown.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// What the command is called.
    pub name: String,
    /// What it was given, as far as a line shows it.
    pub given: String,
    /// It has not ended yet.
    pub running: bool,
    /// Why it failed.
    pub trouble: Option<String>,
    /// More was printed than is shown.
    pub cut: bool,
    /// The lines that are laid out.
    pub lines: Vec<Line>,
    /// The first line that is shown.
    pub top: usize,
    text: String,
    ticket: Ticket,
    /// Columns and rows that there are for it.
    room: (u16, u16),
}

impl Output {
    /// Scrolls by lines, to the last page at most.
    pub fn scroll(&mut self, down: bool, n: usize) {
        let last = self.lines.len().saturating_sub(usize::from(self.room.1));
        self.top = if down {
            self.top.saturating_add(n).min(last)
        } else {
            self.top.saturating_sub(n).min(last)
        };
    }

    fn set(&mut self, room: (u16, u16), options: Options) {
        self.room = room;
        let options = Options {
            width: room.0.max(2),
            ..options
        };
        let lines = self.text.lines().flat_map(|line| {
            let lines = layout::lay_out_text(line, &options);
            // An empty line of the text is a blank row.
            if lines.is_empty() {
                layout::lay_out_text(" ", &options)
            } else {
                lines
            }
        });
        self.lines = lines.collect();
        self.scroll(false, 0);
    }
}

/// What a command is given.
struct Given {
    kind: &'static str,
    text: String,
}

/// So many bytes of what is given stand in a variable or an argument, which the system
/// limits; standard input has all.
const LONGEST: usize = 64 << 10;

impl Model {
    /// Columns and rows for what a command printed, in the popup's frame and under its head.
    #[must_use]
    pub fn output_room(&self) -> (u16, u16) {
        let reader = self.panes.reader;
        let rows = reader.height.saturating_sub(self.panes.head.min(2) + 9);
        (reader.width.saturating_sub(6), rows.clamp(3, 30))
    }

    /// Lays out what a command printed, when the room for it is another one.
    pub(super) fn settle_output(&mut self) {
        let room = self.output_room();
        let options = self.label_options();
        if let Some(Popup::Output(output)) = &mut self.popup
            && output.room != room
        {
            output.set(room, options);
        }
    }

    /// Gives what one is at to a command of the reader's own.
    pub(super) fn run_hook(&mut self, at: usize, effects: &mut Vec<Effect>) {
        let Some(hook) = self.hooks.get(at).cloned() else {
            match self.hooks.len() {
                0 => self.say_id("hook-none", &[]),
                n => self.say_id("hook-only", &[("count", n.into())]),
            }
            return;
        };
        if !self.is_offered(&hook) {
            let places: Vec<&str> = hook.on.iter().map(|place| place.word()).collect();
            let values = [
                ("name", hook.name.as_str().into()),
                ("places", places.join(", ").into()),
            ];
            self.say_id("hook-not-here", &values);
            return;
        }
        let given = match self.given(&hook) {
            Ok(given) => given,
            Err(why) => {
                self.say(why);
                return;
            }
        };
        let variables = self.variables(&given);
        let command = match filled(&hook, &variables, &self.locale) {
            Ok(command) => command,
            Err(why) => {
                self.trouble(why);
                return;
            }
        };
        let ticket = self.next_ticket();
        let shown: String = given.text.chars().take(60).collect();
        let output = Output {
            name: hook.name.clone(),
            given: shown.split_whitespace().collect::<Vec<_>>().join(" "),
            running: true,
            ticket,
            ..Output::default()
        };
        self.popup = Some(Popup::Output(output));
        effects.push(Effect::Run(Errand {
            ticket,
            name: hook.name,
            command,
            input: given.text,
            variables,
            seconds: hook.seconds,
            terminal: hook.terminal,
        }));
    }

    /// The actor whose card is open; else that of the selected row where the sidebar has the keys, else of the name that is
    /// pointed at or reached, else the chosen one.
    pub(super) fn actor_at_hand(&self) -> Option<&Actor> {
        if let Some(Popup::Card(card)) = &self.popup {
            return Some(&card.actor);
        }
        if let Some(Board::Connections(connecting)) = &self.board {
            return connecting.other();
        }
        let reader = self.reader.as_ref()?;
        if self.focus == Pane::Sidebar {
            return self.sidebar.current();
        }
        let marked = self.marked().and_then(|range| {
            let mention = reader.article.mention_at(range.start)?;
            reader.article.actor(mention.entity)
        });
        marked.or(self.sought.actor.as_ref().map(|chosen| &chosen.actor))
    }

    /// The place that is pointed at or reached, while it is on the screen.
    pub(super) fn marked(&self) -> Option<TextRange> {
        if self.is_on_board() {
            return None;
        }
        let reader = self.reader.as_ref()?;
        let range = reader.pointed.or(reader.reached);
        range.filter(|range| reader.shows(*range))
    }

    fn given(&self, hook: &Hook) -> Result<Given, String> {
        let Some(reader) = &self.reader else {
            return Err(self.locale.text("hook-no-article"));
        };
        let document = &reader.article.document;
        let slice = |range: TextRange| range.slice(&document.source).map(str::to_owned);
        let actor = self.actor_at_hand();
        // What one selected is what one asks about, whatever the command is given else.
        let selected = reader.selection.as_ref().map(|s| s.range()).and_then(slice);
        if let Some(text) = selected.filter(|_| hook.gives != Gives::Article) {
            return Ok(Given {
                kind: "selection",
                text,
            });
        }
        // On a card, among the actors and on a board one asks about whom one sees there.
        let elsewhere = self.board.is_some()
            || self.focus == Pane::Sidebar
            || matches!(self.popup, Some(Popup::Card(_) | Popup::Actors));
        let marked = self.marked().filter(|_| !elsewhere || actor.is_none());
        let found = match hook.gives {
            Gives::Name => match (marked.and_then(slice), actor) {
                (Some(text), _) => Some(("mention", text)),
                (None, actor) => actor.map(|actor| ("actor", actor.name.to_string())),
            },
            Gives::Actor => actor.map(|actor| ("actor", actor.name.to_string())),
            Gives::Paragraph => {
                let at = self.marked().unwrap_or_else(|| reader.shown()).start;
                let mut paragraphs = document.paragraphs.iter();
                let range = paragraphs.find_map(|p| p.range().filter(|r| r.contains(at)));
                range.and_then(slice).map(|text| ("paragraph", text))
            }
            Gives::Article => Some(("article", document.source.clone())),
        };
        match found {
            Some((kind, text)) => Ok(Given { kind, text }),
            None => Err(self.no_name()),
        }
    }

    /// What is told of it, for arguments and as variables.
    fn variables(&self, given: &Given) -> Vec<(&'static str, String)> {
        let article = self.reader.as_ref().map(|reader| &reader.article);
        let meta = article.map(|article| &article.document.meta);
        let actor = self.actor_at_hand();
        let elsewhere = match &self.popup {
            Some(Popup::Card(card)) => card.elsewhere(),
            _ => Outside::default(),
        };
        let all = [
            ("WARRAQ_TEXT", Some(given.text.clone())),
            ("WARRAQ_KIND", Some(given.kind.to_owned())),
            ("WARRAQ_NAME", actor.map(|a| a.name.to_string())),
            (
                "WARRAQ_LATIN",
                actor
                    .and_then(|a| a.latin.as_ref())
                    .map(ToString::to_string),
            ),
            ("WARRAQ_ENTITY", actor.map(|a| a.key.to_string())),
            ("WARRAQ_WIKIDATA", elsewhere.wikidata),
            ("WARRAQ_LINK", elsewhere.url),
            ("WARRAQ_ARTICLE", article.map(|a| a.doc.to_string())),
            ("WARRAQ_TITLE", meta.map(|m| m.label.clone())),
            (
                "WARRAQ_DATE",
                meta.and_then(|m| m.date).map(|d| d.to_string()),
            ),
            ("WARRAQ_URL", meta.and_then(|m| m.url.clone())),
            ("WARRAQ_LANGUAGE", meta.and_then(|m| m.language.clone())),
        ];
        // What is not known is empty, so that nothing of an outer one is taken for it. The
        // system takes no NUL.
        let fit = |text: String| {
            let mut text = text.replace('\0', "\u{fffd}");
            text.truncate(text.floor_char_boundary(LONGEST));
            text
        };
        all.into_iter()
            .map(|(name, text)| (name, fit(text.unwrap_or_default())))
            .collect()
    }

    /// What came of a command.
    pub(super) fn ran(&mut self, ticket: Ticket, ran: Ran) {
        let room = self.output_room();
        let options = self.label_options();
        let silent = {
            let Some(Popup::Output(output)) = &mut self.popup else {
                return;
            };
            if output.ticket != ticket {
                return;
            }
            output.running = false;
            output.trouble = ran.trouble.map(|t| complaint::trouble(&self.locale, &t));
            output.cut = ran.cut;
            output.text = ran.text;
            output.set(room, options);
            let nothing = output.text.is_empty() && output.trouble.is_none();
            nothing.then(|| output.name.clone())
        };
        // A browser was opened, a word was spoken: there is nothing to show.
        if let Some(name) = silent {
            self.popup = None;
            self.say_id("hook-silent", &[("name", name.into())]);
        }
    }

    /// Ends what runs, when its popup is closed.
    pub(super) fn close_output(&mut self, effects: &mut Vec<Effect>) {
        if let Some(Popup::Output(output)) = &self.popup {
            if output.running {
                effects.push(Effect::CancelRun);
                let name = output.name.clone();
                self.say_id("hook-ended", &[("name", name.into())]);
            }
            self.popup = None;
        }
    }

    /// Keys while it is shown what a command printed. False: nothing of that is shown.
    pub(super) fn output_key(&mut self, key: Key, effects: &mut Vec<Effect>) -> bool {
        let page = usize::from(self.output_room().1.saturating_sub(1)).max(1);
        let key = self.setup.keyboard.translate(key);
        let Some(Popup::Output(output)) = &mut self.popup else {
            return false;
        };
        match (key.ctrl, key.code) {
            (false, KeyCode::Esc | KeyCode::Enter | KeyCode::Backspace | KeyCode::Char('q')) => {
                self.close_output(effects);
            }
            (false, KeyCode::Down | KeyCode::Char('j')) => output.scroll(true, 1),
            (false, KeyCode::Up | KeyCode::Char('k')) => output.scroll(false, 1),
            (false, KeyCode::PageDown | KeyCode::Char(' ')) | (true, KeyCode::Char('f')) => {
                output.scroll(true, page);
            }
            (false, KeyCode::PageUp | KeyCode::Char('b')) | (true, KeyCode::Char('b')) => {
                output.scroll(false, page);
            }
            (false, KeyCode::Home | KeyCode::Char('g')) => output.scroll(false, usize::MAX),
            (false, KeyCode::End | KeyCode::Char('G')) => output.scroll(true, usize::MAX),
            (false, KeyCode::Char('y')) if !output.text.is_empty() => {
                let text = output.text.clone();
                effects.push(Effect::Copy(text));
                self.say_id("hook-copied", &[]);
            }
            _ => {}
        }
        true
    }
}

/// The command with what is given in the places that its template has for it, or behind a
/// last `--`. Each part stays one argument, whatever is in it.
fn filled(
    hook: &Hook,
    variables: &[(&'static str, String)],
    locale: &Locale,
) -> Result<Vec<String>, String> {
    let of = |name: &str| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, text)| text.as_str())
    };
    let text = of("WARRAQ_TEXT").trim();
    let places = [
        ("{text}", text.to_owned()),
        ("{query}", percent(text)),
        ("{name}", of("WARRAQ_NAME").to_owned()),
        ("{latin}", of("WARRAQ_LATIN").to_owned()),
        ("{entity}", of("WARRAQ_ENTITY").to_owned()),
        ("{wikidata}", of("WARRAQ_WIKIDATA").to_owned()),
        ("{link}", of("WARRAQ_LINK").to_owned()),
        ("{article}", of("WARRAQ_ARTICLE").to_owned()),
        ("{url}", of("WARRAQ_URL").to_owned()),
    ];
    let mut command = Vec::new();
    let mut guarded = false;
    for (at, part) in hook.command.iter().enumerate() {
        // The program is never named by a text.
        let argument = if at == 0 {
            part.clone()
        } else {
            fill(part, &places)
        };
        let begins = argument.starts_with('-') && !part.starts_with('-');
        if begins && !guarded {
            let values = [
                ("name", hook.name.as_str().into()),
                ("part", part.as_str().into()),
            ];
            return Err(locale.with("hook-not-run", &values));
        }
        guarded |= part == "--";
        command.push(argument);
    }
    if hook.command.last().is_some_and(|last| last == "--") {
        command.push(text.to_owned());
    }
    Ok(command)
}

/// One pass: what is put in is not looked at again.
fn fill(part: &str, places: &[(&str, String)]) -> String {
    let mut out = String::new();
    let mut rest = part;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match places.iter().find(|(place, _)| from.starts_with(place)) {
            Some((place, text)) => {
                out.push_str(text);
                rest = from.get(place.len()..).unwrap_or_default();
            }
            None => {
                out.push('{');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out + rest
}

/// Text as a part of an address (RFC 3986, 2.1).
fn percent(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
