//! Deadlines: the words of the text, and a date only where the words give one.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A calendar day, proleptic Gregorian. Plain data: no clock, no zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CivilDate {
    /// Year, such as 2026.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl CivilDate {
    /// The day, or `None` when the calendar has no such day.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let sound = (1..=12).contains(&month) && day >= 1 && day <= Self::last_day(year, month);
        sound.then_some(Self { year, month, day })
    }

    /// Last day of a month (30 for a month that does not exist).
    pub fn last_day(year: i16, month: u8) -> u8 {
        match month {
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            _ => 30,
        }
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for CivilDate {
    type Err = super::IdError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.splitn(3, '-');
        let mut part = || parts.next().unwrap_or_default();
        let (year, month, day) = (part().parse(), part().parse(), part().parse());
        match (year, month, day) {
            (Ok(year), Ok(month), Ok(day)) => Self::new(year, month, day),
            _ => None,
        }
        .ok_or_else(|| super::IdError(text.into()))
    }
}

/// When a task must be finished. Paper prints the words, never the date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Deadline {
    /// As written: 12月底前, 年底前, 持续推进.
    pub words: String,
    /// The day the words mean, where they mean one.
    pub due: Option<CivilDate>,
    /// 持续推进, 长期坚持: no end.
    pub ongoing: bool,
}
