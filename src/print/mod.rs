//! Plan → plain data → typst template → pages → PDF or preview image. Knows nothing about egui.
