//! Bytes made smaller, alone or with what many texts have in common.
//!
//! What is pressed begins with its size, then stands a frame of zstd, which names the dictionary
//! that it was made with. So what was pressed without one, or with an older one, stays readable.

use std::cell::RefCell;
use std::sync::Arc;

use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe;

use crate::library::pack::{Packer, Unpacker};

/// How well texts are pressed: an article of 5 kB takes 30 µs, with a dictionary a fifth.
const LEVEL: i32 = 3;
/// Nothing is larger unpacked: the largest text and its paragraphs.
const LARGEST: usize = 1 << 30;
/// Bytes of a dictionary at most.
const SIZE: usize = 64 << 10;
/// So many dictionaries are held ready to undo what was pressed with them.
const READY: usize = 4;

/// What many texts have in common.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dictionary {
    /// Its number, which follows from its bytes; never 0.
    pub(super) id: u32,
    /// As zstd has it.
    pub(super) bytes: Vec<u8>,
}

impl Dictionary {
    /// What these samples have in common; `None` where they are too few or too little alike.
    pub(super) fn of(samples: &[Vec<u8>]) -> Option<Self> {
        Self::from_bytes(zstd::dict::from_samples(samples, SIZE).ok()?)
    }

    /// `None` for what is no dictionary.
    pub(super) fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        let id = zstd_safe::get_dict_id_from_dict(&bytes)?.get();
        Some(Self { id, bytes })
    }
}

