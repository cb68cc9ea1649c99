//! The base direction of a paragraph.

use unicode_bidi::BidiClass;

use crate::document::{Paragraph, PieceKind};
use crate::text::class;
use crate::text::direction::Direction;

/// How the base direction of a paragraph is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DirectionMode {
    /// By its first strong letter (UAX #9 P2, P3).
    Auto,
    /// As the article leads one to expect (UAX #9 HL1); see [`of_paragraph`].
    #[default]
    Article,
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// The base direction of `paragraph`, a part of `source`, in an article of direction
/// `article`.
///
/// [`DirectionMode::Article`]: the format's own direction; else right to left when most
/// strong letters are and the article is; else that of the first strong letter. Without
/// any strong letter: that of the article.
#[must_use]
pub fn of_paragraph(
    source: &str,
    paragraph: &Paragraph,
    article: Direction,
    mode: DirectionMode,
) -> Direction {
    match mode {
        DirectionMode::Ltr => return Direction::LeftToRight,
        DirectionMode::Rtl => return Direction::RightToLeft,
        DirectionMode::Auto => {
            return scan(source, paragraph, true).first.unwrap_or_default();
        }
        DirectionMode::Article => {}
    }
    if let Some(own) = paragraph.direction {
        return own;
    }
    let strong = scan(source, paragraph, false);
    if article.is_rtl() && strong.rtl > strong.ltr {
        return Direction::RightToLeft;
    }
    strong.first.unwrap_or(article)
}

/// The strong letters of a paragraph.
#[derive(Default)]
struct Strong {
    /// The direction of the first that stands in no isolate (P2, P3).
    first: Option<Direction>,
    ltr: usize,
    rtl: usize,
}

/// Counts the strong letters; with `first_only` it stops at the first that counts for P2.
fn scan(source: &str, paragraph: &Paragraph, first_only: bool) -> Strong {
    let mut strong = Strong::default();
    let mut isolates = 0usize;
    let texts = paragraph
        .pieces
        .iter()
        .filter(|piece| piece.kind == PieceKind::Text)
        .filter_map(|piece| piece.range.slice(source));
    for c in texts.flat_map(str::chars) {
        let direction = match class::bidi(c) {
            BidiClass::L => {
                strong.ltr += 1;
                Direction::LeftToRight
            }
            BidiClass::R | BidiClass::AL => {
                strong.rtl += 1;
                Direction::RightToLeft
            }
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => {
                isolates += 1;
                continue;
            }
            BidiClass::PDI => {
                isolates = isolates.saturating_sub(1);
                continue;
            }
            BidiClass::B => {
                isolates = 0;
                continue;
            }
            _ => continue,
        };
        if isolates == 0 {
            strong.first.get_or_insert(direction);
            if first_only {
                break;
            }
        }
    }
    strong
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ParagraphKind;
    use crate::layout::sketch::piece;

    #[test]
    fn each_mode_has_its_rule() {
        use Direction::{LeftToRight as L, RightToLeft as R};
        use DirectionMode::{Article, Auto, Ltr, Rtl};
        for (text, own, article, mode, wanted) in [
            ("NATO אב גד הו", None, R, Article, R),
            ("NATO אב גד הו", None, L, Article, L),
            ("NATO אב", None, R, Article, L),
            ("אב and so on", None, R, Article, R),
            ("אב and so on", None, L, Article, R),
            ("אב גד", Some(L), R, Article, L),
            ("abc", Some(R), L, Article, R),
            ("abc", Some(R), R, Auto, L),
            ("NATO אב גד הו", None, R, Auto, L),
            ("12 אב", None, L, Auto, R),
            ("12", None, R, Auto, L),
            ("12", None, R, Article, R),
            ("\u{2067}אב\u{2069} abc", None, L, Auto, L),
            ("\u{2069}אב", None, L, Auto, R),
            ("אב", Some(R), R, Ltr, L),
            ("abc", Some(L), L, Rtl, R),
        ] {
            let paragraph = Paragraph {
                kind: ParagraphKind::Body,
                pieces: vec![piece(0, text.len(), PieceKind::Text)],
                direction: own,
            };
            assert_eq!(
                of_paragraph(text, &paragraph, article, mode),
                wanted,
                "{text:?} {own:?} in {article:?}, {mode:?}"
            );
        }
    }
}
