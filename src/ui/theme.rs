//! Roles and their colours. A role's text keeps a contrast of 4.5:1 on every ground it stands on.

use ratatui::style::{Color, Modifier, Style};

use crate::app::{Model, ThemeChoice};
use crate::entity::kind::Kind;

/// The colours of every role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

const fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::Rgb(r, g, b)
}

const fn ink(hex: u32) -> Style {
    Style::new().fg(rgb(hex))
}

const fn on(hex: u32, ground: u32) -> Style {
    ink(hex).bg(rgb(ground))
}

const fn fill(hex: u32) -> Style {
    Style::new().bg(rgb(hex))
}

const BOLD: Modifier = Modifier::BOLD;
const UNDERLINED: Modifier = Modifier::UNDERLINED;
const REVERSED: Modifier = Modifier::REVERSED;

impl Theme {
    /// Light ink on a dark page.
    pub const DARK: Self = Self {
        ground: fill(0x1c_1b18),
        side: fill(0x15_1411),
        raised: fill(0x26_241f),
        text: ink(0xdc_d5c7),
        strong: ink(0xf5_efe2).add_modifier(BOLD),
        dim: ink(0xa2_9a89),
        faint: ink(0x7d_7668),
        rule: ink(0x3d_3a33),
        rule_focused: ink(0xe6_b047),
        person: ink(0xed_bcab),
        organisation: ink(0xa9_c4e8),
        place: ink(0xa8_d0a8),
        nationality: ink(0xdc_d5c7),
        followed: on(0xff_e2a0, 0x4d_3c12),
        current: on(0x1c_1b18, 0xe6_b047).add_modifier(BOLD),
        accent: ink(0xe6_b047),
        pointed: on(0xf5_efe2, 0x34_312a).add_modifier(UNDERLINED),
        hit: on(0xf5_efe2, 0x57_5247),
        hit_current: on(0x1c_1b18, 0xdc_d5c7).add_modifier(BOLD),
        selected: fill(0x34_312a),
        error: ink(0xf0_8a72),
        link: ink(0xa9_c4e8).add_modifier(UNDERLINED),
        thread_in: ink(0x6b_6558),
        thread_out: ink(0x3d_3a33),
        lines: false,
    };

    /// Dark ink on a light page.
    pub const LIGHT: Self = Self {
        ground: fill(0xfb_f8f0),
        side: fill(0xf1_ecdf),
        raised: fill(0xff_fdf8),
        text: ink(0x2b_2721),
        strong: ink(0x14_110c).add_modifier(BOLD),
        dim: ink(0x65_5d4e),
        faint: ink(0x85_7b69),
        rule: ink(0xcf_c6b2),
        rule_focused: ink(0x85_5700),
        person: ink(0x7d_3558),
        organisation: ink(0x28_508f),
        place: ink(0x2a_6136),
        nationality: ink(0x2b_2721),
        followed: on(0x3d_2800, 0xf6_da8c),
        current: on(0xff_fdf8, 0x85_5700).add_modifier(BOLD),
        accent: ink(0x85_5700),
        pointed: on(0x14_110c, 0xe4_dcc9).add_modifier(UNDERLINED),
        hit: on(0x14_110c, 0xd5_ccb6),
        hit_current: on(0xfb_f8f0, 0x2b_2721).add_modifier(BOLD),
        selected: fill(0xe4_dcc9),
        error: ink(0xa8_321c),
        link: ink(0x28_508f).add_modifier(UNDERLINED),
        thread_in: ink(0xa7_9d88),
        thread_out: ink(0xcf_c6b2),
        lines: false,
    };

    /// Sixteen colours on the terminal's own dark ground. Bold never stands with the
    /// colours 0–7: xterm brightens them.
    pub const SIXTEEN_DARK: Self = Self {
        rule: Style::new().fg(Color::Indexed(8)),
        rule_focused: Style::new().fg(Color::Indexed(11)),
        faint: Style::new().fg(Color::Indexed(8)),
        person: Style::new().fg(Color::Indexed(6)),
        organisation: Style::new().fg(Color::Indexed(6)),
        place: Style::new().fg(Color::Indexed(6)),
        followed: Style::new()
            .fg(Color::Indexed(11))
            .add_modifier(BOLD)
            .add_modifier(UNDERLINED),
        current: Style::new().fg(Color::Indexed(0)).bg(Color::Indexed(11)),
        accent: Style::new().fg(Color::Indexed(11)),
        hit: Style::new().fg(Color::Indexed(0)).bg(Color::Indexed(7)),
        hit_current: Style::new().add_modifier(REVERSED).add_modifier(BOLD),
        error: Style::new().fg(Color::Indexed(9)),
        link: Style::new().fg(Color::Indexed(6)).add_modifier(UNDERLINED),
        thread_out: Style::new().fg(Color::Indexed(8)),
        ..Self::MONO
    };