thread_local! {
    // Articles are short: to make these anew for each took longer than the work itself.
    static PLAIN: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static SHARED: RefCell<Option<(u32, Compressor<'static>)>> = const { RefCell::new(None) };
    static UNPRESS: RefCell<Vec<(u32, Decompressor<'static>)>> = const { RefCell::new(Vec::new()) };
}

/// Presses bytes.
pub(super) fn press(bytes: &[u8]) -> Vec<u8> {
    let pressed = PLAIN.with_borrow_mut(|press| {
        if press.is_none() {
            *press = Compressor::new(LEVEL).ok();
        }
        press.as_mut()?.compress(bytes).ok()
    });
    sized(bytes, pressed)
}

/// Presses bytes with a dictionary, if there is one.
pub(super) fn press_with(dictionary: Option<&Arc<Dictionary>>, bytes: &[u8]) -> Vec<u8> {
    let Some(dictionary) = dictionary else {
        return press(bytes);
    };
    let pressed = SHARED.with_borrow_mut(|press| {
        if press.as_ref().is_none_or(|(id, _)| *id != dictionary.id) {
            let made = Compressor::with_dictionary(LEVEL, &dictionary.bytes);
            *press = made.ok().map(|made| (dictionary.id, made));
        }
        press.as_mut()?.1.compress(bytes).ok()
    });
    sized(bytes, pressed)
}

fn sized(bytes: &[u8], pressed: Option<Vec<u8>>) -> Vec<u8> {
    let mut out = Packer::default();
    out.size(bytes.len());
    let mut out = out.done();
    // It fails only without memory; then nothing comes back, and the text is read anew.
    out.extend_from_slice(&pressed.unwrap_or_default());
    out
}

/// The number of the dictionary that is needed to undo it; 0: none. The first bytes suffice.
pub(super) fn dictionary_of(pressed: &[u8]) -> u32 {
    let mut from = Unpacker::new(pressed);
    let _ = from.size();
    zstd_safe::get_dict_id_from_frame(from.rest()).map_or(0, std::num::NonZero::get)
}

/// Undoes [`press`].
pub(super) fn unpress(pressed: &[u8]) -> Option<Vec<u8>> {
    unpress_with(pressed, &mut |_| Ok::<_, ()>(None)).ok()?
}

/// Undoes [`press_with`]; `dictionary` gives the bytes of the one with a number, and is asked when
/// this thread did not have it lately.
pub(super) fn unpress_with<E>(
    pressed: &[u8],
    dictionary: &mut dyn FnMut(u32) -> Result<Option<Vec<u8>>, E>,
) -> Result<Option<Vec<u8>>, E> {
    let mut reader = Unpacker::new(pressed);
    let Some(size) = reader.size().filter(|n| *n <= LARGEST) else {
        return Ok(None);
    };
    let id = dictionary_of(pressed);
    UNPRESS.with_borrow_mut(|ready| {
        let at = match ready.iter().position(|(of, _)| *of == id) {
            Some(at) => at,
            None => {
                let made = match id {
                    0 => Decompressor::new(),
                    id => match dictionary(id)? {
                        Some(bytes) => Decompressor::with_dictionary(&bytes),
                        None => return Ok(None),
                    },
                };
                let Ok(made) = made else {
                    return Ok(None);
                };
                if ready.len() >= READY {
                    ready.remove(0);
                }
                ready.push((id, made));
                ready.len() - 1
            }
        };
        let plain = ready[at].1.decompress(reader.rest(), size).ok();
        Ok(plain.filter(|plain| plain.len() == size))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Vec<Vec<u8>> {
        let text = |n: usize| {
            let of = |word: &str, n: usize| format!("{word} رقم {n} ");
            let words = ["الوزير", "المدير", "الرئيس", "الناطق", "العمدة"];
            let words = words.iter().enumerate();
            let words = words.map(|(at, word)| of(word, n * (at + 7) % 101));
            words.collect::<String>().repeat(3).into_bytes()
        };
        (0..400).map(text).collect()
    }

    #[test]
    fn what_texts_have_in_common_is_kept_once() {
        let texts = texts();
        let dictionary = Arc::new(Dictionary::of(&texts[..300]).unwrap());
        assert_eq!(Dictionary::of(&texts[..300]).as_ref(), Some(&*dictionary));
        let (mut alone, mut shared) = (0, 0);
        for text in &texts {
            let plain = press(text);
            let pressed = press_with(Some(&dictionary), text);
            alone += plain.len();
            shared += pressed.len();
            assert_eq!(dictionary_of(&plain), 0);
            assert_eq!(dictionary_of(&pressed), dictionary.id);
            assert_eq!(dictionary_of(&pressed[..20]), dictionary.id);
            assert_eq!(unpress(&plain).as_ref(), Some(text));
            let mut given = |id| {
                assert_eq!(id, dictionary.id);
                Ok::<_, ()>(Some(dictionary.bytes.clone()))
            };
            assert_eq!(unpress_with(&pressed, &mut given), Ok(Some(text.clone())));
        }
        assert!(shared * 2 < alone, "{shared} of {alone}");
    }

    #[test]
    fn what_does_not_hold_is_none() {
        let texts = texts();
        let dictionary = Arc::new(Dictionary::of(&texts).unwrap());
        let pressed = press_with(Some(&dictionary), &texts[0]);
        let none = |_| Ok::<_, ()>(None);
        // A thread of its own had no dictionary before.
        let unpress = |pressed: Vec<u8>, given: Option<Vec<u8>>| {
            let mut given = move |_| Ok::<_, ()>(given.clone());
            let thread = std::thread::spawn(move || unpress_with(&pressed, &mut given));
            thread.join().unwrap().unwrap()
        };
        assert_eq!(unpress(pressed.clone(), None), None);
        assert_eq!(
            unpress(pressed.clone(), Some(b"no dictionary".to_vec())),
            None
        );
        let other = Dictionary::of(&texts[..200]).unwrap();
        assert_ne!(other.id, dictionary.id);
        assert_eq!(unpress(pressed.clone(), Some(other.bytes)), None);
        for length in 0..pressed.len() {
            let given = Some(dictionary.bytes.clone());
            assert_eq!(unpress(pressed[..length].to_vec(), given), None, "{length}");
        }
        assert_eq!(
            unpress_with(&press(b""), &mut { none }),
            Ok(Some(Vec::new()))
        );
        assert_eq!(Dictionary::from_bytes(Vec::new()), None);
        assert_eq!(Dictionary::of(&[]), None);
    }
}
