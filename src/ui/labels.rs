//! Labels that were set for the last frame: most stand in the next one too.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHasher};

use crate::layout::column;
use crate::layout::{Line, Options};

/// The labels of the last frame and of the one that is painted. What a frame does not show is
/// forgotten after it, so there are never more than two screens hold.
#[derive(Debug, Default)]
pub struct Labels {
    frames: RefCell<Frames>,
}

#[derive(Debug, Default)]
struct Frames {
    /// By the hash of what they are made of.
    before: FxHashMap<u64, Kept>,
    now: FxHashMap<u64, Kept>,
    #[cfg(test)]
    set: usize,
}

#[derive(Clone, Debug)]
struct Kept {
    text: Rc<str>,
    width: u16,
    options: Options,
    line: Rc<Line>,
}

impl Kept {
    fn is_for(&self, text: &str, width: u16, options: &Options) -> bool {
        *self.text == *text && self.width == width && self.options == *options
    }
}

impl Labels {
    /// A label as one line of at most `width` cells.
    pub(super) fn label(&self, text: &str, width: u16, options: &Options) -> Rc<Line> {
        let mut hasher = FxHasher::default();
        (text, width, options).hash(&mut hasher);
        let hash = hasher.finish();
        let mut frames = self.frames.borrow_mut();
        let found = frames.now.get(&hash);
        if let Some(kept) = found.filter(|kept| kept.is_for(text, width, options)) {
            return Rc::clone(&kept.line);
        }
        let kept = frames.before.remove(&hash);
        let kept = kept.filter(|kept| kept.is_for(text, width, options));
        let kept = kept.unwrap_or_else(|| {
            #[cfg(test)]
            {
                frames.set += 1;
            }
            Kept {
                text: text.into(),
                width,
                options: *options,
                line: Rc::new(column::label(text, width, options)),
            }
        });
        let line = Rc::clone(&kept.line);
        // Of two with one hash the later is kept; the other is set again.
        frames.now.insert(hash, kept);
        line
    }

    /// The frame is painted.
    pub(super) fn turn(&self) {
        let mut frames = self.frames.borrow_mut();
        let now = std::mem::take(&mut frames.now);
        let mut old = std::mem::replace(&mut frames.before, now);
        old.clear();
        frames.now = old;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::direction::Direction;

    #[test]
    fn a_label_is_set_once_while_each_frame_shows_it() {
        let labels = Labels::default();
        let options = Options::default();
        let set = || labels.frames.borrow().set;
        for frame in 0..3 {
            for _ in 0..2 {
                let line = labels.label("ورّاق", 9, &options);
                assert_eq!(*line, column::label("ورّاق", 9, &options));
            }
            assert_eq!(set(), 1, "frame {frame}");
            labels.turn();
        }
        // Another width, direction or text is another label.
        let rtl = Options {
            direction: Some(Direction::RightToLeft),
            ..options
        };
        for (text, width, options) in [
            ("ورّاق", 3, options),
            ("ورّاق", 9, rtl),
            ("ورّاقون", 9, options),
        ] {
            let before = set();
            let line = labels.label(text, width, &options);
            assert_eq!(*line, column::label(text, width, &options));
            assert_eq!(set(), before + 1);
        }
        // A frame without it: it is forgotten.
        labels.turn();
        labels.turn();
        let before = set();
        let _ = labels.label("ورّاق", 9, &options);
        assert_eq!(set(), before + 1);
    }
}
