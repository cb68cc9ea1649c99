//! Trains the tagger and writes `assets/model/ar-ner.bin`.
//!
//! ```text
//! cargo run --release --example train_tagger -- --data DIR [--out FILE | --score FILE]
//! ```
//!
//! `DIR` holds `ner/anercorp-train.tsv` (ANERcorp, CC BY-SA 4.0), `ner/aqmar-train.tsv`
//! (AQMAR, CC BY-SA 3.0), `ner/wikifane-train.tsv` (WikiFANE, CC BY-SA 3.0), the parts of the
//! first two that are kept for choosing (`…-dev.tsv`), and `names/wd_arabic_*` (names of people
//! from Wikidata, CC0). The same files give the same bytes. Nothing is trained on the dev parts.
#![allow(clippy::print_stdout)]

mod chooser;
mod classes;
mod corpus;
mod crf;
mod lists;
mod random;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use warraq::entity::chain::spans_of;
use warraq::entity::gazetteer::Gazetteer;
use warraq::entity::lists::{Lists, hash};
use warraq::entity::model::{Blend, Model, PARTS, Sums, Table};
use warraq::entity::second::{self, Names, Seen};
use warraq::entity::tagger::{answers, lesson, see};

use corpus::{Domain, Sentence};
use crf::{Example, Options};

/// The text of the corpora has no borders of articles: so many sentences count as one.
const ARTICLE: usize = 20;
/// The first pass is trained so many times for the second, each time without a part.
const FOLDS: usize = 5;

