//! A small report, searched and edited.

use super::*;
use crate::change::{
    Change, Mint, Record,
    actions::{self, ActionError},
    apply,
};
use crate::model::{
    Assignment, CancelToken, CivilDate, Deadline, Entity, NoReport, NodeId, Parent, Plan, ReadingId,
    RecordId, Role, SourceId, Stamp, TaskStatus, WriterId,
};
use proptest::prelude::*;
use std::fmt::Write;
use std::sync::Arc;

const TEXT: &str = "某市2026年重点任务\n\n一、建设现代产业园区\n\n（一）壮大先进制造业。一是新增规模以上工业企业20家以上（责任单位：市经信局、市发改委）二是推进 ５Ｇ 基站建设，年底前建成1200座。（责任单位：市通管办）\n\n（二）盘活低效用地。一是盘活存量土地3000亩。（责任单位：市资源规划局，相关区镇街道）二是推广标准地改革，园区全覆盖。\n\n二、改善民生\n\n（一）办好教育。一是新建学校3所，12月底前投入使用。（责任单位：市教育局）二是扩大普惠学位供给。\n";

struct Desk {
    plan: Plan,
    seq: u64,
}

impl Desk {
    fn new() -> Self {
        let mut desk = Self { plan: Plan::new(), seq: 0 };
        desk.import(TEXT);
        desk
    }

    fn import(&mut self, text: &str) {
        let reading =
            crate::read::read(text.as_bytes(), "report.txt", &NoReport, &CancelToken::new()).unwrap();
        let (id, source) = (ReadingId::of(text.as_bytes()), SourceId::of(text.as_bytes()));
        self.plan.add_reading(id, Arc::new(reading));
        self.write(|_, mint| Ok(actions::import(mint, source, "txt", "report.txt", id))).unwrap();
    }

    fn write(
        &mut self,
        make: impl FnOnce(&Plan, &mut Mint) -> Result<Change, ActionError>,
    ) -> Result<(), ActionError> {
        let id = RecordId { writer: WriterId(7), seq: self.seq + 1 };
        let change = make(&self.plan, &mut Mint::new(id))?;
        self.seq += 1;
        let record = Record { id, lamport: self.seq, stamp: Stamp::default(), change };
        apply(&mut self.plan, &record).unwrap();
        Ok(())
    }

    fn walk(&self) -> Vec<NodeId> {
        self.plan.documents().flat_map(|document| self.plan.walk(document.id)).collect()
    }

    fn titled(&self, words: &str) -> NodeId {
        let holds = |node: &NodeId| self.plan.node(*node).unwrap().title().contains(words);
        self.walk().into_iter().find(holds).unwrap()
    }

    fn search(&self, query: &SearchQuery) -> Vec<(String, Lane)> {
        let mut index = SearchIndex::default();
        index.refresh(&self.plan);
        let hits = hits(&index, &self.plan, query);
        let title = |hit: Hit| self.plan.node(hit.node).unwrap().title().chars().take(6).collect();
        hits.into_iter().map(|hit| (title(hit), hit.lane)).collect()
    }
}

fn today() -> CivilDate {
    CivilDate::new(2026, 11, 22).unwrap()
}

fn hits(index: &SearchIndex, plan: &Plan, query: &SearchQuery) -> Vec<Hit> {
    let mut search = Search::new(query, today());
    search.run(index, plan);
    assert!(search.is_whole(index));
    search.hits().to_vec()
}

fn words(words: &str) -> SearchQuery {
    SearchQuery { words: words.into(), ..SearchQuery::default() }
}

fn names(found: &[(String, Lane)]) -> Vec<&str> {
    found.iter().map(|(title, _)| title.as_str()).collect()
}

#[test]
fn titles_come_before_what_stands_elsewhere() {
    let desk = Desk::new();
    let found = desk.search(&words("园区"));
    assert_eq!(found[0], ("建设现代产业".into(), Lane::Title));
    assert!(found.iter().skip(1).any(|(_, lane)| *lane == Lane::Text), "{found:?}");
    let lanes: Vec<Lane> = found.iter().map(|(_, lane)| *lane).collect();
    assert!(lanes.iter().skip_while(|lane| **lane == Lane::Title).all(|lane| *lane != Lane::Title));
}

