//! What was done to the selected node: who, when, from what to what; any value comes back by a click.

use super::{
    SideContext,
    values::{field_word, moment, value_words},
    widgets,
};
use crate::jobs::{Ended, Job};
use crate::words::{Message, Trouble};
use crate::{
    model::{Entity, Field, NodeId, RecordId, Revision, Value},
    outline::target_words,
    session::{self, Command, HistoryEntry},
    ui::{
        commands::UiCommand,
        theme::{self, space},
    },
};
use egui::{Frame, Margin, RichText, Ui};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Steps shown at once.
const PAGE: usize = 30;
/// Characters of a value in a line; the pointer over it shows all.
const LONG: usize = 60;
/// Characters of a value on a button.
const BRIEF: usize = 18;

/// Of which node, as of which revision.
type Of = (NodeId, Revision);

/// One thing done, with what stood there before.
struct Step {
    entry: HistoryEntry,
    from: Option<Value>,
}

/// The entries, latest first, each with the value before it. What one record made, with all that it
/// said of it, is one step.
fn steps(entries: Vec<HistoryEntry>) -> Vec<Step> {
    let mut now: FxHashMap<(Entity, Field), Option<Value>> = FxHashMap::default();
    let mut steps = Vec::new();
    let nodes_made: FxHashSet<RecordId> = entries
        .iter()
        .filter(|entry| matches!(entry.entity, Entity::Node(_)) && is_made(entry))
        .map(|entry| entry.record)
        .collect();
    for entry in entries.into_iter().rev() {
        // What came with a node that was pasted or copied is told by that.
        let comes_along = nodes_made.contains(&entry.record) && !matches!(entry.entity, Entity::Node(_));
        let Some(field) = entry.field else {
            let told = matches!(entry.entity, Entity::Node(_) | Entity::Target(_));
            if told && !comes_along {
                steps.push(Step { entry, from: None });
            }
            continue;
        };
        let from = now.insert((entry.entity, field), entry.value.clone()).flatten();
        let told = matches!(entry.entity, Entity::Node(_) | Entity::Target(_)) && is_made(&entry);
        if comes_along || told {
            continue;
        }
        if from != entry.value && is_seen(entry.entity, field) {
            steps.push(Step { entry, from });
        }
    }
    steps.reverse();
    steps
}

/// True for what the record of an entry made itself.
fn is_made(entry: &HistoryEntry) -> bool {
    match entry.entity {
        Entity::Node(id) => id.record == entry.record,
        Entity::Target(id) => id.record == entry.record,
        Entity::Annotation(id) => id.record == entry.record,
        Entity::Document(_) | Entity::Unit(_) | Entity::Project => false,
    }
}

type Loading = Job<Result<Vec<Step>, Trouble>>;

/// The steps of one node, as far as they are looked up.
#[derive(Default)]
pub(super) struct NodeHistory {
    open: bool,
    of: Option<Of>,
    steps: Vec<Step>,
    trouble: Option<Trouble>,
    job: Option<(Of, Loading)>,
    shown: usize,
}

impl NodeHistory {
    /// Starts looking where the steps at hand are not of this node as it stands, and takes what was
    /// found.
    fn look(&mut self, node: NodeId, context: &SideContext<'_>, wake: &egui::Context) {
        let wanted = (node, context.plan.revision());
        if let Some((of, ended)) = self.job.as_ref().and_then(|(of, job)| Some((*of, job.poll()?))) {
            self.job = None;
            self.of = Some(of);
            (self.steps, self.trouble) = match ended {
                Ended::Done(Ok(steps)) => (steps, None),
                Ended::Done(Err(trouble)) => (Vec::new(), Some(trouble)),
                Ended::Broken(words) => (Vec::new(), Some(Trouble::new("internal", "", words))),
            };
        }
        // An edit of something else changes nothing here: the records are not read again for it.
        if let Some((_, revision)) = self.of.filter(|(of, revision)| *of == node && *revision != wanted.1)
            && context.plan.nodes_changed_since(revision).is_some_and(|changed| !changed.contains(&node))
        {
            self.of = Some(wanted);
        }
        // What is not on disk yet would be missing.
        if !context.saved || self.of == Some(wanted) || self.job.as_ref().is_some_and(|(of, _)| *of == wanted)
        {
            return;
        }
        if self.of.is_some_and(|(of, _)| of != node) {
            // Another node's steps are not shown while one waits.
            (self.of, self.steps, self.shown) = (None, Vec::new(), PAGE);
        }
        let (plan, dir, wake) = (Arc::clone(context.plan), context.dir.to_owned(), wake.clone());
        let job = Job::start(
            "history",
            move || wake.request_repaint(),
            move |_, _| {
                let entries = session::node_history(&plan, &dir, node);
                entries.map(steps).map_err(|error| Trouble::from(&error))
            },
        );
        self.job = Some((wanted, job));
    }
}

