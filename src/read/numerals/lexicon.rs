//! What single words can be in a number or a date, and the fixed phrases around them. All of it stands in
//! `src/data/{numerals,calendar,function_words,figure_phrases}.tsv`, in rows of role, value and words.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexeme::{Kind, Lexeme, lex_with};
use crate::data::rows;
use crate::read::key::{Key, Words as Table};

/// The identity of a word, mark or short digit string that some table names; 0 for all others.
pub type WordId = u16;

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $text:literal),* $(,)?) => {
        /// What a word or phrase can do. The value that goes with it is named in brackets.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Role { $($(#[$doc])* $name),* }

        impl Role {
            fn named(text: &str) -> Option<Role> {
                match text { $($text => Some(Role::$name),)* _ => None }
            }
        }
    };
}

roles! {
    /// one … nineteen [the number]
    Small = "small",
    /// twenty … ninety [the number]
    Tens = "tens",
    Hundred = "hundred",
    /// thousand, million [power of ten]
    Scale = "scale",
    /// dozen, score [how many]
    Dozen = "dozen",
    /// dozens, only behind a number [12]
    Dozens = "dozens",
    Half = "half",
    /// a, an
    Article = "article",
    /// first, second [the number]
    Ordinal = "ordinal",
    /// st, nd, rd, th behind digits
    OrdinalEnding = "ordinal_ending",
    /// third, quarter, fifth [denominator]
    Part = "part",
    /// thirds, quarters [denominator]
    Parts = "parts",
    /// k, bn behind digits [power of ten]
    Suffix = "suffix",
    /// m, b, t behind digits: a scale in money, else perhaps a unit [power of ten]
    MoneySuffix = "money_suffix",
    /// dozens, thousands [the least they can be]
    VaguePlural = "vague_plural",
    /// several, a few [the least they can be]
    VagueFew = "vague_few",
    /// double, twice [the factor]
    Multiple = "multiple",
    /// as, that, the: behind a multiple
    MultipleOf = "multiple_of",
    /// point, in "two point five"
    Point = "point",
    And = "and",
    To = "to",
    Or = "or",
    Of = "of",
    Between = "between",
    From = "from",
    /// over, in "one over three"
    Over = "over",
    Minus = "minus",

    /// [1 to 12]
    Month = "month",
    /// Month names that are words of their own in lower or upper case: May, March
    WeakMonth = "weak_month",
    /// [1 to 12]
    ShortMonth = "short_month",
    /// [1 Monday to 7 Sunday]
    Weekday = "weekday",
    /// Fri, Sat: weekdays only before a date [1 to 7]
    ShortWeekday = "short_weekday",
    /// Black, Super: a weekday behind them is a name
    NamedDay = "named_day",
    /// [0 spring to 3 winter]
    Season = "season",
    /// spring, fall: words of their own as well
    WeakSeason = "weak_season",
    /// morning [0 morning, 1 midday, 2 afternoon, 3 evening, 4 night]
    DayPart = "day_part",
    /// day, week [index of the unit]
    TimeUnit = "time_unit",
    /// days, weeks [index of the unit]
    TimeUnits = "time_units",
    /// weeklong, yearlong [index of the unit]
    UnitLong = "unit_long",
    Long = "long",
    Old = "old",
    Aged = "aged",
    Weekend = "weekend",
    /// today, yesterday [days from the article's date]
    RelativeDay = "relative_day",
    Tonight = "tonight",
    /// few, several: how many, behind "the last"
    Few = "few",
    /// be: the participle behind it is not of the past
    Passive = "passive",
    /// now, recently, soon [-1 before, 0 at, 1 after the time of writing]
    Reference = "reference",
    /// past, near future: a reference behind "in the" [likewise]
    Era = "era",
    /// as, too: "soon" behind them is none
    NoReferenceBefore = "no_reference_before",
    /// that, after: "now", "soon" before them are none
    NoReferenceBehind = "no_reference_behind",
    /// this, last, next before a unit of time [-1, 0, 1]
    Deictic = "deictic",
    /// past, coming, prior: a stretch of time up to or from now [-1, 1]
    Stretch = "stretch",
    Recent = "recent",
    Ago = "ago",
    /// earlier, later behind a count of units [-1, 1]
    Shifted = "shifted",
    /// same, that; next, following; previous: a day beside another [days]
    Beside = "beside",
    /// early, late, mid, the end of
    Edge = "edge",
    /// [the decade's first year in its century]
    Decade = "decade",
    Century = "century",
    Quarter = "quarter",
    Noon = "noon",
    Midnight = "midnight",
    /// a.m. [0], p.m. [12]
    Meridiem = "meridiem",
    OClock = "oclock",
    /// ET, GMT, local time
    Zone = "zone",
    Every = "every",
    Fiscal = "fiscal",
    /// period, of a company's report
    Period = "period",
    /// latest, full: before such a period
    Reported = "reported",
    YearEnd = "year_end",
    /// additional, whole: between "a" and a unit of time
    Whole = "whole",
    /// born: before the time of a birth
    Born = "born",
    /// until, to: a date behind may be still to come, whatever the verb
    Until = "until",
    /// ended, ending: behind a stretch of time, before its last day
    Ended = "ended",
    /// average of [0], in prison [1], hrs [2]: before, behind and in a duration that is the amount of something
    MeasuredTime = "measured_time",
    /// "Published", "Updated" in a header line [0 the best to go by]
    Stamp = "stamp",

    /// in, since, by: a year or month follows
    TimePreposition = "time_preposition",
    FutureCue = "future_cue",
    WeakFutureCue = "weak_future_cue",
    PastCue = "past_cue",
    /// said, told: they date themselves, not what was said
    ReportCue = "report_cue",
    /// war, invasion: what is counted in days
    War = "war",

    Determiner = "determiner",
    The = "the",
    By = "by",
    Possessive = "possessive",
    Preposition = "preposition",
    Conjunction = "conjunction",
    Pronoun = "pronoun",
    Auxiliary = "auxiliary",
    Adverb = "adverb",
    /// Verb forms that never are part of a counted noun phrase
    Verb = "verb",
    /// people, men: plurals without s
    IrregularPlural = "irregular_plural",
    /// series, less, always: s without a plural
    NoPlural = "no_plural",

    MoreThan = "more_than",
    AtLeast = "at_least",
    AtMost = "at_most",
    LessThan = "less_than",
    About = "about",
    /// over, under: of place or topic as well
    WeakBound = "weak_bound",
    /// just, well, slightly: before a bound
    Intensifier = "intensifier",
    OrMore = "or_more",
    OrLess = "or_less",
    OrSo = "or_so",
    /// "one of the", "24/7", "first lady": no figure
    Idiom = "idiom",
    /// Idioms only where they begin with "one": no counting
    OneIdiom = "one_idiom",
    /// Article, Section, Flight: a bare number behind them is a label
    Label = "label",
    /// leads, trails, beat: two numbers with "to" or a dash are two counts
    Contest = "contest",
    /// rose, fell: "rose 5 % to 10" is no range
    Change = "change",
    /// per: before what a figure is for each of
    Per = "per",
    /// requested, pledged, sent: money [0 requested, 1 promised, 2 provided]
    Status = "status",
    /// killed, aid, square: what a figure is told about [row of frames.tsv]
    Frame = "frame",
    /// pre, mid, sub: no label with the number behind the hyphen
    Prefix = "prefix",
    /// other, more: inside a counted phrase
    Modifier = "modifier",
    /// of, in, worth: between money and what it is for [0 of anything, 1 money and shares, 2 only money]
    OfWhat = "of_what",
    /// sales, Mr.: a noun phrase goes on behind it, though a plural or a full stop stands there
    GoesOn = "goes_on",
    /// higher, offshore, on average: never what is measured
    NoHead = "no_head",
    RatioIn = "ratio_in",
    RatioOutOf = "ratio_out_of",
    /// floor, brigade: an ordinal before it is a name
    Ranked = "ranked",

    /// The name of a unit [row of units.tsv]
    Unit = "unit",
    /// Its abbreviation [row]
    UnitSign = "unit_sign",
    /// An abbreviation that is one only right behind digits [row]
    UnitGlued = "unit_glued",
    /// The endings of words: walked, tallest
    PastEnding = "past_ending",
    SuperlativeEnding = "superlative_ending",

    /// Money behind its number [row of currencies.tsv × 2, + 1 if assumed]
    MoneyBehind = "money_behind",
    /// Money before its number [likewise]
    MoneyBefore = "money_before",
}