#[test]
fn width_case_and_white_space_do_not_matter() {
    let desk = Desk::new();
    for typed in ["5g基站", "５Ｇ基站", "5G 基站", "5g　基站"] {
        assert_eq!(names(&desk.search(&words(typed))), ["推进 ５Ｇ "], "{typed}");
    }
    assert!(desk.search(&words("")).is_empty());
    assert!(desk.search(&words("　")).is_empty());
}

#[test]
fn initials_find_titles_and_units() {
    let desk = Desk::new();
    assert_eq!(desk.search(&words("tj5gjz"))[0], ("推进 ５Ｇ ".into(), Lane::Title));
    assert_eq!(desk.search(&words("xjxx")), [("新建学校3所".into(), Lane::Title)]);
    assert_eq!(desk.search(&words("sjyj")), [("新建学校3所".into(), Lane::Units)]);
    assert_eq!(desk.search(&words("XJXX 教育")).len(), 1);
    let mut index = SearchIndex::default();
    index.refresh(&desk.plan);
    for (typed, marked) in [("xjxx", "新建学校"), ("sjyj", "市教育局"), ("xinjian", "新建")] {
        let query = words(typed);
        let shown = snippet(&desk.plan, hits(&index, &desk.plan, &query)[0], &query, 30);
        assert_eq!(&shown.text[shown.marks[0].clone()], marked, "{typed}");
    }
}

#[test]
fn units_targets_and_comments_are_searched_and_said() {
    let mut desk = Desk::new();
    assert_eq!(desk.search(&words("资源规划局"))[0], ("盘活存量土地".into(), Lane::Units));
    let school = desk.titled("新建学校");
    desk.write(|plan, mint| actions::annotate(plan, mint, school, "", None, "选址待定", "财政部门")).unwrap();
    assert_eq!(desk.search(&words("选址")), [("新建学校3所".into(), Lane::Notes)]);
    assert_eq!(desk.search(&words("财政部门")), [("新建学校3所".into(), Lane::Notes)]);
    // Words may stand in different parts, and none may be missing.
    assert_eq!(names(&desk.search(&words("选址 学校 教育局"))), ["新建学校3所"]);
    assert!(desk.search(&words("选址 园区")).is_empty());
}

#[test]
fn filters_combine_with_words_and_with_one_another() {
    let mut desk = Desk::new();
    let with = |traits: &[Trait]| SearchQuery { traits: traits.to_vec(), ..SearchQuery::default() };
    let unassigned = desk.search(&with(&[Trait::Unassigned]));
    assert!(names(&unassigned).contains(&"扩大普惠学位"), "{unassigned:?}");
    assert!(!names(&unassigned).contains(&"改善民生"), "a section is not unassigned");
    let both = desk.search(&SearchQuery { words: "园区".into(), ..with(&[Trait::Unassigned]) });
    assert!(!both.is_empty() && both.len() < unassigned.len());

    let unit = SearchQuery { unit: Some("市教育局".into()), ..SearchQuery::default() };
    assert_eq!(names(&desk.search(&unit)), ["新建学校3所"]);
    let section = Some(desk.titled("改善民生"));
    assert_eq!(desk.search(&SearchQuery { section, ..words("新") }).len(), 1);

    let due = |due| SearchQuery { due: Some(due), ..SearchQuery::default() };
    let day = |month, day| CivilDate::new(2026, month, day).unwrap();
    let quarter = desk.search(&due(Due::ThisQuarter));
    assert!(names(&quarter).contains(&"新建学校3所"), "{quarter:?}");
    assert!(desk.search(&due(Due::ThisMonth)).is_empty());
    let school = desk.titled("新建学校");
    let deadline = Deadline { words: "3月底前".into(), due: Some(day(3, 31)), ongoing: false };
    desk.write(|plan, _| actions::set_deadline(plan, school, deadline)).unwrap();
    assert_eq!(names(&desk.search(&due(Due::Past))), ["新建学校3所"]);
    assert_eq!(names(&desk.search(&due(Due::Between(day(3, 1), day(3, 31))))), ["新建学校3所"]);
    let done = SearchQuery { status: Some(TaskStatus::Done), ..due(Due::Past) };
    assert!(desk.search(&done).is_empty());
}

