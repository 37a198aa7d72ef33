//! Pairing marks into quotations. All decisions are local to a paragraph, with one paragraph of look-ahead.

use std::ops::Range;

use super::Quoted;
use super::faults::Faults;
use super::marks::{Family, Mark, Role, Single, scan};
use super::singles;
use super::words;
use crate::read::{Layout, MarkFault, MarkFaultKind};
use crate::text::Span;

/// Find what stands in quotation marks, and marks that are at fault.
pub(super) fn find(layout: &Layout<'_>) -> (Vec<Quoted>, Vec<MarkFault>) {
    let marks = Marks::of(layout);
    let mut pairing = Pairing {
        layout,
        habits: Habits::of(&marks.doubles),
        marks: &marks,
        found: Vec::new(),
        faults: Faults::default(),
        running: None,
        consumed: None,
    };
    for paragraph in 0..layout.paragraphs.len() {
        pairing.paragraph(paragraph);
    }
    let Pairing { mut found, faults, .. } = pairing;
    singles::add(layout, &marks, &mut found);
    found.retain(|f| f.span.of(layout.text).contains(char::is_alphanumeric));
    let quoted = arrange(found);
    let faults = faults.settle(layout, &quoted);
    (quoted, faults)
}

/// The marks of an article, and which of them each paragraph has.
pub(super) struct Marks {
    pub doubles: Vec<Mark>,
    pub singles: Vec<Single>,
    double_ranges: Vec<Range<usize>>,
    single_ranges: Vec<Range<usize>>,
}

impl Marks {
    fn of(layout: &Layout<'_>) -> Marks {
        let (mut doubles, mut singles) = (Vec::new(), Vec::new());
        let (mut double_ranges, mut single_ranges) = (Vec::new(), Vec::new());
        for paragraph in &layout.paragraphs {
            let before = (doubles.len(), singles.len());
            scan(paragraph.span.of(layout.text), paragraph.span.start, &mut doubles, &mut singles);
            double_ranges.push(before.0..doubles.len());
            single_ranges.push(before.1..singles.len());
        }
        Marks { doubles, singles, double_ranges, single_ranges }
    }

    fn doubles_of(&self, paragraph: usize) -> &[Mark] {
        self.double_ranges.get(paragraph).and_then(|r| self.doubles.get(r.clone())).unwrap_or(&[])
    }

    pub fn singles_of(&self, paragraph: usize) -> &[Single] {
        self.single_ranges.get(paragraph).and_then(|r| self.singles.get(r.clone())).unwrap_or(&[])
    }
}

/// What an article's own use of marks says of their roles.
struct Habits {
    /// „ is in use, so “ closes.
    low: bool,
    /// Only ” is in use (or only “), on both sides.
    symmetric: bool,
    /// »so«
    inward: bool,
}

impl Habits {
    fn of(marks: &[Mark]) -> Habits {
        let count = |f: &dyn Fn(&Mark) -> bool| marks.iter().filter(|m| f(m)).count();
        let curly = |glyph| move |m: &Mark| m.family == Family::Curly && m.glyph == glyph && !m.low;
        let low = count(&|m| m.low);
        let (opening, closing) = (count(&curly(Role::Open)), count(&curly(Role::Close)));
        let guillemet =
            |glyph, context| count(&|m| m.family == Family::Guillemet && m.glyph == glyph && m.context == context);
        Habits {
            low: low > 0 && low * 2 >= opening,
            symmetric: low == 0 && (opening == 0 || closing == 0) && opening + closing >= 4,
            inward: guillemet(Role::Close, Role::Open) > guillemet(Role::Open, Role::Open),
        }
    }

    /// What a mark does, and whether that is against its glyph.
    fn role(&self, mark: &Mark) -> (Role, bool) {
        let glyph = match mark.family {
            Family::Curly if self.symmetric => Role::Either,
            Family::Curly if self.low && !mark.low => Role::Close,
            Family::Guillemet if self.inward => other(mark.glyph),
            _ => mark.glyph,
        };
        match (glyph, mark.context) {
            (Role::Either, context) => (context, false),
            (glyph, Role::Either) => (glyph, false),
            (glyph, context) => (context, glyph != context && !(self.low && mark.family == Family::Curly)),
        }
    }
}