/// Fields that people see; the coming and going of comments and targets too.
fn is_seen(entity: Entity, field: Field) -> bool {
    let hangs = matches!(entity, Entity::Target(_) | Entity::Annotation(_));
    field_word(field).is_some() || (hangs && field == Field::Alive) || field == Field::Resolved
}

/// Draws the list, while it is unfolded.
pub(super) fn show(
    ui: &mut Ui,
    node: NodeId,
    history: &mut NodeHistory,
    context: &SideContext<'_>,
    queue: &mut Vec<UiCommand>,
) {
    let (theme, words) = (context.theme, context.words);
    ui.add_space(space::L);
    let sign = if history.open { "－" } else { "＋" };
    let label = words.text(Message::History);
    let head = widgets::text_button(ui, &format!("{sign} {label}"), theme).accessible_name(label);
    ui.ctx().accesskit_node_builder(head.id, |node| node.set_expanded(history.open));
    if head.clicked() {
        history.open = !history.open;
    }
    if !history.open {
        return;
    }
    history.look(node, context, ui.ctx());
    let hint = |ui: &mut Ui, message: Message| {
        ui.label(RichText::new(words.text(message)).small().color(theme.ink2));
    };
    if history.of.is_none_or(|(of, _)| of != node) {
        hint(ui, Message::HistoryLoading);
        return;
    }
    if let Some(trouble) = &history.trouble {
        ui.label(RichText::new(trouble.sentence(words)).small().color(theme.bad));
        return;
    }
    if history.steps.is_empty() {
        hint(ui, Message::HistoryNone);
        return;
    }
    let shown = history.shown.max(PAGE);
    for (at, step) in history.steps.iter().enumerate().take(shown) {
        ui.push_id(("step", history.steps.len() - at), |ui| line(ui, step, context, queue));
    }
    if history.steps.len() > shown
        && widgets::text_button(ui, words.text(Message::HistoryMore), theme).clicked()
    {
        history.shown = shown + PAGE;
    }
}

