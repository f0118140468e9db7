//! The words that tell plans from results.

pub(super) use super::comparing::{after, before, comparators};
use super::lexicon::candidates;

/// What a word says about the numbers near it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// 力争, 冲刺, 争取.
    Stretch,
    /// 确保, 目标, 计划: the text binds itself.
    Resolve,
    /// A verb of doing: 新增, 培育, 建成.
    Commit,
    /// 增长, 提高: the number is a change.
    Growth,
    /// 已, 了, 累计: it has happened.
    Past,
    /// 预计, 有望.
    Forecast,
    /// 最高, 给予, 补助: money promised under conditions.
    Grant,
    /// 鼓励, 引导: others may do it.
    Encourage,
    /// 提出, 下达: a target set elsewhere is named again.
    Quoted,
    /// 累计: past, unless the words around it bind themselves (到2027年，累计建成…).
    Tally,
    /// 申报企业, 申请人: what follows are conditions.
    Condition,
}

/// A mark and where it stands, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marked {
    pub(super) at: usize,
    pub(super) len: usize,
    pub(super) mark: Mark,
}

/// All marks of `text`, in order; each place is looked at once.
pub(super) fn marks(text: &str) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut previous = '\0';
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        let hit = candidates(character).iter().find(|(word, _)| rest.starts_with(word));
        let step = match hit {
            Some((word, mark)) if holds(word, previous, rest) => {
                found.push(Marked { at, len: word.len(), mark: *mark });
                word.len()
            }
            _ => character.len_utf8(),
        };
        at += step;
        previous = text[..at].chars().next_back().unwrap_or('\0');
    }
    if let Some((at, mark)) = fulfils(text) {
        let place = found.partition_point(|marked: &Marked| marked.at < at);
        found.insert(place, Marked { at, len: "任务的".len(), mark });
    }
    found
}

/// Whether the word is itself here: 为了, 除了 and 了解 finish nothing, and 10家以上年营收 holds no 上年.
fn holds(word: &str, previous: char, rest: &str) -> bool {
    match word {
        "了" => {
            !matches!(previous, '为' | '除' | '不') && !rest.starts_with("了解") && !rest.starts_with("了如")
        }
        "计划" => !["投资", "总投资", "生育"].iter().any(|noun| rest["计划".len()..].starts_with(noun)),
        "开发" => !["区", "园", "者"].iter().any(|noun| rest["开发".len()..].starts_with(noun)),
        "安置" => !["点", "区"].iter().any(|noun| rest["安置".len()..].starts_with(noun)),
        "组织" => !["部", "保障", "领导", "机构"].iter().any(|noun| rest["组织".len()..].starts_with(noun)),
        "发展" => {
            !["改革", "和改革", "大会", "规划"].iter().any(|noun| rest["发展".len()..].starts_with(noun))
        }
        "上年" => previous != '以',
        "签约" => {
            !["金额", "仪式", "活动", "协议"].iter().any(|noun| rest["签约".len()..].starts_with(noun))
        }
        "补助" | "补贴" | "奖补" => {
            let after = rest.trim_start_matches(['补', '助', '贴', '奖']);
            // 补助标准提高到380元 raises what all are paid.
            if after.starts_with("标准") && after.chars().take(14).collect::<String>().contains("提高") {
                return false;
            }
            !(after.starts_with("资金") || after.starts_with("政策") || after.starts_with('性'))
                || after["资金".len()..].starts_with(|c: char| c.is_ascii_digit())
        }
        "服务" => rest["服务".len()..].starts_with(|c: char| !"业站中设体平点区机性贸型窗".contains(c)),
        "检查" | "监测" | "研发" | "登记" => {
            !["站", "中心", "机构", "投入", "经费", "点", "制度", "失业率"]
                .iter()
                .any(|noun| rest["检查".len()..].starts_with(noun))
        }
        "帮扶" => previous != '对',
        "已" => previous != '而',
        _ => true,
    }
}

/// 完成年度任务的107%, 为年度计划的52%: how much has been done; more than the whole is past for certain.
fn fulfils(text: &str) -> Option<(usize, Mark)> {
    if !text.contains(['%', '％']) {
        return None;
    }
    ["任务的", "计划的", "目标的", "目标任务的"].iter().find_map(|word| {
        text.match_indices(word).map(|(at, _)| at).find_map(|at| {
            let rest = &text[at + word.len()..];
            let whole = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
            let after = &rest[whole.len()..];
            let percent =
                after.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit()).starts_with(['%', '％']);
            let share: u32 = whole.parse().ok()?;
            percent.then_some((at, if share >= 100 { Mark::Past } else { Mark::Tally }))
        })
    })
}

/// Names of money that make a bare 亿 an 亿元.
pub(super) const MONEY: &[&str] = &[
    "产值",
    "收入",
    "投资",
    "总量",
    "总值",
    "税收",
    "营收",
    "GDP",
    "增加值",
    "金额",
    "销售",
    "产业",
    "经济",
    "资金",
    "贷款",
    "余额",
    "总额",
    "利润",
    "规模",
    "债券",
    "出口",
    "进口",
    "集群",
    "成交额",
    "交易额",
    "零售额",
    "融资",
];

/// Whether any of `words` stands in `text`.
pub(super) fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}
