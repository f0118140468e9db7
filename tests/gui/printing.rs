//! The print tab: pages are laid out beside the window.

use super::user::User;
use egui::{Key, Modifiers};
use tempfile::tempdir;

#[test]
fn the_print_tab_lays_the_tables_out() {
    let home = tempdir().unwrap();
    let mut user = User::with_sample(home.path());
    user.keys(Modifiers::COMMAND, Key::P);
    user.wait("pages", |user| user.sees("第 1 页"));
}
