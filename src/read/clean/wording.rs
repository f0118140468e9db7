//! Words folded for matching.

/// Writes `words` to `bare` without white space, with full-width punctuation, digits and Latin
/// letters folded to half-width.
pub(super) fn fold_into(words: &str, bare: &mut String) {
    bare.clear();
    bare.extend(words.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').map(fold));
}

/// [`fold_into`] with a string of its own.
pub(super) fn folded(words: &str) -> String {
    let mut bare = String::with_capacity(words.len());
    fold_into(words, &mut bare);
    bare
}

fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '【' | '〔' | '〖' | '『' | '「' => '[',
        '】' | '〕' | '〗' | '』' | '」' => ']',
        '»' | '›' | '→' | '﹥' => '>',
        '│' | '丨' | '┃' | '¦' | '┊' | '︱' | '∣' => '|',
        c => c,
    }
}

/// Columns on the screen or on paper: a Chinese character takes two.
pub(super) fn columns(words: &str) -> usize {
    words.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}

/// True when one of `parts` occurs in `words`.
pub(super) fn has_any(words: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| words.contains(part))
}

/// True when `words` starts with one of `parts`.
pub(super) fn opens_with(words: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| words.starts_with(part))
}

/// The year, month and day that `bare` (folded) starts with, and the rest.
pub(super) fn date_at_start(bare: &str) -> Option<(String, &str)> {
    let (year, rest) = number(bare, 4)?;
    if year.len() != 4 {
        return None;
    }
    let (month, rest) = number(rest.strip_prefix(['年', '-', '/', '.'])?, 2)?;
    let (day, rest) = number(rest.strip_prefix(['月', '-', '/', '.'])?, 2)?;
    let (month, day): (u32, u32) = (month.parse().ok()?, day.parse().ok()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    Some((format!("{year}-{month:02}-{day:02}"), rest.strip_prefix('日').unwrap_or(rest)))
}

/// The first full date in `bare` (folded), ISO.
pub(super) fn first_date(bare: &str) -> Option<String> {
    bare.char_indices()
        .filter(|(at, c)| c.is_ascii_digit() && !bare[..*at].ends_with(|c: char| c.is_ascii_digit()))
        .find_map(|(at, _)| date_at_start(&bare[at..]).map(|(date, _)| date))
}

fn number(words: &str, most: usize) -> Option<(&str, &str)> {
    let length = words.bytes().take(most).take_while(u8::is_ascii_digit).count();
    (length > 0).then(|| words.split_at(length))
}
