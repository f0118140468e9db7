//! The names of rules in words: the short answer to 为什么.

use crate::words::{Message, Messages};

/// A rule in words; one that this table does not know is shown by its name.
pub fn rule_words(messages: Messages, rule: &str) -> &str {
    let message = match rule {
        "section.numbered" => Message::RuleSectionNumbered,
        "section.opening" => Message::RuleSectionOpening,
        "section.run_in" => Message::RuleSectionRunIn,
        "section.lead_sentence" => Message::RuleSectionLead,
        "section.format" => Message::RuleSectionFormat,
        "section.table_group" => Message::RuleSectionTable,
        "task.item" => Message::RuleTaskItem,
        "task.annotated" => Message::RuleTaskAnnotated,
        "task.table_row" => Message::RuleTaskRow,
        "task.sentence" => Message::RuleTaskSentence,
        "task.heading_sentence" => Message::RuleTaskHeading,
        "task.section_body" => Message::RuleTaskBody,
        "targets.growth" => Message::RuleTargetGrowth,
        "targets.level" => Message::RuleTargetLevel,
        "targets.share" => Message::RuleTargetShare,
        "targets.rank" => Message::RuleTargetRank,
        "targets.count" => Message::RuleTargetCount,
        "targets.counted_noun" => Message::RuleTargetNoun,
        "targets.step" => Message::RuleTargetStep,
        "targets.list" => Message::RuleTargetList,
        "units.bracket" => Message::RuleUnitsBracket,
        "units.bracket_unclosed" => Message::RuleUnitsUnclosed,
        "units.bare_bracket" => Message::RuleUnitsBare,
        "units.own_line" => Message::RuleUnitsLine,
        "units.column" => Message::RuleUnitsColumn,
        "units.doer" => Message::RuleUnitsDoer,
        "units.post_line" => Message::RuleUnitsPost,
        "deadline.labelled" => Message::RuleDeadlineLabelled,
        "deadline.phrase" => Message::RuleDeadlinePhrase,
        "deadline.column" => Message::RuleDeadlineColumn,
        "units.leads_phrase" => Message::RuleUnitsPhrase,
        _ => return rule,
    };
    messages.text(message)
}
