//! A number as its cell shows it: `0.085` in `0.0%` is `8.5%`, `46387` in `yyyy"年"m"月"d"日"` is
//! `2026年12月31日`.
//!
//! The codes are those of ECMA-376, 18.8.31; old binary workbooks use the same ones.

mod code;
mod date;

use code::{Part, Section};
use date::Moment;

/// Integers up to here are written in full: 1E+11 says nothing about a register number.
const LONGEST_WHOLE: f64 = 1e15;
/// Above this a cell shows a power whatever its format asks for.
const LONGEST_SHOWN: f64 = 1e21;
/// Digits that a cell without a format of its own shows.
const GENERAL_DIGITS: i32 = 11;
/// More decimals than any cell shows.
const MAX_DECIMALS: usize = 30;

/// A format, ready for use.
#[derive(Clone, Debug, Default)]
pub(super) struct NumberFormat(Vec<Section>);

impl NumberFormat {
    /// The format with that code.
    pub(super) fn new(code: &str) -> Self {
        Self(code::parse(code))
    }

    /// One of the formats that have a number instead of a code, as Chinese Excel and WPS show them.
    pub(super) fn built_in(id: u32) -> Self {
        Self::new(match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 => "#,##0",
            4 | 39 | 40 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            11 => "0.00E+00",
            48 => "##0.0E+0",
            14 => "yyyy/m/d",
            15 => "d-mmm-yy",
            16 => "d-mmm",
            17 => "mmm-yy",
            18 => "h:mm AM/PM",
            19 => "h:mm:ss AM/PM",
            20 => "h:mm",
            21 => "h:mm:ss",
            22 => "yyyy/m/d h:mm",
            27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
            28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
            30 => "m-d-yy",
            31 => "yyyy\"年\"m\"月\"d\"日\"",
            32 => "h\"时\"mm\"分\"",
            33 => "h\"时\"mm\"分\"ss\"秒\"",
            34 | 55 => "上午/下午h\"时\"mm\"分\"",
            35 | 56 => "上午/下午h\"时\"mm\"分\"ss\"秒\"",
            41 | 42 => "#,##0",
            43 | 44 => "#,##0.00",
            45 => "mm:ss",
            46 => "[h]:mm:ss",
            47 => "mm:ss.0",
            _ => "",
        })
    }

    /// The number as shown. `late` is for workbooks whose days count from 1904.
    pub(super) fn show(&self, value: f64, late: bool) -> String {
        if !value.is_finite() {
            return String::new();
        }
        let Some((section, magnitude)) = self.section(value) else { return general(value) };
        if section.is_date {
            let days = if late { value + 1462.0 } else { value };
            return Moment::of(days, section).map_or_else(|| general(value), |moment| moment.show(section));
        }
        section.show(if magnitude { value.abs() } else { value })
    }

    /// The section for a value, and whether the sign is that section's own affair.
    fn section(&self, value: f64) -> Option<(&Section, bool)> {
        let numeric: &[Section] = match self.0.len() {
            0 => return None,
            // The fourth is for words.
            len => &self.0[..len.min(3)],
        };
        if numeric.iter().any(|section| section.condition.is_some()) {
            let fits = |section: &&Section| section.condition.is_none_or(|condition| condition.holds(value));
            return numeric.iter().find(fits).map(|section| (section, section.condition.is_some()));
        }
        Some(match numeric {
            [_, negative, ..] if value < 0.0 => (negative, true),
            [_, _, zero] if value == 0.0 => (zero, false),
            [first, ..] => (first, false),
            [] => return None,
        })
    }
}

