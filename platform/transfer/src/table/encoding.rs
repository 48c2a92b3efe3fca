//! Bytes to text: which encoding a file has, and strict decoding of it as a stream.

use std::io::{self, Read};

use encoding_rs::{BIG5, Decoder, DecoderResult, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::limits::SNIFF_BYTES;

/// How text is written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8, with or without byte order mark.
    Utf8,
    /// UTF-16, low byte first: what Excel calls "Unicode text".
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// The Chinese national standard; GBK and GB 2312 are part of it.
    Gb18030,
    /// Traditional Chinese. Never detected, only by hint.
    Big5,
    /// Western European. Never detected, only by hint.
    Windows1252,
}

/// Stands for bytes that mean nothing in the encoding. It is no character, so real text does not have it.
pub(super) const UNDECODABLE: char = '\u{FFFF}';

impl Encoding {
    /// The name that people know.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Gb18030 => "GB18030",
            Encoding::Big5 => "Big5",
            Encoding::Windows1252 => "Windows-1252",
        }
    }

    pub(super) fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 => UTF_8,
            Encoding::Utf16Le => UTF_16LE,
            Encoding::Utf16Be => UTF_16BE,
            Encoding::Gb18030 => GB18030,
            Encoding::Big5 => BIG5,
            Encoding::Windows1252 => WINDOWS_1252,
        }
    }

    /// The encoding that the first bytes give away: a byte order mark, or the zero bytes that ASCII characters leave in
    /// UTF-16 on one side of each pair (`一`, U+4E00, leaves one on the other side).
    pub(super) fn of_marks(prefix: &[u8]) -> Option<Encoding> {
        match prefix {
            [0xEF, 0xBB, 0xBF, ..] => return Some(Encoding::Utf8),
            [0xFF, 0xFE, ..] => return Some(Encoding::Utf16Le),
            [0xFE, 0xFF, ..] => return Some(Encoding::Utf16Be),
            [0x84, 0x31, 0x95, 0x33, ..] => return Some(Encoding::Gb18030),
            _ => {}
        }
        let zeros = |side: usize| prefix.iter().skip(side).step_by(2).filter(|&&byte| byte == 0).count();
        let (even, odd) = (zeros(0), zeros(1));
        let enough = (prefix.len() / 100).max(1);
        let encoding = if odd >= enough && even * 4 <= odd {
            Encoding::Utf16Le
        } else if even >= enough && odd * 4 <= even {
            Encoding::Utf16Be
        } else {
            return None;
        };
        let tried = Tried::of(encoding, prefix);
        (tried.wrong == 0 && tried.controls * 100 <= tried.chars).then_some(encoding)
    }

    /// UTF-8 or GB18030 by validity of the first stretch that is not ASCII, wherever in the file it is; a file of pure
    /// ASCII is UTF-8. A few wrong bytes do not change the verdict: they are reported with their rows.
    pub(super) fn detect(input: impl Read) -> io::Result<Option<Encoding>> {
        let Some(stretch) = first_stretch_beyond_ascii(input)? else { return Ok(Some(Encoding::Utf8)) };
        let utf8 = Tried::of(Encoding::Utf8, &stretch);
        if utf8.wrong * 4 <= utf8.beyond_ascii {
            return Ok(Some(Encoding::Utf8));
        }
        let gb = Tried::of(Encoding::Gb18030, &stretch);
        Ok((gb.wrong * 20 <= gb.beyond_ascii).then_some(Encoding::Gb18030))
    }
}

fn first_stretch_beyond_ascii(mut input: impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut chunk = vec![0; SNIFF_BYTES];
    loop {
        let read = read_some(&mut input, &mut chunk)?;
        if read == 0 {
            return Ok(None);
        }
        if let Some(start) = chunk[..read].iter().position(|byte| !byte.is_ascii()) {
            let mut stretch = chunk[start..read].to_vec();
            input.take((SNIFF_BYTES - stretch.len()) as u64).read_to_end(&mut stretch)?;
            return Ok(Some(stretch));
        }
    }
}

