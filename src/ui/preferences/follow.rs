//! Where one is in the open project: noticed each frame by a few numbers, spelled out only when kept.

use crate::{
    model::{DocumentId, Entity, NodeId, Parent},
    outline::search::SavedView,
    session::preferences::{ProjectPlace, WindowPlace},
    ui::{commands::Tab, desk::Desk, notices::Notices},
};
use std::path::PathBuf;

/// What of a place is compared in each frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    document: Option<DocumentId>,
    node: Option<NodeId>,
    tab: Tab,
    /// Counts changes of what is folded.
    folds: u64,
    /// Counts changes of the searches with names.
    views: u64,
}

/// The open project and where one is in it.
#[derive(Default)]
pub(super) struct Follow {
    project: PathBuf,
    now: Option<Stamp>,
    kept: Option<Stamp>,
    /// What is folded, taken when it changed.
    folded: Vec<Parent>,
    /// The searches with names.
    views: Vec<SavedView>,
}

/// A place to be written, not yet in words.
pub(super) struct Left {
    project: PathBuf,
    stamp: Stamp,
    folded: Vec<Parent>,
    views: Vec<SavedView>,
    /// The searches are as they were when they were kept last.
    same_views: bool,
    /// Only the searches are to be kept.
    forgotten: bool,
}

impl Left {
    /// Keeps the searches only; false when there are none to keep.
    pub(super) fn forget(&mut self) -> bool {
        self.forgotten = true;
        !self.views.is_empty() || !self.same_views
    }

    /// True when no search was given a name, or lost it, since the place was kept last.
    pub(super) fn same_views(&self) -> bool {
        self.same_views
    }
}

impl Follow {
    /// Goes on with another project, or with none.
    pub(super) fn open(&mut self, desk: Option<&Desk>) {
        *self = Self::default();
        if let Some(desk) = desk {
            desk.session.dir().clone_into(&mut self.project);
            self.look(desk);
            self.kept = self.now;
        }
    }

    /// The same project in another folder: where one is in it is kept for that one too.
    pub(super) fn move_to(&mut self, dir: &std::path::Path) {
        dir.clone_into(&mut self.project);
        self.kept = None;
    }

    /// Notes where one is now.
    pub(super) fn look(&mut self, desk: &Desk) {
        let folds = desk.outline.folds();
        let mut views = self.now.map_or(0, |now| now.views);
        if self.views != desk.search.views {
            desk.search.views.clone_into(&mut self.views);
            views += 1;
        }
        let stamp = Stamp { document: desk.document, node: desk.selected, tab: desk.tab, folds, views };
        if self.now.is_none_or(|now| now.folds != folds) {
            self.folded = desk.outline.folded().collect();
        }
        self.now = Some(stamp);
    }

    /// True when one is elsewhere than was kept.
    pub(super) fn moved(&self) -> bool {
        self.now != self.kept
    }

    /// The place, to be kept.
    pub(super) fn take_place(&mut self) -> Option<Left> {
        if !self.moved() {
            return None;
        }
        let before = std::mem::replace(&mut self.kept, self.now);
        let stamp = self.now?;
        let same_views = before.is_some_and(|before| before.views == stamp.views);
        let (project, folded, views) = (self.project.clone(), self.folded.clone(), self.views.clone());
        Some(Left { project, stamp, folded, views, same_views, forgotten: false })
    }
}

impl From<Left> for ProjectPlace {
    fn from(left: Left) -> Self {
        let entity = |parent: &Parent| match parent {
            Parent::Document(id) => Entity::Document(*id).to_string(),
            Parent::Node(id) => Entity::Node(*id).to_string(),
        };
        if left.forgotten {
            return Self { project: left.project, views: left.views, ..Self::default() };
        }
        Self {
            views: left.views,
            project: left.project,
            document: left.stamp.document.map(|id| Entity::Document(id).to_string()),
            node: left.stamp.node.map(|id| Entity::Node(id).to_string()),
            tab: name_of(left.stamp.tab).to_owned(),
            folded: left.folded.iter().map(entity).collect(),
        }
    }
}

/// Goes where one left off; what is no longer there is passed over.
pub(super) fn restore(place: &ProjectPlace, desk: &mut Desk, notices: &mut Notices) {
    let entity = |name: &String| name.parse::<Entity>().ok().filter(|entity| desk.plan().is_alive(*entity));
    let document = place.document.as_ref().and_then(entity);
    let node = place.node.as_ref().and_then(entity);
    let folded: Vec<Parent> = place
        .folded
        .iter()
        .filter_map(|name| match name.parse().ok()? {
            Entity::Document(id) => Some(Parent::Document(id)),
            Entity::Node(id) => Some(Parent::Node(id)),
            _ => None,
        })
        .collect();
    if let Some(Entity::Document(document)) = document {
        desk.document = Some(document);
    }
    desk.outline.fold(folded);
    if let Some(Entity::Node(node)) = node {
        desk.select(Some(node), notices);
    }
    if let Some((tab, ..)) = Tab::ALL.iter().find(|(tab, ..)| name_of(*tab) == place.tab) {
        desk.tab = *tab;
    }
}

/// A tab's name on disk.
fn name_of(tab: Tab) -> &'static str {
    match tab {
        Tab::Text => "text",
        Tab::Table => "table",
        Tab::Matrix => "matrix",
        Tab::Units => "units",
        Tab::Print => "print",
    }
}

/// Widest edge of a window's frame.
const EDGE: f32 = 4.0;

/// Notes where the window stands, in points of a screen at the usual size of words.
pub(super) fn window(ctx: &egui::Context, place: &mut WindowPlace) {
    let scale = ctx.zoom_factor();
    ctx.input(|input| {
        let window = input.viewport();
        if window.minimized == Some(true) {
            return;
        }
        place.maximised = window.maximized == Some(true);
        // A maximised window keeps the size that it goes back to.
        if place.maximised || window.fullscreen == Some(true) {
            return;
        }
        let whole = |value: f32| (value * scale).round();
        if let Some(inner) = window.inner_rect.filter(egui::Rect::is_positive) {
            place.size = (whole(inner.width()), whole(inner.height()));
        }
        let corner = window.outer_rect.map(|outer| (whole(outer.left()), whole(outer.top())));
        // Some window managers put a window where it was plus the width of its edge: kept as told, it
        // would wander at every start.
        let stays = match (place.corner, corner) {
            (Some(kept), Some(now)) => (kept.0 - now.0).abs().max((kept.1 - now.1).abs()) <= EDGE,
            _ => false,
        };
        if !stays {
            place.corner = corner;
        }
    });
}
