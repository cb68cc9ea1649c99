//! Every way to find, to go back, to copy and to be told, with the real binary in a
//! pseudo-terminal over the sample collection.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod pty;

use pty::Start;
use pty::clipboard::copied;
use pty::reading::{
    FOLLOWED, HIT, HIT_HERE, LUKASHENKO, NAME, Walk, bare, body, drawn, ended, headless,
    here_signs, is_read_in, line_of, logical, on_ground, page, panes, part, places, quits, status,
};
use warraq::app::page::Page;

/// What back and forward must bring back: the page with its ruler, its head and the counter.
fn page_as_it_is(walk: &Walk, article: usize) -> Vec<String> {
    part(walk.session.vt(), walk.panes(article).reader)
}

#[track_caller]
fn shows_again(walk: &mut Walk, article: usize, wanted: &[String], counter: &str) {
    let panes = walk.panes(article);
    let area = panes.reader;
    walk.session.wait_until(|screen| {
        let now = part(screen, area);
        let differing = now.iter().zip(wanted).find(|(now, then)| now != then);
        if let Some((now, then)) = differing {
            return Err(format!("now:  {now}\nthen: {then}\n"));
        }
        let status = status(screen);
        status
            .contains(counter)
            .then_some(())
            .ok_or(format!("no {counter:?}"))
    });
}

/// Chooses Lukashenko by the finder.
#[track_caller]
fn find_lukashenko(walk: &mut Walk) {
    walk.session.keys("flukash");
    walk.session.wait_until(|screen| {
        let row = pty::rows(screen).into_iter().find(|row| row.contains('▌'));
        let row = row.ok_or("nothing is selected")?;
        let found = row.contains("Alexander Lukashenko") && logical(&row).contains(&bare(NAME));
        found.then_some(()).ok_or(row)
    });
    walk.session.keys("\r");
    walk.lands_on(0, "1/12 here");
    let all = format!("{} in 14 articles", walk.places.len());
    walk.session.wait_for_text(&all);
}

#[test]
fn latin_letters_find_an_arabic_name() {
    let mut walk = Walk::wide();
    find_lukashenko(&mut walk);
    // A title, in another script and without its marks.
    walk.session.keys("fwires and");
    walk.session.wait_until(|screen| {
        let row = pty::rows(screen).into_iter().find(|row| row.contains('▌'));
        let row = row.unwrap_or_default();
        row.contains("Wires and Pipes").then_some(()).ok_or(row)
    });
    walk.session.keys("\r");
    walk.session.wait_for_text("4 of 14");
    walk.session.wait_for_text("2 here");
    walk.look(3);
    let third = walk.places.iter().position(|p| p.article == 3).unwrap();
    walk.step("n", third);
    quits(walk.session);
}

#[test]
fn arabic_without_marks_and_hamza_finds_a_name() {
    let mut walk = Walk::wide();
    walk.session.keys("fالكسندر لوكاشنكو");
    walk.session.wait_for_text("Alexander Lukashenko");
    walk.session.keys("\r");
    walk.lands_on(0, "1/12 here");
    quits(walk.session);
}

#[test]
fn an_actor_of_another_article_is_found_there() {
    let name = "ales-bialiatski";
    let mut walk = Walk::new(pty::reading::opened(120, 36), (120, 36), places(name));
    assert_ne!(walk.places[0].article, 0);
    walk.look(0);
    walk.session.keys("fbialiatski");
    walk.session.wait_until(|screen| {
        let row = pty::rows(screen).into_iter().find(|row| row.contains('▌'));
        let row = row.unwrap_or_default();
        row.contains("Bialiatski").then_some(()).ok_or(row)
    });
    walk.session.keys("\r");
    let counter = format!("1/{} here", walk.places[0].of);
    walk.lands_on(0, &counter);
    quits(walk.session);
}

#[test]
fn nothing_found_is_said() {
    let mut walk = Walk::wide();
    walk.session.keys("fqqzzxx");
    walk.session
        .wait_for_text("No actor or title like “qqzzxx”.");
    walk.session.keys("\x1b");
    walk.session.wait_for_text("Enter on a name");
    walk.session.keys("/لا يوجد هذا أبدا\r");
    // A sentence of the interface runs as the interface does, whatever it begins with.
    walk.session.wait_until(|screen| {
        let status = status(screen);
        let said = status.contains("” is not in this article.");
        said.then_some(()).ok_or(status)
    });
    walk.session.keys(":nonsense");
    walk.session
        .wait_for_text("No action is called “nonsense”.");
    walk.session.keys("\r");
    walk.session.wait_until(|screen| {
        let said = status(screen).contains("No action is called “nonsense”.");
        said.then_some(()).ok_or("not said".into())
    });
    quits(walk.session);
}

