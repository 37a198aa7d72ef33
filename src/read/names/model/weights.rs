//! The trained weights, read in place from the file that `scholiast train names` writes.

#[cfg(feature = "train")]
use super::decoder::Scores;
use super::decoder::Steps;
use super::labels::{LABELS, ROW};
use super::table::{Bytes, Lists};

const MAGIC: &[u8; 8] = b"SCHNAME3";
const HEADER: usize = 64;

/// A table of int8 weights: a row of labels a feature. Rows stand close together and are read a register at a time: what
/// is read behind a row is the next one's and lands in lanes that are no labels.
pub(crate) struct Rows {
    rows: &'static [u8],
    mask: usize,
    /// What one step of the integers is worth.
    pub scale: f32,
}

impl Rows {
    fn new(log2: u32, scale: f32, rows: &'static [u8]) -> Option<Rows> {
        (rows.len() == size(log2)).then_some(Rows { rows, mask: (1 << log2) - 1, scale })
    }

    /// Add the weights of several features to scores. A byte of each row is read first: so all of them are fetched from
    /// memory at one time, where one behind the other each would be waited for.
    #[inline(always)]
    pub(crate) fn add_all(&self, features: &[u64], scores: &mut [i16; ROW]) {
        // Plain loops: closures would not be compiled for the wider registers of the caller.
        let mut touched = 0;
        for &f in features {
            touched ^= self.rows.get(self.start(f) + ROW / 2).copied().unwrap_or(0);
        }
        std::hint::black_box(touched);
        let mut sum = *scores;
        for &f in features {
            self.add(f, &mut sum);
        }
        *scores = sum;
    }

    /// Add a feature's weights to scores.
    #[inline(always)]
    pub(crate) fn add(&self, feature: u64, scores: &mut [i16; ROW]) {
        // A row of known length is added in two registers.
        if let Some(row) = self.rows.get(self.start(feature)..).and_then(|rows| rows.first_chunk::<ROW>()) {
            for k in 0..ROW {
                scores[k] += i16::from(row[k] as i8);
            }
        }
    }

    #[inline(always)]
    fn start(&self, feature: u64) -> usize {
        (feature as usize & self.mask) * LABELS
    }
}

/// Bytes of a table of so many rows, with room to read a register from the start of the last.
fn size(log2: u32) -> usize {
    (LABELS << log2) + ROW - LABELS
}

/// How the model's certainty about a type of name becomes a probability: a logistic curve over the log-odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Calibration {
    pub slope: f32,
    pub offset: f32,
}

impl Calibration {
    pub(crate) fn apply(self, p: f32) -> f32 {
        let p = p.clamp(1e-5, 1.0 - 1e-5);
        let z = self.slope * (p / (1.0 - p)).ln() + self.offset;
        1.0 / (1.0 + (-z).exp())
    }
}

/// Everything that was learnt.
pub(crate) struct Weights {
    /// Of the first pass, which sees a paragraph.
    pub local: Rows,
    pub steps: Steps,
    /// Of the second pass, which sees the whole article: added to the first.
    pub context: Rows,
    pub context_steps: Steps,
    pub lists: Lists,
    pub calibration: [Calibration; 7],
}

/// The parts of a weights file.
#[cfg(feature = "train")]
pub(crate) struct Parts<'a> {
    pub local: (u32, f32, &'a [i8]),
    pub steps: &'a [Scores; ROW],
    pub context: (u32, f32, &'a [i8]),
    pub context_steps: &'a [Scores; ROW],
    pub lists: &'a [u8],
    pub calibration: [Calibration; 7],
}

impl Weights {
    /// Read a file; `None` if it is not one of ours.
    pub(crate) fn new(file: &'static [u8]) -> Option<Weights> {
        let (header, rest) = file.split_at_checked(HEADER)?;
        let (magic, numbers) = header.split_at(8);
        let numbers = Bytes(numbers);
        if magic != MAGIC {
            return None;
        }
        let (local, context) = (numbers.u32(0), numbers.u32(1));
        if local.max(context) > 24 {
            return None;
        }
        let (rows, rest) = rest.split_at_checked(size(local))?;
        let (context_rows, rest) = rest.split_at_checked(size(context))?;
        let (steps, rest) = steps(rest)?;
        let (context_steps, rest) = self::steps(rest)?;
        let (calibration, rest) = rest.split_at_checked(7 * 8)?;
        let calibration = Bytes(calibration);
        let lists = Lists::new(rest)?;
        Some(Weights {
            local: Rows::new(local, f32::from_bits(numbers.u32(2)), rows)?,
            context: Rows::new(context, f32::from_bits(numbers.u32(3)), context_rows)?,
            steps,
            context_steps,
            lists,
            calibration: std::array::from_fn(|t| Calibration {
                slope: f32::from_bits(calibration.u32(2 * t)),
                offset: f32::from_bits(calibration.u32(2 * t + 1)),
            }),
        })
    }
}

fn steps(file: &'static [u8]) -> Option<(Steps, &'static [u8])> {
    let (numbers, rest) = file.split_at_checked(4 * ROW * ROW)?;
    let numbers = Bytes(numbers);
    let mut weights = [[0.0; ROW]; ROW];
    for (a, row) in weights.iter_mut().enumerate() {
        for (b, w) in row.iter_mut().enumerate() {
            *w = f32::from_bits(numbers.u32(a * ROW + b));
        }
    }
    Some((Steps::new(&weights), rest))
}

/// The bytes of a weights file.
#[cfg(feature = "train")]
pub(crate) fn pack(parts: &Parts<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(MAGIC);
    for n in [parts.local.0, parts.context.0, parts.local.1.to_bits(), parts.context.1.to_bits()] {
        out.extend_from_slice(&n.to_le_bytes());
    }
    out.resize(HEADER, 0);
    for (log2, _, rows) in [parts.local, parts.context] {
        let end = out.len() + size(log2);
        out.extend(rows.chunks(ROW).flat_map(|row| &row[..LABELS]).map(|&w| w as u8));
        out.resize(end, 0);
    }
    for row in parts.steps.iter().chain(parts.context_steps) {
        for w in row {
            out.extend_from_slice(&w.to_le_bytes());
        }
    }
    for c in parts.calibration {
        out.extend_from_slice(&c.slope.to_le_bytes());
        out.extend_from_slice(&c.offset.to_le_bytes());
    }
    out.extend_from_slice(parts.lists);
    out
}
