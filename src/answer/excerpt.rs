//! Words of an article, cut to fit a line.

/// The characters that stand around a quotation.
const MARKS: [char; 12] = ['“', '”', '„', '‟', '‘', '’', '‚', '"', '\'', '«', '»', '`'];

/// The text with white space folded, at most `limit` characters, cut at a word and closed by "…".
pub(super) fn excerpt(text: &str, limit: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count() + usize::from(!out.is_empty());
        if used + width > limit {
            if out.is_empty() {
                out.extend(word.chars().take(limit));
            }
            let end = out.trim_end_matches([',', ';', ':', '—', '–', '-', ' ']).len();
            out.truncate(end);
            out.push('…');
            return out;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        used += width;
    }
    out
}

/// The words of a quotation without the marks around them, cut to `limit` characters.
pub(super) fn quoted(text: &str, limit: usize) -> String {
    let inner = text.trim_start_matches(MARKS);
    let inner = inner.trim_end_matches(MARKS);
    excerpt(inner.trim_end_matches([',', ' ']), limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_words() {
        assert_eq!(excerpt("The  valley\u{a0}is tired", 30), "The valley is tired");
        assert_eq!(excerpt("The valley, is tired", 12), "The valley…");
        assert_eq!(excerpt("Donaudampfschiff", 5), "Donau…");
        assert_eq!(excerpt("", 5), "");
        assert_eq!(quoted("“We signed because,”", 40), "We signed because");
        assert_eq!(quoted("”", 40), "");
    }
}
