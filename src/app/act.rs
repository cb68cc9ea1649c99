//! What each action does.

use crate::app::action::Action;
use crate::app::help::Help;
use crate::app::lookup::Lookup;
use crate::app::message::Effect;
use crate::app::open::Landing;
use crate::app::panes::Pane;
use crate::app::search::Asking;
use crate::app::undo::Step;
use crate::app::{MEASURES, Marking, Model, Popup, ThemeChoice};
use crate::layout::Marks;
use crate::layout::digits::Digits;
use crate::layout::direction::DirectionMode;
use crate::library::Target;
use crate::text::direction::Direction;
use crate::text::range::TextRange;
use crate::work::Job;

impl Model {
    /// Does an action, `count` times where that has a sense.
    pub fn act(&mut self, action: Action, count: Option<usize>, effects: &mut Vec<Effect>) {
        let n = count.unwrap_or(1).max(1);
        if self.board_act(action, n, effects) {
            return;
        }
        match action {
            Action::NextMention => self.walk(true, n, effects),
            Action::PreviousMention => self.walk(false, n, effects),
            Action::NextArticleWith => self.article_with(true, n, effects),
            Action::PreviousArticleWith => self.article_with(false, n, effects),
            Action::NextArticle => self.neighbour(true, n, effects),
            Action::PreviousArticle => self.neighbour(false, n, effects),
            Action::Choose => self.choose(effects),
            Action::Back | Action::Forward => self.travel(action, n, effects),
            Action::Card => self.open_card(effects),
            Action::Pin => self.toggle_pin(effects),
            Action::FilterPinned => self.cycle_pinned(effects),
            // A drawer lies over the lesson.
            Action::Peel if self.drawer.is_none() && self.end_lesson(effects) => {}
            Action::Peel => self.peel(),
            Action::Down => self.scroll(self.focus, true, n),
            Action::Up => self.scroll(self.focus, false, n),
            Action::HalfPageDown => self.scroll(self.focus, true, n * self.half_page()),
            Action::HalfPageUp => self.scroll(self.focus, false, n * self.half_page()),
            Action::PageDown => self.scroll(self.focus, true, n * self.whole_page()),
            Action::PageUp => self.scroll(self.focus, false, n * self.whole_page()),
            Action::Start => self.go_to_edge(false),
            Action::End => self.go_to_edge(true),
            Action::PointLeft | Action::PointRight => self.point(action == Action::PointLeft, n),
            Action::ToggleRead => self.toggle_read(),
            Action::ToggleStar => self.toggle_star(),
            Action::Tag => self.ask_tags(),
            Action::Note => self.ask_note(effects),
            Action::Notes => self.open_notes(),
            Action::Undo => self.undo(n, effects),
            Action::Save => self.ask_name(),
            Action::ToggleCopies => self.toggle_copies(),
            Action::ToggleOnce => self.toggle_once(effects),
            Action::ToggleBeside => self.toggle_beside(effects),
            Action::ToggleLock => self.toggle_lock(),
            Action::FocusNext | Action::FocusPrevious
                if self.focus == Pane::Reader && self.swap_beside(effects) => {}
            Action::FocusLeft | Action::FocusRight
                if self.swaps_towards(action == Action::FocusLeft) =>
            {
                self.swap_beside(effects);
            }
            Action::Find => {
                self.finds_beside = false;
                self.popup = Some(Popup::Lookup(Lookup::default()));
                self.ask_finder(effects);
            }
            Action::Search => {
                self.recalls.searches.begin();
                let article = self.reader.as_ref().map(|r| &*r.article);
                self.popup = Some(Popup::Search(Asking::over(article)));
            }
            Action::SearchAll => self.open_results(None, effects),
            Action::Kwic => self.open_kwic(None),
            Action::Connections => self.open_connections(),
            Action::Timeline => self.open_timeline(),
            // These are the board's.
            Action::Order => {}
            Action::Export => self.export(None, effects),
            Action::Filter => {
                self.recalls.searches.begin();
                self.popup = Some(Popup::Filter(Asking::default()));
            }
            Action::Command => {
                self.recalls.commands.begin();
                self.popup = Some(Popup::Command(Help::default()));
            }
            Action::Help => self.popup = Some(Popup::Help(Help::default())),
            Action::LookUp => self.look_up(count, effects),
            Action::Hook(at) => self.run_hook(usize::from(at), effects),
            Action::FocusNext => self.cycle_focus(true),
            Action::FocusPrevious => self.cycle_focus(false),
            Action::FocusLeft => self.focus_beside(true),
            Action::FocusRight => self.focus_beside(false),
            Action::ToggleList => self.toggle(Pane::List),
            Action::FindInActors => self.find_in_actors(),
            Action::CycleExtent => self.cycle_extent(),
            Action::CycleSort => self.cycle_sort(),
            Action::ToggleNationalities => self.toggle_nationalities(),
            Action::ToggleSidebar => self.toggle(Pane::Sidebar),
            Action::ToggleMirrored => self.toggle_mirrored(),
            Action::Narrower | Action::Wider => self.change_measure(action == Action::Wider, n),
            Action::CycleMarking => self.cycle_marking(),
            Action::ToggleWeak => self.toggle_weak(effects),
            Action::ToggleTashkeel => {
                let strip = self.setup.marks == Marks::Keep;
                self.setup.marks = if strip { Marks::Strip } else { Marks::Keep };
                let id = if strip { "marks-hidden" } else { "marks-shown" };
                self.say_id(id, &[]);
            }
            Action::CycleDigits => self.cycle_digits(),
            Action::ToggleJustify => {
                self.setup.justify = !self.setup.justify;
                let id = if self.setup.justify {
                    "justify-on"
                } else {
                    "justify-off"
                };
                self.say_id(id, &[]);
            }
            Action::CycleDirection => self.cycle_direction(),
            Action::TurnParagraph => self.turn_paragraph(),
            Action::CycleTheme => self.cycle_theme(),
            Action::Why => self.ask_why(effects),
            Action::CopyMention => self.copy(false, effects),
            Action::CopyParagraph => self.copy(true, effects),
            Action::ToggleZen => self.toggle_zen(),
            Action::CycleSpacing => self.cycle_spacing(),
            Action::ToggleSpotlight => self.toggle_spotlight(),
            Action::CycleGloss => self.cycle_gloss(),
            Action::CycleCalendar => self.cycle_calendar(),
            Action::SetMark => self.ask_mark(),
            Action::GoToMark => self.ask_which_mark(),
            Action::Outline => self.open_outline(),
            Action::Hints => self.show_hints(),
            Action::Select => self.select(),
            Action::SelectOtherEnd => self.swap_ends(),
            Action::CopySelection => self.copy_selection(false, effects),
            Action::CopyQuotation => self.copy_selection(true, effects),
            Action::SelectLeft
            | Action::SelectRight
            | Action::SelectDown
            | Action::SelectUp
            | Action::SelectNextWord
            | Action::SelectPreviousWord
            | Action::SelectWordEnd
            | Action::SelectNextSentence
            | Action::SelectPreviousSentence
            | Action::SelectNextParagraph
            | Action::SelectPreviousParagraph => self.select_towards(action, n),
            Action::ToggleMouse => {
                self.setup.mouse = !self.setup.mouse;
                effects.push(Effect::Mouse(self.setup.mouse));
                let id = if self.setup.mouse {
                    "mouse-on"
                } else {
                    "mouse-off"
                };
                self.say_id(id, &[]);
            }
            Action::CycleBidi => effects.push(Effect::CycleBidi),
            Action::StopReading if self.list.settled => {
                self.say_id("nothing-read-in", &[]);
            }
            Action::StopReading => effects.push(Effect::StopReading),
            Action::Problems => self.open_problems(effects),
            Action::Redraw => effects.push(Effect::Redraw),
            Action::Suspend => effects.push(Effect::Suspend),
            Action::Close => {
                if self.popup.take().is_none() && !self.take_drawer() {
                    effects.push(Effect::Quit);
                }
            }
            Action::Quit => effects.push(Effect::Quit),
        }
    }

