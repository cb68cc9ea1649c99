//! Roles and their colours. A role's text keeps a contrast of 4.5:1 on every ground it stands on.

use ratatui::style::Style;

use crate::app::pins::PINS;
use crate::app::{Model, ThemeChoice};
use crate::entity::kind::Kind;
use crate::ui::pins::PinInk;
use crate::ui::shipped;

/// The colours of every role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// The page.
    pub ground: Style,
    /// List, sidebar and status line.
    pub side: Style,
    /// Popups.
    pub raised: Style,
    /// Running text.
    pub text: Style,
    /// Titles, headings, keys.
    pub strong: Style,
    /// Labels, dates, hints, titles that were read.
    pub dim: Style,
    /// Signs that separate; never text.
    pub faint: Style,
    /// The rule under a pane's head.
    pub rule: Style,
    /// The rule under the focused pane's head.
    pub rule_focused: Style,
    /// A person who is not followed.
    pub person: Style,
    /// An organisation that is not followed.
    pub organisation: Style,
    /// A place that is not followed.
    pub place: Style,
    /// A nationality that is not followed.
    pub nationality: Style,
    /// A mention of the chosen actor.
    pub followed: Style,
    /// The mention that was reached.
    pub current: Style,
    /// The pinned actors, by number.
    pub pins: [PinInk; PINS],
    /// The chosen actor's ticks, counts and sign; where one is.
    pub accent: Style,
    /// The mention that `h` and `l` point at.
    pub pointed: Style,
    /// A hit of a search.
    pub hit: Style,
    /// The hit that was reached.
    pub hit_current: Style,
    /// The selected row.
    pub selected: Style,
    /// Trouble: sign and reason.
    pub error: Style,
    /// A link.
    pub link: Style,
    /// The ruler where the screen is.
    pub thread_in: Style,
    /// The ruler elsewhere.
    pub thread_out: Style,
    /// Panes need a line between them, because they have no ground of their own.
    pub lines: bool,
}

impl Theme {
    /// The theme that the model asks for.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let name = match (model.setup.theme, model.light) {
            (ThemeChoice::Own, _) => {
                return model
                    .palette
                    .as_deref()
                    .map_or_else(|| shipped::named("dark"), shipped::own);
            }
            (ThemeChoice::Auto, false) | (ThemeChoice::Dark, _) => "dark",
            (ThemeChoice::Auto, true) | (ThemeChoice::Light, _) => "light",
            (ThemeChoice::Contrast, false) => "contrast-dark",
            (ThemeChoice::Contrast, true) => "contrast-light",
            (ThemeChoice::SixteenDark, _) => "16-dark",
            (ThemeChoice::SixteenLight, _) => "16-light",
            (ThemeChoice::Mono, _) => "mono",
        };
        shipped::named(name)
    }

    /// The quiet ink of a kind.
    #[must_use]
    pub const fn kind(&self, kind: Kind) -> Style {
        match kind {
            Kind::Person => self.person,
            Kind::Organisation => self.organisation,
            Kind::Place => self.place,
            Kind::Nationality => self.nationality,
        }
    }
}

/// The signs that the program draws itself, each one cell wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    /// Person, organisation, place, nationality.
    pub kinds: [&'static str; 4],
    /// Not read yet; an item of a list.
    pub bullet: &'static str,
    /// An article with a star.
    pub star: &'static str,
    /// Trouble.
    pub error: &'static str,
    /// Here: points to the left, to the right.
    pub here: [&'static str; 2],
    /// The selected row in the focused pane, in another.
    pub bar: [&'static str; 2],
    /// Something is typed here.
    pub prompt: &'static str,
    /// An article among actors.
    pub title: &'static str,
    /// The rule under a head: of another pane, of the focused one.
    pub rule: [&'static str; 2],
    /// A line between panes, beside a quotation.
    pub line: &'static str,
    /// Lying thread: nothing, knot in the second slot, in the first, in both.
    pub lying: [&'static str; 4],
    /// Standing thread in view: nothing, lower slot, upper slot, both.
    pub standing: [&'static str; 4],
    /// Standing thread out of view.
    pub standing_out: [&'static str; 4],
    /// Corners of a popup: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// More stands below.
    pub more: &'static str,
    /// Separates facts.
    pub dot: &'static str,
    /// A note.
    pub note: &'static str,
    /// What opens and is closed, what is open.
    pub folds: [&'static str; 2],
}

impl Signs {
    /// From WGL4 and the box-drawing block.
    pub const UNICODE: Self = Self {
        kinds: ["●", "■", "▲", "◦"],
        bullet: "•",
        star: "★",
        error: "!",
        here: ["◄", "►"],
        bar: ["▌", "│"],
        prompt: "›",
        title: "¶",
        rule: ["─", "━"],
        line: "│",
        lying: ["─", "╼", "╾", "━"],
        standing: ["│", "╽", "╿", "┃"],
        standing_out: ["┊", "╻", "╹", "┃"],
        corners: ["┌", "┐", "└", "┘"],
        more: "▼",
        dot: "·",
        note: "◊",
        folds: ["▸", "▾"],
    };

    /// ASCII only.
    pub const ASCII: Self = Self {
        kinds: ["o", "#", "^", "~"],
        bullet: "*",
        star: "+",
        error: "!",
        here: ["<", ">"],
        bar: [">", "|"],
        prompt: ">",
        title: "=",
        rule: ["-", "="],
        line: "|",
        lying: ["-", "+", "+", "#"],
        standing: ["|", "+", "+", "#"],
        standing_out: [":", "+", "+", "#"],
        corners: ["+", "+", "+", "+"],
        more: "v",
        dot: "-",
        note: "&",
        folds: [">", "v"],
    };

    /// The sign of a kind.
    #[must_use]
    pub const fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Person => self.kinds[0],
            Kind::Organisation => self.kinds[1],
            Kind::Place => self.kinds[2],
            Kind::Nationality => self.kinds[3],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_takes_one_cell() {
        for signs in [Signs::UNICODE, Signs::ASCII] {
            let all = [
                signs.kinds.as_slice(),
                &signs.here,
                &signs.bar,
                &signs.rule,
                &signs.lying,
                &signs.standing,
                &signs.standing_out,
                &signs.corners,
                &signs.folds,
                &[
                    signs.bullet,
                    signs.star,
                    signs.error,
                    signs.prompt,
                    signs.title,
                    signs.line,
                    signs.more,
                    signs.dot,
                    signs.note,
                ],
            ];
            for sign in all.into_iter().flatten() {
                assert_eq!(crate::text::width::of_label(sign), 1, "{sign}");
            }
        }
    }
}
