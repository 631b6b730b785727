//! Which tellings are of one happening.
//!
//! Pairs of tellings are found by what they have in common (type, parties, month, time of
//! publication), never by comparing all with all. Each pair gets the strictest [`Rule`] that holds
//! for it. Rules are applied from the strictest on; two groups are joined where nothing in them
//! contradicts, and where no other group that contradicts has as good a claim.

mod pairs;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use keii_model::EventType;

use crate::affinity::{Affinity, is_session_of_series};
use crate::correction::{Links, Numbered, RULE};
use crate::credit::Credits;
use crate::occasion::Occasions;
use crate::rule::{Rule, Times, is_over_before, is_repeated};
use crate::told::{Fit, LONGEST_TIME, Parties, Told};

use pairs::{narrow, pairs};

/// So many members of a group are looked at to see whether it contradicts another.
const WITNESSES: usize = 8;

/// Of a group of equal tellings the first stands for the others.
const FIRST: usize = 1;

/// Where so few points more speak for one than for another, nobody knows which is meant.
const MARGIN: i32 = 1;

/// So much must speak for one happening (even odds), and so much on the average between
/// all tellings of two groups, in hundredths of the natural logarithm of the odds.
const WEIGHTY: i32 = 0;
const WEIGHTY_ON_AVERAGE: i32 = -40;
/// What speaks for another one must weigh so much less, or nobody knows which is meant.
const CLEARLY: i32 = 50;

/// Groups of tellings by their numbers, and the rules by which each came to its group.
pub(crate) struct Joined {
    pub(crate) groups: Vec<Vec<usize>>,
    pub(crate) rules: BTreeMap<usize, &'static str>,
}

/// Joins the tellings, which stand in the order of their documents and places. What corrections
/// say goes before all rules.
pub(crate) fn join(
    told: &[Told<'_>],
    affinity: &Affinity<'_>,
    credits: &Credits,
    links: &Links,
) -> Joined {
    let links = links.numbered(told.iter().map(|one| &one.mention.id));
    let mut groups = Groups::new(told, Some(affinity), links);
    let times = Times::new(told, credits, affinity.occasions);
    let (pairs, plain) = groups.join_plainly(&times);
    // What was told of at one time is known only once the plain cases are joined.
    let times = times.with_occasions(&mut |a| groups.root(a), &plain);
    let weak = strictest(&pairs, |a, b| times.weak_rule(&told[a], &told[b]));
    for rule in Rule::WEAK {
        groups.apply(rule, weak.get(&rule).map_or(&[], Vec::as_slice));
    }
    groups.join_alike();
    groups.join_news();
    groups.join_weighed();
    groups.join_bare_wars();
    groups.finish()
}

/// The groups of those tellings that say themselves that they are of one happening.
pub(crate) fn join_plainly(told: &[Told<'_>], credits: &Credits, links: &Links) -> Vec<Vec<usize>> {
    let links = links.numbered(told.iter().map(|one| &one.mention.id));
    let mut groups = Groups::new(told, None, links);
    let occasions = Occasions::default();
    groups.join_plainly(&Times::new(told, credits, &occasions));
    groups.finish().groups
}

type Pair = (usize, usize);

/// The pairs for which some rule holds, by the strictest.
fn strictest(
    pairs: &BTreeSet<Pair>,
    rule: impl Fn(usize, usize) -> Option<Rule>,
) -> BTreeMap<Rule, Vec<Pair>> {
    let mut found: BTreeMap<Rule, Vec<Pair>> = BTreeMap::new();
    for &(a, b) in pairs {
        if let Some(rule) = rule(a, b) {
            found.entry(rule).or_default().push((a, b));
        }
    }
    found
}

/// A union-find of tellings.
struct Groups<'a> {
    told: &'a [Told<'a>],
    /// Not needed for the plain rules.
    affinity: Option<&'a Affinity<'a>>,
    parent: Vec<usize>,
    groups: BTreeMap<usize, Group>,
    rules: BTreeMap<usize, &'static str>,
    links: Numbered,
}

/// Tellings that are one.
#[derive(Default)]
struct Group {
    members: BTreeSet<usize>,
    /// One member of each document.
    documents: BTreeMap<usize, usize>,
}

