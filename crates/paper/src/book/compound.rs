//! Compound files (OLE, MS-CFB): the names in one, the bytes of a stream, and a fresh file around a stream.
//! Deliberately not here: what a stream says. calamine reads such files too, but follows their chains of sectors without
//! looking whether they end; it is given the fresh file.

use super::BookError;

const END: u32 = 0xFFFF_FFFE;
/// Numbers from here on mean no sector.
const NONE: u32 = 0xFFFF_FFFA;
/// Streams shorter than this lie in the small sectors of the root's stream.
const SMALL: u64 = 4096;

/// A compound file in memory.
pub struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    entries: Vec<Entry>,
    small_next: Vec<u32>,
}

/// A stream or storage as the directory tells.
struct Entry {
    name: String,
    start: u32,
    size: u64,
}

impl<'a> Compound<'a> {
    /// Reads the directory.
    pub fn open(bytes: &'a [u8]) -> Result<Compound<'a>, BookError> {
        let shift = short(bytes, 30)?;
        if shift != 9 && shift != 12 {
            return Err(BookError::Damaged);
        }
        let mut file =
            Compound { bytes, sector: 1 << shift, next: Vec::new(), entries: Vec::new(), small_next: Vec::new() };
        let mut tables: Vec<u32> = numbers(bytes.get(76..512).ok_or(BookError::Damaged)?).collect();
        let mut more = long(bytes, 68)?;
        for _ in 0..file.sectors() {
            if more >= NONE {
                break;
            }
            tables.extend(numbers(file.sector(more)?));
            more = tables.pop().unwrap_or(END);
        }
        if more < NONE || tables.len() > file.sectors() + 128 {
            return Err(BookError::Damaged);
        }
        for table in tables.into_iter().filter(|table| *table < NONE) {
            let links: Vec<u32> = numbers(file.sector(table)?).collect();
            file.next.extend(links);
        }
        let directory = file.chain(long(bytes, 48)?, u64::MAX)?;
        for entry in directory.chunks_exact(128) {
            let units: Vec<u16> = entry[..64].as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
            let name = String::from_utf16_lossy(units.split(|unit| *unit == 0).next().unwrap_or_default());
            // Old files leave dirt in the upper half of the size.
            let upper = if shift == 12 { u64::from(long(entry, 124)?) << 32 } else { 0 };
            file.entries.push(Entry { name, start: long(entry, 116)?, size: upper | u64::from(long(entry, 120)?) });
        }
        if file.entries.is_empty() {
            return Err(BookError::Damaged);
        }
        if long(bytes, 64)? > 0 {
            let links = file.chain(long(bytes, 60)?, u64::MAX)?;
            file.small_next = numbers(&links).collect();
        }
        Ok(file)
    }

    /// Whether there is a stream or storage of that name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream.
    pub fn stream(&self, name: &str) -> Result<Vec<u8>, BookError> {
        let found = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
        let entry = found.ok_or(BookError::Damaged)?;
        if entry.size >= SMALL {
            return self.chain(entry.start, entry.size);
        }
        let small = self.chain(self.entries[0].start, self.entries[0].size)?;
        let get = |at: u32| small.get(at as usize * 64..).map(|rest| &rest[..rest.len().min(64)]);
        chain(entry.start, entry.size, &self.small_next, small.len() / 64 + 1, get)
    }

    /// How many sectors fit into the file at most.
    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    fn sector(&self, at: u32) -> Result<&'a [u8], BookError> {
        // The last sector of a file may be short.
        let rest = (at as usize + 1).checked_mul(self.sector).and_then(|start| self.bytes.get(start..));
        let rest = rest.filter(|rest| !rest.is_empty()).ok_or(BookError::Damaged)?;
        Ok(&rest[..rest.len().min(self.sector)])
    }

    fn chain(&self, start: u32, size: u64) -> Result<Vec<u8>, BookError> {
        chain(start, size, &self.next, self.sectors(), |at| self.sector(at).ok())
    }
}

