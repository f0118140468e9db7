//! One search: goes through the index in steps and gathers what it finds.

use super::{
    SearchIndex, SearchQuery,
    block::Block,
    facts::Wanted,
    fold::{Sign, fold, grams},
};
use crate::model::{CivilDate, NodeId, Parent, Plan};
use memchr::memmem::Finder;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The node.
    pub node: NodeId,
    /// Where the words stand; of several places the first in the order of [`Lane`].
    pub lane: Lane,
}

/// A word of the query, made ready.
struct Term {
    finder: Finder<'static>,
    grams: Vec<u32>,
}

impl Term {
    fn new(word: &str) -> Option<Self> {
        let folded = fold(word);
        let mut found = Vec::new();
        grams(&folded, |gram| found.push(gram));
        (!folded.is_empty())
            .then(|| Self { finder: Finder::new(folded.as_bytes()).into_owned(), grams: found })
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
            at: 0,
            hits: Vec::new(),
            whole: false,
        }
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
        }
        let Some((_, wanted)) = &self.wanted else { return false };
        let end = (self.at + STEP).min(index.blocks.len());
        for block in &index.blocks[self.at..end] {
            let pass = Pass { block, terms: &self.terms, wanted, section: self.query.section, plan };
            if self.titles { pass.titles(&mut self.hits) } else { pass.bodies(&mut self.hits) }
        }
        self.at = end;
        if end == index.blocks.len() && index.is_made() {
            if self.titles && !self.terms.is_empty() {
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

impl Pass<'_> {
    fn may_hold(&self, sign: &Sign) -> bool {
        self.wanted.may_hold(&self.block.summary) && self.terms.iter().all(|term| sign.may_hold(&term.grams))
    }

    /// Whether what is asked for besides words holds of an entry.
    fn passes(&self, at: usize) -> bool {
        let entry = &self.block.entries[at];
        (self.wanted.is_nothing() || self.wanted.holds(&entry.facts))
            && self.section.is_none_or(|section| is_under(self.plan, entry.node, section))
    }

    fn in_title(&self, at: usize) -> bool {
        let title = self.block.title(at);
        self.terms.iter().all(|term| term.is_in(title))
    }

    /// Entries that hold all words in their titles, or all entries where no words are asked for.
    fn titles(&self, hits: &mut Vec<Hit>) {
        if !self.may_hold(&self.block.title_sign) {
            return;
        }
        let mut take = |at: usize| hits.push(Hit { node: self.block.entries[at].node, lane: Lane::Title });
        match self.terms {
            [] => (0..self.block.entries.len()).filter(|at| self.passes(*at)).for_each(take),
            [term] => {
                each_entry(
                    &term.finder,
                    self.block.titles.as_bytes(),
                    self.block.entries.len(),
                    |at| self.block.entries[at].title_end,
                    |at, _| {
                        if self.passes(at) {
                            take(at);
                        }
                    },
                );
            }
            [_, ..] => {
                let all = (0..self.block.entries.len()).filter(|at| self.in_title(*at) && self.passes(*at));
                all.for_each(take);
            }
        }
    }

    /// The other entries that hold all words.
    fn bodies(&self, hits: &mut Vec<Hit>) {
        if !self.may_hold(&self.block.sign) {
            return;
        }
        let entries = &self.block.entries;
        let mut take = |at: usize, place: usize| {
            let lanes = [Lane::Units, Lane::Targets, Lane::Notes, Lane::Text];
            let part = entries[at].parts.partition_point(|end| *end as usize <= place);
            hits.push(Hit { node: entries[at].node, lane: lanes[part.min(3)] });
        };
        if let [term] = self.terms {
            each_entry(
                &term.finder,
                self.block.bodies.as_bytes(),
                entries.len(),
                |at| entries[at].parts[3],
                |at, place| {
                    if !term.is_in(self.block.title(at)) && self.passes(at) {
                        take(at, place);
                    }
                },
            );
            return;
        }
        for at in 0..entries.len() {
            let (title, body) = (self.block.title(at), self.block.body(at));
            let mut first = None;
            let all = self.terms.iter().all(|term| {
                let place = term.finder.find(body);
                let titled = term.is_in(title);
                if !titled {
                    first = first.or(place);
                }
                titled || place.is_some()
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
