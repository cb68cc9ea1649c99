//! People nobody listed: a title, a verb of saying or a first name, and the run of name
//! words after it.

use super::gazetteer::Gazetteer;
use super::kind::Kind;
use super::lexicon::Traits;
use super::mention::{Clue, Evidence};
use super::recognise::{Candidate, Target};
use super::shape;
use super::words::{Clitics, Link, Word};
use crate::text::token::Script;

/// No name has more words, particles aside.
const LONGEST_NAME: usize = 5;
/// No title has more words.
const LONGEST_TITLE: usize = 9;

/// Adds the people found by rule.
pub(super) fn add(gazetteer: &Gazetteer, words: &[Word], found: &mut Vec<Candidate>) {
    let hits = Hits::new(words, found);
    for at in 0..words.len() {
        let word = &words[at];
        if word.persian {
            // The word lists are Arabic; in Persian they hit common words (چون, نام).
            continue;
        }
        if word.script != Script::Arabic {
            if let Some(candidate) = foreign_script(words, at, &hits) {
                found.push(candidate);
            }
            continue;
        }
        if word.traits.any(Traits::TITLE)
            && let Some(start) = after_title(words, at, &hits)
            && let Some(run) = run(words, start, Clitics::NONE, &hits)
            && run.fits_title(words, at, start)
        {
            found.push(run.candidate(gazetteer, words, Evidence::Title));
        }
        if word.traits.any(Traits::SAYING)
            && words.get(at + 1).is_some_and(|w| w.link == Link::Space)
            && let Some(run) = run(words, at + 1, Clitics::NONE, &hits)
            && run.fits_saying(words)
        {
            found.push(run.candidate(gazetteer, words, Evidence::Saying));
        }
        if !speaks_for(words, at)
            && let Some(run) = run(words, at, word.clitics, &hits)
            && run.fits_alone(words)
        {
            found.push(run.candidate(gazetteer, words, Evidence::FirstName));
        }
    }
}

/// What lists and head nouns found, by first word.
struct Hits {
    /// Kind, end, index in the gazetteer; the longest for each word.
    at: Vec<Option<(Kind, usize, Option<u32>)>>,
}

impl Hits {
    fn new(words: &[Word], found: &[Candidate]) -> Self {
        let mut at: Vec<Option<(Kind, usize, Option<u32>)>> = vec![None; words.len()];
        for candidate in found {
            let index = match candidate.target {
                Target::Listed(index) => Some(index),
                _ => None,
            };
            let slot = &mut at[candidate.first];
            if slot.is_none_or(|(_, end, _)| end < candidate.end) {
                *slot = Some((candidate.kind, candidate.end, index));
            }
        }
        Self { at }
    }

    fn get(&self, at: usize) -> Option<(Kind, usize, Option<u32>)> {
        self.at.get(at).copied().flatten()
    }
}

/// The first word of the name after the title at `at`: over offices, adjectives, nationalities,
/// institutions, further titles.
fn after_title(words: &[Word], at: usize, hits: &Hits) -> Option<usize> {
    let mut next = at + 1;
    while next < words.len() && next - at <= LONGEST_TITLE {
        let word = &words[next];
        if word.link != Link::Space || word.script != Script::Arabic {
            return None;
        }
        if speaks_for(words, next) {
            next += 1;
            if words.get(next).is_some_and(|w| w.folded.starts_with("ال"))
                && hits.get(next).is_none()
            {
                next += 1;
            }
            continue;
        }
        if word.traits.any(Traits::FIRST_NAME) && word.clitics == Clitics::NONE {
            return Some(next);
        }
        let following = words.get(next + 1).filter(|w| w.link == Link::Space);
        match hits.get(next) {
            Some((Kind::Person, ..)) => return Some(next),
            Some((_, end, _)) => {
                next = end;
                continue;
            }
            None => {}
        }
        let adjective = is_adjective(word);
        let connects = matches!(word.folded.as_str(), "في" | "لدي" | "باسم" | "علي" | "عن")
            && following.is_some()
            && hits
                .get(next + 1)
                .is_some_and(|(kind, ..)| kind != Kind::Person);
        if word.traits.any(Traits::FOLLOWER.with(Traits::TITLE)) || adjective || connects {
            next += 1;
            continue;
        }
        return Some(next);
    }
    None
}