/// `read` that tries again when a signal interrupts it.
pub(super) fn read_some(input: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(into) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

/// What decoding a stretch in an encoding gave. A character cut off at the end is not counted as wrong.
struct Tried {
    chars: usize,
    beyond_ascii: usize,
    controls: usize,
    wrong: usize,
}

impl Tried {
    fn of(encoding: Encoding, bytes: &[u8]) -> Tried {
        let mut text = String::new();
        let wrong = decode_some(&mut encoding.codec().new_decoder_with_bom_removal(), bytes, &mut text, false);
        let mut tried = Tried { chars: 0, beyond_ascii: 0, controls: 0, wrong };
        for char in text.chars().filter(|&char| char != UNDECODABLE) {
            tried.chars += 1;
            tried.beyond_ascii += usize::from(!char.is_ascii());
            tried.controls += usize::from(is_odd_control(char));
        }
        tried
    }
}

/// A control character that text files do not have.
pub(super) fn is_odd_control(char: char) -> bool {
    char < ' ' && !matches!(char, '\t' | '\n' | '\r' | '\x0B' | '\x0C' | '\x1A' | '\x1B')
}

/// Appends the text of `bytes`, with [`UNDECODABLE`] for what is wrong; answers how often.
pub(super) fn decode_some(decoder: &mut Decoder, bytes: &[u8], text: &mut String, last: bool) -> usize {
    let mut wrong = 0;
    let mut rest = bytes;
    loop {
        let room = decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len());
        text.reserve(room);
        let (result, read) = decoder.decode_to_string_without_replacement(rest, text, last);
        rest = &rest[read..];
        match result {
            DecoderResult::InputEmpty => return wrong,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                wrong += 1;
                text.push(UNDECODABLE);
            }
        }
    }
}

/// A file's text in pieces.
pub(super) struct TextStream<R> {
    input: R,
    encoding: Encoding,
    decoder: Decoder,
    bytes: Box<[u8]>,
    wrong: usize,
    ended: bool,
}

impl<R: Read> TextStream<R> {
    pub(super) fn new(input: R, encoding: Encoding) -> TextStream<R> {
        const PIECE_BYTES: usize = 32 << 10;
        let decoder = encoding.codec().new_decoder_with_bom_removal();
        let bytes = vec![0; PIECE_BYTES].into_boxed_slice();
        TextStream { input, encoding, decoder, bytes, wrong: 0, ended: false }
    }

    /// A stream that is at its end.
    pub(super) fn ended(input: R) -> TextStream<R> {
        let decoder = Encoding::Utf8.codec().new_decoder_with_bom_removal();
        TextStream { input, encoding: Encoding::Utf8, decoder, bytes: Box::default(), wrong: 0, ended: true }
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether anything undecodable was met so far.
    pub(super) fn has_wrong_bytes(&self) -> bool {
        self.wrong > 0
    }

    /// Appends the next piece; `false` when the file is at its end.
    pub(super) fn append_to(&mut self, text: &mut String) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let read = read_some(&mut self.input, &mut self.bytes)?;
        self.ended = read == 0;
        self.wrong += decode_some(&mut self.decoder, &self.bytes[..read], text, self.ended);
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected(bytes: &[u8]) -> Option<Encoding> {
        Encoding::of_marks(bytes).or_else(|| Encoding::detect(bytes).unwrap())
    }

    #[test]
    fn the_encoding_is_found_by_content() {
        let text = "企业名称,电话\r\n合一科技,13800138000\r\n";
        let utf16 = |swap: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let gb = GB18030.encode(text).0.into_owned();
        let late = [vec![b'a'; 200_000], gb.clone()].concat();
        let damaged = [text.as_bytes(), b"\xFF,1\n"].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Some(Encoding::Utf8)),
            (b"name,phone\n".to_vec(), Some(Encoding::Utf8)),
            (gb, Some(Encoding::Gb18030)),
            (late, Some(Encoding::Gb18030)),
            (damaged, Some(Encoding::Utf8)),
            (utf16(false), Some(Encoding::Utf16Le)),
            (utf16(true), Some(Encoding::Utf16Be)),
            (GB18030.encode("姓名\n㐂㑇𠮷,\n").0.into_owned(), Some(Encoding::Gb18030)),
            (WINDOWS_1252.encode("né,ça\nà,é\n").0.into_owned(), None),
        ] {
            assert_eq!(detected(&bytes), encoding, "{:?}", &bytes[..bytes.len().min(40)]);
        }
    }

    #[test]
    fn wrong_bytes_are_marked_and_the_text_around_them_kept() {
        let mut stream = TextStream::new(&b"a\xFFb\xE4\xBC"[..], Encoding::Utf8);
        let mut text = String::new();
        while stream.append_to(&mut text).unwrap() {}
        assert_eq!(text, "a\u{FFFF}b\u{FFFF}");
        assert!(stream.has_wrong_bytes());
    }
}