#[test]
fn back_and_forward_return_to_the_exact_screen() {
    let mut walk = Walk::wide();
    let begin = body(walk.session.vt(), &walk.panes(0));
    find_lukashenko(&mut walk);
    let mut screens = vec![(0, page_as_it_is(&walk, 0), "1/12 here".to_owned())];
    // Through the first article into the third.
    for to in 1..26 {
        walk.step("n", to);
        if [3, 14].contains(&to) {
            // One reads on a little before the next jump.
            let article = walk.places[to].article;
            let panes = walk.panes(article);
            let before = body(walk.session.vt(), &panes);
            walk.session.keys("2j");
            walk.session.wait_until(|screen| {
                let now = body(screen, &panes);
                let moved = now[..now.len() - 2] == before[2..];
                moved.then_some(()).ok_or("it did not scroll".into())
            });
            walk.look(article);
        }
        let place = &walk.places[to];
        let counter = format!("{}/{} here", place.nth, place.of);
        screens.push((place.article, page_as_it_is(&walk, place.article), counter));
    }
    let back = ["\x0f", "\x1b[1;3D", "\x7f"];
    let forward = ["\x1bo", "\x1b[1;3C"];
    for (at, (article, page, counter)) in screens.iter().enumerate().rev().skip(1) {
        walk.session.keys(back[at % 3]);
        shows_again(&mut walk, *article, page, counter);
    }
    walk.session.keys("\x0f");
    // Before him there was nobody, so the ruler had no ticks.
    let panes = walk.panes(0);
    walk.session.wait_until(|screen| {
        let now = body(screen, &panes);
        let same = now == begin && here_signs(screen, &panes).is_empty();
        same.then_some(()).ok_or("another page".into())
    });
    walk.session.keys("\x0f");
    walk.session.wait_for_text("This is the oldest place.");
    for (at, (article, page, counter)) in screens.iter().enumerate() {
        walk.session.keys(forward[at % 2]);
        shows_again(&mut walk, *article, page, counter);
    }
    walk.session.keys("\x1bo");
    walk.session.wait_for_text("This is the newest place.");
    quits(walk.session);
}

#[test]
fn control_i_goes_forward_where_it_is_not_tab() {
    let start = Start::warraq(&[]).size(120, 36);
    let mut session = start.replies(pty::kitty_keyboard(pty::When::Now)).spawn();
    is_read_in(&mut session, 120, 36);
    session.keys("nn");
    session.wait_for_text("2/");
    session.keys("\x1b[111;5u");
    session.wait_for_text("1/");
    session.keys("\x1b[105;5u");
    session.wait_for_text("2/");
    quits(session);
}

#[test]
fn brackets_go_to_the_articles_that_have_it() {
    let mut walk = Walk::wide();
    find_lukashenko(&mut walk);
    let firsts: Vec<usize> = (0..walk.places.len())
        .filter(|&at| walk.places[at].nth == 1)
        .collect();
    for &to in firsts.iter().skip(1) {
        walk.session.keys("]");
        walk.lands_on(to, " here");
    }
    walk.session.keys("]");
    walk.lands_on(0, "Past the last");
    walk.session.keys("[");
    walk.lands_on(*firsts.last().unwrap(), "Before the first");
    walk.session.keys("[");
    walk.lands_on(firsts[firsts.len() - 2], " here");
    walk.session.keys("2]");
    walk.lands_on(0, "Past the last");
    quits(walk.session);
}

