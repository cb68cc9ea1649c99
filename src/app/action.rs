//! The one table of actions: keymap, help, `:` commands and `docs/keys.md` are printed from it.

/// What a reader can ask for: named, bindable, in help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// To the next place of the thing sought.
    NextMention,
    /// To the previous place of the thing sought.
    PreviousMention,
    /// To the next article that has the thing sought.
    NextArticleWith,
    /// To the previous article that has the thing sought.
    PreviousArticleWith,
    /// To the next article of the list.
    NextArticle,
    /// To the previous article of the list.
    PreviousArticle,
    /// Choose what is pointed at, reached or selected.
    Choose,
    /// Back to where one was before the last jump.
    Back,
    /// Forward again.
    Forward,
    /// The card of an actor.
    Card,
    /// Pin an actor, or take its pin off.
    Pin,
    /// The list shows articles that name all, one, none of the pinned; or all.
    FilterPinned,
    /// Peel one layer.
    Peel,
    /// One line (or row) down.
    Down,
    /// One line (or row) up.
    Up,
    /// Half a page down.
    HalfPageDown,
    /// Half a page up.
    HalfPageUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the beginning.
    Start,
    /// To the end.
    End,
    /// Point at the name to the left on the screen.
    PointLeft,
    /// Point at the name to the right on the screen.
    PointRight,
    /// The article is read, or not.
    ToggleRead,
    /// The article has a star, or none.
    ToggleStar,
    /// Take the last change back.
    Undo,
    /// The copies of an article, or none.
    ToggleCopies,
    /// A story counts once, or each copy.
    ToggleOnce,
    /// Tags of the article.
    Tag,
    /// A note on what is selected, or on the article.
    Note,
    /// The notes of the article.
    Notes,
    /// Mark the place with a letter.
    SetMark,
    /// Go to a marked place.
    GoToMark,
    /// The headings.
    Outline,
    /// Letters at the links on the screen.
    Hints,
    /// The finder.
    Find,
    /// Search words in this article.
    Search,
    /// Search words in all articles.
    SearchAll,
    /// Every place of the thing sought, each in its line.
    Kwic,
    /// Who appears with whom.
    Connections,
    /// When articles were written.
    Timeline,
    /// Sort, or count, otherwise what a board shows.
    Order,
    /// Write what a board shows to a file.
    Export,
    /// List only the articles that a query finds.
    Filter,
    /// A name for the present query, or another one for a saved search.
    Save,
    /// Any action by its name.
    Command,
    /// Give what one is at to a command of the reader's own: the first, or the one counted.
    LookUp,
    /// One command of the reader's own, by its place in the settings. It has no row here:
    /// its name and its keys are the reader's.
    Hook(u8),
    /// To the next pane.
    FocusNext,
    /// To the previous pane.
    FocusPrevious,
    /// To the pane on the left.
    FocusLeft,
    /// To the pane on the right.
    FocusRight,
    /// Show or hide the list.
    ToggleList,
    /// Show or hide the actors.
    ToggleSidebar,
    /// Find somebody among the actors.
    FindInActors,
    /// Whose actors are listed.
    CycleExtent,
    /// In which order actors are listed.
    CycleSort,
    /// Nationalities among the actors or not.
    ToggleNationalities,
    /// Another article beside this one, or none.
    ToggleBeside,
    /// The other article follows, or keeps its place.
    ToggleLock,
    /// The panes from the other side.
    ToggleMirrored,
    /// Narrower text.
    Narrower,
    /// Wider text.
    Wider,
    /// Mark all names, the chosen one, none.
    CycleMarking,
    /// Doubtful names on or off.
    ToggleWeak,
    /// Vowel marks on or off.
    ToggleTashkeel,
    /// Digits as written, Arabic, European.
    CycleDigits,
    /// Lines filled up to the measure, or not.
    ToggleJustify,
    /// How paragraphs get their direction.
    CycleDirection,
    /// Turn the direction of one paragraph.
    TurnParagraph,
    /// Next theme.
    CycleTheme,
    /// Say what made the mention reached.
    Why,
    /// Copy the mention reached.
    CopyMention,
    /// Copy the paragraph.
    CopyParagraph,
    /// The text alone.
    ToggleZen,
    /// Blank rows between lines.
    CycleSpacing,
    /// The paragraph that is read stands out.
    ToggleSpotlight,
    /// Names, or words, in Latin letters under the lines.
    CycleGloss,
    /// Days also Hijri or Persian.
    CycleCalendar,
    /// Begin to select, then take the next larger whole.
    Select,
    /// Select on to the left on the screen.
    SelectLeft,
    /// Select on to the right on the screen.
    SelectRight,
    /// Select a line down.
    SelectDown,
    /// Select a line up.
    SelectUp,
    /// Select up to the next word.
    SelectNextWord,
    /// Select back to the beginning of a word.
    SelectPreviousWord,
    /// Select to the end of a word.
    SelectWordEnd,
    /// Select up to the next sentence.
    SelectNextSentence,
    /// Select back to the beginning of a sentence.
    SelectPreviousSentence,
    /// Select up to the next paragraph.
    SelectNextParagraph,
    /// Select back to the beginning of a paragraph.
    SelectPreviousParagraph,
    /// Move the other end of what is selected.
    SelectOtherEnd,
    /// Copy what is selected.
    CopySelection,
    /// Copy what is selected with its source.
    CopyQuotation,
    /// Take the mouse or leave it to the terminal.
    ToggleMouse,
    /// The help page.
    Help,
    /// The next way of sending right-to-left text.
    CycleBidi,
    /// Read no more articles in for now.
    StopReading,
    /// What could not be read, and why.
    Problems,
    /// Paint everything anew.
    Redraw,
    /// Stop for a while, as a shell job.
    Suspend,
    /// Close the topmost layer; at the bottom, leave.
    Close,
    /// Leave at once.
    Quit,
}