/// One step in two lines, and the way back.
fn line(ui: &mut Ui, step: &Step, context: &SideContext<'_>, queue: &mut Vec<UiCommand>) {
    let (theme, words, plan) = (context.theme, context.words, context.plan);
    let Step { entry, from: before } = step;
    let who = entry.who.as_deref().unwrap_or_else(|| plan.signature(entry.stamp).words(words));
    let who = words.with(Message::HistoryWho, &[&moment(entry.stamp.at), &who]);
    let values = entry.field.filter(|field| *field != Field::Alive);
    // What a person made has no reading to go back to.
    let read = match entry.entity {
        Entity::Node(id) => plan.node(id).is_some_and(|view| view.read().is_some()),
        Entity::Target(id) => plan.target(id).is_some_and(|view| view.read().is_some()),
        _ => false,
    };
    let say = |value: Option<&Value>| match values {
        Some(_) if value.is_none() && !read => words.text(Message::ValueEmpty).to_owned(),
        Some(_) => value_words(value, plan, words),
        None => String::new(),
    };
    let (from, to) = (say(before.as_ref()), say(entry.value.as_ref()));
    let what = match (entry.field.and_then(field_word), entry.entity) {
        (Some(label), Entity::Target(id)) => {
            let name = plan.target(id).map(|target| target.value().indicator);
            format!("{} {}", name.unwrap_or_default(), words.text(label)).trim().to_owned()
        }
        (Some(label), _) => words.text(label).to_owned(),
        (None, Entity::Target(id)) if entry.field.is_none() => {
            let said = plan.target(id).map(|target| target_words(&target)).unwrap_or_default();
            format!("{} {said}", words.text(Message::AddTarget)).trim().to_owned()
        }
        (None, _) => words.text(Message::of_label(&entry.label).unwrap_or(Message::LabelRestore)).to_owned(),
    };
    Frame::new().inner_margin(Margin::symmetric(0, space::XS as i8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(who).small().color(theme.ink2));
        let whole = words.with(Message::HistoryStep, &[&what, &from, &to]);
        let said = if values.is_none() {
            what
        } else {
            let long = from.chars().count().max(to.chars().count()) > LONG;
            let [from, to] = if long { unlike(&from, &to) } else { [from.clone(), to.clone()] };
            words.with(Message::HistoryStep, &[&what, &short(&from), &short(&to)])
        };
        let response = ui.label(RichText::new(said).font(theme::regular(theme::CAPTION)).color(theme.ink));
        if from.chars().count() > LONG || to.chars().count() > LONG {
            response.on_hover_text(whole);
        }
        if context.writing
            && let Some(field) = values
            && (read || before.is_some())
        {
            // Long values are alike in their beginnings: the moment and what differs tell them apart.
            let label = if from.chars().count() > BRIEF {
                let told = cut(&difference(&from, &to), 2 * BRIEF);
                words.with(Message::HistoryRestoreBefore, &[&moment(entry.stamp.at), &told])
            } else {
                words.with(Message::HistoryRestore, &[&from])
            };
            if widgets::text_button(ui, &label, theme).clicked() {
                queue.push(UiCommand::Run(Command::Restore(entry.entity, field, before.clone())));
            }
        }
    });
}

/// What going back from `now` to `before` changes: of lists what comes (＋) and goes (－), of other
/// words those from where they part on.
fn difference(before: &str, now: &str) -> String {
    let [old, new] = [before, now].map(|words| words.split(['、', '，', '；']).collect::<Vec<_>>());
    if old.len() > 1 && new.len() > 1 {
        let comes = old.iter().filter(|part| !new.contains(part)).map(|part| format!("＋{part}"));
        let goes = new.iter().filter(|part| !old.contains(part)).map(|part| format!("－{part}"));
        let told: Vec<String> = comes.chain(goes).collect();
        if !told.is_empty() {
            return told.join(" ");
        }
    }
    let [before, _] = unlike(before, now);
    before
}

/// Both from a little before where they part.
fn unlike(one: &str, other: &str) -> [String; 2] {
    const BEFORE: usize = 4;
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let skipped = same.saturating_sub(BEFORE);
    let rest = |words: &str| match words.char_indices().nth(skipped) {
        Some((at, _)) if at > 0 => format!("…{}", &words[at..]),
        _ => words.to_owned(),
    };
    [rest(one), rest(other)]
}

fn short(words: &str) -> String {
    cut(words, LONG)
}

fn cut(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{difference, unlike};

    #[test]
    fn long_values_are_told_by_what_differs() {
        let list = "市发改委、市财政局、市教育局";
        assert_eq!(difference(list, "市发改委、市财政局、市水利局"), "＋市教育局 －市水利局");
        assert_eq!(difference(list, "市财政局、市发改委、市教育局"), list);
        let [one, other] = unlike("加快推进产业园区建设甲", "加快推进产业园区建设乙");
        assert_eq!((one.as_str(), other.as_str()), ("…园区建设甲", "…园区建设乙"));
        assert_eq!(unlike("甲", "乙"), ["甲".to_owned(), "乙".to_owned()]);
    }
}
