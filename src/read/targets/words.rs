//! The words that tell plans from results, and how a number binds.

use crate::model::Comparator;

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
            !(after.starts_with("资金") || after.starts_with("政策") || after.starts_with('性'))
                || after["资金".len()..].starts_with(|c: char| c.is_ascii_digit())
        }
        "已" => previous != '而',
        _ => true,
    }
}

use Mark::{Commit, Condition, Encourage, Forecast, Grant, Growth, Past, Quoted, Resolve, Stretch, Tally};

#[expect(clippy::too_many_lines, reason = "a table, one line a character")]
/// Words by first character, longer before their own beginnings.
fn candidates(first: char) -> &'static [(&'static str, Mark)] {
    match first {
        '力' => &[("力争", Stretch)],
        '冲' => &[("冲刺", Stretch)],
        '争' => &[("争取", Stretch), ("争创", Commit)],
        '确' => &[("确保", Resolve), ("确定", Quoted)],
        '务' => &[("务求", Resolve)],
        '目' => &[("目标", Resolve), ("目前", Past)],
        '锚' => &[("锚定", Resolve)],
        '瞄' => &[("瞄准", Resolve)],
        '围' => &[("围绕", Resolve)],
        '计' => &[("计划", Resolve)],
        '拟' => &[("拟新", Resolve), ("拟建", Resolve)],
        '推' => &[("推动", Commit), ("推进", Commit), ("推广", Commit), ("推出", Commit), ("推介", Commit)],
        '实' => &[("实现", Commit), ("实施", Commit), ("实际利用", Commit)],
        '新' => &[
            ("新增", Commit),
            ("新辟", Commit),
            ("新认证", Commit),
            ("新登记", Commit),
            ("新创", Commit),
            ("新造", Commit),
            ("新开", Commit),
            ("新设", Commit),
            ("新入库", Commit),
            ("新购", Commit),
            ("新(", Commit),
            ("新（", Commit),
            ("新建", Commit),
            ("新改建", Commit),
            ("新改扩建", Commit),
            ("新培育", Commit),
            ("新认定", Commit),
            ("新签约", Commit),
            ("新引进", Commit),
            ("新发展", Commit),
        ],
        '净' => &[("净增", Commit)],
        '调' => &[("调减", Commit), ("调出", Commit)],
        '审' => &[("审计", Commit)],
        '脱' => &[("脱贫", Commit), ("脱钩", Commit)],
        '轮' => &[("轮训", Commit), ("轮换", Commit)],
        '清' => &[("清退", Commit), ("清淤", Commit)],
        '腾' => &[("腾退", Commit)],
        '复' => &[("复垦", Commit), ("复绿", Commit)],
        '取' => &[("取缔", Commit), ("取消", Commit)],
        '挂' => &[("挂牌", Commit)],
        '遴' => &[("遴选", Commit)],
        '迁' => &[("迁建", Commit)],
        '补' => &[("补植", Commit), ("补助", Grant), ("补贴", Grant), ("补偿", Grant)],
        '除' => &[("除险加固", Commit)],
        '培' => &[("培育", Commit), ("培训", Commit), ("培养", Commit)],
        '打' => &[("打造", Commit), ("打通", Commit)],
        '建' => &[("建成", Commit), ("建设", Commit), ("建立", Commit)],
        '完' => &[("完成", Commit)],
        '引' => &[("引进", Commit), ("引育", Commit), ("引导", Encourage)],
        '招' => &[("招引", Commit), ("招聘", Commit), ("招商引资", Commit), ("招录", Commit)],
        '抓' => &[("抓好", Commit)],
        '到' => &[("到位", Commit)],
        '组' => &[("组织", Commit), ("组建", Commit)],
        '发' => &[("发布", Commit), ("发展", Commit), ("发放", Commit)],
        '转' => &[("转化", Commit), ("转移", Commit)],
        '投' => &[("投入", Commit), ("投放", Commit), ("投产", Commit)],
        '储' => &[("储备", Commit)],
        '改' => &[("改造", Commit), ("改扩建", Commit), ("改建", Commit)],
        '创' => &[("创建", Commit), ("创成", Commit)],
        '开' => &[
            ("开放", Commit),
            ("开工", Commit),
            ("开展", Commit),
            ("开发", Commit),
            ("开通", Commit),
            ("开行", Commit),
        ],
        '竣' => &[("竣工", Commit)],
        '启' => &[("启动", Commit)],
        '带' => &[("带动", Commit)],
        '扩' => &[("扩大", Growth), ("扩建", Commit)],
        '筹' => &[("筹集", Commit), ("筹建", Commit)],
        '种' => &[("种植", Commit)],
        '治' => &[("治理", Commit)],
        '修' => &[("修复", Commit), ("修缮", Commit), ("修建", Commit)],
        '整' => &[("整治", Commit)],
        '申' => &[
            ("申报企业", Condition),
            ("申报单位", Condition),
            ("申请企业", Condition),
            ("申请人", Condition),
            ("申报", Commit),
            ("申请", Commit),
        ],
        '认' => &[("认定", Commit)],
        '策' => &[("策划", Commit)],
        '谋' => &[("谋划", Commit)],
        '签' => &[("签约", Commit)],
        '落' => &[("落地", Commit), ("落实", Commit)],
        '举' => &[("举办", Commit)],
        '选' => &[("选择", Commit), ("选派", Commit), ("选育", Commit), ("选树", Commit), ("选聘", Commit)],
        '吸' => &[("吸引", Commit), ("吸纳", Commit)],
        '孵' => &[("孵化", Commit)],
        '安' => &[("安装", Commit), ("安置", Commit), ("安排", Commit)],
        '盘' => &[("盘活", Commit)],
        '化' => &[("化解", Commit)],
        '消' => &[("消化", Commit), ("消除", Commit)],
        '处' => &[("处置", Commit)],
        '淘' => &[("淘汰", Commit)],
        '关' => &[("关停", Commit)],
        '控' => &[("控制", Commit)],
        '保' => &[("保持", Commit)],
        '稳' => &[("稳定在", Commit)],
        '恢' => &[("恢复", Commit)],
        '供' => &[("供应", Commit)],
        '收' => &[("收储", Commit)],
        '布' => &[("布局", Commit)],
        '设' => &[("设立", Commit)],
        '做' => &[("做优", Commit), ("做强", Commit)],
        '形' => &[("形成", Commit)],
        '造' => &[("造林", Commit)],
        '绿' => &[("绿化", Commit)],
        '购' => &[("购置", Commit)],
        '升' => &[("升级", Commit), ("升规", Commit)],
        '上' => &[("上市", Commit), ("上云", Commit), ("上年", Past), ("上升", Growth)],
        '增' => &[("增绿", Commit), ("增长", Growth), ("增加", Growth), ("增速", Growth), ("增幅", Growth)],
        '提' => &[("提高", Growth), ("提升", Growth), ("提出", Quoted), ("提供", Commit)],
        '下' => &[("下降", Growth), ("下达", Quoted), ("下放", Commit)],
        '降' => &[("降低", Growth)],
        '减' => &[("减少", Growth)],
        '压' => &[("压减", Growth), ("压缩", Growth)],
        '缩' => &[("缩短", Growth)],
        '递' => &[("递增", Growth)],
        '已' => &[("已", Past)],
        '了' => &[("了", Past)],
        '累' => &[("累计", Tally)],
        '截' => &[("截至", Past), ("截止", Past)],
        '现' => &[("现有", Past), ("现已", Past)],
        '去' => &[("去年", Past)],
        '以' => &[("以来", Past)],
        '居' => &[("居全", Past)],
        '位' => &[("位居", Past), ("位列", Past)],
        '共' => &[
            ("共有", Past),
            ("共完成", Past),
            ("共实现", Past),
            ("共引进", Past),
            ("共投入", Past),
            ("共接待", Past),
            ("共发放", Past),
        ],
        '过' => &[("过去", Past)],
        '这' => &[("这五年", Past), ("这一年", Past)],
        '年' => &[("年来", Past)],
        '更' => &[("更新", Commit)],
        '解' => &[("解决", Commit)],
        '优' => &[("优化调整", Commit)],
        '配' => &[("配建", Commit), ("配备", Commit)],
        '加' => &[("加装", Commit), ("加固", Commit)],
        '铺' => &[("铺设", Commit)],
        '栽' => &[("栽植", Commit)],
        '续' => &[("续建", Commit)],
        '救' => &[("救助", Commit)],
        '送' => &[("送", Commit)],
        '分' => &[("分别居", Past), ("分获", Past)],
        '荣' => &[("荣获", Past)],
        '获' => &[("获批", Past), ("获评", Past), ("获得", Past)],
        '成' => &[("成功", Past)],
        '超' => &[("超额", Past)],
        '顺' => &[("顺利", Past)],
        '圆' => &[("圆满", Past)],
        '据' => &[("据统计", Past), ("据测算", Forecast)],
        '预' => &[("预计", Forecast)],
        '有' => &[("有望", Forecast), ("有效缓解", Past)],
        '可' => &[
            ("可新增", Forecast),
            ("可实现", Forecast),
            ("可达", Forecast),
            ("可减", Forecast),
            ("可带动", Forecast),
        ],
        '每' => &[
            ("每新增", Condition),
            ("每少", Condition),
            ("每多", Condition),
            ("每超", Condition),
            ("每下降", Condition),
            ("每完成", Condition),
            ("每增加", Condition),
            ("每引进", Condition),
            ("每低", Condition),
            ("每高", Condition),
        ],
        '初' => &[("初步", Forecast)],
        '最' => &[("最高", Grant)],
        '给' => &[("给予", Grant)],
        '奖' => &[("奖励", Grant), ("奖补", Grant), ("奖金", Grant)],
        '资' => &[("资助", Grant)],
        '贴' => &[("贴息", Grant)],
        '罚' => &[("罚款", Grant)],
        '返' => &[("返还", Grant)],
        '免' => &[("免征", Grant), ("免收", Grant)],
        '公' => &[("公布", Commit)],
        '梳' => &[("梳理", Commit)],
        '出' => &[("出台", Commit), ("出让", Commit), ("出栏", Commit)],
        '流' => &[("流转", Commit)],
        '输' => &[("输出", Commit), ("输送", Commit)],
        '采' => &[("采购", Commit)],
        '查' => &[("查处", Commit), ("查办", Commit)],
        '制' => &[("制定", Commit), ("制订", Commit), ("制修订", Commit)],
        '编' => &[("编制", Commit)],
        '募' => &[("募集", Commit)],
        '评' => &[("评选", Commit)],
        '拆' => &[("拆除", Commit)],
        '疏' => &[("疏浚", Commit)],
        '搬' => &[("搬迁", Commit)],
        '征' => &[("征集", Commit)],
        '鼓' => &[("鼓励", Encourage)],
        _ => &[],
    }
}