/// Where a key is listened to. A key of a narrower scope wins over [`Scope::Everywhere`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// In every pane.
    Everywhere,
    /// In the page.
    Reader,
    /// In the list of articles.
    List,
    /// In the list of actors.
    Sidebar,
    /// In what shows the collection as a whole: concordance, connections, timeline. Its keys
    /// stand before all others.
    Board,
    /// In the page while one selects; its keys stand before all others.
    Selection,
}

/// Where an action stands in help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// From mention to mention.
    Walk,
    /// Moving in the page.
    Read,
    /// Finding.
    Find,
    /// Panes.
    Panes,
    /// How the text is shown and copied.
    Text,
    /// While one selects.
    Selection,
    /// The program.
    Warraq,
}

impl Group {
    /// All groups in the order of help.
    pub const ALL: [Self; 7] = [
        Self::Walk,
        Self::Read,
        Self::Find,
        Self::Panes,
        Self::Text,
        Self::Selection,
        Self::Warraq,
    ];

    /// Its name in files of words: `group-walk`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Walk => "walk",
            Self::Read => "read",
            Self::Find => "find",
            Self::Panes => "panes",
            Self::Text => "text",
            Self::Selection => "selection",
            Self::Warraq => "warraq",
        }
    }

    /// The heading in help, in English.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Walk => "Walk",
            Self::Read => "Read",
            Self::Find => "Find",
            Self::Panes => "Panes",
            Self::Text => "Text",
            Self::Selection => "Selecting",
            Self::Warraq => "Warraq",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What is done.
    pub action: Action,
    /// The name for `:` and for settings.
    pub name: &'static str,
    /// What it does, in a few words.
    pub sentence: &'static str,
    /// A word for the status line.
    pub hint: &'static str,
    /// The keys that ask for it, most usual first.
    pub keys: &'static [&'static str],
    /// Where these keys are listened to.
    pub scope: Scope,
    /// Where it stands in help.
    pub group: Group,
}

const fn entry(
    action: Action,
    name: &'static str,
    sentence: &'static str,
    hint: &'static str,
    keys: &'static [&'static str],
    scope: Scope,
    group: Group,
) -> Entry {
    Entry {
        action,
        name,
        sentence,
        hint,
        keys,
        scope,
        group,
    }
}

