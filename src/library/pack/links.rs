//! Why names are one actor's, and which might be, as bytes, and back.

use super::{Packer, Unpacker};
use crate::entity::link::{Reason, Suggestion};

fn reason(out: &mut Packer, reason: &Reason) {
    match reason {
        Reason::Listed => out.0.push(0),
        Reason::First => out.0.push(1),
        Reason::SameName => out.0.push(2),
        Reason::Sound {
            form,
            distance,
            shared,
        } => {
            out.0.push(3);
            out.text(form);
            out.number((*distance).into());
            out.number((*shared).into());
        }
        Reason::Family { form, shared } => {
            out.0.push(4);
            out.text(form);
            out.number((*shared).into());
        }
    }
}

fn unreason(from: &mut Unpacker<'_>) -> Option<Reason> {
    Some(match from.byte()? {
        0 => Reason::Listed,
        1 => Reason::First,
        2 => Reason::SameName,
        3 => Reason::Sound {
            form: from.text()?.to_owned(),
            distance: from.number()?.try_into().ok()?,
            shared: from.number()?.try_into().ok()?,
        },
        4 => Reason::Family {
            form: from.text()?.to_owned(),
            shared: from.number()?.try_into().ok()?,
        },
        _ => return None,
    })
}

/// Why each name of an article is taken for its entity.
pub(in crate::library) fn reasons(reasons: &[Reason]) -> Vec<u8> {
    let mut out = Packer::default();
    for one in reasons {
        reason(&mut out, one);
    }
    out.done()
}

/// Undoes [`reasons`].
pub(in crate::library) fn unreasons(bytes: &[u8]) -> Option<Vec<Reason>> {
    let mut from = Unpacker::new(bytes);
    let mut out = Vec::new();
    while !from.is_empty() {
        out.push(unreason(&mut from)?);
    }
    Some(out)
}

/// Who an entity may be besides.
pub(in crate::library) fn suggestions(suggestions: &[Suggestion]) -> Vec<u8> {
    let mut out = Packer::default();
    for one in suggestions {
        out.text(&one.entity);
        out.text(&one.name);
        reason(&mut out, &one.reason);
    }
    out.done()
}

/// Undoes [`suggestions`].
pub(in crate::library) fn unsuggestions(bytes: &[u8]) -> Option<Vec<Suggestion>> {
    let mut from = Unpacker::new(bytes);
    let mut out = Vec::new();
    while !from.is_empty() {
        out.push(Suggestion {
            entity: from.text()?.into(),
            name: from.text()?.to_owned(),
            reason: unreason(&mut from)?,
        });
    }
    Some(out)
}