/// True for a definite adjective of relation (الروسي, الخارجية).
pub(super) fn is_adjective(word: &Word) -> bool {
    word.folded.starts_with("ال")
        && (word.folded.ends_with('ي') || word.folded.ends_with("يه"))
        && word.folded.chars().count() >= 6
}

/// A spokesman speaks in the name of something (المتحدث باسم); of others باسم is a first name.
fn speaks_for(words: &[Word], at: usize) -> bool {
    words[at].folded == "باسم"
        && at.checked_sub(1).is_some_and(|i| {
            let title = words[i].form(words[i].clitics);
            let title = title.strip_prefix("ال").unwrap_or(&title);
            matches!(title.trim_end_matches('ه'), "متحدث" | "ناطق" | "متحدثين")
        })
}

/// A run of words that may be one person's name.
struct Run {
    first: usize,
    end: usize,
    clitics: Clitics,
    /// Name words, a particle with its word being one.
    count: usize,
    /// How many are first names of the list.
    first_names: usize,
    /// The gazetteer's person whose form ends the run.
    listed: Option<u32>,
}

/// The run of name words from `start`, whose first word loses `clitics` clitic clitics.
fn run(words: &[Word], start: usize, clitics: Clitics, hits: &Hits) -> Option<Run> {
    let mut run = Run {
        first: start,
        end: start,
        clitics,
        count: 0,
        first_names: 0,
        listed: None,
    };
    let mut at = start;
    while at < words.len() && run.count < LONGEST_NAME {
        let word = &words[at];
        let first = at == start;
        if word.script != Script::Arabic || word.number {
            break;
        }
        if !first && !matches!(word.link, Link::Space | Link::Hyphen) {
            break;
        }
        if first && word.clitics != clitics {
            break;
        }
        if let Some(end) = particle(words, at, if first { clitics } else { Clitics::NONE }, hits) {
            run.count += 1;
            // عبد الرحمن and بن زايد are as good as a first name.
            let father = words[end - 1].traits.any(Traits::FIRST_NAME);
            run.first_names += usize::from(father || words[at].folded.ends_with("عبد"));
            at = end;
            run.end = end;
            continue;
        }
        match hits.get(at) {
            Some((Kind::Person, end, index)) if !first || end == at + 1 => {
                // A listed family name ends the run; a listed full name is its own mention.
                if end > at + 1 {
                    break;
                }
                run.count += 1;
                run.end = end;
                if !first {
                    run.listed = index;
                }
                if !first || !word.traits.any(Traits::FIRST_NAME) {
                    break;
                }
                run.first_names += 1;
                at = end;
                continue;
            }
            Some((Kind::Person, ..)) => return None,
            Some((Kind::Nationality, ..))
                if run.count >= 1
                    && run.first_names == run.count
                    && shape::family_nisba(&word.folded) => {}
            Some(_) if word.traits.any(Traits::FIRST_NAME) && !first => {}
            Some(_) => break,
            None => {}
        }
        let name = word.traits.any(Traits::FIRST_NAME) && (first || word.clitics == Clitics::NONE);
        let common = word
            .traits
            .any(Traits::COMMON_NAME.with(Traits::STOP).with(Traits::TITLE));
        let nisba = matches!(hits.get(at), Some((Kind::Nationality, ..)));
        if name && (first || !common || run.first_names > 0) {
            run.first_names += 1;
        } else if run.count >= 2
            && run.first_names == run.count
            && word.traits.is_empty()
            && word.folded.starts_with("ال")
        {
            // After two first names any unknown definite word is the family's: العطية.
        } else if !nisba && !shape::may_be_name(word, first) {
            break;
        } else if word.folded.starts_with("ال") && !nisba {
            // سعد الحريري; but after a foreign name the word is what he did.
            let native = run.first_names == run.count && !shape::foreign(&words[start].folded);
            let nisba = word.folded.ends_with('ي') && run.first_names + 1 >= run.count;
            if !native && !nisba {
                break;
            }
        } else if run.count >= 2 && !nisba && !shape::foreign(&word.folded) {
            // A third word must look like a family name.
            break;
        }
        run.count += 1;
        at += 1;
        run.end = at;
    }
    (run.count > 0).then_some(run)
}