/// The bytes of a chain of sectors, no more than `size`. A chain longer than there are sectors runs in a circle.
fn chain<'a>(
    start: u32,
    size: u64,
    next: &[u32],
    sectors: usize,
    get: impl Fn(u32) -> Option<&'a [u8]>,
) -> Result<Vec<u8>, BookError> {
    let mut bytes = Vec::new();
    let mut at = start;
    for _ in 0..=sectors {
        if at == END || bytes.len() as u64 >= size {
            bytes.truncate(usize::try_from(size).unwrap_or(usize::MAX));
            return Ok(bytes);
        }
        bytes.extend_from_slice(get(at).ok_or(BookError::Damaged)?);
        at = *next.get(at as usize).ok_or(BookError::Damaged)?;
    }
    Err(BookError::Damaged)
}

/// Sectors of a fresh file. They are large, so that the header alone can name the tables of any file that is read here.
const SECTOR: usize = 4096;

/// A compound file that holds one stream, named `Workbook`. What follows the stream in its last sector is nothing.
pub fn around(stream: &[u8]) -> Vec<u8> {
    let content = stream.len().div_ceil(SECTOR).max(1);
    let links = SECTOR / 4;
    let tables = (1..).find(|tables| tables * links > tables + content).unwrap_or(1);
    let number = |at: usize| u32::try_from(at).unwrap_or(END);
    let mut header = vec![0_u8; SECTOR];
    header[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    for (at, value) in [(24, 0x3E), (26, 4), (28, 0xFFFE), (30, 12), (32, 6)] {
        header[at..at + 2].copy_from_slice(&u16::to_le_bytes(value));
    }
    let directory = number(tables);
    for (at, value) in [(40, 1), (44, number(tables)), (48, directory), (56, 4096), (60, END), (68, END)] {
        header[at..at + 4].copy_from_slice(&u32::to_le_bytes(value));
    }
    for at in 0..109 {
        let value = if at < tables { number(at) } else { u32::MAX };
        header[76 + at * 4..80 + at * 4].copy_from_slice(&value.to_le_bytes());
    }
    let mut file = header;
    for at in 0..tables * links {
        let value = match at {
            at if at < tables => 0xFFFF_FFFD,
            at if at == tables || at == tables + content => END,
            at if at < tables + content => number(at + 1),
            _ => u32::MAX,
        };
        file.extend_from_slice(&value.to_le_bytes());
    }
    let size = (content * SECTOR) as u64;
    for (name, kind, child, start, size) in
        [("Root Entry", 5, 1, 0, 0), ("Workbook", 2, u32::MAX, number(tables + 1), size)]
    {
        let mut entry = [0_u8; 128];
        for (at, unit) in name.encode_utf16().enumerate() {
            entry[at * 2..at * 2 + 2].copy_from_slice(&unit.to_le_bytes());
        }
        entry[64] = u8::try_from(name.len() * 2 + 2).unwrap_or(64);
        entry[66] = kind;
        entry[67] = 1;
        entry[68..76].fill(0xFF);
        entry[76..80].copy_from_slice(&u32::to_le_bytes(child));
        entry[116..120].copy_from_slice(&u32::to_le_bytes(start));
        entry[120..128].copy_from_slice(&u64::to_le_bytes(size));
        file.extend_from_slice(&entry);
    }
    file.resize((tables + 2) * SECTOR, 0);
    file.extend_from_slice(stream);
    file.resize((tables + 2 + content) * SECTOR, 0);
    file
}

/// Two bytes as a number, low byte first.
pub fn short(bytes: &[u8], at: usize) -> Result<u16, BookError> {
    let bytes = bytes.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map(|bytes| u16::from_le_bytes(*bytes)).ok_or(BookError::Damaged)
}

/// Four bytes as a number, low byte first.
pub fn long(bytes: &[u8], at: usize) -> Result<u32, BookError> {
    let bytes = bytes.get(at..).and_then(|rest| rest.first_chunk());
    bytes.map(|bytes| u32::from_le_bytes(*bytes)).ok_or(BookError::Damaged)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks().0.iter().map(|number| u32::from_le_bytes(*number))
}
