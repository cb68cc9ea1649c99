//! Keys → action, in the scope that listens: the table of actions with what the reader set.

mod names;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::app::action::{Action, Group, Scope, TABLE};
use crate::app::key::{Key, KeyCode};
use crate::config::{Binding, Complaint, Hook, Offered, Place, Settings, Trouble, nearest};
use crate::locale::Locale;

/// Which keys ask for which action.
#[derive(Clone, Debug)]
pub struct Keymap {
    /// `None`: the keys do nothing there.
    bindings: FxHashMap<(Scope, Vec<Key>), Option<Action>>,
    /// What longer sequences begin with.
    beginnings: FxHashSet<(Scope, Vec<Key>)>,
    rows: Vec<Row>,
}

/// An action as help and the list of commands show it, with the keys of this reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What is done.
    pub action: Action,
    /// The name for `:` and for settings.
    pub name: String,
    /// What it does, in a few words.
    pub sentence: String,
    /// A word for the status line.
    pub hint: String,
    /// Where it stands in help.
    pub group: Group,
    /// Its keys, most usual first, each with the scope that listens.
    pub keys: Vec<(Scope, String)>,
}

impl Row {
    /// The key to be shown where this scope listens.
    #[must_use]
    pub fn key(&self, scope: Scope) -> Option<&str> {
        let of = |wanted: Scope| self.keys.iter().find(move |(scope, _)| *scope == wanted);
        let found = of(scope).or_else(|| of(Scope::Everywhere));
        found.or(self.keys.first()).map(|(_, key)| key.as_str())
    }
}

/// What keys that were typed mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// An action.
    Action(Action),
    /// The beginning of a longer sequence.
    More,
    /// Nothing.
    Nothing,
}

/// A sequence that somebody wants to mean something.
struct Claim {
    scope: Scope,
    keys: Vec<Key>,
    action: Option<Action>,
    /// Which of the reader's bindings; `None` is the table.
    by: Option<usize>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::of(&Settings::default(), "").0
    }
}

impl Keymap {
    /// The keys of the table with those of the settings over them, and what was refused.
    /// `file` is what complaints call the settings file.
    #[must_use]
    pub fn of(settings: &Settings, file: &str) -> (Self, Vec<Complaint>) {
        let mut complaints = Vec::new();
        let mut complain = |line: usize, why: String| {
            complaints.push(Complaint {
                file: file.to_owned(),
                line: Some(line),
                trouble: Trouble::Refused(why),
            });
        };
        let mut read: Vec<(usize, Understood)> = Vec::new();
        for binding in &settings.keys {
            match understood(binding) {
                Ok(understood) => read.push((binding.line, understood)),
                Err(why) => complain(binding.line, why),
            }
        }
        for (at, hook) in (0u8..).zip(&settings.hooks) {
            match sequences(&hook.keys, &hook.name) {
                // A key can stand for one command here and for another there.
                Ok(keys) => read.extend(scopes(hook).into_iter().map(|place| {
                    let own = Understood {
                        action: Action::Hook(at),
                        place,
                        keys: keys.clone(),
                    };
                    (hook.line, own)
                })),
                Err(why) => complain(hook.line, why),
            }
        }
        // A binding that meets another key is left out as a whole, and all is told anew
        // without it: its action has its own keys again, which others may meet.
        let keymap = loop {
            match Self::built(&read, &settings.hooks) {
                Ok(keymap) => break keymap,
                Err((at, why)) => {
                    let (line, left_out) = read.remove(at);
                    if let Action::Hook(_) = left_out.action {
                        read.retain(|(_, own)| own.action != left_out.action);
                    }
                    complain(line, why);
                }
            }
        };
        complaints.sort_by_key(|complaint| complaint.line);
        (keymap, complaints)
    }

