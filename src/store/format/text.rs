//! Strings and small things in RON.

use crate::model::{Deadline, SourceSpan, UnitList};
use crate::model::{Joint, Role};
use std::fmt::Write;

/// Appends `text` as a RON string without any control character in it.
pub(in crate::store) fn quote(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '"' || c == '\\' || is_break(c)) {
        out.push_str(&rest[..at]);
        let mut chars = rest[at..].chars();
        match chars.next() {
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(c @ ('"' | '\\')) => out.extend(['\\', c]),
            Some(c) => put(out, format_args!("\\u{{{:x}}}", u32::from(c))),
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// Control characters, and the line and paragraph separators that some programs break lines at.
fn is_break(c: char) -> bool {
    c.is_control() || c == '\u{2028}' || c == '\u{2029}'
}

/// Appends formatted text; writing into a string cannot fail.
pub(super) fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

/// Appends `,name:"text"`.
pub(super) fn field(out: &mut String, name: &str, text: &str) {
    put(out, format_args!(",{name}:"));
    quote(out, text);
}

/// Appends `[…]`, one item after the other.
pub(super) fn list<T>(
    out: &mut String,
    items: impl IntoIterator<Item = T>,
    mut one: impl FnMut(&mut String, T),
) {
    out.push('[');
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        one(out, item);
    }
    out.push(']');
}

pub(super) fn span(out: &mut String, span: SourceSpan) {
    put(out, format_args!("({},{})", span.start, span.end));
}

pub(super) fn deadline(out: &mut String, deadline: &Deadline) {
    out.push_str("(words:");
    quote(out, &deadline.words);
    if let Some(due) = deadline.due {
        put(out, format_args!(",due:\"{due}\""));
    }
    if deadline.ongoing {
        out.push_str(",ongoing:true");
    }
    out.push(')');
}

pub(super) fn units(out: &mut String, units: &UnitList) {
    list(out, &units.items, |out, unit| {
        out.push_str("(name:");
        quote(out, &unit.name);
        if unit.role != Role::Responsible {
            field(out, "role", unit.role.name());
        }
        if unit.joint == Joint::NewClass {
            field(out, "joint", "class");
        }
        if unit.group {
            out.push_str(",group:true");
        }
        out.push(')');
    });
}

/// A deadline on disk.
#[derive(serde::Deserialize)]
pub(super) struct DiskDeadline {
    words: String,
    due: Option<String>,
    #[serde(default)]
    ongoing: bool,
}

impl DiskDeadline {
    pub(super) fn model(self) -> Option<Deadline> {
        let due = self.due.map(|due| due.parse()).transpose().ok()?;
        Some(Deadline { words: self.words, due, ongoing: self.ongoing })
    }
}

/// A unit of a task on disk.
#[derive(serde::Deserialize)]
pub(super) struct DiskUnit {
    name: String,
    role: Option<String>,
    joint: Option<String>,
    #[serde(default)]
    group: bool,
}

impl DiskUnit {
    pub(super) fn model(self) -> Option<crate::model::Assignment> {
        let role = self.role.map_or(Some(Role::Responsible), |role| Role::from_name(&role))?;
        let joint = match self.joint.as_deref() {
            None => Joint::Same,
            Some("class") => Joint::NewClass,
            Some(_) => return None,
        };
        Some(crate::model::Assignment { name: self.name, role, joint, group: self.group })
    }
}
