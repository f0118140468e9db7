//! Numbers with their units of measure in running text.
//!
//! Knows what is *not* a quantity by its writing alone (dates, ordinals, document numbers, names in
//! quotation marks); whether a quantity is a target is for `targets` to say.

mod measure;
mod numeral;

pub use measure::MeasureClass;

use crate::model::Amount;
use std::ops::Range;

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Bytes of the text from the first digit to the end of the unit.
    pub range: Range<usize>,
    /// The number, in `measure`.
    pub amount: Amount,
    /// The unit with its size, as written (full-width % made half-width): 亿元, 万人, 个百分点.
    /// Only a size (亿, 万) where the text names no unit.
    pub measure: String,
    /// What sort of unit.
    pub class: MeasureClass,
    /// 多 or 余 stands with the number.
    pub more: bool,
    /// Written in Chinese numerals.
    pub spoken: bool,
}

/// All quantities of `text`, in order. Linear in the text.
pub fn scan(text: &str) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = '\0';
    while let Some(character) = text[at..].chars().next() {
        let width = character.len_utf8();
        if let Some(len) = named(character, &text[at..]) {
            at += len;
            before = '”';
            continue;
        }
        if !numeral::may_start(character) {
            before = character;
            at += width;
            continue;
        }
        let rest = &text[at..];
        let (mut quantity, mut len) = start(rest, before);
        if quantity.is_none()
            && let Some((age, end)) = life(&text[..at], rest)
        {
            (quantity, len) = (Some(age), end);
        }
        if quantity.is_none()
            && let Some((index, end)) = measure_free(&text[..at], rest)
        {
            (quantity, len) = (Some(index), end);
        }
        if let Some(mut quantity) = quantity {
            quantity.range = at..at + len;
            found.push(quantity);
        }
        at += len.max(width);
        before = text[..at].chars().next_back().unwrap_or('\0');
    }
    found
}

/// 人均预期寿命达到79岁: the only age that is a measure.
fn life(head: &str, rest: &str) -> Option<(Quantity, usize)> {
    let number = numeral::numeral(rest).filter(|number| !number.spoken)?;
    let unit = rest[number.len..].strip_prefix('岁')?;
    let from = head.char_indices().rev().take(16).last().map_or(0, |(at, _)| at);
    head[from..].contains("寿命").then(|| {
        (quantity(Amount::Single(number.value), "岁", MeasureClass::Extent, false), rest.len() - unit.len())
    })
}

/// A coefficient (利用系数提高到0.52) or a mark of satisfaction (满意度达到80分): a number whose
/// indicator stands before it, a word of comparison between.
fn measure_free(head: &str, rest: &str) -> Option<(Quantity, usize)> {
    let head = head.trim_end();
    if !head.ends_with(['到', '至', '过', '于', '为', '在', '达', '≤', '≥', '＜', '＞', '<', '>'])
    {
        return None;
    }
    let mut from = head.len().saturating_sub(60);
    while !head.is_char_boundary(from) {
        from += 1;
    }
    let clause = head[from..].rsplit(['，', ',', '；', ';', '。', '、']).next().unwrap_or_default();
    let number = numeral::numeral(rest).filter(|number| !number.spoken)?;
    let after = &rest[number.len..];
    if let Some(behind) = after.strip_prefix('分') {
        let marks = clause.contains("满意度") && !behind.starts_with(['钟', '之', '类', '级']);
        let len = number.len + '分'.len_utf8();
        return marks
            .then(|| (quantity(Amount::Single(number.value), "分", MeasureClass::Extent, false), len));
    }
    let named = ["系数", "PUE", "指数", "比值", "容积率"].iter().any(|name| clause.contains(name));
    let ends = after.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '.')
        || ["以上", "以下", "以内", "左右"].iter().any(|word| after.starts_with(word));
    (named && ends)
        .then(|| (quantity(Amount::Single(number.value), "", MeasureClass::Percent, false), number.len))
}