fn main() -> anyhow::Result<()> {
    let mut data = PathBuf::from("data");
    let mut out = PathBuf::from("assets/model/ar-ner.bin");
    let mut made = None;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let value = args.next().map(PathBuf::from);
        match (arg.as_str(), value) {
            ("--data", Some(value)) => data = value,
            ("--out", Some(value)) => out = value,
            ("--score", Some(value)) => made = Some(value),
            _ => anyhow::bail!("usage: train_tagger --data DIR [--out FILE | --score FILE]"),
        }
    }
    if let Some(made) = made {
        let model = Model::from_bytes(&std::fs::read(made)?)?;
        report(&model, &dev_texts(&data.join("ner"), &model.lists)?);
        return Ok(());
    }
    let started = Instant::now();
    let say = |what: &str| println!("{:6.1} s  {what}", started.elapsed().as_secs_f32());

    let ner = data.join("ner");
    let fane = corpus::rows(&ner.join("wikifane-train.tsv"))?;
    let apart: Vec<lists::Apart> = fane.iter().map(|rows| lists::fold_apart(rows)).collect();
    let joined: Vec<_> = fane.iter().map(|rows| corpus::rejoin(rows)).collect();
    let mut text = read(&ner.join("anercorp-train.tsv"), Domain::News)?;
    text.extend(read(&ner.join("aqmar-train.tsv"), Domain::Wiki)?);
    text.extend(corpus::sentences(&joined, Domain::WikiFane));
    let names = corpus::names(&data.join("names"))?;
    let sources = lists::Sources {
        text: &text,
        apart: &apart,
        names: &names,
        classes: &BTreeMap::new(),
    };
    say("read");

    let classes = classes::train(&text);
    say(&format!("{} words in classes", classes.len()));
    let sources = lists::Sources {
        classes: &classes,
        ..sources
    };
    let mut whole = lists::make(&sources, None);
    let mut seen = whole.clone();
    lists::add_likeness(&mut whole, &sources, 1);
    lists::add_likeness(&mut seen, &sources, 3);
    let tenths: Vec<Lists> = (0..10)
        .map(|tenth| Lists {
            likeness: seen.likeness.clone(),
            likeness_step: seen.likeness_step,
            likeness_bias: seen.likeness_bias,
            ..lists::make(&sources, Some(tenth))
        })
        .collect();
    say(&format!(
        "lists: {} words, {} phrases",
        whole.words.len(),
        whole.phrases.len()
    ));

    let (mut examples, words): (Vec<Example>, Vec<Vec<Names>>) = text
        .iter()
        .map(|sentence| match sentence.domain {
            Domain::WikiFane => learn(sentence, &tenths[sentence.tenth]),
            _ => learn(sentence, &seen),
        })
        .unzip();
    say("features");

    let options = Options {
        epochs: 8,
        l1: 1.5,
        dropout: 0.3,
        least: 3,
        key_bits: 22,
    };
    let all: Vec<&Example> = examples.iter().collect();
    let first = crf::train(&all, options, 1);
    let parts = [Domain::News, Domain::Wiki].map(|domain| first.part(domain as usize));
    let chooser = chooser::train(&text);
    say(&format!(
        "first pass: {} and {} rows",
        parts[0].1.len(),
        parts[1].1.len()
    ));

    let mut given: Vec<Option<Seen>> = vec![None; examples.len()];
    for fold in 0..FOLDS {
        let part: Vec<&Example> = (0..examples.len())
            .filter(|&at| text[at].tenth % FOLDS != fold)
            .map(|at| &examples[at])
            .collect();
        let trained = crf::train(&part, options, 2 + fold as u64);
        let tables = [1, 2, 3].map(|domain| trained.alone(domain));
        for at in (0..examples.len()).filter(|&at| text[at].tenth % FOLDS == fold) {
            let table = &tables[examples[at].domain - 1];
            let sums = sums_of(table, &examples[at].features);
            given[at] = Some(see(table, ALONE, &sums, words[at].clone()));
        }
        say(&format!("first pass without part {}", fold + 1));
    }
    let given: Vec<Seen> = given.into_iter().flatten().collect();
    let mut again = Vec::with_capacity(examples.len());
    let mut start = 0;
    while start < examples.len() {
        let domain = examples[start].domain;
        let end = (start + 1..examples.len().min(start + ARTICLE))
            .find(|&at| examples[at].domain != domain)
            .unwrap_or(examples.len().min(start + ARTICLE));
        let article = &given[start..end];
        let mut features: Vec<Vec<Vec<u32>>> = article
            .iter()
            .map(|s| vec![Vec::new(); s.scores.len()])
            .collect();
        second::features(
            article,
            &parts[0].0.transitions,
            |sentence, token, feature| {
                features[sentence][token].push(feature);
            },
        );
        for (at, features) in (start..end).zip(features) {
            let first = std::mem::take(&mut examples[at].features);
            again.push(Example {
                features: first
                    .into_iter()
                    .zip(features)
                    .map(|(mut first, more)| {
                        first.extend(more);
                        first
                    })
                    .collect(),
                labels: examples[at].labels.clone(),
                domain,
                weight: examples[at].weight,
            });
        }
        start = end;
    }
    let options = Options { l1: 2.0, ..options };
    let again: Vec<&Example> = again.iter().collect();
    let second = crf::train(&again, options, 9);
    let [of_news, of_wiki] = parts;
    let again = [Domain::News, Domain::Wiki].map(|domain| second.part(domain as usize));
    say(&format!(
        "second pass: {} and {} rows",
        again[0].1.len(),
        again[1].1.len()
    ));
    let [news_again, wiki_again] = again;
    let model = Model {
        lists: whole,
        table: Table::new(options.key_bits, [of_news, of_wiki, news_again, wiki_again]),
        chooser,
    };
    report(&model, &dev_texts(&ner, &model.lists)?);

    let bytes = model.to_bytes();
    anyhow::ensure!(
        Model::from_bytes(&bytes)? == model,
        "the file does not give the model back"
    );
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&out, &bytes)?;
    say(&format!("{} bytes to {}", bytes.len(), out.display()));
    Ok(())
}

fn read(path: &Path, domain: Domain) -> anyhow::Result<Vec<Sentence>> {
    Ok(corpus::sentences(&corpus::rows(path)?, domain))
}

/// A sentence as an example, with the words of its tokens.
fn learn(sentence: &Sentence, lists: &Lists) -> (Example, Vec<Names>) {
    let lesson = lesson(
        &sentence.tokens,
        &sentence.text,
        Gazetteer::embedded(),
        lists,
    );
    let example = Example {
        features: lesson.features,
        labels: sentence.labels.clone(),
        domain: sentence.domain as usize,
        weight: if sentence.domain == Domain::WikiFane {
            0.3
        } else {
            1.0
        },
    };
    (example, lesson.names)
}

