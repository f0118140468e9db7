//! One search: goes through the index in steps and gathers what it finds.

use super::{
    SearchIndex, SearchQuery,
    block::Block,
    facts::Wanted,
    fold::{fold, grams},
};
use crate::{
    model::{CivilDate, NodeId, Parent, Plan},
    outline::pinyin,
};
use memchr::memmem::Finder;
use rustc_hash::FxHashSet;

/// Blocks looked at in one step.
const STEP: usize = 16;

/// Where in a node the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lane {
    /// In its marker or title.
    Title,
    /// In its units, or its leader.
    Units,
    /// In its targets.
    Targets,
    /// In its annotations, or its note.
    Notes,
    /// In its text.
    Text,
}

/// A node that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hit {
    /// The node.
    pub node: NodeId,
    /// Where the words stand; of several places the first in the order of [`Lane`].
    pub lane: Lane,
}

/// Letters from which on a word may stand for sounds: fewer would find nearly everything.
const LEAST_SOUNDS: usize = 2;

/// A word of the query, made ready.
struct Term {
    finder: Finder<'static>,
    grams: Vec<u32>,
    /// The word as letters that stand for sounds.
    typed: Option<pinyin::Query>,
    /// Whether those letters may be sounds; if not, they are found as text.
    spoken: bool,
    /// Numbers of the units that sound so.
    units: FxHashSet<u32>,
}

impl Term {
    fn new(word: &str) -> Option<Self> {
        let folded = fold(word);
        let mut found = Vec::new();
        grams(&folded, |gram| found.push(gram));
        let letters =
            folded.chars().count() >= LEAST_SOUNDS && folded.contains(|c: char| c.is_ascii_lowercase());
        let typed = letters.then(|| pinyin::Query::new(word));
        (!folded.is_empty()).then(|| Self {
            finder: Finder::new(folded.as_bytes()).into_owned(),
            grams: found,
            spoken: typed.as_ref().is_some_and(pinyin::Query::is_spoken),
            typed,
            units: FxHashSet::default(),
        })
    }

    fn sound(&self) -> Option<&pinyin::Query> {
        self.typed.as_ref().filter(|_| self.spoken)
    }

    fn is_in(&self, words: &[u8]) -> bool {
        self.finder.find(words).is_some()
    }
}

/// A search under way. Nodes whose titles hold all words come first, each group in the order of the
/// outline; what was found once keeps its place while more is found.
pub struct Search {
    terms: Vec<Term>,
    query: SearchQuery,
    today: CivilDate,
    wanted: Option<(usize, Wanted)>,
    /// The index's turn that all of this holds for.
    turn: Option<u64>,
    titles: bool,
    only_titles: bool,
    /// The next block.
    at: usize,
    hits: Vec<Hit>,
    whole: bool,
}

impl Search {
    /// Begins a search; `today` is what deadlines are seen from.
    pub fn new(query: &SearchQuery, today: CivilDate) -> Self {
        Self {
            terms: query.words.split_whitespace().filter_map(Term::new).collect(),
            query: query.clone(),
            today,
            wanted: None,
            turn: None,
            titles: true,
            only_titles: false,
            at: 0,
            hits: Vec::new(),
            whole: false,
        }
    }

    /// Begins a search of titles only.
    pub fn of_titles(words: &str) -> Self {
        let query = SearchQuery { words: words.to_owned(), ..SearchQuery::default() };
        // Nothing is asked about deadlines.
        let today = CivilDate { year: 0, month: 1, day: 1 };
        Self { only_titles: true, ..Self::new(&query, today) }
    }

    /// What it searches for.
    pub fn query(&self) -> &SearchQuery {
        &self.query
    }

    /// What was found so far.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// True when all was searched: the number of hits is final for this state of the index.
    pub fn is_whole(&self, index: &SearchIndex) -> bool {
        self.whole && self.turn == Some(index.turn())
    }

    /// True when it has to begin again, because the plan changed since.
    pub fn is_outdated(&self, index: &SearchIndex) -> bool {
        self.turn.is_some_and(|turn| turn != index.turn())
    }

    /// Goes one step on; true while there is more to do.
    pub fn step(&mut self, index: &SearchIndex, plan: &Plan) -> bool {
        if self.turn != Some(index.turn()) {
            (self.turn, self.titles, self.at, self.whole) = (Some(index.turn()), true, 0, false);
            self.hits.clear();
            self.wanted = None;
        }
        if self.whole || (self.terms.is_empty() && !self.query.has_filter()) {
            self.whole = true;
            return false;
        }
        // Names that were met since may be other ways of writing the unit.
        if self.wanted.as_ref().is_none_or(|(names, _)| *names != index.names.len()) {
            self.wanted = Some((index.names.len(), index.wanted(&self.query, plan, self.today)));
            for term in &mut self.terms {
                term.units =
                    term.typed.as_ref().map_or_else(FxHashSet::default, |typed| index.names.sounding(typed));
            }
        }
        let Some((_, wanted)) = &self.wanted else { return false };
        let mut hits = std::mem::take(&mut self.hits);
        let end = (self.at + STEP).min(index.blocks.len());
        for block in &index.blocks[self.at..end] {
            let pass = Pass::new(block, self, wanted, plan);
            if self.titles { pass.titles(&mut hits) } else { pass.bodies(&mut hits) }
        }
        self.hits = hits;
        self.at = end;
        if end == index.blocks.len() && index.is_made() {
            if self.titles && !self.only_titles && !self.terms.is_empty() {
                (self.titles, self.at) = (false, 0);
            } else {
                self.whole = true;
            }
        }
        !self.whole && (self.at < index.blocks.len() || index.is_made())
    }

