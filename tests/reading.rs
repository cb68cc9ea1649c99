//! What keys and marks do to the letters of the page, on the whole screen.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use warraq::app::key::{Key, KeyCode};
use warraq::app::message::Message;
use warraq::app::page::Setting;
use warraq::app::reader::Reader;
use warraq::app::search::Search;
use warraq::app::{Marking, Model, Setup};
use warraq::document::{Format, read};
use warraq::entity::kind::Kind;
use warraq::layout::digits::Digits;
use warraq::layout::direction::DirectionMode;
use warraq::layout::{Marks, Order, Shaping};
use warraq::library::{Article, ArticleId, EntityId, LinkedMention};
use warraq::text::range::TextRange;

const SETTING: Setting = Setting {
    measure: 40,
    direction: DirectionMode::Article,
    marks: Marks::Keep,
    order: Order::Visual,
    shaping: Shaping::Forms,
    digits: Digits::AsWritten,
    justify: false,
    spacing: 0,
    gloss: false,
    tight: true,
};

/// A reader of one article, no panes beside it.
fn reading(text: &str, mentions: &[LinkedMention]) -> Model {
    let article = Article {
        id: ArticleId(0),
        doc: "a.txt".into(),
        document: Arc::new(read(text.to_owned(), Format::Plain)),
        mentions: mentions.into(),
        weak: Arc::new([]),
        actors: Arc::new([]),
        with_weak: Arc::new([]),
        words: text.split_whitespace().count(),
        analysed: true,
        spot: None,
        marks: Default::default(),
    };
    let mut model = Model::new(Setup {
        width: 60,
        height: 20,
        list: false,
        sidebar: false,
        ..Setup::default()
    });
    model.reader = Some(Reader::new(Arc::new(article), SETTING, 20));
    model.update(Message::Resize(60, 20));
    model
}

fn screen(model: &Model) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 60, 20));
    let _ = warraq::ui::view(model, &mut buffer, &warraq::ui::Labels::default());
    buffer
}

/// The rows of the text column, from left to right, without the blanks around them.
fn rows(model: &Model) -> Vec<String> {
    let buffer = screen(model);
    let text = model.panes.text;
    let row = |y| -> String {
        let cells = (text.x..text.right()).map(|x| buffer[(x, y)].symbol().to_owned());
        cells.collect::<String>().trim().to_owned()
    };
    (text.y..text.bottom())
        .map(row)
        .filter(|r| !r.is_empty())
        .collect()
}

fn press(model: &mut Model, key: Key) {
    model.update(Message::Key(key));
}

fn letter(c: char) -> Key {
    Key::plain(KeyCode::Char(c))
}

fn notice(model: &Model) -> String {
    warraq::locale::without_isolates(&model.notice.as_ref().unwrap().text)
}

#[test]
fn keys_change_digits_and_nothing_moves() {
    let mut model = reading("في عام 2024 زار F16 طهران.", &[]);
    let as_written = rows(&model);
    press(&mut model, letter('d'));
    assert_eq!(notice(&model), "Digits are ١٢٣ among Arabic letters.");
    let arabic = rows(&model);
    assert_eq!(arabic[1], as_written[1].replace("2024", "٢٠٢٤"));
    assert!(arabic[1].contains("F16"));
    press(&mut model, letter('d'));
    press(&mut model, letter('d'));
    assert_eq!(notice(&model), "Digits are as written.");
    assert_eq!(rows(&model), as_written);
}

#[test]
fn a_key_fills_the_lines() {
    let mut model = reading(&"كتاب جميل عن مدينة كبيرة ".repeat(9), &[]);
    let ends = |model: &Model| -> Vec<usize> {
        let rows = rows(model);
        rows[1..rows.len() - 1]
            .iter()
            .map(|r| r.chars().count())
            .collect()
    };
    let ragged = ends(&model);
    press(&mut model, letter('='));
    let filled = ends(&model);
    let measure = usize::from(model.panes.text.width);
    assert!(ragged.iter().any(|&n| n < measure), "{ragged:?}");
    assert!(filled.iter().all(|&n| n == measure), "{filled:?}");
    // What is copied has none of the cells that were added.
    let copied = model.update(Message::Key(letter('Y')));
    assert!(!format!("{copied:?}").contains('\u{640}'));
    press(&mut model, letter('='));
    assert_eq!(ends(&model), ragged);
}