const ROLES: usize = 128;

/// The bits of roles.
pub const fn mask(roles: &[Role]) -> u128 {
    let (mut mask, mut i) = (0, 0);
    while i < roles.len() {
        mask |= 1 << roles[i] as u32;
        i += 1;
    }
    mask
}

/// The roles of words by their identities, each kind in a list of its own: almost every question is one bit of the
/// first, and that is asked of every word of every text.
#[derive(Default)]
struct Words {
    roles: Vec<u128>,
    /// Those of the phrases of which it is the first, and of which it is the last.
    first: Vec<u128>,
    last: Vec<u128>,
    /// Those of the phrases of which it is the second word, and the last but one: most phrases that begin with "the" are
    /// known not to stand there by the word behind.
    second: Vec<u128>,
    last_but_one: Vec<u128>,
    values: Vec<Vec<(Role, i32)>>,
}

impl Words {
    /// One more word, and its identity.
    fn add(&mut self) -> WordId {
        let id = self.roles.len() as WordId;
        self.roles.push(0);
        self.first.push(0);
        self.last.push(0);
        self.second.push(0);
        self.last_but_one.push(0);
        self.values.push(Vec::new());
        id
    }
}

#[inline]
fn bits(of: &[u128], id: WordId) -> u128 {
    of.get(id as usize).copied().unwrap_or(0)
}

