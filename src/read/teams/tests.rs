use crate::read::{Context, EntityType, Form, Reader};

/// The names of places and teams in an article: those of teams with what they play.
fn teams(text: &str) -> Vec<String> {
    let findings = Reader::new().read(text, &Context::default());
    let names = findings.mentions.iter().filter(|m| m.form == Form::Name);
    let names = names.filter(|m| matches!(m.kind, EntityType::Place | EntityType::Organization));
    names
        .map(|m| {
            let team = findings.entities[m.entity.0 as usize].sense.team();
            let what = team.map(|team| format!(" ({})", team.noun())).unwrap_or_default();
            format!("{}{what}", m.span.of(text))
        })
        .collect()
}

#[test]
fn sides_of_a_match_are_teams_and_where_it_is_played_is_a_place() {
    let text = "Norway beat Denmark 2-1 in a World Cup qualifier in Sweden on Friday. The striker Ada Lund scored both \
                goals before half-time.\n\nThe Norway captain praised her team after the match. Denmark could win the \
                next game, their coach said in Copenhagen.";
    assert_eq!(
        teams(text),
        [
            "Norway (football team)",
            "Denmark (football team)",
            "Sweden",
            "Norway (football team)",
            "Denmark (football team)",
            "Copenhagen"
        ]
    );
}

#[test]
fn scores_tables_and_schedules_name_teams() {
    let text = "Baseball: results and standings\n\nCHICAGO, May 3\n\nHomers and shutouts in the American League:\n\n\
                Boston 5 Seattle 3\n\nToronto 4, at Seattle 2\n\nSeattle 74 59 .556 -\n\nBoston at Toronto";
    let found = teams(text);
    let places: Vec<&String> = found.iter().filter(|name| !name.ends_with(" (baseball team)")).collect();
    assert_eq!(places, ["CHICAGO", "American League"], "{found:?}");
    assert_eq!(found.len(), 9, "{found:?}");
}

#[test]
fn in_an_article_about_anything_else_nobody_plays() {
    let text = "Norway beat Denmark in the race for the contract, and the minister called it a victory over Denmark. \
                “It is a touchdown for Norway,” he told the parliament in Oslo, which had debated the budget, the tax on \
                fish and the new law on harbours since Monday, and which will vote on all of them before the summer.";
    assert!(teams(text).iter().all(|name| !name.contains("team")), "{:?}", teams(text));
    let text = "Delia headed for another round of talks. It tries to tackle the budget, and the results were a defeat for \
                the premier, who had hoped for a victory.\n\nThe sanctions against Norway would stay, she said, and the \
                war against Denmark is over. Sweden won praise for its try.";
    assert!(teams(text).iter().all(|name| !name.contains("team")), "{:?}", teams(text));
}

#[test]
fn where_players_come_from_is_a_place() {
    let text = "Tennis: results\n\nAda Lund (Norway) beat Berta Holm (Denmark) 6-2 6-4 in the second round of the \
                tournament.";
    assert_eq!(teams(text), ["Norway", "Denmark"]);
    let text = "Football: transfers\n\nThe striker Ada Lund (Norway) moved to Denmark after a season in the league. Lund \
                played for Norway in the final.";
    assert_eq!(teams(text), ["Norway", "Denmark", "Norway (football team)"]);
}

#[test]
fn what_somebody_said_a_name_is_stays() {
    use crate::read::{Decided, Word};
    use std::sync::Arc;
    let text = "Football: a final\n\nNorway beat Denmark 2-1 in the final.";
    let mut decided = Decided::default();
    decided.say("Norway", Word::Name(EntityType::Place));
    let context = Context { decided: vec![Arc::new(decided)], ..Context::default() };
    let findings = Reader::new().read(text, &context);
    let team = |name: &str| findings.entities.iter().find(|e| e.name == name).and_then(|e| e.sense.team()).is_some();
    assert_eq!((team("Norway"), team("Denmark")), (false, true));
}

#[test]
fn among_many_sports_a_team_is_of_none() {
    let text = "Boston beat Utah on Monday, and then the NBA stopped. A day later the NHL, the NFL and all of hockey \
                did. The NBA season had thirty games left, the NHL season ten, and fans of both leagues wait for the \
                playoffs. The coach of Boston said the NHL was right and the NBA late.";
    assert_eq!(teams(text)[..2], ["Boston (team)", "Utah (team)"], "{:?}", teams(text));
}
