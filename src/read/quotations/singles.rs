//! Pairing single marks: nested quotations, headlines, British style. An apostrophe is no mark.

use super::marks::Single;
use super::spans::{Found, Marks};
use crate::read::Layout;
use crate::text::Span;

/// How far a closing mark may be from its opening one, in bytes.
const REACH: u32 = 1000;
/// The same where the closing mark could be an apostrophe.
const DOUBTFUL_REACH: u32 = 400;

/// Add the quotations in single marks to those found in double ones.
pub(super) fn add(layout: &Layout<'_>, marks: &Marks, found: &mut Vec<Found>) {
    let mut left_open: Option<u32> = None;
    for (index, paragraph) in layout.paragraphs.iter().enumerate() {
        let singles = marks.singles_of(index);
        let runs_on = marks.singles_of(index + 1).first().is_some_and(|m| m.opens && m.first);
        let mut continues = left_open.take();
        let mut i = 0;
        while let Some(opener) = singles.get(i) {
            i += 1;
            if !opener.opens {
                continue;
            }
            let continues = continues.take().filter(|_| opener.first);
            match closer(singles, i) {
                Some((at, closer)) => {
                    let doubtful = closer.span.start > opener.span.end + DOUBTFUL_REACH && !closer.sure;
                    if closer.span.start <= opener.span.end + REACH && !doubtful {
                        found.push(Found { span: opener.span.join(closer.span), single: true, continues });
                        i = at + 1;
                    }
                }
                None if opener.first && runs_on && singles.len() - i < 16 => {
                    // 'One paragraph of a statement.⏎'And the next,' he said.
                    left_open = Some(opener.span.start);
                    let span = Span { start: opener.span.start, end: paragraph.span.end };
                    found.push(Found { span, single: true, continues });
                }
                None => {}
            }
        }
    }
}

/// The closing mark for an opening one before `from`, unless another opens first.
fn closer(singles: &[Single], from: usize) -> Option<(usize, &Single)> {
    let (at, first) = singles.iter().enumerate().skip(from).find(|(_, m)| m.opens || m.closes)?;
    if !first.closes {
        return None;
    }
    if first.possessive && !first.sure {
        // 'the workers' rights': the mark behind closes, if it is not an opening one.
        if let Some(next) = singles.get(at + 1).filter(|n| n.closes && !n.opens && n.span.start < first.span.end + 400)
        {
            return Some((at + 1, next));
        }
    }
    Some((at, first))
}
