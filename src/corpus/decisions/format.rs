//! The lines of a decisions file ↔ decisions.

use std::collections::HashMap;

use super::standing::pair;
use super::{Decision, Decisions, Named, Problem, Scope};

/// Read a decisions file. Every line that can be followed is; the others are listed with what is wrong with them.
pub fn parse(text: &str) -> Decisions {
    let mut decisions = Decisions::default();
    for (i, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        match decision(line) {
            Ok(decision) => decisions.made.push((i as u32, decision)),
            Err(error) => {
                let message = format!("{error}; the line is left out");
                decisions.problems.push(Problem { line: i as u32, message });
            }
        }
    }
    contradictions(&mut decisions);
    decisions
}

/// A decision as its line, without the line end. Tabs and line ends inside a field become spaces.
pub fn write_line(decision: &Decision) -> String {
    let named = Named::to_string;
    let scope = |s: &Scope| s.article().unwrap_or("*").to_string();
    let of = |verb: &str, s: &Scope, words: &str| vec![verb.to_string(), scope(s), written(s, words)];
    let with = |mut fields: Vec<String>, last: String| {
        fields.push(last);
        fields
    };
    let fields = match decision {
        Decision::Date { article, date } => vec!["date".into(), article.clone(), date.to_string()],
        Decision::Same(a, b) => vec!["same".into(), named(a), named(b)],
        Decision::Different(a, b) => vec!["different".into(), named(a), named(b)],
        Decision::Prefer { entity, name } => vec!["prefer".into(), named(entity), name.clone()],
        Decision::Type { scope: s, words, kind } => with(of("type", s, words), kind.as_str().to_string()),
        Decision::NotAName { scope: s, words } => of("not-a-name", s, words),
        Decision::Is { scope: s, words, entity } => with(of("is", s, words), named(entity)),
        Decision::IsNot { scope: s, words, entity } => with(of("is-not", s, words), named(entity)),
        Decision::Speaker { scope: s, words, entity } => with(of("speaker", s, words), named(entity)),
        Decision::Split { article, entity } => vec!["split".into(), article.clone(), named(entity)],
        Decision::Note { entity, text } => vec!["note".into(), named(entity), text.clone()],
    };
    let field = |f: &String| f.replace(['\t', '\n', '\r'], " ");
    fields.iter().map(field).collect::<Vec<_>>().join("\t")
}

/// The decision of one line, or what is wrong with it.
pub fn decision(line: &str) -> Result<Decision, String> {
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|m| line.starts_with(m)) {
        return Err("a merge marker: keep the lines you want and delete it".to_string());
    }
    let fields: Vec<&str> = line.split('\t').map(str::trim).filter(|f| !f.is_empty()).collect();
    let wrong = |form: &str| format!("expected `{form}`, with tabs between the fields");
    match fields[..] {
        ["date", article, date] => {
            let parsed = date.parse().map_err(|_| format!("`{date}` is no date; write it like 2024-12-31"))?;
            Ok(Decision::Date { article: article.to_string(), date: parsed })
        }
        ["date", ..] => Err(wrong("date  ARTICLE  YYYY-MM-DD")),
        ["same", a, b] => Ok(Decision::Same(named(a)?, named(b)?)),
        ["same", ..] => Err(wrong("same  TYPE:NAME  TYPE:NAME")),
        ["different", a, b] => Ok(Decision::Different(named(a)?, named(b)?)),
        ["different", ..] => Err(wrong("different  TYPE:NAME  TYPE:NAME")),
        ["prefer", entity, name] => Ok(Decision::Prefer { entity: named(entity)?, name: name.to_string() }),
        ["prefer", ..] => Err(wrong("prefer  TYPE:NAME  NAME")),
        ["type", scope, words, kind] => {
            let (scope, words) = meant(scope, words)?;
            Ok(Decision::Type { scope, words, kind: kind.parse()? })
        }
        ["type", ..] => Err(wrong("type  *|ARTICLE  WORDS  TYPE")),
        ["not-a-name", scope, words] => {
            let (scope, words) = meant(scope, words)?;
            Ok(Decision::NotAName { scope, words })
        }
        ["not-a-name", ..] => Err(wrong("not-a-name  *|ARTICLE  WORDS")),
        [verb @ ("is" | "is-not" | "speaker"), scope, words, entity] => {
            let ((scope, words), entity) = (meant(scope, words)?, named(entity)?);
            Ok(match verb {
                "is" => Decision::Is { scope, words, entity },
                "is-not" => Decision::IsNot { scope, words, entity },
                _ => Decision::Speaker { scope, words, entity },
            })
        }
        [verb @ ("is" | "is-not" | "speaker"), ..] => Err(wrong(&format!("{verb}  *|ARTICLE  WORDS  TYPE:NAME"))),
        ["split", article, entity] => Ok(Decision::Split { article: article.to_string(), entity: named(entity)? }),
        ["split", ..] => Err(wrong("split  ARTICLE  TYPE:NAME")),
        ["note", entity, text] => Ok(Decision::Note { entity: named(entity)?, text: text.to_string() }),
        ["note", ..] => Err(wrong("note  TYPE:NAME  TEXT")),
        [verb, ..] => Err(format!(
            "`{verb}` is no decision; there are date, same, different, prefer, type, not-a-name, is, is-not, speaker, \
             split and note"
        )),
        [] => Err("a line of tabs".to_string()),
    }
}

