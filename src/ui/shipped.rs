//! Theme files → themes: those that are part of the program, and the reader's own.

use std::sync::OnceLock;

use ratatui::style::{Color, Modifier, Style};

use crate::config::{Hue, Ink, Palette};
use crate::ui::pins::PinInk;
use crate::ui::theme::Theme;

/// The themes of the program by name.
const FILES: &[(&str, &str)] = &[
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    (
        "contrast-dark",
        include_str!("../../assets/themes/contrast-dark.toml"),
    ),
    (
        "contrast-light",
        include_str!("../../assets/themes/contrast-light.toml"),
    ),
    ("16-dark", include_str!("../../assets/themes/16-dark.toml")),
    (
        "16-light",
        include_str!("../../assets/themes/16-light.toml"),
    ),
    ("mono", include_str!("../../assets/themes/mono.toml")),
];

/// Each is read when it is first asked for: a session needs one of them.
static THEMES: [OnceLock<Theme>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

/// A theme of the program; the dark one where none has this name.
pub(super) fn named(name: &str) -> Theme {
    let all = || FILES.iter().zip(&THEMES);
    let found = all().find(|((known, _), _)| *known == name);
    let Some(((name, text), theme)) = found.or_else(|| all().next()) else {
        return Theme::default();
    };
    *theme.get_or_init(|| over(Theme::default(), &Palette::parse(text, name).0))
}

/// A theme of the reader's own: what it does not name is as in the theme that it names as
/// its base, else in the dark one.
pub(super) fn own(palette: &Palette) -> Theme {
    over(named(palette.base.as_deref().unwrap_or("dark")), palette)
}

fn over(mut theme: Theme, palette: &Palette) -> Theme {
    for (role, ink) in &palette.roles {
        if let Some(style) = role_of(&mut theme, role) {
            *style = style_of(*ink);
        }
    }
    theme.lines = palette.lines.unwrap_or(theme.lines);
    theme
}

/// The style of a role.
fn role_of<'a>(theme: &'a mut Theme, role: &str) -> Option<&'a mut Style> {
    Some(match role {
        "ground" => &mut theme.ground,
        "side" => &mut theme.side,
        "raised" => &mut theme.raised,
        "text" => &mut theme.text,
        "strong" => &mut theme.strong,
        "dim" => &mut theme.dim,
        "faint" => &mut theme.faint,
        "rule" => &mut theme.rule,
        "rule-focused" => &mut theme.rule_focused,
        "person" => &mut theme.person,
        "organisation" => &mut theme.organisation,
        "place" => &mut theme.place,
        "nationality" => &mut theme.nationality,
        "followed" => &mut theme.followed,
        "current" => &mut theme.current,
        "accent" => &mut theme.accent,
        "pointed" => &mut theme.pointed,
        "hit" => &mut theme.hit,
        "hit-current" => &mut theme.hit_current,
        "selected" => &mut theme.selected,
        "error" => &mut theme.error,
        "link" => &mut theme.link,
        "thread-in" => &mut theme.thread_in,
        "thread-out" => &mut theme.thread_out,
        other => return PinInk::role(&mut theme.pins, other),
    })
}

