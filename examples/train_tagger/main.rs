//! Trains the tagger and writes `assets/model/ar-ner.bin`.
//!
//! ```text
//! cargo run --release --example train_tagger -- --data DIR [--out FILE]
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
use std::path::PathBuf;
use std::time::Instant;

use warraq::entity::chain::spans_of;
use warraq::entity::gazetteer::Gazetteer;
use warraq::entity::lists::{Lists, hash};
use warraq::entity::model::{Model, Table};
use warraq::entity::second::{self, Names, Seen};
use warraq::entity::tagger::{lesson, scores, second_pass};

use corpus::{Domain, Sentence};
use crf::{Example, Options};

/// The text of the corpora has no borders of articles: so many sentences count as one.
const ARTICLE: usize = 20;
/// The first pass is trained so many times for the second, each time without a part.
const FOLDS: usize = 3;

fn main() -> anyhow::Result<()> {
    let mut data = PathBuf::from("data");
    let mut out = PathBuf::from("assets/model/ar-ner.bin");
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let value = args.next().map(PathBuf::from);
        match (arg.as_str(), value) {
            ("--data", Some(value)) => data = value,
            ("--out", Some(value)) => out = value,
            _ => anyhow::bail!("usage: train_tagger --data DIR [--out FILE]"),
        }
    }
    let started = Instant::now();
    let say = |what: &str| println!("{:6.1} s  {what}", started.elapsed().as_secs_f32());

    let ner = data.join("ner");
    let fane = corpus::rows(&ner.join("wikifane-train.tsv"))?;
    let apart: Vec<lists::Apart> = fane.iter().map(|rows| lists::fold_apart(rows)).collect();
    let joined: Vec<_> = fane.iter().map(|rows| corpus::rejoin(rows)).collect();
    let read = |name: &str, domain| {
        corpus::rows(&ner.join(name)).map(|rows| corpus::sentences(&rows, domain))
    };
    let mut text = read("anercorp-train.tsv", Domain::News)?;
    text.extend(read("aqmar-train.tsv", Domain::Wiki)?);
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

    let gazetteer = Gazetteer::embedded();
    let learn = |sentence: &Sentence, lists: &Lists| {
        let lesson = lesson(&sentence.tokens, &sentence.text, gazetteer, lists);
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
    };
    let (mut examples, words): (Vec<Example>, Vec<Vec<Names>>) = text
        .iter()
        .map(|sentence| match sentence.domain {
            Domain::WikiFane => learn(sentence, &tenths[sentence.tenth]),
            _ => learn(sentence, &seen),
        })
        .unzip();
    let dev = [("anercorp-dev", Domain::News), ("aqmar-dev", Domain::Wiki)]
        .into_iter()
        .map(|(name, domain)| {
            let text = read(&format!("{name}.tsv"), domain)?;
            let lessons = text.iter().map(|s| learn(s, &whole)).unzip();
            Ok(Dev {
                name,
                text,
                lessons,
            })
        })
        .collect::<anyhow::Result<Vec<Dev>>>()?;
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
    let mut model = Model {
        lists: whole.clone(),
        news: first.table(Domain::News as usize),
        wiki: first.table(Domain::Wiki as usize),
        news_again: Table::empty(),
        wiki_again: Table::empty(),
        chooser: chooser::train(&text),
    };
    say(&format!(
        "first pass: {} and {} rows",
        model.news.len(),
        model.wiki.len()
    ));
    report(&model, &dev);

    let mut given: Vec<Option<Seen>> = vec![None; examples.len()];
    for fold in 0..FOLDS {
        let part: Vec<&Example> = (0..examples.len())
            .filter(|&at| text[at].tenth % FOLDS != fold)
            .map(|at| &examples[at])
            .collect();
        let trained = crf::train(&part, options, 2 + fold as u64);
        let tables = [1, 2, 3].map(|domain| trained.table(domain));
        for at in (0..examples.len()).filter(|&at| text[at].tenth % FOLDS == fold) {
            let table = &tables[examples[at].domain - 1];
            given[at] = Some(seen_by(table, &examples[at].features, &words[at]));
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
            &model.news.transitions,
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
    model.news_again = second.table(Domain::News as usize);
    model.wiki_again = second.table(Domain::Wiki as usize);
    say(&format!(
        "second pass: {} and {} rows",
        model.news_again.len(),
        model.wiki_again.len()
    ));
    report(&model, &dev);

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

/// A text that is kept for choosing.
struct Dev {
    name: &'static str,
    text: Vec<Sentence>,
    lessons: (Vec<Example>, Vec<Vec<Names>>),
}

fn seen_by(table: &Table, features: &[Vec<u32>], words: &[Names]) -> Seen {
    let scores = features
        .iter()
        .map(|features| {
            let mut sums = [0i32; 8];
            for &feature in features {
                table.add(feature, &mut sums);
            }
            scores(table, &sums)
        })
        .collect();
    Seen {
        names: words.to_vec(),
        scores,
    }
}

/// Prints precision, recall and F1 of exact spans on what is kept for choosing, with the
/// table that the model chooses and with its other one.
fn report(model: &Model, dev: &[Dev]) {
    for Dev {
        name,
        text,
        lessons,
    } in dev
    {
        let (mut right, mut articles) = (0, 0);
        let mut chosen = [[0usize; 3]; 4];
        let mut all = [[[0usize; 3]; 4]; 2];
        for start in (0..text.len()).step_by(ARTICLE) {
            let end = text.len().min(start + ARTICLE);
            let words = text[start..end].iter().flat_map(|s| &s.tokens);
            let arabic = words.filter(|t| t.is_word()).map(|t| hash(&t.folded));
            let (table, again) = model.choose(arabic);
            articles += 1;
            right +=
                usize::from(std::ptr::eq(table, &model.news) == (lessons.0[start].domain == 1));
            let [of_news, of_wiki] = &mut all;
            for (counts, table, again) in [
                (&mut chosen, table, again),
                (of_news, &model.news, &model.news_again),
                (of_wiki, &model.wiki, &model.wiki_again),
            ] {
                let seen: Vec<Seen> = (start..end)
                    .map(|at| seen_by(table, &lessons.0[at].features, &lessons.1[at]))
                    .collect();
                let answers = second_pass(again, table, &seen, |sentence, token, sums| {
                    for &feature in &lessons.0[start + sentence].features[token] {
                        again.add(feature, sums);
                    }
                });
                for (example, answer) in lessons.0[start..end].iter().zip(&answers) {
                    count(counts, &example.labels, &answer.labels);
                }
            }
        }
        println!("{name}: {right} of {articles} articles with the right table");
        println!("  chosen  {}", line(&chosen));
        println!("  news    {}", line(&all[0]));
        println!("  wiki    {}", line(&all[1]));
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
