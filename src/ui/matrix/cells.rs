//! What stands in the cells: shapes, words and counts, never colour alone.

use super::Place;
use crate::model::Role;
use crate::outline::matrix::{Matrix, MatrixCell};
use crate::ui::theme::Theme;
use crate::words::{Message, Messages};
use egui::Color32;

/// Shape, word and colour of a part.
pub(super) fn sign(role: Role, theme: &Theme) -> (&'static str, Message, Color32) {
    match role {
        Role::Lead => ("●", Message::RoleLead, theme.unit.ink),
        Role::Collecting => ("◆", Message::RoleCollecting, theme.target.ink),
        Role::Responsible => ("□", Message::RoleResponsible, theme.ink),
        Role::Support => ("○", Message::RoleSupport, theme.ink2),
    }
}

/// The parts of a cell with their counts, in the order of the roles.
pub(super) fn parts(cell: &MatrixCell) -> impl Iterator<Item = (Role, u32)> + '_ {
    Role::ALL.into_iter().zip(cell.roles).filter(|(_, count)| *count > 0)
}

/// The cell, unless it is a total over units.
pub(super) fn cell(matrix: &Matrix, place: Place) -> Option<&MatrixCell> {
    let unit = place.row.checked_sub(1)?;
    match place.column.checked_sub(1) {
        Some(section) => matrix.cell(unit, section),
        None => matrix.units.get(unit).map(|unit| &unit.total),
    }
}

/// The tasks of a cell, as numbers of the matrix; of both totals none, since all are meant.
pub(super) fn tasks(matrix: &Matrix, place: Place) -> &[u32] {
    match (place.row.checked_sub(1), place.column.checked_sub(1)) {
        (Some(_), _) => cell(matrix, place).map_or(&[], |cell| &cell.tasks),
        (None, Some(section)) => matrix.sections.get(section).map_or(&[], |section| &section.tasks),
        (None, None) => &[],
    }
}

/// Number of tasks of a cell.
pub(super) fn count(matrix: &Matrix, place: Place) -> usize {
    if place == Place::default() { matrix.order.len() } else { tasks(matrix, place).len() }
}

/// The cell in words: 牵头2、配合1; of totals over units and of tasks without a unit a number.
pub(super) fn text(matrix: &Matrix, place: Place, words: Messages) -> String {
    let said: Vec<String> = cell(matrix, place)
        .into_iter()
        .flat_map(parts)
        .map(|(role, count)| words.with(Message::PartCount, &[&words.text(role_word(role)), &count]))
        .collect();
    match count(matrix, place) {
        0 => String::new(),
        count if said.is_empty() => count.to_string(),
        _ => said.join(words.text(Message::ListJoint)),
    }
}

fn role_word(role: Role) -> Message {
    match role {
        Role::Lead => Message::RoleLead,
        Role::Collecting => Message::RoleCollecting,
        Role::Responsible => Message::RoleResponsible,
        Role::Support => Message::RoleSupport,
    }
}

/// Name of a row.
pub(super) fn row_name(matrix: &Matrix, row: usize, words: Messages) -> String {
    match row.checked_sub(1).and_then(|unit| matrix.units.get(unit)) {
        None => words.text(Message::Total).to_owned(),
        Some(unit) if unit.name.is_empty() => words.text(Message::NoUnit).to_owned(),
        Some(unit) => unit.name.clone(),
    }
}

/// Name of a column.
pub(super) fn column_name(matrix: &Matrix, column: usize, words: Messages) -> String {
    match column.checked_sub(1).and_then(|section| matrix.sections.get(section)) {
        None => words.text(Message::Total).to_owned(),
        Some(section) => section.name.clone(),
    }
}

/// What the tasks of a cell have in common.
pub(super) fn caption(matrix: &Matrix, place: Place, words: Messages) -> String {
    match (place.row, place.column) {
        (0, column) => column_name(matrix, column, words),
        (row, 0) => row_name(matrix, row, words),
        (row, column) => {
            format!("{} · {}", row_name(matrix, row, words), column_name(matrix, column, words))
        }
    }
}
