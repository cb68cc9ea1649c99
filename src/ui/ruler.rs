//! The overview ruler: scroll bar and ticks in one, at the page's side. Who is pinned has a
//! column of its own where there is room, its digit above; else the last column is shared
//! and its ticks are digits.

use ratatui::style::Style;

use crate::app::Model;
use crate::app::reader::Reader;
use crate::app::ruler::{Follows, Track};
use crate::ui::paint::Painter;
use crate::ui::pins;

/// More columns than these draw the eye from the text.
const COLUMNS: u16 = 3;

pub(super) fn view(model: &Model, reader: &Reader, painter: &mut Painter<'_>) {
    let text = painter.spot.text;
    let ruler = painter.spot.ruler;
    let tracks = &reader.ruler.tracks;
    let wanted = u16::try_from(tracks.len()).unwrap_or(COLUMNS);
    // The sign in the margin of the text keeps its place.
    let room = ruler.saturating_sub(text.right() + 1);
    let columns = wanted.min(COLUMNS).min(room).max(1);
    let left = ruler + 1 - columns;
    for (at, x) in (left..=ruler).enumerate() {
        let last = x == ruler;
        let end = if last { tracks.len() } else { at + 1 };
        let shown = tracks.get(at..end).unwrap_or_default();
        column(model, reader, (x, at == 0), shown, painter);
    }
}

/// The look of a track, and its digit when it is that of a pinned actor.
fn look(follows: &Follows, painter: &Painter<'_>) -> (Style, Option<&'static str>) {
    let theme = painter.theme;
    match follows {
        Follows::Pinned(at, _) => {
            let ink = theme.pins.get(*at).copied().unwrap_or_default();
            (ink.sign, pins::DIGITS.get(*at).copied())
        }
        Follows::Hits(_) => (theme.text, None),
        Follows::Chosen(_) | Follows::Nobody => (theme.accent, None),
    }
}

/// One column; the first shows the article and the part of it that is on the screen.
fn column(
    model: &Model,
    reader: &Reader,
    (x, first): (u16, bool),
    tracks: &[Track],
    painter: &mut Painter<'_>,
) {
    let text = painter.spot.text;
    let theme = painter.theme;
    if let [alone] = tracks
        && let (style, Some(digit)) = look(&alone.follows, painter)
        && text.y > 0
    {
        // In the blank row over the page, else in the head.
        let y = if model.panes.head > 2 { text.y - 1 } else { 0 };
        painter.sign(x, y, digit, style);
    }
    let rows = usize::from(text.height);
    let length = reader.article.document.source.len().max(1);
    let shown = reader.shown();
    let view = (
        shown.start * rows / length,
        shown.end.saturating_sub(1) * rows / length,
    );
    for (at, y) in (text.y..text.bottom()).enumerate() {
        let in_view = (view.0..=view.1).contains(&at);
        let knots = |track: &&Track| track.knots.get(at).is_some_and(|knot| *knot > 0);
        let signs = if in_view {
            painter.signs.standing
        } else {
            painter.signs.standing_out
        };
        match tracks.iter().find(knots) {
            Some(track) => {
                let (style, digit) = look(&track.follows, painter);
                let knot = track.knots.get(at).map_or(0, |knot| usize::from(*knot & 3));
                let sign = match digit {
                    Some(digit) if tracks.len() > 1 => digit,
                    _ => signs[knot],
                };
                painter.sign(x, y, sign, style);
            }
            None if first && in_view => painter.sign(x, y, signs[0], theme.thread_in),
            None if first => painter.sign(x, y, signs[0], theme.thread_out),
            None => {}
        }
    }
}
