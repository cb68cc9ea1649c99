//! The words of the interface in the reader's language.
//!
//! Each language is one file in `assets/locale`, in Fluent's format, named after its BCP 47
//! tag; adding a language is adding a file. English is the language that the code was written
//! in: what another file lacks is said in English, and a test fails on it. Each value put into
//! a sentence is wrapped in isolates (FSI … PDI, UAX #9 §2.4), which layout resolves and no
//! terminal sees.
//!
//! Plural forms are chosen by CLDR's rules with `PLURAL($count)`. Fluent's own choice
//! (`{ $count -> … }`) is not used: the rules that it brings know 3 and forget 103, which is
//! 'few' in Arabic too.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::{CharacterDirection, LanguageIdentifier};

/// The language in which the code speaks.
const SOURCE: &str = "en";

/// Which digits the interface counts with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numerals {
    /// 0–9, grouped with a comma.
    #[default]
    European,
    /// ٠–٩, grouped with U+066C.
    Arabic,
}

impl Numerals {
    /// A number, grouped from 1,000 on.
    #[must_use]
    pub fn format(self, number: usize) -> String {
        let digits = number.to_string();
        let mut out = String::with_capacity(digits.len() * 2);
        for (at, digit) in digits.bytes().enumerate() {
            let european = char::from(digit);
            match self {
                Self::European => {
                    if at > 0 && (digits.len() - at).is_multiple_of(3) {
                        out.push(',');
                    }
                    out.push(european);
                }
                Self::Arabic => {
                    if at > 0 && (digits.len() - at).is_multiple_of(3) {
                        out.push('٬');
                    }
                    out.push(arabic_digit(european));
                }
            }
        }
        out
    }
}

/// ٠–٩ for 0–9; other signs stay.
fn arabic_digit(c: char) -> char {
    let digit = c.to_digit(10);
    let arabic = digit.and_then(|digit| char::from_u32('٠' as u32 + digit));
    arabic.unwrap_or(c)
}

/// A value in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A name, a title, a key.
    Text(Cow<'a, str>),
    /// A number, which chooses the plural form too.
    Number(usize),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl From<u16> for Value<'_> {
    fn from(number: u16) -> Self {
        Self::Number(usize::from(number))
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number as usize)
    }
}

/// The words of one language.
pub struct Locale {
    bundle: FluentBundle<FluentResource>,
    /// It is the language that the code was written in; what another one lacks is said in that,
    /// which is made ready only then.
    is_source: bool,
    tag: LanguageIdentifier,
    numerals: Numerals,
}

impl fmt::Debug for Locale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Locale")
            .field("tag", &self.tag)
            .field("numerals", &self.numerals)
            .finish_non_exhaustive()
    }
}

/// English, made ready once.
static ENGLISH: LazyLock<Arc<Locale>> =
    LazyLock::new(|| Arc::new(Locale::named(SOURCE, Numerals::European)));

impl Locale {
    /// The language that the code was written in.
    #[must_use]
    pub fn english() -> Arc<Self> {
        Arc::clone(&ENGLISH)
    }

    /// The same as [`Self::named`]; English is made ready only once.
    #[must_use]
    pub fn shared(tag: &str, numerals: Numerals) -> Arc<Self> {
        match (tag, numerals) {
            (SOURCE, Numerals::European) => Self::english(),
            _ => Arc::new(Self::named(tag, numerals)),
        }
    }

