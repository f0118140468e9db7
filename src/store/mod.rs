//! The project folder: records, fold, cache, writer thread, verify. Knows nothing about reading reports or printing.
