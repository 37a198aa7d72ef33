//! The trained weights, read in place from the file that `scholiast train names` writes.

#[cfg(feature = "train")]
use super::decoder::Scores;
use super::decoder::Steps;
use super::labels::{LABELS, ROW};
use super::table::{Bytes, Lists};

const MAGIC: &[u8; 8] = b"SCHNAME4";
const HEADER: usize = 64;

/// Int8 weights of the features that were worth keeping: a row of labels each. Rows stand close together and are read a
/// register at a time: what is read behind a row is the next one's and lands in lanes that are no labels.
pub(crate) struct Rows {
    /// [`BLOCK`] bytes for every 64 numbers a feature may have: a bit for each that has a row, and the rows before these.
    chosen: &'static [u8],
    rows: &'static [u8],
    mask: usize,
    /// What one step of the integers is worth.
    pub scale: f32,
}

/// Bytes of 64 bits and of a count.
const BLOCK: usize = 8 + 4;

impl Rows {
    /// The table at the start of a file, and what is behind it.
    fn take(log2: u32, count: u32, scale: f32, file: &'static [u8]) -> Option<(Rows, &'static [u8])> {
        let (chosen, rest) = file.split_at_checked(BLOCK * ((1usize << log2) / 64))?;
        let (rows, rest) = rest.split_at_checked(size(count as usize)?)?;
        Some((Rows { chosen, rows, mask: (1 << log2) - 1, scale }, rest))
    }

    /// Add the weights of several features to scores, at most `N`. Which of them have a row is found out without a branch,
    /// and a byte of each row is read before any is added: so what has to come from memory comes at one time, where one
    /// behind the other each would be waited for.
    #[inline(always)]
    pub(crate) fn add_all<const N: usize>(&self, features: &[u64], scores: &mut [i16; ROW]) {
        // Plain loops: closures would not be compiled for the wider registers of the caller.
        let mut rows = [0; N];
        let mut found = 0;
        for &f in &features[..features.len().min(N)] {
            let (start, has) = self.place(f);
            if let Some(slot) = rows.get_mut(found) {
                *slot = start;
            }
            found += usize::from(has);
        }
        let rows = &rows[..found];
        let mut touched = 0;
        for &start in rows {
            touched ^= self.rows.get(start + ROW / 2).copied().unwrap_or(0);
        }
        std::hint::black_box(touched);
        let mut sum = *scores;
        for &start in rows {
            self.add_row(start, &mut sum);
        }
        *scores = sum;
    }

    /// Add a feature's weights to scores.
    #[inline(always)]
    pub(crate) fn add(&self, feature: u64, scores: &mut [i16; ROW]) {
        if let Some(start) = self.start(feature) {
            self.add_row(start, scores);
        }
    }

    #[inline(always)]
    fn add_row(&self, start: usize, scores: &mut [i16; ROW]) {
        // A row of known length is added in two registers.
        if let Some(row) = self.rows.get(start..).and_then(|rows| rows.first_chunk::<ROW>()) {
            for k in 0..ROW {
                scores[k] += i16::from(row[k] as i8);
            }
        }
    }

    /// Where the row of a feature starts, if it has one.
    #[inline(always)]
    fn start(&self, feature: u64) -> Option<usize> {
        let (start, has) = self.place(feature);
        has.then_some(start)
    }

    /// Where the row of a feature starts or would start, and whether it has one.
    #[inline(always)]
    fn place(&self, feature: u64) -> (usize, bool) {
        let at = feature as usize & self.mask;
        let Some(block) = self.chosen.get(at / 64 * BLOCK..).and_then(|b| b.first_chunk::<BLOCK>()) else {
            return (0, false);
        };
        let (bits, before) = block.split_at(8);
        let bits = u64::from_le_bytes([bits[0], bits[1], bits[2], bits[3], bits[4], bits[5], bits[6], bits[7]]);
        let before = u32::from_le_bytes([before[0], before[1], before[2], before[3]]);
        let below = bits & ((1 << (at % 64)) - 1);
        ((before + below.count_ones()) as usize * LABELS, bits >> (at % 64) & 1 == 1)
    }
}

/// Bytes of a table of so many rows, with room to read a register from the start of the last.
fn size(rows: usize) -> Option<usize> {
    (LABELS.checked_mul(rows)?).checked_add(ROW - LABELS)
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

/// A table of weights to be written.
#[cfg(feature = "train")]
pub(crate) struct Table<'a> {
    /// Features are numbers of so many bits.
    pub log2: u32,
    /// Those that have a row, in order.
    pub features: &'a [u32],
    /// Their rows, and what one step of the integers is worth.
    pub rows: &'a [i8],
    pub scale: f32,
}

/// The parts of a weights file.
#[cfg(feature = "train")]
pub(crate) struct Parts<'a> {
    pub local: Table<'a>,
    pub steps: &'a [Scores; ROW],
    pub context: Table<'a>,
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
        if local.max(context) > 24 || local.min(context) < 6 {
            return None;
        }
        let (local, rest) = Rows::take(local, numbers.u32(4), f32::from_bits(numbers.u32(2)), rest)?;
        let (context, rest) = Rows::take(context, numbers.u32(5), f32::from_bits(numbers.u32(3)), rest)?;
        let (steps, rest) = steps(rest)?;
        let (context_steps, rest) = self::steps(rest)?;
        let (calibration, rest) = rest.split_at_checked(7 * 8)?;
        let calibration = Bytes(calibration);
        let lists = Lists::new(rest)?;
        Some(Weights {
            local,
            context,
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
    let (local, context) = (&parts.local, &parts.context);
    let counts = [local.features.len() as u32, context.features.len() as u32];
    for n in [local.log2, context.log2, local.scale.to_bits(), context.scale.to_bits(), counts[0], counts[1]] {
        out.extend_from_slice(&n.to_le_bytes());
    }
    out.resize(HEADER, 0);
    pack_table(local, &mut out);
    pack_table(context, &mut out);
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

#[cfg(feature = "train")]
fn pack_table(table: &Table<'_>, out: &mut Vec<u8>) {
    let mut blocks = vec![0u64; (1 << table.log2) / 64];
    for &f in table.features {
        blocks[f as usize / 64] |= 1 << (f % 64);
    }
    let mut before = 0u32;
    for bits in blocks {
        out.extend_from_slice(&bits.to_le_bytes());
        out.extend_from_slice(&before.to_le_bytes());
        before += bits.count_ones();
    }
    out.extend(table.rows.chunks(ROW).flat_map(|row| &row[..LABELS]).map(|&w| w as u8));
    out.extend([0; ROW - LABELS]);
}
