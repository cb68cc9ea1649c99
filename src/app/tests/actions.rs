//! Every action of the table, by its first key, and what it changes.
//!
//! [`row`] has an arm for each action, so that a new one does not compile without its effect. A
//! row says what stands before and after the key; the two differ, so it fails where the action
//! does nothing.

use crate::app::Popup;
use crate::app::action::{Action, TABLE};
use crate::app::board::Board;
use crate::app::over::Over;
use crate::app::session::{Session, quiet};

/// What is looked at, and the text that it is before and after.
struct Row {
    /// Keys that lead to where the action is asked for.
    first: &'static str,
    look: fn(&Session) -> String,
    before: &'static str,
    after: &'static str,
}

const fn row_of(
    first: &'static str,
    look: fn(&Session) -> String,
    before: &'static str,
    after: &'static str,
) -> Row {
    Row {
        first,
        look,
        before,
        after,
    }
}

fn reached(session: &Session) -> String {
    let reached = session.reached();
    reached.map_or_else(String::new, |(doc, at, text)| format!("{doc} {at} {text}"))
}

fn top(session: &Session) -> String {
    let row = session.rows()[0];
    format!("{} {}.{}", session.doc(), row.0, row.1)
}

fn popup(session: &Session) -> String {
    let name = match &session.model.popup {
        None => "",
        Some(Popup::Help(_)) => "help",
        Some(Popup::Command(_)) => "command",
        Some(Popup::Lookup(_)) => "finder",
        Some(Popup::Search(_)) => "search",
        Some(Popup::Filter(_)) => "filter",
        Some(Popup::Entry(entry)) => entry.prompt(),
        Some(Popup::Results(_)) => "results",
        Some(Popup::Output(_)) => "output",
        Some(Popup::Problems(_)) => "problems",
        Some(Popup::Actors) => "actors",
        Some(Popup::Card(_)) => "card",
    };
    name.to_owned()
}

fn board(session: &Session) -> String {
    match &session.model.board {
        None => String::new(),
        Some(Board::Kwic(kwic)) => format!("lines by {:?}", kwic.sort),
        Some(Board::Connections(_)) => "connections".to_owned(),
        Some(Board::Timeline(_)) => "timeline".to_owned(),
    }
}

fn over(session: &Session) -> String {
    let debug = session
        .model
        .over
        .as_ref()
        .map(|over: &Over| format!("{over:?}"));
    let name = debug
        .as_deref()
        .and_then(|d| d.split(['(', ' ', '{']).next());
    name.unwrap_or_default().to_owned()
}

fn pointed(session: &Session) -> String {
    let range = session.model.reader.as_ref().unwrap().pointed;
    range.map_or_else(String::new, |range| {
        format!("{} {}", range.start, session.pointed())
    })
}

fn beside(session: &Session) -> String {
    let beside = session.model.beside.as_ref();
    beside.map_or_else(String::new, |beside| beside.reader.article.doc.to_string())
}

fn selected(session: &Session) -> String {
    let reader = session.model.reader.as_ref().unwrap();
    let range = reader.selection.map(|selection| selection.range());
    let source = &reader.article.document.source;
    range.map_or_else(String::new, |range| range.slice(source).unwrap().to_owned())
}

fn effect(session: &Session) -> String {
    let last = session.effects.last();
    last.map_or_else(String::new, |effect| format!("{effect:?}"))
}

fn stars(session: &Session) -> String {
    let list = &session.model.list;
    let ids = list.listing.ids.iter();
    let starred = ids.map(|id| if list.marks(*id).starred { '*' } else { '-' });
    starred.collect()
}

