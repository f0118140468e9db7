//! The sample project, made from `seeds/` at its first opening.

use super::{Command, SessionError, create, open, prepare_bytes};
use crate::{
    model::{CancelToken, Reporter},
    outline::parse_directory,
    store::{self, Access, Places},
};
use std::path::PathBuf;

/// The sample reports, in the order of the documents. All names in them are fictitious.
const REPORTS: [(&str, &[u8]); 5] = [
    ("县域经济争先进位行动方案.txt", include_bytes!("../../seeds/action-plan.txt")),
    ("政府工作报告（节选）.docx", include_bytes!("../../seeds/work-report.docx")),
    ("首季开门红工作简报.txt", include_bytes!("../../seeds/briefing.txt")),
    ("示范区建设情况总结.txt", include_bytes!("../../seeds/summary-gb18030.txt")),
    ("县域经济工作情况（网页）.html", include_bytes!("../../seeds/web-page.html")),
];

const UNITS: &str = include_str!("../../seeds/units.txt");

/// Where the sample project stands once it was made.
pub fn sample_dir(places: &Places) -> PathBuf {
    places.data.join("示例.luoshi")
}

/// The folder of the sample project; made if it is not there. A making that was interrupted
/// leaves nothing under the project's name.
pub fn sample(
    places: &Places,
    reporter: &dyn Reporter,
    cancel: &CancelToken,
) -> Result<PathBuf, SessionError> {
    let dir = sample_dir(places);
    if store::is_folder(&dir) {
        return Ok(dir);
    }
    store::make_folder(&places.data)?;
    let unfinished = places.data.join(format!("示例.{}.part", std::process::id()));
    store::remove_folder(&unfinished)?;
    create(&unfinished, "示例")?;
    let mut session = open(places, &unfinished, Access::Write, reporter, cancel)?;
    for (name, bytes) in REPORTS {
        session.import(&prepare_bytes(bytes, name, reporter, cancel)?)?;
    }
    if let Ok(units) = parse_directory(UNITS) {
        session.run(&Command::EnterUnits(units))?;
    }
    session.close()?;
    store::rename_folder(&unfinished, &dir)?;
    Ok(dir)
}
