//! Numerals before titles and items: 一、 （一） 1. （1） ① 一是.

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numeral {
    /// 一, 十二.
    Chinese,
    /// 1, 12.
    Arabic,
    /// １, １２.
    FullWidth,
    /// ①, ⑫; beyond ㊿ in brackets.
    Circled,
}

/// The form of a family of numerals: what stands before and behind the number, and how it is
/// written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbering {
    before: String,
    numeral: Numeral,
    behind: String,
}

impl Numbering {
    /// The form and the number of a marker; `None` when it holds no numeral, or more than a numeral
    /// between one opening and one closing part (`1.2`).
    pub fn of(marker: &str) -> Option<(Self, u32)> {
        let marker = marker.trim();
        let start = marker.find(|c| numeral_of(c).is_some())?;
        let numeral = numeral_of(marker[start..].chars().next()?)?;
        let length = match numeral {
            Numeral::Circled => marker[start..].chars().next()?.len_utf8(),
            _ => marker[start..].find(|c| numeral_of(c) != Some(numeral)).unwrap_or(marker.len() - start),
        };
        let (digits, behind) = marker[start..].split_at(length);
        if behind.contains(|c| numeral_of(c).is_some()) {
            return None;
        }
        let form = Self { before: marker[..start].to_owned(), numeral, behind: behind.to_owned() };
        Some((form, value(numeral, digits)?))
    }

    /// The form of a level of the outline, 0 the topmost: 一、 （一） 1. （1） ①.
    pub fn of_level(level: usize) -> Self {
        let (before, numeral, behind) = match level {
            0 => ("", Numeral::Chinese, "、"),
            1 => ("（", Numeral::Chinese, "）"),
            2 => ("", Numeral::Arabic, "."),
            3 => ("（", Numeral::Arabic, "）"),
            _ => ("", Numeral::Circled, ""),
        };
        Self { before: before.to_owned(), numeral, behind: behind.to_owned() }
    }

    /// True for the forms in which reports number: what opens closes, and something ends the number.
    pub(crate) fn opens_and_closes(&self) -> bool {
        match (self.before.as_str(), self.behind.as_str()) {
            ("", "") => self.numeral == Numeral::Circled,
            ("", behind) => matches!(behind, "、" | "." | "．" | "）" | ")" | "是"),
            ("（" | "(", behind) => matches!(behind, "）" | ")"),
            ("第", behind) => behind == "章",
            _ => false,
        }
    }

    /// The marker of a number in this form.
    pub fn marker(&self, number: u32) -> String {
        let digits = match self.numeral {
            Numeral::Chinese => chinese(number),
            Numeral::Arabic => number.to_string(),
            Numeral::FullWidth => number.to_string().chars().map(full_width).collect(),
            Numeral::Circled => circled(number),
        };
        format!("{}{digits}{}", self.before, self.behind)
    }
}

fn numeral_of(c: char) -> Option<Numeral> {
    match c {
        '0'..='9' => Some(Numeral::Arabic),
        '０'..='９' => Some(Numeral::FullWidth),
        '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿' => Some(Numeral::Circled),
        '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' => {
            Some(Numeral::Chinese)
        }
        _ => None,
    }
}

fn value(numeral: Numeral, digits: &str) -> Option<u32> {
    match numeral {
        Numeral::Arabic => digits.parse().ok(),
        Numeral::FullWidth => digits.chars().map(half_width).collect::<String>().parse().ok(),
        Numeral::Circled => {
            let c = digits.chars().next()?;
            (1..=50).find(|number| circled(*number).starts_with(c))
        }
        Numeral::Chinese => spoken(digits),
    }
}

fn half_width(c: char) -> char {
    u32::from(c).checked_sub(u32::from('０')).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
}

fn full_width(c: char) -> char {
    c.to_digit(10).and_then(|digit| char::from_u32(u32::from('０') + digit)).unwrap_or(c)
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

fn spoken(digits: &str) -> Option<u32> {
    let digit = |c: char| if c == '零' { Some(0) } else { DIGITS.iter().position(|known| *known == c) };
    let (mut total, mut pending, mut run) = (0_u32, None::<u32>, false);
    for c in digits.chars() {
        let power = match c {
            '十' => Some(10),
            '百' => Some(100),
            _ => None,
        };
        match (power, digit(c)) {
            (Some(power), _) => total = total.checked_add(pending.take().unwrap_or(1).checked_mul(power)?)?,
            (None, Some(value)) => {
                // Digits side by side are read off one by one: 一〇, 二五.
                run = run || pending.is_some_and(|held| held > 0);
                let value = u32::try_from(value).ok()?;
                pending = Some(pending.unwrap_or(0).checked_mul(10)?.checked_add(value)?);
            }
            (None, None) => return None,
        }
    }
    if run && total > 0 {
        return None;
    }
    total.checked_add(pending.unwrap_or(0))
}

fn chinese(number: u32) -> String {
    let digit = |number: u32| DIGITS.get(number as usize).copied().unwrap_or('〇');
    let (hundreds, rest) = (number / 100, number % 100);
    if hundreds > 9 {
        return number.to_string().chars().map(|c| digit(c.to_digit(10).unwrap_or(0))).collect();
    }
    let mut words = String::new();
    if hundreds > 0 {
        words.push(digit(hundreds));
        words.push('百');
        if (1..10).contains(&rest) {
            words.push('零');
        }
    }
    if rest >= 10 {
        if rest >= 20 || hundreds > 0 {
            words.push(digit(rest / 10));
        }
        words.push('十');
    }
    if rest % 10 > 0 || number == 0 {
        words.push(digit(rest % 10));
    }
    words
}

fn circled(number: u32) -> String {
    let c = match number {
        1..=20 => char::from_u32(u32::from('①') + number - 1),
        21..=35 => char::from_u32(u32::from('㉑') + number - 21),
        36..=50 => char::from_u32(u32::from('㊱') + number - 36),
        _ => None,
    };
    c.map_or_else(|| format!("（{number}）"), String::from)
}

#[cfg(test)]
mod tests {
    use super::Numbering;

    #[test]
    fn each_family_goes_on_from_its_numeral() {
        for (marker, next) in [
            ("一、", "二、"),
            ("十、", "十一、"),
            ("（九）", "（十）"),
            ("(十九)", "(二十)"),
            ("1.", "2."),
            ("９．", "１０．"),
            ("（1）", "（2）"),
            ("①", "②"),
            ("⑳", "㉑"),
            ("㊿", "（51）"),
            ("一是", "二是"),
            ("第九章", "第十章"),
            ("九十九、", "一百、"),
            ("一百、", "一百零一、"),
            ("一百零九、", "一百一十、"),
        ] {
            let (form, number) = Numbering::of(marker).unwrap();
            assert_eq!(form.marker(number), marker);
            assert_eq!(form.marker(number + 1), next);
        }
    }

    #[test]
    fn what_holds_no_single_numeral_has_no_form() {
        for marker in ["", "★", "1.2", "一、1", "附件"] {
            assert_eq!(Numbering::of(marker), None, "{marker}");
        }
    }

    #[test]
    fn every_number_comes_back() {
        for marker in ["一、", "1.", "１", "第一条"] {
            let (form, _) = Numbering::of(marker).unwrap();
            for number in 1..1000 {
                assert_eq!(Numbering::of(&form.marker(number)).map(|(_, number)| number), Some(number));
            }
        }
    }
}
