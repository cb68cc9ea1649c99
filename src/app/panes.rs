//! Where each pane stands, computed from the size before both update and view.

/// A rectangle of cells, from the top left of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Column of its left edge.
    pub x: u16,
    /// Row of its top edge.
    pub y: u16,
    /// Width in cells.
    pub width: u16,
    /// Height in cells.
    pub height: u16,
}

impl Area {
    /// One past the last column.
    #[must_use]
    pub const fn right(self) -> u16 {
        self.x.saturating_add(self.width)
    }

    /// One past the last row.
    #[must_use]
    pub const fn bottom(self) -> u16 {
        self.y.saturating_add(self.height)
    }

    /// True when the cell lies in it.
    #[must_use]
    pub const fn contains(self, x: u16, y: u16) -> bool {
        x >= self.x && x < self.right() && y >= self.y && y < self.bottom()
    }
}

/// The three panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The list of articles.
    List,
    /// The page.
    #[default]
    Reader,
    /// The list of actors.
    Sidebar,
}

/// How the panes share the screen. Columns are those of an interface that runs from left to
/// right; where it is mirrored, painting counts them from the right edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// The whole screen.
    pub screen: Area,
    /// The list with its head, if it is shown.
    pub list: Option<Area>,
    /// The page with its head.
    pub reader: Area,
    /// The actors with their head, if they are shown.
    pub sidebar: Option<Area>,
    /// The list covers the place of another pane.
    pub list_is_drawer: bool,
    /// The sidebar covers the place of another pane.
    pub sidebar_is_drawer: bool,
    /// The last row.
    pub status: Area,
    /// The row above it that the lesson of the first minute has.
    pub lesson: Option<Area>,
    /// Rows above the body: head line and rule, and a blank row on high screens.
    pub head: u16,
    /// The text column of the page.
    pub text: Area,
    /// The column of the overview ruler.
    pub ruler: u16,
}

/// What the reader wants to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// The list where there is room, or its drawer.
    pub list: bool,
    /// The actors where there is room.
    pub sidebar: bool,
    /// The drawer that is open on a narrow screen.
    pub drawer: Option<Pane>,
    /// The measure in cells.
    pub measure: u16,
    /// The article runs from right to left; on a mirrored screen, from left to right.
    pub rtl: bool,
    /// No pane stands beside another: the terminal sets whole rows.
    pub stacked: bool,
}

/// Widths (cells) from which the list stands beside the page, and the sidebar does.
const THREE: u16 = 114;
const TWO: u16 = 72;
/// The page keeps at least this.
const READER_LEAST: u16 = 40;

impl Panes {
    /// The screen has one row more than was shared: the status line moves down to it, and
    /// where it was is the lesson's row.
    pub(super) fn make_room_for_lesson(&mut self) {
        self.lesson = Some(self.status);
        self.status.y += 1;
        self.screen.height += 1;
    }

    /// Shares a screen of `width` × `height` cells.
    #[must_use]
    pub fn share(width: u16, height: u16, wishes: Wishes) -> Self {
        let screen = Area {
            x: 0,
            y: 0,
            width,
            height,
        };
        let body_height = height.saturating_sub(1);
        let head = match height {
            0..14 => 0,
            14..30 => 2,
            _ => 3,
        };
        let list_width = if width >= 150 { 30 } else { 26 };
        let sidebar_width = match width {
            150.. => 42,
            96.. => 34,
            _ => 27,
        };
        let list_stands = width >= THREE && wishes.list && !wishes.stacked;
        let sidebar_stands = width >= TWO && wishes.sidebar && !wishes.stacked;
        let mut reader = Area {
            height: body_height,
            ..screen
        };
        let mut panes = Self {
            screen,
            status: Area {
                y: body_height,
                height: height.min(1),
                ..screen
            },
            head,
            ..Self::default()
        };
        if list_stands {
            panes.list = Some(Area {
                width: list_width,
                ..reader
            });
            reader.x = list_width;
            reader.width -= list_width;
        }
        if sidebar_stands && reader.width > sidebar_width + READER_LEAST {
            reader.width -= sidebar_width;
            panes.sidebar = Some(Area {
                x: reader.right(),
                width: sidebar_width,
                ..reader
            });
        }
        match wishes.drawer {
            Some(Pane::List) if panes.list.is_none() => {
                // Over the sidebar where there is one, else over everything.
                panes.list = Some(panes.sidebar.take().unwrap_or(reader));
                panes.list_is_drawer = true;
            }
            Some(Pane::Sidebar) if panes.sidebar.is_none() => {
                panes.sidebar = Some(reader);
                panes.sidebar_is_drawer = true;
            }
            _ => {}
        }
        panes.reader = reader;
        panes.set_text(wishes, reader.width == width);
        panes
    }

