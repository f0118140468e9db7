//! Targets: indicator, comparator, value, unit of measure, kind and period.

use serde::{Deserialize, Serialize};

/// How the value binds, by the word nearest the number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Comparator {
    /// 左右, 约, 稳定在…左右.
    About,
    /// 以上, 不低于, 不少于, 至少, ≥.
    AtLeast,
    /// 以内, 以下, 不超过, 控制在…内, ＜.
    AtMost,
    /// No word: 增长10%, 新增5家.
    #[default]
    Equal,
    /// 突破, 超过, 跨越, 多, ＞.
    Exceed,
    /// 达到, 提高到, 冲刺.
    Reach,
    /// a—b.
    Range,
    /// 前移N位.
    RankUp,
}

impl Comparator {
    /// All, in the order menus show them.
    pub const ALL: [Self; 8] = [
        Self::Equal,
        Self::AtLeast,
        Self::AtMost,
        Self::Exceed,
        Self::Reach,
        Self::About,
        Self::Range,
        Self::RankUp,
    ];

    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Equal => "equal",
            Self::Exceed => "exceed",
            Self::Reach => "reach",
            Self::Range => "range",
            Self::RankUp => "rank_up",
        }
    }

    /// The comparator of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|comparator| comparator.name() == name)
    }
}

/// What sort of number the value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MeasureKind {
    /// A rate of change.
    Growth,
    /// An amount.
    #[default]
    Level,
    /// A number of things.
    Count,
    /// A ratio.
    Share,
    /// A place in a ranking.
    Rank,
}

impl MeasureKind {
    /// All, in the order menus show them.
    pub const ALL: [Self; 5] = [Self::Growth, Self::Level, Self::Count, Self::Share, Self::Rank];

    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Growth => "growth",
            Self::Level => "level",
            Self::Count => "count",
            Self::Share => "share",
            Self::Rank => "rank",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A number, or the two ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Amount {
    /// One number.
    Single(f64),
    /// From, to.
    Range(f64, f64),
}

impl Default for Amount {
    fn default() -> Self {
        Self::Single(0.0)
    }
}

/// What one target says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TargetValue {
    /// What is measured: 地区生产总值.
    pub indicator: String,
    /// How the value binds.
    pub comparator: Comparator,
    /// The number, in `measure`.
    pub amount: Amount,
    /// Unit of measure as written: 亿元, %, 万人, 个.
    pub measure: String,
    /// What sort of number it is.
    pub kind: MeasureKind,
    /// Horizon as written (2025年, 一季度, 每年), or empty.
    pub by: String,
    /// 力争, 冲刺, 争取.
    pub stretch: bool,
}