    /// Fails with the binding that cannot stand, and why.
    fn built(read: &[(usize, Understood)], hooks: &[Hook]) -> Result<Self, (usize, String)> {
        let mut claims: Vec<Claim> = Vec::new();
        for entry in TABLE {
            let replaced = |(_, own): &(usize, Understood)| {
                own.action == entry.action && own.place.is_none_or(|place| place == entry.scope)
            };
            let keeps = !read.iter().any(replaced);
            // One way out is always there.
            let fixed = entry.action == Action::Quit;
            for keys in entry.keys.iter().filter_map(|name| Key::sequence(name)) {
                if keeps || (fixed && keys == [Key::ctrl('c')]) {
                    claims.push(Claim {
                        scope: entry.scope,
                        keys,
                        action: Some(entry.action),
                        by: None,
                    });
                }
            }
        }
        for (at, (_, own)) in read.iter().enumerate() {
            let everywhere = || own.action.entry().map_or(Scope::Everywhere, |e| e.scope);
            let scope = own.place.unwrap_or_else(everywhere);
            for keys in &own.keys {
                let stands =
                    |c: &Claim| c.scope == scope && c.keys == *keys && c.action == Some(own.action);
                if claims.iter().any(stands) {
                    continue;
                }
                claims.push(Claim {
                    scope,
                    keys: keys.clone(),
                    action: Some(own.action),
                    by: Some(at),
                });
            }
        }
        if let Some(clash) = clash(&claims, hooks) {
            return Err(clash);
        }
        // In a narrower scope the keys that the action has elsewhere do nothing, unless they
        // mean something else there.
        let mut bindings = FxHashMap::default();
        for (_, own) in read {
            let (Some(place), Some(entry)) = (own.place, own.action.entry()) else {
                continue;
            };
            let elsewhere = claims
                .iter()
                .filter(|c| c.action == Some(own.action) && c.scope == entry.scope);
            for claim in elsewhere.filter(|_| place != entry.scope) {
                bindings.insert((place, claim.keys.clone()), None);
            }
        }
        let mut beginnings = FxHashSet::default();
        for claim in &claims {
            for length in 1..claim.keys.len() {
                let beginning = claim.keys.get(..length).unwrap_or_default();
                beginnings.insert((claim.scope, beginning.to_vec()));
            }
            bindings.insert((claim.scope, claim.keys.clone()), claim.action);
        }
        // What is asked in the text is asked of a selection, too, unless its keys mean something
        // else there.
        let of_text = claims.iter().filter(|claim| {
            claim.scope == Scope::Reader && matches!(claim.action, Some(Action::Hook(_)))
        });
        for claim in of_text {
            let place = (Scope::Selection, claim.keys.clone());
            bindings.entry(place).or_insert(claim.action);
            for length in 1..claim.keys.len() {
                let beginning = claim.keys.get(..length).unwrap_or_default();
                beginnings.insert((Scope::Selection, beginning.to_vec()));
            }
        }
        let keys_of = |action: Action| -> Vec<(Scope, String)> {
            let own = claims.iter().filter(|claim| claim.action == Some(action));
            own.map(|claim| (claim.scope, Key::written(&claim.keys)))
                .collect()
        };
        let lookups = (0u8..).zip(hooks).map(|(at, hook)| Row {
            action: Action::Hook(at),
            name: hook.name.clone(),
            sentence: hook.about.clone(),
            hint: "look up".to_owned(),
            group: Group::Find,
            keys: keys_of(Action::Hook(at)),
        });
        let rows = TABLE.iter().map(|entry| Row {
            action: entry.action,
            name: entry.name.to_owned(),
            sentence: entry.sentence.to_owned(),
            hint: entry.hint.to_owned(),
            group: entry.group,
            keys: keys_of(entry.action),
        });
        Ok(Self {
            rows: rows.chain(lookups).collect(),
            bindings,
            beginnings,
        })
    }

    /// Says in another language what actions do; what it lacks stays in English.
    pub fn speak(&mut self, locale: &Locale) {
        for row in &mut self.rows {
            // A command of the reader's own bears the reader's words.
            let own = matches!(row.action, Action::Hook(_));
            let name = if own { "look-up" } else { &row.name };
            if let Some(hint) = locale.find(&format!("hint-{name}"), &[]) {
                row.hint = hint;
            }
            if let (false, Some(sentence)) = (own, locale.find(&format!("action-{name}"), &[])) {
                row.sentence = sentence;
            }
        }
    }

    /// What keys mean that were typed one after another, in a scope.
    #[must_use]
    pub fn meaning(&self, scope: Scope, keys: &[Key]) -> Meaning {
        for scope in [scope, Scope::Everywhere] {
            let typed = (scope, keys.to_vec());
            if let Some(bound) = self.bindings.get(&typed) {
                return bound.map_or(Meaning::Nothing, Meaning::Action);
            }
            if self.beginnings.contains(&typed) {
                return Meaning::More;
            }
        }
        Meaning::Nothing
    }

