//! Numbers written in the ways of ECMA-376, 17.18.59 (`ST_NumberFormat`), that Chinese documents use.

/// `count` in the named format; digits for a format that is not known.
pub(in super::super::super) fn write(count: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting"
        | "koreanDigital2" => counting(count),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => digits(count),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => legal(count),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(count),
        "decimalEnclosedParen" => format!("({count})"),
        "decimalEnclosedFullstop" => format!("{count}."),
        "ideographEnclosedCircle" => enclosed_ideograph(count),
        "numberInDash" => format!("- {count} -"),
        // A pattern of its own: `001, 002, 003, …` counts in three digits.
        custom if custom.starts_with('0') => {
            let width = custom.bytes().take_while(u8::is_ascii_digit).count().min(9);
            format!("{count:0>width$}")
        }
        "decimalZero" => format!("{count:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => count
            .to_string()
            .chars()
            .filter_map(|digit| char::from_u32(digit as u32 - u32::from(b'0') + 0xff10))
            .collect(),
        "upperLetter" => letters(count, b'A'),
        "lowerLetter" => letters(count, b'a'),
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "ideographTraditional" => cycle(count, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => cycle(count, "子丑寅卯辰巳午未申酉戌亥"),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// `十二`, `一百零五`, up to 9999.
fn counting(count: u32) -> String {
    if count == 0 || count > 9999 {
        return if count == 0 { "〇".to_owned() } else { count.to_string() };
    }
    let mut written = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = (count / unit % 10) as usize;
        if digit == 0 {
            gap = gap || !written.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            written.push('零');
        }
        // 十二, not 一十二.
        if !(digit == 1 && unit == 10 && written.is_empty()) {
            written.push(DIGITS[digit]);
        }
        written.push_str(name);
    }
    written
}

/// `一〇`: digit by digit, as Word counts in 一, 二, … 一〇.
fn digits(count: u32) -> String {
    count.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}

fn legal(count: u32) -> String {
    counting(count)
        .chars()
        .map(|c| match c {
            '一' => '壹',
            '二' => '贰',
            '三' => '叁',
            '四' => '肆',
            '五' => '伍',
            '六' => '陆',
            '七' => '柒',
            '八' => '捌',
            '九' => '玖',
            '十' => '拾',
            '百' => '佰',
            '千' => '仟',
            c => c,
        })
        .collect()
}

fn enclosed(count: u32) -> String {
    let c = match count {
        1..=20 => char::from_u32(0x2460 + count - 1),
        21..=35 => char::from_u32(0x3251 + count - 21),
        36..=50 => char::from_u32(0x32b1 + count - 36),
        _ => None,
    };
    c.map_or_else(|| count.to_string(), |c| c.to_string())
}

fn enclosed_ideograph(count: u32) -> String {
    let c = char::from_u32(0x3280 + count.saturating_sub(1)).filter(|_| (1..=10).contains(&count));
    c.map_or_else(|| count.to_string(), |c| c.to_string())
}

/// A … Z, AA, BB …
fn letters(count: u32, first: u8) -> String {
    let Some(index) = count.checked_sub(1).filter(|index| *index < 780) else { return count.to_string() };
    let letter = char::from(first + (index % 26) as u8);
    std::iter::repeat_n(letter, (index / 26 + 1) as usize).collect()
}

fn roman(count: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count == 0 || count > 4999 {
        return count.to_string();
    }
    let mut left = count;
    let mut written = String::new();
    for (value, letters) in PARTS {
        while left >= value {
            written.push_str(letters);
            left -= value;
        }
    }
    written
}

fn cycle(count: u32, names: &str) -> String {
    count
        .checked_sub(1)
        .and_then(|index| names.chars().nth(index as usize))
        .map_or_else(|| count.to_string(), |name| name.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (count, format, expected) in [
            (1, "chineseCounting", "一"),
            (10, "chineseCountingThousand", "十"),
            (12, "chineseCountingThousand", "十二"),
            (20, "japaneseCounting", "二十"),
            (105, "chineseCountingThousand", "一百零五"),
            (110, "chineseCountingThousand", "一百一十"),
            (10, "ideographDigital", "一〇"),
            (3, "decimalEnclosedCircle", "③"),
            (21, "decimalEnclosedCircleChinese", "㉑"),
            (27, "upperLetter", "AA"),
            (2, "lowerLetter", "b"),
            (4, "lowerRoman", "iv"),
            (1994, "upperRoman", "MCMXCIV"),
            (7, "decimal", "7"),
            (7, "decimalZero", "07"),
            (12, "decimalFullWidth", "１２"),
            (2, "chineseLegalSimplified", "贰"),
            (3, "ideographTraditional", "丙"),
            (2, "ideographEnclosedCircle", "㊁"),
            (7, "001, 002, 003, ...", "007"),
        ] {
            assert_eq!(write(count, format), expected, "{format}");
        }
    }
}
