"""`align`: which concepts of two vocabularies are the same, why, and what was decided before."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from termgraph.align import Alignment, Mapping, align, read_links
from termgraph.cli.app import termgraph
from termgraph.errors import TermgraphError
from termgraph.skos import Thesaurus

E = "http://e.org/"
F = "http://f.org/"
PREFIXES = f"@prefix e: <{E}> . @prefix f: <{F}> .\n"


def vocabulary(text: str) -> Thesaurus:
    """Return a vocabulary: a line a concept, its id, then what is said of it."""
    lines = (line.split(maxsplit=1) for line in text.strip().splitlines())
    return Thesaurus.from_text(
        PREFIXES + "".join(f"{id_} a skos:Concept ; {said} .\n" for id_, said in lines)
    )


def found(mine: str, theirs: str, **options: object) -> dict[tuple[str, str], Mapping]:
    """Return the mappings of two vocabularies by the ids of both ends."""
    made = align(vocabulary(mine), vocabulary(theirs), **options)  # type: ignore[arg-type]
    return {(one.subject.removeprefix(E), one.object.removeprefix(F)): one for one in made.mappings}


def kinds(mine: str, theirs: str, **options: object) -> dict[tuple[str, str], str]:
    """Return the kinds of these mappings."""
    return {pair: one.kind for pair, one in found(mine, theirs, **options).items()}


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ('skos:prefLabel "barn owl"@en', 'skos:prefLabel "Barn-Owl"@en'),
        ('skos:prefLabel "barn owl"@en', 'skos:prefLabel "barn owls"@en-GB'),
        ('skos:prefLabel "colour space"@en', 'skos:prefLabel "Color spaces"@en'),
        ('skos:prefLabel "Tyto"@la ; skos:altLabel "barn owl"@en', 'skos:prefLabel "barn owl"'),
        ('skos:prefLabel "Schleiereule"@de', 'skos:prefLabel "Schleiereulen"@de'),
        ('skos:prefLabel "theory of numbers"@en', 'skos:prefLabel "numbers theory"@en'),
    ],
)
def test_equal_names_are_exact_matches(mine: str, theirs: str) -> None:
    """However they are spelt, inflected or ordered, in a language that both have."""
    assert kinds(f"e:1 {mine}", f"f:1 {theirs}") == {("1", "1"): "exactMatch"}


def test_names_in_other_languages_do_not_meet() -> None:
    """A Gift in German is no gift, whether both concepts say so or nothing is around them."""
    assert kinds('e:1 skos:prefLabel "gift"@en', 'f:1 skos:prefLabel "Gift"@de') == {}
    said = 'skos:prefLabel "gift"@en, "Geschenk"@de', 'skos:prefLabel "Gift"@de, "poison"@en'
    assert kinds(f"e:1 {said[0]}", f"f:1 {said[1]}", least=0.0).get(("1", "1")) is None


def test_a_name_that_another_language_has_borrowed_meets() -> None:
    """With a neighbour that both have; marks are lost on the way."""
    mine = 'e:1 skos:prefLabel "dances"@en, "danses"@fr\ne:2 skos:prefLabel "malagueña"@es ; skos:broader e:1'
    theirs = 'f:1 skos:prefLabel "danses"@fr\nf:2 skos:prefLabel "malaguena"@fr ; skos:broader f:1'
    met = found(mine, theirs)["2", "2"]
    assert met.reasons[0].startswith("spelt the same in another language")


def test_brackets_tell_only_where_there_is_another() -> None:
    """Which mercury is meant is open where there are two; where there is one, its brackets name but the subject."""
    mine = 'e:1 skos:prefLabel "mercury (metal)"@en'
    one = found(mine, 'f:1 skos:prefLabel "mercury"@en')["1", "1"]
    two = found(f'{mine}\ne:2 skos:prefLabel "mercury (planet)"@en', 'f:1 skos:prefLabel "mercury"@en')[
        "1", "1"
    ]
    assert one.odds > two.odds


def test_compounds_are_inflected_as_their_last_part() -> None:
    """Though no dictionary has them; "Motorenöl" is no "Motor"."""
    pytest.importorskip("simplemma")
    assert kinds('e:1 skos:prefLabel "Steinreihen"@de', 'f:1 skos:prefLabel "Steinreihe"@de') == {
        ("1", "1"): "exactMatch"
    }
    assert kinds('e:1 skos:prefLabel "Motorenöl"@de', 'f:1 skos:prefLabel "Motor"@de') == {}


def test_strangers_around_say_no_more_for_it_than_nobody() -> None:
    """In vocabularies that have little in common, an equal name is no exact match for having other neighbours."""
    own = {
        side: "".join(f'{side}:n{at} skos:prefLabel "{side}{at}"@en\n' for at in range(40)) for side in "ef"
    }
    mine = own["e"] + 'e:1 skos:prefLabel "property"@en ; skos:related e:2\ne:2 skos:prefLabel "law"@en'
    theirs = own["f"] + (
        'f:1 skos:prefLabel "property"@en ; skos:related f:3\nf:2 skos:prefLabel "law"@en\n'
        'f:3 skos:prefLabel "object"@en'
    )
    met = found(mine, theirs)["1", "1"]
    assert (met.kind, met.reasons[1:]) == ("closeMatch", ("no neighbour of the same name",))


def test_capitals_tell_names_apart() -> None:
    """GloVe is no pair of gloves."""
    assert kinds('e:1 skos:prefLabel "GloVe"@en', 'f:1 skos:prefLabel "Gloves"@en') == {}


def test_other_kinds_of_names_tell_less() -> None:
    """A preferred name makes surer than another, that than a hidden one, and an abbreviation least."""
    names = (
        'skos:prefLabel "owl"@en',
        'skos:altLabel "owl"@en',
        'skos:hiddenLabel "owl"@en',
        'skos:altLabel "OWL"@en',
    )
    sure = [
        found(f'e:1 {name}', f"f:1 {name}", least=0.0)["1", "1"].confidence for name in names
    ]  # fmt: skip
    assert sure == sorted(sure, reverse=True)
    assert len(set(sure)) == len(sure)


BIRDS = """
e:animal skos:prefLabel "animal"@en
e:bird   skos:prefLabel "bird"@en ; skos:broader e:animal
e:crane  skos:prefLabel "crane"@en ; skos:broader e:bird
"""


def test_homonyms_in_another_branch_are_not_exact() -> None:
    """A crane that is a machine is no bird; where both stand below birds, they are one."""
    others = """
    f:1 skos:prefLabel "birds"@en
    f:2 skos:prefLabel "machines"@en
    f:3 skos:prefLabel "cranes"@en ; skos:broader {}
    """
    assert kinds(BIRDS, others.format("f:1"))["crane", "3"] == "exactMatch"
    other = found(BIRDS, others.format("f:2"))["crane", "3"]
    assert other.kind == "closeMatch"
    assert "in another branch" in other.reasons


def test_of_two_homonyms_the_one_with_the_neighbours_is_meant() -> None:
    """And without neighbours none is surely meant."""
    cranes = (
        'f:3 skos:prefLabel "crane"@en ; skos:broader f:1\nf:4 skos:prefLabel "crane"@en ; skos:broader f:2\n'
    )
    tops = 'f:1 skos:prefLabel "bird"@en\nf:2 skos:prefLabel "machine"@en\n'
    assert kinds(BIRDS, tops + cranes)["crane", "3"] == "exactMatch"
    alone = 'f:3 skos:prefLabel "crane"@en\nf:4 skos:prefLabel "crane"@en'
    made = found('e:1 skos:prefLabel "crane"@en', alone)
    assert [(pair, one.kind) for pair, one in made.items()] == [(("1", "3"), "closeMatch")]
    assert "<http://f.org/4> fits as well" in made["1", "3"].reasons


def test_definitions_speak_for_and_against() -> None:
    """What they have in common makes surer, and that they have nothing in common less sure."""
    said = 'skos:prefLabel "owl"@en ; skos:definition "{}"@en'
    bird = "A nocturnal raptor hunting mice and voles silently with sharp talons."
    language = "Ontology vocabulary standardised for semantic reasoning over linked knowledge graphs."
    same = found(f"e:1 {said.format(bird)}", f"f:1 {said.format(bird)}")["1", "1"]
    other = found(f"e:1 {said.format(bird)}", f"f:1 {said.format(language)}", least=0.0)["1", "1"]
    silent = found('e:1 skos:prefLabel "owl"@en', 'f:1 skos:prefLabel "owl"@en')["1", "1"]
    assert same.confidence > silent.confidence > other.confidence
    assert silent.by_names
    assert not same.by_names


def test_names_in_more_languages_make_surer_and_other_names_less_sure() -> None:
    """Of the languages that both have, all count."""
    one = found('e:1 skos:prefLabel "owl"@en', 'f:1 skos:prefLabel "owl"@en')["1", "1"].confidence
    two = found('e:1 skos:prefLabel "owl"@en, "Eule"@de', 'f:1 skos:prefLabel "owl"@en, "Eule"@de')
    but = found('e:1 skos:prefLabel "owl"@en, "Eule"@de', 'f:1 skos:prefLabel "owl"@en, "Kauz"@de')
    assert two["1", "1"].confidence > one > but["1", "1"].confidence
    assert "named otherwise in de" in but["1", "1"].reasons


def test_names_with_a_word_more_are_narrower() -> None:
    """A barn owl is an owl; from the other side an owl is broader; what is mapped already is left alone."""
    mine, theirs = (
        '{}:9 skos:prefLabel "bird"@en\n{}:1 skos:broader {}:9 ; skos:prefLabel '.replace("{}", side)
        for side in "ef"
    )
    assert kinds(f'{mine}"barn owl"@en', f'{theirs}"owls"@en')["1", "1"] == "broadMatch"
    assert kinds(f'{mine}"owl"@en', f'{theirs}"barn owls"@en')["1", "1"] == "narrowMatch"
    both = f'{theirs}"owl"@en\nf:2 skos:broader f:9 ; skos:prefLabel "barn owl"@en'
    assert kinds(f'{mine}"barn owl"@en', both) == {("9", "9"): "exactMatch", ("1", "2"): "exactMatch"}
    assert kinds(f'{mine}"learning method"@en', f'{theirs}"method"@en').keys() == {("9", "9")}


def test_names_that_are_merely_alike_need_neighbours() -> None:
    """Initials, another form of a word, a word less: none of them is enough alone."""
    above = '{0}:9 skos:prefLabel "model"@en\n{0}:8 skos:prefLabel "task"@en ; skos:related {0}:9\n'
    for one, two, kind in (
        ("CNN", "convolutional neural network", "closeMatch"),
        ("classifiers", "classification", "relatedMatch"),
        ("vomer", "vomer bone", "closeMatch"),
    ):
        mine, theirs = f'e:1 skos:prefLabel "{one}"@en', f'f:1 skos:prefLabel "{two}"@en'
        assert kinds(mine, theirs) == {}
        near = [
            f"{above.format(side)}{said} ; skos:related {side}:9, {side}:8"
            for side, said in (("e", mine), ("f", theirs))
        ]
        assert kinds(*near)["1", "1"] == kind


def test_one_to_one_unless_many_are_wanted() -> None:
    """Each concept of either side is the same as one at most."""
    mine = 'e:1 skos:prefLabel "owl"@en\ne:2 skos:prefLabel "raptor"@en ; skos:altLabel "owl"@en'
    theirs = 'f:1 skos:prefLabel "owl"@en'
    assert kinds(mine, theirs).keys() == {("1", "1")}
    assert kinds(mine, theirs, many=True).keys() == {("1", "1"), ("2", "1")}


def test_a_key_that_everybody_shares_tells_nothing() -> None:
    """So that one name does not make pairs of all with all."""
    mine, theirs = (
        "\n".join(f'{side}:{number} skos:prefLabel "thing"@en' for number in range(60)) for side in "ef"
    )
    assert found(mine, theirs, many=True) == {}


def test_what_is_deprecated_or_in_both_is_not_mapped() -> None:
    """The same IRI is the same concept already."""
    gone = 'f:1 skos:prefLabel "owl"@en ; owl:deprecated true'
    assert kinds('e:1 skos:prefLabel "owl"@en', gone) == {}
    assert align(vocabulary(BIRDS), vocabulary(BIRDS)).mappings == ()


def test_the_same_in_whatever_order() -> None:
    """Turned round, the same pairs are the same."""
    theirs = 'f:1 skos:prefLabel "birds"@en\nf:3 skos:prefLabel "cranes"@en ; skos:broader f:1'
    there = align(vocabulary(BIRDS), vocabulary(theirs)).mappings
    back = align(vocabulary(theirs), vocabulary(BIRDS)).mappings
    assert {(one.subject, one.object, one.kind) for one in there} == {
        (one.object, one.subject, one.kind) for one in back
    }


# What was decided before

HEAD = f"#curie_map:\n#  e: {E}\n#  f: {F}\n#comment: ours\n"
COLUMNS = "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\n"
OWLS = 'e:1 skos:prefLabel "owl"@en'
OTHERS = 'f:1 skos:prefLabel "owl"@en\nf:2 skos:prefLabel "bird"@en ; skos:altLabel "owl"@en'


def known(tmp_path: Path, *rows: str) -> Alignment:
    """Return how owls are aligned where these rows are known."""
    path = tmp_path / "m.sssom.tsv"
    path.write_text(HEAD + COLUMNS + "".join(f"{row}\n" for row in rows), "utf-8")
    mine, theirs = vocabulary(OWLS), vocabulary(OTHERS)
    return align(mine, theirs, held=read_links(path, mine, theirs))


def test_a_refusal_stays_and_is_not_proposed_again(tmp_path: Path) -> None:
    """Then the next best is."""
    row = "e:1\tskos:exactMatch\tNot\tf:1\tsemapv:ManualMappingCuration"
    made = known(tmp_path, row)
    assert [one.object for one in made.mappings] == [F + "2"]
    text = made.sssom()
    assert text.startswith(HEAD)
    assert sum("Not" in line and "e:1" in line for line in text.splitlines()) == 1


def test_what_is_mapped_already_is_not_mapped_again(tmp_path: Path) -> None:
    """By the file, or by the vocabulary itself, whichever side says so; and every byte of the file stays."""
    made = known(tmp_path, "e:1\tskos:exactMatch\t\tf:1\tsemapv:ManualMappingCuration")
    assert made.mappings == ()
    assert made.sssom() == (tmp_path / "m.sssom.tsv").read_text("utf-8")
    said = f"{OWLS} ; skos:exactMatch f:1"
    assert kinds(said, OTHERS) == {}
    assert kinds(OWLS, 'f:1 skos:prefLabel "owl"@en ; skos:closeMatch e:1') == {}


def test_what_is_mapped_to_a_third_vocabulary_is_still_mapped() -> None:
    """Links elsewhere take no concept away."""
    said = f"{OWLS} ; skos:exactMatch <http://g.org/1>"
    assert kinds(said, OTHERS) == {("1", "1"): "exactMatch"}


def test_a_file_that_is_no_sssom_is_told(tmp_path: Path) -> None:
    """What, and where."""
    path = tmp_path / "m.tsv"
    path.write_bytes(b"a\tb\n\xff\n")
    with pytest.raises(TermgraphError, match="UTF-8"):
        read_links(path, vocabulary(OWLS), vocabulary(OTHERS))
    path.write_text("a\tb\n1\t2\n", "utf-8")
    with pytest.raises(TermgraphError, match="no column subject_id"):
        read_links(path, vocabulary(OWLS), vocabulary(OTHERS))


# The command


def test_the_command_writes_sssom_and_keeps_it(tmp_path: Path) -> None:
    """A second run changes nothing."""
    for name, text in (("a", OWLS), ("b", OTHERS)):
        (tmp_path / f"{name}.ttl").write_text(
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n" + PREFIXES
            + "".join(f"{line.replace(' ', ' a skos:Concept ; ', 1)} .\n" for line in text.splitlines()),
            "utf-8",
        )  # fmt: skip
    path = tmp_path / "m.sssom.tsv"
    args = ["align", str(tmp_path / "a.ttl"), str(tmp_path / "b.ttl"), "-o", str(path)]
    first = CliRunner().invoke(termgraph, args, catch_exceptions=False, standalone_mode=False)
    assert "found 1 exactMatch" in first.stderr
    text = path.read_text("utf-8")
    columns, row = (line.split("\t") for line in text.splitlines()[-2:])
    said = dict(zip(columns, row, strict=True))
    assert (said["subject_id"], said["predicate_id"], said["object_id"]) == ("e:1", "skos:exactMatch", "f:1")
    assert said["mapping_justification"] == "semapv:LexicalMatching"
    assert said["comment"].startswith("the same name: “owl”")
    again = CliRunner().invoke(termgraph, args, catch_exceptions=False, standalone_mode=False)
    assert "found nothing; kept 1 that were there" in again.stderr
    assert path.read_text("utf-8") == text


def test_accents_tell_nothing_where_one_side_writes_none() -> None:
    """Who cannot write them means the same; who writes some, and none here, may mean another."""
    mine, theirs = 'e:1 skos:prefLabel "bourrée"@fr', 'f:1 skos:prefLabel "bourree"@fr'
    assert kinds(mine, theirs) == {("1", "1"): "exactMatch"}
    assert kinds(mine, f'{theirs}\nf:2 skos:prefLabel "mélodie"@fr') != {("1", "1"): "exactMatch"}
