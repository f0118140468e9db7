//! The window: panels draw from read-only context and send commands. The only floor with egui; knows nothing about files.