fn other(role: Role) -> Role {
    match role {
        Role::Open => Role::Close,
        Role::Close => Role::Open,
        Role::Either => Role::Either,
    }
}

/// A quotation as it was found, before it has its place in the list.
pub(super) struct Found {
    pub span: Span,
    pub single: bool,
    /// The start of the quotation that this one continues.
    pub continues: Option<u32>,
}

struct Pairing<'a> {
    layout: &'a Layout<'a>,
    habits: Habits,
    marks: &'a Marks,
    found: Vec<Found>,
    faults: Faults,
    /// The quotation that runs on into the paragraph at hand.
    running: Option<Running>,
    /// A closing mark that already has its quotation.
    consumed: Option<u32>,
}

/// A quotation that is still open at the end of its paragraph, and closes in another.
#[derive(Clone, Copy)]
struct Running {
    /// Where its latest paragraph starts.
    start: u32,
    /// The paragraph where it goes on with a mark.
    until: usize,
}

/// An opening mark that waits for its closing one.
#[derive(Clone, Copy)]
struct Waiting {
    mark: Mark,
    wrong_way: bool,
    continues: Option<u32>,
}

impl Pairing<'_> {
    fn paragraph(&mut self, index: usize) {
        let marks = self.marks.doubles_of(index);
        let running = self.running.take();
        let Some(whole) = self.layout.paragraphs.get(index).map(|p| p.span) else { return };
        if marks.is_empty() {
            if let Some(running) = running.filter(|r| r.until > index) {
                self.push(whole, Some(running.start));
                self.running = Some(Running { start: whole.start, ..running });
            }
            return;
        }
        let mut before = running.map(|r| r.start);
        let roles = self.roles(marks);
        let next = self.next_paragraph(index);
        // A statement that runs on needs no closing mark here.
        let runs_on = usize::from(matches!(next, Next::Opens));
        let closers_after = closers_after(&roles);
        let mut waiting: Vec<Waiting> = Vec::new();
        let mut sharing: Vec<Mark> = Vec::new();
        for (i, mark) in marks.iter().enumerate() {
            let (mut role, mut wrong_way) = roles.get(i).copied().unwrap_or((Role::Either, false));
            let after = closers_after.get(i).copied().unwrap_or_default();
            if self.consumed == Some(mark.span.start) || inch(mark, marks, &roles) {
                continue;
            }
            if role == Role::Close && waiting.is_empty() && mark.first && before.is_none() && after.surplus > 0 {
                (role, wrong_way) = (Role::Open, mark.glyph == Role::Close && !self.habits.symmetric);
            } else if role == Role::Either {
                role = if waiting.is_empty() { Role::Open } else { Role::Close };
            } else if mark.first && mark.glyph == Role::Either && before.is_none() {
                role = Role::Open;
            }
            if role == Role::Open && !waiting.is_empty() {
                let enough = after.surplus + runs_on as i64 > waiting.len() as i64;
                if !enough {
                    let straight = mark.glyph == Role::Either;
                    let dangling = after.closers == 0 && (straight || mark.after_stop || mark.gaps.1);
                    if dangling || mark.after_stop_or_gap() && self.attribution_follows(mark, whole) {
                        // The closing mark after all, on the wrong side of a space or the wrong way round.
                        (role, wrong_way) = (Role::Close, mark.glyph == Role::Open);
                    } else if self.announces(whole, mark.span.start) {
                        sharing.push(*mark);
                        continue;
                    } else if let Some(left) = waiting.pop() {
                        let end = self.trimmed(left.mark.span.start, mark.span.start);
                        let span = Span { start: left.mark.span.start, end };
                        self.push(span, left.continues);
                        if words::is_statement(span.of(self.layout.text)) && after.closers > 0 {
                            // Two paragraphs of one statement, run together by whoever copied the article.
                            waiting.push(Waiting { mark: *mark, wrong_way, continues: Some(span.start) });
                            continue;
                        }
                        self.faults.add(left.mark.span, span, MarkFaultKind::Unclosed);
                    }
                }
            }
            match (role, waiting.is_empty()) {
                (Role::Open, empty) => {
                    let continues = if empty && mark.first { before.take() } else { None };
                    waiting.push(Waiting { mark: *mark, wrong_way, continues });
                }
                (_, true) if before.is_some() && i == 0 => {
                    // The paragraph before left its quotation open, and this one did not open it again.
                    self.push(Span { start: whole.start, end: mark.span.end }, before.take());
                }
                (_, true) if mark.after_digit && mark.glyph == Role::Either => {}
                (_, true) => self.faults.add(mark.span, mark.span, MarkFaultKind::Stray),
                (_, false) => {
                    if let Some(opener) = waiting.pop() {
                        self.close(opener, mark, wrong_way, &mut sharing);
                    }
                }
            }
            before = before.filter(|_| i > 0 || role != Role::Open);
        }
        self.end(whole, waiting, sharing, next, index);
    }

    fn roles(&self, marks: &[Mark]) -> Vec<(Role, bool)> {
        marks.iter().map(|m| self.habits.role(m)).collect()
    }

    /// Pair an opening mark with its closing one.
    fn close(&mut self, opener: Waiting, mark: &Mark, wrong_way: bool, sharing: &mut Vec<Mark>) {
        let span = opener.mark.span.join(mark.span);
        self.push(span, opener.continues);
        for inner in sharing.drain(..) {
            let inside = inner.span.join(mark.span);
            self.push(inside, None);
            self.faults.add(inner.span, inside, MarkFaultKind::SharedClose);
        }
        if opener.wrong_way {
            self.faults.turned(opener.mark.span, span, opener.mark.family, Role::Open);
        }
        if wrong_way {
            self.faults.turned(mark.span, span, mark.family, Role::Close);
        }
        if opener.mark.family != mark.family {
            self.faults.mismatched(&opener.mark, mark, span);
        } else {
            self.faults.well_formed(mark.family);
        }
    }

    /// What is still open when the paragraph ends.
    fn end(&mut self, whole: Span, waiting: Vec<Waiting>, sharing: Vec<Mark>, next: Next, index: usize) {
        for inner in sharing {
            self.push(Span { start: inner.span.start, end: whole.end }, None);
        }
        let Some(outer) = waiting.first().map(|w| w.mark) else { return };
        for w in &waiting {
            self.push(Span { start: w.mark.span.start, end: whole.end }, w.continues);
        }
        if let Some(inner) = waiting.get(1).map(|w| w.mark) {
            let span = Span { start: inner.span.start, end: whole.end };
            self.faults.add(inner.span, span, MarkFaultKind::Unclosed);
        }
        let start = outer.span.start;
        match next {
            Next::Opens => self.running = Some(Running { start, until: index + 1 }),
            Next::Closes(mark, until) => {
                let last = self.layout.paragraphs.get(until).map_or(whole, |p| p.span);
                if outer.first && mark.span.end == last.end && last.len() < PULL_QUOTE_CREDIT && until == index + 1 {
                    self.consumed = Some(mark.span.start); // "A pulled quote⏎Jane Roe, chair."
                } else if until == index + 1 || outer.first || self.announces(whole, start) {
                    self.running = Some(Running { start, until });
                } else {
                    self.unclosed(outer, whole.end);
                }
            }
            Next::Neither => self.unclosed(outer, whole.end),
        }
    }

    fn unclosed(&mut self, opener: Mark, end: u32) {
        let span = Span { start: opener.span.start, end };
        self.faults.add(opener.span, span, MarkFaultKind::Unclosed);
    }

    /// How the paragraphs that follow could carry on a quotation left open here.
    fn next_paragraph(&self, index: usize) -> Next {
        let mut until = index + 1;
        while self.marks.doubles_of(until).is_empty() && until < index + MOST_PARAGRAPHS {
            until += 1;
        }
        let marks = self.marks.doubles_of(until);
        let Some(mark) = marks.first() else { return Next::Neither };
        let roles = self.roles(marks);
        let role = roles.first().map_or(Role::Either, |r| r.0);
        let surplus = closers_after(&roles).first().map_or(0, |a| a.surplus);
        let opens = match role {
            Role::Close => mark.first && mark.glyph == Role::Either && mark.gaps != (true, true),
            Role::Open | Role::Either => mark.first,
        };
        match role {
            _ if opens && until == index + 1 => Next::Opens,
            Role::Close if !opens && surplus >= 0 => Next::Closes(*mark, until),
            _ => Next::Neither,
        }
    }

    /// "…," he said: what stands behind a mark says who spoke the words before it.
    fn attribution_follows(&self, mark: &Mark, whole: Span) -> bool {
        let after = Span { start: mark.span.end, end: whole.end }.of(self.layout.text);
        words::is_attribution(after)
    }

    /// A colon, a comma or a reporting verb stands before a mark.
    fn announces(&self, whole: Span, at: u32) -> bool {
        words::announces(Span { start: whole.start, end: at }.of(self.layout.text))
    }

    fn trimmed(&self, start: u32, end: u32) -> u32 {
        start + Span { start, end }.of(self.layout.text).trim_end().len() as u32
    }

    fn push(&mut self, span: Span, continues: Option<u32>) {
        self.found.push(Found { span, single: false, continues });
    }
}