use Comparator::{About, AtLeast, AtMost, Exceed, Reach};

/// Right after the number.
const AFTER: &[(&str, Comparator)] = &[
    ("及以上", AtLeast),
    ("（含）以上", AtLeast),
    ("以上", AtLeast),
    ("左右", About),
    ("上下", About),
    ("及以下", AtMost),
    ("以内", AtMost),
    ("之内", AtMost),
    ("以下", AtMost),
];

/// Right before the number; longer words before their own endings.
const BEFORE: &[(&str, Comparator)] = &[
    ("不得低于", AtLeast),
    ("不得少于", AtLeast),
    ("不低于", AtLeast),
    ("不少于", AtLeast),
    ("不小于", AtLeast),
    ("至少有", AtLeast),
    ("至少", AtLeast),
    ("≥", AtLeast),
    ("不得超过", AtMost),
    ("不超过", AtMost),
    ("不突破", AtMost),
    ("不高于", AtMost),
    ("不大于", AtMost),
    ("控制在", AtMost),
    ("低于", AtMost),
    ("少于", AtMost),
    ("小于", AtMost),
    ("≤", AtMost),
    ("＜", AtMost),
    ("<", AtMost),
    ("突破", Exceed),
    ("冲破", Exceed),
    ("超过", Exceed),
    ("跨越", Exceed),
    ("跨过", Exceed),
    ("迈过", Exceed),
    ("高于", Exceed),
    ("大于", Exceed),
    ("多于", Exceed),
    ("超", Exceed),
    ("破", Exceed),
    ("＞", Exceed),
    (">", Exceed),
    ("提高到", Reach),
    ("提高至", Reach),
    ("提升到", Reach),
    ("提升至", Reach),
    ("增加到", Reach),
    ("增加至", Reach),
    ("增长到", Reach),
    ("增长至", Reach),
    ("扩大到", Reach),
    ("扩大至", Reach),
    ("上升到", Reach),
    ("上升至", Reach),
    ("发展到", Reach),
    ("稳定在", Reach),
    ("保持在", Reach),
    ("维持在", Reach),
    ("下降到", Reach),
    ("下降至", Reach),
    ("降低到", Reach),
    ("降低至", Reach),
    ("减少到", Reach),
    ("减少至", Reach),
    ("压减到", Reach),
    ("压减至", Reach),
    ("压缩到", Reach),
    ("压缩至", Reach),
    ("缩短到", Reach),
    ("缩短至", Reach),
    ("压降至", Reach),
    ("降到", Reach),
    ("降至", Reach),
    ("减至", Reach),
    ("升至", Reach),
    ("增至", Reach),
    ("达到", Reach),
    ("冲刺", Reach),
    ("迈上", Reach),
    ("达", Reach),
    ("大约", About),
    ("接近", About),
    ("约", About),
    ("近", About),
];