    /// Every action with its keys, in the order of help.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of an action.
    #[must_use]
    pub fn row(&self, action: Action) -> Option<&Row> {
        self.rows.iter().find(|row| row.action == action)
    }
}

/// A binding whose words are known.
struct Understood {
    action: Action,
    place: Option<Scope>,
    keys: Vec<Vec<Key>>,
}

/// The scopes in which the keys of a command listen; nothing: everywhere.
fn scopes(hook: &Hook) -> Vec<Option<Scope>> {
    if hook.on.is_empty() {
        return vec![None];
    }
    let mut scopes = Vec::new();
    for place in &hook.on {
        let of_place: &[Scope] = match place {
            Offered::Selection => &[Scope::Selection],
            Offered::List => &[Scope::List],
            Offered::Actors => &[Scope::Sidebar],
            // A card has the keys of the text.
            Offered::Text | Offered::Card => &[Scope::Reader],
            Offered::Lines | Offered::Connections | Offered::Timeline => &[Scope::Board],
        };
        for scope in of_place {
            if !scopes.contains(&Some(*scope)) {
                scopes.push(Some(*scope));
            }
        }
    }
    scopes
}

fn understood(binding: &Binding) -> Result<Understood, String> {
    let name = &binding.action;
    let Some(action) = Action::of_name(name) else {
        let near = nearest(name, TABLE.iter().map(|entry| entry.name)).unwrap_or_default();
        return Err(format!("no action is called “{name}”. Nearest: “{near}”."));
    };
    let keys = sequences(&binding.keys, name)?;
    Ok(Understood {
        action,
        place: match binding.place {
            Place::Own => None,
            Place::Text => Some(Scope::Reader),
            Place::List => Some(Scope::List),
            Place::Actors => Some(Scope::Sidebar),
        },
        keys,
    })
}

/// The keys that are written for what is called `name`, or why they are none.
fn sequences(written: &[String], name: &str) -> Result<Vec<Vec<Key>>, String> {
    let mut keys = Vec::new();
    for written in written {
        let Some(sequence) = Key::sequence(written) else {
            return Err(format!(
                "“{written}” is no key. One is written n, N, Ctrl-o, Alt-d, Shift-Tab, Space or F5; several typed one after another have blanks between: “g g”."
            ));
        };
        let first = sequence.first().copied();
        if first.is_some_and(is_count) {
            return Err(format!(
                "“{written}” begins with a digit, and digits are counts. Another key can stand for “{name}”."
            ));
        }
        keys.push(sequence);
    }
    Ok(keys)
}

/// True for a digit that counts when it is typed before a key.
pub(super) const fn is_count(key: Key) -> bool {
    matches!(key.code, KeyCode::Char('0'..='9')) && !key.ctrl && !key.alt
}

/// Two claims that cannot both stand: the reader's later one, and why.
fn clash(claims: &[Claim], hooks: &[Hook]) -> Option<(usize, String)> {
    for (at, one) in claims.iter().enumerate() {
        for other in claims.iter().take(at) {
            // The keys of the table go together: a test keeps that.
            if one.by.is_none() && other.by.is_none() {
                continue;
            }
            let apart = one.scope != other.scope
                || (one.action == other.action && one.keys == other.keys)
                || !(one.keys.starts_with(&other.keys) || other.keys.starts_with(&one.keys));
            let Some(by) = one.by.or(other.by).filter(|_| !apart) else {
                continue;
            };
            let name = |claim: &Claim| match claim.action {
                Some(Action::Hook(at)) => hooks.get(usize::from(at)).map_or("", |h| &h.name),
                action => action.and_then(Action::entry).map_or("", |e| e.name),
            };
            let (own, met) = if one.by.is_some() {
                (one, other)
            } else {
                (other, one)
            };
            let (written, theirs) = (Key::written(&own.keys), Key::written(&met.keys));
            let (own, met) = (name(own), name(met));
            let why = if written == theirs {
                format!("“{written}” cannot mean “{own}”: it means “{met}”.")
            } else {
                format!(
                    "“{written}” for “{own}” and “{theirs}” for “{met}” begin alike, so one of them would never be reached."
                )
            };
            return Some((
                by,
                format!("{why} Give “{met}” another key, or \"none\", or take another one here."),
            ));
        }
    }
    None
}

#[cfg(test)]
mod tests;
