//! What depends on sizes: panes, the page, what is scrolled.

use crate::app::page::Setting;
use crate::app::panes::{Pane, Panes, Wishes};
use crate::app::{MEASURE_LTR, MEASURE_RTL, Model};
use crate::config::Gloss;
use crate::layout::digits::Digits;
use crate::layout::{Islands, Options, Order, Shaping};

impl Model {
    /// Computes everything that depends on sizes: panes, the page, what is scrolled.
    pub(super) fn settle(&mut self) {
        let rtl = self
            .reader
            .as_ref()
            .is_none_or(|reader| reader.runs().is_rtl());
        let measure = self
            .setup
            .measure
            .unwrap_or(if rtl { MEASURE_RTL } else { MEASURE_LTR });
        let alone = self.setup.zen || self.has_two();
        // The lesson has a row where there is room for one.
        let lesson = u16::from(self.lesson.is_some() && self.setup.height >= 14);
        self.panes = Panes::share(
            self.setup.width,
            self.setup.height.saturating_sub(lesson),
            Wishes {
                list: self.setup.list && !alone,
                sidebar: self.setup.sidebar && !alone,
                drawer: self.drawer,
                measure,
                rtl: rtl != self.is_mirrored(),
                stacked: self.setup.order == Order::Logical,
            },
        );
        self.settle_beside();
        if lesson > 0 {
            self.panes.make_room_for_lesson();
        }
        let covered = |drawer, pane| drawer && self.drawer != Some(pane);
        if (self.focus == Pane::List && self.panes.list.is_none())
            || (self.focus == Pane::Sidebar && self.panes.sidebar.is_none())
            || covered(self.panes.list_is_drawer, Pane::List)
        {
            self.focus = Pane::Reader;
        }
        self.settle_output();
        let setting = self.page_setting();
        let height = self.panes.text.height;
        if let Some(reader) = &mut self.reader {
            let direction = reader.direction.unwrap_or(setting.direction);
            reader.set(
                Setting {
                    direction,
                    ..setting
                },
                height,
            );
            if self.setup.spotlight {
                reader.count_around();
            }
            let (id, ended) = (reader.article.id, reader.is_read());
            if ended {
                self.mark_read(id);
            }
        }
        if let Some(reader) = &self.reader {
            let sidebar_height = self
                .panes
                .sidebar
                .map_or(0, |pane| self.panes.body(pane).height);
            let width = self.panes.sidebar.map_or(0, |pane| pane.width);
            self.sidebar.set(reader, width);
            self.sought.count(&reader.article);
            self.sidebar.scroll(usize::from(sidebar_height));
        }
        self.settle_lock();
        self.settle_card();
        if let Some(pane) = self.panes.list {
            self.list.scroll_saved(self.panes.body(pane));
            let body = self.list.parts(self.panes.body(pane)).1;
            self.list
                .scroll(body.width, body.height, &self.label_options());
        }
        self.set_rulers();
    }

    pub(super) fn page_setting(&self) -> Setting {
        Setting {
            measure: self.panes.text.width,
            direction: self.setup.direction,
            marks: self.setup.marks,
            order: self.setup.order,
            shaping: self.shaping(),
            digits: self.setup.digits,
            justify: self.setup.justify,
            spacing: self.setup.spacing,
            gloss: self.setup.gloss != Gloss::None,
            tight: self.setup.height < 24,
        }
    }

    /// Who joins letters in the order of now.
    const fn shaping(&self) -> Shaping {
        match self.setup.order {
            Order::Logical => Shaping::Base,
            Order::Visual => self.setup.shaping,
        }
    }

    /// How labels in panes are laid out.
    #[must_use]
    pub const fn label_options(&self) -> Options {
        Options {
            width: 0,
            direction: None,
            order: self.setup.order,
            shaping: self.shaping(),
            marks: self.setup.marks,
            // What is typed and what is listed stays as written.
            digits: Digits::AsWritten,
            persian: false,
            islands: Islands::Whole,
            justify: false,
        }
    }
}
