//! Numbers that count nothing: labels (F-16, France 2, Article 5), codes, phone numbers, list markers, idioms.

use rust_decimal::Decimal;

use super::amount::Amount;
use super::nouns;
use crate::read::numerals::{Kind, Lexed, Role, is_plural};

/// The index behind the number, if it is a name, a code or an idiom. `bounded`: "at least" or the like stands before.
pub fn skip(lx: &Lexed, a: &Amount, bounded: bool) -> Option<usize> {
    if is_malformed(lx, a) {
        return Some(end_of_code(lx, a.numeral.end + 2, false));
    }
    if a.prefixed {
        return None;
    }
    if let Some((_, end)) = lx.role(a.number, Role::Idiom).filter(|_| !bounded) {
        return Some(end);
    }
    if a.numeral.words {
        return word_is_name(lx, a, bounded).then_some(a.end);
    }
    if let Some(end) = code(lx, a) {
        return Some(end);
    }
    (a.is_bare(lx) && !bounded && (is_labelled(lx, a) || is_in_name(lx, a) || is_list_marker(lx, a))).then_some(a.end)
}

/// "1,2345", "3'000", "10²": nobody can tell which number that is.
fn is_malformed(lx: &Lexed, a: &Amount) -> bool {
    let end = a.numeral.end;
    if a.numeral.words || a.numeral.scaled || !lx.is_glued(end) {
        return false;
    }
    let digits = if lx.is_digits(end + 1) && lx.is_glued(end + 1) { lx.text(end + 1).len() } else { 0 };
    match lx.mark(end) {
        ',' => digits > 3,
        '\'' | '’' => digits == 3,
        mark => matches!(mark, '²' | '³' | '¹' | '⁰'..='⁹'),
    }
}

/// Number words: "one" as determiner or pronoun, "Phase Two", "half-brother".
fn word_is_name(lx: &Lexed, a: &Amount, bounded: bool) -> bool {
    let (i, end) = (a.number, a.numeral.end);
    let plain = !a.numeral.scaled && !a.numeral.fraction && a.of.is_none();
    let before = i.wrapping_sub(1);
    if a.numeral.fraction {
        // "time and a half"
        return lx.is(i, Role::Half) && !halves(lx, a) || i > 0 && lx.is(before, Role::And) && lx.is(i, Role::Article);
    }
    if plain && a.numeral.value == Decimal::ONE && !bounded && !a.negative {
        return !is_only_one(lx, i);
    }
    // "the three-point", but not "twenty-first": a hyphen before the word makes it a part of another one.
    let joined = i > 0 && lx.is_joint(before) && !lx.is(before.wrapping_sub(1), Role::Prefix);
    let titled = lx.is_capital(i) && lx.is_capital(before) && i > 1 && !nouns::is_stop(lx, before);
    // "page two", "in the bottom three"; not "the bottom three counties".
    let labelled = lx.role_before(i, Role::Label).is_some() && !lx.is_joint(end) && nouns::counted(lx, end).is_none();
    plain && (joined || labelled && !bounded || titled && !is_plural(lx, end))
}

/// "just one ship", "only one person": as many are counted; "only one of them" points at somebody.
fn is_only_one(lx: &Lexed, i: usize) -> bool {
    let stressed = lx.is(i.wrapping_sub(1), Role::Intensifier);
    let counted = lx.is_lower(i + 1) && !nouns::is_stop(lx, i + 1) && !lx.is_glued(i + 1);
    stressed && counted
}

/// "half of", "half the", "cut in half": not "the first half", "half-brother", "half way".
fn halves(lx: &Lexed, a: &Amount) -> bool {
    let end = a.numeral.end;
    let before = a.number.wrapping_sub(1);
    let period = lx.is(before, Role::Ordinal) || lx.is(before, Role::Deictic) || lx.is(before, Role::And);
    if period || lx.is_joint(end) || lx.is_joint(before) {
        return false;
    }
    lx.any(end, &[Role::Of, Role::Determiner, Role::Possessive, Role::Article])
        || lx.is(before, Role::Preposition)
        || a.of.is_some()
        || lx.is(end, Role::Pronoun)
}

