//! Word documents: paragraphs, tables and text boxes of the main part, in order, with the numerals
//! that Word would show.
//!
//! Left out: deleted and moved-away words, the fallback copy of drawings, field codes, headers and
//! footers, footnotes and comments. A numbered paragraph is a `Paragraph` whose text begins with
//! its numeral; a bulleted one is a `ListItem`.

mod body;
mod number;
mod styles;

pub(super) use number::written;

use super::{ReadError, package::Package};
use crate::model::{CancelToken, ReadingWarning};
use crate::read::Decoded;

const FORMAT: &str = "docx";

pub(super) fn decode(bytes: &[u8], cancel: &CancelToken) -> Result<Decoded, ReadError> {
    let mut package = Package::open(bytes, FORMAT)?;
    let main = package.main_part("word/document.xml")?;
    // A workbook or a deck is a package of the same kind.
    if main.starts_with("xl/") || main.starts_with("ppt/") {
        return Err(ReadError::UnknownFormat { expected: FORMAT });
    }
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    cancel.check()?;
    let styles = match package.part(&beside("styles.xml"))? {
        Some(part) => styles::read(&part)?,
        None => styles::Styles::default(),
    };
    let numbering = match package.part(&beside("numbering.xml"))? {
        Some(part) => number::read(&part)?,
        None => number::Numbering::default(),
    };
    let document = package.part(&main)?.ok_or(ReadError::UnknownFormat { expected: FORMAT })?;
    cancel.check()?;
    let (assembly, notes) = body::read(&document, &styles, numbering, cancel)?;
    let mut warnings = Vec::new();
    if notes > 0 {
        warnings.push(ReadingWarning {
            code: "notes_left_out".into(),
            message: format!("文中有{notes}处脚注或尾注，注文未读入。"),
            span: None,
        });
    }
    Ok(assembly.finish(warnings))
}

#[cfg(test)]
mod tests;