/// The row of an action. `None`: it is the reader's own and has none in the table.
fn row(action: Action) -> Option<Row> {
    use Action as A;
    Some(match action {
        A::NextMention => row_of("", reached, "", "a.txt 183 لوكاشينكو"),
        A::PreviousMention => row_of("n n n", reached, "a.txt 1992 لوكاشنكو", "a.txt 209 مينسك"),
        A::NextArticleWith => row_of(
            "n Enter",
            reached,
            "a.txt 183 لوكاشينكو",
            "d.txt 5 لوكاشينكو",
        ),
        A::PreviousArticleWith => row_of(
            "n Enter ] ]",
            reached,
            "e.txt 10 Lukashenko",
            "d.txt 5 لوكاشينكو",
        ),
        A::NextArticle => row_of("", top, "a.txt 0.0", "b.txt 0.0"),
        A::PreviousArticle => row_of("J J", top, "c.txt 0.0", "b.txt 0.0"),
        A::Choose => row_of("n", |s| s.chosen().to_owned(), "", "ألكسندر لوكاشينكو"),
        A::Back => row_of("n n n", reached, "a.txt 1992 لوكاشنكو", "a.txt 209 مينسك"),
        A::Forward => row_of(
            "n n n Ctrl-o",
            reached,
            "a.txt 209 مينسك",
            "a.txt 1992 لوكاشنكو",
        ),
        A::Card => row_of("n", popup, "", "card"),
        A::Pin => row_of(
            "n",
            |s| s.model.pins.keys().join(" "),
            "",
            "alexander-lukashenko     ",
        ),
        A::FilterPinned => row_of("n p", |s| s.model.list.len().to_string(), "8", "3"),
        A::Peel => row_of(
            "n Enter",
            |s| s.chosen().to_owned(),
            "ألكسندر لوكاشينكو",
            "",
        ),
        A::Down => row_of("", top, "a.txt 0.0", "a.txt 0.1"),
        A::Up => row_of("j j", top, "a.txt 0.2", "a.txt 0.1"),
        A::HalfPageDown => row_of("", top, "a.txt 0.0", "a.txt 6.0"),
        A::HalfPageUp => row_of("G", top, "a.txt 53.0", "a.txt 46.1"),
        A::PageDown => row_of("", top, "a.txt 0.0", "a.txt 11.1"),
        A::PageUp => row_of("G", top, "a.txt 53.0", "a.txt 41.0"),
        A::Start => row_of("G", top, "a.txt 53.0", "a.txt 0.0"),
        A::End => row_of("", top, "a.txt 0.0", "a.txt 53.0"),
        A::PointLeft => row_of("J J J", pointed, "", "5 لوكاشينكو"),
        A::PointRight => row_of("J J J h h", pointed, "26 لوكاشينكو", "5 لوكاشينكو"),
        A::ToggleRead => row_of("", |s| format!("{:?}", s.rows_read()), "[]", "[0]"),
        A::ToggleStar => row_of("", stars, "--------", "*-------"),
        A::Undo => row_of("*", stars, "*-------", "--------"),
        A::ToggleCopies => row_of(
            "J J J J J J",
            |s| s.notice(),
            "",
            "1 more article tells this.",
        ),
        A::ToggleOnce => row_of(
            "",
            |s| s.notice(),
            "",
            "A story counts once, however many articles tell it.",
        ),
        A::Tag => row_of("", popup, "", "entry-tags"),
        A::Note => row_of("", popup, "", "entry-note"),
        A::Notes => row_of("; again Enter", over, "", "Notes"),
        A::SetMark => row_of("", over, "", "SetMark"),
        A::GoToMark => row_of("m a", over, "", "GoToMark"),
        A::Outline => row_of("J J J J J", over, "", "Outline"),
        A::Hints => row_of("J J J J J", over, "", "Hints"),
        A::Find => row_of("", popup, "", "finder"),
        A::Search => row_of("", popup, "", "search"),
        A::SearchAll => row_of("", popup, "", "results"),
        A::Kwic => row_of("n Enter", board, "", "lines by Next"),
        A::Connections => row_of("n Enter", board, "", "connections"),
        A::Timeline => row_of("", board, "", "timeline"),
        A::Order => row_of("n Enter c", board, "lines by Next", "lines by Previous"),
        A::Export => row_of(
            "n Enter c",
            |s| s.notice(),
            "",
            "Written: 6 lines, to lines.tsv",
        ),
        A::Filter => row_of("", popup, "", "filter"),
        A::Save => row_of("/ Minsk Enter", popup, "", "entry-save"),
        A::Command => row_of("", popup, "", "command"),
        A::LookUp => row_of(
            "n",
            |s| s.notice(),
            "",
            "No command is set. [hooks.NAME] sets one: see warraq config --default.",
        ),
        A::Hook(_) => return None,
        A::FocusNext | A::FocusRight => {
            row_of("", |s| format!("{:?}", s.model.focus), "Reader", "Sidebar")
        }
        A::FocusPrevious | A::FocusLeft => row_of(
            "Tab",
            |s| format!("{:?}", s.model.focus),
            "Sidebar",
            "Reader",
        ),
        A::ToggleList => row_of("", |s| s.model.setup.list.to_string(), "true", "false"),
        A::ToggleSidebar => row_of("", |s| s.model.setup.sidebar.to_string(), "true", "false"),
        A::FindInActors => row_of("", popup, "", "actors"),
        A::CycleExtent => row_of(
            "",
            |s| format!("{:?}", s.model.sidebar.extent),
            "Article",
            "Screen",
        ),
        A::CycleSort => row_of(
            "",
            |s| format!("{:?}", s.model.sidebar.sort),
            "Here",
            "Everywhere",
        ),
        A::ToggleNationalities => row_of(
            "",
            |s| s.notice(),
            "",
            "Nationalities are left out of the list.",
        ),
        A::ToggleBeside => row_of("| note Enter", beside, "e.txt", ""),
        A::ToggleLock => row_of(
            "| note Enter",
            |s| s.notice(),
            "Tab goes to the other article; \\ lets it follow.",
            "The other article follows, paragraph by paragraph.",
        ),
        A::ToggleMirrored => row_of("", |s| s.model.setup.mirrored.to_string(), "false", "true"),
        A::Narrower => row_of(
            "",
            |s| format!("{:?}", s.model.setup.measure),
            "None",
            "Some(54)",
        ),
        A::Wider => row_of(
            "",
            |s| format!("{:?}", s.model.setup.measure),
            "None",
            "Some(58)",
        ),
        A::CycleMarking => row_of("", |s| format!("{:?}", s.model.marking), "All", "Followed"),
        A::ToggleWeak => row_of("", |s| s.model.doubtful.to_string(), "false", "true"),
        A::ToggleTashkeel => row_of(
            "",
            |s| format!("{:?}", s.model.setup.marks),
            "Keep",
            "Strip",
        ),
        A::CycleDigits => row_of(
            "",
            |s| format!("{:?}", s.model.setup.digits),
            "AsWritten",
            "ArabicIndic",
        ),
        A::ToggleJustify => row_of("", |s| s.model.setup.justify.to_string(), "false", "true"),
        A::CycleDirection => row_of(
            "",
            |s| format!("{:?}", s.model.reader.as_ref().unwrap().direction),
            "None",
            "Some(Auto)",
        ),
        A::TurnParagraph => row_of(
            "n",
            |s| s.notice(),
            "",
            "This paragraph runs left to right.",
        ),
        A::CycleTheme => row_of(
            "",
            |s| format!("{:?}", s.model.setup.theme),
            "Auto",
            "Light",
        ),
        A::Why => row_of(
            "n",
            |s| s.notice(),
            "",
            "listed: “لوكاشينكو” is a form of alexander-lukashenko in actors.toml",
        ),
        A::CopyMention => row_of("n", effect, "", "Copy(\"لوكاشينكو\")"),
        A::CopyParagraph => row_of("n", effect, "", "Copy(\"وصل لوكاشينكو إلى مينسك\")"),
        A::ToggleZen => row_of("", |s| s.model.setup.zen.to_string(), "false", "true"),
        A::CycleSpacing => row_of("", |s| s.model.setup.spacing.to_string(), "0", "1"),
        A::ToggleSpotlight => row_of("", |s| s.model.setup.spotlight.to_string(), "false", "true"),
        A::CycleGloss => row_of(
            "",
            |s| format!("{:?}", s.model.setup.gloss),
            "None",
            "Names",
        ),
        A::CycleCalendar => row_of(
            "",
            |s| format!("{:?}", s.model.setup.calendar),
            "Gregorian",
            "Hijri",
        ),
        A::Select => row_of("n", selected, "", "لوكاشينكو"),
        A::SelectLeft => row_of("n V", selected, "لوكاشينكو", "لوكاشينكو "),
        A::SelectRight => row_of("n V", selected, "لوكاشينكو", "لوكاشينك"),
        A::SelectDown => row_of(
            "n V",
            selected,
            "لوكاشينكو",
            "لوكاشينكو إلى مينسك\nسطر من الكلام ",
        ),
        A::SelectUp => row_of("n V", selected, "لوكاشينكو", " لا أحد فيه\nوصل ل"),
        A::SelectNextWord => row_of("n V", selected, "لوكاشينكو", "لوكاشينكو إ"),
        A::SelectPreviousWord => row_of("n V", selected, "لوكاشينكو", "ل"),
        A::SelectWordEnd => row_of("n V", selected, "لوكاشينكو", "لوكاشينكو إلى"),
        A::SelectNextSentence => row_of("n V", selected, "لوكاشينكو", "لوكاشينكو إلى مينسك\nس"),
        A::SelectPreviousSentence => row_of("n V", selected, "لوكاشينكو", "وصل ل"),
        A::SelectNextParagraph => row_of("n V", selected, "لوكاشينكو", "لوكاشينكو إلى مينسك\nس"),
        A::SelectPreviousParagraph => row_of("n V", selected, "لوكاشينكو", "وصل ل"),
        A::SelectOtherEnd => row_of(
            "n V w",
            |s| {
                let selection = s.model.reader.as_ref().unwrap().selection.unwrap();
                format!("{selection:?}")
            },
            "Selection { anchor: TextRange { start: 183, end: 185 }, head: TextRange { start: 202, end: 204 }, column: None }",
            "Selection { anchor: TextRange { start: 202, end: 204 }, head: TextRange { start: 183, end: 185 }, column: None }",
        ),
        A::CopySelection => row_of("n V", effect, "", "Copy(\"لوكاشينكو\")"),
        A::CopyQuotation => row_of(
            "n V",
            effect,
            "",
            "Copy(\"«لوكاشينكو»\\n— سطر من الكلام لا أحد فيه\\na.txt\\nscalars 104–113\\n\")",
        ),
        A::ToggleMouse => row_of("", |s| s.model.setup.mouse.to_string(), "true", "false"),
        A::Help => row_of("", popup, "", "help"),
        A::CycleBidi => row_of("", effect, "", "CycleBidi"),
        A::StopReading => row_of("", effect, "", "StopReading"),
        A::Problems => row_of("", popup, "", "problems"),
        A::Redraw => row_of("", effect, "", "Redraw"),
        A::Suspend => row_of("", effect, "", "Suspend"),
        A::Close => row_of("?", popup, "help", ""),
        A::Quit => row_of("", effect, "", "Quit"),
    })
}

/// The five articles of these tests, one with a heading and a link, two that tell the same, and
/// one that could not be read.
fn session() -> Session {
    let mut session = Session::empty(140, 30);
    for (name, text) in super::world() {
        session.put(name, Some(&text));
    }
    let page = format!("# عنوان\n\n[مينسك](https://example.org)\n\n{}", quiet(3));
    session.put("f.md", Some(&page));
    for name in ["g.txt", "h.txt"] {
        session.put(name, Some(&super::copies::story(1, "خبر")));
    }
    session.put("i.txt", None);
    // More are read in meanwhile.
    session.link(100);
    session
}

#[test]
fn every_action_does_what_its_row_says() {
    let mut faults = Vec::new();
    for entry in TABLE {
        let Some(row) = row(entry.action) else {
            faults.push(format!("{}: it has no row", entry.name));
            continue;
        };
        let mut session = session();
        session.keys(row.first);
        let before = (row.look)(&session);
        session.keys(entry.keys[0]);
        let after = (row.look)(&session);
        let same = row.before == row.after;
        if before != row.before || after != row.after || same {
            faults.push(format!("{}: {before:?} -> {after:?}", entry.name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
