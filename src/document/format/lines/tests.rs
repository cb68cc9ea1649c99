use super::*;
use crate::document::Document;
use crate::document::options::Bounds;

fn read(bytes: &[u8], options: Options) -> Vec<(String, Result<Document, Refusal>)> {
    articles(std::io::Cursor::new(bytes.to_vec()), &Arc::new(options))
        .map(|entry| (entry.place, entry.article))
        .collect()
}

#[test]
fn a_line_is_an_article_and_a_bad_one_leaves_the_others() {
    let text = "\u{feff}{\"id\": \"a\", \"text\": \"أ\"}\r\n\n{\"text\": \"ب\"}\nno json\n{\"x\": 1}\n{\"text\": \"ج\"}";
    let found = read(text.as_bytes(), Options::default());
    let places: Vec<_> = found.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, ["#a", "#2", "#3", "#4", "#5"]);
    assert_eq!(found[4].1.as_ref().unwrap().source, "ج");
    let reason = |at: usize| match &found[at].1 {
        Err(Refusal::Failed(reason)) => reason.clone(),
        other => panic!("{other:?}"),
    };
    assert!(
        reason(2).starts_with("line 4: it is not JSON"),
        "{}",
        reason(2)
    );
    assert!(
        reason(3).starts_with("line 5: none of its fields"),
        "{}",
        reason(3)
    );
}

#[test]
fn bad_lines_without_end_are_counted() {
    let found = read("x\n".repeat(10_000).as_bytes(), Options::default());
    assert_eq!(found.len(), LISTED + 1);
    let last = format!("{:?}", found[LISTED].1);
    assert!(last.contains("9980 more lines"), "{last}");
}

/// Gives out a line that never ends, up to a length, and counts how much of it was held.
struct Endless {
    left: u64,
    tail: &'static [u8],
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.left == 0 {
            let read = self.tail.len().min(into.len());
            into[..read].copy_from_slice(&self.tail[..read]);
            self.tail = &self.tail[read..];
            return Ok(read);
        }
        let read = (into.len() as u64).min(self.left);
        self.left -= read;
        into[..usize::try_from(read).unwrap()].fill(b'{');
        Ok(usize::try_from(read).unwrap())
    }
}

#[test]
fn a_line_without_end_is_passed_over_without_being_held() {
    let bounds = Bounds {
        record: 1 << 20,
        ..Bounds::default()
    };
    let options = Arc::new(Options {
        bounds,
        ..Options::default()
    });
    let bytes = Endless {
        left: 32 << 20,
        tail: b"\n{\"text\": \"x\"}\n",
    };
    let mut lines = articles(bytes, &options);
    let first = lines.next().unwrap();
    assert_eq!(
        first.article.unwrap_err(),
        Refusal::Failed("line 1: it is longer than 1 MiB".to_owned())
    );
    assert_eq!(lines.next().unwrap().article.unwrap().source, "x");
    assert!(lines.next().is_none());
}
