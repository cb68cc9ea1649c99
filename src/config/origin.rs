//! What the environment says over the settings file.

use super::{Bidi, Colour, Settings};

/// Takes over what the environment says, unless `fixed` names the setting (by its name and who
/// set it). Names of the settings that it changed, each with its variable.
pub fn over(
    env: &dyn Fn(&str) -> Option<String>,
    settings: &mut Settings,
    fixed: &[(&'static str, &'static str)],
) -> Vec<(&'static str, &'static str)> {
    let free = |name: &str| !fixed.iter().any(|(set, _)| *set == name);
    let set = |name: &str| env(name).filter(|value| !value.is_empty());
    let mut changed = Vec::new();
    let said = set("WARRAQ_BIDI").and_then(|word| Bidi::of_word(&word));
    if let Some(bidi) = said.filter(|_| free("bidi")) {
        settings.bidi = bidi;
        changed.push(("bidi", "WARRAQ_BIDI"));
    }
    if free("colour")
        && let (colour, Some(variable)) = colour(env, settings.colour)
    {
        settings.colour = colour;
        changed.push(("colour", variable));
    }
    changed
}

/// Which colours are sent when the environment has its say (no-color.org, bixense.com/clicolors),
/// and the variable that said it. What the settings name stands.
pub fn colour(env: &dyn Fn(&str) -> Option<String>, set: Colour) -> (Colour, Option<&'static str>) {
    let said = |name: &str| env(name).filter(|value| !value.is_empty());
    if set != Colour::Auto {
        (set, None)
    } else if said("NO_COLOR").is_some() {
        (Colour::None, Some("NO_COLOR"))
    } else if said("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        (Colour::Always, Some("CLICOLOR_FORCE"))
    } else if said("CLICOLOR").is_some_and(|value| value == "0") {
        (Colour::None, Some("CLICOLOR"))
    } else {
        (Colour::Auto, None)
    }
}
