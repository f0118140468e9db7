//! The genre's way to begin: verbs and adverbs that open headings and commitments.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Asked once or more for every sentence, so hashed.
static OPENER_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| OPENERS.iter().copied().collect());

/// Two-character openers.
const OPENERS: &[&str] = &[
    "严守", "严控", "严格", "严肃", "严防", "争创", "争取", "争做", "争当", "交付", "依托", "优先", "优化",
    "传承", "保护", "保持", "保障", "促进", "健全", "充分", "全力", "全面", "公开", "共建", "兴办", "再造",
    "决胜", "准确", "出台", "切实", "创优", "创建", "创新", "制定", "制订", "加大", "加密", "加强", "加快",
    "加速", "务实", "助力", "办好", "勇于", "化解", "千方", "升级", "协同", "发展", "发挥", "发放", "取缔",
    "合力", "启动", "吸引", "啃下", "唱响", "围绕", "培优", "培育", "培植", "增加", "增强", "壮大", "夯实",
    "奋力", "塑造", "大力", "妥善", "始终", "完善", "完成", "宣传", "实现", "实施", "实行", "审慎", "对接",
    "对标", "尽快", "展现", "巩固", "常态", "广泛", "延伸", "建好", "建成", "建立", "建强", "建设", "开展",
    "开工", "引导", "引进", "弘扬", "强力", "强化", "当好", "彰显", "做优", "做大", "做好", "做实", "做强",
    "做细", "做精", "扎实", "扩大", "扶持", "承接", "抓优", "抓好", "抓实", "抓牢", "抓细", "抓紧", "抢占",
    "抢抓", "抢先", "护航", "拓宽", "拓展", "持续", "按期", "探索", "推动", "推广", "推行", "推进", "提升",
    "提高", "提速", "提质", "支持", "攻坚", "放大", "放宽", "整合", "整治", "新增", "新建", "明确", "星夜",
    "更加", "有力", "有序", "有效", "构建", "构筑", "树立", "树牢", "根治", "根本", "注重", "活跃", "派驻",
    "涵养", "深入", "深化", "深度", "深挖", "清理", "清除", "激励", "激发", "激活", "点燃", "牢固", "牢牢",
    "狠抓", "狠治", "用好", "用心", "用活", "用足", "畅通", "盘活", "着力", "着眼", "确保", "稳健", "稳住",
    "稳妥", "稳定", "稳步", "积极", "竭力", "立足", "站稳", "筑牢", "管好", "精准", "精心", "紧扣", "紧抓",
    "紧盯", "紧紧", "纵深", "织密", "组建", "组织", "统筹", "维护", "繁荣", "缓解", "耐心", "聚力", "聚焦",
    "聚集", "联动", "致力", "营造", "落实", "补强", "补齐", "规划", "规范", "解决", "认真", "设立", "讲好",
    "谋划", "践行", "转变", "输送", "达成", "迅速", "进一", "进军", "迭代", "适度", "释放", "重抓", "重点",
    "铸牢", "锚定", "锤炼", "锻造", "防控", "防范", "集中", "集聚", "靶向", "鼓励", "高位", "高效", "高标",
    "高质", "打好", "打响", "打赢", "打通", "打造", "招引", "挖掘", "改善", "改造", "改革", "守护", "守住",
    "守牢", "坚决", "坚守", "坚定", "坚持", "坚实", "突出", "突破", "赋能", "贯彻", "贯通", "引育", "优做",
    "擦亮", "领跑", "领航", "多措", "多点", "多方", "持之", "毫不", "下大", "花大", "凝心", "齐心", "同心",
    "倾情", "倾力", "倾心", "全域", "全链", "全程", "久久", "常抓", "严抓", "严打", "着重", "力促", "力推",
    "力抓", "主攻", "主动", "深耕", "提振", "拉动", "撬动", "催生", "兜牢", "兜住", "守好", "管住", "管控",
    "严管", "严查", "压实", "压紧", "盘优", "招大", "招强", "引强", "引优", "育强", "延链", "强链", "补链",
    "建链", "稳链", "用情", "用力", "以更", "以高", "腾退", "改进",
];

/// Openers that only set the scene for what follows them.
const FRAMES: &[&str] =
    &["紧扣", "围绕", "对照", "立足", "锚定", "着眼", "紧盯", "聚焦", "面对", "为了", "按照", "根据"];

/// Number of characters.
pub(crate) fn chars(text: &str) -> usize {
    text.chars().count()
}

/// The first `count` characters, fewer when the text is shorter.
pub(crate) fn head(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// The last `count` characters.
pub(crate) fn tail(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count.saturating_sub(1)).map_or(text, |(at, _)| &text[at..])
}

/// True when the words begin with an action, as a heading or a commitment does.
pub(crate) fn leads_with_verb(text: &str) -> bool {
    let text = text.trim_start();
    let two = head(text, 2);
    OPENER_SET.contains(two)
        || text.starts_with(['抓', '促', '稳', '强', '做', '建', '扩', '育', '把', '用', '让'])
}

/// True when a sentence only sets the scene: its first clause frames and no other one acts.
pub(crate) fn only_frames(sentence: &str) -> bool {
    let mut clauses = sentence.split(['，', ',', '；', ';']);
    let first = clauses.next().unwrap_or_default().trim_start();
    if !FRAMES.contains(&head(first, 2)) {
        return false;
    }
    let mut more = false;
    for clause in clauses {
        more = true;
        if leads_with_verb(clause) || chars(clause) > 14 {
            return false;
        }
    }
    more
}
