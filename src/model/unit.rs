//! Responsible units and how they share a task.

use super::{CivilDate, UnitId};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A unit's part in a task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// 牵头.
    Lead,
    /// 汇总.
    Collecting,
    /// 责任 (nothing says who leads).
    #[default]
    Responsible,
    /// 配合.
    Support,
}

impl Role {
    /// All, in the order menus show them.
    pub const ALL: [Self; 4] = [Self::Lead, Self::Collecting, Self::Responsible, Self::Support];

    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Collecting => "collecting",
            Self::Responsible => "responsible",
            Self::Support => "support",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// What stands before a unit in its list, kept for reprinting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Joint {
    /// `、`: the same class as the one before.
    #[default]
    Same,
    /// `，` or `；`: a new class begins.
    NewClass,
}

/// One unit of a task, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Assignment {
    /// Name as written, with its own brackets.
    pub name: String,
    /// Its part.
    pub role: Role,
    /// What joins it to the one before.
    pub joint: Joint,
    /// A collective name (相关区镇街道): expanded by a person only.
    pub group: bool,
}

impl Assignment {
    /// A unit with a role, joined by `、`.
    pub fn new(name: impl Into<String>, role: Role) -> Self {
        Self { name: name.into(), role, ..Self::default() }
    }
}

/// The ordered units of a task. Order carries meaning; one value, one write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UnitList {
    /// In the order written.
    pub items: Vec<Assignment>,
    /// 等: the list is open-ended.
    pub open: bool,
}

/// The switch 首位为牵头单位: what the first-listed unit is where the text names no lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FirstUnit {
    /// The first leads, the others support.
    Lead,
    /// The first collects, the others support.
    Collecting,
    /// Nothing is concluded from the order (the default).
    #[default]
    None,
}

impl FirstUnit {
    /// The name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Collecting => "collecting",
            Self::None => "none",
        }
    }

    /// The switch position of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Lead, Self::Collecting, Self::None].into_iter().find(|first| first.name() == name)
    }
}

impl UnitList {
    /// The list with the switch applied: only where every unit is merely 责任.
    #[must_use]
    pub fn with_first(&self, first: FirstUnit) -> Self {
        let mut list = self.clone();
        let role = match first {
            FirstUnit::None => return list,
            FirstUnit::Lead => Role::Lead,
            FirstUnit::Collecting => Role::Collecting,
        };
        if list.items.iter().all(|unit| unit.role == Role::Responsible) {
            for (at, unit) in list.items.iter_mut().enumerate() {
                unit.role = if at == 0 { role } else { Role::Support };
            }
        }
        list
    }

    /// True when some unit leads.
    pub fn has_lead(&self) -> bool {
        self.items.iter().any(|unit| unit.role == Role::Lead)
    }
}

/// A unit of the project's directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponsibleUnit {
    /// Place in the customary order, from 1; 0 when none was given.
    pub order: u32,
    /// Group it belongs to (党委, 政府部门, 区镇街道), or empty.
    pub group: String,
    /// Full name.
    pub full_name: String,
    /// Short name, or empty.
    pub short_name: String,
    /// Other names it goes by, former ones among them.
    pub aliases: Vec<String>,
    /// The unit that took its place, and since when, where that is known.
    pub merged_into: Option<(UnitId, Option<CivilDate>)>,
    /// Posts with their holders: 主任, 张某某.
    pub posts: Vec<(String, String)>,
}

impl ResponsibleUnit {
    /// The id, from the full name.
    pub fn id(&self) -> UnitId {
        UnitId::of(&self.full_name)
    }

    /// The name used in cells: the short one where there is one.
    pub fn display_name(&self) -> &str {
        if self.short_name.is_empty() { &self.full_name } else { &self.short_name }
    }
}

/// A name folded for comparison: NFKC, no white space, lower case.
pub fn normalised_name(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