impl Section {
    fn show(&self, value: f64) -> String {
        let digits = self.parts.iter().any(|part| matches!(part, Part::Digits { .. }));
        let sign = if value < 0.0 && (digits || self.parts.contains(&Part::General)) { "-" } else { "" };
        let value = value.abs() * 100_f64.powi(self.percents.min(4))
            / 1000_f64.powi(self.thousands.min(4))
            / 10_f64.powi(self.shifted.min(9));
        let mut shown = sign.to_owned();
        let mut written = false;
        for part in &self.parts {
            match part {
                Part::Text(words) => shown.push_str(words),
                Part::General => shown.push_str(&self.chinese(general(value))),
                // Two numbers in one cell: the first tells the value.
                Part::Digits { .. } if written => {}
                Part::Digits { whole, forced, optional, grouped, exponent } => {
                    written = true;
                    let text = if *exponent {
                        scientific(value, *forced + *optional)
                    } else if value >= LONGEST_SHOWN {
                        scientific(value, 5)
                    } else {
                        decimal(value, *whole, *forced, *optional, *grouped)
                    };
                    shown.push_str(&self.chinese(text));
                }
                Part::Date(..) | Part::HalfDay(_) => {}
            }
        }
        shown
    }

    fn chinese(&self, digits: String) -> String {
        match (self.chinese, digits.parse::<u32>()) {
            (true, Ok(count)) => crate::read::formats::docx::written(count, "chineseCounting"),
            _ => digits,
        }
    }
}

/// A number in a cell without a format.
pub(super) fn general(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return if value == 0.0 { "0".to_owned() } else { String::new() };
    }
    let magnitude = value.abs();
    if magnitude >= LONGEST_WHOLE || magnitude < 1e-9 {
        return scientific(value, 5);
    }
    let whole = magnitude.log10().floor().max(0.0) as i32 + 1;
    // The sum of tenths is shown as a tenth.
    trimmed_zeros(format!("{value:.*}", usize::try_from(GENERAL_DIGITS - 1 - whole).unwrap_or(0)))
}

fn trimmed_zeros(number: String) -> String {
    if !number.contains('.') {
        return number;
    }
    let number = number.trim_end_matches('0').trim_end_matches('.');
    if number == "-0" { "0".to_owned() } else { number.to_owned() }
}

fn scientific(value: f64, decimals: usize) -> String {
    let text = format!("{value:.*E}", decimals.min(MAX_DECIMALS));
    let Some((number, power)) = text.split_once('E') else { return text };
    let (sign, power) = power.strip_prefix('-').map_or(("+", power), |power| ("-", power));
    format!("{number}E{sign}{power:0>2}")
}

