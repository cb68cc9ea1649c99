use super::*;

fn reason(result: &Result<Document, Refusal>) -> &str {
    match result {
        Err(Refusal::Failed(reason) | Refusal::NotText(reason)) => reason,
        Ok(document) => panic!("it was read: {:?}", document.source),
    }
}

#[test]
fn a_text_that_is_too_large_is_refused_before_it_is_read() {
    /// A file of zeros that must not be read to its end.
    struct Huge {
        at: u64,
        read: u64,
    }
    impl Read for Huge {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            self.read += into.len() as u64;
            assert!(self.read < 1 << 20, "it was read whole");
            into.fill(b'a');
            Ok(into.len())
        }
    }
    impl Seek for Huge {
        fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
            self.at = match to {
                SeekFrom::End(_) => 2 << 30,
                _ => 0,
            };
            Ok(self.at)
        }
    }
    let huge = Box::new(Huge { at: 0, read: 0 });
    let entry = articles("a.txt", huge, &Arc::default()).next().unwrap();
    assert_eq!(
        reason(&entry.article),
        "it is larger than 256 MiB; split it into parts"
    );
}
