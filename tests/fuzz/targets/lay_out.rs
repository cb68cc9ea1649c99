//! Any text at any width: no line is too wide. The first bytes choose width and settings.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warraq::layout::digits::Digits;
use warraq::layout::{Marks, Options, Order, Shaping, lay_out_text};
use warraq::text::direction::Direction;

fuzz_target!(|data: (u8, u8, &str)| {
    let (width, wishes, text) = data;
    let bit = |at: u8| wishes >> at & 1 == 1;
    let options = Options {
        width: u16::from(width).max(1),
        direction: bit(0).then_some(match bit(1) {
            true => Direction::RightToLeft,
            false => Direction::LeftToRight,
        }),
        order: if bit(2) {
            Order::Logical
        } else {
            Options::default().order
        },
        shaping: if bit(3) {
            Shaping::Base
        } else {
            Options::default().shaping
        },
        marks: if bit(4) {
            Marks::Strip
        } else {
            Options::default().marks
        },
        digits: if bit(5) {
            Digits::European
        } else {
            Options::default().digits
        },
        justify: bit(6),
        ..Options::default()
    };
    for line in lay_out_text(text, &options) {
        let cells: usize = line.placed.iter().map(|one| usize::from(one.width)).sum();
        assert!(cells <= usize::from(options.width).max(2), "{cells}");
    }
});