#[test]
fn a_snippet_shows_the_hit_and_where_it_stands() {
    let desk = Desk::new();
    let mut index = SearchIndex::default();
    index.refresh(&desk.plan);
    let query = words("5g基站");
    let hit = hits(&index, &desk.plan, &query)[0];
    let shown = snippet(&desk.plan, hit, &query, 40);
    assert_eq!(&shown.text[shown.marks[0].clone()], "５Ｇ 基站");
    assert_eq!(
        path_of(&desk.plan, hit.node, crate::words::Messages::default()),
        "建设现代产业园区 › 壮大先进制造业"
    );
    let query = words("全覆盖");
    let hit = hits(&index, &desk.plan, &query)[0];
    let shown = snippet(&desk.plan, hit, &query, 14);
    assert!(shown.text.starts_with('…') || shown.text.chars().count() <= 15, "{shown:?}");
    assert_eq!(&shown.text[shown.marks[0].clone()], "全覆盖");
    let far = "前".repeat(5000) + "中" + &"后".repeat(5000);
    let node = desk.titled("新建学校");
    let mut desk = desk;
    desk.write(|plan, _| actions::set_text(plan, node, &far)).unwrap();
    let shown = snippet(&desk.plan, Hit { node, lane: Lane::Text }, &words("中"), 30);
    assert_eq!(&shown.text[shown.marks[0].clone()], "中");
    assert!(shown.text.chars().count() <= 32 && shown.text.ends_with('…'));
}

#[test]
fn an_edit_makes_only_its_own_block_anew() {
    let mut desk = Desk::new();
    let mut many = String::new();
    for at in 0..400 {
        let _ = writeln!(many, "{at}.推进第{at}批重点工作，完善配套服务。");
    }
    desk.import(&format!("另一份报告\n\n一、重点\n\n{many}"));
    let mut index = SearchIndex::default();
    index.refresh(&desk.plan);
    assert!(index.len() > 400 && index.blocks.len() > 5, "{} {}", index.len(), index.blocks.len());
    let task = desk.titled("第200批");
    desk.write(|plan, _| actions::set_node_note(plan, task, "盯住不放")).unwrap();
    let mut steps = 0;
    while index.step(&desk.plan) {
        steps += 1;
    }
    assert!(steps <= 2, "{steps}");
    assert_eq!(hits(&index, &desk.plan, &words("盯住")), [Hit { node: task, lane: Lane::Notes }]);
}

#[test]
fn a_search_during_the_making_of_the_index_finds_the_same() {
    let desk = Desk::new();
    let mut index = SearchIndex::default();
    let mut search = Search::new(&words("新"), today());
    while index.step(&desk.plan) {
        search.step(&index, &desk.plan);
    }
    search.run(&index, &desk.plan);
    assert!(search.is_whole(&index));
    assert_eq!(search.hits(), hits(&index, &desk.plan, &words("新")));
}

