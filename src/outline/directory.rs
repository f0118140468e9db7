//! A pasted directory of units.

use crate::model::{ResponsibleUnit, UnitId};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use unicode_normalization::UnicodeNormalization;

/// A line of the paste that names no unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: no unit name in {text:?}")]
pub struct DirectoryError {
    /// Line, from 1.
    pub line: usize,
    /// The line.
    pub text: String,
}

/// Reads one unit a line: order, group, full name, short name; separated by tabs, else commas,
/// else spaces. Order, group and short name may be missing, the order may be a list's numeral
/// before the name (`1、市财政局`); a head line is passed over. Units without a number follow the one
/// before, so that the paste's order is kept. A unit given twice is one, with the names that either
/// line gives.
pub fn parse_directory(text: &str) -> Result<Vec<ResponsibleUnit>, DirectoryError> {
    let mut units: Vec<ResponsibleUnit> = Vec::new();
    let mut places: FxHashMap<UnitId, usize> = FxHashMap::default();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_matches(|c: char| c.is_whitespace() && c != '\t').trim_start_matches('\u{feff}');
        // Quotation marks come from CSV files; no name holds them.
        let line = &line.replace('"', "");
        if line.trim().is_empty() || is_head(line) {
            continue;
        }
        let (order, line_rest) = numeral(line);
        if let Some(names) = list_of_names(line_rest) {
            for name in names {
                let order = units.last().map_or(1, |last| last.order.saturating_add(1));
                enter(
                    ResponsibleUnit { order, full_name: name.to_owned(), ..ResponsibleUnit::default() },
                    &mut units,
                    &mut places,
                );
            }
            continue;
        }
        let mut unit = ResponsibleUnit { order: order.unwrap_or(0), ..ResponsibleUnit::default() };
        let mut cells = cells(line_rest);
        if order.is_none() && cells.len() > 2 && cells.first().is_some_and(|cell| cell.is_empty()) {
            cells.remove(0);
        }
        let (group, full, short) = match cells.as_slice() {
            [full] => ("", *full, ""),
            // Two names: the longer is the full one, unless the first is plainly a group.
            [a, b] if names_unit(a) && names_unit(b) => ("", *a, *b),
            [group, full] => (*group, *full, ""),
            [group, full, short, ..] => (*group, *full, *short),
            [] => ("", "", ""),
        };
        if full.is_empty() {
            return Err(DirectoryError { line: index + 1, text: line.to_owned() });
        }
        if unit.order == 0 {
            unit.order = units.last().map_or(1, |last| last.order.saturating_add(1));
        }
        group.clone_into(&mut unit.group);
        full.clone_into(&mut unit.full_name);
        short.clone_into(&mut unit.short_name);
        enter(unit, &mut units, &mut places);
    }
    Ok(units)
}

/// Adds a unit, or what it says more of one that is there.
fn enter(unit: ResponsibleUnit, units: &mut Vec<ResponsibleUnit>, places: &mut FxHashMap<UnitId, usize>) {
    match places.entry(unit.id()) {
        Entry::Vacant(place) => {
            place.insert(units.len());
            units.push(unit);
        }
        Entry::Occupied(place) => {
            let known = &mut units[*place.get()];
            for (known, more) in [(&mut known.group, unit.group), (&mut known.short_name, unit.short_name)] {
                if known.is_empty() {
                    *known = more;
                }
            }
        }
    }
}

/// The names of a line that lists units as a report does: `市财政局、市教育局`, or more commas than a
/// line of the table has.
fn list_of_names(line: &str) -> Option<Vec<&str>> {
    if line.contains('\t') {
        return None;
    }
    let names: Vec<&str> =
        line.split(['、', ',', '，']).map(str::trim).filter(|name| !name.is_empty()).collect();
    let listed = names.len() > 1 && (line.contains('、') || names.len() > 3);
    (listed && names.iter().all(|name| names_unit(name))).then_some(names)
}

fn cells(line: &str) -> Vec<&str> {
    if line.contains('\t') {
        return line.split('\t').map(str::trim).collect();
    }
    if line.contains([',', '，']) {
        return line.split([',', '，']).map(str::trim).collect();
    }
    line.split_whitespace().collect()
}