impl<'a> Groups<'a> {
    fn new(told: &'a [Told<'a>], affinity: Option<&'a Affinity<'a>>, links: Numbered) -> Self {
        let group = |at: usize| Group {
            members: BTreeSet::from([at]),
            documents: BTreeMap::from([(told[at].document, at)]),
        };
        let groups = (0..told.len()).map(|at| (at, group(at))).collect();
        let same = links.same.clone();
        let parent = (0..told.len()).collect();
        let mut groups = Self { told, affinity, parent, groups, rules: BTreeMap::new(), links };
        for (a, b) in same {
            groups.union(a, b, RULE);
        }
        groups
    }

    fn root(&mut self, at: usize) -> usize {
        let mut root = at;
        while self.parent[root] != root {
            root = self.parent[root];
        }
        let mut at = at;
        while self.parent[at] != root {
            at = std::mem::replace(&mut self.parent[at], root);
        }
        root
    }

    fn union(&mut self, a: usize, b: usize, rule: &'static str) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let (first, second) = (a.min(b), a.max(b));
        self.parent[second] = first;
        let mut large = self.groups.remove(&first).unwrap_or_default();
        let mut small = self.groups.remove(&second).unwrap_or_default();
        // The first to be joined by anything notes by what.
        for group in [&large, &small] {
            if let (Some(&only), 1) = (group.members.first(), group.members.len()) {
                self.rules.insert(only, rule);
            }
        }
        // The smaller is moved into the larger, so that n joins cost n log n.
        if large.members.len() < small.members.len() {
            std::mem::swap(&mut large, &mut small);
        }
        large.members.append(&mut small.members);
        for (document, member) in small.documents {
            large.documents.entry(document).or_insert(member);
        }
        self.groups.insert(first, large);
    }

    /// Joins what is told in equal terms, however many tell it: type, parties, time and place.
    fn join_equal(&mut self) {
        let mut alike: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, told) in self.told.iter().enumerate() {
            let close = told.days.filter(|(first, last)| {
                let days = (*last - *first).get_days();
                days == 0 || (days < LONGEST_TIME && told.parties.len() > 1)
            });
            if let (Some(days), Some(place), false) =
                (close, told.place_name(), told.parties.is_empty())
            {
                let key = (told.mention.event_type, told.parties.clone(), days, place);
                alike.entry(key).or_default().push(at);
            }
        }
        for ((_, _, (first, last), _), tellings) in alike {
            let rule = if first == last { Rule::SameDay } else { Rule::SameTimeAndPlace };
            for &other in &tellings[1..] {
                if self.fit(tellings[0], other, rule) {
                    self.union(tellings[0], other, rule.name());
                }
            }
        }
    }

    /// Applies the plain rules. Returns the pairs of what is left, and those that the rules hold for.
    fn join_plainly(&mut self, times: &Times<'_>) -> (BTreeSet<Pair>, BTreeMap<Rule, Vec<Pair>>) {
        let told = self.told;
        self.join_equal();
        let pairs = pairs(self, FIRST, |at| narrow(&told[at]));
        let plain = strictest(&pairs, |a, b| times.plain_rule(&told[a], &told[b]));
        for rule in Rule::PLAIN {
            self.apply(rule, plain.get(&rule).map_or(&[], Vec::as_slice));
        }
        (pairs, plain)
    }

    /// Applies one rule to its pairs, in order.
    fn apply(&mut self, rule: Rule, pairs: &[Pair]) {
        let mut beside: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for &(a, b) in pairs {
            beside.entry(a).or_default().insert(b);
            beside.entry(b).or_default().insert(a);
        }
        let claims =
            |at: usize| -> Vec<usize> { beside.get(&at).into_iter().flatten().copied().collect() };
        for &(a, b) in pairs {
            self.join_unless_rivalled(a, b, rule, &claims);
        }
    }

    fn join_unless_rivalled(
        &mut self,
        a: usize,
        b: usize,
        rule: Rule,
        claims: &dyn Fn(usize) -> Vec<usize>,
    ) {
        if self.root(a) != self.root(b)
            && self.fit(a, b, rule)
            && !self.has_rival(a, b, rule, claims)
            && !self.has_rival(b, a, rule, claims)
        {
            self.union(a, b, rule.name());
        }
    }

    /// Joins tellings for which much speaks, those with the most points first.
    fn join_alike(&mut self) {
        let Some(affinity) = self.affinity else { return };
        let pairs = pairs(self, FIRST, |at| affinity.keys(at));
        let points = |(a, b): Pair| Some((Reverse(affinity.points(a, b)?), Rule::Alike, (a, b)));
        let found = pairs.into_iter().filter_map(points).collect();
        // Nearly as much may speak for somebody else.
        let rivals =
            |Reverse(other): &Reverse<i32>, Reverse(own): &Reverse<i32>| other + MARGIN >= *own;
        self.join_ranked(affinity, found, rivals, |_, _| true);
    }

    /// Joins tellings of one piece of news, by the strictest rule first, and by each those that have most
    /// in common.
    fn join_news(&mut self) {
        let Some(affinity) = self.affinity else { return };
        let pairs = pairs(self, WITNESSES, |at| affinity.news_keys(at));
        let rule = |(a, b): Pair| {
            let (rule, common) = affinity.news_rule(a, b)?;
            Some(((rule, Reverse(common)), rule, (a, b)))
        };
        let found = pairs.into_iter().filter_map(rule).collect();
        self.join_ranked(affinity, found, |other, own| other <= own, |_, _| true);
    }

    /// Joins pairs in the order of their ranks, where the groups that they have come to `agree`, unless another one
    /// of such a rank that `rivals` says so contradicts.
    fn join_ranked<R: Ord>(
        &mut self,
        affinity: &Affinity<'_>,
        mut found: Vec<(R, Rule, Pair)>,
        rivals: impl Fn(&R, &R) -> bool,
        agree: impl Fn(&mut Self, Pair) -> bool,
    ) {
        found.sort_unstable();
        let mut claims: BTreeMap<usize, Vec<(usize, &R)>> = BTreeMap::new();
        for (rank, _, (a, b)) in &found {
            claims.entry(*a).or_default().push((*b, rank));
            claims.entry(*b).or_default().push((*a, rank));
        }
        for (rank, rule, (a, b)) in &found {
            if affinity.is_any_of_theirs(*a, *b) || affinity.is_any_of_theirs(*b, *a) {
                continue;
            }
            let near = |at: usize| -> Vec<usize> {
                let all = claims.get(&at).into_iter().flatten();
                all.filter(|(_, other)| rivals(other, rank)).map(|&(at, _)| at).collect()
            };
            if agree(self, (*a, *b)) {
                self.join_unless_rivalled(*a, *b, *rule, &near);
            }
        }
    }

    /// Joins what speaks for one happening with more weight than against it, the weightiest first.
    fn join_weighed(&mut self) {
        let Some(affinity) = self.affinity else { return };
        let pairs = pairs(self, WITNESSES, |at| affinity.news_keys(at));
        let weigh = |(a, b): Pair| Some((Reverse(affinity.weight(a, b)?), Rule::Weighed, (a, b)));
        let mut found: Vec<(Reverse<i32>, Rule, Pair)> =
            pairs.into_iter().filter_map(weigh).collect();
        found.retain(|(Reverse(weight), ..)| *weight >= WEIGHTY);
        let rivals = |other: &Reverse<i32>, own: &Reverse<i32>| other.0 + CLEARLY >= own.0;
        let agree = |groups: &mut Self, (a, b): Pair| {
            groups.average_weight(affinity, a, b) >= WEIGHTY_ON_AVERAGE
        };
        self.join_ranked(affinity, found, rivals, agree);
    }

    /// What speaks for the groups of two tellings being one, on the average between their tellings.
    fn average_weight(&mut self, affinity: &Affinity<'_>, a: usize, b: usize) -> i32 {
        let (a, b) = (self.root(a), self.root(b));
        let witnesses = |at: usize| self.groups[&at].members.iter().take(WITNESSES).copied();
        let pairs = witnesses(a).flat_map(|one| witnesses(b).map(move |other| (one, other)));
        let weights: Vec<i32> =
            pairs.filter_map(|(one, other)| affinity.weight(one, other)).collect();
        weights.iter().sum::<i32>() / i32::try_from(weights.len().max(1)).unwrap_or(i32::MAX)
    }

    /// Joins wars of which nobody is told to wage them (武力衝突が続く) to the only one of which somebody is.
    fn join_bare_wars(&mut self) {
        let told = self.told;
        let wars = (0..told.len()).filter(|&at| told[at].class() == EventType::War);
        let (waged, bare): (Vec<usize>, Vec<usize>) =
            wars.partition(|&at| !told[at].parties.is_empty());
        let groups: BTreeSet<usize> = waged.into_iter().map(|at| self.root(at)).collect();
        let (Some(&only), 1) = (groups.first(), groups.len()) else { return };
        for at in bare {
            let root = self.root(only);
            let members = self.groups[&root].members.iter().take(WITNESSES);
            // Another year is another war.
            let dated = told[at].days.is_none()
                || members.copied().any(|member| told[member].days.is_some());
            if dated && self.fit(only, at, Rule::War) {
                self.union(only, at, Rule::War.name());
            }
        }
    }

    /// Whether another that `a` could be joined with contradicts `b`: nobody knows then which of
    /// the two is meant.
    fn has_rival(
        &mut self,
        a: usize,
        b: usize,
        rule: Rule,
        claims: &dyn Fn(usize) -> Vec<usize>,
    ) -> bool {
        let (own, other) = (self.root(a), self.root(b));
        let group = &self.groups[&own].members;
        let claims: BTreeSet<usize> = group.iter().flat_map(|&member| claims(member)).collect();
        claims.into_iter().any(|rival| {
            let root = self.root(rival);
            let members = self.groups[&own].members.iter().take(WITNESSES);
            root != own
                && root != other
                && !is_one_night(self.told, rival, b, members)
                && self.fit(a, rival, rule)
                && !self.fit(rival, b, rule)
        })
    }

    /// Whether nothing in the groups of two tellings contradicts their being one.
    fn fit(&mut self, a: usize, b: usize, rule: Rule) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let (mut one, mut two) = (&self.groups[&a], &self.groups[&b]);
        if self.links.apart(one.members.iter(), |at| two.members.contains(&at)) {
            return false;
        }
        if one.documents.len() < two.documents.len() {
            std::mem::swap(&mut one, &mut two);
        }
        // A document that tells of two happenings means two, unless it repeats itself or one of
        // them is the plan of the other.
        let apart = two.documents.iter().any(|(document, &at)| {
            one.documents.get(document).is_some_and(|&own| {
                rule != Rule::PlanCameTrue
                    && !is_repeated(&self.told[own], &self.told[at])
                    && !(rule.is_of_affinity()
                        && self.affinity.is_some_and(|all| all.is_retold(own, at, rule)))
            })
        });
        if apart {
            return false;
        }
        let witnesses = || two.members.iter().take(WITNESSES);
        let others = || one.members.iter().take(WITNESSES);
        let pair_fits = |a: usize, b: usize, timeless: bool| match (rule.is_of_affinity(), timeless)
        {
            (true, false) => self.affinity.is_some_and(|all| !all.contradict(a, b)),
            (true, true) => self.affinity.is_some_and(|all| !all.contradict_but_for_time(a, b)),
            (false, _) => fit(&self.told[a], &self.told[b], rule, timeless),
        };
        others().all(|&a| {
            witnesses().all(|&b| {
                let is_one_night = || is_one_night(self.told, a, b, witnesses().chain(others()));
                pair_fits(a, b, false) || (is_one_night() && pair_fits(a, b, true))
            })
        })
    }

    fn finish(self) -> Joined {
        let groups = self.groups.into_values();
        let members = groups.map(|group| group.members.into_iter().collect());
        Joined { groups: members.collect(), rules: self.rules }
    }
}

