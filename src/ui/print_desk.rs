//! What stands between the print pane and the project: options, layouts, images of pages.

use super::{
    commands::{FileSort, UiCommand},
    print_pane::{PageSource, PrintContext, PrintCounts, PrintEvent, PrintFormat, PrintPane, PrintState},
    side::unit_names,
    theme::Theme,
};
use crate::words::{Message, Messages, Trouble};
use crate::{
    jobs::{Ended, Job},
    model::{NodeId, Plan, Revision},
    outline::{Grouping, TableLayout, TableOptions, TaskTable, task_table},
    print::Preview,
    session::{Command, Printout},
};
use egui::{Context, Ui};
use rustc_hash::FxHashSet;
use std::{cell::RefCell, collections::HashMap, sync::Arc};

/// Pages drawn at a time; the others wait.
const AT_ONCE: usize = 2;

/// What a layout is of.
pub(crate) type Stamp = (Revision, TableOptions);

/// Everything about printing one project.
pub struct PrintDesk {
    pane: PrintPane,
    options: TableOptions,
    /// The pages last laid out.
    source: Option<Source>,
    /// What they are of.
    laid_out: Option<Stamp>,
    /// What is being laid out, and by which job.
    working: Option<(Stamp, u64)>,
    /// Counts layouts.
    layouts: u64,
    failed: Option<Trouble>,
    facts: Facts,
}

/// What the pane shows beside the pages. Counted from the table at once, so that nothing waits
/// for pages to be laid out.
#[derive(Default)]
struct Facts {
    stamp: Option<Stamp>,
    made_title: String,
    made_note: String,
    units: Vec<String>,
    counts: PrintCounts,
    missing: String,
}

impl Default for PrintDesk {
    fn default() -> Self {
        let options = TableOptions {
            layout: TableLayout::Checklist,
            by: Grouping::Section,
            units: Vec::new(),
            title: None,
            with_done: false,
        };
        Self {
            pane: PrintPane::default(),
            options,
            source: None,
            laid_out: None,
            working: None,
            layouts: 0,
            failed: None,
            facts: Facts::default(),
        }
    }
}

impl PrintDesk {
    /// The options in force.
    pub fn options(&self) -> &TableOptions {
        &self.options
    }

    /// The pages last laid out, if they show the plan as it is.
    pub fn printout(&self, plan: &Plan) -> Option<Arc<Printout>> {
        let now = (plan.revision(), self.options.clone());
        self.source.as_ref().filter(|_| self.laid_out == Some(now)).map(|source| Arc::clone(&source.printout))
    }

    /// What must be laid out now: the plan or the options changed. A job that lays out something
    /// older is given back to be cancelled.
    pub fn wanted(&self, plan: &Plan) -> Option<(Stamp, Option<u64>)> {
        let now = (plan.revision(), self.options.clone());
        let done = self.laid_out.as_ref() == Some(&now);
        let running = self.working.as_ref().is_some_and(|(stamp, _)| *stamp == now);
        (!done && !running).then(|| (now, self.working.as_ref().map(|(_, job)| *job)))
    }

    /// Notes that a job lays out `stamp`.
    pub fn started(&mut self, stamp: Stamp, job: u64) {
        self.working = Some((stamp, job));
    }

    /// Takes a layout that has ended.
    pub fn take(&mut self, stamp: Stamp, outcome: Result<Printout, Trouble>) {
        if self.working.as_ref().is_some_and(|(working, _)| *working == stamp) {
            self.working = None;
        }
        match outcome {
            Ok(printout) => {
                self.facts.missing = printout.missing_glyphs.iter().map(|glyph| glyph.character).collect();
                self.source = Some(Source { printout: Arc::new(printout), drawing: RefCell::default() });
                self.layouts += 1;
                self.failed = None;
            }
            Err(trouble) => self.failed = Some(trouble),
        }
        self.laid_out = Some(stamp);
    }

    /// The job was cancelled: it is not started again until something changes.
    pub fn cancelled(&mut self) {
        if let Some((stamp, _)) = self.working.take() {
            self.laid_out = Some(stamp);
        }
    }

