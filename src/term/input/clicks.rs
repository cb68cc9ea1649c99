//! One click, two, three: told apart by the time and the place.

use std::time::{Duration, Instant};

use crate::app::key::{Mouse, MouseKind};

/// Presses on one cell that follow each other within this time belong together.
const TOGETHER: Duration = Duration::from_millis(400);

/// The presses that belong together.
#[derive(Debug, Default)]
pub(super) struct Clicks {
    last: Option<(Instant, u16, u16)>,
    count: u8,
}

impl Clicks {
    /// Makes of a press at `now` the second or third one, if it is. A fourth is a first again.
    pub(super) fn count(&mut self, mouse: &mut Mouse, now: Instant) {
        if mouse.kind != MouseKind::Press {
            return;
        }
        let again = self.last.is_some_and(|(at, x, y)| {
            (x, y) == (mouse.x, mouse.y) && now.saturating_duration_since(at) <= TOGETHER
        });
        self.count = if again { self.count % 3 + 1 } else { 1 };
        self.last = Some((now, mouse.x, mouse.y));
        mouse.kind = match self.count {
            1 => MouseKind::Press,
            2 => MouseKind::Double,
            _ => MouseKind::Triple,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clicks_on_one_cell_within_the_time_belong_together() {
        use MouseKind::{Double, Drag, Press, Triple};
        let start = Instant::now();
        let mut clicks = Clicks::default();
        for (ms, x, given, got) in [
            (0, 1, Press, Press),
            (100, 1, Press, Double),
            (150, 1, Drag, Drag),
            (200, 1, Press, Triple),
            (300, 1, Press, Press),
            (350, 2, Press, Press),
            (751, 2, Press, Press),
            (1151, 2, Press, Double),
        ] {
            let mut mouse = Mouse {
                kind: given,
                x,
                y: 0,
            };
            clicks.count(&mut mouse, start + Duration::from_millis(ms));
            assert_eq!(mouse.kind, got, "{ms}");
        }
    }
}
