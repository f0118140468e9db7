//! What is measured: the noun phrase before or after the number.

use super::changes::CHANGES;
use super::horizon;
use std::sync::LazyLock;

/// Words that only introduce an indicator.
const LEADS: &[&str] = &[
    "力争",
    "争取",
    "确保",
    "冲刺",
    "努力",
    "务求",
    "锚定",
    "瞄准",
    "围绕",
    "计划",
    "目标",
    "预期目标",
    "主要预期",
    "全市",
    "全县",
    "全区",
    "我市",
    "我县",
    "我省",
    "我区",
    "我们",
    "全州",
    "全旗",
    "全镇",
    "其中",
    "进一步",
    "加快",
    "全力",
    "全面",
    "着力",
    "大力",
    "积极",
    "持续",
    "稳步",
    "深入",
    "扎实",
    "推动",
    "推进",
    "带动",
    "实现",
    "完成",
    "促进",
    "支持",
    "引导",
    "加强",
    "和",
    "以及",
    "及",
    "与",
    "动态",
    "累计",
    "达成",
    "同步",
    "重点培育",
    "进入",
    "跻身",
    "挺进",
    "迈入",
    "重点引进",
    "要确保",
    "要力争",
    "将确保",
    "：",
    ":",
    "，",
    ",",
    "、",
    "；",
    "(",
    "（",
    "*",
    "-",
    "—",
    "是",
    "为",
];

/// Verbs of doing, dropped before a noun of some length.
const VERBS: &[&str] = &[
    "安排",
    "调减",
    "实施",
    "打造",
    "建成",
    "培育",
    "引进",
    "招引",
    "组织",
    "发布",
    "投入",
    "储备",
    "完善",
    "启动",
    "改造",
    "改建",
    "改扩建",
    "扩建",
    "打通",
    "开展",
    "举办",
    "创建",
    "争创",
    "发展",
    "谋划",
    "策划",
    "建立",
    "形成",
    "做大",
    "做强",
    "做优",
    "登记入库",
    "登记",
    "抓好",
    "抓实",
    "抓紧",
    "加大",
    "落实",
    "开工",
    "新建",
    "整治",
    "治理",
];

/// Words at the end of the phrase before a number that are not part of what is measured.
const TAILS: &[&str] = &[
    "预期",
    "净增",
    "翻一番",
    "翻番",
    "前移",
    "前进",
    "进位",
    "稳定",
    "同比",
    "年均",
    "分别",
    "分别为",
    "比上年",
    "较上年",
    "比去年",
    "较去年",
    "平均",
    "力争",
    "争取",
    "确保",
    "冲刺",
    "要",
    "为",
    "是",
    "将",
    "再",
    "每年",
    "全年",
    "约",
    "：",
    ":",
    "（",
    "(",
    "实现",
    "完成",
    "等",
    "共",
    "总计",
    "以",
    "人民币",
    "在",
    "至",
    "由",
    "从",
    "按",
    "各",
    "有",
    "、",
    "和",
    "及",
    "与",
    "的",
    "达",
    "到",
    "，",
    ",",
    "力求",
    "保持",
    "，力争",
    "累计",
    "合计",
];

/// Nouns that need a subject from before: 总投资1000亿元 of what?
const GENERIC: &[&str] = &[
    "到位资金",
    "基本建成",
    "新开工",
    "新开工建设",
    "开复工",
    "建成投产",
    "建成投用",
    "投用",
    "完工",
    "年均",
    "竣工投产",
    "开工建设",
    "续建",
    "竣工",
    "开工",
    "投产",
    "建成",
    "新建",
    "总投资",
    "总数",
    "产值",
    "年产值",
    "年产能",
    "产能",
    "总产能",
    "增速",
    "增幅",
    "总量",
    "数量",
    "总额",
    "总面积",
    "投资",
    "年营收",
    "营收",
    "规模",
    "占比",
    "比重",
    "总产值",
    "年产量",
    "产量",
    "覆盖率",
    "完成率",
    "年度投资",
    "计划总投资",
    "年度计划投资",
    "达产后",
];

/// What is told of a subject, beside the generic nouns.
const TOLD: &[&str] = &[
    "播种面积",
    "种植面积",
    "面积",
    "销售额",
    "销售收入",
    "增加值",
    "总收入",
    "收入",
    "销量",
    "出口额",
    "交易额",
];

/// Last characters of all tails and comparators, sorted: most phrases end in none of them, and the
/// lists need not be gone through.
static TAIL_ENDS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let words = TAILS.iter().chain(CHANGES).copied().chain(super::words::comparators());
    sorted(words.filter_map(|word| word.chars().next_back()).chain(['年', ']', '］']))
});

/// First characters of all leads and verbs, and of phrases of time and list numbers.
static LEAD_STARTS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let words = LEADS.iter().chain(VERBS).filter_map(|word| word.chars().next());
    sorted(words.chain("0123456789０１２３４５６７８９到全今明年每首上下前一二三四“十在将".chars()))
});

fn sorted(characters: impl Iterator<Item = char>) -> Vec<char> {
    let mut sorted: Vec<char> = characters.collect();
    sorted.sort_unstable();
    sorted.dedup();
    sorted
}

