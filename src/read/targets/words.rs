//! The words that tell plans from results.

pub(super) use super::comparing::{after, before, comparators};

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
            percent.then_some((at, if share >= 100 { Past } else { Tally }))
        })
    })
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
        '计' => &[("计分", Condition), ("计划", Resolve)],
        '拟' => &[("拟新", Resolve), ("拟建", Resolve)],
        '推' => &[
            ("推选", Commit),
            ("推荐", Commit),
            ("推动", Commit),
            ("推进", Commit),
            ("推广", Commit),
            ("推出", Commit),
            ("推介", Commit),
        ],
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
        '调' => &[("调运", Commit), ("调减", Commit), ("调出", Commit)],
        '审' => &[("审计", Commit)],
        '脱' => &[("脱贫", Commit), ("脱钩", Commit)],
        '轮' => &[("轮训", Commit), ("轮换", Commit)],
        '清' => &[("清零", Commit), ("清退", Commit), ("清淤", Commit)],
        '腾' => &[("腾空", Commit), ("腾退", Commit)],
        '复' => &[("复种", Commit), ("复垦", Commit), ("复绿", Commit)],
        '取' => &[("取缔", Commit), ("取消", Commit)],
        '挂' => &[("挂牌", Commit)],
        '遴' => &[("遴选", Commit)],
        '迁' => &[("迁建", Commit)],
        '补' => &[("补充", Commit), ("补植", Commit), ("补助", Grant), ("补贴", Grant), ("补偿", Grant)],
        '除' => &[("除险加固", Commit)],
        '培' => &[("培植", Commit), ("培育", Commit), ("培训", Commit), ("培养", Commit)],
        '打' => &[("打井", Commit), ("打捞", Commit), ("打造", Commit), ("打通", Commit)],
        '建' => &[
            ("建成后", Forecast),
            ("建成投产后", Forecast),
            ("建成投用后", Forecast),
            ("建成", Commit),
            ("建设", Commit),
            ("建立", Commit),
        ],
        '完' => &[("完工后", Forecast), ("完成", Commit)],
        '引' => {
            &[("引水", Commit), ("引种", Commit), ("引进", Commit), ("引育", Commit), ("引导", Encourage)]
        }
        '招' => &[
            ("招收", Commit),
            ("招生", Commit),
            ("招引", Commit),
            ("招聘", Commit),
            ("招商引资", Commit),
            ("招录", Commit),
        ],
        '抓' => &[("抓好", Commit)],
        '到' => &[("到位", Commit)],
        '组' => &[("组织", Commit), ("组建", Commit)],
        '发' => &[("发布", Commit), ("发展", Commit), ("发放", Commit)],
        '转' => &[("转产", Commit), ("转办", Commit), ("转化", Commit), ("转移", Commit)],
        '投' => &[
            ("投产后", Forecast),
            ("投用后", Forecast),
            ("投入", Commit),
            ("投放", Commit),
            ("投产", Commit),
        ],
        '储' => &[("储备", Commit)],
        '改' => {
            &[("改厕", Commit), ("改良", Commit), ("改造", Commit), ("改扩建", Commit), ("改建", Commit)]
        }
        '创' => &[("创办", Commit), ("创建", Commit), ("创成", Commit)],
        '开' => &[
            ("开办", Commit),
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
        '修' => &[("修订", Commit), ("修复", Commit), ("修缮", Commit), ("修建", Commit)],
        '整' => &[("整合", Commit), ("整治", Commit)],
        '申' => &[
            ("申创", Commit),
            ("申领", Commit),
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
        '选' => &[
            ("选送", Commit),
            ("选拔", Commit),
            ("选择", Commit),
            ("选派", Commit),
            ("选育", Commit),
            ("选树", Commit),
            ("选聘", Commit),
        ],
        '吸' => &[("吸引", Commit), ("吸纳", Commit)],
        '孵' => &[("孵化", Commit)],
        '安' => &[("安葬", Commit), ("安装", Commit), ("安置", Commit), ("安排", Commit)],
        '盘' => &[("盘活", Commit)],
        '化' => &[("化解", Commit)],
        '消' => &[("消纳", Commit), ("消化", Commit), ("消除", Commit)],
        '处' => &[("处理", Commit), ("处置", Commit)],
        '淘' => &[("淘汰", Commit)],
        '关' => &[("关停", Commit)],
        '控' => &[("控制", Commit)],
        '保' => &[("保持", Commit)],
        '稳' => &[("稳定在", Commit)],
        '恢' => &[("恢复", Commit)],
        '供' => &[("供地", Commit), ("供给", Commit), ("供应", Commit)],
        '收' => &[("收购", Commit), ("收储", Commit)],
        '布' => &[("布局", Commit)],
        '设' => &[("设立", Commit)],
        '做' => &[("做优", Commit), ("做强", Commit)],
        '形' => &[("形成", Commit)],
        '造' => &[("造林", Commit)],
        '绿' => &[("绿化", Commit)],
        '购' => &[("购置", Commit)],
        '升' => &[("升级", Commit), ("升规", Commit)],
        '上' => &[
            ("上限", Grant),
            ("上线", Commit),
            ("上市", Commit),
            ("上云", Commit),
            ("上年", Past),
            ("上升", Growth),
        ],
        '增' => &[
            ("增殖", Commit),
            ("增配", Commit),
            ("增设", Commit),
            ("增绿", Commit),
            ("增长", Growth),
            ("增加", Growth),
            ("增速", Growth),
            ("增幅", Growth),
        ],
        '提' => &[
            ("提升改造", Commit),
            ("提质改造", Commit),
            ("提高", Growth),
            ("提升", Growth),
            ("提出", Quoted),
            ("提供", Commit),
        ],
        '下' => &[
            ("下浮", Grant),
            ("下列条件", Condition),
            ("下派", Commit),
            ("下降", Growth),
            ("下达", Quoted),
            ("下放", Commit),
        ],
        '降' => &[("降低", Growth)],
        '减' => &[("减免", Grant), ("减按", Grant), ("减少", Growth)],
        '压' => &[("压降", Commit), ("压减", Growth), ("压缩", Growth)],
        '缩' => &[("缩短", Growth)],
        '递' => &[("递增", Growth)],
        '已' => &[("已", Past)],
        '了' => &[("了", Past)],
        '累' => &[("累计", Tally)],
        '同' => &[("同比", Tally), ("同期", Tally)],
        '截' => &[("截至", Past), ("截止", Past)],
        '现' => &[("现有", Past), ("现已", Past)],
        '去' => &[("去年", Past)],
        '以' => &[("以下条件", Condition), ("以来", Past)],
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
        '配' => &[("配租", Commit), ("配建", Commit), ("配备", Commit)],
        '加' => &[("加密", Commit), ("加装", Commit), ("加固", Commit)],
        '铺' => &[("铺设", Commit)],
        '栽' => &[("栽植", Commit)],
        '续' => &[("续建", Commit)],
        '救' => &[("救助", Commit)],
        '送' => &[("送", Commit)],
        '分' => &[("分值", Condition), ("分别居", Past), ("分获", Past)],
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
            ("可获得", Grant),
            ("可获", Grant),
            ("可享受", Grant),
            ("可申请", Grant),
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
        '免' => &[("免费", Commit), ("免征", Grant), ("免收", Grant)],
        '公' => &[("公布", Commit)],
        '梳' => &[("梳理", Commit)],
        '出' => &[("出列", Commit), ("出租", Commit), ("出台", Commit), ("出让", Commit), ("出栏", Commit)],
        '流' => &[("流转", Commit)],
        '输' => &[("输转", Commit), ("输出", Commit), ("输送", Commit)],
        '采' => &[("采购", Commit)],
        '查' => &[("查处", Commit), ("查办", Commit)],
        '制' => &[("制定", Commit), ("制订", Commit), ("制修订", Commit)],
        '编' => &[("编制", Commit)],
        '募' => &[("募集", Commit)],
        '评' => &[("评定", Commit), ("评选", Commit)],
        '拆' => &[("拆迁", Commit), ("拆旧", Commit), ("拆除", Commit)],
        '疏' => &[("疏浚", Commit)],
        '搬' => &[("搬迁", Commit)],
        '征' => &[("征集", Commit)],
        '鼓' => &[("鼓励", Encourage)],
        '帮' => &[("帮扶", Commit)],
        '接' => &[("接种", Commit), ("接入", Commit), ("接待", Commit)],
        '走' => &[("走访", Commit)],
        '慰' => &[("慰问", Commit)],
        '排' => &[("排查", Commit)],
        '检' => &[("检查", Commit)],
        '抽' => &[("抽查", Commit), ("抽检", Commit)],
        '监' => &[("监测", Commit)],
        '回' => &[("回收", Commit)],
        '兑' => &[("兑现", Commit)],
        '授' => &[("授予", Commit)],
        '命' => &[("命名", Commit)],
        '入' => &[("入住", Commit), ("入选", Commit)],
        '纳' => &[("纳入", Commit)],
        '惠' => &[("惠及", Commit)],
        '削' => &[("削减", Commit)],
        '退' => &[("退出", Commit)],
        '销' => &[("销号", Commit)],
        '归' => &[("归集", Commit)],
        '汇' => &[("汇聚", Commit)],
        '筛' => &[("筛查", Commit)],
        '体' => &[("体检", Commit)],
        '托' => &[("托养", Commit)],
        '交' => &[("交付", Commit)],
        '播' => &[("播种", Commit)],
        '放' => &[("放映", Commit), ("放养", Commit)],
        '服' => &[("服务", Commit)],
        '兴' => &[("兴建", Commit)],
        '架' => &[("架设", Commit)],
        '敷' => &[("敷设", Commit)],
        '硬' => &[("硬化", Commit)],
        '亮' => &[("亮化", Commit)],
        '承' => &[("承接", Commit), ("承办", Commit)],
        '演' => &[("演出", Commit)],
        '巡' => &[("巡查", Commit), ("巡演", Commit)],
        '普' => &[("普查", Commit)],
        '登' => &[("登记", Commit)],
        '聘' => &[("聘请", Commit)],
        '移' => &[("移栽", Commit)],
        '扶' => &[("扶持", Commit)],
        '联' => &[("联通", Commit), ("联系服务", Commit)],
        '受' => &[("受理", Commit)],
        '办' => &[("办理", Commit)],
        '研' => &[("研发", Commit), ("研制", Commit)],
        '攻' => &[("攻克", Commit)],
        '突' => &[("突破", Commit)],
        '摘' => &[("摘帽", Commit)],
        '派' => &[("派驻", Commit)],
        '表' => &[("表彰", Commit)],
        '拨' => &[("拨付", Commit)],
        '拓' => &[("拓宽", Commit)],
        '维' => &[("维修", Commit)],
        '粉' => &[("粉刷", Commit)],
        '蓄' => &[("蓄水", Commit)],
        '封' => &[("封顶", Grant)],
        '尚' => &[("尚未", Past), ("尚有", Past)],
        '仍' => &[("仍有", Past), ("仍然", Past), ("仍在", Past), ("仍为", Past)],
        '仅' => &[("仅为", Past), ("仅有", Past), ("仅占", Past)],
        '偏' => &[("偏低", Past), ("偏高", Past), ("偏小", Past)],
        '滞' => &[("滞后", Past)],
        '应' => {
            &[("应当具备", Condition), ("应具备", Condition), ("应满足", Condition), ("应符合", Condition)]
        }
        '须' => &[("须具备", Condition), ("须满足", Condition)],
        '符' => &[("符合下列", Condition), ("符合以下", Condition)],
        '权' => &[("权重", Condition)],
        '得' => &[("得分", Condition)],
        '扣' => &[("扣分", Condition)],
        '达' => &[("达产后", Forecast)],
        '项' => &[("项目总投资", Condition)],
        '该' => &[("该项目", Condition), ("该工程", Condition)],
        _ => &[],
    }
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
