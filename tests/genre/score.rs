//! The scorer of labelled reports: hits, misses and false finds of each part of a reading.
//!
//! Words are compared folded to half width and without white space.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// Hits, false finds and misses.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) hit: usize,
    pub(crate) wrong: usize,
    pub(crate) missed: usize,
}

impl Tally {
    pub(crate) fn precision(self) -> f64 {
        ratio(self.hit, self.hit + self.wrong)
    }
    pub(crate) fn recall(self) -> f64 {
        ratio(self.hit, self.hit + self.missed)
    }
    pub(crate) fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// How many of some hits are right in a detail too.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Share {
    pub(crate) right: usize,
    pub(crate) all: usize,
}

impl Share {
    pub(crate) fn share(self) -> f64 {
        ratio(self.right, self.all)
    }
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }
}

fn ratio(part: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { part as f64 / all as f64 }
}

/// What one set of documents adds up to.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    pub(crate) sections: Tally,
    pub(crate) levels: Share,
    pub(crate) tasks: Tally,
    /// Finds inside a task that another find begins: too many splits.
    pub(crate) splits: usize,
    pub(crate) units: Tally,
    pub(crate) lead: Tally,
    pub(crate) targets: Tally,
    pub(crate) comparators: Share,
    pub(crate) measures: Share,
    pub(crate) kinds: Share,
    pub(crate) indicators: Share,
    /// False targets that are listed as past results, caps or names.
    pub(crate) negatives: usize,
    pub(crate) noise: Tally,
    /// Lines of chrome taken for a section or task.
    pub(crate) leaks: usize,
    pub(crate) deadlines: Share,
}

impl Sums {
    /// Tasks where extra splits count as wrong.
    pub(crate) fn tasks_with_splits(&self) -> Tally {
        Tally { wrong: self.tasks.wrong + self.splits, ..self.tasks }
    }
}

impl fmt::Display for Sums {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (part, tally) in [
            ("sections", self.sections),
            ("tasks", self.tasks),
            ("tasks, extra splits wrong", self.tasks_with_splits()),
            ("units", self.units),
            ("lead", self.lead),
            ("targets", self.targets),
            ("noise", self.noise),
        ] {
            let (p, r) = (tally.precision(), tally.recall());
            writeln!(f, "{part:26} P {p:.3} R {r:.3} F1 {:.3}", tally.f1())?;
        }
        for (part, share) in [
            ("section levels", self.levels),
            ("comparators", self.comparators),
            ("units of measure", self.measures),
            ("kinds", self.kinds),
            ("indicators", self.indicators),
            ("deadlines", self.deadlines),
        ] {
            writeln!(f, "{part:26} {}/{}", share.right, share.all)?;
        }
        writeln!(f, "false targets that are results, caps or names {}", self.negatives)?;
        writeln!(f, "chrome taken for content {}", self.leaks)
    }
}

/// The text that labels refer to: the file's, or the visible text of a page.
pub(crate) fn view(name: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).into_owned();
    if std::path::Path::new(name).extension().is_none_or(|kind| kind != "html") {
        return text;
    }
    let mut rest = text.as_str();
    let mut seen = String::with_capacity(text.len());
    while let Some(at) = rest.find('<') {
        seen.push_str(&rest[..at]);
        let tag = &rest[at..];
        let hidden = ["style", "script", "svg"].iter().find(|name| tag[1..].starts_with(**name));
        let end = match hidden.and_then(|name| {
            let close = format!("</{name}>");
            tag.find(&close).map(|end| end + close.len())
        }) {
            Some(end) => end,
            None => tag.find('>').map_or(tag.len(), |end| end + 1),
        };
        rest = &tag[end..];
    }
    seen.push_str(rest);
    [("&nbsp;", "\u{a0}"), ("&gt;", ">"), ("&lt;", "<"), ("&quot;", "\""), ("&copy;", "©"), ("&amp;", "&")]
        .iter()
        .fold(seen, |seen, (entity, character)| seen.replace(entity, character))
}

fn folded(words: &str) -> String {
    words.nfkc().filter(|c| !c.is_whitespace()).collect()
}