fn style_of(ink: Ink) -> Style {
    let colour = |hue| match hue {
        Hue::Own(n) => Color::Indexed(n),
        Hue::Rgb(r, g, b) => Color::Rgb(r, g, b),
    };
    let mut style = Style::new();
    style.fg = ink.ink.map(colour);
    style.bg = ink.ground.map(colour);
    for (on, modifier) in [
        (ink.bold, Modifier::BOLD),
        (ink.underlined, Modifier::UNDERLINED),
        (ink.reversed, Modifier::REVERSED),
    ] {
        if on {
            style = style.add_modifier(modifier);
        }
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ROLES;

    /// Red, green and blue; of the terminal's own colours as xterm has them.
    fn parts(colour: Color) -> [u8; 3] {
        const XTERM: [[u8; 3]; 16] = [
            [0, 0, 0],
            [205, 0, 0],
            [0, 205, 0],
            [205, 205, 0],
            [0, 0, 238],
            [205, 0, 205],
            [0, 205, 205],
            [229, 229, 229],
            [127, 127, 127],
            [255, 0, 0],
            [0, 255, 0],
            [255, 255, 0],
            [92, 92, 255],
            [255, 0, 255],
            [0, 255, 255],
            [255, 255, 255],
        ];
        match colour {
            Color::Rgb(r, g, b) => [r, g, b],
            Color::Indexed(n) => XTERM[usize::from(n)],
            other => panic!("{other:?}"),
        }
    }

    /// The contrast of two colours (WCAG 2).
    fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
        let luminance = |[r, g, b]: [u8; 3]| {
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
    fn files_name_every_role_and_nothing_else() {
        for (name, text) in FILES {
            let (palette, complaints) = Palette::parse(text, name);
            assert_eq!(complaints, [], "{name}");
            let roles: Vec<&str> = palette.roles.iter().map(|(role, _)| *role).collect();
            for role in ROLES {
                assert!(roles.contains(role), "{name}: {role}");
                assert!(role_of(&mut Theme::default(), role).is_some(), "{role}");
            }
        }
    }

    #[test]
    fn text_can_be_read_on_every_ground() {
        for (name, least, ground) in [
            ("dark", 4.5, None),
            ("light", 4.5, None),
            ("contrast-dark", 7.0, None),
            ("contrast-light", 7.0, None),
            ("16-dark", 4.5, Some([0, 0, 0])),
            ("16-light", 4.5, Some([255, 255, 255])),
        ] {
            let theme = named(name);
            // Where nothing is said the terminal's own ink and ground stand.
            let own = ground.map(|ground| ground.map(|part| 255 - part));
            let ink = |style: Style| style.fg.map(parts).or(own).unwrap();
            let under = |style: Style| style.bg.map(parts).or(ground).unwrap();
            let inks = [
                theme.text,
                theme.strong,
                theme.dim,
                theme.person,
                theme.organisation,
                theme.place,
                theme.nationality,
                theme.accent,
                theme.error,
                theme.link,
            ];
            let inks = inks.into_iter().chain(theme.pins.map(|pin| pin.sign));
            let inks: Vec<Style> = inks.collect();
            for fill in [theme.ground, theme.side, theme.raised, theme.selected] {
                for style in inks.iter().copied() {
                    let ratio = contrast(ink(style), under(fill));
                    assert!(ratio >= least, "{name}: {style:?} on {fill:?}: {ratio:.2}");
                }
            }
            let filled = [
                theme.followed,
                theme.current,
                theme.pointed,
                theme.hit,
                theme.hit_current,
            ];
            let pinned = theme.pins.into_iter().flat_map(|p| [p.name, p.current]);
            for style in filled.into_iter().chain(pinned) {
                let ratio = contrast(ink(style), under(style));
                assert!(ratio >= least, "{name}: {style:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn what_differs_in_meaning_differs_also_without_colour() {
        // The chosen name, the one where one is, and other text are told apart.
        let theme = named("mono");
        let told = [theme.text, theme.followed, theme.current, theme.pointed];
        for (at, one) in told.iter().enumerate() {
            for other in told.iter().skip(at + 1) {
                assert_ne!(one, other);
            }
        }
        let all = format!("{theme:?}");
        assert!(!all.contains("Indexed") && !all.contains("Rgb"), "{all}");
    }

    #[test]
    fn kinds_are_told_apart_by_colour_where_there_are_colours() {
        for (name, _) in FILES.iter().filter(|(name, _)| *name != "mono") {
            let theme = named(name);
            // Nationalities are set as text, and not chosen with the rest.
            let kinds = [theme.person, theme.organisation, theme.place, theme.text];
            for (at, one) in kinds.iter().enumerate() {
                for other in &kinds[at + 1..] {
                    assert_ne!(one.fg, other.fg, "{name}");
                }
            }
        }
    }

    #[test]
    fn no_two_pins_look_alike_where_there_are_colours() {
        for (name, _) in FILES.iter().filter(|(name, _)| *name != "mono") {
            let pins = named(name).pins;
            for (at, pin) in pins.iter().enumerate() {
                for other in &pins[at + 1..] {
                    assert_ne!(pin.name, other.name, "{name}");
                }
            }
        }
    }

    #[test]
    fn an_own_theme_lies_over_its_base() {
        let (palette, _) = Palette::parse("base = \"light\"\n[roles]\ntext = \"#010203\"\n", "t");
        let theme = own(&palette);
        assert_eq!(theme.text, Style::new().fg(Color::Rgb(1, 2, 3)));
        assert_eq!(theme.dim, named("light").dim);
    }
}
