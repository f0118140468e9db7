//! What one reader version made of one source: an overlay over its text.

use super::{Deadline, NodeKind, SourceId, SourceSpan, TargetValue, TaskStatus, UnitList};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, Visitor},
};
use std::{borrow::Cow, fmt, sync::Arc};

/// Name of the rule that found a thing: `section.run_in`, `units.bracket_unclosed`.
/// Dotted, `snake_case`, stable: the screen explains it ("为什么") by this name.
pub type RuleName = Cow<'static, str>;

/// The rule of the section that holds the text before the first heading. The report gives it neither
/// numeral nor title.
pub const OPENING: &str = "section.opening";

/// Rules of the reader: read from a cache these names take no room, which at one for every node,
/// clause and target is much. Any other name is read as well.
const RULES: [&str; 30] = [
    "section.numbered",
    OPENING,
    "section.run_in",
    "section.lead_sentence",
    "section.format",
    "section.table_group",
    "task.item",
    "task.annotated",
    "task.table_row",
    "task.sentence",
    "task.heading_sentence",
    "task.section_body",
    "targets.growth",
    "targets.level",
    "targets.share",
    "targets.rank",
    "targets.count",
    "targets.counted_noun",
    "targets.list",
    "units.bracket",
    "units.bracket_unclosed",
    "units.bare_bracket",
    "units.own_line",
    "units.column",
    "units.doer",
    "units.post_line",
    "deadline.labelled",
    "deadline.phrase",
    "deadline.column",
    "units.leads_phrase",
];

/// Reads a rule's name.
fn rule_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<RuleName, D::Error> {
    struct Name;
    impl Visitor<'_> for Name {
        type Value = RuleName;

        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("the name of a rule")
        }

        fn visit_str<E: de::Error>(self, name: &str) -> Result<RuleName, E> {
            let known = RULES.iter().find(|known| **known == name);
            Ok(known.map_or_else(|| Cow::Owned(name.to_owned()), |known| Cow::Borrowed(*known)))
        }
    }
    deserializer.deserialize_str(Name)
}

/// Where the reader saw something, how sure it is, and by what rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The source words.
    pub span: SourceSpan,
    /// 0 to 1.
    pub confidence: f32,
    /// What found it.
    #[serde(deserialize_with = "rule_name")]
    pub rule: RuleName,
}

/// A section or task as read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadNode {
    /// Index of the enclosing node in `Reading::nodes`; always smaller than its own.
    pub parent: Option<u32>,
    /// Section or task.
    pub kind: NodeKind,
    /// Depth of a section's numbering family, 1 the shallowest present; a task's parent's level + 1.
    pub level: u8,
    /// The numeral or marker (`（一）`, `一是`), or an empty span.
    pub marker: SourceSpan,
    /// A section's title; for a task the words shown in the tree (its first clause).
    pub title: SourceSpan,
    /// The node's own text, in order, less noise and joined line breaks: a task's
    /// wording after its marker; for a section, body passages that no child owns.
    pub pieces: Vec<SourceSpan>,
    /// From the marker to the end, what belongs to children included for a section.
    pub span: SourceSpan,
    /// Parts of the text that only name units, such as `（责任单位：…）`; left out on paper.
    pub clauses: Vec<Evidence>,
    /// Names inside the wording of bodies that act: 由市科技局牵头…. They stay on paper.
    pub doers: Vec<Evidence>,
    /// Responsible units as written.
    pub units: UnitList,
    /// When it must be finished.
    pub deadline: Option<Deadline>,
    /// What the deadline was read from; there when `deadline` is.
    pub deadline_from: Option<Evidence>,
    /// Whether the text commits or reports. `Planned` for sections.
    pub status: TaskStatus,
    /// 0 to 1; below 0.6 it goes to 待确认.
    pub confidence: f32,
    /// What found it.
    #[serde(deserialize_with = "rule_name")]
    pub rule: RuleName,
}

impl ReadNode {
    /// True for the text before the first heading, which no heading names.
    pub fn is_opening(&self) -> bool {
        self.rule == OPENING
    }
}

/// A target as read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadTarget {
    /// Index of its node in `Reading::nodes` (the nearest enclosing one).
    pub node: Option<u32>,
    /// What it says.
    pub value: TargetValue,
    /// The source words, printed on paper.
    pub span: SourceSpan,
    /// 0 to 1.
    pub confidence: f32,
    /// What found it.
    #[serde(deserialize_with = "rule_name")]
    pub rule: RuleName,
}

/// Something the reader wants a person to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingWarning {
    /// Stable code, `snake_case`: `unclosed_bracket`, `internal_material`.
    #[serde(deserialize_with = "rule_name")]
    pub code: RuleName,
    /// In Chinese, one sentence.
    pub message: String,
    /// Where, if anywhere.
    pub span: Option<SourceSpan>,
}

/// A comment that somebody left in the source file itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceComment {
    /// The words it is about; empty where it only has a place.
    pub span: SourceSpan,
    /// As the file names them, or empty.
    pub author: String,
    /// When, as the file writes it (`2026-03-01T09:30:00Z`), or empty.
    pub at: String,
    /// What it says.
    pub text: String,
    /// Which of the comments it answers.
    pub answers: Option<u32>,
    /// Marked as dealt with.
    pub done: bool,
}

/// All that was recognised in one text. Immutable once made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The source file it was made from.
    pub source: SourceId,
    /// Version of the reader that made it.
    pub reader: u32,
    /// The whole text as decoded, never altered.
    #[serde(skip)]
    pub text: Arc<str>,
    /// Title of the document; an empty span when none was found.
    pub title: SourceSpan,
    /// 文号, or empty.
    pub document_number: String,
    /// 发布机构, or empty.
    pub issuer: String,
    /// Date as written in the metadata, ISO where it could be read, or empty.
    pub date: String,
    /// Units that a blanket rule makes responsible for every task.
    pub default_units: Vec<String>,
    /// Sections and tasks in the order of the text, parents before children.
    pub nodes: Vec<ReadNode>,
    /// Targets in the order of the text.
    pub targets: Vec<ReadTarget>,
    /// Whole lines that are not the report (page chrome), in order.
    pub noise: Vec<SourceSpan>,
    /// What a person should know.
    pub warnings: Vec<ReadingWarning>,
    /// Comments of the source file, known while it is being brought in: they become annotations then.
    #[serde(skip)]
    pub comments: Vec<SourceComment>,
}

impl Reading {
    /// An empty reading over `text`.
    pub fn over(text: Arc<str>, source: SourceId) -> Self {
        Self {
            source,
            reader: 0,
            text,
            title: SourceSpan::default(),
            document_number: String::new(),
            issuer: String::new(),
            date: String::new(),
            default_units: Vec::new(),
            nodes: Vec::new(),
            targets: Vec::new(),
            noise: Vec::new(),
            warnings: Vec::new(),
            comments: Vec::new(),
        }
    }

    /// The words of the spans, joined.
    pub fn words(&self, spans: &[SourceSpan]) -> String {
        spans.iter().map(|span| span.of(&self.text)).collect()
    }
}
