//! A part's elements one after another. No DTD, no entities of its own, no deep nesting.

use super::ReadError;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// Deeper than any document nests its tables.
const MAX_DEPTH: usize = 2_000;

/// What comes next in a part. An element without content is opened and closed.
pub(super) enum Step<'a> {
    Open(Element<'a>),
    /// The local name.
    Close(&'a str),
    Text(&'a str),
}

/// An opening tag.
pub(super) struct Element<'a>(&'a BytesStart<'a>);

impl Element<'_> {
    /// The local name: prefixes are a writer's choice.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its local name.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.0
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name)
            .and_then(|attribute| {
                attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
            })
    }

    /// `w:val`.
    pub(super) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// `w:val` as a number.
    pub(super) fn number<T: std::str::FromStr>(&self) -> Option<T> {
        self.value()?.trim().parse().ok()
    }

    /// A switch is on unless it says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Walks a part from its start to its end; `format` is for the errors.
pub(super) fn walk(
    part: &str,
    format: &'static str,
    mut take: impl FnMut(Step<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(part);
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|error| {
            ReadError::malformed(format, format!("byte {}: {error}", reader.error_position()))
        })?;
        match &event {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(ReadError::malformed(format, format!("nested deeper than {MAX_DEPTH}")));
                }
                take(Step::Open(Element(start)))?;
            }
            Event::Empty(start) => {
                take(Step::Open(Element(start)))?;
                take(Step::Close(start.local_name().into_inner()))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                take(Step::Close(end.local_name().into_inner()))?;
            }
            Event::Text(text) => take(Step::Text(text))?,
            Event::CData(text) => take(Step::Text(text))?,
            Event::GeneralRef(reference) => {
                let mut buffer = [0; 4];
                let text = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(&*c.encode_utf8(&mut buffer)),
                    _ => resolve_predefined_entity(reference),
                };
                match text {
                    Some(text) => take(Step::Text(text))?,
                    None => return Err(ReadError::malformed(format, "an entity of its own")),
                }
            }
            Event::DocType(_) => return Err(ReadError::malformed(format, "a document type")),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    if depth > 0 { Err(ReadError::malformed(format, "a part that breaks off")) } else { Ok(()) }
}