/// A text that is kept for choosing.
struct Dev {
    name: &'static str,
    text: Vec<Sentence>,
    lessons: (Vec<Example>, Vec<Vec<Names>>),
}

fn dev_texts(folder: &Path, lists: &Lists) -> anyhow::Result<Vec<Dev>> {
    let texts = [("anercorp-dev", Domain::News), ("aqmar-dev", Domain::Wiki)];
    texts
        .into_iter()
        .map(|(name, domain)| {
            let text = read(&folder.join(format!("{name}.tsv")), domain)?;
            let lessons = text.iter().map(|s| learn(s, lists)).unzip();
            Ok(Dev {
                name,
                text,
                lessons,
            })
        })
        .collect()
}

/// The weights of a table for one domain alone.
const ALONE: Blend = Blend {
    news: 1.0,
    again: false,
};

fn sums_of(table: &Table, features: &[Vec<u32>]) -> Vec<Sums> {
    let sum = |features: &Vec<u32>| {
        let mut sums = [0; 8 * PARTS];
        table.add(features, &mut sums);
        sums
    };
    features.iter().map(sum).collect()
}

/// Prints precision, recall and F1 of exact spans on what is kept for choosing: with the
/// weights of either kind of text, and as the model blends them.
fn report(model: &Model, dev: &[Dev]) {
    let table = &model.table;
    for Dev {
        name,
        text,
        lessons,
    } in dev
    {
        for again in [false, true] {
            println!("{name}, {} pass", if again { "second" } else { "first" });
            for (way, fixed) in [
                ("news", Some(1.0)),
                ("both", Some(0.5)),
                ("wiki", Some(0.0)),
                ("blend", None),
            ] {
                let mut counts = [[0usize; 3]; 4];
                let mut shares = 0.0;
                for start in (0..text.len()).step_by(ARTICLE) {
                    let end = text.len().min(start + ARTICLE);
                    let words = text[start..end].iter().flat_map(|s| &s.tokens);
                    let arabic = words.filter(|t| t.is_word()).map(|t| hash(&t.folded));
                    let news = fixed.unwrap_or_else(|| model.share_of_news(arabic));
                    shares += news / (text.len().div_ceil(ARTICLE)) as f32;
                    let blend = Blend { news, again: false };
                    let mut sums: Vec<Vec<Sums>> = lessons.0[start..end]
                        .iter()
                        .map(|example| sums_of(table, &example.features))
                        .collect();
                    let seen: Vec<Seen> = sums
                        .iter()
                        .zip(&lessons.1[start..end])
                        .map(|(sums, names)| see(table, blend, sums, names.clone()))
                        .collect();
                    let answers = answers(table, Blend { again, ..blend }, &seen, &mut sums);
                    for (example, answer) in lessons.0[start..end].iter().zip(&answers) {
                        count(&mut counts, &example.labels, &answer.labels);
                    }
                }
                println!("  {way:6} {shares:.2} {}", line(&counts));
            }
        }
    }
}

fn count(counts: &mut [[usize; 3]; 4], gold: &[usize], labels: &[usize]) {
    let gold: Vec<_> = spans_of(gold).collect();
    let found: Vec<_> = spans_of(labels).collect();
    let mut note = |kind: usize, what: usize| {
        counts[0][what] += 1;
        counts[kind + 1][what] += 1;
    };
    found.iter().for_each(|span| note(span.2, 0));
    gold.iter().for_each(|span| note(span.2, 1));
    found
        .iter()
        .filter(|span| gold.contains(span))
        .for_each(|span| note(span.2, 2));
}

fn line(counts: &[[usize; 3]; 4]) -> String {
    ["all", "person", "organisation", "place"]
        .iter()
        .zip(counts)
        .map(|(name, &[found, gold, right])| {
            #[allow(clippy::cast_precision_loss)]
            let share = |all: usize| 100.0 * right as f32 / all.max(1) as f32;
            #[allow(clippy::cast_precision_loss)]
            let f1 = 200.0 * right as f32 / (found + gold).max(1) as f32;
            format!("{name} {:.1}/{:.1}/{f1:.1}  ", share(found), share(gold))
        })
        .collect()
}
