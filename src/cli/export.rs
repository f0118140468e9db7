//! `luoshi export DIR|FILE --layout … --format … -o …`

use super::{CliError, error::messages, open};
use crate::{
    change::{Mint, Record, actions, apply},
    model::{CancelToken, NoReport, Plan, ReadingId, RecordId, SourceId, Stamp},
    outline::{Grouping, TableLayout, TableOptions},
    print::MissingGlyph,
    session::{self, Format},
    store::Access,
    words::Message,
};
use clap::{Args, ValueEnum};
use std::{path::PathBuf, sync::Arc};

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Layout {
    Checklist,
    Decomposition,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    Section,
    Unit,
    Deadline,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    Pdf,
    Docx,
    Xlsx,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// 项目文件夹或报告文件 / a project folder or a report
    source: PathBuf,
    /// 督办清单或任务分解表 / which table
    #[arg(long, value_enum)]
    layout: Layout,
    /// 分组 / grouping
    #[arg(long, value_enum, default_value = "section")]
    by: By,
    /// 只要这些单位的任务，可重复 / only these units' tasks
    #[arg(long = "unit", value_name = "NAME")]
    units: Vec<String>,
    /// 格式 / format
    #[arg(long, value_enum)]
    format: Kind,
    /// 输出文件；--per-unit 时为文件夹 / the file, or with --per-unit the folder, to write
    #[arg(short, value_name = "FILE|DIR", allow_hyphen_values = true)]
    output: PathBuf,
    /// 每个单位一个工作簿 / one workbook per unit (xlsx)
    #[arg(long)]
    per_unit: bool,
    /// 连同报告中已完成的任务 / tasks that the report tells as done as well
    #[arg(long)]
    with_done: bool,
    /// 期次，用于按单位的文件名 / period, for the names of per-unit files
    #[arg(long, default_value = "")]
    period: String,
}

impl Export {
    /// Writes the file, or one file per unit, and tells what it wrote.
    pub(super) fn run(self) -> Result<(), CliError> {
        let plan = self.plan()?;
        let options = TableOptions {
            layout: match self.layout {
                Layout::Checklist => TableLayout::Checklist,
                Layout::Decomposition => TableLayout::Decomposition,
            },
            by: match self.by {
                By::Section => Grouping::Section,
                By::Unit => Grouping::Unit,
                By::Deadline => Grouping::Deadline,
            },
            units: self.units.clone(),
            title: None,
            with_done: self.with_done,
        };
        let (reporter, cancel) = (&NoReport, &CancelToken::new());
        let exported = if self.per_unit {
            if self.format != Kind::Xlsx {
                return Err(CliError::wrong("--per-unit --format xlsx"));
            }
            session::export_per_unit(&plan, &options, &self.period, &self.output, reporter, cancel)?
        } else {
            let format = match self.format {
                Kind::Pdf => Format::Pdf,
                Kind::Docx => Format::Docx,
                Kind::Xlsx => Format::Xlsx,
            };
            session::export(&plan, &options, format, &self.output, reporter, cancel)?
        };
        let words = messages();
        if !exported.missing_glyphs.is_empty() {
            let characters: Vec<String> = exported.missing_glyphs.iter().map(MissingGlyph::name).collect();
            eprintln!("{}", words.with(Message::MissingGlyphs, &[&characters.join(" ")]));
        }
        if exported.left_out_done > 0 {
            eprintln!("{}", words.with(Message::LeftOutDone, &[&exported.left_out_done.to_string()]));
        }
        if !exported.absent_units.is_empty() {
            eprintln!("{}", words.with(Message::UnitsAbsent, &[&exported.absent_units.join("、")]));
        }
        for file in &exported.files {
            println!("{}", file.display());
        }
        Ok(())
    }

    /// The project's plan; a report is read into a plan that is nowhere kept.
    fn plan(&self) -> Result<Arc<Plan>, CliError> {
        if self.source.is_dir() {
            return Ok(Arc::clone(open(&self.source, Access::Read)?.plan()));
        }
        let prepared = session::prepare(&self.source, &super::decoder()?, &NoReport, &CancelToken::new())?;
        let reading = Arc::clone(prepared.reading());
        let name =
            self.source.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let id = ReadingId::of(reading.text.as_bytes());
        let record = RecordId::default();
        let change =
            actions::import(&Mint::new(record), SourceId::of(reading.text.as_bytes()), "", &name, id);
        let mut plan = Plan::new();
        plan.add_reading(id, reading);
        let record = Record { id: record, lamport: 1, stamp: Stamp::default(), change };
        apply(&mut plan, &record).map_err(session::SessionError::from)?;
        Ok(Arc::new(plan))
    }
}