/// All words that compare before a number.
pub(super) fn comparators() -> impl Iterator<Item = &'static str> {
    BEFORE.iter().map(|(word, _)| *word).chain(["过"])
}

/// The comparator at the start of what follows a number, and its bytes.
pub(super) fn after(rest: &str) -> Option<(Comparator, usize)> {
    let blank = rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
    let rest = &rest[blank..];
    AFTER
        .iter()
        .find(|(word, _)| rest.starts_with(word))
        .map(|(word, comparator)| (*comparator, blank + word.len()))
}

/// The comparator at the end of what stands before a number, and where it begins.
pub(super) fn before(head: &str) -> Option<(Comparator, usize)> {
    let mut trimmed = head.trim_end();
    // 提高到每人每年4800元: what it is told per stands between.
    while let Some(rest) = ["每人每年", "每人每月", "每人", "每月", "每年", "每天", "人均"]
        .iter()
        .find_map(|per| trimmed.strip_suffix(per))
    {
        if !BEFORE.iter().any(|(word, _)| rest.ends_with(word)) {
            break;
        }
        trimmed = rest;
    }
    if let Some(reached) = trimmed.strip_suffix('过') {
        // 过百亿 exceeds; 通过5项 does not.
        let plain = !["通", "经", "不", "超"].iter().any(|word| reached.ends_with(word));
        if plain {
            return Some((Exceed, reached.len()));
        }
    }
    let (word, comparator) = BEFORE.iter().find(|(word, _)| trimmed.ends_with(word))?;
    let start = trimmed.len() - word.len();
    // 附近, and 签约 4个, 节约 3万元: the end of another word.
    let other = match *word {
        "近" => trimmed[..start].ends_with(['附', '邻', '靠']),
        "约" => trimmed[..start].ends_with(['签', '节', '契', '预', '履', '集']),
        _ => false,
    };
    (!other).then_some((*comparator, start))
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
