//! Plans to other programs' files: xlsx, docx. Knows nothing about egui or printing.