fn text(value: &Value, key: &str) -> String {
    folded(value[key].as_str().unwrap_or_default())
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn words_of(value: &Value, key: &str) -> BTreeSet<String> {
    list(value, key).iter().filter_map(Value::as_str).map(folded).collect()
}

/// A title without the marks around it.
fn core(words: &str) -> &str {
    words.trim_matches(|c| "，。、；：,.;:()[]〔〕【】“”\"'‘’《》<>〈〉*#—-~".contains(c))
}

fn same_title(one: &str, other: &str) -> bool {
    let (one, other) = (core(one), core(other));
    let shorter = one.chars().count().min(other.chars().count());
    one == other || shorter >= 6 && (one.starts_with(other) || other.starts_with(one))
}

/// A number, or the two ends of a range.
fn amounts(value: &Value) -> Vec<i64> {
    let one = |value: &Value| value.as_f64().map(|number| (number * 1e6).round() as i64);
    match value {
        Value::Array(ends) => ends.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    }
}

/// Adds one document.
pub(crate) fn score(gold: &Value, read: &Value, view: &str, sums: &mut Sums) {
    let view = folded(view);
    sections(gold, read, sums);
    tasks(gold, read, &view, sums);
    targets(gold, read, sums);
    noise(gold, read, &view, sums);
}

fn sections(gold: &Value, read: &Value, sums: &mut Sums) {
    let (optional, required): (Vec<&Value>, Vec<&Value>) =
        list(gold, "sections").iter().partition(|section| section["optional"] == true);
    let mut ignored: Vec<String> = optional.iter().map(|section| text(section, "title")).collect();
    ignored.extend(
        list(gold, "tasks").iter().map(|task| {
            if task["title"].is_string() { text(task, "title") } else { text(task, "text_start") }
        }),
    );
    ignored.push(text(gold, "title"));
    let mut used = BTreeSet::new();
    for found in list(read, "sections") {
        let title = text(found, "title");
        let hit = (0..required.len())
            .find(|at| !used.contains(at) && same_title(&text(required[*at], "title"), &title));
        if let Some(at) = hit {
            used.insert(at);
            sums.sections.hit += 1;
            sums.levels.add(required[at]["level"] == found["level"]);
        } else if !ignored.iter().any(|other| same_title(other, &title)) {
            sums.sections.wrong += 1;
        }
    }
    sums.sections.missed += required.len() - used.len();
}

/// A labelled task and the stretch of the text that is its own.
struct Block<'a> {
    start: usize,
    end: usize,
    task: &'a Value,
    required: bool,
}

/// The labelled tasks with their stretches, which end where the next task or section begins.
fn blocks<'a>(gold: &'a Value, view: &str) -> Vec<Block<'a>> {
    let mut from = 0;
    let mut found = Vec::new();
    for task in list(gold, "tasks") {
        let start = text(task, "text_start");
        let at = view[from..].find(&start).map(|at| from + at).or_else(|| view.find(&start));
        let Some(at) = at else { panic!("{start} does not stand in the text") };
        from = from.max(at + view[at..].chars().next().map_or(1, char::len_utf8));
        let required = task["optional"] != true && matches!(task["status"].as_str(), None | Some("planned"));
        found.push(Block { start: at, end: view.len(), task, required });
    }
    let mut starts: Vec<usize> = found.iter().map(|block| block.start).collect();
    starts
        .extend(list(gold, "sections").iter().filter_map(|section| view.find(core(&text(section, "title")))));
    starts.sort_unstable();
    for block in &mut found {
        block.end = starts.iter().copied().find(|start| *start > block.start).unwrap_or(view.len());
    }
    found
}

fn tasks(gold: &Value, read: &Value, view: &str, sums: &mut Sums) {
    let blocks = blocks(gold, view);
    let (required, soft): (Vec<&Block>, Vec<&Block>) = blocks.iter().partition(|block| block.required);
    let mut strict: BTreeSet<usize> = BTreeSet::new();
    let mut found: Vec<Vec<&Value>> = vec![Vec::new(); required.len()];
    for task in list(read, "tasks") {
        let start: String = text(task, "text").chars().take(12).collect();
        let places: Vec<usize> = if start.is_empty() {
            Vec::new()
        } else {
            view.match_indices(&start).map(|(at, _)| at).collect()
        };
        let near = |at: usize, block: &Block| {
            let (low, high) = (at.min(block.start), at.max(block.start));
            view[low..high].chars().count() <= 3
        };
        let mut best: Option<(usize, bool)> = None;
        for &at in &places {
            for (index, block) in required.iter().enumerate() {
                if near(at, block) && (best.is_none_or(|(_, exact)| !exact) || !strict.contains(&index)) {
                    best = Some((index, true));
                } else if best.is_none() && (block.start..block.end).contains(&at) {
                    best = Some((index, false));
                }
            }
        }
        match best {
            Some((index, exact)) => {
                found[index].push(task);
                if exact {
                    strict.insert(index);
                } else {
                    sums.splits += 1;
                }
            }
            None if places
                .iter()
                .any(|at| soft.iter().any(|block| (block.start..block.end).contains(at))) => {}
            None => sums.tasks.wrong += 1,
        }
    }
    sums.tasks.hit += strict.len();
    sums.tasks.missed += required.len() - strict.len();
    let default = words_of(gold, "default_units");
    for (block, tasks) in required.iter().zip(&found) {
        let told = |key: &str| tasks.iter().flat_map(|task| words_of(task, key)).collect::<BTreeSet<_>>();
        let (units, lead) = (words_of(block.task, "units"), words_of(block.task, "lead"));
        compare(&units, &told("units").difference(&default).cloned().collect(), &default, &mut sums.units);
        compare(&lead, &told("lead"), &BTreeSet::new(), &mut sums.lead);
        if block.task["deadline"].is_string() {
            let due = text(block.task, "deadline");
            let told = tasks.iter().find(|task| task["deadline"].is_string());
            sums.deadlines.add(told.is_some_and(|task| {
                let words = text(task, "deadline");
                words.contains(&due) || due.contains(&words)
            }));
        }
    }
}

