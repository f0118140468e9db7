//! A pasted directory of units.

use crate::model::ResponsibleUnit;

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
/// else spaces. Order, group and short name may be missing; a head line is passed over. Units
/// without a number are numbered by their line, so that the paste's order is kept.
pub fn parse_directory(text: &str) -> Result<Vec<ResponsibleUnit>, DirectoryError> {
    let mut units: Vec<ResponsibleUnit> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_matches(|c: char| c.is_whitespace() && c != '\t').trim_start_matches('\u{feff}');
        if line.trim().is_empty() || is_head(line) {
            continue;
        }
        let mut cells = cells(line);
        let mut unit = ResponsibleUnit::default();
        if let Some(order) = cells.first().and_then(|cell| number(cell)) {
            unit.order = order;
            cells.remove(0);
        } else if cells.first().is_some_and(|cell| cell.is_empty()) && cells.len() > 3 {
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
            unit.order = units.last().map_or(1, |last| last.order + 1);
        }
        unit.group = group.to_owned();
        full.clone_into(&mut unit.full_name);
        short.clone_into(&mut unit.short_name);
        units.push(unit);
    }
    Ok(units)
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

fn number(cell: &str) -> Option<u32> {
    cell.trim_end_matches(['.', '、', '．']).parse().ok()
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
    fn a_line_without_a_name_is_told() {
        assert_eq!(parse_directory("市财政局\n7\t政府部门\t\t").unwrap_err().line, 2);
    }
}