/// Length of a name or document number whose opening mark stands here: numbers inside are no quantities.
fn named(open: char, rest: &str) -> Option<usize> {
    // A quotation longer than this is running text, not a slogan.
    let (close, limit) = match open {
        '“' => ('”', 75),
        '‘' => ('’', 75),
        '「' => ('」', 75),
        '《' => ('》', 300),
        '〔' => ('〕', 24),
        _ => return None,
    };
    let mut end = limit.min(rest.len());
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    rest[..end].find(close).map(|at| at + close.len_utf8())
}

/// The quantity at the start of `rest` if there is one, and how many bytes to step over.
fn start(rest: &str, before: char) -> (Option<Quantity>, usize) {
    if let Some(after) = rest.strip_prefix("百分之") {
        return match numeral::numeral(after) {
            Some(number) => {
                let len = rest.len() - after.len() + number.len;
                (Some(quantity(Amount::Single(number.value), "%", MeasureClass::Percent, true)), len)
            }
            None => (None, rest.len() - after.len()),
        };
    }
    if rest.starts_with("半个百分点") {
        return (
            Some(quantity(Amount::Single(0.5), "个百分点", MeasureClass::Point, true)),
            "半个百分点".len(),
        );
    }
    // 突破万亿, 突破亿元: the size alone is the number, but only as the object of such a verb.
    if rest.starts_with('万') || rest.starts_with('亿') {
        let len = if rest.starts_with("万亿") { "万亿".len() } else { '万'.len_utf8() };
        if before != '破' {
            return (None, len);
        }
        return match measure::measure(rest) {
            Some(unit) if unit.class != MeasureClass::Never => {
                let measure = [unit.size, unit.unit].concat();
                (Some(quantity(Amount::Single(1.0), &measure, unit.class, true)), unit.len)
            }
            _ => (None, len),
        };
    }
    let Some(first) = numeral::numeral(rest) else {
        return (None, 0);
    };
    let unit = measure::measure(&rest[first.len..]);
    let mut len = first.len + unit.map_or(0, |unit| unit.len);
    // Model numbers (PM2.5, G107), sums in names (4+1) and ordinals.
    let fused =
        !first.spoken && (before.is_ascii_alphanumeric() || matches!(before, '+' | '.' | '/' | '-' | '－'));
    let ordinal = before == '第';
    // 一批, 一个 and 一体化 outnumber every true 一 by far.
    let article = first.spoken && (first.value <= 1.0 || round_name(rest, first, unit));
    if let Some((gap, second, second_unit)) = upper_end(&rest[len..]) {
        len += gap + second.len + second_unit.len;
        if fused || ordinal || unit.is_some_and(|unit| unit.class == MeasureClass::Never) {
            return (None, len);
        }
        let (low, high) = (scaled(first, unit, second_unit), second.value);
        let measure = [second_unit.size, second_unit.unit].concat();
        if second_unit.class == MeasureClass::Never || low > high {
            return (None, len);
        }
        let mut made = quantity(Amount::Range(low, high), &measure, second_unit.class, first.spoken);
        made.more = second_unit.more;
        return (Some(made), len);
    }
    let Some(unit) = unit else {
        return (None, len);
    };
    if fused || ordinal || article || unit.class == MeasureClass::Never {
        return (None, len);
    }
    let per = measure::per(&rest[len..]).unwrap_or_default();
    len += per.len();
    let measure = [unit.size, unit.unit, per].concat();
    let mut made = quantity(Amount::Single(first.value), &measure, unit.class, first.spoken);
    made.more = unit.more;
    (Some(made), len)
}

/// What follows the lower end of a range: bytes to the number, the number, its unit.
fn upper_end(rest: &str) -> Option<(usize, numeral::Numeral, measure::Measured)> {
    let after = rest.trim_start_matches(['—', '–', '-', '~', '～', '－', '─']);
    let after = if after.len() == rest.len() {
        rest.strip_prefix('至').or_else(|| rest.strip_prefix('到'))?
    } else {
        after
    };
    let number = numeral::numeral(after)?;
    let unit = measure::measure(&after[number.len..])?;
    Some((rest.len() - after.len(), number, unit))
}

