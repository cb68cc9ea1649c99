//! Articles that are filed ahead of their analysis.

use std::sync::Arc;

use super::*;

const TEXT: &str = "عن مينسك\n\nوصل لوكاشينكو إلى مينسك.\n";

fn entry(draft: Draft) -> Entry {
    Entry {
        doc: "long.txt".to_owned(),
        content: Ok(Box::new(draft)),
    }
}

/// Files the article ahead, and then as it comes, which is never where the program was killed.
fn file(library: &Library, whole: bool) {
    let document = read(TEXT.to_owned(), Format::Plain);
    let mut bare = Draft::new(&document, Stage::default(), &[]).pressed_for(library);
    let ahead = entry(bare.ahead(library));
    let begin = |change: &Change<'_>| change.begin(b"long.txt", 64, Stage::default());
    let mut filing = library.change(|change| begin(change)).unwrap();
    let filed = library.change(|change| change.file_ahead(&mut filing, &ahead));
    assert_eq!(filed, Ok(true));
    library.link(Gazetteer::embedded()).unwrap();
    if whole {
        let tokens = pipeline::Tokens::of(&document);
        let analysis = pipeline::analyse(&document, Gazetteer::embedded());
        let draft = bare.indexed(&tokens).analysed(&analysis);
        let draft = entry(draft.sketched(&tokens));
        library
            .change(|change| {
                change.file(&mut filing, &draft)?;
                change.end(filing, None, false)
            })
            .unwrap();
        library.link(Gazetteer::embedded()).unwrap();
    }
}

fn only(library: &Library) -> Article {
    let ids = library.listing().unwrap().ids;
    assert_eq!(ids.len(), 1);
    library.article(ids[0]).unwrap().unwrap()
}

#[test]
fn its_analysis_comes_to_the_text_that_is_read_already() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path(), &["long.txt"]);
    file(&library, false);
    let before = only(&library);
    assert!(!before.analysed && before.mentions.is_empty());
    assert_eq!(before.document.source, TEXT);
    let hash = draft("long.txt", TEXT).hash;
    assert_eq!(
        library.knows(&hash),
        Ok(false),
        "it is still to be analysed"
    );
    // Killed now, it is read again and stays where it is; nothing is filed ahead of it twice.
    let ahead = entry(Draft::new(&before.document, Stage::default(), &[]).ahead(&library));
    let again = library.change(|change| {
        let mut filing = change.begin(b"long.txt", 64, Stage::default())?;
        assert!(!change.file_ahead(&mut filing, &ahead)?);
        change.file(&mut filing, &entry(draft("long.txt", TEXT)))?;
        change.end(filing, None, false)
    });
    again.unwrap();
    library.link(Gazetteer::embedded()).unwrap();
    let after = only(&library);
    assert!(after.analysed && !after.mentions.is_empty());
    assert_eq!(after.id, before.id);
    assert!(Arc::ptr_eq(&before.document, &after.document));
    assert_eq!(library.knows(&hash), Ok(true));
}

#[test]
fn in_the_end_all_is_as_if_it_had_been_filed_once() {
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let libraries = folders.each_ref().map(|f| open(f.path(), &["long.txt"]));
    file(&libraries[0], true);
    let document = read(TEXT.to_owned(), Format::Plain);
    let indexed = draft("long.txt", TEXT).indexed(&pipeline::Tokens::of(&document));
    libraries[1]
        .change(|change| {
            let mut filing = change.begin(b"long.txt", 64, Stage::default())?;
            change.file(&mut filing, &entry(indexed))?;
            change.end(filing, None, false)
        })
        .unwrap();
    libraries[1].link(Gazetteer::embedded()).unwrap();
    assert_eq!(told(&libraries[0]), told(&libraries[1]));
    let found = libraries.each_ref().map(|library| {
        let tables = ["text", "sketch", "article", "file", "term"].map(|table| {
            let count = format!("SELECT count(*) FROM {table}");
            let row = library
                .read()
                .query_row(&count, [], |row| row.get::<_, i64>(0));
            row.unwrap()
        });
        (tables, library.is_indexed())
    });
    assert_eq!(found[0], found[1]);
}
