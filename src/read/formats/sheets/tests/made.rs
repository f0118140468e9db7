//! Old workbooks written record by record, as Excel 97 and WPS write them.

const SECTOR: usize = 512;

/// A compound file with these streams, each in sectors of its own.
fn compound(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut table: Vec<u32> = vec![0xffff_fffd];
    let mut body: Vec<u8> = vec![0; SECTOR];
    let mut entries = Vec::new();
    let mut add = |bytes: &[u8], body: &mut Vec<u8>| {
        let first = table.len() as u32;
        let count = bytes.len().div_ceil(SECTOR).max(1);
        body.extend_from_slice(bytes);
        body.resize((first as usize + count) * SECTOR, 0);
        table.extend((1..count as u32).map(|nth| first + nth));
        table.push(0xffff_fffe);
        first
    };
    for (name, bytes) in streams {
        entries.push((*name, 2_u8, add(bytes, &mut body), bytes.len() as u32));
    }
    entries.insert(0, ("Root Entry", 5, 0xffff_fffe, 0));
    let mut directory = Vec::new();
    for (name, kind, start, size) in entries {
        let mut entry = vec![0; 128];
        let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..letters.len()].copy_from_slice(&letters);
        entry[64..66].copy_from_slice(&(letters.len() as u16 + 2).to_le_bytes());
        entry[66] = kind;
        entry[116..120].copy_from_slice(&u32::to_le_bytes(start));
        entry[120..124].copy_from_slice(&u32::to_le_bytes(size));
        directory.extend(entry);
    }
    let directory = add(&directory, &mut body);
    assert!(table.len() <= SECTOR / 4);
    table.resize(SECTOR / 4, 0xffff_ffff);
    let table: Vec<u8> = table.iter().flat_map(|number| number.to_le_bytes()).collect();
    body[..SECTOR].copy_from_slice(&table);

    let mut head = vec![0; SECTOR];
    head[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    head[26..28].copy_from_slice(&3_u16.to_le_bytes());
    head[30..32].copy_from_slice(&9_u16.to_le_bytes());
    head[32..34].copy_from_slice(&6_u16.to_le_bytes());
    head[44..48].copy_from_slice(&1_u32.to_le_bytes());
    head[48..52].copy_from_slice(&directory.to_le_bytes());
    head[60..64].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    head[68..72].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    head[76..512].fill(0xff);
    head[76..80].copy_from_slice(&0_u32.to_le_bytes());
    [head, body].concat()
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

fn numbers(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn wide(words: &str) -> Vec<u8> {
    words.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn format(id: u16, code: &str) -> Vec<u8> {
    record(0x041e, &[&numbers(&[id, code.encode_utf16().count() as u16])[..], &[1], &wide(code)].concat())
}

fn begin(kind: u16) -> Vec<u8> {
    record(0x0809, &numbers(&[0x0600, kind, 0, 0, 0, 0, 0, 0]))
}

fn place(row: u16, column: u16, style: u16, rest: &[u8]) -> Vec<u8> {
    [&numbers(&[row, column, style])[..], rest].concat()
}

/// Two sheets, one hidden; the first with a head, a merged cell, formats, a formula and a hidden
/// row; a shared string goes on in a second record with narrower letters.
pub(super) fn workbook() -> Vec<u8> {
    let sheet = [
        begin(0x10),
        record(0x0208, &[&numbers(&[3, 0, 4, 300, 0, 0])[..], &0x20_u32.to_le_bytes()].concat()),
        record(0x00fd, &place(0, 0, 0, &0_u32.to_le_bytes())),
        record(0x00fd, &place(0, 1, 0, &1_u32.to_le_bytes())),
        record(0x00fd, &place(1, 0, 0, &2_u32.to_le_bytes())),
        record(0x0203, &place(1, 1, 1, &0.085_f64.to_le_bytes())),
        record(0x027e, &place(1, 2, 2, &(46_387_u32 << 2 | 2).to_le_bytes())),
        record(
            0x00bd,
            &[
                &numbers(&[2, 1, 0])[..],
                &(7_u32 << 2 | 2).to_le_bytes(),
                &numbers(&[0]),
                &(150_u32 << 2 | 3).to_le_bytes(),
                &numbers(&[2]),
            ]
            .concat(),
        ),
        record(0x0006, &place(2, 3, 0, &[0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0])),
        record(0x0207, &[&numbers(&[2])[..], &[1], &wide("算得")].concat()),
        record(0x00fd, &place(3, 0, 0, &0_u32.to_le_bytes())),
        record(0x00e5, &numbers(&[1, 1, 2, 0, 0])),
        record(0x000a, &[]),
    ]
    .concat();
    let listed = |name: &str, start: u32, hidden: u8| {
        let letters = wide(name);
        let length = letters.len() as u8 / 2;
        record(0x0085, &[&start.to_le_bytes()[..], &[hidden, 0, length, 1], &letters].concat())
    };
    let shared =
        |words: &str| [&numbers(&[words.encode_utf16().count() as u16])[..], &[1], &wide(words)].concat();
    let globals = |first: u32, second: u32| {
        [
            begin(5),
            record(0x0042, &numbers(&[1200])),
            format(164, "0.0%"),
            record(0x00e0, &numbers(&[0, 0, 0])),
            record(0x00e0, &numbers(&[0, 164, 0])),
            record(0x00e0, &numbers(&[0, 31, 0])),
            listed("任务", first, 0),
            listed("草稿", second, 1),
            record(
                0x00fc,
                &[
                    &3_u32.to_le_bytes()[..],
                    &3_u32.to_le_bytes(),
                    &shared("任务"),
                    &shared("目标"),
                    // Two of the four letters, with a run of fonts told behind all of them.
                    &numbers(&[4]),
                    &[9],
                    &numbers(&[1]),
                    &wide("招商"),
                ]
                .concat(),
            ),
            record(0x003c, &[&[1][..], &wide("引资"), &numbers(&[0, 0])].concat()),
            record(0x000a, &[]),
        ]
        .concat()
    };
    let first = globals(0, 0).len();
    let second = first + sheet.len();
    let mut stream = [globals(first as u32, second as u32), sheet.clone(), sheet].concat();
    stream.resize(stream.len().max(4096), 0);
    compound(&[("Workbook", stream)])
}

/// What Office makes of a docx or xlsx with a password.
pub(super) fn locked() -> Vec<u8> {
    compound(&[("EncryptionInfo", vec![4; 600]), ("EncryptedPackage", vec![7; 5000])])
}
