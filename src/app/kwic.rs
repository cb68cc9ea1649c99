//! The concordance: every place of the thing sought, each in its line.

use std::sync::Arc;

use crate::app::Model;
use crate::app::action::Action;
use crate::app::board::Board;
use crate::app::complaint::complaint;
use crate::app::message::Effect;
use crate::app::search::Search;
use crate::entity::kind::Kind;
use crate::library::ArticleId;
use crate::library::query::Ask;
use crate::library::survey::concordance::{AskLines, Line, Lines, Of, Sort};
use crate::text::query::Query;
use crate::text::range::TextRange;
use crate::work::{Survey, Ticket};

/// Lines that are asked for at once, at least.
const AT_ONCE: usize = 200;

/// The concordance while it is open.
#[derive(Debug)]
pub struct Kwic {
    of: Of,
    /// The actor's name, or the query as it was typed.
    pub name: String,
    /// The kind of the actor; `None`: a query.
    pub kind: Option<Kind>,
    /// What decides which line stands first.
    pub sort: Sort,
    /// What was answered last: what is known of all lines, and some of them.
    pub lines: Arc<Lines>,
    /// The selected line.
    pub selected: usize,
    /// The first line that is shown.
    pub top: usize,
    /// The question that was asked last.
    pub(super) ticket: Ticket,
    /// Its answer is to come.
    asked: bool,
    /// Something was answered.
    pub answered: bool,
    /// What is known is old: articles were read in since.
    old: bool,
    /// The line that stays selected when the answer comes.
    keep: Option<(ArticleId, TextRange)>,
}

impl Kwic {
    fn new(of: Of, name: String, kind: Option<Kind>) -> Self {
        Self {
            of,
            name,
            kind,
            sort: Sort::default(),
            lines: Arc::default(),
            selected: 0,
            top: 0,
            ticket: Ticket::default(),
            asked: false,
            answered: false,
            old: false,
            keep: None,
        }
    }

    /// A line, where it is known.
    #[must_use]
    pub fn line(&self, at: usize) -> Option<&Line> {
        self.lines.rows.get(at.checked_sub(self.lines.from)?)
    }

    fn place(&self, at: usize) -> Option<(ArticleId, TextRange)> {
        let line = self.line(at)?;
        Some((line.article, line.context.range))
    }

    /// Moves the selection and keeps it within `rows` rows.
    pub fn go(&mut self, down: bool, n: usize, rows: usize) {
        let last = self.lines.total.saturating_sub(1);
        self.selected = if down {
            self.selected.saturating_add(n).min(last)
        } else {
            self.selected.saturating_sub(n)
        };
        self.settle(rows);
    }

    /// Keeps the selected line on the screen.
    fn settle(&mut self, rows: usize) {
        self.selected = self.selected.min(self.lines.total.saturating_sub(1));
        let least = (self.selected + 1).saturating_sub(rows);
        self.top = self.top.min(self.selected).max(least);
        // The head of the second block takes two rows.
        while self.top < self.selected && self.taken() > rows {
            self.top += 1;
        }
    }

    /// Rows from the first line that is shown to the selected one.
    fn taken(&self) -> usize {
        let has_head = (self.top + 1..=self.selected).contains(&self.lines.split);
        self.selected - self.top + 1 + if has_head { 2 } else { 0 }
    }

    /// A press on a row of the list; `Some(true)` when its line was selected already.
    pub(super) fn press(&mut self, row: usize) -> Option<bool> {
        let mut at = self.top + row;
        if self.top < self.lines.split && at >= self.lines.split {
            // The head of the second block is no line.
            at = at.checked_sub(2).filter(|at| *at >= self.lines.split)?;
        }
        if at >= self.lines.total {
            return None;
        }
        let again = at == self.selected;
        self.selected = at;
        Some(again)
    }

    /// True while the lines that are selected among are under way.
    pub(super) fn is_waited_for(&self) -> bool {
        self.asked && (self.keep.is_some() || self.line(self.selected).is_none())
    }

    pub(super) const fn is_old(&mut self) {
        self.old = true;
    }

    pub(super) fn give_up(&mut self) {
        self.asked = false;
        self.answered = true;
        self.keep = None;
    }

    /// The question for what is shown, or will be soon, and is not known.
    pub(super) fn wanted(&mut self, rows: usize, ticket: Ticket) -> Option<Survey> {
        self.settle(rows);
        let known = self.lines.from..self.lines.from + self.lines.rows.len();
        let end = (self.top + 2 * rows).min(self.lines.total);
        let begin = self.top.saturating_sub(rows);
        let has_all = known.start <= begin && end <= known.end;
        let fresh = self.answered && !self.old && self.keep.is_none();
        if self.asked || (fresh && has_all) {
            return None;
        }
        if self.old && self.keep.is_none() && self.selected > 0 {
            self.keep = self.place(self.selected);
        }
        self.asked = true;
        self.ticket = ticket;
        Some(Survey::Lines(AskLines {
            anew: std::mem::take(&mut self.old),
            ..self.ask(rows)
        }))
    }

    fn ask(&self, rows: usize) -> AskLines {
        let count = AT_ONCE.max(8 * rows);
        AskLines {
            of: self.of.clone(),
            sort: self.sort,
            from: self.top.saturating_sub(count / 2),
            count,
            keep: self.keep,
            anew: false,
        }
    }