    fn take_drawer(&mut self) -> bool {
        let open =
            self.drawer.is_some() && (self.panes.list_is_drawer || self.panes.sidebar_is_drawer);
        if open {
            self.close_drawer();
        }
        open
    }

    /// `Esc`: a popup, a drawer, the search (the actor comes back), what is pointed at,
    /// the actor.
    fn peel(&mut self) {
        if self.popup.take().is_some() || self.take_drawer() {
            return;
        }
        if let Some(reader) = &mut self.reader {
            let id = reader.article.id;
            if let Some(selection) = reader.selection.take() {
                self.can_undo(Step::Selection(id, selection));
                return;
            }
            if reader.pointed.take().is_some() {
                return;
            }
        }
        if self.focus == Pane::List && self.unfilter() {
            return;
        }
        if let Some(search) = self.sought.search.take() {
            self.can_undo(Step::Search(search));
        } else {
            match self.sought.actor.take() {
                Some(actor) => self.can_undo(Step::Actor(actor)),
                None => drop(self.unfilter()),
            }
            self.postings = None;
        }
        if let Some(reader) = &mut self.reader {
            reader.reached = None;
        }
    }

    /// `Enter`: in the list opens, in the sidebar and on a name chooses the actor.
    pub(super) fn choose(&mut self, effects: &mut Vec<Effect>) {
        match self.focus {
            Pane::List => {
                if !self.choose_saved(effects) {
                    self.open_row(self.list.selected, effects);
                }
            }
            Pane::Sidebar => {
                let Some(actor) = self.sidebar.current().cloned() else {
                    return;
                };
                let here = self.reader.as_ref();
                if here.is_none_or(|r| r.article.actor(actor.id).is_none()) {
                    // Named in other articles only.
                    self.go_to_target(Target::Actor(actor), effects);
                    return;
                }
                self.choose_actor(actor, effects);
                self.land_near();
                self.focus = Pane::Reader;
                self.close_drawer();
            }
            Pane::Reader => {
                let Some(reader) = &self.reader else {
                    return;
                };
                let mention = reader
                    .pointed
                    .or(reader.reached)
                    .and_then(|range| reader.article.mention_at(range.start));
                match mention.copied() {
                    Some(mention) => self.choose_mention(mention.range, effects),
                    None => {
                        let keys = [Action::PointLeft, Action::PointRight, Action::Choose];
                        let [left, right, choose] = keys.map(|action| self.key_of(action));
                        let values = [
                            ("left", left.into()),
                            ("right", right.into()),
                            ("choose", choose.into()),
                        ];
                        self.say_id("point-first", &values);
                    }
                }
            }
        }
    }

