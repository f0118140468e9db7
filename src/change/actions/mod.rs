//! One pure function per user verb: the plan and what the user gave in, a change out.
//! A change that would write nothing is empty. Nothing here alters a plan.

mod annotate;
mod assign;
mod create;
mod directory;
mod draft;
mod extract;
mod merge;
mod place;
mod settle;
mod split;
mod target;
mod wording;

pub use annotate::{annotate, resolve};
pub use assign::{assign, set_leader};
pub use create::{add_section, add_task, adopt, import, remove};
pub use directory::enter_units;
pub use draft::ActionError;
pub use extract::{extract_task, take_up};
pub use merge::merge;
pub use place::move_node;
pub use settle::{choose, restore};
pub use split::split;
pub use target::{TargetEdit, remove_target, set_target};
pub use wording::{
    set_deadline, set_document_title, set_first_unit, set_node_note, set_project_note, set_project_title,
    set_text, set_title,
};
