//! The command line: one file per subcommand over the same library. Knows nothing about egui.