/// The end of a particle with its word at `at`: عبد الرحمن, أبو مازن, بن سلمان, آل سعود.
fn particle(words: &[Word], at: usize, clitics: Clitics, hits: &Hits) -> Option<usize> {
    let word = &words[at];
    let forms = [
        "عبد",
        "ابو",
        "ابي",
        "ابا",
        "بن",
        "ابن",
        "بنت",
        "ام",
        "ذو",
        "ال",
        "ايت",
        "فان",
        "فون",
        "دي",
        "دا",
        "دو",
        "لو",
        "بو",
        "اوغلو",
        "ديل",
        "سان",
    ];
    let rest = word.form(clitics);
    if !forms.contains(&rest.as_str()) {
        return None;
    }
    // After a name أم means "or".
    let after_name = at
        .checked_sub(1)
        .is_some_and(|i| words[i].traits.any(Traits::FIRST_NAME));
    if rest == "ام" && after_name {
        return None;
    }
    let next = words.get(at + 1)?;
    if !matches!(next.link, Link::Space | Link::Hyphen) || next.script != Script::Arabic {
        return None;
    }
    if rest == "عبد" {
        return next.folded.starts_with("ال").then_some(at + 2);
    }
    if matches!(hits.get(at + 1), Some((kind, ..)) if kind != Kind::Person) {
        return None;
    }
    // بن عبد العزيز
    if next.folded == "عبد"
        && words
            .get(at + 2)
            .is_some_and(|w| w.folded.starts_with("ال"))
    {
        return Some(at + 3);
    }
    // آل ثاني: the family of a house may bear any word's name.
    let house = rest == "ال" && at > 0 && words[at - 1].traits.any(Traits::FIRST_NAME);
    if house && next.folded.chars().count() >= 3 {
        return Some(at + 2);
    }
    let name = next.traits.any(Traits::FIRST_NAME) && next.clitics == Clitics::NONE;
    (name || shape::may_be_name(next, false)).then_some(at + 2)
}

impl Run {
    /// After a title a run of two is a name; a single word only when it looks like one.
    fn fits_title(&self, words: &[Word], title: usize, start: usize) -> bool {
        let first = &words[self.first];
        let definite = words[title].traits.any(Traits::DEFINITE) || start > title + 1;
        if first.folded.starts_with("ال") && self.first_names == 0 {
            return false;
        }
        if self.is_kunya(words) {
            return true;
        }
        if self.count >= 2 {
            return self.first_names > 0
                || self.listed.is_some()
                || definite
                || shape::foreign(&first.folded);
        }
        let sure = first.traits.any(Traits::FIRST_NAME) && !first.traits.any(Traits::COMMON_NAME);
        definite && (sure || shape::foreign(&first.folded)) && self.listed.is_none()
    }

    /// أبو عبيدة: a name of two words that counts as one.
    fn is_kunya(&self, words: &[Word]) -> bool {
        self.count == 1
            && self.end == self.first + 2
            && matches!(
                words[self.first].form(self.clitics).as_str(),
                "ابو" | "ابي" | "ابا" | "ام"
            )
    }

