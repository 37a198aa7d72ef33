//! A small feed-forward scorer beside the linear model: word vectors, case and lists of five words → a layer of
//! rectified units → a score for each label. It sees what is alike in words that are rare or new.

use super::decoder::Scores;
use super::feature::POSITIONS;
use super::labels::ROW;
use super::table::WordTable;
use super::word::Word;

pub(crate) const HIDDEN: usize = 32;
const DIMS: usize = 64;
const CASES: usize = 8;
/// Vector, case, lists.
pub(crate) const INPUTS: usize = DIMS + CASES + 32;

pub(crate) type Hidden = [f32; HIDDEN];

/// What the scorer sees of a word.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// Absent for words without one.
    vector: Option<Box<[f32; DIMS]>>,
    case: u8,
    lists: u32,
}

impl Input {
    pub(crate) fn new(word: &Word, table: &WordTable) -> Input {
        // Components are small: this brings them to the size of the other inputs.
        const GAIN: f32 = 4.0;
        let row = table.vector(word.row);
        let vector = (row.len() == DIMS)
            .then(|| Box::new(std::array::from_fn(|i| f32::from(row[i] as i8) * table.scale() * GAIN)));
        Input { vector, case: word.case as u8, lists: word.lists }
    }

    /// Each input that is not zero, and its value.
    #[inline(always)]
    pub(crate) fn each(&self, mut visit: impl FnMut(usize, f32)) {
        if let Some(vector) = &self.vector {
            for (i, &v) in vector.iter().enumerate() {
                visit(i, v);
            }
        }
        visit(DIMS + self.case as usize % CASES, 1.0);
        let mut bits = self.lists;
        while bits != 0 {
            visit(DIMS + CASES + bits.trailing_zeros() as usize, 1.0);
            bits &= bits - 1;
        }
    }
}

/// The scorer's weights.
#[derive(Clone, Debug)]
pub(crate) struct Dense {
    /// By position, input, unit.
    pub input: Vec<Hidden>,
    pub bias: Hidden,
    /// By unit, label.
    pub output: Vec<Scores>,
}

impl Dense {
    pub(crate) fn zero() -> Dense {
        Dense { input: vec![[0.0; HIDDEN]; POSITIONS * INPUTS], bias: [0.0; HIDDEN], output: vec![[0.0; ROW]; HIDDEN] }
    }

    /// What a word adds to the units when seen from a position.
    pub(crate) fn project(&self, position: usize, word: &Input) -> Hidden {
        let mut out = [0.0; HIDDEN];
        let base = &self.input[position * INPUTS..(position + 1) * INPUTS];
        word.each(|i, v| {
            for (o, w) in out.iter_mut().zip(&base[i]) {
                *o += v * w;
            }
        });
        out
    }

    /// The scores of the labels, given the sum of what the words and the bias add.
    pub(crate) fn score(&self, sum: &Hidden) -> Scores {
        let mut out = [0.0; ROW];
        for (&h, row) in sum.iter().zip(&self.output) {
            if h > 0.0 {
                for (o, w) in out.iter_mut().zip(row) {
                    *o += h * w;
                }
            }
        }
        out
    }

    pub(crate) fn numbers(&self) -> impl Iterator<Item = f32> + '_ {
        let flat = self.input.iter().chain([&self.bias]).flatten();
        flat.chain(self.output.iter().flatten()).copied()
    }

    /// From what [`Dense::numbers`] gave.
    pub(crate) fn read(mut numbers: impl Iterator<Item = f32>) -> Dense {
        let mut dense = Dense::zero();
        let slots = dense.input.iter_mut().chain([&mut dense.bias]).flatten();
        for (slot, n) in slots.chain(dense.output.iter_mut().flatten()).zip(&mut numbers) {
            *slot = n;
        }
        dense
    }

    pub(crate) const NUMBERS: usize = POSITIONS * INPUTS * HIDDEN + HIDDEN + HIDDEN * ROW;
}