    /// The question for all lines in a file.
    pub(super) fn to_write(&self, name: Option<&str>) -> Survey {
        let ask = AskLines {
            keep: None,
            ..self.ask(0)
        };
        Survey::WriteLines(ask, name.map(str::to_owned))
    }

    /// Takes lines.
    fn take(&mut self, lines: &Arc<Lines>) {
        let moved = self.selected > 0 || self.top > 0;
        let kept = moved.then(|| self.place(self.selected)).flatten();
        let more = lines.total != self.lines.total;
        self.lines = Arc::clone(lines);
        self.asked = !lines.is_whole();
        self.answered = true;
        let kept_at = lines.kept.filter(|_| self.keep.is_some());
        self.keep = None;
        let offset = self.selected.saturating_sub(self.top);
        if let Some(at) = kept_at {
            self.selected = at;
            self.top = at.saturating_sub(offset);
        } else if more && let Some(place) = kept {
            // Others came before the selected line: it stays selected, on its row.
            let found = lines.rows.iter();
            let at = found
                .map(|line| (line.article, line.context.range))
                .position(|found| found == place);
            match at {
                Some(at) => {
                    self.selected = lines.from + at;
                    self.top = self.selected.saturating_sub(offset);
                }
                None => (self.keep, self.asked) = (Some(place), false),
            }
        }
    }
}

impl Model {
    /// `c`: the lines of the search, else of the chosen actor; of words that were given.
    pub(super) fn open_kwic(&mut self, words: Option<&str>) {
        let query = match (words, &self.sought.search) {
            (Some(words), _) => Some(words.to_owned()),
            (None, Some(search)) => Some(search.query.clone()),
            (None, None) => None,
        };
        // Somebody chosen, else whoever is named or selected.
        let chosen = self.sought.actor.as_ref().map(|chosen| &chosen.actor);
        let kwic = match (query, chosen.or_else(|| self.actor_at_hand())) {
            (Some(written), _) => match Query::parse(&written) {
                Ok(query) if query.root.is_some() => {
                    let ask = Ask {
                        query,
                        options: self.spelling(),
                        marked: Arc::new(self.list.marked.clone()),
                        ..Ask::default()
                    };
                    Some(Kwic::new(Of::Query(Box::new(ask)), written, None))
                }
                Ok(_) => None,
                Err(error) => return self.trouble(complaint(&self.locale, &error)),
            },
            (None, Some(actor)) => {
                let of = Of::Actor {
                    ids: vec![actor.id],
                    weak: self.doubtful,
                };
                Some(Kwic::new(of, actor.name.to_string(), Some(actor.kind)))
            }
            (None, None) => None,
        };
        match kwic {
            Some(kwic) => self.open_board(Board::Kwic(kwic)),
            None => {
                let keys = [Action::Choose, Action::SearchAll].map(|action| self.key_of(action));
                let [choose, search] = keys;
                let values = [("choose", choose.into()), ("search", search.into())];
                self.say_id("kwic-nothing-sought", &values);
            }
        }
    }

    /// The next way of sorting; the selected line stays selected.
    pub(super) fn sort_kwic(&mut self, effects: &mut Vec<Effect>) {
        let rows = self.board_rows();
        let ticket = self.next_ticket();
        let Some(Board::Kwic(kwic)) = &mut self.board else {
            return;
        };
        let at = Sort::ALL.iter().position(|sort| *sort == kwic.sort);
        let next = at.map_or(0, |at| (at + 1) % Sort::ALL.len());
        kwic.sort = Sort::ALL.get(next).copied().unwrap_or_default();
        // Nothing was chosen yet where the first line is still selected.
        kwic.keep = kwic.keep.or(match kwic.selected {
            0 => None,
            at => kwic.place(at),
        });
        (kwic.asked, kwic.ticket) = (true, ticket);
        let survey = Survey::Lines(kwic.ask(rows));
        self.ask_survey(ticket, Some(survey), effects);
    }

    pub(super) fn take_lines(
        &mut self,
        ticket: Ticket,
        lines: &Arc<Lines>,
        effects: &mut Vec<Effect>,
    ) {
        let rows = self.board_rows();
        let left = self.left_board.as_mut().map(super::board::Left::board);
        for board in self.board.iter_mut().chain(left) {
            if let Board::Kwic(kwic) = board
                && kwic.ticket == ticket
            {
                kwic.take(lines);
                kwic.settle(rows);
            }
        }
        self.ask_board(effects);
    }

    /// `Enter`: the place of the selected line; from there `n` walks on.
    pub(super) fn enter_kwic(&mut self, effects: &mut Vec<Effect>) {
        let Some(Board::Kwic(kwic)) = &self.board else {
            return;
        };
        let Some((id, place)) = kwic.place(kwic.selected) else {
            return;
        };
        if let (Of::Query(_), written) = (&kwic.of, kwic.name.clone()) {
            let known = self.sought.search.as_ref();
            if known.is_none_or(|search| search.query != written) {
                let options = self.spelling();
                let reader = self.reader.as_ref();
                // It was read when the concordance was opened.
                self.sought.search = reader.and_then(|reader| {
                    let article = &reader.article;
                    let passages = crate::app::search::passages(article);
                    let marks = self.list.marks(article.id);
                    Search::here(&written, article, &passages, &options, marks).ok()
                });
            }
        }
        self.leave_board(id, place, effects);
    }
}
