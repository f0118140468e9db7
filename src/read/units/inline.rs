//! Units that do the task as its subject: 由…办公室…通报, 市工信局会同….

use super::names::{is_group, looks_like_unit, names_its_area, surely_unit};
use super::parse::parse;
use crate::model::{Assignment, Joint, Role};
use std::ops::Range;

/// Words after which the name of the doer has ended.
const DOES: &[&str] = &[
    "负责", "牵头", "会同", "对", "组织", "定期", "统筹", "按", "每", "进行", "具体", "承担", "制定", "建立",
    "开展", "落实", "根据", "统一", "协调", "研究", "汇总", "将", "会", "及时", "结合", "商", "依法", "督促",
    "指导", "提出", "发布", "印发", "审核", "加强",
];

/// What makes a longer name of one that could end here: 有关部|门, 市政府|办公室.
const LONGER: &[&str] = &[
    "门",
    "会代",
    "会常",
    "会办",
    "会机",
    "会各",
    "会财",
    "办公室",
    "办公厅",
    "公室",
    "公厅",
    "员会",
    "督查室",
    "研究室",
    "中心",
    "委员会",
    "委办",
];

/// Words by which a body named at the beginning of a sentence takes a duty on itself.
const DUTY: &[&str] = &["要", "负责", "牵头", "定期", "按月", "按季", "每", "应当", "须", "适时", "统筹"];

/// The doer named at the beginning of a sentence. The range is the name's, in bytes.
pub(crate) fn doer(sentence: &str) -> Option<(Vec<Assignment>, Range<usize>)> {
    if let Some(rest) = sentence.strip_prefix('由') {
        let start = '由'.len_utf8();
        let end = name_before_verb(rest)?;
        let mut units = vec![Assignment::new(&rest[..end], Role::Responsible)];
        if rest[end..].starts_with("牵头") {
            units[0].role = Role::Lead;
            // 由甲牵头，乙、丙配合
            let after = rest[end + "牵头".len()..].trim_start_matches(['，', ',']);
            let part = after.split(['，', ',', '。', '；']).next().unwrap_or_default();
            if ["配合", "参与", "参加", "协助", "协同"].iter().any(|word| part.ends_with(word)) {
                units.extend(parse(part, Role::Support, false).items);
            }
        } else if let Some(after) = rest[end..].strip_prefix("会同") {
            join(&mut units, after);
        }
        return Some((units, start..start + end));
    }
    let window = sentence.char_indices().nth(24).map_or(sentence.len(), |(at, _)| at);
    let Some(at) = sentence[..window].find("会同") else { return subject(sentence) };
    let name = &sentence[..at];
    // 支持市科技局会同…: those who are helped are not those who do.
    let helped = ["支持", "鼓励", "指导", "推动", "引导", "协调", "督促", "帮助", "配合"];
    if !surely_unit(name) || name.contains(['，', ',']) || helped.iter().any(|verb| name.starts_with(verb)) {
        return None;
    }
    let mut units = vec![Assignment::new(name, Role::Lead)];
    join(&mut units, &sentence[at + "会同".len()..]);
    Some((units, 0..at))
}

/// 县政府督查室要…, 县财政局、县审计局每年…: named bodies, no groups or governments, and their duty.
fn subject(sentence: &str) -> Option<(Vec<Assignment>, Range<usize>)> {
    let named =
        |name: &str| surely_unit(name) && names_its_area(name) && !is_group(name) && !name.ends_with("政府");
    if !names_its_area(sentence) {
        return None;
    }
    for (at, c) in sentence.char_indices().take(40) {
        if matches!(c, '，' | ',' | '。' | '；' | '：') {
            return None;
        }
        let listed = &sentence[..at];
        if DUTY.iter().any(|word| sentence[at..].starts_with(word)) && listed.split('、').all(named) {
            let role = if sentence[at..].starts_with("牵头") { Role::Lead } else { Role::Responsible };
            let mut units: Vec<Assignment> =
                listed.split('、').map(|name| Assignment::new(name, role)).collect();
            if sentence[at..].starts_with("负责") {
                others_in_charge(&sentence[at..], &mut units);
            }
            if let Some(after) = sentence[at..].strip_prefix("牵头") {
                // 县住建局牵头，各乡镇配合
                let part = after.trim_start_matches(['，', ',']);
                let part = part.split(['，', ',', '。', '；', ';']).next().unwrap_or_default();
                if ["配合", "参与", "参加", "协助", "协同"].iter().any(|word| part.ends_with(word))
                {
                    units.extend(parse(part, Role::Support, false).items);
                }
            }
            return Some((units, 0..at));
        }
    }
    None
}

