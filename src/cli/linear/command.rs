//! The commands: their words, and what help says of them.

use std::io::{self, Write};

use crate::app::action::Action;
use crate::app::key::{Key, KeyCode};
use crate::app::keyboard::Keyboard;
use crate::app::keymap::Keymap;
use crate::cli::linear::Reading;
use crate::locale::Locale;
use crate::text::fold::fold;

/// What a line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// The next paragraph.
    ReadOn,
    /// What there is to be typed.
    Help,
    /// To leave.
    Quit,
    /// The articles.
    List,
    /// Who is named here.
    Actors,
    /// An actor or a title.
    Find,
    /// Words in this article.
    Search,
    /// Words in all articles.
    SearchAll,
    /// The same, the most relevant article first.
    SearchBest,
    /// What was found in all articles.
    Hits,
    /// The articles that name somebody.
    ArticlesWith,
    /// The searches with names.
    Saved,
    /// One of them less.
    RemoveSaved,
    /// A paragraph as a quotation.
    Quote,
    /// Where one is.
    Where,
    /// The paragraph once more.
    Again,
    /// The rest of the article.
    All,
    /// To follow who was reached.
    Follow,
    /// To follow nobody.
    Nobody,
    /// A note.
    Note,
    /// One note less.
    RemoveNote,
    /// The next unread article.
    NextUnread,
    /// The one before that is unread.
    PreviousUnread,
    /// What the panes have an action for, with its name and its keys.
    Do(Action),
}

/// A command and its English words; the first has a translation, `linear-word-…`.
type Row = (Command, &'static [&'static str]);

/// The commands in the order of help.
const TABLE: &[Row] = {
    use Action as A;
    use Command as C;
    &[
        (C::ReadOn, &[""]),
        (C::All, &["all"]),
        (C::Again, &["again"]),
        (C::Do(A::Start), &["start"]),
        (C::Do(A::Outline), &["outline", "headings"]),
        (C::Do(A::Hints), &["links"]),
        (C::Quote, &["quote"]),
        (C::Where, &["where"]),
        (C::List, &["list", "articles", "a"]),
        (C::Do(A::NextArticle), &["next-article"]),
        (C::Do(A::PreviousArticle), &["previous-article"]),
        (C::NextUnread, &["next-unread"]),
        (C::PreviousUnread, &["previous-unread"]),
        (C::Actors, &["actors", "s"]),
        (C::Do(A::NextMention), &["next-mention"]),
        (C::Do(A::PreviousMention), &["previous-mention"]),
        (C::Follow, &["follow", "choose"]),
        (C::Nobody, &["nobody"]),
        (C::Do(A::NextArticleWith), &["next-article-with"]),
        (C::Do(A::PreviousArticleWith), &["previous-article-with"]),
        (C::Do(A::Card), &["card"]),
        (C::ArticlesWith, &["articles-with"]),
        (C::Do(A::Why), &["why"]),
        (C::Do(A::Back), &["back"]),
        (C::Do(A::Forward), &["forward"]),
        (C::Find, &["find", "f"]),
        (C::Search, &["search", "search-here"]),
        (C::SearchAll, &["search-all"]),
        (C::SearchBest, &["search-best"]),
        (C::Hits, &["hits"]),
        (C::Saved, &["saved"]),
        (C::Do(A::Save), &["save"]),
        (C::RemoveSaved, &["remove-saved"]),
        (C::Do(A::ToggleRead), &["read"]),
        (C::Do(A::ToggleStar), &["star"]),
        (C::Do(A::Tag), &["tag"]),
        (C::Note, &["note"]),
        (C::Do(A::Notes), &["notes"]),
        (C::RemoveNote, &["remove-note"]),
        (C::Do(A::Undo), &["undo"]),
        (C::Do(A::ToggleCopies), &["copies"]),
        (C::Do(A::ToggleOnce), &["count-once"]),
        (C::Do(A::ToggleWeak), &["doubtful"]),
        (C::Do(A::CycleGloss), &["gloss"]),
        (C::Do(A::Problems), &["problems"]),
        (C::Help, &["help", "?"]),
        (C::Quit, &["quit", "q", "close"]),
    ]
};

/// The command that a typed word is: in English, in the reader's language, the key of an action,
/// and any of these as it comes out of a keyboard that types other letters.
pub(super) fn of_word(word: &str, locale: &Locale, keymap: &Keymap) -> Option<Command> {
    exactly(word, locale, keymap).or_else(|| {
        let mut keyboard = Keyboard::default();
        let letters = word.chars().map(|c| keyboard.translate(Key::char(c)).code);
        let typed: String = letters
            .filter_map(|code| match code {
                KeyCode::Char(c) => Some(c),
                _ => None,
            })
            .collect();
        exactly(&typed, locale, keymap)
    })
}