#[test]
fn a_search_ignores_marks_and_escape_gives_the_actor_back() {
    let mut walk = Walk::wide();
    find_lukashenko(&mut walk);
    let document = walk.articles[0].clone();
    let hits: usize = document
        .paragraphs
        .iter()
        .filter_map(|p| p.range()?.slice(&document.source))
        .map(|text| bare(text).matches("كل").count())
        .sum();
    assert!(hits > 1, "the sample is vocalised there");
    walk.session.keys("//كل/\r");
    let panes = walk.panes(0);
    walk.session
        .wait_for_text(&format!("1/{hits} hits in this article"));
    let hit = walk.session.wait_until(|screen| {
        let solid = on_ground(screen, &panes, HIT_HERE, true);
        let signs = here_signs(screen, &panes);
        match &solid[..] {
            [(y, text)] if text == "كل" && signs == [*y] => Ok(*y),
            _ => Err(format!("{solid:?} {signs:?}")),
        }
    });
    // On the screen the word is vocalised.
    let row = &body(walk.session.vt(), &panes)[usize::from(hit)];
    assert!(row.contains('\u{651}'), "{row}");
    walk.session.keys("n");
    walk.session
        .wait_for_text(&format!("2/{hits} hits in this article"));
    walk.session.keys("N");
    walk.session
        .wait_for_text(&format!("1/{hits} hits in this article"));
    assert_eq!(on_ground(walk.session.vt(), &panes, FOLLOWED, true), []);
    let lit = on_ground(walk.session.vt(), &panes, HIT, true);
    assert!(lit.iter().all(|(_, text)| text.contains("كل")), "{lit:?}");

    // One layer after the other: popup, prompt, search, actor.
    walk.session.keys("?");
    walk.session.wait_for_text("type to search");
    walk.session.keys("\x1b");
    walk.session.wait_for_text("hits in this article");
    walk.session.keys("/ab");
    walk.session.wait_until(|screen| {
        let typed = status(screen).contains("/ ab");
        typed.then_some(()).ok_or("not typed".into())
    });
    walk.session.keys("\x1b");
    walk.session.wait_for_text("hits in this article");
    walk.session.keys("\x1b");
    walk.session.wait_for_text("12 here");
    walk.session.wait_until(|screen| {
        let rows = on_ground(screen, &panes, FOLLOWED, true);
        (!rows.is_empty())
            .then_some(())
            .ok_or("he is not marked".into())
    });
    walk.session.keys("\x1b");
    walk.session.wait_for_text("Enter on a name");
    assert_eq!(on_ground(walk.session.vt(), &panes, FOLLOWED, true), []);
    quits(walk.session);
}

#[test]
fn with_nobody_chosen_every_name_is_walked() {
    let mut walk = Walk::wide();
    let out = headless(&["mentions"]);
    let first = String::from_utf8(out.stdout).unwrap();
    let names = first.lines().filter(|l| l.contains("sample-01")).count();
    for at in 1..=3 {
        walk.session.keys("n");
        walk.session.wait_for_text(&format!("{at}/{names} names"));
    }
    walk.session.keys("5n");
    walk.session.wait_for_text(&format!("8/{names} names"));
    quits(walk.session);
}

#[test]
fn an_action_is_done_by_its_name() {
    let mut walk = Walk::wide();
    walk.session.wait_for_text("In this article");
    walk.session.keys(":toggle-actors");
    walk.session.wait_for_text("show or hide the actors");
    walk.session.keys("\r");
    walk.session
        .wait_for(|s| !pty::rows(s)[0].contains("In this article"));
    walk.session.keys(":toggle-actors\r");
    walk.session.wait_for_text("In this article");
    walk.session.keys(":next-article\r");
    walk.session.wait_for_text("2 of 14");
    walk.session.keys(":quit\r");
    ended(walk.session, 0);
}

#[test]
fn help_shows_every_action_and_is_searched() {
    let mut session = Start::warraq(&[]).size(120, 72).spawn();
    session.wait_for_text("Enter on a name");
    session.keys("?");
    session.wait_for_text("type to search");
    let text = session.text();
    for entry in warraq::app::action::TABLE {
        // Two columns have room for two keys.
        let keys: Vec<&str> = entry.keys.iter().take(2).copied().collect();
        let keys = keys.join(" ");
        assert!(text.contains(&keys), "{keys} is not in help");
        assert!(text.contains(entry.sentence), "{} is cut", entry.sentence);
    }
    session.keys("backspace");
    session.wait_for_text("Ctrl-o Alt-Left Backspace");
    session.keys("\x7f".repeat(9));
    session.wait_for_text("type to search");
    session.keys("vowel");
    session.wait_for(|screen| !pty::rows(screen).join("\n").contains("half a page"));
    assert!(session.text().contains("vowel marks on, off"));
    session.keys("\r");
    session.wait_for_text("Vowel marks are hidden.");
    // q closes what is on top, and leaves only then.
    session.keys("?");
    session.wait_for_text("type to search");
    session.keys("q");
    session.wait_for_text("Enter on a name");
    quits(session);
}

