//! Any file of marks beside an article: what is placed stands in the text, apart.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warraq::document::{Format, read};
use warraq::entity::gazetteer::Gazetteer;
use warraq::entity::pipeline::analyse;
use warraq::library::annotations::{Form, Use, apply, parse, place};

const ARTICLE: &str = "وصل الرئيس البيلاروسي ألكسندر لوكاشينكو إلى القاهرة.\n\
    ثم غادر الرئيس البيلاروسي، وقال Putin إن דמשק بعيدة 👩‍👩‍👧 جدا.\n";

fuzz_target!(|data: (u8, &str)| {
    let (wish, text) = data;
    let form = [Form::Brat, Form::Conll, Form::Jsonl][usize::from(wish % 3)];
    let how = if wish > 127 { Use::Replace } else { Use::Add };
    let gazetteer = Gazetteer::embedded();
    let document = read(ARTICLE.to_owned(), Format::Plain);
    let mut analysis = analyse(&document, gazetteer);
    let (marks, mut faults) = parse(form, text);
    let placed = place(&marks, ARTICLE, &mut faults);
    apply(&mut analysis, &placed, ARTICLE, gazetteer, how);
    let mut end = 0;
    for mention in &analysis.mentions {
        assert!(mention.range.start >= end && mention.range.slice(ARTICLE).is_some());
        assert!(analysis.names[mention.name as usize].kind == mention.kind);
        end = mention.range.end;
    }
    for mention in &analysis.weak {
        assert!(analysis.names[mention.name as usize].kind == mention.kind);
    }
});