fn exactly(word: &str, locale: &Locale, keymap: &Keymap) -> Option<Command> {
    let english = TABLE.iter().find(|(_, words)| words.contains(&word));
    let known = english.or_else(|| {
        let word = fold(word);
        let own = |(_, words): &&Row| local(words, locale).is_some_and(|own| fold(&own) == word);
        TABLE.iter().find(own)
    });
    if let Some((command, _)) = known {
        return Some(*command);
    }
    let mut rows = keymap.rows().iter();
    let row = rows.find(|row| row.keys.iter().any(|(_, key)| key == word))?;
    let done = TABLE.iter().map(|(command, _)| *command);
    { done }.find(|command| match (command, row.action) {
        (Command::Do(action), asked) => *action == asked,
        (Command::Follow, Action::Choose)
        | (Command::SearchAll, Action::SearchAll)
        | (Command::Quote, Action::CopyParagraph | Action::CopyQuotation)
        | (Command::Quit, Action::Quit | Action::Close)
        | (Command::Note, Action::Note) => true,
        _ => false,
    })
}

/// The word in the reader's language.
fn local(words: &[&str], locale: &Locale) -> Option<String> {
    let first = words.first().filter(|word| !word.is_empty())?;
    Some(locale.text(&format!("linear-word-{first}")))
}

impl<W: Write> Reading<'_, W> {
    /// Every command, or one: its words, and what it does.
    pub(super) fn help(&mut self, of: &str) -> io::Result<()> {
        let one = (!of.is_empty()).then(|| of_word(of, &self.locale, &self.keymap));
        if let Some(None) = one {
            return self.say_id("linear-unknown", &[("text", of.into())]);
        }
        let lines: Vec<String> = TABLE
            .iter()
            .filter(|(command, _)| one.is_none_or(|one| one == Some(*command)))
            .map(|row| self.help_line(row))
            .collect();
        for line in lines {
            self.say(&line)?;
        }
        Ok(())
    }

    fn help_line(&self, (command, words): &Row) -> String {
        let english = words.first().copied().unwrap_or_default();
        let own = local(words, &self.locale);
        let action = match command {
            Command::Do(action) => Some(*action),
            _ => None,
        };
        let row = action.and_then(|action| self.keymap.row(action));
        let key = row.and_then(|row| row.keys.first().map(|(_, key)| key.clone()));
        let mut names: Vec<String> = match command {
            Command::ReadOn => vec!["Enter".to_owned()],
            _ => own.into_iter().collect(),
        };
        for name in [english.to_owned()].into_iter().chain(key) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        let comma = if self.locale.is_rtl() { "، " } else { ", " };
        let id = match english {
            "" => "linear-do-read-on".to_owned(),
            word => format!("linear-do-{word}"),
        };
        let what = self.locale.find(&id, &[]);
        let what = what.or_else(|| row.map(|row| row.sentence.clone()));
        let (names, what) = (names.join(comma), what.unwrap_or_default());
        let values = [("names", names.into()), ("what", what.into())];
        self.locale.with("linear-help", &values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action;
    use crate::locale::Numerals;

    #[test]
    fn a_command_is_known_by_its_words_its_key_and_what_another_keyboard_types() {
        let (english, arabic) = (
            Locale::named("en", Numerals::European),
            Locale::named("ar", Numerals::Arabic),
        );
        let keymap = Keymap::default();
        for (word, wanted) in [
            ("", Some(Command::ReadOn)),
            ("list", Some(Command::List)),
            ("n", Some(Command::Do(Action::NextMention))),
            ("next-mention", Some(Command::Do(Action::NextMention))),
            ("Ctrl-o", Some(Command::Do(Action::Back))),
            (";", Some(Command::Note)),
            // n and list under an Arabic keyboard.
            ("ى", Some(Command::Do(Action::NextMention))),
            ("مهسف", Some(Command::List)),
            // It moves in panes, and there are none.
            ("h", None),
            ("frobnicate", None),
        ] {
            assert_eq!(of_word(word, &english, &keymap), wanted, "{word}");
            assert_eq!(of_word(word, &arabic, &keymap), wanted, "{word} (ar)");
        }
        let of = |word| of_word(word, &arabic, &keymap);
        assert_eq!(of("قائمة"), Some(Command::List));
        assert_eq!(of("قايمه"), Some(Command::List));
        assert_eq!(of("رجوع"), Some(Command::Do(Action::Back)));
    }

    #[test]
    fn every_word_is_one_command_and_said_in_each_language() {
        let keymap = Keymap::default();
        for (tag, numerals) in [("en", Numerals::European), ("ar", Numerals::Arabic)] {
            let locale = Locale::named(tag, numerals);
            for (command, words) in TABLE {
                for word in words
                    .iter()
                    .map(|w| (*w).to_owned())
                    .chain(local(words, &locale))
                {
                    assert_eq!(
                        of_word(&word, &locale, &keymap),
                        Some(*command),
                        "{tag} {word}"
                    );
                    assert!(!word.contains(char::is_whitespace), "{tag} {word}");
                    assert!(!word.starts_with("linear-word"), "{tag} {word}");
                }
                let said = match command {
                    Command::Do(action) => action::TABLE.iter().any(|e| e.action == *action),
                    Command::ReadOn => locale.find("linear-do-read-on", &[]).is_some(),
                    _ => locale
                        .find(&format!("linear-do-{}", words[0]), &[])
                        .is_some(),
                };
                assert!(said, "{tag} {words:?}");
            }
        }
    }
}
