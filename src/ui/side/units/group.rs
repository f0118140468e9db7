//! A group of units (相关区镇街道) written out by a person, member by member, from the directory.

use super::{
    UnitsState,
    edits::{take_out, with_member},
};
use crate::words::Message;
use crate::{
    model::{NodeView, normalised_name},
    session::Command,
    ui::{
        commands::UiCommand,
        side::{SideContext, names::UnitNames, widgets},
        theme::{self, space},
    },
};
use egui::{ComboBox, Frame, Margin, RichText, Stroke, Ui};

/// Draws the members of the group that is being written out, if one is.
pub(super) fn show(
    ui: &mut Ui,
    view: &NodeView<'_>,
    context: &SideContext<'_>,
    (names, state): (&UnitNames, &mut UnitsState),
    queue: &mut Vec<UiCommand>,
) {
    let (theme, words, node) = (context.theme, context.words, view.id());
    let list = view.stored_units();
    let stands = |group: &str| list.items.iter().any(|unit| unit.name == group);
    state.expanded.take_if(|(of, group, _)| *of != node || !stands(group));
    let Some((_, group, chosen)) = &mut state.expanded else { return };
    let groups = names.groups();
    if !groups.contains(&chosen.as_str()) {
        likely(group, &groups).unwrap_or_default().clone_into(chosen);
    }
    let mut closes = false;
    let frame = Frame::new()
        .stroke(Stroke::new(1.0, theme.line))
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::same(space::S as i8));
    ui.add_space(space::XS);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(words.with(Message::ExpandHelp, &[&group])).small().color(theme.ink2));
        if groups.is_empty() {
            ui.label(RichText::new(words.text(Message::ExpandNoGroups)).small().color(theme.warn));
        } else {
            let name =
                ui.label(RichText::new(words.text(Message::GroupInDirectory)).small().color(theme.ink2));
            let picker = ComboBox::from_id_salt("group").selected_text(chosen.as_str()).show_ui(ui, |ui| {
                for option in &groups {
                    ui.selectable_value(chosen, (*option).to_owned(), *option);
                }
            });
            picker.response.labelled_by(name.id);
        }
        for member in names.members(chosen.as_str()).filter(|_| !chosen.is_empty()) {
            let form = normalised_name(member);
            let mut assigned = list.items.iter().any(|unit| normalised_name(&unit.name) == form);
            if ui.checkbox(&mut assigned, member).changed() {
                queue.extend(with_member(context.plan, node, group, member).map(UiCommand::Run));
            }
        }
        ui.horizontal(|ui| {
            if widgets::text_button(ui, words.text(Message::ExpandDone), theme).clicked() {
                let mut items = list.items.clone();
                if let Some(at) = items.iter().position(|unit| unit.name == *group) {
                    take_out(&mut items, at);
                }
                queue.push(UiCommand::Run(Command::Assign(node, items)));
                closes = true;
            }
            closes |= widgets::text_button(ui, words.text(Message::ExpandKeep), theme).clicked();
        });
    });
    if closes {
        state.expanded = None;
    }
}

/// The directory's group that a report most likely means: the one that shares most characters.
fn likely<'a>(named: &str, groups: &[&'a str]) -> Option<&'a str> {
    let shared = |group: &str| group.chars().filter(|c| named.contains(*c)).count();
    groups.iter().copied().filter(|group| shared(group) > 0).max_by_key(|group| {
        // Of equals the shorter: it says less that the report does not.
        (shared(group), std::cmp::Reverse(group.chars().count()))
    })
}

#[cfg(test)]
mod tests {
    use super::likely;

    #[test]
    fn a_group_in_a_report_is_looked_up_in_the_directory() {
        let groups = ["党委部门", "政府部门", "区镇街道", "国有企业"];
        assert_eq!(likely("相关区镇街道", &groups), Some("区镇街道"));
        assert_eq!(likely("各镇（街道）", &groups), Some("区镇街道"));
        assert_eq!(likely("市各有关部门", &["区镇街道", "部门"]), Some("部门"));
        assert_eq!(likely("各高校", &groups), None);
    }
}