    /// Opens what stands in a row of the list.
    pub(super) fn open_row(&mut self, at: usize, effects: &mut Vec<Effect>) {
        let Some(id) = self.list.id_at(at) else {
            return;
        };
        if self.list.has_failed(id) {
            let reason = self.list.row(at).and_then(|row| row.failed.as_deref());
            let key = ("key", self.key_of(Action::Problems).into());
            let words = match reason {
                Some(reason) => self
                    .locale
                    .with("left-out-why", &[("reason", reason.into()), key]),
                None => self.locale.with("left-out", &[key]),
            };
            self.trouble(words);
            return;
        }
        self.focus = Pane::Reader;
        self.close_drawer();
        if self.reader.as_ref().is_some_and(|r| r.article.id == id) {
            return;
        }
        let from = self.here();
        self.open(id, Landing::Top, from, effects);
    }

    /// The actor of a mention becomes the thing sought; one stands on that mention.
    pub(super) fn choose_mention(&mut self, range: TextRange, effects: &mut Vec<Effect>) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        let actor = reader
            .article
            .mention_at(range.start)
            .and_then(|m| reader.article.actor(m.entity))
            .cloned();
        if let Some(actor) = actor {
            reader.reached = Some(range);
            reader.pointed = None;
            self.choose_actor(actor, effects);
        }
    }

    /// Back and forward.
    fn travel(&mut self, action: Action, n: usize, effects: &mut Vec<Effect>) {
        let Some(mut here) = self.here() else {
            return;
        };
        let mut to = None;
        for _ in 0..n {
            let next = if action == Action::Back {
                self.history.back(here)
            } else {
                self.history.forward(here)
            };
            let Some(next) = next else {
                let id = if action == Action::Back {
                    "oldest-place"
                } else {
                    "newest-place"
                };
                self.say_id(id, &[]);
                break;
            };
            // Those between are passed, not opened.
            here = next;
            to = Some(next);
        }
        if let Some(place) = to {
            self.go_to(place, effects);
            if action == Action::Back {
                self.back_to_board(place);
            }
        }
    }

    fn half_page(&self) -> usize {
        (self.page_rows() / 2).max(1)
    }

    /// A page less two rows, so that the eye finds where it was.
    fn whole_page(&self) -> usize {
        self.page_rows().saturating_sub(2).max(1)
    }

    fn page_rows(&self) -> usize {
        let rows = usize::from(self.panes.text.height);
        match self.focus {
            Pane::Reader | Pane::Sidebar => rows,
            // An entry of the list takes about four rows.
            Pane::List => rows / 4,
        }
    }

    pub(super) fn scroll(&mut self, pane: Pane, down: bool, n: usize) {
        match pane {
            Pane::Reader => {
                if let Some(reader) = &mut self.reader {
                    if down {
                        reader.down(n);
                    } else {
                        reader.up(n);
                    }
                }
            }
            Pane::List if down => self.list.down(n),
            Pane::List => self.list.up(n),
            Pane::Sidebar => {
                if down {
                    self.sidebar.down(n);
                } else {
                    self.sidebar.up(n);
                }
            }
        }
    }

    fn go_to_edge(&mut self, end: bool) {
        match self.focus {
            Pane::Reader => {
                let from = self.here();
                if let Some(from) = from {
                    self.history.leave(from);
                }
                if let Some(reader) = &mut self.reader {
                    if end {
                        reader.to_end();
                    } else {
                        reader.to_start();
                    }
                }
            }
            Pane::List | Pane::Sidebar => self.scroll(self.focus, end, usize::MAX / 2),
        }
    }

    fn point(&mut self, leftwards: bool, n: usize) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        for _ in 0..n {
            if !reader.point(leftwards) {
                self.say_with_key("no-further-name", Action::NextMention);
                return;
            }
        }
    }

    fn change_measure(&mut self, wider: bool, n: usize) {
        let now = self.panes.text.width;
        let step = u16::try_from(n.saturating_mul(2)).unwrap_or(u16::MAX);
        let to = if wider {
            now.saturating_add(step)
        } else {
            now.saturating_sub(step)
        };
        let to = to.clamp(*MEASURES.start(), *MEASURES.end());
        self.setup.measure = Some(to);
        self.settle();
        let got = self.panes.text.width;
        self.say_id("text-wide", &[("count", got.into())]);
    }

    fn cycle_marking(&mut self) {
        self.marking = match self.marking {
            Marking::All => Marking::Followed,
            Marking::Followed => Marking::Nothing,
            Marking::Nothing => Marking::All,
        };
        let id = match self.marking {
            Marking::All => "marking-all",
            Marking::Followed => "marking-followed",
            Marking::Nothing => "marking-nothing",
        };
        self.say_id(id, &[]);
    }

    /// What may name somebody is marked, walked and counted in the article, or not.
    fn toggle_weak(&mut self, effects: &mut Vec<Effect>) {
        self.doubtful = !self.doubtful;
        self.ask_anew(effects);
        let id = if self.doubtful {
            "doubtful-on"
        } else {
            "doubtful-off"
        };
        self.say_id(id, &[]);
    }

    fn cycle_digits(&mut self) {
        let (digits, id) = match self.setup.digits {
            Digits::AsWritten => (Digits::ArabicIndic, "digits-arabic"),
            Digits::ArabicIndic => (Digits::European, "digits-european"),
            Digits::European => (Digits::AsWritten, "digits-as-written"),
        };
        self.setup.digits = digits;
        self.say_id(id, &[]);
    }

    /// The direction of this article's paragraphs, for as long as it is open.
    fn cycle_direction(&mut self) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        let (mode, id) = match reader.direction.unwrap_or(self.setup.direction) {
            DirectionMode::Article => (DirectionMode::Auto, "paragraphs-auto"),
            DirectionMode::Auto => (DirectionMode::Rtl, "paragraphs-rtl"),
            DirectionMode::Rtl => (DirectionMode::Ltr, "paragraphs-ltr"),
            DirectionMode::Ltr => (DirectionMode::Article, "paragraphs-article"),
        };
        reader.direction = Some(mode);
        self.say_id(id, &[]);
    }

    /// Turns the paragraph of the name reached, or the topmost, for as long as the article
    /// is open; a second time turns it back.
    fn turn_paragraph(&mut self) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        let Some(direction) = reader.turn_paragraph() else {
            return;
        };
        let id = match direction {
            Direction::LeftToRight => "paragraph-ltr",
            Direction::RightToLeft => "paragraph-rtl",
        };
        self.say_id(id, &[]);
    }

    fn cycle_theme(&mut self) {
        use ThemeChoice::{Auto, Contrast, Dark, Light, Mono, Own, SixteenDark, SixteenLight};
        let (theme, id) = match (self.setup.theme, self.light) {
            (Auto, false) | (Dark, _) => (Light, "theme-light"),
            (Auto, true) => (Dark, "theme-dark"),
            (Light, _) => (Contrast, "theme-contrast"),
            (Contrast, _) => (SixteenDark, "theme-16-dark"),
            (SixteenDark, _) => (SixteenLight, "theme-16-light"),
            (SixteenLight, _) => (Mono, "theme-mono"),
            (Mono, _) if self.palette.is_some() => (Own, "theme-own"),
            (Mono | Own, _) => (Dark, "theme-dark"),
        };
        self.setup.theme = theme;
        self.say_id(id, &[]);
    }

    /// Nothing is reached that could be looked at, and how that changes.
    pub(super) fn no_name(&self) -> String {
        let next = self.key_of(Action::NextMention);
        self.locale.with("no-name", &[("key", next.into())])
    }

    /// `w`: asks what made the name pointed at or reached.
    fn ask_why(&mut self, effects: &mut Vec<Effect>) {
        let marked = self.reader.as_ref().and_then(|reader| {
            let range = reader.pointed.or(reader.reached);
            Some((reader.article.id, range.filter(|r| reader.shows(*r))?))
        });
        let Some((id, range)) = marked else {
            self.say(self.no_name());
            return;
        };
        let ticket = self.next_ticket();
        self.why = Some(ticket);
        effects.push(Effect::Ask(Job::Why(ticket, id, range.start)));
    }

    /// Copies the name reached, or the paragraph that it (or the screen's top) is in:
    /// the source text in logical order.
    fn copy(&mut self, paragraph: bool, effects: &mut Vec<Effect>) {
        let Some(reader) = &self.reader else {
            return;
        };
        let source = &reader.article.document.source;
        let marked = reader
            .pointed
            .or(reader.reached)
            .filter(|range| reader.shows(*range));
        let range = if paragraph {
            let at = marked.map_or(reader.shown().start, |r| r.start);
            let mut paragraphs = reader.article.document.paragraphs.iter();
            paragraphs.find_map(|p| p.range().filter(|r| r.contains(at)))
        } else {
            marked
        };
        let Some(text) = range.and_then(|r| r.slice(source)) else {
            self.say(self.no_name());
            return;
        };
        let words = text.split_whitespace().count();
        effects.push(Effect::Copy(text.to_owned()));
        self.say_id("copied-words", &[("count", words.into())]);
    }
}