    /// Goes on to the end.
    pub fn run(&mut self, index: &SearchIndex, plan: &Plan) {
        while self.step(index, plan) {}
    }
}

/// One block looked through.
struct Pass<'a> {
    block: &'a Block,
    terms: &'a [Term],
    wanted: &'a Wanted,
    section: Option<NodeId>,
    plan: &'a Plan,
}

impl<'a> Pass<'a> {
    fn new(block: &'a Block, search: &'a Search, wanted: &'a Wanted, plan: &'a Plan) -> Self {
        Self { block, terms: &search.terms, wanted, section: search.query.section, plan }
    }

    /// False when certainly no title holds the word, written or sounding so.
    fn may_be_titled(&self, term: &Term) -> bool {
        self.block.title_sign.may_hold(&term.grams)
            || term.sound().is_some_and(|sound| self.block.sounds.may_answer(sound))
    }

    /// False when certainly nothing besides the titles holds the word.
    fn may_be_in_body(&self, term: &Term) -> bool {
        self.block.sign.may_hold(&term.grams) || self.block.summary.may_have(&term.units)
    }

    /// Whether what is asked for besides words holds of an entry.
    fn passes(&self, at: usize) -> bool {
        let entry = &self.block.entries[at];
        (self.wanted.is_nothing() || self.wanted.holds(&entry.facts))
            && self.section.is_none_or(|section| is_under(self.plan, entry.node, section))
    }

    fn is_titled(&self, at: usize, term: &Term) -> bool {
        term.is_in(self.block.title(at))
            || term.sound().is_some_and(|sound| self.block.sounds.answers(sound, at))
    }

    /// Entries that hold all words in their titles, or all entries where no words are asked for.
    fn titles(&self, hits: &mut Vec<Hit>) {
        if !self.wanted.may_hold(&self.block.summary)
            || !self.terms.iter().all(|term| self.may_be_titled(term))
        {
            return;
        }
        let entries = &self.block.entries;
        let mut take = |at: usize| hits.push(Hit { node: entries[at].node, lane: Lane::Title });
        if let [term] = self.terms
            && !term.spoken
        {
            let ends = |at: usize| entries[at].title_end;
            each_entry(&term.finder, self.block.titles.as_bytes(), entries.len(), ends, |at, _| {
                if self.passes(at) {
                    take(at);
                }
            });
            return;
        }
        // Letters stand in titles far more seldom than characters that sound so.
        let written: Vec<bool> =
            self.terms.iter().map(|term| self.block.title_sign.may_hold(&term.grams)).collect();
        let is_titled = |at: usize, (term, written): (&Term, &bool)| {
            term.sound().is_some_and(|sound| self.block.sounds.answers(sound, at))
                || *written && term.is_in(self.block.title(at))
        };
        let holds =
            |at: &usize| self.terms.iter().zip(&written).all(|term| is_titled(*at, term)) && self.passes(*at);
        (0..entries.len()).filter(holds).for_each(take);
    }

    /// The other entries that hold all words.
    fn bodies(&self, hits: &mut Vec<Hit>) {
        let alone = self.terms.len() == 1;
        let may_hold = |term| self.may_be_in_body(term) || !alone && self.may_be_titled(term);
        if !self.wanted.may_hold(&self.block.summary) || !self.terms.iter().all(may_hold) {
            return;
        }
        let entries = &self.block.entries;
        let mut take = |at: usize, place: usize| {
            let lanes = [Lane::Units, Lane::Targets, Lane::Notes, Lane::Text];
            let part = entries[at].parts.partition_point(|end| *end as usize <= place);
            hits.push(Hit { node: entries[at].node, lane: lanes[part.min(3)] });
        };
        if let [term] = self.terms
            && !self.block.summary.may_have(&term.units)
        {
            let ends = |at: usize| entries[at].parts[3];
            each_entry(&term.finder, self.block.bodies.as_bytes(), entries.len(), ends, |at, place| {
                if !self.is_titled(at, term) && self.passes(at) {
                    take(at, place);
                }
            });
            return;
        }
        for (at, entry) in entries.iter().enumerate() {
            let mut first = None;
            let all = self.terms.iter().all(|term| {
                if self.is_titled(at, term) {
                    return true;
                }
                let unit = entry.facts.units.iter().any(|unit| term.units.contains(unit)).then_some(0);
                let place = unit.or_else(|| term.finder.find(self.block.body(at)));
                first = first.or(place);
                place.is_some()
            });
            if let (true, Some(first)) = (all, first)
                && self.passes(at)
            {
                take(at, self.block.body_start(at) + first);
            }
        }
    }
}

/// Finds the entries that hold a word, each once, with the place of the word.
fn each_entry(
    finder: &Finder<'_>,
    words: &[u8],
    count: usize,
    end_of: impl Fn(usize) -> u32,
    mut take: impl FnMut(usize, usize),
) {
    let (mut from, mut at) = (0, 0);
    while let Some(found) = words.get(from..).and_then(|rest| finder.find(rest)) {
        let place = from + found;
        while at < count && end_of(at) as usize <= place {
            at += 1;
        }
        if at >= count {
            return;
        }
        take(at, place);
        from = end_of(at) as usize;
    }
}

/// True when a node is `section`, or hangs under it.
fn is_under(plan: &Plan, node: NodeId, section: NodeId) -> bool {
    let mut at = Some(node);
    while let Some(node) = at {
        if node == section {
            return true;
        }
        at = match plan.node_state(node).map(|state| state.parent) {
            Some(Parent::Node(above)) => Some(above),
            _ => None,
        };
    }
    false
}
