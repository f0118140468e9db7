//! The fields of a unit while they are typed.

use crate::model::{CivilDate, Entity, Plan, ResponsibleUnit, UnitId};

/// What stands in the fields of one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct UnitDraft {
    pub(super) full: String,
    pub(super) short: String,
    pub(super) group: String,
    /// Joined by 、.
    pub(super) aliases: String,
    /// Name of the unit that took its place.
    pub(super) merged: String,
    /// Since when.
    pub(super) since: String,
    /// One post a line: 主任：张某某.
    pub(super) posts: String,
}

/// What cannot be entered as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// No full name.
    Name,
    /// Another unit's full name.
    Taken,
    /// The directory has no unit of that name, or it is the unit itself.
    Merged,
    /// No date.
    Since,
}

impl UnitDraft {
    pub(super) fn of(plan: &Plan, id: UnitId) -> Self {
        let unit = plan.directory_unit(id);
        let (merged, since) = match heir(plan, id, &unit) {
            Some((into, since)) => {
                (plan.directory_unit(into).full_name, since.map_or_else(String::new, |date| date.to_string()))
            }
            None => Default::default(),
        };
        let posts = unit.posts.iter().map(|(post, holder)| format!("{post}：{holder}"));
        Self {
            posts: posts.collect::<Vec<_>>().join("\n"),
            full: unit.full_name,
            short: unit.short_name,
            group: unit.group,
            aliases: unit.aliases.join("、"),
            merged,
            since,
        }
    }

    /// The same, with what cannot be entered as it was before.
    pub(super) fn sound(&self, plan: &Plan, id: UnitId, was: &Self) -> Self {
        let mut sound = self.clone();
        for _ in 0..3 {
            match sound.unit(plan, id) {
                Ok(_) => break,
                Err(Wrong::Name | Wrong::Taken) => sound.full.clone_from(&was.full),
                Err(Wrong::Merged) => sound.merged.clone_from(&was.merged),
                Err(Wrong::Since) => sound.since.clone_from(&was.since),
            }
        }
        sound
    }

    /// What was typed and stands nowhere else, in one line.
    pub(super) fn beyond(&self, was: &Self) -> String {
        let all = |draft: &Self| {
            let Self { full, short, group, aliases, merged, since, posts } = draft.clone();
            [full, short, group, aliases, merged, since, posts]
        };
        let typed = all(self).into_iter().zip(all(was)).filter(|(now, was)| now != was);
        typed.map(|(now, _)| now).collect::<Vec<_>>().join(" ")
    }

    /// The unit that the fields describe; its place in the order stays.
    pub(super) fn unit(&self, plan: &Plan, id: UnitId) -> Result<ResponsibleUnit, Wrong> {
        let full = self.full.trim();
        if full.is_empty() {
            return Err(Wrong::Name);
        }
        let named = UnitId::of(full);
        if named != id && plan.knows(Entity::Unit(named)) && plan.is_alive(Entity::Unit(named)) {
            return Err(Wrong::Taken);
        }
        let merged = self.merged.trim();
        let since = self.since.trim();
        let since = if since.is_empty() { None } else { Some(date(since).ok_or(Wrong::Since)?) };
        let merged_into = if merged.is_empty() {
            None
        } else {
            let into = plan.unit_named(merged).filter(|into| *into != id).ok_or(Wrong::Merged)?;
            Some((into, since))
        };
        let aliases = self.aliases.split(['、', ',', '，', ';', '；', '\n']).map(str::trim);
        Ok(ResponsibleUnit {
            order: plan.directory_unit(id).order,
            group: self.group.trim().to_owned(),
            full_name: full.to_owned(),
            short_name: self.short.trim().to_owned(),
            aliases: aliases.filter(|alias| !alias.is_empty()).map(str::to_owned).collect(),
            merged_into,
            posts: self.posts.lines().filter_map(post).collect(),
        })
    }
}

/// The unit that a unit went into, as far as one is in the directory, and since when.
pub(super) fn heir(plan: &Plan, id: UnitId, unit: &ResponsibleUnit) -> Option<(UnitId, Option<CivilDate>)> {
    let (into, since) = unit.merged_into?;
    let into = plan.unit_today(into).filter(|into| *into != id)?;
    Some((into, since))
}

/// A line of the posts: what stands before the first colon, tab or space, and what follows.
fn post(line: &str) -> Option<(String, String)> {
    let line = line.trim();
    let (post, holder) = line.split_once(['：', ':', '\t', ' ', '　']).unwrap_or((line, ""));
    (!post.trim().is_empty()).then(|| (post.trim().to_owned(), holder.trim().to_owned()))
}

/// 2024年3月1日, 2024-03-01 or 2024.3; a month without a day begins with its first.
fn date(typed: &str) -> Option<CivilDate> {
    let mut numbers = typed.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let year = numbers.next()?.parse().ok()?;
    let mut part = || numbers.next().map_or(Some(1), |part| part.parse().ok());
    let (month, day) = (part()?, part()?);
    CivilDate::new(year, month, day).filter(|date| date.year > 1900)
}

#[cfg(test)]
mod tests {
    use super::{UnitDraft, Wrong, date, post};
    use crate::model::{CivilDate, Plan, UnitId};

    #[test]
    fn dates_and_posts_as_people_write_them() {
        let day = CivilDate::new(2024, 3, 1);
        assert_eq!(date("2024年3月"), day);
        assert_eq!(date("2024-03-01"), day);
        assert_eq!(date("去年"), None);
        assert_eq!(post("主任：××"), Some(("主任".into(), "××".into())));
        assert_eq!(post("副主任 "), Some(("副主任".into(), String::new())));
        assert_eq!(post("  "), None);
    }

    #[test]
    fn what_cannot_be_entered_is_named() {
        let (plan, id) = (Plan::new(), UnitId::of("市财政局"));
        let draft = UnitDraft { full: "市财政局".into(), ..UnitDraft::default() };
        assert_eq!(draft.unit(&plan, id).map(|unit| unit.full_name), Ok("市财政局".to_owned()));
        assert_eq!(UnitDraft::default().unit(&plan, id), Err(Wrong::Name));
        let merged = UnitDraft { merged: "市发改委".into(), ..draft.clone() };
        assert_eq!(merged.unit(&plan, id), Err(Wrong::Merged));
        let since = UnitDraft { since: "去年".into(), ..draft };
        assert_eq!(since.unit(&plan, id), Err(Wrong::Since));
    }
}
