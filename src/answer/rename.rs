//! Another name for somebody, wherever the articles write it themselves: what is quoted, an address or furniture stays
//! as it was printed.

use super::cover::Cover;
use super::subject::Subject;
use super::{Place, Target, target};
use crate::corpus::{Article, Corpus, name_key};
use crate::read::{Form, Mention};
use crate::text::Span;

/// The name at an offset, if it may be changed there.
pub fn renamable(article: &Article, offset: u32) -> Option<Span> {
    let Target::Mention(i) = target(article, offset)? else { return None };
    let mention = article.findings.mentions.get(i as usize)?;
    (mention.form == Form::Name && may_change(article, &Cover::quoted(article), mention)).then_some(mention.span)
}

/// The replacements that give the entity at an offset another name, article by article: the spelling under the cursor,
/// and its words inside other spellings. Err: why the name will not do.
pub fn rename(corpus: &Corpus, article: &Article, offset: u32, name: &str) -> Result<Vec<(Place, String)>, String> {
    let name = name.trim();
    if name.is_empty() || name.contains(['\n', '\r']) {
        return Err("a name is one line, and not empty".to_owned());
    }
    let Some(span) = renamable(article, offset) else {
        return Err("here is no name that may be changed: what is quoted stays as it was said".to_owned());
    };
    let Some(Target::Mention(i)) = target(article, offset) else { return Ok(Vec::new()) };
    let Some(subject) = Subject::of_mention(corpus, article, i) else { return Ok(Vec::new()) };
    let old = name_key::tidy(span.of(&article.text));
    let change = Change::new(&old, name);
    let mut out = Vec::new();
    for appearance in subject.appearances() {
        let article = appearance.article;
        let quoted = Cover::quoted(article);
        let mentions = appearance.local.mentions.iter().filter_map(|&m| article.findings.mentions.get(m as usize));
        for mention in mentions.filter(|m| m.form == Form::Name && may_change(article, &quoted, m)) {
            if let Some(new) = change.of(mention.span.of(&article.text)) {
                out.push((Place { article: article.id.clone(), span: mention.span }, new));
            }
        }
    }
    Ok(out)
}

fn may_change(article: &Article, quoted: &Cover, mention: &Mention) -> bool {
    let prose = article.paragraph(mention.span.start).is_some_and(|p| p.zone.is_text());
    let linked = article.findings.links.iter().any(|link| link.covers(mention.span));
    prose && !linked && !quoted.covers(mention.span)
}

/// What becomes of the words of a name.
struct Change<'a> {
    from: Vec<&'a str>,
    to: Vec<&'a str>,
    name: &'a str,
}

impl<'a> Change<'a> {
    fn new(from: &'a str, name: &'a str) -> Change<'a> {
        Change { from: from.split(' ').collect(), to: name.split_whitespace().collect(), name }
    }

    /// Another spelling with the words replaced; None where nothing changes.
    fn of(&self, spelling: &str) -> Option<String> {
        let tidy = name_key::tidy(spelling);
        let words: Vec<&str> = tidy.split(' ').collect();
        if words == self.from {
            return (tidy != self.name).then(|| self.name.to_owned());
        }
        // "Jane Doe" to "Jane Roe": the surname alone too. "Jane Doe" to "J. A. Roe": of other spellings only that.
        let pairs: Vec<(&str, &str)> = match self.from.len() == self.to.len() {
            true => self.from.iter().copied().zip(self.to.iter().copied()).collect(),
            false => self.from.last().copied().zip(self.to.last().copied()).into_iter().collect(),
        };
        let new = words.iter().map(|word| pairs.iter().find(|(from, _)| from == word).map_or(*word, |(_, to)| to));
        let new = new.collect::<Vec<_>>().join(" ");
        (new != tidy).then_some(new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_name_change_inside_its_other_spellings() {
        for (from, to, spelling, becomes) in [
            ("Lysak", "Lisak", "Petro Lysak", Some("Petro Lisak")),
            ("Petro Lysak", "Petro Lisak", "Lysak", Some("Lisak")),
            ("Petro Lysak", "P. I. Lisak", "Lysak", Some("Lisak")),
            ("Petro Lysak", "P. I. Lisak", "Petro  Lysak", Some("P. I. Lisak")),
            ("Lysak", "Lisak", "Lysakiv", None),
        ] {
            assert_eq!(Change::new(from, to).of(spelling).as_deref(), becomes, "{from} → {to}: {spelling}");
        }
    }
}