    fn fits_saying(&self, words: &[Word]) -> bool {
        let first = &words[self.first];
        if self.is_kunya(words) {
            return true;
        }
        self.count >= 2
            && !first.folded.starts_with("ال")
            && (first.traits.any(Traits::FIRST_NAME)
                || first.folded.starts_with("ابو")
                || first.folded == "عبد"
                || shape::foreign(&first.folded))
    }

    fn fits_alone(&self, words: &[Word]) -> bool {
        let first = &words[self.first];
        if self.count < 2 {
            return false;
        }
        if !first.traits.any(Traits::FIRST_NAME) {
            return self.first_names > 0
                && (first.folded.ends_with("عبد") || first.folded == "ابو");
        }
        let sure = !first
            .traits
            .any(Traits::COMMON_NAME.with(Traits::STOP).with(Traits::TITLE));
        let clitic = self.clitics != Clitics::NONE;
        match (sure, clitic) {
            (true, false) => true,
            (true, true) => self.first_names >= 1,
            (false, false) => {
                self.first_names >= 2
                    || self.listed.is_some()
                    || words.get(self.first + 1).is_some_and(|w| w.folded == "بن")
            }
            (false, true) => false,
        }
    }

    /// The candidate: the listed person whose family name ends the run when a form of it has
    /// such a first name, else somebody else.
    fn candidate(&self, gazetteer: &Gazetteer, words: &[Word], evidence: Evidence) -> Candidate {
        let first = words[self.first].form(self.clitics);
        let target = match self
            .listed
            .and_then(|index| Some((index, gazetteer.entry(index)?)))
        {
            Some((index, entry))
                if std::iter::once(&entry.name)
                    .chain(&entry.aliases)
                    .any(|form| shape::same_first_name(form, &first)) =>
            {
                Target::Listed(index)
            }
            _ => Target::Unlisted,
        };
        Candidate {
            first: self.first,
            end: self.end,
            clitics: self.clitics,
            kind: Kind::Person,
            target,
            evidence,
            clue: Clue::None,
        }
    }
}

/// Titles of other scripts, folded; the name after them is a run of capitalised words.
const FOREIGN_TITLES: [&str; 36] = [
    "president",
    "minister",
    "chancellor",
    "ambassador",
    "mr",
    "mrs",
    "ms",
    "dr",
    "senator",
    "king",
    "queen",
    "prince",
    "princess",
    "spokesman",
    "spokeswoman",
    "analyst",
    "commissioner",
    "governor",
    "mayor",
    "professor",
    "chairman",
    "президент",
    "президента",
    "президентом",
    "министр",
    "министра",
    "посол",
    "премьер",
    "генерал",
    "глава",
    "лидер",
    "директор",
    "канцлер",
    "политолог",
    "эксперт",
    "министром",
];

/// True for a folded title in Latin or Cyrillic letters.
pub(super) fn is_foreign_title(folded: &str) -> bool {
    FOREIGN_TITLES.contains(&folded)
}

/// A capitalised run of two or three words after a title in Latin or Cyrillic.
fn foreign_script(words: &[Word], at: usize, hits: &Hits) -> Option<Candidate> {
    let title = &words[at];
    if !matches!(title.script, Script::Latin | Script::Cyrillic)
        || !FOREIGN_TITLES.contains(&title.folded.as_str())
    {
        return None;
    }
    let first = at + 1;
    let mut end = first;
    while end < words.len() && end - first < 3 {
        let word = &words[end];
        let linked = matches!(word.link, Link::Space | Link::Hyphen)
            || (word.link == Link::Dot && end == first);
        let titled = FOREIGN_TITLES.contains(&word.folded.as_str());
        if !linked || !word.capital || word.script != title.script || titled || word.all_capital {
            break;
        }
        if hits.get(end).is_some() {
            return None;
        }
        end += 1;
    }
    (end - first >= 2).then_some(Candidate {
        first,
        end,
        clitics: Clitics::NONE,
        kind: Kind::Person,
        target: Target::Unlisted,
        evidence: Evidence::Title,
        clue: Clue::None,
    })
}