#[test]
fn what_is_copied_is_the_source_in_logical_order() {
    let mut walk = Walk::wide();
    walk.session.keys("y");
    walk.session.wait_for_text("No name is reached");
    find_lukashenko(&mut walk);
    for to in 1..11 {
        walk.step("n", to);
    }
    // This one is written across Markdown signs; a lam-alef is in the paragraph.
    let place = walk.places[10].clone();
    assert!(place.surface.contains("**"));
    walk.session.keys("y");
    walk.session.wait_for_text("Copied: 1 word.");
    walk.session.keys("Y");
    walk.session.wait_until(|screen| {
        let status = status(screen);
        let many = status.contains("Copied: ") && !status.contains(": 1 word.");
        many.then_some(()).ok_or(status)
    });
    let source = &walk.articles[0].source;
    let mut paragraphs = walk.articles[0].paragraphs.iter();
    let paragraph = paragraphs
        .find_map(|p| p.range().filter(|r| r.contains(place.range.start)))
        .unwrap();
    let wanted = [place.surface.as_str(), paragraph.slice(source).unwrap()];
    assert_eq!(copied(walk.session.written()), wanted);
    quits(walk.session);
}

/// The first byte of the line that stands in a row of the page.
fn byte_of(page: &mut Page, source: &str, row: &str) -> usize {
    let mut starts = source.char_indices().map(|(at, _)| at);
    let found = starts.find(|&at| {
        let line = line_of(page, at);
        line.range.start == at && !line.placed.is_empty() && row.contains(&drawn(&line))
    });
    found.unwrap()
}

#[test]
fn another_size_keeps_the_sentence_at_the_top() {
    let mut walk = Walk::wide();
    walk.session.keys("20j");
    walk.session.wait_until(|screen| {
        let top = &body(screen, &panes(120, 36, &walk.articles[0]))[0];
        let moved = !logical(top).contains(&bare("أربع ساعات"));
        moved.then_some(()).ok_or("it did not scroll".into())
    });
    let document = walk.articles[0].clone();
    let first = |rows: &[String]| rows.iter().find(|row| !row.is_empty()).cloned();
    let top = first(&body(walk.session.vt(), &walk.panes(0))).unwrap();
    let at = byte_of(&mut page(120, 36, &document), &document.source, &top);
    for (columns, rows) in [(80, 24), (40, 12), (150, 50), (120, 36)] {
        walk.session.resize(columns, rows);
        let mut page = page(columns, rows, &document);
        let wanted = drawn(&line_of(&mut page, at));
        let panes = panes(columns, rows, &document);
        walk.session.wait_until(|screen| {
            let rows = body(screen, &panes);
            let top = first(&rows).unwrap_or_default();
            let stays = top.contains(&wanted);
            stays
                .then_some(())
                .ok_or(format!("top {top}\nnot {wanted}"))
        });
    }
    let again = first(&body(walk.session.vt(), &walk.panes(0))).unwrap();
    assert_eq!(again, top, "the widest window shows what it showed");
    quits(walk.session);
}

#[test]
fn drawers_open_over_a_small_page_and_close_when_something_is_chosen() {
    let mut session = pty::reading::opened(40, 12);
    // All is read in when the actors have all their mentions.
    let all = format!(" {} ", places(LUKASHENKO).len());
    session.keys("flukash");
    session.wait_until(|screen| {
        let rows = pty::rows(screen);
        let row = rows.iter().find(|row| row.contains('▌'));
        let row = row.ok_or("nothing is selected")?;
        row.contains(&all).then_some(()).ok_or(row.clone())
    });
    session.keys("\x1b");
    session.wait_for_text("Enter on a name");
    let page = session.screen();
    let is_page = |screen: &vt100::Screen| {
        let same = pty::rows(screen) == page;
        same.then_some(()).ok_or("not the page".into())
    };
    for (open, sign) in [("a", "28 Sep 2020"), ("s", "People"), ("\t", "People")] {
        for close in ["\x1b", "q"] {
            session.keys(open);
            session.wait_until(|screen| {
                let rows = pty::rows(screen);
                let drawer = rows.iter().any(|row| row.contains('▌'));
                let found = drawer && rows.iter().any(|row| row.contains(sign));
                found.then_some(()).ok_or(format!("no drawer with {sign}"))
            });
            session.keys(close);
            session.wait_until(is_page);
        }
    }
    // The list is the page's other neighbour.
    session.keys("\x1b[Z");
    session.wait_for_text("▌");
    session.keys("j\r");
    session.wait_until(|screen| {
        let rows = pty::rows(screen);
        let closed = !rows.iter().any(|row| row.contains('▌'));
        let there = rows.iter().any(|row| row.contains("5 Feb 2022"));
        (closed && there)
            .then_some(())
            .ok_or("not the second article".into())
    });
    quits(session);
}