/// The table. Help and `docs/keys.md` keep its order.
#[rustfmt::skip]
pub const TABLE: &[Entry] = {
    use Action as A;
    use Group as G;
    use Scope as S;
    &[
        entry(A::NextMention, "next-mention", "next place of the thing sought", "next", &["n"], S::Everywhere, G::Walk),
        entry(A::PreviousMention, "previous-mention", "previous place of the thing sought", "previous", &["N"], S::Everywhere, G::Walk),
        entry(A::NextArticleWith, "next-article-with", "next article that has it", "next article", &["]"], S::Everywhere, G::Walk),
        entry(A::PreviousArticleWith, "previous-article-with", "previous article that has it", "previous article", &["["], S::Everywhere, G::Walk),
        entry(A::PointLeft, "point-left", "point at the name to the left", "left name", &["h"], S::Reader, G::Walk),
        entry(A::PointRight, "point-right", "point at the name to the right", "right name", &["l"], S::Reader, G::Walk),
        entry(A::Choose, "choose", "choose the name or the row", "choose", &["Enter"], S::Everywhere, G::Walk),
        entry(A::Back, "back", "back to where you were", "back", &["Ctrl-o", "Alt-Left", "Backspace"], S::Everywhere, G::Walk),
        entry(A::Forward, "forward", "forward again", "forward", &["Alt-o", "Alt-Right", "Ctrl-i"], S::Everywhere, G::Walk),
        entry(A::SetMark, "set-mark", "mark this place with a letter", "mark", &["m"], S::Everywhere, G::Walk),
        entry(A::GoToMark, "go-to-mark", "go to a marked place; '' is back", "marks", &["'"], S::Everywhere, G::Walk),
        entry(A::Outline, "outline", "headings of this article", "headings", &["o"], S::Everywhere, G::Walk),
        entry(A::Hints, "links", "links and footnotes by letters", "links", &["r"], S::Everywhere, G::Walk),
        entry(A::Why, "why", "what made this a name", "why", &["w", "F2"], S::Everywhere, G::Walk),
        entry(A::Card, "card", "card of who is named or selected", "card", &["K", "Alt-k"], S::Everywhere, G::Walk),
        entry(A::Pin, "pin", "pin an actor, or unpin", "pin", &["p"], S::Everywhere, G::Walk),
        entry(A::FilterPinned, "pinned", "list articles by who is pinned", "list pinned", &["&"], S::Everywhere, G::Walk),
        entry(A::Peel, "peel", "close, end a search, choose nobody", "close", &["Esc"], S::Everywhere, G::Walk),

        entry(A::Down, "down", "line or row down", "down", &["j", "Down"], S::Everywhere, G::Read),
        entry(A::Up, "up", "line or row up", "up", &["k", "Up"], S::Everywhere, G::Read),
        entry(A::HalfPageDown, "half-page-down", "half a page down", "half down", &["Ctrl-d"], S::Everywhere, G::Read),
        entry(A::HalfPageUp, "half-page-up", "half a page up", "half up", &["Ctrl-u"], S::Everywhere, G::Read),
        entry(A::PageDown, "page-down", "page down", "page", &["Space", "PageDown", "Ctrl-f"], S::Everywhere, G::Read),
        entry(A::PageUp, "page-up", "page up", "page up", &["b", "PageUp", "Ctrl-b"], S::Everywhere, G::Read),
        entry(A::Start, "start", "beginning", "beginning", &["g", "Home"], S::Everywhere, G::Read),
        entry(A::End, "end", "end", "end", &["G", "End"], S::Everywhere, G::Read),
        entry(A::NextArticle, "next-article", "next article of the list", "next article", &["J", "Ctrl-n"], S::Everywhere, G::Read),
        entry(A::PreviousArticle, "previous-article", "previous article of the list", "previous article", &["Ctrl-p"], S::Everywhere, G::Read),
        entry(A::ToggleRead, "read", "article read, or not", "read", &["u"], S::Everywhere, G::Read),
        entry(A::ToggleStar, "star", "a star for the article, or none", "star", &["*"], S::Everywhere, G::Read),
        entry(A::Tag, "tag", "tags of the article, commas between", "tags", &["."], S::Everywhere, G::Read),
        entry(A::Note, "note", "note on the selection or the article", "note", &[";"], S::Everywhere, G::Read),
        entry(A::Notes, "notes", "notes of the article", "notes", &["\""], S::Everywhere, G::Read),
        entry(A::Undo, "undo", "take back what was done last", "undo", &["U", "Alt-u"], S::Everywhere, G::Read),
        entry(A::ToggleCopies, "copies", "articles that tell the same, or not", "copies", &["+"], S::Everywhere, G::Read),
        entry(A::ToggleOnce, "count-once", "a story counts once, or each copy", "count once", &["#"], S::Everywhere, G::Read),

        entry(A::Find, "find", "an actor or a title, in any script", "find", &["f"], S::Everywhere, G::Find),
        entry(A::Search, "search-here", "words in this article", "search", &["/"], S::Everywhere, G::Find),
        entry(A::SearchAll, "search", "words in all articles", "search all", &["S", "F3"], S::Everywhere, G::Find),
        entry(A::Filter, "filter", "list only what a query finds", "filter", &["F", "F4"], S::Everywhere, G::Find),
        entry(A::Kwic, "kwic", "every place of it, each in its line", "in lines", &["c"], S::Everywhere, G::Find),
        entry(A::Connections, "connections", "who appears with whom", "connections", &["P", "Alt-c"], S::Everywhere, G::Find),
        entry(A::Timeline, "timeline", "when articles were written", "timeline", &["L", "Alt-l"], S::Everywhere, G::Find),
        entry(A::Order, "order", "sort or count otherwise", "order", &["s"], S::Board, G::Find),
        entry(A::Export, "export", "write it to a file", "write", &["e"], S::Board, G::Find),
        entry(A::Save, "save", "save the query; rename a saved one", "save", &["I"], S::Everywhere, G::Find),
        entry(A::LookUp, "look-up", "ask a command of your own", "look up", &["!"], S::Everywhere, G::Find),
        entry(A::Command, "command", "any action by its name", "command", &[":"], S::Everywhere, G::Find),

        entry(A::FocusNext, "focus-next", "next pane: list, text, actors", "next pane", &["Tab"], S::Everywhere, G::Panes),
        entry(A::FocusPrevious, "focus-previous", "previous pane", "previous pane", &["Shift-Tab"], S::Everywhere, G::Panes),
        entry(A::FocusLeft, "focus-left", "pane on the left", "left pane", &["Left"], S::Everywhere, G::Panes),
        entry(A::FocusRight, "focus-right", "pane on the right", "right pane", &["Right"], S::Everywhere, G::Panes),
        entry(A::ToggleList, "toggle-list", "show or hide the articles", "articles", &["a"], S::Everywhere, G::Panes),
        entry(A::ToggleSidebar, "toggle-actors", "show or hide the actors", "actors", &["s"], S::Everywhere, G::Panes),
        entry(A::FindInActors, "find-in-actors", "find somebody among the actors", "find actor", &["A"], S::Everywhere, G::Panes),
        entry(A::CycleExtent, "actors-of", "actors of article, screen, list, all", "whose", &["C", "Alt-e"], S::Everywhere, G::Panes),
        entry(A::CycleSort, "sort-actors", "actors by count here, all, or name", "sort", &["O", "Alt-s"], S::Everywhere, G::Panes),
        entry(A::ToggleNationalities, "nationalities", "list nationalities, or not", "nationalities", &["Z", "Alt-n"], S::Everywhere, G::Panes),
        entry(A::ToggleBeside, "beside", "two articles side by side, or one", "beside", &["|"], S::Everywhere, G::Panes),
        entry(A::ToggleLock, "lock", "the article beside follows, or stays", "follow", &["\\"], S::Everywhere, G::Panes),
        entry(A::ToggleMirrored, "mirror", "panes from right to left, or back", "mirror", &["Alt-m"], S::Everywhere, G::Panes),
        entry(A::Narrower, "narrower", "narrower text", "narrower", &["<"], S::Everywhere, G::Panes),
        entry(A::Wider, "wider", "wider text", "wider", &[">"], S::Everywhere, G::Panes),

        entry(A::CycleMarking, "mark", "mark all names, the chosen one, none", "marking", &["v"], S::Everywhere, G::Text),
        entry(A::ToggleWeak, "doubtful", "doubtful names on, off", "doubtful names", &["W", "F8"], S::Everywhere, G::Text),
        entry(A::ToggleTashkeel, "tashkeel", "vowel marks on, off", "vowel marks", &["t"], S::Everywhere, G::Text),
        entry(A::CycleDigits, "digits", "digits as written, ١٢٣, 123", "digits", &["d"], S::Everywhere, G::Text),
        entry(A::ToggleJustify, "justify", "lines of one length, or not", "justified", &["="], S::Everywhere, G::Text),
        entry(A::CycleDirection, "direction", "direction of paragraphs here", "direction", &["D", "F6"], S::Everywhere, G::Text),
        entry(A::TurnParagraph, "turn-paragraph", "turn the direction of this paragraph", "turn", &["Alt-d"], S::Everywhere, G::Text),
        entry(A::ToggleZen, "zen", "the text alone, or all panes", "text alone", &["z"], S::Everywhere, G::Text),
        entry(A::CycleSpacing, "spacing", "lines close, apart, far apart", "spacing", &["-"], S::Everywhere, G::Text),
        entry(A::ToggleSpotlight, "spotlight", "the paragraph being read stands out", "spotlight", &["i"], S::Everywhere, G::Text),
        entry(A::CycleGloss, "gloss", "names, words in Latin letters below", "gloss", &["R", "F11"], S::Everywhere, G::Text),
        entry(A::CycleCalendar, "calendar", "days also Hijri, Persian", "calendar", &["H", "F12"], S::Everywhere, G::Text),
        entry(A::CopyMention, "copy-mention", "copy the name reached", "copy", &["y"], S::Everywhere, G::Text),
        entry(A::CopyParagraph, "copy-paragraph", "copy its paragraph", "copy paragraph", &["Y"], S::Everywhere, G::Text),

        entry(A::Select, "select", "select; again: sentence, paragraph", "select", &["V", "F7"], S::Everywhere, G::Selection),
        entry(A::SelectLeft, "select-left", "on to the left", "left", &["h", "Left"], S::Selection, G::Selection),
        entry(A::SelectRight, "select-right", "on to the right", "right", &["l", "Right"], S::Selection, G::Selection),
        entry(A::SelectDown, "select-down", "a line down", "down", &["j", "Down"], S::Selection, G::Selection),
        entry(A::SelectUp, "select-up", "a line up", "up", &["k", "Up"], S::Selection, G::Selection),
        entry(A::SelectNextWord, "select-next-word", "to the next word", "next word", &["w", "Alt-f"], S::Selection, G::Selection),
        entry(A::SelectPreviousWord, "select-previous-word", "back by a word", "previous word", &["b", "Alt-b"], S::Selection, G::Selection),
        entry(A::SelectWordEnd, "select-word-end", "to the end of a word", "end of word", &["e"], S::Selection, G::Selection),
        entry(A::SelectNextSentence, "select-next-sentence", "to the next sentence", "next sentence", &[")"], S::Selection, G::Selection),
        entry(A::SelectPreviousSentence, "select-previous-sentence", "back by a sentence", "previous sentence", &["("], S::Selection, G::Selection),
        entry(A::SelectNextParagraph, "select-next-paragraph", "to the next paragraph", "next paragraph", &["}"], S::Selection, G::Selection),
        entry(A::SelectPreviousParagraph, "select-previous-paragraph", "back by a paragraph", "previous paragraph", &["{"], S::Selection, G::Selection),
        entry(A::SelectOtherEnd, "select-other-end", "move the other end", "other end", &["o"], S::Selection, G::Selection),
        entry(A::CopySelection, "copy-selection", "copy it as text", "copy", &["y", "Enter"], S::Selection, G::Selection),
        entry(A::CopyQuotation, "copy-quotation", "copy it with source, date and place", "quote", &["Y", "F5"], S::Selection, G::Selection),

        entry(A::Help, "help", "this page", "help", &["?", "F1"], S::Everywhere, G::Warraq),
        entry(A::CycleTheme, "theme", "next theme: dark, light, contrast …", "theme", &["T"], S::Everywhere, G::Warraq),
        entry(A::ToggleMouse, "mouse", "mouse ours, or the terminal's own", "mouse", &["M", "F9"], S::Everywhere, G::Warraq),
        entry(A::CycleBidi, "bidi", "letters stand wrong: try another way", "bidi", &["B"], S::Everywhere, G::Warraq),
        entry(A::StopReading, "stop-reading", "read no more in for now", "stop", &["X", "Ctrl-x"], S::Everywhere, G::Warraq),
        entry(A::Problems, "problems", "what could not be read, and why", "problems", &["e"], S::Everywhere, G::Warraq),
        entry(A::Redraw, "redraw", "paint everything anew", "redraw", &["Ctrl-l"], S::Everywhere, G::Warraq),
        entry(A::Suspend, "suspend", "stop for a while (fg comes back)", "suspend", &["Ctrl-z"], S::Everywhere, G::Warraq),
        entry(A::Close, "close", "close what is on top, or quit", "quit", &["q", "F10"], S::Everywhere, G::Warraq),
        entry(A::Quit, "quit", "quit at once", "quit", &["Ctrl-c"], S::Everywhere, G::Warraq),
    ]
};

impl Action {
    /// Its row of the table.
    #[must_use]
    pub fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().find(|e| e.action == self)
    }

    /// True when words may follow its name after `:`.
    #[must_use]
    pub const fn takes_words(self) -> bool {
        matches!(
            self,
            Self::Search
                | Self::SearchAll
                | Self::Filter
                | Self::Kwic
                | Self::Export
                | Self::Tag
                | Self::Note
                | Self::Save
        )
    }

    /// The action with this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        TABLE.iter().find(|e| e.name == name).map(|e| e.action)
    }
}