/// Digits joined to letters or to other digits, phone numbers, codes with leading zeros.
fn code(lx: &Lexed, a: &Amount) -> Option<usize> {
    let (i, end) = (a.number, a.numeral.end);
    let text = lx.text(i);
    let glued_before = i > 0 && lx.is_glued(i) && {
        let mark = lx.mark(i - 1);
        let hyphened = lx.is_joint(i - 1) && i > 1 && !lx.any(i - 2, &[Role::Prefix, Role::Minus, Role::To]);
        lx.is_word(i - 1)
            || hyphened
            || matches!(mark, '#' | '@' | '_' | '/' | '\\' | '.' | ':' | '&' | '=' | '^' | '№' | '§' | '×' | '*')
            || lx.text(i - 1) == "::"
    };
    let glued_behind = lx.is_glued(end) && a.end == end && {
        let mark = lx.mark(end);
        let digits = lx.is_digits(end + 1) && lx.is_glued(end + 1);
        lx.is_word(end)
            // "a 401(k) plan"
            || mark == '(' && lx.is_word(end + 1) && lx.is_glued(end + 1) && lx.text(end + 1).len() == 1
            || matches!(mark, ':' | '/' | '_' | '=' | '@' | '\\' | '×' | '*') && digits
            || lx.text(end) == "::"
            || lx.is_joint(end) && lx.is_capital(end + 1) && a.is_bare(lx)
            || lx.is_joint(end) && digits && lx.is_joint(end + 2)
    };
    let padded = text.len() > 1 && text.starts_with('0') && !text.contains('.');
    let long = text.len() > 7 && a.is_bare(lx) && nouns::counted(lx, end).is_none();
    let area_code = i > 0 && lx.mark(i - 1) == '(' && lx.mark(end) == ')' && (lx.is_digits(end + 1) || a.is_bare(lx));
    let footnote = i > 0 && lx.mark(i - 1) == '[' && lx.mark(end) == ']';
    let plus = glued_before_plus(lx, a);
    // "Guccifer 2.0"
    let version = a.of.is_none() && text.ends_with(".0") && i > 1 && lx.is_capital(i - 1) && is_name_word(lx, i - 1);
    let dialled = a.is_bare(lx) && is_dialled(lx, i, end) || is_told_number(lx, a);
    // "07453 372 351"; a table's row is no prose either.
    let sequence = a.is_bare(lx) && lx.is_digits(end);
    if !(version
        || glued_before
        || glued_behind
        || padded
        || long
        || area_code
        || footnote
        || plus
        || sequence
        || dialled)
    {
        return None;
    }
    Some(end_of_code(lx, a.end, area_code || padded || sequence || plus || dialled))
}

/// "1 (877) 609-2233", "123)456-7890", "86-18911111111", "99202-4635": telephone numbers and postal codes.
fn is_dialled(lx: &Lexed, i: usize, end: usize) -> bool {
    let bracket = lx.mark(end) == '(' && lx.is_digits(end + 1) && lx.mark(end + 2) == ')' && lx.is_digits(end + 3);
    let broken = lx.mark(end) == ')' && lx.is_glued(end) && lx.is_digits(end + 1) && lx.is_glued(end + 1);
    let (first, second) = (lx.text(i).len(), lx.text(end + 1).len());
    let joined = lx.is_joint(end) && lx.is_digits(end + 1) && (second > 7 || first == 5 && second == 4);
    bracket || broken || joined
}

/// "the phone number is 679 124 898": so many digits without a comma are no count.
fn is_told_number(lx: &Lexed, a: &Amount) -> bool {
    let told = a.of.is_none() && lx.is(a.first.wrapping_sub(1), Role::Auxiliary);
    let digits = (a.number..a.numeral.end).filter(|&i| lx.is_digits(i)).map(|i| lx.text(i).len()).sum::<usize>();
    told && digits > 6 && !lx.text(a.number).contains([',', '.']) && lx.role_before(a.first - 1, Role::Label).is_some()
}

/// "+49": "+5%" is a figure.
fn glued_before_plus(lx: &Lexed, a: &Amount) -> bool {
    a.number > 0 && a.of.is_none() && lx.mark(a.number - 1) == '+' && lx.is_glued(a.number)
}

