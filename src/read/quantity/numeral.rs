//! Numbers as officials write them: `12.5`, `４．６`, `1,200`, `两千`, `三百二十`.

/// A number at the start of some words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    /// What it says.
    pub(super) value: f64,
    /// Bytes.
    pub(super) len: usize,
    /// Written in Chinese numerals.
    pub(super) spoken: bool,
}

/// The number that `text` starts with.
pub(super) fn numeral(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    if digit(first).is_some() {
        return Some(digits(text));
    }
    spoken(text)
}

/// Value of a digit, half or full width.
pub(super) fn digit(character: char) -> Option<u32> {
    match character {
        '0'..='9' => Some(u32::from(character) - u32::from('0')),
        '０'..='９' => Some(u32::from(character) - u32::from('０')),
        _ => None,
    }
}

fn digits(text: &str) -> Numeral {
    let mut plain = String::with_capacity(12);
    let mut len = 0;
    let mut fraction = false;
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        if let Some(value) = digit(character) {
            plain.push(char::from_digit(value, 10).unwrap_or('0'));
            len = at + character.len_utf8();
            continue;
        }
        let rest = characters.as_str();
        let digits_after = rest.chars().take_while(|next| digit(*next).is_some()).count();
        match character {
            '.' | '．' if !fraction && digits_after > 0 => {
                fraction = true;
                plain.push('.');
            }
            // Thousands: `1,200`, but neither `15,2022` nor `1,2,3` (a comma between clauses).
            ',' if !fraction && digits_after == 3 && plain.len() <= 9 && !plain.starts_with('0') => {}
            _ => break,
        }
    }
    Numeral { value: plain.parse().unwrap_or(0.0), len, spoken: false }
}

fn spoken(text: &str) -> Option<Numeral> {
    let (mut total, mut pending, mut len, mut seen) = (0.0, None::<f64>, 0, 0);
    for (at, character) in text.char_indices() {
        if let Some(value) = spoken_digit(character) {
            // Digits side by side are read off one by one: 二〇二五.
            pending = Some(pending.filter(|held| *held > 0.0).map_or(value, |held| held * 10.0 + value));
        } else if let Some(power) = power(character) {
            total += pending.take().unwrap_or(1.0) * power;
        } else {
            break;
        }
        len = at + character.len_utf8();
        seen += 1;
    }
    (seen > 0).then(|| Numeral { value: total + pending.unwrap_or(0.0), len, spoken: true })
}

/// Value of a Chinese digit.
pub(super) fn spoken_digit(character: char) -> Option<f64> {
    let value = match character {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(f64::from(value))
}

fn power(character: char) -> Option<f64> {
    match character {
        '十' => Some(10.0),
        '百' => Some(100.0),
        '千' => Some(1000.0),
        _ => None,
    }
}

/// Whether a number may start here, told from the character alone.
pub(super) fn may_start(character: char) -> bool {
    match character {
        '0'..='9' | '０'..='９' | '半' | '万' | '亿' => true,
        _ => spoken_digit(character).is_some() || power(character).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn numbers_are_read_in_every_writing() {
        for (words, value, rest) in [
            ("12.5%", 12.5, "%"),
            ("４．６％", 4.6, "％"),
            ("1,200亿元", 1200.0, "亿元"),
            ("15,2022年", 15.0, ",2022年"),
            ("两千亿", 2000.0, "亿"),
            ("三百二十家", 320.0, "家"),
            ("十二个", 12.0, "个"),
            ("千亿", 1000.0, "亿"),
            ("二〇二五年", 2025.0, "年"),
            ("一百零五项", 105.0, "项"),
        ] {
            let found = numeral(words).unwrap();
            assert!((found.value - value).abs() < 1e-9, "{words}: {}", found.value);
            assert_eq!(&words[found.len..], rest, "{words}");
        }
    }
}