/// `whole` digits at least before the point, `forced` after it and up to `optional` more.
fn decimal(value: f64, whole: usize, forced: usize, optional: usize, grouped: bool) -> String {
    let decimals = (forced + optional).min(MAX_DECIMALS);
    // Halves go up, as on paper; binary fractions just below a half are meant as one.
    let shift = 10_f64.powi(decimals as i32);
    let scaled = value * shift;
    let rounded =
        if scaled < LONGEST_WHOLE { (scaled + scaled * 1e-14 + 0.5).floor() / shift } else { value };
    let text = format!("{rounded:.decimals$}");
    let (integer, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let integer = if whole == 0 && integer == "0" { "" } else { integer };
    let mut shown = format!("{integer:0>whole$}");
    if grouped {
        let digits = shown.len();
        let parts: Vec<String> = shown
            .char_indices()
            .map(
                |(at, c)| {
                    if at > 0 && (digits - at).is_multiple_of(3) { format!(",{c}") } else { c.to_string() }
                },
            )
            .collect();
        shown = parts.concat();
    }
    let keep = fraction.trim_end_matches('0').len().max(forced.min(fraction.len()));
    if keep > 0 {
        shown.push('.');
        shown.push_str(&fraction[..keep]);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, value: f64) -> String {
        NumberFormat::new(code).show(value, false)
    }

    #[test]
    fn numbers_are_shown_as_their_cells_show_them() {
        for (code, value, expected) in [
            ("", 0.1 + 0.2, "0.3"),
            ("General", 13_800_000_000.0, "13800000000"),
            ("General", -7.5, "-7.5"),
            ("General", 1_234_567.891_234_5, "1234567.891"),
            ("G/通用格式", 12.0, "12"),
            ("G/通用格式\"家\"", 12.0, "12家"),
            ("0.0%", 0.085, "8.5%"),
            ("0%", 0.07, "7%"),
            ("0.00%", 0.1225, "12.25%"),
            ("0.0", 8.25, "8.3"),
            ("0.00", 1.005, "1.01"),
            ("0", 3.0, "3"),
            ("0.##", 3.5, "3.5"),
            ("#.##", 0.5, ".5"),
            ("#,##0", 1_234_567.0, "1,234,567"),
            ("#,##0.00_ ", 1234.5, "1,234.50"),
            ("#,##0.00_);[Red]\\(#,##0.00\\)", -1234.5, "(1,234.50)"),
            ("0.0_ ;[红色]\\-0.0\\ ", -3.0, "-3.0"),
            ("\"≥\"0\"家\"", 28.0, "≥28家"),
            ("0\"亿元\"以上", 120.0, "120亿元以上"),
            ("000", 7.0, "007"),
            ("0!.0,", 15_000.0, "1.5"),
            ("0.00E+00", 12_345.0, "1.23E+04"),
            ("[$¥-804]#,##0", 1000.0, "¥1,000"),
            ("[DBNum1]General", 12.0, "十二"),
            ("[>=100]0;0.0", 8.0, "8.0"),
            ("0;-0;\"无\"", 0.0, "无"),
            ("@", 12.0, "12"),
            ("0.0", f64::MAX, "1.79769E+308"),
            ("# ?/?", 3.0, "3"),
            ("", -0.0, "0"),
        ] {
            assert_eq!(shown(code, value), expected, "{code} {value}");
        }
    }

    #[test]
    fn days_are_shown_as_their_cells_show_them() {
        for (code, value, expected) in [
            ("yyyy\"年\"m\"月\"d\"日\"", 46_387.0, "2026年12月31日"),
            ("yyyy\"年\"m\"月\";@", 46_387.0, "2026年12月"),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", 46_082.0, "2026年3月1日"),
            ("yyyy-mm-dd", 46_082.0, "2026-03-01"),
            ("yyyy/m/d", 46_387.0, "2026/12/31"),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 46_387.0, "二〇二六年十二月三十一日"),
            ("m/d/yy h:mm", 46_387.5, "12/31/26 12:00"),
            ("h:mm AM/PM", 0.75, "6:00 PM"),
            ("上午/下午h\"时\"mm\"分\"", 0.75, "下午6时00分"),
            ("[h]:mm", 1.5, "36:00"),
            ("d-mmm-yy", 46_387.0, "31-Dec-26"),
            ("aaaa", 46_387.0, "星期四"),
            ("yyyy/m/d", 60.0, "1900/2/29"),
            ("yyyy/m/d", 1.0, "1900/1/1"),
            ("yyyy/m/d", -1.0, "-1"),
            ("yyyy/m/d", 1e12, "1000000000000"),
            ("yyyy.m", 46_387.999_999_99, "2027.1"),
        ] {
            assert_eq!(shown(code, value), expected, "{code} {value}");
        }
        assert_eq!(NumberFormat::built_in(31).show(46_387.0 - 1462.0, true), "2026年12月31日");
        assert_eq!(NumberFormat::built_in(10).show(0.085, false), "8.50%");
    }

    #[test]
    fn no_code_breaks_down() {
        for code in [
            "[",
            "\"",
            "\\",
            ";;;;;",
            "[>",
            "%%%%%%%%%",
            "0.0.0.0",
            "_",
            "*",
            "[$",
            "yyyyyyyyyyyyyyy",
            ",,,,,",
        ] {
            for value in [0.0, -1.5, 1e300, 46_387.25, f64::NAN] {
                let _ = shown(code, value);
            }
        }
    }
}