/// Which words, by their identities, begin something: small enough to be asked of every word of every text.
pub struct Beginnings(Vec<bool>);

impl Beginnings {
    /// Those of the words, and of the first words of phrases, in one of the roles of a mask.
    pub fn of(mask: u128) -> Beginnings {
        let Words { roles, first, .. } = &lexicon().words;
        Beginnings(roles.iter().zip(first).map(|(alone, first)| (alone | first) & mask != 0).collect())
    }

    #[inline]
    pub fn has(&self, id: WordId) -> bool {
        self.0.get(usize::from(id)).copied().unwrap_or(false)
    }
}

struct Phrase {
    value: i32,
    words: Box<[WordId]>,
}

/// All words and phrases.
pub struct Lexicon {
    ids: Table<WordId>,
    words: Words,
    phrases: Vec<Phrase>,
    /// Phrases by their role and their first word, and by their last.
    beginning: FxHashMap<(WordId, Role), Vec<u32>>,
    ending: FxHashMap<(WordId, Role), Vec<u32>>,
    /// The letters that words of a role end in: `-ed`.
    endings: Vec<(Role, &'static str)>,
}

/// Irregular plurals and their singulars.
pub const PLURALS: &str = include_str!("../../data/plurals.tsv");
/// The values of the roles of units and of money index the rows of these two.
pub const UNITS: &str = include_str!("../../data/units.tsv");
pub const CURRENCIES: &str = include_str!("../../data/currencies.tsv");
/// Likewise the values of [`Role::Frame`].
pub const FRAMES: &str = include_str!("../../data/frames.tsv");

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::empty();
    for table in [
        include_str!("../../data/numerals.tsv"),
        include_str!("../../data/calendar.tsv"),
        include_str!("../../data/function_words.tsv"),
        include_str!("../../data/figure_phrases.tsv"),
    ] {
        for row in rows(table) {
            let [role, value, words] = row[..] else { continue };
            let Some(role) = Role::named(role) else {
                debug_assert!(false, "no role is called {role}");
                continue;
            };
            let value = value.parse().unwrap_or(0);
            lexicon.add_all(role, value, words);
        }
    }
    for row in rows(PLURALS) {
        lexicon.add_all(Role::IrregularPlural, 0, row.first().copied().unwrap_or_default());
    }
    for (index, row) in rows(FRAMES).enumerate() {
        lexicon.add_all(Role::Frame, index as i32, row.get(1).copied().unwrap_or_default());
    }
    for (index, row) in rows(UNITS).enumerate() {
        let cells = row.get(8..).unwrap_or_default();
        for (cell, role) in cells.iter().zip([Role::Unit, Role::UnitSign, Role::UnitGlued]) {
            lexicon.add_all(role, index as i32, cell);
        }
    }
    for (index, row) in rows(CURRENCIES).enumerate() {
        let (index, cells) = (index as i32 * 2, row.get(2..).unwrap_or_default());
        let columns = [(Role::MoneyBehind, 0), (Role::MoneyBefore, 0), (Role::MoneyBehind, 1), (Role::MoneyBefore, 1)];
        for (cell, (role, assumed)) in cells.iter().zip(columns) {
            lexicon.add_all(role, index + assumed, cell);
        }
    }
    lexicon
});

pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn empty() -> Lexicon {
        let mut words = Words::default();
        words.add(); // 0, of all that stands in no table
        Lexicon {
            ids: Table::new(),
            words,
            phrases: Vec::new(),
            beginning: FxHashMap::default(),
            ending: FxHashMap::default(),
            endings: Vec::new(),
        }
    }

    /// The identity of a word.
    #[inline]
    pub fn id(&self, word: Key) -> WordId {
        self.ids.get(word).unwrap_or(0)
    }

    #[inline]
    pub fn is(&self, id: WordId, role: Role) -> bool {
        bits(&self.words.roles, id) & mask(&[role]) != 0
    }

    #[inline]
    pub fn is_any(&self, id: WordId, roles: &[Role]) -> bool {
        bits(&self.words.roles, id) & mask(roles) != 0
    }

    /// A word, or a phrase that may stand there by its first two words, has one of the roles of a mask.
    #[inline]
    pub fn begins(&self, lexemes: &[Lexeme], i: usize, mask: u128) -> bool {
        let Some(id) = lexemes.get(i).map(|l| l.id) else { return false };
        if bits(&self.words.roles, id) & mask != 0 {
            return true;
        }
        let first = bits(&self.words.first, id) & mask;
        first != 0 && first & self.second(lexemes, i) != 0
    }

    /// The roles of phrases that go on behind `i`: a hyphen may stand for a space.
    #[inline]
    fn second(&self, lexemes: &[Lexeme], i: usize) -> u128 {
        let Some(next) = lexemes.get(i + 1) else { return 0 };
        let past_hyphen = lexemes.get(i + 2).filter(|_| next.is_hyphen()).map_or(0, |l| bits(&self.words.second, l.id));
        bits(&self.words.second, next.id) | past_hyphen
    }

    /// Whether a word ends as the words of a role do.
    pub fn ends(&self, word: &str, role: Role) -> bool {
        self.endings.iter().any(|(of, ending)| *of == role && word.ends_with(ending))
    }

    /// The value that goes with a role of a word.
    #[inline]
    pub fn value(&self, id: WordId, role: Role) -> Option<i32> {
        if !self.is(id, role) {
            return None;
        }
        self.words.values.get(id as usize)?.iter().find(|v| v.0 == role).map(|v| v.1)
    }

    /// The longest phrase of several words in this role that begins at `i`: its value and the index behind it.
    #[inline]
    pub fn phrase(&self, lexemes: &[Lexeme], i: usize, role: Role) -> Option<(i32, usize)> {
        let id = lexemes.get(i)?.id;
        if bits(&self.words.first, id) & mask(&[role]) == 0 {
            return None;
        }
        if self.second(lexemes, i) & mask(&[role]) == 0 {
            return None;
        }
        let candidates = self.beginning.get(&(id, role))?.iter().filter_map(|&p| self.phrases.get(p as usize));
        candidates.filter_map(|p| Some((p.value, forwards(&p.words, lexemes, i)?))).max_by_key(|found| found.1)
    }

    /// The longest phrase of several words in this role that ends before `end`: its value and where it begins.
    #[inline]
    pub fn phrase_before(&self, lexemes: &[Lexeme], end: usize, role: Role) -> Option<(i32, usize)> {
        let id = lexemes.get(end.checked_sub(1)?)?.id;
        if bits(&self.words.last, id) & mask(&[role]) == 0 {
            return None;
        }
        let before = lexemes.get(end.checked_sub(2)?)?;
        let past_hyphen = end.checked_sub(3).and_then(|i| lexemes.get(i)).filter(|_| before.is_hyphen());
        let past_hyphen = past_hyphen.map_or(0, |l| bits(&self.words.last_but_one, l.id));
        if (bits(&self.words.last_but_one, before.id) | past_hyphen) & mask(&[role]) == 0 {
            return None;
        }
        let candidates = self.ending.get(&(id, role))?.iter().filter_map(|&p| self.phrases.get(p as usize));
        candidates.filter_map(|p| Some((p.value, backwards(&p.words, lexemes, end)?))).min_by_key(|found| found.1)
    }

    /// Add the phrases of a table's cell; `-` alone is an empty cell.
    fn add_all(&mut self, role: Role, value: i32, phrases: &'static str) {
        phrases.split(',').filter(|p| !matches!(*p, "-" | "")).for_each(|p| self.add(role, value, p));
    }

    fn add(&mut self, role: Role, value: i32, phrase: &'static str) {
        debug_assert!((role as usize) < ROLES);
        if matches!(role, Role::PastEnding | Role::SuperlativeEnding) {
            self.endings.extend(phrase.strip_prefix('-').map(|ending| (role, ending)));
            return;
        }
        let words = self.intern_phrase(phrase);
        let bit = 1u128 << role as u32;
        match words[..] {
            [] => {}
            [one] => {
                self.words.roles[one as usize] |= bit;
                self.words.values[one as usize].push((role, value));
            }
            [first, second, ..] => {
                let (last, last_but_one) = (words[words.len() - 1], words[words.len() - 2]);
                self.words.first[first as usize] |= bit;
                self.words.last[last as usize] |= bit;
                self.words.second[second as usize] |= bit;
                self.words.last_but_one[last_but_one as usize] |= bit;
                let index = self.phrases.len() as u32;
                self.beginning.entry((first, role)).or_default().push(index);
                self.ending.entry((last, role)).or_default().push(index);
                self.phrases.push(Phrase { value, words: words.into() });
            }
        }
    }

    fn intern_phrase(&mut self, phrase: &'static str) -> Vec<WordId> {
        let mut out = Vec::new();
        lex_with(phrase, &[], |_| 0, |lexeme| out.push(lexeme.span().of(phrase)));
        out.into_iter().map(|word| self.intern(word)).collect()
    }

    fn intern(&mut self, word: &str) -> WordId {
        let Some(key) = Key::of(word.as_bytes(), 0, word.len()) else { return 0 };
        if let Some(id) = self.ids.get(key) {
            return id;
        }
        let id = self.words.add();
        *self.ids.entry(key, id)
    }
}

/// Where the words of a phrase end, if they stand here. A hyphen may stand for a space.
fn forwards(words: &[WordId], lexemes: &[Lexeme], mut i: usize) -> Option<usize> {
    for (n, &word) in words.iter().enumerate() {
        let mut at = lexemes.get(i)?;
        if n > 0 && at.id != word && at.is_hyphen() {
            i += 1;
            at = lexemes.get(i)?;
        }
        if at.id != word || n > 0 && at.kind == Kind::Mark && at.spaced {
            return None;
        }
        i += 1;
    }
    Some(i)
}

fn backwards(words: &[WordId], lexemes: &[Lexeme], end: usize) -> Option<usize> {
    let mut i = end;
    for (n, &word) in words.iter().rev().enumerate() {
        i = i.checked_sub(1)?;
        if n > 0 && lexemes.get(i)?.id != word && lexemes.get(i)?.is_hyphen() {
            i = i.checked_sub(1)?;
        }
        if lexemes.get(i)?.id != word {
            return None;
        }
    }
    Some(i)
}
