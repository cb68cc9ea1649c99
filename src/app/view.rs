//! What of the collection is shown, from one session to the next: the filter of the list, whose
//! actors are listed, how stories are counted.

use crate::app::Model;
use crate::app::complaint::complaint;
use crate::app::filter::Tells;
use crate::app::message::Effect;
use crate::library::view::View;
use crate::work::Job;

impl Model {
    /// What is shown now, for the desk.
    pub(super) fn view(&self) -> View {
        let filter = self.list.filter.as_ref();
        View {
            filter: filter.map_or_else(String::new, |filter| filter.query.clone()),
            pinned: filter.and_then(|filter| filter.pinned),
            once: self.list.copies.once,
            extent: self.sidebar.extent,
            sort: self.sidebar.sort,
            no_nationalities: self.sidebar.no_nationalities,
        }
    }

    /// Shows what was shown the last time, once in a session; whoever was pinned is pinned again
    /// by now. A filter that does not hold any more is dropped, and that is told.
    pub(super) fn take_up(&mut self, view: &View, effects: &mut Vec<Effect>) {
        if std::mem::replace(&mut self.keep.shown, true) {
            return;
        }
        self.sidebar.extent = view.extent;
        self.sidebar.sort = view.sort;
        self.sidebar.no_nationalities = view.no_nationalities;
        if view.once != self.list.copies.once {
            self.list.copies.once = view.once;
            effects.push(Effect::Ask(Job::CountOnce(view.once)));
        }
        if view.filter.is_empty() && view.pinned.is_none() {
            return;
        }
        let Err(error) = self.filter_by(&view.filter, view.pinned, Tells::Kept, effects) else {
            return;
        };
        // What is asked of the pinned holds whatever was typed.
        let _ = self.filter_by("", view.pinned, Tells::Nothing, effects);
        let values = [
            ("text", view.filter.as_str().into()),
            ("reason", complaint(&self.locale, &error).into()),
        ];
        self.trouble_id("filter-dropped", &values);
    }
}
