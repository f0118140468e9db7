//! Signs from fonts of signs, which stand in a document as a font's name and a number.

/// The character that looks like the sign; a square where the sign is not known.
pub(super) fn sign(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    // Fonts of signs are mapped into the private zone.
    let own = if (0xf000..0xf100).contains(&code) { code - 0xf000 } else { code };
    let known = match font.trim().to_ascii_lowercase().as_str() {
        "symbol" => match own {
            0xa3 => '≤',
            0xb3 => '≥',
            0xb1 => '±',
            0xb4 => '×',
            0xb8 => '÷',
            0xb9 => '≠',
            0xbb => '≈',
            0xb0 => '°',
            0xb7 => '•',
            0xae => '→',
            0xa5 => '∞',
            0xe5 => '∑',
            _ => return plain(code),
        },
        "wingdings" => match own {
            0x6c => '●',
            0x6e => '■',
            0x6f | 0xa8 => '□',
            0x75 => '◆',
            0x76 => '❖',
            0x9f => '•',
            0xa7 => '▪',
            0xab => '★',
            0xd8 => '➢',
            0xe0 | 0xe8 => '→',
            0xfb => '✗',
            0xfc => '✓',
            0xfd => '☒',
            0xfe => '☑',
            0x81..=0x8a => char::from_u32(0x2460 + own - 0x81)?,
            _ => return plain(code),
        },
        "wingdings 2" => match own {
            0x50 => '✓',
            0x51 => '✗',
            0x52 => '☑',
            0x53 | 0x54 => '☒',
            0xa3 => '□',
            _ => return plain(code),
        },
        _ => return plain(code),
    };
    Some(known)
}

/// A code outside the private zone is a character like any other.
fn plain(code: u32) -> Option<char> {
    if (0xf000..0xf100).contains(&code) {
        return Some('□');
    }
    char::from_u32(code).filter(|c| !c.is_control())
}

/// Raised digits as characters of their own: a reference or a power, never digits of the number
/// before them.
pub(super) fn raised(words: &str) -> String {
    words
        .chars()
        .map(|c| match c {
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '0' | '4'..='9' => char::from_u32(0x2070 + u32::from(c) - u32::from('0')).unwrap_or(c),
            c => c,
        })
        .collect()
}
