//! One pure function per user verb: the plan and what the user gave in, a change out.
//! A change that would write nothing is empty. Nothing here alters a plan.

mod annotate;
mod assign;
mod comments;
mod create;
mod directory;
mod draft;
mod extract;
mod kind;
mod merge;
mod place;
mod renumber;
mod settle;
mod several;
mod sketch;
mod split;
mod target;
mod wording;

pub use annotate::{annotate, reply, resolve, set_annotation};
pub use assign::{assign, set_leader};
pub use comments::comments;
pub use create::{add_section, add_task, adopt, import, remove, remove_all};
pub use directory::{edit_unit, enter_units, order_units, remove_unit};
pub use draft::ActionError;
pub use extract::{extract_task, take_up};
pub use kind::{set_kind, set_status};
pub use merge::merge;
pub use place::move_node;
pub use renumber::{renumber, set_marker};
pub use settle::{choose, restore};
pub use several::{assign_all, move_all};
pub use sketch::{Sketch, duplicate, paste, subtree};
pub use split::split;
pub use target::{TargetEdit, remove_target, set_target};
pub use wording::{
    set_deadline, set_document_title, set_first_unit, set_node_note, set_project_note, set_project_title,
    set_text, set_title,
};
