//! Days and times that a workbook counts from 1900.

use super::code::{Part, Section, Unit};
use crate::read::formats::docx::written;

const SECONDS: f64 = 86_400.0;
/// 9999年12月31日.
const LAST_DAY: f64 = 2_958_466.0;

/// A moment taken apart.
pub(super) struct Moment {
    year: i64,
    month: u32,
    day: u32,
    /// 0 is Sunday.
    weekday: u32,
    /// Of the day.
    second: f64,
    /// Days and their part, since the first.
    days: f64,
}

impl Moment {
    /// `None` for what no calendar holds. Times are rounded to what the section shows of them.
    pub(super) fn of(days: f64, section: &Section) -> Option<Self> {
        if !(0.0..LAST_DAY).contains(&days) {
            return None;
        }
        let decimals = section.parts.iter().find_map(|part| match part {
            Part::Date(Unit::Fraction, decimals, _) => Some((*decimals).min(3) as i32),
            _ => None,
        });
        let precision = 10_f64.powi(decimals.unwrap_or(0));
        let days = (days * SECONDS * precision).round() / precision / SECONDS;
        let whole = days.floor();
        let second = ((days - whole) * SECONDS * precision).round() / precision;
        let serial = whole as i64;
        let (year, month, day) = match serial {
            // Workbooks know a 29 February 1900.
            60 => (1900, 2, 29),
            0 => (1900, 1, 0),
            serial => civil(serial + if serial < 60 { 1 } else { 0 }),
        };
        let weekday = ((serial + 6) % 7) as u32;
        Some(Self { year, month, day, weekday, second, days })
    }

    pub(super) fn show(&self, section: &Section) -> String {
        let halves = section.parts.iter().any(|part| matches!(part, Part::HalfDay(_)));
        let total = self.second as u64;
        let (hour, minute, second) = (total / 3600, total / 60 % 60, total % 60);
        let mut shown = String::new();
        for part in &section.parts {
            match part {
                Part::Text(words) => shown.push_str(words),
                Part::HalfDay([morning, afternoon]) => {
                    shown.push_str(if hour < 12 { morning } else { afternoon });
                }
                Part::Date(unit, count, whole) => {
                    let number = match unit {
                        Unit::Year => {
                            shown.push_str(&self.year(*count, section.chinese));
                            continue;
                        }
                        Unit::Month if *count >= 3 => {
                            shown.push_str(month_name(self.month, *count));
                            continue;
                        }
                        Unit::Day if *count >= 3 => {
                            shown.push_str(&weekday_name(self.weekday, *count));
                            continue;
                        }
                        Unit::Weekday => {
                            let name = "日一二三四五六".chars().nth(self.weekday as usize).unwrap_or('日');
                            shown.push_str(if *count == 3 { "周" } else { "星期" });
                            shown.push(name);
                            continue;
                        }
                        Unit::Fraction => {
                            let decimals = (*count).min(3);
                            let part = (self.second.fract() * 10_f64.powi(decimals as i32)).round() as u64;
                            shown.push_str(&format!("{part:0>decimals$}"));
                            continue;
                        }
                        Unit::Month => u64::from(self.month),
                        Unit::Day => u64::from(self.day),
                        Unit::Hour if *whole => (self.days * 24.0 + 1e-9) as u64,
                        Unit::Minute if *whole => (self.days * 1440.0 + 1e-9) as u64,
                        Unit::Second if *whole => (self.days * SECONDS).round() as u64,
                        Unit::Hour if halves => (hour + 11) % 12 + 1,
                        Unit::Hour => hour,
                        Unit::Minute => minute,
                        Unit::Second => second,
                    };
                    if section.chinese {
                        shown
                            .push_str(&written(u32::try_from(number).unwrap_or(u32::MAX), "chineseCounting"));
                    } else {
                        let width = (*count).min(2);
                        shown.push_str(&format!("{number:0>width$}"));
                    }
                }
                Part::General | Part::Digits { .. } => {}
            }
        }
        shown
    }

    fn year(&self, count: usize, chinese: bool) -> String {
        let year = if count == 2 { format!("{:02}", self.year % 100) } else { self.year.to_string() };
        if !chinese {
            return year;
        }
        year.chars()
            .map(|digit| "〇一二三四五六七八九".chars().nth(digit as usize - '0' as usize).unwrap_or(digit))
            .collect()
    }
}

/// Year, month and day of a serial number from March 1900 on.
fn civil(serial: i64) -> (i64, u32, u32) {
    // Days since 1 March of year 0, in eras of 400 years (146,097 days); the number 0 is 30 December
    // 1899.
    let days = serial + 693_899;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month as u32, day as u32)
}

fn month_name(month: u32, count: usize) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = NAMES.get(month as usize - 1).copied().unwrap_or_default();
    match count {
        3 => &name[..name.len().min(3)],
        5 => &name[..name.len().min(1)],
        _ => name,
    }
}

fn weekday_name(weekday: u32, count: usize) -> String {
    const NAMES: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    let name = NAMES.get(weekday as usize).copied().unwrap_or_default();
    name.chars().take(if count == 3 { 3 } else { usize::MAX }).collect()
}