/// An edit of a test.
#[derive(Clone, Debug)]
enum Edit {
    Title(usize, String),
    Note(usize, String),
    Assign(usize),
    Move(usize, usize),
    Remove(usize),
    Add(usize, String),
    Split(usize),
    Merge(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = 0..40_usize;
    let words = prop::sample::select(vec!["园区", "新增企业", "学校", "标准", "5G"]).prop_map(str::to_owned);
    prop_oneof![
        (at.clone(), words.clone()).prop_map(|(at, words)| Edit::Title(at, words)),
        (at.clone(), words.clone()).prop_map(|(at, words)| Edit::Note(at, words)),
        at.clone().prop_map(Edit::Assign),
        (at.clone(), at.clone()).prop_map(|(from, to)| Edit::Move(from, to)),
        at.clone().prop_map(Edit::Remove),
        (at.clone(), words).prop_map(|(at, words)| Edit::Add(at, words)),
        at.clone().prop_map(Edit::Split),
        at.prop_map(Edit::Merge),
    ]
}

fn carry_out(desk: &mut Desk, edit: &Edit) {
    let nodes = desk.walk();
    if nodes.is_empty() {
        return;
    }
    let node = |at: usize| nodes[at % nodes.len()];
    // Edits that cannot be are refused, which is as good.
    let _ = match edit {
        Edit::Title(at, words) => desk.write(|plan, _| actions::set_title(plan, node(*at), words)),
        Edit::Note(at, words) => desk.write(|plan, _| actions::set_node_note(plan, node(*at), words)),
        Edit::Assign(at) => {
            let units = [Assignment::new("园区管委会", Role::Lead)];
            desk.write(|plan, _| actions::assign(plan, node(*at), &units))
        }
        Edit::Move(from, to) => {
            let parent = Parent::Node(node(*to));
            desk.write(|plan, _| actions::move_node(plan, node(*from), parent, None))
        }
        Edit::Remove(at) => desk.write(|plan, _| actions::remove(plan, Entity::Node(node(*at)))),
        Edit::Add(at, words) => {
            let parent = Parent::Node(node(*at));
            desk.write(|plan, mint| actions::add_task(plan, mint, parent, None, words))
        }
        Edit::Split(at) => {
            let text = desk.plan.node(node(*at)).unwrap().text();
            let middle = text.char_indices().nth(3).map_or(0, |(at, _)| at);
            desk.write(|plan, mint| actions::split(plan, mint, node(*at), middle))
        }
        Edit::Merge(at) => desk.write(|plan, _| actions::merge(plan, node(*at))),
    };
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn an_index_that_followed_the_edits_finds_what_a_new_one_finds(edits in prop::collection::vec(edit(), 1..24)) {
        let mut desk = Desk::new();
        let mut followed = SearchIndex::default();
        followed.refresh(&desk.plan);
        for edit in &edits {
            carry_out(&mut desk, edit);
            followed.refresh(&desk.plan);
        }
        let mut fresh = SearchIndex::default();
        fresh.refresh(&desk.plan);
        prop_assert_eq!(fresh.len(), desk.walk().len());
        let queries = [
            words("园区"), words("新增"), words("5G"), words("标准 园区"),
            SearchQuery { traits: vec![Trait::Unassigned], ..SearchQuery::default() },
            SearchQuery { unit: Some("园区管委会".into()), ..SearchQuery::default() },
        ];
        for query in queries {
            prop_assert_eq!(hits(&followed, &desk.plan, &query), hits(&fresh, &desk.plan, &query), "{:?}", query);
        }
    }

    #[test]
    fn nothing_that_stands_in_a_node_is_missed(from in 0..400_usize, length in 1..6_usize) {
        let desk = Desk::new();
        let typed: String = TEXT.chars().skip(from).take(length).collect();
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        prop_assume!(!typed.is_empty());
        let mut index = SearchIndex::default();
        index.refresh(&desk.plan);
        let mut found: Vec<NodeId> = hits(&index, &desk.plan, &words(&typed)).iter().map(|hit| hit.node).collect();
        found.sort();
        let needle = fold::fold(&typed);
        let mut wanted: Vec<NodeId> = desk.walk().into_iter().filter(|id| {
            let node = desk.plan.node(*id).unwrap();
            let units = node.stored_units().items.iter().map(|unit| unit.name.clone() + "、").collect::<String>();
            let mut parts = vec![format!("{}{}", node.marker(), node.title()), node.text(), units];
            parts.extend(node.targets().iter().flat_map(|target| [target.value().indicator, target.quote().into_owned()]));
            parts.iter().any(|part| fold::fold(part).contains(&needle))
        }).collect();
        wanted.sort();
        prop_assert_eq!(found, wanted);
    }
}
