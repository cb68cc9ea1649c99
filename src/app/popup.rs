//! Keys while something lies over the panes.

use crate::app::action::Action;
use crate::app::key::{Key, KeyCode, Mouse, MouseKind};
use crate::app::message::Effect;
use crate::app::open::Landing;
use crate::app::panes::Pane;
use crate::app::prompt::Edit;
use crate::app::{Model, Popup};
use crate::library::Target;

impl Model {
    /// Rows that a popup has for its list.
    #[must_use]
    pub fn popup_rows(&self) -> usize {
        usize::from(self.panes.screen.height.saturating_sub(10)).clamp(3, 12)
    }

    pub(super) fn popup_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        if key == Key::ctrl('c') {
            effects.push(Effect::Quit);
            return;
        }
        if let Some(Popup::Card(_)) = self.popup {
            self.card_key(key, effects);
            return;
        }
        if self.output_key(key, effects) || self.prompt_key(key) {
            return;
        }
        let rows = self.popup_rows();
        let down = movement(key, rows);
        let page = rows;
        if self.results_key(key, effects) {
            return;
        }
        let listed = self.results_rows().1;
        match (&mut self.popup, down) {
            (Some(Popup::Actors), Some((true, n))) => self.sidebar.down(n),
            (Some(Popup::Actors), Some((false, n))) => self.sidebar.up(n),
            (Some(Popup::Lookup(lookup)), Some((down, n))) => lookup.go(down, n, page),
            (Some(Popup::Results(results)), Some((down, n))) => results.go(down, n, listed),
            (Some(Popup::Help(help) | Popup::Command(help)), Some((down, n))) => {
                help.go(&self.keymap, down, n);
            }
            (Some(Popup::Problems(_)), _) => self.problems_key(key, effects),
            _ => self.popup_edit(key, effects),
        }
    }

    fn popup_edit(&mut self, key: Key, effects: &mut Vec<Effect>) {
        if self.editor_key(key, effects) {
            return;
        }
        // A prompt that is backed out of with nothing in it closes.
        let empty = self.input().is_some_and(|input| input.text().is_empty());
        // Not that of what is written on an article: without a word it is taken away.
        let written = matches!(self.popup, Some(Popup::Entry(_)));
        let backed_out = empty && !written && key.code == KeyCode::Backspace;
        let leaves = key.code == KeyCode::Esc || backed_out;
        if leaves {
            self.close_results(effects);
            if let Some(Popup::Actors) = self.popup {
                self.end_actors(false, effects);
            }
            self.popup = None;
            return;
        }
        if let Some(Popup::Help(help)) = &mut self.popup
            && empty
            && !help.searching
        {
            match self.setup.keyboard.translate(key).code {
                KeyCode::Char('q' | '?') => {
                    self.popup = None;
                    return;
                }
                KeyCode::Char('/') => {
                    help.searching = true;
                    return;
                }
                _ => {}
            }
        }
        if key.code == KeyCode::Enter {
            self.popup_enter(effects);
            return;
        }
        let edit = match &mut self.popup {
            Some(Popup::Problems(_)) => Edit::NotMine,
            Some(Popup::Search(asking) | Popup::Filter(asking)) => asking.input.key(key),
            Some(Popup::Results(results)) => results.input.key(key),
            Some(Popup::Entry(entry)) => entry.input.key(key),
            Some(Popup::Lookup(lookup)) => lookup.input.key(key),
            Some(Popup::Help(help) | Popup::Command(help)) => {
                let edit = help.input.key(key);
                if edit == Edit::Changed {
                    help.selected = None;
                }
                edit
            }
            Some(Popup::Actors) => self.sidebar.filter.key(key),
            Some(Popup::Output(_) | Popup::Card(_)) | None => Edit::NotMine,
        };
        if edit == Edit::Changed {
            self.typed(effects);
        }
    }

    /// The text of the prompt is another one.
    fn typed(&mut self, effects: &mut Vec<Effect>) {
        if let Some(Popup::Lookup(lookup)) = &mut self.popup {
            lookup.restart();
        }
        if let Some(Popup::Search(asking) | Popup::Filter(asking)) = &mut self.popup {
            asking.count = None;
        }
        self.count_hits();
        self.ask_finder(effects);
        self.ask_results(effects);
    }

    fn input(&self) -> Option<&crate::app::prompt::Input> {
        match self.popup.as_ref()? {
            Popup::Problems(_) => None,
            Popup::Search(asking) | Popup::Filter(asking) => Some(&asking.input),
            Popup::Results(results) => Some(&results.input),
            Popup::Entry(entry) => Some(&entry.input),
            Popup::Lookup(lookup) => Some(&lookup.input),
            Popup::Help(help) | Popup::Command(help) => Some(&help.input),
            Popup::Actors => Some(&self.sidebar.filter),
            Popup::Output(_) | Popup::Card(_) => None,
        }
    }

    pub(super) fn paste(&mut self, text: &str, effects: &mut Vec<Effect>) {
        let edit = match &mut self.popup {
            Some(Popup::Search(asking) | Popup::Filter(asking)) => asking.input.insert(text),
            Some(Popup::Results(results)) => results.input.insert(text),
            Some(Popup::Entry(entry)) => entry.input.insert(text),
            Some(Popup::Lookup(lookup)) => lookup.input.insert(text),
            Some(Popup::Help(help) | Popup::Command(help)) => help.input.insert(text),
            Some(Popup::Actors) => self.sidebar.filter.insert(text),
            Some(Popup::Output(_) | Popup::Problems(_) | Popup::Card(_)) | None => Edit::NotMine,
        };
        if edit == Edit::Changed {
            self.typed(effects);
        }
    }

    pub(super) fn popup_enter(&mut self, effects: &mut Vec<Effect>) {
        match &self.popup {
            Some(Popup::Search(_)) => return self.enter_search(),
            Some(Popup::Filter(_)) => return self.enter_filter(effects),
            Some(Popup::Results(_)) => return self.enter_results(effects),
            Some(Popup::Actors) => return self.end_actors(true, effects),
            _ => {}
        }
        match self.popup.take() {
            Some(Popup::Lookup(lookup)) => {
                let target = lookup.found.get(lookup.selected).map(|f| f.target.clone());
                match target {
                    Some(target) => self.go_to_target(target, effects),
                    None => self.popup = Some(Popup::Lookup(lookup)),
                }
            }
            Some(Popup::Help(help)) => match help.chosen(&self.keymap).map(|row| row.action) {
                Some(action) => self.act(action, None, effects),
                None => self.popup = Some(Popup::Help(help)),
            },
            Some(Popup::Command(help)) => self.run_command(&help, effects),
            Some(Popup::Entry(entry)) => self.enter_entry(entry, effects),
            _ => {}
        }
    }

    /// Says in the prompt how often what is typed stands in the open article.
    fn count_hits(&mut self) {
        let options = self.spelling();
        if let (Some(Popup::Search(asking)), Some(reader)) = (&mut self.popup, &self.reader) {
            let marks = self.list.marks(reader.article.id);
            asking.count(&reader.article, &options, marks);
        }
    }

    /// Confirms a search in this article: it becomes the thing sought. The prompt stays open
    /// when the query does not hold.
    fn enter_search(&mut self) {
        let options = self.spelling();
        let (Some(Popup::Search(asking)), Some(reader)) = (&mut self.popup, &self.reader) else {
            self.popup = None;
            return;
        };
        let query = asking.input.text().trim().to_owned();
        let marks = self.list.marks(reader.article.id);
        let search = match asking.search(&reader.article, &options, marks) {
            Ok(search) => search,
            Err(error) => {
                asking.count = Some(Err(error));
                return;
            }
        };
        self.popup = None;
        if query.is_empty() {
            return;
        }
        self.recalls.searches.keep(&query);
        if search.hits.is_empty() {
            let all = self.key_of(Action::SearchAll);
            let values = [("query", query.as_str().into()), ("key", all.into())];
            self.say_id("search-nothing", &values);
            return;
        }
        self.sought.search = Some(search);
        self.land_near();
    }

    pub(super) fn go_to_target(&mut self, target: Target, effects: &mut Vec<Effect>) {
        self.put_board_by();
        self.focus = Pane::Reader;
        self.close_drawer();
        if std::mem::take(&mut self.finds_beside) {
            // Only titles are offered.
            if let Target::Title(id) = target {
                self.open(id, Landing::Beside, None, effects);
            }
            return;
        }
        match target {
            Target::Title(id) => {
                let from = self.here();
                if self.reader.as_ref().is_none_or(|r| r.article.id != id) {
                    self.open(id, Landing::Top, from, effects);
                }
            }
            Target::Actor(actor) => {
                let first = self
                    .reader
                    .as_ref()
                    .and_then(|r| r.article.mentions.iter().find(|m| m.entity == actor.id))
                    .map(|m| m.range);
                let here = self.reader.as_ref().and_then(|r| r.article.actor(actor.id));
                let actor = here.cloned().unwrap_or(actor);
                self.choose_actor(actor, effects);
                match first {
                    Some(range) => self.jump(range),
                    // The library says where it is named.
                    None => self.land_when_known = true,
                }
            }
        }
    }

    pub(super) fn popup_mouse(&mut self, mouse: Mouse, effects: &mut Vec<Effect>) {
        let rows = self.popup_rows();
        let listed = self.results_rows().1;
        let down = match mouse.kind {
            MouseKind::WheelDown => true,
            MouseKind::WheelUp => false,
            MouseKind::Drag | MouseKind::Release => return,
            // A press beside the popup closes it.
            MouseKind::Press | MouseKind::Double | MouseKind::Triple => {
                self.close_output(effects);
                self.close_results(effects);
                let among_actors = matches!(self.popup.take(), Some(Popup::Actors));
                // On an actor that was found it chooses it.
                let pane = self.panes.at(mouse.x, mouse.y);
                if among_actors && pane == Some(Pane::Sidebar) {
                    self.click(Pane::Sidebar, mouse.x, mouse.y, effects);
                }
                if among_actors {
                    self.end_actors(false, effects);
                }
                return;
            }
        };
        match &mut self.popup {
            Some(Popup::Lookup(lookup)) => lookup.go(down, 1, rows),
            Some(Popup::Results(results)) => results.go(down, 1, listed),
            Some(Popup::Help(help) | Popup::Command(help)) => {
                help.go(&self.keymap, down, 1);
            }
            Some(Popup::Output(output)) => output.scroll(down, 3),
            Some(Popup::Problems(problems)) => problems.go(down, 1, rows),
            Some(Popup::Card(card)) => card.scroll(down, 3),
            Some(Popup::Actors) if down => self.sidebar.down(1),
            Some(Popup::Actors) => self.sidebar.up(1),
            _ => {}
        }
    }
}

/// Down or up in the list of a popup, and by how much.
fn movement(key: Key, page: usize) -> Option<(bool, usize)> {
    match (key.ctrl, key.code) {
        (false, KeyCode::Down) | (true, KeyCode::Char('n' | 'j')) => Some((true, 1)),
        (false, KeyCode::Up) | (true, KeyCode::Char('p')) => Some((false, 1)),
        (false, KeyCode::PageDown) => Some((true, page)),
        (false, KeyCode::PageUp) => Some((false, page)),
        _ => None,
    }
}

/// True for keys whose meaning hangs on what the list of a popup holds.
pub(super) fn is_about_the_list(key: Key) -> bool {
    key.code == KeyCode::Enter || movement(key, 1).is_some()
}
