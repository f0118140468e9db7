//! Named threads with progress and cancel for work that must not block the window. Knows nothing about egui.