/// The lower end in the unit of the upper end (5000至1万人 is 0.5 to 1 of 万人).
fn scaled(first: numeral::Numeral, unit: Option<measure::Measured>, upper: measure::Measured) -> f64 {
    let size = |size: &str| match size {
        "百" => 1e2,
        "千" => 1e3,
        "万" => 1e4,
        "百万" => 1e6,
        "千万" => 1e7,
        "亿" => 1e8,
        "百亿" => 1e10,
        "千亿" => 1e11,
        "万亿" => 1e12,
        _ => 1.0,
    };
    match unit {
        Some(unit) if unit.size != upper.size => first.value * size(unit.size) / size(upper.size),
        // 3至5万人 shares its size, 8000至1万人 does not.
        None if !upper.size.is_empty() && first.value >= 100.0 => first.value / size(upper.size),
        _ => first.value,
    }
}

/// 百强, 千企 and 百家争鸣: a round numeral alone is part of a name, before a size (千亿) it counts.
fn round_name(rest: &str, number: numeral::Numeral, unit: Option<measure::Measured>) -> bool {
    matches!(&rest[..number.len], "百" | "千") && unit.is_none_or(|unit| unit.size.is_empty())
}

fn quantity(amount: Amount, measure: &str, class: MeasureClass, spoken: bool) -> Quantity {
    Quantity { range: 0..0, amount, measure: measure.into(), class, more: false, spoken }
}

#[cfg(test)]
mod tests {
    use super::{MeasureClass, scan};
    use crate::model::Amount;

    #[test]
    fn quantities_keep_number_and_unit() {
        for (words, value, measure) in [
            ("增长12.5%左右", 12.5, "%"),
            ("下降４．６％", 4.6, "%"),
            ("突破1200亿元", 1200.0, "亿元"),
            ("跨越两千亿大关", 2000.0, "亿"),
            ("突破千亿", 1000.0, "亿"),
            ("突破万亿元", 1.0, "万亿元"),
            ("达到1.2万亿元", 1.2, "万亿元"),
            ("年产三百万吨", 300.0, "万吨"),
            ("提高半个百分点", 0.5, "个百分点"),
            ("百分之十二", 12.0, "%"),
            ("提高12个百分点", 12.0, "个百分点"),
            ("前移20位", 20.0, "位"),
            ("冲刺50强", 50.0, "强"),
            ("50万人口", 50.0, "万人"),
            ("110余个项目", 110.0, "个"),
            ("1900多个", 1900.0, "个"),
            ("5万多人次", 5.0, "万人次"),
        ] {
            let found = scan(words);
            assert_eq!(found.len(), 1, "{words}: {found:?}");
            assert_eq!(found[0].amount, Amount::Single(value), "{words}");
            assert_eq!(found[0].measure, measure, "{words}");
        }
    }

    #[test]
    fn ranges_have_two_ends() {
        for words in ["5%—6%", "5-6%", "5%~6%", "5至6%", "５％－６％", "5%——6%", "5%到6%"] {
            let found = scan(words);
            assert_eq!(found.len(), 1, "{words}: {found:?}");
            assert_eq!(found[0].amount, Amount::Range(5.0, 6.0), "{words}");
            assert_eq!(found[0].class, MeasureClass::Percent, "{words}");
            assert_eq!(found[0].range, 0..words.len(), "{words}");
        }
        assert_eq!(scan("8000至1万人")[0].amount, Amount::Range(0.8, 1.0));
    }

    #[test]
    fn names_dates_and_ordinals_are_no_quantities() {
        for words in [
            "一城三区",
            "三大行动",
            "十四五",
            "一带一路",
            "一系列",
            "百强",
            "“五个一百工程”",
            "323攻坚行动",
            "4+1",
            "“157”产业集群",
            "“15分钟”便民圈",
            "潜政发〔2022〕1号",
            "2025年",
            "第一位",
            "十九大",
            "1-8月",
            "2021-2025年",
            "PM2.5",
            "5G",
            "一体化",
            "一批",
            "考核50分",
            "《2022年10个项目方案》",
            "万众一心",
            "亿元以上项目",
            "千方百计",
        ] {
            assert_eq!(scan(words), [], "{words}");
        }
    }
}
