//! Passages and the targets they hold.

use super::{TargetContext, find, parse};
use crate::model::{Amount, SourceSpan, TargetValue};
use crate::read::Passage;
use proptest::prelude::*;
use std::fmt::Write;

fn told(text: &str, context: &TargetContext<'_>) -> Vec<String> {
    let passage = Passage::new(text, &[SourceSpan::new(0, text.len())]);
    let targets = find(&passage, context);
    targets.iter().map(|found| short(&found.value)).collect()
}

fn short(value: &TargetValue) -> String {
    let amount = match value.amount {
        Amount::Single(one) => one.to_string(),
        Amount::Range(low, high) => format!("{low}~{high}"),
    };
    let (comparator, kind) = (value.comparator.name(), value.kind.name());
    let stretch = if value.stretch { "!" } else { "" };
    format!("{} {comparator} {amount}{} {kind}{stretch}", value.indicator, value.measure)
}

fn check(cases: &[(&str, &[&str])], context: &TargetContext<'_>) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let told = told(text, context);
        if told != *expected {
            let _ = writeln!(wrong, "{text}\n  told {told:?}\n  want {expected:?}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[expect(clippy::too_many_lines, reason = "a table of passages")]
#[test]
fn plans_are_read() {
    check(
        &[
            (
                "地区生产总值增长6%左右，规模以上工业增加值增长7.5%以上。",
                &["地区生产总值 about 6% growth", "规模以上工业增加值 at_least 7.5% growth"],
            ),
            ("城镇调查失业率控制在5.5%左右。", &["城镇调查失业率 about 5.5% share"]),
            ("居民消费价格涨幅控制在3%以内。", &["居民消费价格 at_most 3% growth"]),
            ("单位GDP能耗下降４．６％，完成省下达任务。", &["单位GDP能耗 equal 4.6% growth"]),
            ("力争地区生产总值突破两千亿元大关。", &["地区生产总值 exceed 2000亿元 level!"]),
            ("到2025年，经济总量跨越两千亿。", &["经济总量 exceed 2000亿元 level"]),
            ("经济增速保持在5%—6%。", &["经济 range 5~6% growth"]),
            (
                "地区生产总值增长5%~6%，固定资产投资增长8至10%。",
                &["地区生产总值 range 5~6% growth", "固定资产投资 range 8~10% growth"],
            ),
            ("城镇新增就业5.2万人以上。", &["城镇新增就业 at_least 5.2万人 level"]),
            (
                "规模以上工业企业和限额以上商贸企业分别达到300家、150家。",
                &["规模以上工业企业 reach 300家 count", "限额以上商贸企业 reach 150家 count"],
            ),
            (
                "一、二、三产业增加值分别增长3%、6%、7%左右。",
                &["一 about 3% growth", "二 about 6% growth", "三产业增加值 about 7% growth"],
            ),
            (
                "省级、国家级科技企业孵化器分别达到12家、3家。",
                &["省级科技企业孵化器 reach 12家 count", "国家级科技企业孵化器 reach 3家 count"],
            ),
            (
                "地区生产总值增长7%以上、力争达到8%。",
                &["地区生产总值 at_least 7% growth", "地区生产总值 reach 8% growth!"],
            ),
            (
                "进出口总额增长12%、达到500亿元。",
                &["进出口总额 equal 12% growth", "进出口总额 reach 500亿元 level"],
            ),
            (
                "数字经济核心产业增加值占地区生产总值比重提高到10%。",
                &["数字经济核心产业增加值占地区生产总值比重 reach 10% share"],
            ),
            (
                "常住人口城镇化率提高1.2个百分点，达到68%。",
                &["常住人口城镇化率 equal 1.2个百分点 growth", "常住人口城镇化率 reach 68% share"],
            ),
            ("新建改建农村公路200公里。", &["农村公路 equal 200公里 level"]),
            (
                "改造老旧小区58个、惠及居民1.2万户。",
                &["老旧小区 equal 58个 count", "惠及居民 equal 1.2万户 count"],
            ),
            ("新建高标准农田30万亩。", &["高标准农田 equal 30万亩 level"]),
            ("粮食产量稳定在120万吨以上。", &["粮食产量 at_least 120万吨 level"]),
            (
                "全年引进5亿元以上项目20个、10亿元以上项目8个。",
                &["5亿元以上项目 equal 20个 count", "10亿元以上项目 equal 8个 count"],
            ),
            (
                "新增国家级专精特新“小巨人”企业不少于5家。",
                &["新增国家级专精特新“小巨人”企业 at_least 5家 count"],
            ),
            (
                "研发投入强度达到2.8%，每万人口高价值发明专利拥有量达到12件。",
                &["研发投入强度 reach 2.8% share", "每万人口高价值发明专利拥有量 reach 12件 level"],
            ),
            ("企业开办时间压缩至0.5个工作日以内。", &["企业开办时间 at_most 0.5个工作日 level"]),
            ("营商环境评价全省排名前移3位。", &["营商环境评价全省排名 rank_up 3位 rank"]),
            ("力争进入全国百强县前50位。", &["全国百强县位次 reach 50位 rank!"]),
            (
                "空气质量优良天数比率不低于85%，PM2.5平均浓度控制在35微克/立方米以下。",
                &["空气质量优良天数比率 at_least 85% share", "PM2.5平均浓度 at_most 35微克/立方米 level"],
            ),
            (
                "接待游客突破3000万人次，旅游综合收入增长15%以上。",
                &["接待游客 exceed 3000万人次 level", "旅游综合收入 at_least 15% growth"],
            ),
            (
                "培育产值超50亿元企业3家、超百亿元企业1家。",
                &["产值超50亿元企业 equal 3家 count", "超百亿元企业 equal 1家 count"],
            ),
            ("建成10个以上国家级绿色工厂。", &["国家级绿色工厂 at_least 10个 count"]),
            (
                "实施重点项目110余个，完成年度投资300亿元。",
                &["重点项目 exceed 110个 count", "重点项目年度投资 equal 300亿元 level"],
            ),
            ("新建三个社区养老服务中心。", &["社区养老服务中心 equal 3个 count"]),
            ("推动两家企业在主板上市。", &["企业在主板上市 equal 2家 count"]),
            ("确保一季度规模以上工业增加值增长百分之十二。", &["规模以上工业增加值 equal 12% growth"]),
            (
                "到2027年，全区高新技术企业超过1000家，技术合同成交额突破百亿元。",
                &["高新技术企业 exceed 1000家 count", "技术合同成交额 exceed 100亿元 level"],
            ),
            ("“四好农村路”里程达到1.5万公里。", &["“四好农村路”里程 reach 1.5万公里 level"]),
            ("亿元GDP生产安全事故死亡率下降8%。", &["亿元GDP生产安全事故死亡率 equal 8% growth"]),
            (
                "发展农民合作社50家，家庭农场120家。",
                &["农民合作社 equal 50家 count", "家庭农场 equal 120家 count"],
            ),
            ("培训各类技能人才5000人次。", &["培训各类技能人才 equal 5000人次 level"]),
            (
                "新增学位6000个以上，新建、改扩建学校15所。",
                &["新增学位 at_least 6000个 count", "改扩建学校 equal 15所 count"],
            ),
            ("发放创业担保贷款2亿元以上。", &["发放创业担保贷款 at_least 2亿元 level"]),
            ("争取上级奖补资金5000万元。", &["上级奖补资金 equal 5000万元 level!"]),
            ("将PM2.5浓度控制在32微克/立方米以内。", &["PM2.5浓度 at_most 32微克/立方米 level"]),
            (
                "建成区面积扩大到45平方公里，城区人口达到40万人。",
                &["建成区面积 reach 45平方公里 level", "城区人口 reach 40万人 level"],
            ),
            ("全社会研发经费支出年均增长10%以上。", &["全社会研发经费支出 at_least 10% growth"]),
            (
                "九年义务教育巩固率稳定在99%以上，高中阶段毛入学率达95%。",
                &["九年义务教育巩固率 at_least 99% share", "高中阶段毛入学率 reach 95% share"],
            ),
            ("新开工装配式建筑占比达到40%。", &["新开工装配式建筑占比 reach 40% share"]),
            (
                "森林覆盖率达到52.3%，完成营造林15万亩。",
                &["森林覆盖率 reach 52.3% share", "营造林 equal 15万亩 level"],
            ),
        ],
        &TargetContext::default(),
    );
}

#[test]
fn what_only_looks_like_a_target_is_left() {
    check(
        &[
            ("为全省进入前三强作出更大贡献。", &[]),
            ("为全市冲刺五十强,建设新城市作出更大贡献。", &[]),
            ("去年，全市地区生产总值增长6.2%，高于全省1.1个百分点。", &[]),
            ("2021年实现税收12.5亿元，同比增长8.3%。", &[]),
            ("1-8月，规模以上工业增加值增长7.1%。", &[]),
            ("前三季度完成固定资产投资320亿元。", &[]),
            ("截至6月底，累计完成投资45.6亿元，占年度计划的62%。", &[]),
            ("全市已建成5G基站1200个，新增高新技术企业36家。", &[]),
            ("新增就业3.2万人，超额完成年度目标任务。", &[]),
            ("预计全年实现产值300亿元。", &[]),
            ("对首次入规企业给予最高20万元奖励。", &[]),
            ("按设备投资额的10%给予补助，最高不超过200万元。", &[]),
            ("对固定资产投资超过5000万元的项目优先保障用地。", &[]),
            ("毕业5年内高校毕业生可申请最高30万元担保贷款。", &[]),
            ("招商引资占考核总分30分。", &[]),
            ("加快推进80万吨乙烯项目前期工作。", &[]),
            ("打造千亿级新材料产业集群。", &[]),
            ("实施三大行动，抓好七大工程。", &[]),
            ("开展“五个一百”工程和15项专项行动。", &[]),
            ("成立12个工作专班，出台20条措施。", &[]),
            ("省政府办公厅〔2023〕15号文件要求，2024年6月30日前完成。", &[]),
            ("全县18个乡镇、230个行政村全部参加评比。", &[]),
            ("35家企业参加签约仪式，签约金额88亿元。", &[]),
            ("过去五年，地区生产总值年均增长7.8%，跨上了三千亿台阶。", &[]),
            ("圆满完成省下达的增长7%的目标。", &[]),
            ("聚焦世界500强、中国500强企业开展招商。", &[]),
            ("现有国家级孵化器5家，科技型中小企业800家。", &[]),
            ("深入实施“323”攻坚行动和“4+1”产业体系。", &[]),
            ("推进甲、乙、丙三个片区建设。", &[]),
            ("第一产业比重由12%降到了9%。", &[]),
        ],
        &TargetContext { year: Some(2022), ..TargetContext::default() },
    );
}

#[test]
fn lists_share_their_words() {
    check(
        &[
            (
                "确保合同履约率、项目开工率分别达到85%、70%以上。",
                &["合同履约率 reach 85% share", "项目开工率 at_least 70% share"],
            ),
            (
                "城镇居民和农村居民人均可支配收入分别达到4.2万元、2.1万元，分别增长6%和7%。",
                &[
                    "城镇居民人均可支配收入 reach 4.2万元 level",
                    "农村居民人均可支配收入 reach 2.1万元 level",
                    "城镇居民人均可支配收入 equal 6% growth",
                    "农村居民人均可支配收入 equal 7% growth",
                ],
            ),
            (
                "引进亿元以上、5亿元以上工业项目30个、6个。",
                &[
                    "亿元以上、5亿元以上工业项目 equal 30个 count",
                    "亿元以上、5亿元以上工业项目 equal 6个 count",
                ],
            ),
            (
                "培育年营收超5亿元、20亿元的农业企业8家、2家。",
                &["年营收超5亿元的农业企业 equal 8家 count", "年营收超20亿元的农业企业 equal 2家 count"],
            ),
            (
                "谋划储备项目180个以上，总投资900亿元以上。",
                &["储备项目 at_least 180个 count", "储备项目总投资 at_least 900亿元 level"],
            ),
            (
                "支持甲公司产值突破80亿元、乙公司突破60亿元。",
                &["甲公司产值 exceed 80亿元 level", "乙公司产值 exceed 60亿元 level"],
            ),
            (
                "力争规上企业达到120家，其中产值过亿元企业40家。",
                &["规上企业 reach 120家 count!", "产值过亿元企业 equal 40家 count"],
            ),
            (
                "打通文化路等5条断头路和滨河路、体育路2个拥堵节点。",
                &["断头路 equal 5条 count", "拥堵节点 equal 2个 count"],
            ),
            (
                "争创2-3个省级特色小镇，培育10-12个示范村。",
                &["省级特色小镇 range 2~3个 count", "示范村 range 10~12个 count"],
            ),
            (
                "到2027年，两类园区在2024年的基础上翻番，分别超过30家和12家。",
                &["两类园区 exceed 30家 count", "两类园区 exceed 12家 count"],
            ),
            (
                "化学需氧量、氨氮排放量分别比2020年下降8%和7%。",
                &["化学需氧量 equal 8% growth", "氨氮排放量 equal 7% growth"],
            ),
            (
                "亩均税收达到20万元/亩，工业用地出让300亩。",
                &["亩均税收 reach 20万元/亩 level", "工业用地出让 equal 300亩 level"],
            ),
        ],
        &TargetContext::default(),
    );
}

#[test]
fn reports_forecasts_and_conditions_are_left() {
    check(
        &[
            ("预计完成产值210亿元，增长9.2%；利润18亿元，增长5%。", &[]),
            ("据统计，各项指标位居前列。全年共完成投资66亿元，增长7%；财政收入完成9.2亿元，增长4%。", &[]),
            ("截止5月底，完成投资33.5亿元。计划总投资120亿元，完成投资41亿元。", &[]),
            ("申报企业从业人员不超过300人，研发费用占比不低于4%，拥有发明专利2件以上。", &[]),
            ("五年来，市场主体由6.6万户增加到12.3万户，比重由35%提高到47%。", &[]),
            ("确保5个集中安置点群众住得稳。", &[]),
            ("聚焦12个特色集群和30条重点链条，实施梯度培育。", &[]),
            ("按每亩500元的标准给予补贴，每户最高5000元。", &[]),
            ("围绕60万吨钢结构项目延伸下游。", &[]),
            ("推动年产6万吨铜箔、8亿平方米隔膜等项目开工。", &[]),
            ("项目用地不低于50亩，投资强度不低于300万元/亩的，优先供地。", &[]),
            ("每新增1家规上企业加2分，最高加10分。", &[]),
            ("上半年，全市完成工业投资86亿元，增长15.3%。", &[]),
            ("达产后年税收2亿元，可新增就业1200人。", &[]),
            ("上半年确保完成全年目标的50%以上。", &[]),
            ("为42家企业解决贷款8.3亿元，有效缓解了融资难。", &[]),
        ],
        &TargetContext::default(),
    );
    let report = TargetContext { past: true, ..TargetContext::default() };
    check(&[("实现地区生产总值320亿元，增长7.5%。新增规上企业21家。", &[])], &report);
    let review = TargetContext { heading: "2023年工作回顾", ..TargetContext::default() };
    check(&[("完成固定资产投资150亿元，增长12%。", &[])], &review);
    let goals = TargetContext { heading: "主要预期目标", ..TargetContext::default() };
    check(
        &[(
            "累计建成产业园12个，粮食总产40万吨。",
            &["产业园 equal 12个 count", "粮食总产 equal 40万吨 level"],
        )],
        &goals,
    );
}

#[test]
fn horizon_comes_from_the_sentence_or_from_before() {
    let by = |text: &str, context: &TargetContext<'_>| {
        let passage = Passage::new(text, &[SourceSpan::new(0, text.len())]);
        find(&passage, context).into_iter().map(|found| found.value.by).collect::<Vec<_>>()
    };
    let plain = TargetContext::default();
    assert_eq!(by("到2026年，产值突破500亿元；到2028年，突破800亿元。", &plain), ["2026年", "2028年"]);
    assert_eq!(by("一季度工业增加值增长9%，全年增长8%。", &plain), ["一季度", "全年"]);
    assert_eq!(by("产值增长9%。", &TargetContext { by: "全年", ..plain }), ["全年"]);
}

#[test]
fn quotes_are_the_words_and_map_to_the_source() {
    let source = "二、目标\n经济增速保持在5%\n—6%左右，力争工业投资增长12%\n以上。";
    let lines: Vec<SourceSpan> = source
        .lines()
        .skip(1)
        .map(|line| {
            let start = line.as_ptr() as usize - source.as_ptr() as usize;
            SourceSpan::new(start, start + line.len())
        })
        .collect();
    let passage = Passage::new(source, &lines);
    let found = find(&passage, &TargetContext::default());
    let quotes: Vec<&str> = found.iter().map(|found| &passage.text[found.range.clone()]).collect();
    assert_eq!(quotes, ["经济增速保持在5%—6%左右", "力争工业投资增长12%以上"]);
    assert_eq!(passage.source(found[0].range.clone()).of(source), "经济增速保持在5%\n—6%左右");
    assert!(found.iter().all(|found| found.confidence >= super::evidence::TAKEN && !found.rule.is_empty()));
}

#[test]
fn typed_words_are_read() {
    for (words, told) in [
        ("突破1200亿元", " exceed 1200亿元 level"),
        ("12%以上", " at_least 12% share"),
        ("增长12%以上", " at_least 12% growth"),
        ("地区生产总值增长8%左右", "地区生产总值 about 8% growth"),
        ("新增规上企业30家", "新增规上企业 equal 30家 count"),
        ("力争达到５％－６％", " range 5~6% share!"),
        ("不超过3个工作日", " at_most 3个工作日 level"),
        ("前移5位", " rank_up 5位 rank"),
        ("3家", " equal 3家 count"),
    ] {
        assert_eq!(parse(words).as_ref().map(short).as_deref(), Some(told), "{words}");
    }
    for words in ["", "稳步提高", "高于全市平均水平", "2025年", "12"] {
        assert_eq!(parse(words), None, "{words}");
    }
}

proptest! {
    #[test]
    fn anything_is_read_without_harm(
        text in "[0-9０-９一二两三十百千万亿半%％.，,。；：、（）“”《》〔〕—~到至分别力争达突破超增长个家亿元以上左右级的了已年月 A]{0,60}",
        past in any::<bool>(),
    ) {
        let passage = Passage::new(&text, &[SourceSpan::new(0, text.len())]);
        for found in find(&passage, &TargetContext { past, year: Some(2024), ..TargetContext::default() }) {
            prop_assert!(text.get(found.range.clone()).is_some_and(|quote| !quote.is_empty()));
            prop_assert!((0.0..=1.0).contains(&found.confidence));
        }
        for quantity in crate::read::quantity::scan(&text) {
            prop_assert!(text.get(quantity.range).is_some());
        }
        let _ = parse(&text);
        if let Some(found) = crate::read::deadline::find(&passage, Some(2024)) {
            prop_assert_eq!(text.get(found.range), Some(found.deadline.words.as_str()));
        }
    }

    #[test]
    fn any_unicode_is_read_without_harm(text in "\\PC{0,40}") {
        let passage = Passage::new(&text, &[SourceSpan::new(0, text.len())]);
        let _ = find(&passage, &TargetContext::default());
        let _ = crate::read::deadline::find(&passage, None);
        let _ = crate::read::deadline::parse(&text, Some(2024));
    }
}

/// Runs over a folder of labelled reports when `LUOSHI_REPORTS` and `LUOSHI_PREDICTIONS` name folders;
/// writes one `<stem>.json` a report for the scorer.
#[test]
fn dump_predictions() {
    let (Ok(reports), Ok(out)) = (std::env::var("LUOSHI_REPORTS"), std::env::var("LUOSHI_PREDICTIONS"))
    else {
        return;
    };
    for entry in std::fs::read_dir(reports).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut targets = Vec::new();
        let past =
            text.lines().filter(|line| !line.trim().is_empty()).take(1).any(|line| line.contains("总结"));
        let mut heading = String::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if line.chars().count() < 30 && !line.contains('。') {
                heading = line.to_owned();
            }
            let passage = Passage::new(line, &[SourceSpan::new(0, line.len())]);
            let context = TargetContext { past, heading: &heading, ..TargetContext::default() };
            for found in find(&passage, &context) {
                let value = match found.value.amount {
                    crate::model::Amount::Single(one) => serde_json::json!(one),
                    crate::model::Amount::Range(low, high) => serde_json::json!([low, high]),
                };
                targets.push(serde_json::json!({
                    "indicator": found.value.indicator, "comparator": found.value.comparator.name(),
                    "value": value, "unit": found.value.measure, "kind": found.value.kind.name(),
                    "by": found.value.by, "stretch": found.value.stretch, "quote": &passage.text[found.range.clone()],
                    "confidence": found.confidence, "rule": found.rule,
                }));
            }
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned() + ".json";
        let json = serde_json::to_string_pretty(&serde_json::json!({ "targets": targets })).unwrap();
        std::fs::write(std::path::Path::new(&out).join(name), json).unwrap();
    }
}