/// 区住建局负责…，区城管局负责…: the bodies that open the clauses behind the first.
fn others_in_charge(rest: &str, units: &mut Vec<Assignment>) {
    let sentence = rest.split(['。', '\n']).next().unwrap_or(rest);
    for clause in sentence.split(['，', ',', '；', ';']).skip(1).take(12) {
        let Some((names, _)) = clause.trim().split_once("负责") else { continue };
        if names.chars().count() > 40 {
            continue;
        }
        for name in names.split('、') {
            if (surely_unit(name) && names_its_area(name) || is_group(name))
                && !units.iter().any(|unit| unit.name == name)
            {
                units.push(Assignment::new(name, Role::Responsible));
            }
        }
    }
}

/// Adds those whom the doer works with; they support.
fn join(units: &mut Vec<Assignment>, after: &str) {
    units[0].role = Role::Lead;
    for (at, part) in after.split('、').take(12).enumerate() {
        let whole = part.char_indices().all(|(at, c)| at < 90 && !matches!(c, '，' | ',' | '。'));
        let (name, last) = if whole && surely_unit(part) {
            (part, false)
        } else if let Some(end) = first_name(part) {
            (&part[..end], true)
        } else {
            break;
        };
        let joint = if at == 0 { Joint::NewClass } else { Joint::Same };
        units.push(Assignment { joint, ..Assignment::new(name, Role::Support) });
        if last {
            break;
        }
    }
}

/// End of a name that some doing word follows.
fn name_before_verb(text: &str) -> Option<usize> {
    for (at, c) in text.char_indices().take(26) {
        if matches!(c, '，' | ',' | '。' | '、' | '；') {
            return None;
        }
        if at >= 9 && DOES.iter().any(|verb| text[at..].starts_with(verb)) && surely_unit(&text[..at]) {
            return Some(at);
        }
    }
    None
}

/// End of the first name in running text; 市委 goes on to 市委组织部.
fn first_name(text: &str) -> Option<usize> {
    let mut found = None;
    for (at, c) in text.char_indices().take(16) {
        let end = at + c.len_utf8();
        if matches!(c, '，' | ',' | '。' | '；') {
            break;
        }
        let goes_on = LONGER.iter().any(|rest| text[end..].starts_with(rest));
        // 市供销社组建…: a weaker name before a verb.
        let weak = || {
            names_its_area(&text[..end])
                && looks_like_unit(&text[..end])
                && text[..end].chars().count() >= 4
                && DOES
                    .iter()
                    .chain(&["组建", "成立", "举办", "推进"])
                    .any(|verb| text[end..].starts_with(verb))
        };
        if !goes_on && (surely_unit(&text[..end]) || weak()) {
            let short = text[..end].ends_with('委') && text[..end].chars().count() <= 3;
            found = Some(end);
            if !short {
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(sentence: &str) -> Vec<(String, Role)> {
        doer(sentence).map_or(Vec::new(), |(units, _)| units.into_iter().map(|u| (u.name, u.role)).collect())
    }

    #[test]
    fn subjects_of_a_duty() {
        assert_eq!(
            names("由县乡村振兴办公室对各镇每月排名。"),
            [("县乡村振兴办公室".into(), Role::Responsible)]
        );
        assert_eq!(names("由区审计局牵头，建立台账。"), [("区审计局".into(), Role::Lead)]);
        assert_eq!(
            names("省工信厅会同省财政厅、省统计局制定办法。"),
            [
                ("省工信厅".into(), Role::Lead),
                ("省财政厅".into(), Role::Support),
                ("省统计局".into(), Role::Support)
            ]
        );
        assert!(names("由此带动全县经济发展。").is_empty());
        assert!(names("支持市科技局会同高校攻关。").is_empty());
        assert!(names("由三个部分组成。").is_empty());
    }
}