/// The number that a line begins with, and the line behind it. It ends at a separator or at a
/// list's stop: 12345热线办 is a name.
fn numeral(line: &str) -> (Option<u32>, &str) {
    let bare = line.trim_start_matches(['(', '（']);
    let digits = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let end = bare.find(|c| !digits(c)).unwrap_or(bare.len());
    let rest = bare[end..].trim_start_matches(['.', '、', '．', ')', '）']);
    let stopped = rest.len() < bare.len() - end;
    let separated =
        rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, ',' | '，'));
    let number = bare[..end].nfkc().collect::<String>().parse().ok().filter(|_| stopped || separated);
    match number {
        Some(number) => {
            // One separator; a second one is an empty cell.
            let rest =
                if separated { rest.split_at(rest.chars().next().map_or(0, char::len_utf8)).1 } else { rest };
            (Some(number), rest)
        }
        None => (None, line),
    }
}

fn is_head(line: &str) -> bool {
    line.contains("序号") || (line.contains("全称") && line.contains("简称"))
}

fn names_unit(name: &str) -> bool {
    const ENDS: [&str; 16] = [
        "局", "委", "办", "厅", "院", "中心", "公司", "集团", "行", "街道", "镇", "乡", "部", "会", "府",
        "队",
    ];
    name.chars().count() > 2 && ENDS.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::parse_directory;

    #[test]
    fn four_columns_in_any_separator() {
        for paste in [
            "序号\t类别\t全称\t简称\n3\t政府部门\t市发展和改革委员会\t市发改委\n",
            "3，政府部门，市发展和改革委员会，市发改委",
            "3 政府部门 市发展和改革委员会 市发改委",
        ] {
            let units = parse_directory(paste).unwrap();
            assert_eq!(units.len(), 1, "{paste}");
            let unit = &units[0];
            assert_eq!((unit.order, unit.group.as_str()), (3, "政府部门"));
            assert_eq!(
                (unit.full_name.as_str(), unit.short_name.as_str()),
                ("市发展和改革委员会", "市发改委")
            );
        }
    }

    #[test]
    fn bare_names_keep_their_order() {
        let units = parse_directory("市财政局\n市教育局\n\n园林街道").unwrap();
        assert_eq!(units.iter().map(|unit| unit.order).collect::<Vec<_>>(), [1, 2, 3]);
        assert!(units.iter().all(|unit| unit.group.is_empty() && unit.short_name.is_empty()));
    }

    #[test]
    fn full_and_short_name_without_a_group() {
        let units = parse_directory("市住房和城乡建设局 市住建局").unwrap();
        assert_eq!(units[0].short_name, "市住建局");
        let units = parse_directory("街道 园林街道").unwrap();
        assert_eq!((units[0].group.as_str(), units[0].full_name.as_str()), ("街道", "园林街道"));
    }

    #[test]
    fn numerals_of_lists_are_orders() {
        for paste in [
            "1、市财政局\n2、市教育局",
            "（1）市财政局\n（2）市教育局",
            "１．市财政局\n２．市教育局",
            "1\t\t市财政局\n2\t\t市教育局\t",
        ] {
            let units = parse_directory(paste).unwrap();
            let seen: Vec<_> = units.iter().map(|unit| (unit.order, unit.full_name.as_str())).collect();
            assert_eq!(seen, [(1, "市财政局"), (2, "市教育局")], "{paste}");
        }
        let quoted = parse_directory("\"1\",\"政府部门\",\"市财政局\",\"财政\"").unwrap();
        assert_eq!((quoted[0].order, quoted[0].full_name.as_str()), (1, "市财政局"));
        assert_eq!(parse_directory("市财政局、市教育局，市发改委、市住建局").unwrap().len(), 4);
        let names = parse_directory("12345热线办\n4294967295 市财政局\n市教育局").unwrap();
        assert_eq!(names[0].full_name, "12345热线办");
        assert_eq!(names[2].order, u32::MAX);
    }

    #[test]
    fn a_unit_given_twice_keeps_what_either_line_says() {
        let units = parse_directory("市财政局\n政府部门\t市财政局\t财政").unwrap();
        assert_eq!(
            (units.len(), units[0].group.as_str(), units[0].short_name.as_str()),
            (1, "政府部门", "财政")
        );
    }

    #[test]
    fn a_line_without_a_name_is_told() {
        assert_eq!(parse_directory("市财政局\n7\t政府部门\t\t").unwrap_err().line, 2);
    }
}
