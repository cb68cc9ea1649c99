//! Colours and weights: they say who is named, and change no letter.

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::style::{Color, Modifier};

use crate::app::ThemeChoice;
use crate::app::panes::Area;
use crate::app::search::Search;
use crate::app::session::Session;
use crate::library::{Article, LinkedMention};
use crate::text::range::TextRange;
use crate::ui::tests::{collection, glyph, glyphs, painted, styles};
use crate::ui::theme::Theme;

#[test]
fn a_highlight_changes_no_glyph() {
    for (width, height) in [(40, 12), (80, 24), (120, 36)] {
        let mut session = collection(width, height);
        session.keys("Esc");
        let text = session.model.panes.text;
        let plain = painted(&session).0;
        let (letters, inks) = (glyphs(&plain, text), styles(&plain, text));
        // Followed, reached, pointed at, marked less, a search, and one on a joined half.
        for keys in ["n Enter", "h", "Esc v", "v", "v / ينك Enter", "Esc Esc v v"] {
            session.keys(keys);
            let screen = painted(&session).0;
            assert_eq!(glyphs(&screen, text), letters, "{width}: {keys}");
            assert_ne!(styles(&screen, text), inks, "{width}: {keys}");
        }
    }
}

#[test]
fn a_doubtful_name_is_underlined_and_has_no_colour_of_its_own() {
    let text =
        "التقى الرئيس الإيراني ألكسندر لوكاشينكو الوفد. ثم غادر الرئيس الإيراني مينسك إلى بريست.";
    let mut session = Session::open(80, 24, &[("a.txt", text)]);
    session.keys("Esc");
    let area = session.model.panes.text;
    let without = painted(&session).0;
    session.keys("W");
    let with = painted(&session).0;
    assert_eq!(glyphs(&with, area), glyphs(&without, area));
    let mut changed = 0;
    for y in area.y..area.bottom() {
        for x in area.x..area.right() {
            let (old, new) = (without[(x, y)].style(), with[(x, y)].style());
            if old != new {
                assert_eq!(new, old.add_modifier(Modifier::UNDERLINED), "{x} {y}");
                changed += 1;
            }
        }
    }
    assert_eq!(changed, "الرئيس".chars().count());
}

/// Ranges of a text, from left to right without overlap, from pairs of distance and length.
fn ranges(steps: &[(usize, usize)]) -> Vec<TextRange> {
    let mut end = 0;
    let range = |&(gap, length): &(usize, usize)| {
        let start = end + gap;
        end = start + length;
        TextRange::new(start, end)
    };
    steps.iter().map(range).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is marked in whatever way, at whatever byte it begins and ends.
    #[test]
    fn no_set_of_highlights_changes_a_glyph(
        names in proptest::collection::vec((0usize..40, 1usize..24), 0..24),
        hits in proptest::option::of(proptest::collection::vec((0usize..90, 1usize..9), 0..12)),
        reached in proptest::option::of((0usize..700, 0usize..60)),
        pointed in proptest::option::of((0usize..700, 0usize..60)),
    ) {
        thread_local! {
            static SESSION: std::cell::RefCell<Session> = {
                let mut session = collection(60, 24);
                session.keys("Esc");
                std::cell::RefCell::new(session)
            };
        }
        SESSION.with_borrow_mut(|session| -> Result<(), TestCaseError> {
            let text = session.model.panes.text;
            let reader = session.model.reader.as_mut().unwrap();
            let entities: Vec<_> = reader.article.mentions.to_vec();
            let one = |range: Option<(usize, usize)>| range.and_then(|range| ranges(&[range]).pop());
            let marked = ranges(&names).into_iter().zip(entities.iter().cycle());
            let mentions = marked.map(|(range, like)| LinkedMention { range, ..*like });
            let before = Arc::clone(&reader.article);
            let bare = Article { mentions: Arc::new([]), ..Article::clone(&before) };
            reader.article = Arc::new(bare);
            let plain = painted(session).0;
            let reader = session.model.reader.as_mut().unwrap();
            let article = Article { mentions: mentions.collect(), ..Article::clone(&before) };
            reader.article = Arc::new(article);
            (reader.reached, reader.pointed) = (one(reached), one(pointed));
            session.model.sought.search = hits.map(|hits| Search::of_hits("x", ranges(&hits)));
            let lit = painted(session).0;
            let reader = session.model.reader.as_mut().unwrap();
            (reader.article, reader.reached, reader.pointed) = (before, None, None);
            session.model.sought.search = None;
            prop_assert_eq!(glyphs(&lit, text), glyphs(&plain, text));
            Ok(())
        })?;
    }
}