const PULL_QUOTE_CREDIT: usize = 140;

/// Over how many paragraphs a quotation may run without being opened again.
const MOST_PARAGRAPHS: usize = 5;

enum Next {
    Opens,
    /// The first mark in the paragraph of this index closes.
    Closes(Mark, usize),
    Neither,
}

impl Mark {
    fn after_stop_or_gap(&self) -> bool {
        self.after_stop || self.gaps.0
    }
}

/// What is left behind a mark in its paragraph.
#[derive(Clone, Copy, Default)]
struct After {
    /// Closing marks less opening ones.
    surplus: i64,
    closers: usize,
}

fn closers_after(roles: &[(Role, bool)]) -> Vec<After> {
    let mut after = After::default();
    let mut out = vec![after; roles.len()];
    for (slot, (role, _)) in out.iter_mut().zip(roles).rev() {
        *slot = after;
        match role {
            Role::Open => after.surplus -= 1,
            Role::Close => {
                after.surplus += 1;
                after.closers += 1;
            }
            Role::Either => {}
        }
    }
    out
}

/// A straight mark that says inches: it stands behind a digit and before a word, and without it the marks are even.
fn inch(mark: &Mark, marks: &[Mark], roles: &[(Role, bool)]) -> bool {
    let candidate = |m: &Mark| m.family == Family::Straight && m.after_digit && m.gaps.1;
    if !candidate(mark) {
        return false;
    }
    // Only in paragraphs of ordinary size: the count is made anew for each candidate.
    marks.len() <= 64 && marks.len() % 2 == 1 && {
        let closers = roles.iter().filter(|r| r.0 == Role::Close).count();
        closers * 2 > marks.len()
    }
}