    /// The tags of the languages that there are, sorted.
    #[must_use]
    pub fn tags() -> Vec<&'static str> {
        crate::assets::locales()
            .into_iter()
            .map(|(tag, _)| tag)
            .collect()
    }

    /// The language with this tag; English when there is none.
    #[must_use]
    pub fn named(tag: &str, numerals: Numerals) -> Self {
        let files = crate::assets::locales();
        let find = |wanted: &str| files.iter().find(|(tag, _)| *tag == wanted);
        let (tag, text) = find(tag)
            .or_else(|| find(SOURCE))
            .copied()
            .unwrap_or((SOURCE, ""));
        let id: LanguageIdentifier = tag.parse().unwrap_or_default();
        // A line that does not parse is left out of the resource; the test of the files
        // finds it before a reader does.
        let resource = match FluentResource::try_new(text.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let mut bundle = FluentBundle::new_concurrent(vec![id.clone()]);
        bundle.add_resource_overriding(resource);
        bundle.set_formatter(Some(match numerals {
            Numerals::European => european,
            Numerals::Arabic => arabic,
        }));
        let locale =
            icu_locale_core::Locale::try_from_str(tag).unwrap_or(icu_locale_core::Locale::UNKNOWN);
        // It fails only for a second function of this name.
        let _ = bundle.add_function("PLURAL", move |values, _| plural(&locale, values));
        Self {
            bundle,
            is_source: tag == SOURCE,
            tag: id,
            numerals,
        }
    }

    /// The tag and the numerals that the environment asks for: the first of `LC_ALL`,
    /// `LC_MESSAGES` and `LANG` that is set and not empty, as POSIX orders them. `ar_MA`,
    /// `ar_DZ`, `ar_TN`, `ar_LY`, `ar_EH` and `ar_MR` count with European digits.
    #[must_use]
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> (String, Numerals) {
        let asked = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(variable)
            .find(|value| !value.is_empty())
            .unwrap_or_default();
        let name = asked.split(['.', '@']).next().unwrap_or_default();
        let mut parts = name.split(['_', '-']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let region = parts.next().unwrap_or_default();
        let maghreb = ["MA", "DZ", "TN", "LY", "EH", "MR"].contains(&region);
        let numerals = if language == "ar" && !maghreb {
            Numerals::Arabic
        } else {
            Numerals::European
        };
        if Self::tags().contains(&language.as_str()) {
            (language, numerals)
        } else {
            (SOURCE.to_owned(), Numerals::European)
        }
    }

    /// True when the interface runs from right to left.
    #[must_use]
    pub fn is_rtl(&self) -> bool {
        is_rtl_language(&self.tag)
    }

    /// The tag of the language: `ar`.
    #[must_use]
    pub fn tag(&self) -> String {
        self.tag.to_string()
    }

    /// A number as the interface writes it.
    #[must_use]
    pub fn number(&self, number: usize) -> String {
        self.numerals.format(number)
    }

    /// A number that is not grouped, of a year for example; negative ones are before its first.
    #[must_use]
    pub fn plain(&self, number: i32) -> String {
        let digits = number.to_string();
        match self.numerals {
            Numerals::European => digits,
            Numerals::Arabic => digits.chars().map(arabic_digit).collect(),
        }
    }

    /// A text with its digits as the interface writes them.
    #[must_use]
    pub fn digits(&self, text: &str) -> String {
        match self.numerals {
            Numerals::European => text.to_owned(),
            Numerals::Arabic => text.chars().map(arabic_digit).collect(),
        }
    }

    /// A text without values. The identifier itself when no language has it: a test finds it.
    #[must_use]
    pub fn text(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A text with its values.
    #[must_use]
    pub fn with(&self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        self.find(id, values).unwrap_or_else(|| id.to_owned())
    }

    /// A text with its values; `None` when no language has it.
    #[must_use]
    pub fn find(&self, id: &str, values: &[(&str, Value<'_>)]) -> Option<String> {
        let Some(pattern) = self.bundle.get_message(id).and_then(|m| m.value()) else {
            return if self.is_source {
                None
            } else {
                ENGLISH.find(id, values)
            };
        };
        let arguments: FluentArgs<'_> = values
            .iter()
            .map(|(name, value)| {
                let value = match value {
                    Value::Text(text) => FluentValue::String(text.clone()),
                    Value::Number(number) => FluentValue::from(*number),
                };
                (*name, value)
            })
            .collect();
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&arguments), &mut errors);
        // A value that a sentence needs and does not get is a fault of the code.
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        Some(text.into_owned())
    }
}

/// True when an interface in the language with this tag runs from right to left.
#[must_use]
pub fn is_rtl(tag: &str) -> bool {
    tag.parse().is_ok_and(|tag| is_rtl_language(&tag))
}

fn is_rtl_language(tag: &LanguageIdentifier) -> bool {
    tag.character_direction() == CharacterDirection::RTL
}

/// The text without the isolates around values, for a place where layout does not resolve
/// them: a pipe, a log.
#[must_use]
pub fn without_isolates(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{2068}' | '\u{2069}'))
        .collect()
}

fn formatted(value: &FluentValue<'_>, numerals: Numerals) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else {
        return None;
    };
    // Counts only: whole, not negative, far below 2⁵³.
    (value.fract() == 0.0 && *value >= 0.0).then(|| numerals.format(*value as usize))
}

/// The plural category of the first value: `few`.
fn plural(locale: &icu_locale_core::Locale, values: &[FluentValue<'_>]) -> FluentValue<'static> {
    let Some(FluentValue::Number(number)) = values.first() else {
        return FluentValue::Error;
    };
    // The rules are part of the program: this looks them up and reads no file.
    let rules = PluralRules::try_new(locale.into(), PluralRuleType::Cardinal.into()).ok();
    let category = rules.map(|rules| rules.category_for(number.value as usize));
    FluentValue::from(match category {
        Some(PluralCategory::Zero) => "zero",
        Some(PluralCategory::One) => "one",
        Some(PluralCategory::Two) => "two",
        Some(PluralCategory::Few) => "few",
        Some(PluralCategory::Many) => "many",
        Some(PluralCategory::Other) | None => "other",
    })
}

fn european<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    formatted(value, Numerals::European)
}

fn arabic<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    formatted(value, Numerals::Arabic)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_bundle::FluentResource;

    use super::{Locale, Numerals, without_isolates};

    /// Identifiers with the names of the values in them.
    fn entries(text: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut entries = BTreeMap::new();
        let mut current: Option<String> = None;
        for line in text.lines() {
            if let Some((id, _)) = line.split_once(" =")
                && !id.starts_with([' ', '#', '['])
            {
                current = Some(id.to_owned());
                entries.insert(id.to_owned(), BTreeSet::new());
            }
            let Some(values) = current.as_ref().and_then(|id| entries.get_mut(id)) else {
                continue;
            };
            for after in line.split('$').skip(1) {
                let name = after.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
                values.extend(name.take(1).map(str::to_owned));
            }
        }
        entries
    }

    #[test]
    fn every_language_has_every_text_with_its_values() {
        let files = crate::assets::locales();
        let (_, english) = files.iter().find(|(tag, _)| *tag == "en").unwrap();
        let english = entries(english);
        assert!(english.len() > 30, "{}", english.len());
        for (tag, text) in &files {
            FluentResource::try_new((*text).to_owned())
                .map_err(|(_, errors)| errors)
                .unwrap_or_else(|errors| panic!("{tag}: {errors:?}"));
            // Of what actions are called, English has the table.
            let mut entries = entries(text);
            entries.retain(|id, _| {
                let of_table = ["action-", "hint-", "group-"];
                *tag == "en" || !of_table.iter().any(|begins| id.starts_with(begins))
            });
            let others = entries.iter().filter(|(id, _)| !english.contains_key(*id));
            let differs = |(id, values): &(&String, &_)| entries.get(*id) != Some(*values);
            let missing: Vec<_> = english.iter().filter(differs).chain(others).collect();
            assert!(missing.is_empty(), "assets/locale/{tag}.ftl: {missing:?}");
        }
    }

    #[test]
    fn arabic_plurals_go_by_the_last_two_digits() {
        let arabic = Locale::named("ar", Numerals::Arabic);
        let say =
            |count: usize| without_isolates(&arabic.with("articles", &[("count", count.into())]));
        for (count, wanted) in [
            (0, "لا مقالات"),
            (1, "مقال واحد"),
            (2, "مقالان"),
            (3, "٣ مقالات"),
            (10, "١٠ مقالات"),
            (11, "١١ مقالًا"),
            (99, "٩٩ مقالًا"),
            (100, "١٠٠ مقال"),
            (103, "١٠٣ مقالات"),
            (1_380, "١٬٣٨٠ مقالًا"),
        ] {
            assert_eq!(say(count), wanted);
        }
        let english = Locale::english();
        let say =
            |count: usize| without_isolates(&english.with("articles", &[("count", count.into())]));
        assert_eq!(say(1), "1 article");
        assert_eq!(say(1_380), "1,380 articles");
    }

    #[test]
    fn values_stand_in_isolates() {
        let arabic = Locale::named("ar", Numerals::Arabic);
        let said = arabic.with("walk-next-article", &[("title", "Minsk".into())]);
        assert_eq!(said, "المقال التالي: \u{2068}Minsk\u{2069}");
    }

    #[test]
    fn the_environment_chooses_language_and_digits() {
        let of = |value: &'static str| {
            Locale::of_environment(|name| (name == "LANG").then(|| value.to_owned()))
        };
        assert_eq!(of("ar_EG.UTF-8"), ("ar".to_owned(), Numerals::Arabic));
        assert_eq!(of("ar_MA.UTF-8"), ("ar".to_owned(), Numerals::European));
        assert_eq!(of("C"), ("en".to_owned(), Numerals::European));
        assert_eq!(of("de_DE@euro"), ("en".to_owned(), Numerals::European));
        let first = |name: &str| match name {
            "LC_ALL" => Some(String::new()),
            "LC_MESSAGES" => Some("ar".to_owned()),
            _ => Some("en_GB.UTF-8".to_owned()),
        };
        assert_eq!(Locale::of_environment(first).0, "ar");
    }

    #[test]
    fn a_language_has_its_direction() {
        assert!(Locale::named("ar", Numerals::Arabic).is_rtl());
        assert!(!Locale::english().is_rtl());
    }
}