#[test]
fn direction_is_turned_for_a_paragraph_and_for_an_article() {
    let text = "אבג abc\n\nדהו abc";
    let mut model = reading(text, &[]);
    let (rtl, ltr) = (["abc גבא", "abc והד"], ["גבא abc", "והד abc"]);
    let shown = |model: &Model| rows(model)[1..].to_vec();
    assert_eq!(shown(&model), rtl);
    let turn = Key {
        alt: true,
        ..letter('d')
    };
    press(&mut model, turn);
    assert_eq!(notice(&model), "This paragraph runs left to right.");
    assert_eq!(shown(&model), [ltr[0], rtl[1]]);
    press(&mut model, turn);
    assert_eq!(notice(&model), "This paragraph runs right to left.");
    assert_eq!(shown(&model), rtl);
    // At the name reached.
    let at = text.find("דהו").unwrap();
    let reader = model.reader.as_mut().unwrap();
    reader.reached = Some(TextRange::new(at, at + 6));
    press(&mut model, turn);
    assert_eq!(shown(&model), [rtl[0], ltr[1]]);
    press(&mut model, turn);
    for wanted in [rtl, rtl, ltr, rtl] {
        press(&mut model, letter('D'));
        assert_eq!(shown(&model), wanted, "{}", notice(&model));
    }
    // The next article has its own.
    press(&mut model, letter('D'));
    press(&mut model, letter('D'));
    press(&mut model, letter('D'));
    assert_eq!(shown(&model), ltr);
    model.reader = Some(Reader::new(
        Arc::clone(&model.reader.unwrap().article),
        SETTING,
        20,
    ));
    model.update(Message::Resize(60, 20));
    assert_eq!(shown(&model), rtl);
}

proptest! {
    // Each case paints five screens: 10,000 take a minute. With so many the same is tried of
    // the painter (`no_set_of_highlights_changes_a_glyph`) and of layout; here it is the way
    // there that is asked for.
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: ProptestConfig::default().cases.min(2_000),
        ..ProptestConfig::default()
    })]

    /// Marks are colours: whatever is named, searched, reached or pointed at, even half a
    /// letter, the cells hold the same letters.
    #[test]
    fn marks_never_change_a_letter(
        words in proptest::collection::vec("[لابيوسم]{1,6}|ل\u{64E}ا|[a-c1٢]{1,4}|אב|👨\u{200D}👩", 1..60),
        cuts in proptest::collection::vec(0usize..600, 0..24),
        justify: bool,
    ) {
        let text = words.join(" ");
        let mut model = reading(&text, &[]);
        model.setup.justify = justify;
        model.marking = Marking::Nothing;
        model.update(Message::Resize(60, 20));
        let plain: Vec<String> = screen(&model).content.iter().map(|c| c.symbol().to_owned()).collect();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|at| at.min(text.len())).collect();
        cuts.sort_unstable();
        let ranges: Vec<TextRange> = cuts.windows(2).map(|w| TextRange::new(w[0], w[1])).filter(|r| !r.is_empty()).collect();
        let mentions: Vec<LinkedMention> = ranges.iter().map(|&range| LinkedMention {
            range,
            kind: Kind::Person,
            entity: EntityId(0),
        }).collect();
        let mut marked = reading(&text, &mentions);
        marked.setup.justify = justify;
        marked.update(Message::Resize(60, 20));
        // The row of the text: in the margin and below there are signs of what is reached.
        let of_text = |symbols: &[String]| -> Vec<String> {
            let area = marked.panes.text;
            (area.y..area.bottom())
                .flat_map(|y| (area.x..area.right()).map(move |x| usize::from(y) * 60 + usize::from(x)))
                .map(|at| symbols[at].clone())
                .collect()
        };
        let wanted = of_text(&plain);
        let cells = |model: &Model| -> Vec<String> {
            of_text(&screen(model).content.iter().map(|c| c.symbol().to_owned()).collect::<Vec<_>>())
        };
        prop_assert_eq!(&cells(&marked), &wanted);
        let styles = |model: &Model| -> Vec<_> { screen(model).content.iter().map(|c| c.style()).collect() };
        if mentions.len() > 2 {
            prop_assert_ne!(styles(&marked), styles(&model), "nothing was marked");
        }
        let reached = ranges.first().copied();
        marked.reader.as_mut().unwrap().reached = reached;
        marked.reader.as_mut().unwrap().pointed = ranges.last().copied();
        prop_assert_eq!(&cells(&marked), &wanted);
        marked.sought.search = Some(Search::of_hits("x", ranges));
        prop_assert_eq!(&cells(&marked), &wanted);
    }
}
