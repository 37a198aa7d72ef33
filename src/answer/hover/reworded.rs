//! How the words of one printing differ from another's.

use super::Piece;

/// The other printing's words with those that differ made strong and long stretches of equal ones left out; None if
/// no word differs.
pub(super) fn reworded(this: &str, other: &str) -> Option<Vec<Piece>> {
    let this: Vec<String> = words(this).map(bare).collect();
    let shown: Vec<&str> = words(other).take(LONGEST).collect();
    let other: Vec<String> = shown.iter().map(|word| bare(word)).collect();
    let this = &this[..this.len().min(LONGEST)];
    let same = common(this, &other);
    if same.iter().all(|s| *s) {
        return None;
    }
    let near = |i: usize| (i.saturating_sub(CONTEXT)..=i + CONTEXT).any(|j| same.get(j) == Some(&false));
    let mut out = Vec::new();
    let mut skipped = false;
    let mut i = 0;
    while i < shown.len() {
        if !near(i) {
            skipped = true;
            i += 1;
            continue;
        }
        let mut end = i;
        while end < shown.len() && near(end) && same[end] == same[i] {
            end += 1;
        }
        let gap = if std::mem::take(&mut skipped) { "… " } else { "" };
        let run = shown[i..end].join(" ");
        match same[i] {
            true => out.push(Piece::Text(format!("{}{gap}{run}", if out.is_empty() { "" } else { " " }))),
            false => {
                let lead = format!("{}{gap}", if out.is_empty() { "" } else { " " });
                if !lead.is_empty() {
                    out.push(Piece::Text(lead));
                }
                out.push(Piece::Strong(run));
            }
        }
        i = end;
    }
    if skipped {
        out.push(Piece::Text(" …".to_owned()));
    }
    Some(out)
}

/// Equal words shown before and behind a changed one.
const CONTEXT: usize = 3;
/// Comparing takes the square of this.
const LONGEST: usize = 400;

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric))
}

fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// For each word of `b` whether it belongs to the longest common subsequence with `a`.
fn common(a: &[String], b: &[String]) -> Vec<bool> {
    let width = b.len() + 1;
    let mut longest = vec![0u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = if a[i] == b[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let mut same = vec![false; b.len()];
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            same[j] = true;
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    same
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(this: &str, other: &str) -> String {
        let pieces = reworded(this, other).unwrap_or_default();
        let text = |p: Piece| match p {
            Piece::Strong(words) => format!("**{words}**"),
            Piece::Text(words) => words,
            _ => unreachable!(),
        };
        pieces.into_iter().map(text).collect()
    }

    #[test]
    fn marks_what_changed() {
        let this = "We will not give up one metre of the land our fathers ploughed";
        assert_eq!(
            shown(this, "We shall never give up one metre of the land that our fathers ploughed."),
            "We **shall never** give up one … of the land **that** our fathers ploughed."
        );
        assert_eq!(shown(this, "we will not give up one metre of the land our fathers ploughed”"), "");
        assert_eq!(shown("", "Never"), "**Never**");
        assert_eq!(shown(this, ""), "");
    }
}
