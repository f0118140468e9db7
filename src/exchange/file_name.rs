//! File names that every system takes.

/// Longest name in bytes: below the 255 of Linux file systems, the 260 characters of a whole
/// Windows path and the 143 of encrypted home folders.
const LONGEST: usize = 140;

/// A name made of `parts` joined by `_`, with `.extension`: without characters, endings and device names
/// that Windows refuses, and short enough everywhere; the longest part gives way first. Empty parts are left out.
pub fn safe_file_name(parts: &[&str], extension: &str) -> String {
    let mut parts: Vec<String> =
        parts.iter().map(|part| safe_part(part)).filter(|part| !part.is_empty()).collect();
    let room = LONGEST.saturating_sub(extension.len() + 1);
    let length = |parts: &[String]| parts.iter().map(|part| part.len() + 1).sum::<usize>();
    while length(&parts) > room + 1 {
        let Some(longest) = parts.iter_mut().max_by_key(|part| part.len()) else { break };
        longest.pop();
        let trimmed = longest.trim_end_matches(['.', ' ']).len();
        longest.truncate(trimmed);
    }
    let mut stem = parts.join("_");
    if stem.is_empty() || is_device(&stem) {
        stem.push('_');
    }
    format!("{stem}.{extension}")
}

fn safe_part(part: &str) -> String {
    let replaced: String = part
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| match c {
            '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    replaced.trim_matches(['.', ' ']).to_owned()
}

/// Marks that change how a name looks without being seen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Names that Windows keeps for devices, whatever the extension.
fn is_device(stem: &str) -> bool {
    let base = stem.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |prefix| {
        base.strip_prefix(prefix).is_some_and(|digit: &str| {
            let mut chars = digit.chars();
            chars.next().is_some_and(|c| matches!(c, '1'..='9' | '¹' | '²' | '³')) && chars.next().is_none()
        })
    };
    matches!(base.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_refuses_are_made_over() {
        assert_eq!(
            safe_file_name(&["01", "市/发\\改:委*?", "重点任务", "7月."], "xlsx"),
            "01_市-发-改-委--_重点任务_7月.xlsx"
        );
        assert_eq!(safe_file_name(&["con"], "xlsx"), "con_.xlsx");
        assert_eq!(safe_file_name(&["COM1.甲"], "xlsx"), "COM1.甲_.xlsx");
        assert_eq!(safe_file_name(&["", " .. "], "xlsx"), "_.xlsx");
        assert_eq!(safe_file_name(&["甲\u{202E}乙\n丙"], "xlsx"), "甲乙丙.xlsx");
    }

    #[test]
    fn the_longest_part_gives_way() {
        let unit = "某".repeat(200);
        let name = safe_file_name(&["01", &unit, "重点任务", "2026年上半年"], "xlsx");
        assert!(name.len() <= LONGEST && name.len() > LONGEST - 4, "{}", name.len());
        assert!(name.starts_with("01_某") && name.ends_with("_重点任务_2026年上半年.xlsx"));
    }
}