#[test]
fn half_of_a_lam_alef_lights_its_cell() {
    // The text, the name in it, and what of the line is lit from right to left.
    for (text, name, lit) in [
        ("هذا لإيران", "إيران", "\u{fef9}ﻳﺮﺍﻥ"),
        ("هذا لِأَوروبا", "أوروبا", "\u{fef7}ﻭﺭﻭﺑﺎ"),
        ("بين مينسك والأردن", "الأردن", "ﺍ\u{fef7}ﺭﺩﻥ"),
        ("مقر للأمم المتحدة", "الأمم المتحدة", "\u{fef8}ﻣﻢ ﺍﻟﻤﺘﺤﺪﺓ"),
    ] {
        let mut session = Session::open(80, 24, &[("a.txt", text)]);
        session.keys("N");
        let screen = painted(&session).0;
        let area = session.model.panes.text;
        let current = Theme::of(&session.model).current.bg;
        let mut found = String::new();
        for y in area.y..area.bottom() {
            for x in (area.x..area.right()).rev() {
                if screen[(x, y)].style().bg == current {
                    found.push_str(glyph(&screen, x, y));
                }
            }
        }
        let bare: String = found
            .chars()
            .filter(|c| !('\u{64b}'..='\u{652}').contains(c))
            .collect();
        assert_eq!(bare, lit, "{name} in {text}");
        // What is lit is what a click means, the half that is not the name's included.
        let row = u16::try_from(session.row_reached().unwrap()).unwrap();
        for x in area.x..area.right() {
            let is_lit = screen[(x, area.y + row)].style().bg == current;
            let reader = session.model.reader.as_ref().unwrap();
            let mention = reader.mention_at(x - area.x, row, area.width);
            let same = mention.is_some_and(|m| Some(m.range) == reader.reached);
            assert_eq!(same, is_lit, "{text}: column {x}");
        }
    }
}

/// Every cell but those of the lines between panes.
fn beside_lines(session: &Session, screen: &ratatui::buffer::Buffer) -> Vec<(u16, u16, String)> {
    let panes = session.model.panes;
    let lines: Vec<u16> = [panes.list.map(Area::right), Some(panes.reader.right())]
        .into_iter()
        .flatten()
        .map(|x| x.saturating_sub(1))
        .collect();
    let cells = (0..panes.screen.height).flat_map(|y| (0..panes.screen.width).map(move |x| (x, y)));
    cells
        .filter(|(x, _)| !lines.contains(x))
        .map(|(x, y)| (x, y, glyph(screen, x, y).to_owned()))
        .collect()
}

#[test]
fn without_colours_the_cells_are_the_same() {
    for (width, height) in [(40, 12), (80, 24), (120, 36), (200, 60)] {
        for keys in ["", "a", "s", "f min", "?", ": ", "/ بند Enter", "h"] {
            let mut session = collection(width, height);
            session.keys(keys);
            let colours = painted(&session).0;
            session.model.setup.theme = ThemeChoice::Mono;
            let mono = painted(&session).0;
            if session.model.popup.is_none() {
                let (a, b) = (
                    beside_lines(&session, &mono),
                    beside_lines(&session, &colours),
                );
                assert_eq!(a, b, "{width}: {keys}");
            } else {
                // The popup stands where a line would be.
                let cells = |s| beside_lines(&session, s);
                let differ = cells(&mono).into_iter().zip(cells(&colours));
                let differ: Vec<_> = differ.filter(|(a, b)| a != b).collect();
                assert_eq!(differ, [], "{width}: {keys}");
            }
            for cell in mono.content() {
                assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
            }
            // What is reached is told without colours too.
            let reversed = |c: &ratatui::buffer::Cell| c.modifier.contains(Modifier::REVERSED);
            if session.model.popup.is_none()
                && !session.model.panes.list_is_drawer
                && !session.model.panes.sidebar_is_drawer
            {
                assert!(mono.content().iter().any(reversed), "{width}: {keys}");
            }
        }
    }
}

#[test]
fn no_theme_makes_letters_unseen() {
    use ThemeChoice::{Auto, Contrast, Dark, Light, Mono, SixteenDark, SixteenLight};
    for theme in [Auto, Dark, Light, Contrast, SixteenDark, SixteenLight, Mono] {
        for keys in ["", "h", "a", "f min Down", "/ بند Enter"] {
            let mut session = collection(80, 24);
            session.keys(keys);
            session.model.setup.theme = theme;
            for cell in painted(&session).0.content() {
                let blank = cell.symbol() == " ";
                let same = cell.fg == cell.bg && cell.fg != Color::Reset;
                assert!(blank || !same, "{theme:?} {keys}: {cell:?}");
                // Terminals draw bold of the first eight colours in another colour.
                let dull = matches!(
                    cell.fg,
                    Color::Black
                        | Color::Red
                        | Color::Green
                        | Color::Yellow
                        | Color::Blue
                        | Color::Magenta
                        | Color::Cyan
                        | Color::Gray
                );
                let bold = cell.modifier.contains(Modifier::BOLD);
                assert!(!(dull && bold) || blank, "{theme:?} {keys}: {cell:?}");
            }
        }
    }
}