/// Whatever hangs together with a code is part of it; of a phone number ("+49 171 123 4567") also what is apart.
fn end_of_code(lx: &Lexed, mut end: usize, phone: bool) -> usize {
    while let Some(lexeme) = lx.get(end) {
        let joins = matches!(lx.mark(end), '-' | '−' | ':' | '/' | '_' | '=' | '×' | '*') && lx.is_glued(end + 1);
        let joins = joins || lx.text(end) == "::";
        let bracket = matches!(lx.mark(end), '(' | ')') && (lx.is_digits(end + 1) || lx.is_digits(end.wrapping_sub(1)));
        let hangs = !lexeme.spaced && (lexeme.kind != Kind::Mark || joins);
        let number = phone && (lx.is_digits(end) || bracket || lx.is_hyphen(end) && lx.is_digits(end + 1));
        if !(hangs || number) {
            break;
        }
        end += 1;
    }
    end
}

/// "Article 5", "No. 1", "Flight 370", "France 2", "Boeing 737".
fn is_labelled(lx: &Lexed, a: &Amount) -> bool {
    let Some(mut before) = a.first.checked_sub(1) else { return false };
    // "No. 1", "COVID -19"
    if matches!(lx.mark(before), '.' | '-') && before > 0 {
        before -= 1;
    }
    // "articles 233 and 333"
    if lx.is(before, Role::And)
        && before > 1
        && lx.is_digits(before - 1)
        && lx.role_before(before - 1, Role::Label).is_some()
    {
        return true;
    }
    if is_plural(lx, a.end) && lx.is_lower(a.end) && !lx.any(a.end, &[Role::Verb, Role::Auxiliary])
        || lx.is_joint(a.end)
    {
        return false;
    }
    lx.role_before(before + 1, Role::Label).is_some() || lx.is_capital(before) && is_name_word(lx, before)
}

/// A capitalised word that is no function word; at the start of a sentence every word has a capital.
fn is_name_word(lx: &Lexed, i: usize) -> bool {
    let opens = i == 0 || matches!(lx.mark(i - 1), '.' | '!' | '?' | ':' | '“' | '"' | '…');
    !nouns::is_stop(lx, i) && !opens && !lx.any(i, &[Role::Month, Role::ShortMonth, Role::Weekday, Role::About])
}

/// "10 Downing Street", "60 Minutes" in quotation marks: a capitalised word follows and no plural is counted.
pub fn is_in_name(lx: &Lexed, a: &Amount) -> bool {
    let next = a.end;
    if !lx.is_capital(next) || lx.is_glued(next) {
        return false;
    }
    // "two new 737 Max jets": one number counts already; in "two civilians and 15 Ukrainian soldiers" it counts others.
    let goes_on = |i: usize| lx.is_lower(i) && !lx.is(i, Role::And) && !is_plural(lx, i);
    let counted = (a.first.saturating_sub(3)..a.first).rev().take_while(|&i| goes_on(i));
    if counted.into_iter().any(|i| lx.any(i, &[Role::Small, Role::Tens]) && lx.value(i, Role::Small) != Some(1)) {
        return true;
    }
    let quoted = a.first > 0 && matches!(lx.mark(a.first - 1), '“' | '"' | '‘' | '\'');
    let closes = (next..next + 4).any(|i| matches!(lx.mark(i), '”' | '"' | '’' | '\''));
    if quoted && closes || lx.is(next, Role::TimeUnits) && !lx.is_upper(next) {
        return true;
    }
    let words = (next..next + 5)
        .take_while(|&i| lx.is_word(i) && !nouns::is_stop(lx, i) || lx.mark(i) == '.' || lx.is_joint(i));
    !words.into_iter().any(|i| is_plural(lx, i))
}

/// How far back a parenthesis that is closed behind a number is looked for.
const ASIDE: usize = 40;

/// "1. First of all", "2) then": the number of a list's item. In "(Marta Lind, 46)" a parenthesis is closed.
fn is_list_marker(lx: &Lexed, a: &Amount) -> bool {
    let before = (a.first.saturating_sub(ASIDE)..a.first).rev().map(|i| lx.mark(i));
    let aside = || before.clone().find(|mark| matches!(mark, '(' | ')')) == Some('(');
    let inside = a.first > 0 && matches!(lx.mark(a.first - 1), ',' | '.' | ';') && lx.mark(a.end) == ')' && !aside();
    inside || a.first == 0 && matches!(lx.mark(a.end), '.' | ')') && lx.get(a.end + 1).is_some_and(|l| l.spaced)
}
