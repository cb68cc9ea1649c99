//! The signs and inks of pinned actors.

use ratatui::style::Style;

use crate::app::pins::PINS;

/// The signs of the pinned, which tell them apart without colour.
pub const DIGITS: [&str; PINS] = ["1", "2", "3", "4", "5", "6"];

/// How one pinned actor is painted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PinInk {
    /// Its digit and its ticks.
    pub sign: Style,
    /// A mention of it.
    pub name: Style,
    /// The mention of it that was reached.
    pub current: Style,
}

impl PinInk {
    /// The ink of a role (`pin-2`, `pin-2-name`, `pin-2-current`) among those of all six.
    pub(super) fn role<'a>(pins: &'a mut [Self; PINS], role: &str) -> Option<&'a mut Style> {
        let rest = role.strip_prefix("pin-")?;
        let (number, part) = rest.split_once('-').unwrap_or((rest, ""));
        let at = DIGITS.iter().position(|digit| *digit == number)?;
        let pin = pins.get_mut(at)?;
        match part {
            "" => Some(&mut pin.sign),
            "name" => Some(&mut pin.name),
            "current" => Some(&mut pin.current),
            _ => None,
        }
    }
}
