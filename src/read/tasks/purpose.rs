//! What a part of a report is for, told by its title, and whether words plan or report.

use crate::model::TaskStatus;
use crate::read::structure::leads_with_verb;

/// What a section holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Work to do, or work done.
    Work,
    /// Ideas, principles, goals, rules, problems: targets perhaps, no tasks.
    Goals,
    /// How the work is secured: each item is a task.
    Guarantee,
}

/// The purpose that a title tells; `None` where it tells nothing and the parent's holds.
pub(crate) fn purpose(title: &str) -> Option<Purpose> {
    const GOALS: &[&str] = &[
        "指导思想",
        "工作目标",
        "总体目标",
        "主要目标",
        "预期目标",
        "发展目标",
        "目标要求",
        "奋斗目标",
        "基本原则",
        "工作原则",
        "总体要求",
        "总体思路",
        "基本思路",
        "总体原则",
        "主要指标",
        "预期指标",
        "附则",
        "适用范围",
        "编制依据",
        "发展形势",
        "发展环境",
        "发展基础",
        "现状",
        "形势分析",
        "目标",
        "主要预期目标",
        "目标与原则",
        "目的意义",
        "面临形势",
    ];
    const GUARANTEE: &[&str] = &[
        "组织保障",
        "保障措施",
        "组织实施",
        "组织领导",
        "保障机制",
        "工作保障",
        "实施保障",
        "工作要求",
        "有关要求",
        "推进措施",
        "保障体系",
    ];
    const TROUBLES: &[&str] = &[
        "存在问题",
        "存在的问题",
        "主要问题",
        "突出问题",
        "困难和问题",
        "问题和困难",
        "困难与",
        "短板和不足",
        "问题和不足",
    ];
    const WORK: &[&str] = &["任务", "举措", "措施", "安排", "工作重点", "行动"];
    let title = title.trim();
    if GUARANTEE.iter().any(|word| title.contains(word)) {
        return Some(Purpose::Guarantee);
    }
    if tells_where_things_stand(title) {
        return Some(Purpose::Goals);
    }
    if GOALS.iter().any(|word| title.ends_with(word)) && title.chars().count() <= 16 {
        return Some(Purpose::Goals);
    }
    if TROUBLES.iter().any(|word| title.ends_with(word)) {
        return Some(Purpose::Goals);
    }
    WORK.iter().any(|word| title.contains(word)).then_some(Purpose::Work)
}

/// Whether a title speaks of what was done or of what is to do.
pub(crate) fn tense(title: &str) -> Option<TaskStatus> {
    const PLAN: &[&str] = &[
        "计划",
        "方案",
        "打算",
        "安排",
        "下一步",
        "下步",
        "任务",
        "要点",
        "规划",
        "部署",
        "目标",
        "思路",
        "意见",
        "建议",
        "举措",
        "对策",
    ];
    // 取得 and 成效 alone also stand in headings that commit: 推动改革取得新突破.
    const DONE: &[&str] = &[
        "工作总结",
        "回顾",
        "汇报",
        "主要成效",
        "情况及成效",
        "情况和成效",
        "开展情况",
        "完成情况",
        "进展情况",
        "工作情况",
        "落实情况",
        "执行情况",
        "推进情况",
        "建设情况",
        "发展情况",
        "运行情况",
        "主要成绩",
        "主要成就",
        "发展成就",
        "工作成绩",
        "工作成效",
        "工作亮点",
        "工作进展",
        "工作小结",
        "工作完成",
        "经济运行",
        "一年来",
        "五年来",
        "去年",
        "以来",
        "取得的",
        "取得了",
        "主要做法",
        "纪实",
        "过去",
        "年来",
    ];
    const DONE_ENDS: &[&str] = &["总结", "成效", "情况"];
    let plan = PLAN.iter().any(|word| title.contains(word));
    let done =
        DONE.iter().any(|word| title.contains(word)) || DONE_ENDS.iter().any(|end| title.ends_with(end));
    match (plan, done) {
        (true, false) => Some(TaskStatus::Planned),
        (false, true) => Some(TaskStatus::Done),
        _ => None,
    }
}

/// 下半年工作安排, 下一步打算: what stands before it has been done.
pub(crate) fn tells_what_comes_next(title: &str) -> bool {
    let next = ["下半年", "下一步", "下步", "下阶段", "下一阶段", "明年", "来年", "今后"]
        .iter()
        .any(|word| title.contains(word));
    let plan = ["安排", "打算", "计划", "思路", "措施", "重点", "任务", "工作", "举措", "部署"]
        .iter()
        .any(|word| title.contains(word));
    next && plan && title.chars().count() <= 24
}

/// A chapter that tells where things stand before the plan begins.
pub(crate) fn tells_where_things_stand(title: &str) -> bool {
    [
        "发展基础",
        "现实基础",
        "工作基础",
        "规划基础",
        "发展现状",
        "基本现状",
        "现状",
        "面临形势",
        "形势",
        "规划背景",
        "发展背景",
        "发展环境",
        "发展成就",
        "主要成就",
        "发展回顾",
        "机遇与挑战",
        "机遇和挑战",
        "形势与挑战",
        "机遇挑战",
        "形势任务分析",
    ]
    .iter()
    .any(|end| title.trim_end().ends_with(end))
        && !leads_with_verb(title)
}

