use super::*;
use crate::assets;
use crate::document::{Document, Format, read};
use crate::entity::features::{Found, View};
use crate::entity::mention::Analysis;
use crate::entity::pipeline::{self, Tokens, analyse_by, analyse_with};
use crate::entity::recognise::candidates;
use crate::entity::tagger::lesson;
use crate::entity::words::{Spelling, words};
use crate::text::token::tokenise_text;

fn samples() -> Vec<Document> {
    let mut texts: Vec<Document> = assets::samples()
        .into_iter()
        .map(|(name, text)| read(text.to_owned(), Format::of_name(name)))
        .collect();
    // The same words as another sort of token: a stop word here, a name there; capitals.
    for text in [
        "على البحر. قال علي إن الأمل كبير. US us Us",
        "قالت أمل وليد ذلك. US, us. «وليد»",
    ] {
        texts.push(read(text.to_owned(), Format::Plain));
    }
    texts
}

fn by(recall: &mut Recall, document: &Document) -> Analysis {
    let means = pipeline::Means::with(Gazetteer::embedded());
    analyse_with(&Tokens::of(document), means, recall)
}

#[test]
fn what_was_read_before_changes_nothing() {
    let samples = samples();
    let means = pipeline::Means::with(Gazetteer::embedded());
    let alone: Vec<Analysis> = samples.iter().map(|doc| analyse_by(doc, means)).collect();
    let mut recall = Recall::default();
    for round in 0..3 {
        for (nth, document) in samples.iter().enumerate().rev() {
            assert_eq!(by(&mut recall, document), alone[nth], "{round} {nth}");
            if (nth + round) % 4 == 0 {
                let words = recall.met.words.len();
                recall.forget();
                assert!(recall.met.words.len() < words, "{round} {nth}");
            }
        }
    }
    assert!(recall.met.words.len() > 100);
}

#[test]
fn another_list_of_actors_is_another_memory() {
    let document = read("زار هاشميطو موسكو".to_owned(), Format::Plain);
    let list = "[[person]]\nid = \"a\"\nname = \"هاشميطو\"\n";
    let (own, errors) = Gazetteer::with_lists(std::iter::once(("a.toml", list)));
    assert!(errors.is_empty());
    let mut recall = Recall::default();
    let tokens = Tokens::of(&document);
    for gazetteer in [Gazetteer::embedded(), &own, Gazetteer::embedded()] {
        let means = pipeline::Means::with(gazetteer);
        let found = analyse_with(&tokens, means, &mut recall);
        assert_eq!(found, analyse_by(&document, means));
    }
}

#[test]
fn a_full_memory_forgets_and_stays_small() {
    let mut recall = Recall::default();
    let (gazetteer, tagger) = (Gazetteer::embedded(), Tagger::embedded());
    for article in 0..5usize {
        recall.begin(gazetteer, tagger);
        let text: String = (0..MOST)
            .map(|word| format!("كلمه{} ", article * MOST + word))
            .collect();
        recall.met.meet(&tokenise_text(&text), gazetteer);
        assert!(recall.met.words.len() <= 2 * MOST + 2, "{article}");
    }
}

#[cfg(feature = "model")]
#[test]
fn what_is_kept_of_words_adds_up_to_all_features() {
    let gazetteer = Gazetteer::embedded();
    let model = Tagger::embedded().unwrap().model();
    let means = Means {
        lists: &model.lists,
        gazetteer,
    };
    let Recall { met, weighed, .. } = &mut Recall::default();
    let mut told = 0;
    for document in samples() {
        met.article += 1;
        let source = &document.source;
        for tokens in pipeline::tokens(&document) {
            let ids = met.meet(&tokens, gazetteer);
            let spelling = Spelling::of(tokens.iter(), source);
            let words = words(&tokens, &ids, met, source, spelling);
            let (found, weak) = candidates(gazetteer, &words, true);
            let found = Found {
                words: &words,
                found: &found,
                weak: &weak,
            };
            let view = View::new(met, means, &tokens, &ids, &found);
            for at in 0..tokens.len() {
                let window = view.window(met, at, (0, tokens.len()));
                let sums = weighed.sums(&model.table, met, &window);
                let all = summed(&model.table, &window, &mut Vec::new(), |_| true);
                assert_eq!(sums, all, "{:?}", tokens[at]);
                told += usize::from(!window.is_quiet());
            }
        }
    }
    assert!(told > 100, "{told}");
}

#[test]
fn a_word_that_starts_nothing_has_no_form_that_does() {
    let gazetteer = Gazetteer::embedded();
    let mut text: String = samples().into_iter().map(|doc| doc.source + " ").collect();
    text.push_str("מהקרמלין Лукашенко Лукашенку Путиным وللكرملين وبوتين Kremlin");
    let tokens = tokenise_text(&text);
    let mut met = Met::default();
    let ids = met.meet(&tokens, gazetteer);
    let words = words(&tokens, &ids, &met, &text, Spelling::default());
    let mut starting = 0;
    for word in words {
        let mut starts = false;
        word.each_form(|form| starts |= gazetteer.longest(&form.word) > 0);
        assert!(word.starts || !starts, "{}", word.folded);
        starting += usize::from(starts);
    }
    assert!(starting > 100, "{starting}");
}

#[cfg(feature = "model")]
#[test]
fn words_of_a_lesson_differ() {
    let lists = &Tagger::embedded().unwrap().model().lists;
    let tokens = tokenise_text("زار موسكو");
    let lesson = lesson(&tokens, "زار موسكو", Gazetteer::embedded(), lists);
    let [first, second] = &lesson.features[..] else {
        panic!("two words");
    };
    let own = second.iter().filter(|feature| !first.contains(feature));
    assert!(own.count() > first.len() / 2);
}