/// Around words that are meant in one place, between those that stand beside them there.
const OPEN: &str = "[[";
const CLOSE: &str = "]]";

/// Words as a field: with what is around them, where they are meant in one place.
fn written(scope: &Scope, words: &str) -> String {
    let Scope::Place { before, after, .. } = scope else { return words.to_owned() };
    // Brackets of the text's own would be taken for ours.
    let before = before.rsplit([']', '[']).next().unwrap_or("");
    let after = after.split([']', '[']).next().unwrap_or("");
    format!("{before}{OPEN}{words}{CLOSE}{after}")
}

/// What words are meant, and where.
fn meant(scope: &str, words: &str) -> Result<(Scope, String), String> {
    let article = (scope != "*").then(|| scope.to_string());
    let place = words.split_once(OPEN).and_then(|(before, rest)| Some((before, rest.rsplit_once(CLOSE)?)));
    match (article, place) {
        (None, None) => Ok((Scope::Everywhere, words.to_string())),
        (Some(article), None) => Ok((Scope::Article(article), words.to_string())),
        (_, Some((_, (words, _)))) if words.trim().is_empty() => Err(format!("no words between {OPEN} and {CLOSE}")),
        (Some(article), Some((before, (words, after)))) => {
            let (before, after) = (before.to_string(), after.to_string());
            Ok((Scope::Place { article, before, after }, words.to_string()))
        }
        (None, Some(_)) => Err(format!("{OPEN}…{CLOSE} is a place in one article: name that instead of *")),
    }
}

pub(super) fn named(field: &str) -> Result<Named, String> {
    match field.split_once(':') {
        Some((kind, name)) if !name.trim().is_empty() => {
            Ok(Named { kind: kind.parse()?, name: name.trim().to_string() })
        }
        _ => Err(format!("`{field}` names no entity; write it like `person:Jane Doe`")),
    }
}

/// Report each `different` that an earlier or later `same` contradicts, once.
fn contradictions(decisions: &mut Decisions) {
    let mut same: HashMap<(&Named, &Named), u32> = HashMap::new();
    for (line, decision) in &decisions.made {
        if let Decision::Same(a, b) = decision {
            same.entry(pair(a, b)).or_insert(*line);
        }
    }
    for (line, decision) in &decisions.made {
        if let Decision::Different(a, b) = decision
            && let Some(other) = same.get(&pair(a, b))
        {
            let message = format!("line {} says that they are the same; delete one of the two lines", other + 1);
            decisions.problems.push(Problem { line: *line, message });
        }
    }
    decisions.problems.sort_by_key(|p| p.line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::EntityType;

    const FILE: &str = "# our corpus\r\n\
        date\tenvoy.txt\t2024-12-12\r\n\
        \r\n\
        same\tperson:Oleksandr Toporivskyy\tperson:Alexander Toporivskiy\r\n\
        note\tperson:Caleb Whitlow\tmet him in 2019\r\n";

    #[test]
    fn every_decision_survives_being_written_and_read() {
        let named = |name: &str| Named { kind: EntityType::Person, name: name.to_string() };
        let here = || Scope::Place { article: "x.txt".into(), before: "at noon ".into(), after: " left".into() };
        let decisions = [
            Decision::Date { article: "a b/c.txt".into(), date: jiff::civil::date(2024, 2, 29) },
            Decision::Same(named("A"), named("B")),
            Decision::Different(named("A"), named("C")),
            Decision::Prefer { entity: named("A"), name: "A B".into() },
            Decision::Type { scope: Scope::Everywhere, words: "Dam".into(), kind: EntityType::Place },
            Decision::NotAName { scope: Scope::Article("x.txt".into()), words: "Spring".into() },
            Decision::NotAName { scope: here(), words: "[Spring]".into() },
            Decision::Is { scope: here(), words: "he".into(), entity: named("A") },
            Decision::IsNot { scope: Scope::Everywhere, words: "Sorokun".into(), entity: named("A") },
            Decision::Speaker { scope: here(), words: "“Never.”".into(), entity: named("A") },
            Decision::Split { article: "x.txt".into(), entity: named("A") },
            Decision::Note { entity: named("A"), text: "one\ttwo".into() },
        ];
        let file: String = decisions.iter().map(|d| write_line(d) + "\n").collect();
        let read: Vec<Decision> = parse(&file).made.into_iter().map(|(_, decision)| decision).collect();
        assert_eq!(read[..decisions.len() - 1], decisions[..decisions.len() - 1]);
        assert_eq!(read.iter().map(|d| write_line(d) + "\n").collect::<String>(), file);
    }

    #[test]
    fn comments_blank_lines_and_windows_line_ends_are_no_problem() {
        let decisions = parse(FILE);
        assert_eq!(decisions.problems, []);
        assert_eq!(decisions.made.len(), 3);
    }

    #[test]
    fn what_cannot_be_followed_is_listed_and_the_rest_is_followed() {
        let file = "<<<<<<< ours\ndate\ta.txt\tyesterday\nmarry\tperson:A\tperson:B\nsame\tA\tperson:B\n\
                    different\tperson:B\tperson:A\nsame\tperson:A\tperson:B\n";
        let decisions = parse(file);
        let lines: Vec<u32> = decisions.problems.iter().map(|p| p.line).collect();
        assert_eq!(lines, [0, 1, 2, 3, 4]);
        assert_eq!(decisions.made.len(), 2);
        assert!(decisions.problems[4].message.contains("line 6 says that they are the same"));
    }
}
