//! The compound file of the old binary Office formats: which streams it holds, and their bytes.
//!
//! Chains of sectors may form a circle or claim any length; each is followed for as many steps as
//! the file has sectors.

use super::ReadError;

const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const END: u32 = 0xffff_fffe;
/// Numbers from here on are no sectors.
const RESERVED: u32 = 0xffff_fffa;
const ENTRY: usize = 128;
/// Entries that are looked at.
const MAX_ENTRIES: usize = 10_000;
const SMALL_SECTOR: usize = 64;

/// A compound file.
pub(super) struct Ole<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
    entries: Vec<Entry>,
    /// Streams below this size lie in small sectors inside the root's.
    cutoff: u64,
    small_table: Vec<u32>,
    small: Vec<u8>,
    format: &'static str,
}

struct Entry {
    name: String,
    is_stream: bool,
    start: u32,
    size: u64,
}

impl<'a> Ole<'a> {
    /// True when the bytes begin as such a file does.
    pub(super) fn is(bytes: &[u8]) -> bool {
        bytes.starts_with(MAGIC)
    }

    pub(super) fn open(bytes: &'a [u8], format: &'static str) -> Result<Self, ReadError> {
        let broken = |what: &str| ReadError::malformed(format, what);
        if !Self::is(bytes) || bytes.len() < 512 {
            return Err(broken("a compound file without a head"));
        }
        let sector = match u16_at(bytes, 30) {
            9 => 512,
            12 => 4096,
            _ => return Err(broken("sectors of an unknown size")),
        };
        let mut file = Self {
            bytes,
            sector,
            table: Vec::new(),
            entries: Vec::new(),
            cutoff: u64::from(u32_at(bytes, 56)),
            small_table: Vec::new(),
            small: Vec::new(),
            format,
        };
        file.read_table()?;
        let directory = file.chain(u32_at(bytes, 48), u64::MAX)?;
        for entry in directory.chunks_exact(ENTRY).take(MAX_ENTRIES) {
            let length = usize::from(u16_at(entry, 64)).saturating_sub(2).min(64);
            let (name, ..) = encoding_rs::UTF_16LE.decode(&entry[..length]);
            let high = if sector == 512 { 0 } else { u64::from(u32_at(entry, 124)) };
            file.entries.push(Entry {
                name: name.into_owned(),
                is_stream: entry[66] == 2,
                start: u32_at(entry, 116),
                size: high << 32 | u64::from(u32_at(entry, 120)),
            });
        }
        let root = file.entries.first().ok_or_else(|| broken("a compound file without a root"))?;
        let (start, size) = (root.start, root.size);
        file.small = file.chain(start, size)?;
        let small_table = file.chain(u32_at(bytes, 60), u64::MAX)?;
        file.small_table = numbers(&small_table).collect();
        Ok(file)
    }

    /// True when it holds a stream of that name.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The bytes of a stream; `None` where there is none of that name.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(entry) = self.entry(name) else { return Ok(None) };
        if entry.size >= self.cutoff {
            return self.chain(entry.start, entry.size).map(Some);
        }
        let mut stream = Vec::new();
        let mut at = entry.start;
        for _ in 0..=self.small_table.len() {
            let wanted = entry.size.saturating_sub(stream.len() as u64).min(SMALL_SECTOR as u64) as usize;
            let start = at as usize * SMALL_SECTOR;
            if at >= RESERVED || wanted == 0 {
                break;
            }
            let Some(part) = self.small.get(start..(start + wanted).min(self.small.len())) else { break };
            stream.extend_from_slice(part);
            at = self.small_table.get(at as usize).copied().unwrap_or(END);
        }
        Ok(Some(stream))
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.is_stream && entry.name.eq_ignore_ascii_case(name))
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        self.bytes
            .get(start..(start.checked_add(self.sector)?).min(self.bytes.len()))
            .filter(|part| !part.is_empty())
    }

    /// The table that says which sector follows which: its own sectors are listed in the head and in
    /// a chain of lists.
    fn read_table(&mut self) -> Result<(), ReadError> {
        let most = self.bytes.len() / self.sector + 1;
        let mut listed: Vec<u32> = numbers(&self.bytes[76..512]).collect();
        let mut next = u32_at(self.bytes, 68);
        let mut lists = 0;
        while next < RESERVED {
            lists += 1;
            if lists > most {
                return Err(ReadError::malformed(self.format, "a circle of sectors"));
            }
            let Some(list) = self.sector(next) else { break };
            let mut part: Vec<u32> = numbers(list).collect();
            next = part.pop().unwrap_or(END);
            listed.extend(part);
        }
        for number in listed.into_iter().filter(|number| *number < RESERVED).take(most) {
            if let Some(part) = self.sector(number) {
                self.table.extend(numbers(part));
            }
        }
        Ok(())
    }

    /// The bytes of a chain, `size` at most.
    fn chain(&self, start: u32, size: u64) -> Result<Vec<u8>, ReadError> {
        let most = self.bytes.len() / self.sector + 1;
        let mut chain = Vec::new();
        let mut at = start;
        let mut steps = 0;
        while at < RESERVED && (chain.len() as u64) < size {
            steps += 1;
            if steps > most {
                return Err(ReadError::malformed(self.format, "a circle of sectors"));
            }
            let Some(part) = self.sector(at) else { break };
            chain.extend_from_slice(part);
            at = self.table.get(at as usize).copied().unwrap_or(END);
        }
        chain.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        Ok(chain)
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|four| u32_at(four, 0))
}

/// Little-endian; 0 behind the end.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes)
}

/// Little-endian; 0 behind the end.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}