/// The phrase before a number, less what introduces and what compares. May be empty.
pub(super) fn before(head: &str) -> String {
    let mut phrase = head.trim();
    'tail: loop {
        phrase = phrase.trim_end();
        if phrase.chars().next_back().is_none_or(|last| TAIL_ENDS.binary_search(&last).is_err()) {
            break;
        }
        if let Some((_, start)) = super::words::before(phrase) {
            phrase = &phrase[..start];
            continue 'tail;
        }
        if let Some(rest) = base_year(phrase).or_else(|| footnote(phrase)) {
            phrase = rest;
            continue 'tail;
        }
        if phrase.ends_with("自然增长率") {
            break;
        }
        for word in TAILS.iter().chain(CHANGES) {
            if let Some(rest) = phrase.strip_suffix(word) {
                phrase = rest;
                continue 'tail;
            }
        }
        break;
    }
    lead(phrase)
}

/// The phrase before 比2015年.
fn base_year(phrase: &str) -> Option<&str> {
    let at = phrase.rfind(['比', '较'])?;
    let year = &phrase[at + '比'.len_utf8()..];
    let found = horizon::at(year)?;
    (found.len == year.len() && found.year.is_some()).then(|| &phrase[..at])
}

/// The phrase before the number of a note, [21].
fn footnote(phrase: &str) -> Option<&str> {
    let inner = phrase.strip_suffix([']', '］'])?;
    let digits = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    digits.strip_suffix(['[', '［'])
}

/// A phrase without the verbs and adverbs it opens with.
pub(super) fn lead(phrase: &str) -> String {
    let mut phrase = inner_verb(phrase.trim());
    'lead: loop {
        phrase = phrase.trim_start();
        if phrase.chars().next().is_none_or(|first| LEAD_STARTS.binary_search(&first).is_err()) {
            break;
        }
        if let Some(found) = horizon::at(phrase) {
            phrase = &phrase[found.len..];
            continue;
        }
        if let Some(rest) = setting(phrase).or_else(|| marker(phrase)) {
            phrase = rest;
            continue;
        }
        for word in LEADS {
            if let Some(rest) = phrase.strip_prefix(word) {
                phrase = rest;
                continue 'lead;
            }
        }
        for word in VERBS {
            // 策划项目 is clearer than 项目, 新建 alone is nothing.
            if let Some(rest) = phrase.strip_prefix(word)
                && !rest.starts_with('区')
                && (rest.chars().count() > 2 || rest.is_empty())
            {
                phrase = rest;
                continue 'lead;
            }
        }
        break;
    }
    // 新建（改扩建）幼儿园: the bracket went with its verb.
    let phrase = phrase.trim_start_matches(['）', ')']);
    // An opening mark whose partner was cut off.
    let phrase = if phrase.contains('”') { phrase } else { phrase.trim_start_matches('“') };
    phrase.replace("每年", "")
}

/// What follows the last verb of reaching inside the phrase: 通过技改实现产值 → 产值.
fn inner_verb(phrase: &str) -> &str {
    let cut = ["实现", "确保", "力争", "争取", "锚定", "带动", "完成", "推动"]
        .iter()
        .filter_map(|verb| phrase.rfind(verb).map(|at| at + verb.len()))
        .filter(|at| phrase[*at..].chars().count() >= 2)
        .max();
    match cut {
        Some(at) if !phrase[at..].trim_start().starts_with(['率', '情', '度']) => &phrase[at..],
        _ => phrase,
    }
}

/// 在现有基础上…: the phrase after it.
fn setting(phrase: &str) -> Option<&str> {
    let inner = phrase.strip_prefix('在')?;
    let (at, last) = inner.char_indices().take(10).find(|(_, c)| matches!(c, '上' | '下' | '中'))?;
    Some(&inner[at + last.len_utf8()..])
}

/// What follows a list number (1.) or 将.
fn marker(phrase: &str) -> Option<&str> {
    if let Some(rest) = phrase.strip_prefix('将') {
        return (!rest.starts_with('军')).then_some(rest);
    }
    let rest = phrase.trim_start_matches(|c: char| c.is_ascii_digit());
    let inner = rest.strip_prefix(['.', '、', '．'])?;
    (rest.len() < phrase.len() && !inner.starts_with(|c: char| c.is_ascii_digit())).then_some(inner)
}

/// The thing counted, from the words after its number: 个[重点项目]建设.
pub(super) fn after(tail: &str) -> String {
    let mut phrase = tail.trim();
    for word in ["的", "在", "“"] {
        phrase = phrase.strip_prefix(word).unwrap_or(phrase);
    }
    for word in ["任务", "目标任务", "目标", "开工建设", "集中开工", "建设", "等"] {
        if let Some(rest) = phrase.strip_suffix(word)
            && rest.chars().count() >= 2
        {
            phrase = rest;
            if word == "开工建设" || word == "集中开工" {
                return format!("{phrase}开工");
            }
            break;
        }
    }
    phrase.trim_end_matches(['”', '）', ')']).to_owned()
}

/// Whether the phrase names no subject of its own.
pub(super) fn generic(phrase: &str) -> bool {
    phrase.is_empty() || GENERIC.contains(&phrase)
}

/// The subject of an earlier clause or target, put before a generic noun.
pub(super) fn with_subject(subject: &str, phrase: &str) -> String {
    let subject = subject.trim().trim_start_matches("新增").trim_start_matches("净增");
    // 粮食播种面积…，产量…; 安居工程新开工…，竣工…: the subject without what was told of it.
    let bare = GENERIC.iter().chain(TOLD).find_map(|word| subject.strip_suffix(word));
    let subject = bare.filter(|bare| bare.chars().count() >= 2).unwrap_or(subject);
    if subject.is_empty() || phrase.contains(subject) {
        return phrase.to_owned();
    }
    if subject.ends_with(phrase) {
        return subject.to_owned();
    }
    [subject, phrase].concat()
}