    /// Draws the pane.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        plan: &Plan,
        share: Option<f32>,
        read_only: bool,
        (theme, words): (&Theme, Messages),
        queue: &mut Vec<UiCommand>,
    ) {
        self.refresh(plan);
        let failed = self.failed.as_ref().map(|trouble| trouble.sentence(words));
        let state = match (&failed, &self.working) {
            (_, Some(_)) => PrintState::Working(share),
            (Some(why), None) => PrintState::Failed(why),
            (None, None) => PrintState::Idle,
        };
        let source = self.source.as_ref().map(|source| Drawn { source, ctx: ui.ctx().clone() });
        let context = PrintContext {
            options: &self.options,
            title: plan.title(),
            made_title: &self.facts.made_title,
            note: plan.note(),
            made_note: &self.facts.made_note,
            units: &self.facts.units,
            pages: source.as_ref().map(|source| source as &dyn PageSource),
            layout: self.layouts,
            state,
            counts: self.facts.counts,
            missing_glyphs: &self.facts.missing,
            theme,
            messages: words,
            read_only,
        };
        for event in self.pane.show(ui, &context) {
            match event {
                PrintEvent::Options(options) => self.options = options,
                PrintEvent::SetTitle(title) => queue.push(UiCommand::Run(Command::SetProjectTitle(title))),
                PrintEvent::SetNote(note) => queue.push(UiCommand::Run(Command::SetProjectNote(note))),
                PrintEvent::Save(format) => queue.push(UiCommand::Export(match format {
                    PrintFormat::Pdf => FileSort::Pdf,
                    PrintFormat::Docx => FileSort::Docx,
                    PrintFormat::Xlsx => FileSort::Xlsx,
                })),
                PrintEvent::SavePerUnit => queue.push(UiCommand::Export(FileSort::PerUnit)),
                PrintEvent::Send => queue.push(UiCommand::SendToPrinter),
            }
        }
    }

    fn refresh(&mut self, plan: &Plan) {
        let now = (plan.revision(), self.options.clone());
        if self.facts.stamp.as_ref() == Some(&now) {
            return;
        }
        if self.facts.stamp.as_ref().is_none_or(|(revision, _)| *revision != now.0) {
            self.facts.units = unit_names(plan).into_iter().map(|(name, _)| name).collect();
        }
        let table = task_table(plan, &TableOptions { title: None, ..self.options.clone() });
        self.facts.counts = counts_of(&table);
        self.facts.made_title = table.title;
        self.facts.made_note = table.note;
        self.facts.stamp = Some(now);
    }

    /// A name for the file that the table is saved as.
    pub fn file_name(&self, plan: &Plan, words: Messages, extension: &str) -> String {
        let title = if plan.title().is_empty() { self.facts.made_title.as_str() } else { plan.title() };
        let title = if title.is_empty() {
            words.text(match self.options.layout {
                TableLayout::Checklist => Message::LayoutChecklist,
                TableLayout::Decomposition => Message::LayoutDecomposition,
            })
        } else {
            title
        };
        let cleaned: String = title
            .chars()
            .filter(|c| !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'))
            .collect();
        format!("{cleaned}.{extension}")
    }
}

fn counts_of(table: &TaskTable) -> PrintCounts {
    // By unit, a task stands under every unit that shares it.
    let tasks: FxHashSet<NodeId> = table.tasks().map(|task| task.node).collect();
    let unsettled: FxHashSet<NodeId> =
        table.tasks().filter(|task| task.lead_missing).map(|task| task.node).collect();
    PrintCounts {
        tasks: tasks.len(),
        rows: table.tasks().count(),
        left_out_done: table.left_out_done,
        unsettled: unsettled.len(),
        has_leads: !table.lead_head.is_empty(),
    }
}

/// A page at a resolution: the bits of pixels per point stand for it.
type Wanted = (usize, u32);

/// A layout, and the images of it that are being drawn.
struct Source {
    printout: Arc<Printout>,
    drawing: RefCell<HashMap<Wanted, Job<Option<Preview>>>>,
}

/// The layout as the pane sees it.
struct Drawn<'a> {
    source: &'a Source,
    ctx: Context,
}

impl PageSource for Drawn<'_> {
    fn len(&self) -> usize {
        self.source.printout.pages.len()
    }

    fn size_points(&self, page: usize) -> (f32, f32) {
        // The pane asks only for pages that there are.
        self.source.printout.pages.size(page).unwrap_or((595.0, 842.0))
    }

    fn request(&self, page: usize, pixels_per_point: f32) -> Option<Preview> {
        let wanted = (page, pixels_per_point.to_bits());
        let mut drawing = self.source.drawing.borrow_mut();
        if let Some(job) = drawing.get(&wanted) {
            let ended = job.poll()?;
            drawing.remove(&wanted);
            return match ended {
                Ended::Done(preview) => preview,
                Ended::Broken(_) => None,
            };
        }
        if drawing.len() >= AT_ONCE {
            // What is no longer looked at gives its place to what is.
            drawing.retain(|_, job| job.poll().is_none());
            self.ctx.request_repaint_after(std::time::Duration::from_millis(30));
            if drawing.len() >= AT_ONCE {
                return None;
            }
        }
        let printout = Arc::clone(&self.source.printout);
        let wake = self.ctx.clone();
        let draw = move |_: &dyn crate::model::Reporter, _: &crate::model::CancelToken| {
            printout.pages.preview(page, pixels_per_point).ok()
        };
        drawing.insert(wanted, Job::start("page", move || wake.request_repaint(), draw));
        None
    }
}
