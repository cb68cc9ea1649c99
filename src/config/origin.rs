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
    // A number of colours that the file names is a wish of its own.
    if settings.colour == Colour::Auto && free("colour") && set("NO_COLOR").is_some() {
        settings.colour = Colour::None;
        changed.push(("colour", "NO_COLOR"));
    }
    changed
}