/// Sort what was found, longer first, and say what lies in what. A quotation in single marks that crosses one in
/// double marks is none: its marks are apostrophes.
fn arrange(mut found: Vec<Found>) -> Vec<Quoted> {
    found.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end), f.single));
    found.dedup_by_key(|f| f.span);
    let mut around: Vec<usize> = Vec::new();
    let mut crossing = vec![false; found.len()];
    for (i, f) in found.iter().enumerate() {
        while let Some(outer) = around.last().and_then(|&o| found.get(o)) {
            if f.span.end <= outer.span.end {
                break;
            }
            if f.span.start < outer.span.end {
                let loser = if f.single { i } else { around.last().copied().unwrap_or(i) };
                if let (true, Some(slot)) = (f.single || outer.single, crossing.get_mut(loser)) {
                    *slot = true;
                }
                if f.single {
                    break;
                }
            }
            around.pop();
        }
        if crossing.get(i) == Some(&false) {
            around.push(i);
        }
    }
    let mut crossing = crossing.into_iter();
    found.retain(|_| crossing.next() == Some(false));
    nest(found)
}

fn nest(found: Vec<Found>) -> Vec<Quoted> {
    let starts: Vec<u32> = found.iter().map(|f| f.span.start).collect();
    let mut around: Vec<usize> = Vec::new();
    let mut out = Vec::with_capacity(found.len());
    for (i, f) in found.iter().enumerate() {
        while around.last().and_then(|&o| found.get(o)).is_some_and(|outer| outer.span.end < f.span.end) {
            around.pop();
        }
        out.push(Quoted {
            span: f.span,
            single: f.single,
            inside: around.last().map(|&o| o as u32),
            continues: f.continues.map(|start| starts.partition_point(|&s| s < start) as u32),
        });
        around.push(i);
    }
    out
}
