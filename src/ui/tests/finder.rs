//! The finder: its columns stand still.

use super::painted;
use crate::app::Popup;
use crate::app::lookup::Lookup;
use crate::app::session::Session;
use crate::entity::kind::Kind;
use crate::library::{Actor, EntityId, Found, Target};

/// Somebody who is named so often.
fn found(id: u32, all: u32) -> Found {
    let actor = Actor {
        id: EntityId(id),
        key: "k".into(),
        kind: Kind::Person,
        name: "لوكا".into(),
        latin: Some("Luca".into()),
        here: 0,
        all,
        articles: 1,
    };
    Found {
        name: actor.name.clone(),
        latin: "Luca".into(),
        all,
        date: None,
        target: Target::Actor(actor),
    }
}

/// The column where the Latin names begin, and that of the units of the counts, row by row.
fn columns(width: u16, mirrored: bool, counts: &[u32]) -> Vec<(usize, usize)> {
    let mut session = Session::empty(width, 30);
    session.put("a.md", Some("كلمات"));
    session.link(1);
    session.model.setup.mirrored = mirrored;
    let all = counts.iter().zip(0..).map(|(all, id)| found(id, *all));
    session.model.popup = Some(Popup::Lookup(Lookup {
        found: all.collect(),
        answered: true,
        ..Lookup::default()
    }));
    let (buffer, _) = painted(&session);
    let rows = super::glyphs(&buffer, session.model.panes.screen);
    let mut columns = Vec::new();
    for row in rows {
        let Some(latin) = row.windows(4).position(|w| w.concat() == "Luca") else {
            continue;
        };
        let units = row
            .iter()
            .rposition(|g| g.chars().all(|c| c.is_ascii_digit()) && g != " ");
        columns.push((latin, units.unwrap_or(0)));
    }
    assert_eq!(columns.len(), counts.len());
    columns
}

#[test]
fn counts_of_any_width_move_no_column() {
    let counts = [61_204, 1_380, 97, 5, 1];
    for width in [40, 80, 120, 200] {
        for mirrored in [false, true] {
            let columns = columns(width, mirrored, &counts);
            assert!(
                columns.iter().all(|row| *row == columns[0]),
                "{width} {mirrored}: {columns:?}"
            );
        }
    }
    // Nor while one types, where there is room.
    assert_eq!(
        columns(120, false, &[1])[0],
        columns(120, false, &[1_380])[0]
    );
}
