//! `luoshi export DIR|FILE --layout … --format … -o …`

use super::{CliError, open};
use crate::{
    change::{Mint, Record, actions, apply},
    exchange,
    model::{CancelToken, NoReport, Plan, ReadingId, RecordId, SourceId, Stamp},
    outline::{Grouping, TableLayout, TableOptions, task_table},
    print, session,
    store::Access,
};
use clap::{Args, ValueEnum};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

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
enum Format {
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
    format: Format,
    /// 输出文件；--per-unit 时为文件夹 / the file, or with --per-unit the folder, to write
    #[arg(short, value_name = "FILE|DIR")]
    output: PathBuf,
    /// 每个单位一个工作簿 / one workbook per unit (xlsx)
    #[arg(long)]
    per_unit: bool,
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
        };
        if self.per_unit {
            return self.per_unit(&plan, &options);
        }
        let table = task_table(&plan, &options);
        let bytes = match self.format {
            Format::Pdf => {
                let pages = print::layout(&table, print::fonts(), &NoReport, &CancelToken::new())?;
                for warning in pages.warnings() {
                    eprintln!("{warning}");
                }
                pages.pdf()?
            }
            Format::Docx => exchange::to_docx(&table)?,
            Format::Xlsx => exchange::to_xlsx(&table)?,
        };
        write(&self.output, &bytes)
    }

    fn per_unit(&self, plan: &Plan, options: &TableOptions) -> Result<(), CliError> {
        if self.format != Format::Xlsx {
            return Err(CliError::wrong("--per-unit --format xlsx"));
        }
        let workbooks = exchange::unit_workbooks(plan, options, &self.period)?;
        fs::create_dir_all(&self.output).map_err(|error| CliError::write(&self.output, error))?;
        for workbook in &workbooks {
            write(&self.output.join(&workbook.file_name), &workbook.bytes)?;
        }
        println!("{}", workbooks.len());
        Ok(())
    }

    /// The project's plan; a report is read into a plan that is nowhere kept.
    fn plan(&self) -> Result<Arc<Plan>, CliError> {
        if self.source.is_dir() {
            return Ok(Arc::clone(open(&self.source, Access::Read)?.plan()));
        }
        let prepared = session::prepare(&self.source, &NoReport, &CancelToken::new())?;
        let reading = Arc::clone(prepared.reading());
        let name = self.source.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let id = ReadingId::of(reading.text.as_bytes());
        let record = RecordId::default();
        let change = actions::import(&Mint::new(record), SourceId::of(reading.text.as_bytes()), "", &name, id);
        let mut plan = Plan::new();
        plan.add_reading(id, reading);
        let record = Record { id: record, lamport: 1, stamp: Stamp::default(), change };
        apply(&mut plan, &record).map_err(session::SessionError::from)?;
        Ok(Arc::new(plan))
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    fs::write(path, bytes).map_err(|error| CliError::write(path, error))
}