/// Whether the days of two tellings follow one another, and one of the witnesses tells of both as one
/// moment: by the clock of the place, and by that of home.
fn is_one_night<'w>(
    told: &[Told<'_>],
    a: usize,
    b: usize,
    mut witnesses: impl Iterator<Item = &'w usize>,
) -> bool {
    let meets = |one: &Told<'_>, at: usize| one.fit_time(&told[at]) == Fit::Match;
    told[a].is_a_day_from(&told[b])
        && witnesses
            .any(|&at| told[at].tells_two_days() && meets(&told[at], a) && meets(&told[at], b))
}

/// Whether two tellings can be of one happening at all, whatever their times where `timeless`.
fn fit(a: &Told<'_>, b: &Told<'_>, rule: Rule, timeless: bool) -> bool {
    let parties = match rule {
        // Tellings that name one side each may be of one war; of two pairs of sides, two.
        Rule::War if is_over_before(a, b) || is_over_before(b, a) => false,
        Rule::War => a.parties.len() < 2 || b.parties.len() < 2 || a.is_within(b) || b.is_within(a),
        _ => a.fit_parties(b) != Parties::Other,
    };
    // Where a war is fought is told in many words (国境地帯, 係争地).
    let placed = rule != Rule::War || (a.has_known_place() && b.has_known_place());
    parties
        && (timeless || a.fit_time(b) != Fit::Conflict)
        && (!placed || a.fit_place(b) != Fit::Conflict)
        && a.fit_level(b) != Fit::Conflict
        && !is_session_of_series(a, b)
        && !is_session_of_series(b, a)
        // Where day and place agree, a difference in length is one of the tellings.
        && (rule <= Rule::SameTimeAndPlace || a.fit_duration(b) != Fit::Conflict)
}