    /// The text column: 3 cells of margin on the start side, 2 on the other, the ruler on
    /// the sidebar's side with a blank after it; more width becomes air on both sides.
    fn set_text(&mut self, wishes: Wishes, alone: bool) {
        let reader = self.reader;
        let room = reader.width.saturating_sub(if alone { 6 } else { 8 });
        let measure = wishes.measure.min(room).max(2);
        let air = reader.width.saturating_sub(measure);
        // From the right edge: a blank, the ruler, a blank; then the margin of the text.
        let (left, right) = match (alone, wishes.rtl) {
            // Blank, text, blank, sign, ruler, blank.
            (true, true) => (2, 4),
            (true, false) => (3, 3),
            (false, true) => (2, 6),
            (false, false) => (3, 5),
        };
        let spare = air.saturating_sub(left + right);
        let x = reader.x + left.min(air) + spare / 2;
        self.text = Area {
            x,
            y: self.head,
            width: measure,
            height: reader.height.saturating_sub(self.head),
        };
        self.ruler = reader.right().saturating_sub(2);
    }

    /// The rows of the body, in which lists and pages stand.
    #[must_use]
    pub const fn body(&self, pane: Area) -> Area {
        Area {
            y: pane.y + self.head,
            height: pane.height.saturating_sub(self.head),
            ..pane
        }
    }

    /// Rows that a list in a popup has.
    #[must_use]
    pub fn over_rows(&self) -> usize {
        usize::from(self.screen.height.saturating_sub(8)).max(1)
    }

    /// The pane at a cell; drawers lie on top.
    #[must_use]
    pub fn at(&self, x: u16, y: u16) -> Option<Pane> {
        let inside = |area: Option<Area>| area.is_some_and(|a| a.contains(x, y));
        if inside(self.list) {
            Some(Pane::List)
        } else if inside(self.sidebar) {
            Some(Pane::Sidebar)
        } else if self.reader.contains(x, y) {
            Some(Pane::Reader)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(width: u16, height: u16, drawer: Option<Pane>) -> Panes {
        Panes::share(
            width,
            height,
            Wishes {
                list: true,
                sidebar: true,
                drawer,
                measure: 56,
                rtl: true,
                stacked: false,
            },
        )
    }

    #[test]
    fn panes_fold_in_order() {
        let rows = [
            (200, 60, true, true, 3),
            (120, 36, true, true, 3),
            (100, 30, false, true, 3),
            (80, 24, false, true, 2),
            (60, 20, false, false, 2),
            (40, 12, false, false, 0),
        ];
        for (width, height, list, sidebar, head) in rows {
            let panes = share(width, height, None);
            assert_eq!(panes.list.is_some(), list, "{width}");
            assert_eq!(panes.sidebar.is_some(), sidebar, "{width}");
            assert_eq!(panes.head, head, "{width}");
            assert!(panes.text.width >= 34, "{width}: {:?}", panes.text);
        }
    }

    #[test]
    fn stacked_panes_cover_each_other() {
        let wishes = |drawer| Wishes {
            list: true,
            sidebar: true,
            drawer,
            measure: 56,
            rtl: true,
            stacked: true,
        };
        let panes = Panes::share(200, 60, wishes(None));
        assert_eq!(
            (panes.list, panes.sidebar, panes.reader.width),
            (None, None, 200)
        );
        let panes = Panes::share(200, 60, wishes(Some(Pane::List)));
        assert_eq!(panes.list.map(|area| area.width), Some(200));
        let panes = Panes::share(200, 60, wishes(Some(Pane::Sidebar)));
        assert_eq!(panes.sidebar.map(|area| area.width), Some(200));
    }

    #[test]
    fn no_pane_leaves_the_screen_or_covers_another() {
        for width in 1..220u16 {
            for height in [1u16, 2, 12, 24, 60] {
                for drawer in [None, Some(Pane::List), Some(Pane::Sidebar)] {
                    for rtl in [true, false] {
                        let panes = Panes::share(
                            width,
                            height,
                            Wishes {
                                list: true,
                                sidebar: true,
                                drawer,
                                measure: 66,
                                rtl,
                                stacked: width % 7 == 0,
                            },
                        );
                        for area in [Some(panes.reader), panes.list, panes.sidebar]
                            .into_iter()
                            .flatten()
                        {
                            assert!(area.right() <= width && area.bottom() <= height);
                        }
                        if width >= 40 {
                            let text = panes.text;
                            assert!(text.x >= panes.reader.x, "{width}");
                            // A sign column beside the text, then the ruler.
                            assert!(text.right() <= panes.ruler, "{width} {panes:?}");
                        }
                    }
                }
            }
        }
    }
}