fn compare(gold: &BTreeSet<String>, told: &BTreeSet<String>, default: &BTreeSet<String>, tally: &mut Tally) {
    let gold: BTreeSet<&String> = gold.iter().filter(|name| !default.contains(*name)).collect();
    let told: BTreeSet<&String> = told.iter().collect();
    tally.hit += gold.intersection(&told).count();
    tally.missed += gold.difference(&told).count();
    tally.wrong += told.difference(&gold).count();
}

fn targets(gold: &Value, read: &Value, sums: &mut Sums) {
    let labelled = list(gold, "targets");
    let (negative, ambiguous) =
        (words_of(gold, "negative_quantities"), words_of(gold, "ambiguous_quantities"));
    let within = |words: &BTreeSet<String>, quote: &str| {
        !quote.is_empty() && words.iter().any(|other| other.contains(quote) || quote.contains(other.as_str()))
    };
    let mut used = BTreeSet::new();
    for target in list(read, "targets") {
        let quote = text(target, "quote");
        let characters: Vec<char> = quote.chars().collect();
        let free =
            |at: &usize| !used.contains(at) && amounts(&labelled[*at]["value"]) == amounts(&target["value"]);
        let whole = (0..labelled.len()).filter(free).find(|at| {
            let other = text(&labelled[*at], "quote");
            !quote.is_empty() && (other.contains(&quote) || quote.contains(&other))
        });
        let hit = whole.or_else(|| {
            (0..labelled.len()).filter(free).find(|at| {
                let other = text(&labelled[*at], "quote");
                characters
                    .windows(6.min(characters.len()).max(1))
                    .any(|part| other.contains(&part.iter().collect::<String>()))
            })
        });
        if let Some(at) = hit {
            used.insert(at);
            let label = &labelled[at];
            sums.targets.hit += 1;
            sums.comparators.add(label["comparator"] == target["comparator"]);
            sums.measures.add(text(label, "unit") == text(target, "unit"));
            sums.kinds.add(label["kind"] == target["kind"]);
            let name: BTreeSet<char> = core(&text(label, "indicator")).chars().collect();
            let told: BTreeSet<char> = core(&text(target, "indicator")).chars().collect();
            let shared = name.intersection(&told).count();
            sums.indicators.add(!name.is_empty() && shared * 10 >= name.len() * 6);
        } else if !within(&ambiguous, &quote) {
            sums.targets.wrong += 1;
            sums.negatives += usize::from(within(&negative, &quote));
        }
    }
    sums.targets.missed += labelled.len() - used.len();
}

fn noise(gold: &Value, read: &Value, view: &str, sums: &mut Sums) {
    let lines: Vec<String> = list(gold, "noise").iter().filter_map(Value::as_str).map(folded).collect();
    let found: Vec<String> = list(read, "noise").iter().filter_map(Value::as_str).map(folded).collect();
    let beside = words_of(gold, "boilerplate");
    let same = |one: &str, other: &str| {
        let (a, b) = (one.chars().count(), other.chars().count());
        one == other || (one.contains(other) || other.contains(one)) && a.min(b) * 2 >= a.max(b)
    };
    for line in &lines {
        if found.iter().any(|other| same(line, other)) {
            sums.noise.hit += 1;
        } else {
            sums.noise.missed += 1;
        }
    }
    sums.noise.wrong += found
        .iter()
        .filter(|line| view.contains(line.as_str()))
        .filter(|line| !lines.iter().chain(&beside).any(|other| same(line, other)))
        .count();
    let known: BTreeSet<String> = list(gold, "sections")
        .iter()
        .map(|section| text(section, "title"))
        .chain(list(gold, "tasks").iter().map(|task| text(task, "text_start")))
        .collect();
    let told = list(read, "tasks").iter().map(|task| text(task, "text"));
    sums.leaks += told
        .chain(list(read, "sections").iter().map(|section| text(section, "title")))
        .filter(|words| !words.is_empty() && !known.contains(words))
        .filter(|words| lines.iter().any(|line| line.contains(words.as_str())))
        .count();
}