/// The first year in a title: 2016年工作.
pub(crate) fn year(title: &str) -> Option<u16> {
    title.match_indices('年').find_map(|(at, _)| {
        let from = title[..at].len().checked_sub(4)?;
        title.get(from..at)?.parse().ok().filter(|year| (1949..2100).contains(year))
    })
}

/// Whether a passage commits or reports, where its section is `base`. In a plan (`plans`) 累计 and
/// 先后 tell how much is to be done, and in what order.
pub(crate) fn status(text: &str, base: TaskStatus, plans: bool) -> TaskStatus {
    if base == TaskStatus::Done {
        return TaskStatus::Done;
    }
    let past = if plans { reports_for_certain(text) } else { reports(text) };
    match (past, commits(text)) {
        (true, true) => TaskStatus::Mixed,
        (true, false) => TaskStatus::Done,
        _ => base,
    }
}

/// Words that report in a summary and count or order in a plan.
const TELLING: &[&str] = &["累计", "相继", "陆续", "先后", "历史最高", "集中开工"];

/// True when the words say that something has happened.
pub(crate) fn reports(text: &str) -> bool {
    TELLING.iter().any(|word| text.contains(word)) || reports_for_certain(text)
}

fn reports_for_certain(text: &str) -> bool {
    const PAST: &[&str] = &[
        "截至",
        "截止目前",
        "据统计",
        "已完成",
        "已建成",
        "已有",
        "已达",
        "现已",
        "已经",
        "今年以来",
        "去年",
        "召开了",
        "举行了",
        "开展了",
        "实现了",
        "取得了",
        "完成了",
        "建立了",
        "印发了",
        "出台了",
        "提供了",
        "签订了",
        "位居全",
        "初步建立",
        "有效缓解",
        "已形成",
        "已开发",
        "圆满",
    ];
    let finds = |words: &[&str]| words.iter().any(|word| text.contains(word));
    finds(PAST) || ends_in_le(text) || (text.contains("同比增") && finds(&["月，", "月,", "完成", "实现"]))
}

/// 了 as the mark of a completed action: not in 为了, 除了, 了解.
fn ends_in_le(text: &str) -> bool {
    text.match_indices('了').any(|(at, le)| {
        let before = text[..at].chars().next_back();
        let after = text[at + le.len()..].chars().next();
        !matches!(before, Some('为' | '除' | '罢')) && !matches!(after, Some('解' | '然'))
    })
}

fn commits(text: &str) -> bool {
    [
        "力争",
        "争取",
        "确保",
        "计划",
        "将",
        "年底前",
        "年内",
        "到20",
        "全年",
        "下一步",
        "积极推进",
        "加快推进",
        "继续",
    ]
    .iter()
    .any(|word| text.contains(word))
}

/// True for a statement of facts that commits nobody: it does not act and reports figures.
pub(crate) fn states_facts(sentence: &str) -> bool {
    const STARTS: &[&str] = &["其中", "据统计", "从", "截至", "截止", "今年以来", "去年"];
    let sentence = sentence.trim_start();
    let reviews = STARTS.iter().any(|word| sentence.starts_with(word)) && !commits(sentence);
    reviews || span_of_months(sentence) || reports(sentence)
}

/// 1-11月, 1—6月份 at the beginning.
fn span_of_months(sentence: &str) -> bool {
    let mut rest = sentence.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == sentence.len() {
        return false;
    }
    let Some(after) = rest.strip_prefix(['-', '—', '~', '至', '－']) else {
        return rest.starts_with("年，") || rest.starts_with("年,");
    };
    rest = after.trim_start_matches('—').trim_start_matches(|c: char| c.is_ascii_digit());
    rest.starts_with('月')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_purpose_and_tense() {
        assert_eq!(purpose("总体要求"), Some(Purpose::Goals));
        assert_eq!(purpose("2027年发展目标"), Some(Purpose::Goals));
        assert_eq!(purpose("强化组织领导"), Some(Purpose::Guarantee));
        assert_eq!(purpose("主要目标任务"), Some(Purpose::Work));
        assert_eq!(purpose("壮大特色产业"), None);
        assert_eq!(tense("2023年工作总结"), Some(TaskStatus::Done));
        assert_eq!(tense("下一步工作打算"), Some(TaskStatus::Planned));
        assert_eq!(tense("完成好改革任务"), Some(TaskStatus::Planned));
        assert_eq!(tense("推动城乡融合取得新突破"), None);
        assert_eq!(tense("上半年工作情况和下半年安排"), None);
    }

    #[test]
    fn tense_of_words() {
        assert_eq!(status("新建学校3所，改造了12条道路。", TaskStatus::Planned, false), TaskStatus::Done);
        assert_eq!(status("现已培育8家，力争年内达到20家。", TaskStatus::Planned, false), TaskStatus::Mixed);
        assert_eq!(status("为了方便群众，推进一窗办理。", TaskStatus::Planned, false), TaskStatus::Planned);
        assert!(states_facts("1-9月，全县完成投资30亿元。"));
        assert!(!states_facts("实施城市更新行动。"));
    }
}