    /// Sixteen colours on the terminal's own light ground.
    pub const SIXTEEN_LIGHT: Self = Self {
        rule: Style::new().fg(Color::Indexed(8)),
        faint: Style::new().fg(Color::Indexed(8)),
        person: Style::new().fg(Color::Indexed(4)),
        organisation: Style::new().fg(Color::Indexed(4)),
        place: Style::new().fg(Color::Indexed(4)),
        followed: Style::new().fg(Color::Indexed(0)).bg(Color::Indexed(11)),
        current: Style::new().fg(Color::Indexed(15)).bg(Color::Indexed(0)),
        hit: Style::new().fg(Color::Indexed(0)).bg(Color::Indexed(7)),
        error: Style::new().fg(Color::Indexed(1)),
        link: Style::new().fg(Color::Indexed(4)).add_modifier(UNDERLINED),
        thread_out: Style::new().fg(Color::Indexed(8)),
        ..Self::MONO
    };

    /// No colours: weight, reverse and underline.
    pub const MONO: Self = Self {
        ground: Style::new(),
        side: Style::new(),
        raised: Style::new(),
        text: Style::new(),
        strong: Style::new().add_modifier(BOLD),
        dim: Style::new(),
        faint: Style::new(),
        rule: Style::new(),
        rule_focused: Style::new(),
        person: Style::new().add_modifier(UNDERLINED),
        organisation: Style::new().add_modifier(UNDERLINED),
        place: Style::new().add_modifier(UNDERLINED),
        nationality: Style::new(),
        followed: Style::new().add_modifier(REVERSED),
        current: Style::new().add_modifier(REVERSED).add_modifier(BOLD),
        accent: Style::new().add_modifier(BOLD),
        pointed: Style::new().add_modifier(BOLD).add_modifier(UNDERLINED),
        hit: Style::new().add_modifier(REVERSED),
        hit_current: Style::new().add_modifier(REVERSED).add_modifier(BOLD),
        selected: Style::new().add_modifier(BOLD),
        error: Style::new().add_modifier(BOLD),
        link: Style::new().add_modifier(UNDERLINED),
        thread_in: Style::new(),
        thread_out: Style::new(),
        lines: true,
    };

    /// The theme that the model asks for.
    #[must_use]
    pub const fn of(model: &Model) -> Self {
        match (model.setup.theme, model.light) {
            (ThemeChoice::Auto, false) | (ThemeChoice::Dark, _) => Self::DARK,
            (ThemeChoice::Auto, true) | (ThemeChoice::Light, _) => Self::LIGHT,
            (ThemeChoice::SixteenDark, _) => Self::SIXTEEN_DARK,
            (ThemeChoice::SixteenLight, _) => Self::SIXTEEN_LIGHT,
            (ThemeChoice::Mono, _) => Self::MONO,
        }
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
    /// Separates facts.
    pub dot: &'static str,
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
        dot: "·",
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
        dot: "-",
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

    /// The contrast of two colours (WCAG 2).
    fn contrast(a: Color, b: Color) -> f64 {
        let luminance = |c: Color| {
            let Color::Rgb(r, g, b) = c else {
                panic!("{c:?}");
            };
            let linear = |v: u8| {
                let v = f64::from(v) / 255.0;
                if v <= 0.040_45 {
                    v / 12.92
                } else {
                    ((v + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
        };
        let (x, y) = (luminance(a), luminance(b));
        (x.max(y) + 0.05) / (x.min(y) + 0.05)
    }

    #[test]
    fn text_can_be_read_on_every_ground() {
        for (name, theme) in [("dark", Theme::DARK), ("light", Theme::LIGHT)] {
            let grounds = [theme.ground, theme.side, theme.raised, theme.selected];
            let inks = [
                theme.text,
                theme.strong,
                theme.dim,
                theme.person,
                theme.organisation,
                theme.place,
                theme.accent,
                theme.error,
                theme.link,
            ];
            for ground in grounds {
                for ink in inks {
                    let ratio = contrast(ink.fg.unwrap(), ground.bg.unwrap());
                    assert!(ratio >= 4.5, "{name}: {ink:?} on {ground:?}: {ratio:.2}");
                }
            }
            for own in [
                theme.followed,
                theme.current,
                theme.pointed,
                theme.hit,
                theme.hit_current,
            ] {
                let ratio = contrast(own.fg.unwrap(), own.bg.unwrap());
                assert!(ratio >= 4.5, "{name}: {own:?}: {ratio:.2}");
            }
        }
    }

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
                &[
                    signs.bullet,
                    signs.star,
                    signs.error,
                    signs.prompt,
                    signs.title,
                    signs.line,
                    signs.dot,
                ],
            ];
            for sign in all.into_iter().flatten() {
                assert_eq!(crate::text::width::of_label(sign), 1, "{sign}");
            }
        }
    }
}
