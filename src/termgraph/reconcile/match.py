"""Whether a record is about a concept that a vocabulary has: `same`, `maybe`, or `new`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log

from termgraph.model import Concept, Vocabulary
from termgraph.names import words
from termgraph.names.capitals import are_shouted
from termgraph.reconcile.evidence import EQUAL, Given, Hit, given_names, hits, reasons
from termgraph.reconcile.index import NameIndex, names_of
from termgraph.reconcile.places import Decided, places
from termgraph.reconcile.words import Weights, stem, telling_words, unmarked
from termgraph.records import Candidate, Match, Record

#: Below this a candidate is not worth a person's look.
WORTH_ASKING = 0.55
_MOST_CANDIDATES = 5

#: What the weight of shared words is worth: this much is half of certainty.
_HALF = 4.0
_LINK_WEIGHT = 3.0
_ENOUGH_WORDS = 4  # for a text to tell what a document is about
#: How much less than chance gives two of their lengths may texts share, and still say that an equal name is the same;
#: by how much more they have to share where the document is about other things, and how much less where it is about the
#: same and the name has several words, since such seldom have two meanings. Set by benchmarks/ingest/homonyms.tsv.
_LUCK = 0.5
_FOREIGN_GROUND, _HOME_GROUND = 2.0, 3.0
_UNCONFIRMED = 0.75  # how sure an equal name makes else
#: A document whose names are hardly in the vocabulary is about something else; then an equal name is not enough.
_OTHER_FIELD = 0.3
_FEW_RECORDS = 6
_SAME_THINGS = 0.3
#: What a text without a name must share with a definition to be like it.
_ALIKE = 12.0
#: So many times as much must a text share with a narrower concept for that to be meant.
_MUCH_MORE = 1.5


@dataclass
class _Case:
    """What is found for one record."""

    record: Record
    words: frozenset[str]
    linked: frozenset[str]
    found: Mapping[Given, list[Hit]]
    meant: frozenset[str] = field(default_factory=frozenset)
    special: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    doubts: list[str] = field(default_factory=list)

    @property
    def only_points(self) -> bool:
        """Whether it points elsewhere and has no name; what has one is another thing until somebody says it is not."""
        return self.record.kind == "redirect" and not self.role("main", "other", "short")

    def equal(self, given: Given) -> frozenset[str]:
        """Return the concepts that bear a name."""
        return frozenset(hit.bearer.concept for hit in self.found[given] if hit.equal)

    def near(self, *roles: str) -> frozenset[str]:
        """Return the concepts with names near to the names in these roles."""
        return frozenset(hit.bearer.concept for given in self.role(*roles) for hit in self.found[given])

    def role(self, *roles: str) -> list[Given]:
        """Return the names in these roles."""
        return [given for given in self.found if given.role in roles]

    def hits_of(self, concept_id: str) -> list[Hit]:
        """Return the names shared with a concept, best first."""
        own = [hit for found in self.found.values() for hit in found if hit.bearer.concept == concept_id]
        return sorted(own, key=lambda hit: -hit.score)


class Matcher:
    """Matches records, one at a time, against a vocabulary that may grow on the way.

    Args:
        records: all of the document, since they tell what it is about.
        vocabulary: the concepts there are.
        decisions: what was decided before of this source, by place.
        index: the vocabulary's names, where they are at hand already.

    >>> from termgraph.records import RecordLabel
    >>> birds = Vocabulary(title="Birds", base="https://example.org/", prefix="b", concepts={
    ...     "grey-owl": Concept(id="grey-owl", pref_label={"en": "grey owl"})})
    >>> owls = Record(1, "Gray Owls", "Gray Owls", "heading", (RecordLabel("Gray Owls"),))
    >>> Matcher([owls], birds).match(owls).decision
    'same'
    """

    def __init__(
        self,
        records: Sequence[Record],
        vocabulary: Vocabulary,
        decisions: Mapping[str, Decided] | None = None,
        index: NameIndex | None = None,
    ) -> None:
        self.index = index or NameIndex(vocabulary)
        self.decisions = decisions or {}
        about = [self.index.said_of(id_) for id_ in self.index.concepts]
        self.weights = Weights([*about, *(telling_words(record.body) for record in records)])
        self.shouted = are_shouted(one.label for one in records if one.label and one.kind != "section")
        self.same_field = self._is_same_field(records)
        self.places = places(records, self.decisions, self._possible)

    def add(self, concept: Concept) -> None:
        """Take a concept in that was made of the document itself, which is then about the same things."""
        self.index.add(concept)
        self.same_field = True

    def match(self, record: Record) -> Match:
        """Return what a record is to the vocabulary."""
        if record.kind == "section":
            return Match("new")
        decided = self.decisions.get(self.places.get(record.n, ""))
        if decided is not None:
            known = [id_ for id_ in decided.same if id_ in self.index.concepts]
            if known or decided.left_out:
                found = tuple(Candidate(id_, 1.0, ("decided before",)) for id_ in known)
                return Match("same" if known else "new", found, decided=True)
        refused = decided.refused if decided is not None else frozenset()
        return self._judged(self._case(record, refused), refused)

    def _possible(self, record: Record) -> list[str]:
        match = self._judged(self._case(record, frozenset()), frozenset())
        return [one.concept for one in match.candidates]

    def _case(self, record: Record, refused: frozenset[str]) -> _Case:
        found = {
            given: [
                hit
                for hit in self._living(hits(given, record, self.index, shouted=self.shouted))
                if hit.bearer.concept not in refused
            ]
            for given in given_names(record)
        }
        named = (*record.see, *(proposal.target for proposal in record.relations))
        linked = frozenset(id_ for name in named for id_ in self._bearers(name))
        return _Case(record, self._said(record), linked, found)

    def _living(self, found: Iterable[Hit]) -> Iterable[Hit]:
        """Yield hits; of a deprecated concept, what replaces it."""
        for hit in found:
            concept = self.index.concepts[hit.bearer.concept]
            if not concept.deprecated:
                yield hit
                continue
            for id_ in concept.relations["isReplacedBy"]:
                if id_ in self.index.concepts:
                    bearer = replace(hit.bearer, concept=id_)
                    yield replace(hit, bearer=bearer, why=f"{hit.why}, which it replaces")

    def _bearers(self, name: str) -> list[str]:
        """Return who bears a name; nobody where several do."""
        found = {bearer.concept for bearer in self.index.exact(name) or self.index.spelt(name)}
        return list(found) if len(found) == 1 else []

    def _judged(self, case: _Case, refused: frozenset[str]) -> Match:
        self._mean(case)
        candidates = self._candidates(case)
        if not candidates and case.record.label is None:
            candidates = self._by_text(case, refused)
        best = [one for one in candidates if one.score >= WORTH_ASKING][:_MOST_CANDIDATES]
        if not best:
            return Match("new")
        sure = not case.doubts and len(case.meant) == 1 and best[0].concept in case.meant
        if sure and best[0].score >= EQUAL:
            return Match("same", (best[0],))
        return Match("maybe", tuple(best))

    def _mean(self, case: _Case) -> None:
        """Find which concepts the names of a record mean, and what speaks against taking that for certain."""
        case.meant = self._main(case)
        self._mean_by_other_names(case)
        if not case.meant:
            self._mean_by_abbreviation(case)
        if not case.meant:
            for given in case.role("told"):
                case.meant |= case.equal(given)
            if case.meant:
                case.doubts.append("only a sentence calls it so")
        if case.only_points and len(case.linked) == 1 and not case.linked & case.meant:
            case.doubts.append("it points to another entry")
            case.meant |= case.linked
        if len(case.meant) > 1:
            case.doubts.append("several concepts come into question")
        elif self._is_said_to_be_ambiguous(case):
            case.doubts.append("its name is ambiguous")
        elif case.meant and (special := self._special(case)):
            case.doubts.append("its name may be short for another")
            case.special = frozenset(special)
            case.meant |= case.special

    def _mean_by_other_names(self, case: _Case) -> None:
        for given in case.role("beside"):
            theirs = case.equal(given)
            if theirs != case.meant:
                case.doubts.append(f"its heading is about '{given.name}' as well")
                case.meant |= theirs
        for given in case.role("other"):
            theirs = case.equal(given)
            if theirs and not theirs & case.meant:
                if case.meant:
                    doubt = f"it is called '{given.name}' as well, which is a name of another concept"
                    case.doubts.append(doubt)
                elif case.role("main"):
                    case.doubts.append("only another of its names is known")
                case.meant |= theirs

    def _mean_by_abbreviation(self, case: _Case) -> None:
        for given in case.role("short"):
            case.meant |= case.equal(given)
        case.confirmed = case.meant & case.near("main")
        if case.meant and case.role("main") and case.meant != case.confirmed:
            case.doubts.append("only its abbreviation is known")

    def _main(self, case: _Case) -> frozenset[str]:
        meant: frozenset[str] = frozenset()
        for given in case.role("main"):
            meant = case.equal(given)
            if meant:
                break
        for given in case.role("long", "other"):
            theirs = case.equal(given)
            # A long name, or another one, says which of several is meant.
            if meant & theirs or (not meant and given.role == "long"):
                meant = meant & theirs or theirs
        return meant

    def _special(self, case: _Case) -> list[str]:
        """Return narrower concepts that the name may be short for, since the text speaks of them rather.

        A glossary of machine learning says "model" for a machine-learning model.
        """
        (general,) = case.meant
        own = self._weight(case, general)
        ends = [words(given.name) for given in case.role("main") if len(words(given.name)) == 1]
        return [
            id_
            for id_ in self.index.narrower(general)
            if any(words(bearer.name)[-1:] in ends for bearer in names_of(self.index.concepts[id_]))
            and self._weight(case, id_) > _MUCH_MORE * own
        ]

    def _is_said_to_be_ambiguous(self, case: _Case) -> bool:
        """Tell whether all names shared with the concept that is meant are such as others bear, says the vocabulary."""
        shared = [hit for id_ in case.meant for hit in case.hits_of(id_) if hit.equal]
        return bool(shared) and all(hit.bearer.type == "ambiguous" for hit in shared)

    def _candidates(self, case: _Case) -> list[Candidate]:
        ids = {hit.bearer.concept for found in case.found.values() for hit in found} | case.meant
        weight = {id_: self._weight(case, id_) for id_ in ids}
        found = [self._candidate(case, id_, weight) for id_ in ids]
        return sorted(found, key=lambda one: (-one.score, -weight[one.concept], one.concept))

    def _best(self, case: _Case, id_: str) -> float:
        """Return how sure names alone make, best name first."""
        main = bool(case.role("main"))
        scores = [
            hit.score * (0.9 if main and hit.given.role in ("short", "other", "told") else 1.0)
            for hit in case.hits_of(id_)
        ]
        if case.only_points and id_ in case.linked:
            scores.append(0.85)
        if id_ in case.special:
            scores.append(0.8)
        if id_ in case.confirmed:  # its abbreviation is the same, and its name nearly so
            scores.append(0.93)
        return max(scores, default=0.0)

    def _rivals(self, case: _Case, id_: str) -> set[str]:
        """Return the concepts that bear a name by which this one is meant, itself among them."""
        found = {id_}
        for hits_ in case.found.values():
            near = {hit.bearer.concept for hit in hits_ if hit.score >= _RIVAL}
            if id_ in near:
                found |= near
        if case.special and id_ in case.meant:
            found |= case.meant
        return found

    def _candidate(self, case: _Case, id_: str, weight: Mapping[str, float]) -> Candidate:
        own = case.hits_of(id_)
        best = self._best(case, id_)
        why = list(reasons(own[:3]))
        shared = case.words & self.index.about(id_)
        if shared:
            why.append(f"both speak of {', '.join(self._spelt_out(case, shared))}")
        if common := case.linked & self.index.neighbours(id_):
            why.append(f"both are linked with {', '.join(sorted(map(self.index.label, common))[:3])}")
        if case.only_points and id_ in case.linked:
            why.append("it points there")
        if id_ in case.special:
            why.append(f"'{self.index.label(id_)}' may be called so for short")
        certain = weight[id_] / (weight[id_] + _HALF)
        rivals = self._rivals(case, id_)
        if len(rivals) > 1 and best >= _RIVAL:
            total = sum(weight[other] for other in rivals)
            share = (weight[id_] + 0.5) / (total + 0.5 * len(rivals))
            score = best * (0.6 + 0.4 * share * (0.4 + 0.6 * certain))
            why.append(f"a name of {len(rivals)} concepts")
        elif best >= EQUAL:
            score = min(best, self._most(case, id_, weight[id_], why))
        else:
            score = best * (0.85 + 0.15 * certain)
        why += case.doubts if id_ in case.meant else []
        return Candidate(id_, round(score, 2), tuple(dict.fromkeys(why)))

    def _most(self, case: _Case, id_: str, weight: float, why: list[str]) -> float:
        """Return how sure an equal name may make, given what the texts have in common."""
        qualifier = telling_words(*case.record.fields.get("qualifier", ()))
        if qualifier and not qualifier & self.index.about(id_):
            why.append("but its qualifier is about something else")
            return 0.85
        if not self._is_confirmed(case, id_):
            why.append("but the texts share little" if weight else "but the texts share no telling word")
            return _UNCONFIRMED
        return 1.0

    def _is_confirmed(self, case: _Case, id_: str) -> bool:
        """Tell whether texts and links say that an equal name is the same; without a text nothing says it is not."""
        if case.record.kind != "entry" or not case.words or self.index.is_silent(id_):
            return self.same_field is not False
        common = case.linked & self.index.neighbours(id_)
        surplus = self._surplus(case.words, id_) + _LINK_WEIGHT * len(common)
        if self.same_field is False:
            return surplus > _FOREIGN_GROUND
        several = any(len(words(hit.given.name)) > 1 for hit in case.hits_of(id_) if hit.equal)
        at_home = several and self.same_field and case.words & self.index.about(id_)
        return surplus > (-_HOME_GROUND if at_home else 0)

    def _surplus(self, said: frozenset[str], id_: str) -> float:
        """Return how much more a text shares with a concept than by chance, which is more the longer both are."""
        about = self.index.about(id_)
        return self.weights.evidence(said & about) - log(max(1, len(said) * len(about))) + _LUCK

    def _weight(self, case: _Case, id_: str) -> float:
        shared = case.words & self.index.about(id_)
        common = case.linked & self.index.neighbours(id_)
        return self.weights.of(shared) + _LINK_WEIGHT * len(common)

    def _spelt_out(self, case: _Case, shared: frozenset[str]) -> list[str]:
        """Return the words that tell most, as the text has them."""
        telling = self.weights.telling(shared)
        written: dict[str, str] = {}
        for word in words(unmarked(case.record.body)):
            written.setdefault(stem(word), word)
        return [written.get(one, one) for one in telling]

    def _by_text(self, case: _Case, refused: frozenset[str]) -> list[Candidate]:
        """Return the concepts whose words a record without a name shares: a hint, never more."""
        shared: dict[str, float] = defaultdict(float)
        for word in sorted(case.words):  # in one order, since sums of floats depend on it
            for id_ in self.index.saying(word):
                shared[id_] += self.weights.of((word,))
        why = ("its text is like the definition",)
        found = [
            Candidate(id_, round(min(0.7, 0.35 + weight / self.weights.of(self.index.said_of(id_))), 2), why)
            for id_, weight in shared.items()
            if weight >= _ALIKE and id_ not in refused
        ]
        return sorted(found, key=lambda one: (-one.score, one.concept))

    def _is_same_field(self, records: Sequence[Record]) -> bool | None:
        """Tell whether the document is about what the vocabulary is about; None where it is too short to tell.

        Many of its names are known then, and its texts speak of the same as the concepts of these names do: a kitchen's
        glossary has batches, layers and kernels as well.
        """
        named = [record for record in records if record.label and record.kind != "section"]
        fewer = min(len(named), len(self.index.concepts))
        if fewer < _FEW_RECORDS:
            return None
        known = {record.n: found for record in named if (found := self._bearing(record))}
        if len(known) < _OTHER_FIELD * fewer:
            return False
        shared = [
            any(self._surplus(said, id_) > 0 for id_ in known[record.n])
            for record in named
            if record.n in known and len(said := self._said(record)) >= _ENOUGH_WORDS
        ]
        return sum(shared) >= _SAME_THINGS * len(shared) if len(shared) >= _FEW_RECORDS else True

    def _bearing(self, record: Record) -> list[str]:
        """Return the concepts that bear a name of a record, but for spelling."""
        names = [label.label for label in record.labels if label.type != "guess"]
        bearers = (self.index.folded(name) + self.index.spelt(name) for name in names)
        return [bearer.concept for found in bearers for bearer in found]

    def _said(self, record: Record) -> frozenset[str]:
        """Return the telling words of a record, without those of its own names."""
        texts = (text for texts in record.fields.values() for text in texts)
        return telling_words(record.body, *texts) - telling_words(*(one.name for one in given_names(record)))


#: From here on a concept is a rival for a name that another bears: it has the name, with a qualifier at least.
_RIVAL = 0.79
