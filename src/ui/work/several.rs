//! Several reports at once: files chosen or dropped together, or all that stand in a folder.

use super::open::{Opened, Place, project_dir, project_for, stem};
use super::{Finished, Outcome};
use crate::{
    model::{CancelToken, NoReport, Reporter},
    read::formats::EXTENSIONS,
    session::{self, Prepared},
    store::files_under,
    words::Trouble,
};
use std::path::{Path, PathBuf};

/// More names than this are not listed.
const NAMES: usize = 5;

/// Reports that were read together.
pub(crate) struct Several {
    /// Those that could be.
    pub reports: Vec<Prepared>,
    /// What kept the others out, each with its file.
    pub troubles: Vec<Trouble>,
}

/// True for a folder that holds reports and is no project.
pub(crate) fn is_folder_of_reports(path: &Path) -> bool {
    path.is_dir() && project_dir(path).is_none()
}

/// Reads reports for the project that is open.
pub(crate) fn prepare_several(
    place: &Place,
    paths: &[PathBuf],
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Outcome {
    read(place, paths, reporter, cancel).map(|several| Finished::Several(Box::new(several)))
}

/// Makes a project of reports, or adds them to the one that stands beside them from an earlier day.
pub(crate) fn open_several(
    place: &Place,
    paths: &[PathBuf],
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Outcome {
    let Several { reports, mut troubles } = read(place, paths, reporter, cancel)?;
    let Some((first, others)) = reports.split_first() else {
        let place = paths.first().map_or_else(String::new, |path| path.display().to_string());
        let nothing = Trouble::new("not_a_project", place, "");
        return Err(troubles.into_iter().next().unwrap_or(nothing));
    };
    // Named after the folder, else after the first file.
    let named = paths.first().filter(|path| path.is_dir()).map_or(first.file(), PathBuf::as_path);
    let name = stem(named);
    let dirs = place.beside(named, &name);
    let finished = project_for(place, &dirs, &name, first, reporter, cancel)?;
    let Finished::Opened(mut opened) = finished else { return Ok(finished) };
    bring_in(&mut opened, others, &mut troubles);
    opened.trouble = summary(&troubles).or(opened.trouble);
    Ok(Finished::Opened(opened))
}

fn bring_in(opened: &mut Opened, reports: &[Prepared], troubles: &mut Vec<Trouble>) {
    let file_name = |report: &Prepared| {
        report.file().file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    };
    for report in reports {
        let session = &mut opened.session;
        if session.read_only().is_some() || session.document_of(report).is_some() {
            continue;
        }
        let place = report.file().display().to_string();
        let name = file_name(report);
        if session.plan().documents().any(|document| document.file_name == name) && !opened.fresh {
            troubles.push(Trouble { bad: false, ..Trouble::new("report_changed", place, "") });
        } else if let Err(error) = session.import(report) {
            troubles.push(Trouble::from(&error));
        }
    }
    opened.session.forget_history();
    opened.refresh();
}

/// Reads the files, and those under the folders whose names may be those of reports.
fn read(
    place: &Place,
    paths: &[PathBuf],
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<Several, Trouble> {
    let mut several = Several { reports: Vec::new(), troubles: Vec::new() };
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        match files_under(path) {
            Ok(under) => files.extend(under.into_iter().filter(|file| may_be_report(file))),
            Err(error) => several.troubles.push(Trouble::from(&error)),
        }
    }
    let decoder = place.decoder();
    for (done, file) in files.iter().enumerate() {
        reporter.progress("files", done as u64, files.len() as u64);
        match session::prepare(file, &decoder, &NoReport, cancel) {
            Ok(report) => several.reports.push(report),
            Err(error) => {
                let trouble = Trouble::from(&error);
                if trouble.code == "cancelled" {
                    return Err(trouble);
                }
                several.troubles.push(trouble);
            }
        }
    }
    Ok(several)
}

fn may_be_report(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// What failed, in one: a single trouble is told as it is.
pub(crate) fn summary(troubles: &[Trouble]) -> Option<Trouble> {
    match troubles {
        [] => None,
        [one] => Some(one.clone()),
        many => {
            let name = |trouble: &Trouble| {
                let path = Path::new(&trouble.place);
                path.file_name()
                    .map_or_else(|| trouble.place.clone(), |name| name.to_string_lossy().into_owned())
            };
            let mut names: Vec<String> = many.iter().take(NAMES).map(name).collect();
            if many.len() > NAMES {
                names.push("…".to_owned());
            }
            Some(Trouble::new("some_not_imported", names.join("、"), many.len().to_string()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_is_told_as_it_is_and_many_by_name() {
        assert_eq!(summary(&[]), None);
        let trouble = |name: &str| Trouble::new("malformed", format!("a/{name}.docx"), "");
        assert_eq!(summary(&[trouble("甲")]), Some(trouble("甲")));
        let many: Vec<Trouble> = (0..7).map(|nth| trouble(&nth.to_string())).collect();
        let told = summary(&many).expect("a summary");
        assert_eq!((told.code.as_str(), told.detail.as_str()), ("some_not_imported", "7"));
        assert_eq!(told.place, "0.docx、1.docx、2.docx、3.docx、4.docx、…");
    }
}
