"""From an entries folder to Markdown for people, and back to the same folder."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from termgraph.entries import entry_text, read_folder, write_folder
from termgraph.errors import Problems
from termgraph.export import export_files, serialize
from termgraph.graph import build_graph
from termgraph.ingest import Workspace, ingest
from termgraph.ingest.published import is_published, read
from termgraph.model import Citation, Concept, Label, Misnomer, Source, SourceDefinition, Vocabulary
from termgraph.namespaces import data_dir
from termgraph.records import Dropped
from termgraph.relations import RELATIONS
from termgraph.skos import Thesaurus
from termgraph.wording import Parts, words
from tests.commands import run

FORMS = pytest.mark.parametrize("split", [False, True], ids=["one file", "split"])

#: A vocabulary in German with English names and texts, which has something under every key.
FOLDER = {
    "vocabulary.yaml": """
        title: 'Vögel & <b>Wörter</b>'
        description: 'Alles *über* sie, auch {{ mehr }}.'
        base: https://example.org/voegel/
        prefix: voegel
        language: de
        license: https://creativecommons.org/licenses/by/4.0/
        creators:
          - Ann Autorin
          - {name: Verein, iri: 'https://example.org/verein', type: organization}
        version: '1.0'
        relations:
          - name: jagt
            label: jagt
            inverse: gejagtVon
            inverseLabel: wird gejagt von
          - name: hinweis
            label: Hinweis
        attributes:
          - name: laut
            label: {de: Laut, en: cry}
          - name: spannweite
            label: Spannweite (cm)
            datatype: integer
        created: '2026-01-01'
        """,
    "sources.yaml": """
        brehm-1864:
          type: book
          title: Tierleben; was *wir* <sahen>, hörten
          authors: ['Brehm, A.', Verein „Vogel, Ei & Co.“]
          year: 1864
          volume: '2'
          publisher: Bibliographisches Institut
          note: Siehe $x_1$, [1].

        glossar-a:
          title: Glossar
          url: https://a.example/glossar

        glossar-b:
          title: Glossar
          container: Vogelwarte
        """,
    "collections.yaml": """
        jaeger:
          prefLabel: {de: Jäger, en: hunters}
          definition: {de: 'Was jagt.', en: 'What hunts, <b>.'}

        stille:
          prefLabel: Stille
          auxiliary: true
        """,
    "entries/eule.md": """
        ---
        prefLabel: {de: 'Eule, die', en: owl}
        altLabels:
          - {label: E, type: abbreviation}
          - Kauz (klein)
          - Nachtvogel
          - {label: Uhu, type: ambiguous}
          - {en: night bird}
          - {label: owls, type: plural, lang: en}
        hiddenLabels:
          - Oile
          - {label: Eulle, type: misspelling}
        proposedNames: ['Dämmerjäger, leiser', {en: dusk hunter}]
        notation: ['12,5', A|B]
        status: draft
        collections: [jaeger, stille]
        broader: [vogel]
        contrastsWith: [taube]
        misnomer:
          - of: [Nachtvogel, 'Dämmerjäger, leiser', dusk hunter]
            proposedBy: [glossar-a#s]
            why: {de: Sie jagt auch am Tag., en: Some hunt by day.}
          - term: Nachtvogel
            of: [vogel]
            suggests: [taube]
            fields: [kunde]
            why: 'Kein *Nacht*vogel, siehe 3. Zeile'
            jest: ['Gespenst, weißes', '{{x}}']
            sources: ['brehm-1864#p81']
        scopeNote:
          - Nicht der Falter.
          - en: Not the moth.
        example: |-
          Zeile eins mit $a<b$ und <b>

          # keine Überschrift
          **Hinweis:** kein Hinweis
        editorialNote: 'Zu prüfen: snake_case, 2 * 3, a\\b'
        historyNote: Von „*heulen*“.
        changeNote: Neu.
        definition: {en: 'A *bird* of the [night](vogel.md).'}
        sourceDefinition:
          - text: |-
              # Eulen
              Ein [Vogel](#vogel) der Nacht, siehe [dort](https://a.example/x).

              - *lautlos*
              - <script>alert(1)</script>
            source: brehm-1864#p81
          - text:
              en: A bird, as they say.
            source: glossar-a
        sources: [brehm-1864#p5-15, glossar-a#eule, glossar-b]
        created: '2026-01-02'
        modified: '2026-02-03'
        jagt: [maus]
        laut:
          - huhu, huhu
          - en: hoot
        spannweite: ['100', '95']
        ---
        Ein *Vogel* der Nacht, kein [Tag](vogel.md), $x<y$, mit <b> und `<i>`.

        ## Teile

        - Kopf
        - **Hinweis:** nichts

        **Hinweis:** das ist keiner.
        """,
    "entries/vogel.md": """
        ---
        prefLabel: {de: Vogel, en: bird}
        status: approved
        reviewedBy: ['Ann, B.', Otto]
        approvedBy: [Emma]
        replaces: ['https://old.example/vogel']
        exactMatch: ['https://e.org/vogel']
        ---
        Tier mit Federn.
        """,
    "entries/taube.md": """
        ---
        prefLabel: {de: Taube, en: dove}
        broader: [vogel]
        contrastsWith: [eule]
        confusedWith: [eule]
        ---
        """,
    "entries/maus.md": """
        ---
        prefLabel: Maus
        collections: [stille]
        partOf: [kunde]
        related: [inhalt-seite]
        ---
        """,
    "entries/inhalt-seite.md": """
        ---
        prefLabel: Inhalt
        related: [maus]
        ---
        """,
    "entries/kunde.md": """
        ---
        prefLabel: Vogelkunde
        status: stub
        ---
        """,
    "entries/strix.md": """
        ---
        prefLabel: Strix
        deprecated: true
        replacedBy: [eule]
        ---
        """,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("voegel")
    for name, text in FOLDER.items():
        path = made / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), "utf-8")
    # What holds both ways stands at both ends, as texts for people have it.
    write_folder(made, Thesaurus.open(made).to_vocabulary())
    return made


@cache
def shipped() -> Thesaurus:
    return Thesaurus.open(data_dir() / "ml")


def exported(store: Thesaurus, place: Path, *, split: bool) -> Path:
    """Return the file or the folder that a vocabulary was exported to."""
    if split:
        export_files(store, place / "vault")
        return place / "vault"
    (place / "page.md").write_bytes(serialize(store, "markdown"))
    return place / "page.md"


def contents(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.*")}


@FORMS
def test_a_folder_comes_back_byte_for_byte(folder: Path, tmp_path: Path, split: bool) -> None:
    made = exported(Thesaurus.open(folder), tmp_path, split=split)
    ran = run("ingest", made, "--into", tmp_path / "back")
    assert ran.status == 0, ran.err
    assert contents(tmp_path / "back") == contents(folder)
    again = run("ingest", made, "--into", tmp_path / "back")
    assert "7 the same as an entry" in again.out
    assert contents(tmp_path / "back") == contents(folder)


def test_sources_with_one_title_are_told_apart(folder: Path) -> None:
    page = serialize(Thesaurus.open(folder), "html").decode()
    assert ">Glossar (a.example), eule</a>" in page
    assert ">Glossar (Vogelwarte)</a>" in page
    alike = {
        "a": Source(id="a", title="X", authors=("Ann, B.",), year=2001),
        "b": Source(id="b", title="Y", authors=("Ann, C.",), year=2001),
        "c": Source(id="c", title="Glossary"),
        "d": Source(id="d", title="glossary", url="https://e.org/"),
        "e": Source(id="e", title="Glossary", url="https://e.org/other"),
    }
    shorts = Vocabulary(title="V", base="https://e.org/", prefix="e", sources=alike).shorts()
    assert list(shorts.values()) == ["Ann 2001a", "Ann 2001b", "Glossary (c)", "glossary (d)", "Glossary (e)"]


@FORMS
def test_the_shipped_vocabulary_comes_back_as_the_same_graph(tmp_path: Path, split: bool) -> None:
    """Its files differ in nothing but that what holds both ways stands at both ends.

    A page for people says what is the same elsewhere; how sure that is, and who says so, is in `links.sssom.tsv` alone.
    """
    made = read(exported(shipped(), tmp_path, split=split))
    assert made.dropped == ()
    before = read_folder(data_dir() / "ml")
    mappings = {triple for triple in build_graph(before) if triple.predicate.value.endswith("Match")}
    assert len(mappings) > 500
    assert set(build_graph(made.vocabulary)) == set(build_graph(replace(before, links=()))) | mappings
    after = shipped().to_vocabulary()
    assert made.vocabulary.sources == before.sources == after.sources
    for id_, concept in after.concepts.items():
        again = made.vocabulary.concepts[id_]
        within = {kind: ends for kind, ends in again.relations.items() if not kind.endswith("Match")}
        assert entry_text(replace(again, relations=within), "en") == entry_text(concept, "en")


def test_the_page_speaks_the_language_of_the_vocabulary(folder: Path) -> None:
    store = Thesaurus.open(folder)
    page = serialize(store, "markdown").decode()
    own = {
        "## Inhalt",
        "# Quellen",
        "**Auch genannt:** ",
        "**Oberbegriff:** ",
        "- **Er legt nahe:** ",
        "Lizenz: <",
    }
    assert all(f"\n{word}" in page for word in own)
    assert not re.search(r"Also called|Contents|See also|License|Sources|Broader", page)
    html = serialize(store, "html").decode()
    assert '<nav class="contents" aria-label="Inhalt">' in html
    assert "<b>Auch genannt:</b>" in html
    assert not re.search(r"Also called|Contents|See also|License:|>Sources|Broader", html)


def test_what_is_for_those_who_work_on_it_is_in_markdown_only(folder: Path) -> None:
    html = serialize(Thesaurus.open(folder), "html").decode()
    assert "Oile" not in html
    assert "Zu prüfen" not in html
    assert "A <em>bird</em>" not in html
    assert "Nicht der Falter." in html


def edited(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def test_people_may_edit_the_page(folder: Path, tmp_path: Path) -> None:
    page = exported(Thesaurus.open(folder), tmp_path, split=False)
    amsel = "## Amsel\n\nSchwarz.\n\n**Oberbegriff:** Vogel, Getier\n\n**Farbe:** schwarz\n\n# Sammlungen\n"
    more = "Tier mit Federn und Schnabel.\n\nEs fliegt.\n\n**Auch genannt:** Flattermann"
    text = edited(
        page.read_text("utf-8"),
        ("Tier mit Federn.", more),
        ("\n## Maus\n", "\n## Hausmaus {#maus}\n"),
        ("# Sammlungen\n", amsel),
        ("**Wird gejagt von:**", "**Teil von:**"),
    )
    page.write_text(text.replace("\n", "\r\n"), "utf-8", newline="")
    made = read(page)
    vogel, maus, merle = (made.vocabulary.concepts[id_] for id_ in ("vogel", "maus", "amsel"))
    assert vogel.definition["de"] == "Tier mit Federn und Schnabel.\n\nEs fliegt."
    assert vogel.alt_labels == (Label("Flattermann", "de"),)
    assert maus.pref_label == {"de": "Hausmaus"}
    assert maus.relations["partOf"] == ("eule", "kunde")
    assert (merle.definition["de"], merle.broader) == ("Schwarz.", ("vogel",))
    whys = [one.why for one in made.dropped]
    assert whys == ["'Farbe' is no part of an entry", "'Getier' is no term of it"]
    assert isinstance(made.dropped[0], Dropped)
    assert re.search(r"page\.md, line \d+", made.dropped[0].where)


def test_aliases_that_are_added_in_a_vault_are_names(folder: Path, tmp_path: Path) -> None:
    vault = exported(Thesaurus.open(folder), tmp_path, split=True)
    maus = vault / "maus.md"
    maus.write_text(
        edited(maus.read_text("utf-8"), ("title: Maus\n", "title: Maus\naliases: [Mausi]\n")), "utf-8"
    )
    assert read(vault).vocabulary.concepts["maus"].alt_labels == (Label("Mausi", "de"),)


def test_what_is_not_in_order_is_told_with_its_line(folder: Path, tmp_path: Path) -> None:
    page = exported(Thesaurus.open(folder), tmp_path, split=False)
    text = edited(
        page.read_text("utf-8"), ("**Teil von:** [Vogelkunde](#kunde)", "**Teil von:** [Kunde](#art)")
    )
    page.write_text(text, "utf-8")
    line = text[: text.index("**Teil von:** [Kunde]")].count("\n") + 1
    ran = run("ingest", page, "--into", tmp_path / "back")
    assert f"page.md:{line}:1: 'partOf': there is no entry '#art'" in ran.err
    assert not list((tmp_path / "back").glob("*.yaml"))
    page.write_text(edited(text, ("language: de", "language: d e")), "utf-8")
    with pytest.raises(Problems, match=r"page\.md:\d+:\d+: 'd e' is not a language tag"):
        read(page)


def test_into_another_vocabulary_it_comes_as_the_words_of_a_document(folder: Path, tmp_path: Path) -> None:
    page = exported(Thesaurus.open(folder), tmp_path, split=False)
    other = Vocabulary(title="Birds", base="https://example.org/birds/", prefix="b", language="de")
    workspace = Workspace(other)
    ingest([page], workspace)
    assert workspace.vocabulary.base == "https://example.org/voegel/"  # which was only begun
    bird = Concept(id="vogel", pref_label={"de": "Vogel"}, definition={"de": "Tier mit Federn."})
    workspace = Workspace(Vocabulary(**{**vars_of(other), "concepts": {"vogel": bird}}))
    [done] = ingest([page], workspace)
    made = workspace.concepts
    assert workspace.vocabulary.base == "https://example.org/birds/"
    assert made["vogel"].definition == {"de": "Tier mit Federn."}
    assert made["vogel"].sources == (Citation("page", "vogel"),)
    owl = next(one for one in made.values() if one.pref_label["de"] == "Eule, die")
    assert owl.definition == {}
    assert owl.relations["exactMatch"] == ("https://example.org/voegel/eule",)
    assert {item.record.label for item in done.items} == {
        "Eule, die", "Vogel", "Taube", "Maus", "Inhalt", "Vogelkunde",
    }  # fmt: skip


def vars_of(vocabulary: Vocabulary) -> dict[str, Any]:
    return {name: getattr(vocabulary, name) for name in ("title", "base", "prefix", "language")}


STRANGERS = {
    "a heading alone": "# Birds\n\n## Owl\n\n**Also called:** strix\n",
    "another generator": "---\ngenerator: Hugo 0.1\n---\n\n# Birds\n\n## Owl\n\nA bird.\n",
    "a mark below the front matter": "---\ntitle: x\n---\n\ngenerator: termgraph\n\n## Owl\n\nA bird.\n",
    "no front matter": "generator: termgraph\n\n## Owl\n\nA bird.\n",
}


@pytest.mark.parametrize("kind", STRANGERS)
def test_a_strangers_text_is_never_taken_for_one(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "birds.md"
    path.write_text(STRANGERS[kind], "utf-8")
    assert not is_published(path)
    assert not is_published(tmp_path)
    (tmp_path / "README.md").write_text(STRANGERS[kind], "utf-8")
    assert not is_published(tmp_path)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ar", "ja"])
def test_every_label_has_one_meaning(language: str) -> None:
    labels = Parts(words(language), RELATIONS, {"title": words(language).source["title"], "cry": "Cry"})
    assert words(language).language == (language if language != "ja" else "en")
    for meaning, label in labels._labels.items():
        assert labels.meaning(label) == (meaning, "")
        assert labels.meaning(f"{label} (pt-BR)") == (meaning, "pt-BR")
    assert labels.meaning("Nonsense") is None


# Texts that people may write

_MARKS = st.sampled_from(
    [
        *("\n\n", "\n", "```\n", "# ", "- ", "1. ", "> ", "[x]: javascript:alert(1)", "**Note:** ", " "),
        *("**Also called:** ", "!!! ", "$$ ", "--8<-- ", "{ {", "{: .x}", "<img src=x>", "$x<b>$"),
        *[
            "<b>",
            "</b>",
            "<!--",
            "<script>alert(1)</script>",
            "<https://e.org>",
            "$a$",
            "$$",
            "`",
            "*",
            "**",
            "_",
            "~~",
            "#",
            "|",
            "\\",
            "{",
            "}",
            "{{",
            "{%",
            "{#",
        ],
        *[
            "[",
            "](",
            ")",
            "![",
            "[x](y)",
            "&lt;",
            "&amp;",
            "&#60;",
            "8<-",
            ",",
            ";",
            ":",
            "—",
            "(de)",
            "==",
            "===",
            "---",
            "%%",
            "<{}",
            "+++",
        ],
    ]
)
_TEXT = st.lists(
    st.one_of(_MARKS, st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126), max_size=6)),
    max_size=8,
)
_PLAIN = _TEXT.map("".join).map(lambda text: "\n".join(line.strip() for line in text.split("\n")).strip("\n"))
_ONE_LINE = _PLAIN.map(lambda text: " ".join(text.split())).filter(bool)


def elements(text: str) -> list[str]:
    """Return the raw HTML and the images in a page of Markdown, but for the anchors that termgraph writes."""
    front, _, body = text.partition("\n---\n")
    tokens = MarkdownIt("commonmark", {"html": True}).parse(body)
    every = [token for block in tokens for token in (block, *(block.children or ()))]
    found = [token.content for token in every if token.type in ("html_inline", "html_block", "image")]
    assert "<" not in front
    return [one for one in found if not re.fullmatch(r'(<a id="[\w-]+">)?(</a>)?\s*', one)]


def store_of(concept: Concept, **more: Any) -> Thesaurus:
    jay = Concept(id="jay", pref_label={"en": "jay"})
    given = {"title": "T", "base": "https://e.org/", "prefix": "e", **more}
    return Thesaurus.open(Vocabulary(**given, concepts={"jay": jay, concept.id: concept}))


@settings(max_examples=25, deadline=None)
@given(name=_ONE_LINE, alts=st.sets(_ONE_LINE, max_size=3), note=_PLAIN.filter(bool), why=_PLAIN.filter(bool))
def test_plain_texts_come_back_to_the_letter(name: str, alts: set[str], note: str, why: str) -> None:
    alts -= {name}
    owl = Concept(
        id="owl",
        pref_label={"de": name, "en": name},
        alt_labels=tuple(Label(text, "en", "abbreviation") for text in sorted(alts)),
        notation=(name,),
        relations={"related": ("jay",)},
        misnomers=(Misnomer(why={"en": why}, jest=(name,)),),
        example=(Label(note, "en"),),
        editorial_note=(Label(note, "de"),),
        source_definitions=(SourceDefinition(note, "en", Citation("s", "p1")),),
        sources=(Citation("s"),),
    )
    author = name.replace("; ", " ")  # which parts authors in RDF
    source = Source(id="s", title=name, authors=(author, "Ann, B."), year=1999, note=name)
    store = store_of(owl, sources={"s": source}, title=name, description=note)
    page = serialize(store, "markdown").decode()
    assert elements(page) == []
    assert not re.search(r"\{\{|\{%|8<-", page)
    after = read_text(page)
    made, kept = after.concepts["owl"], store.to_vocabulary().concepts["owl"]
    for part in ("pref_label", "alt_labels", "notation", "relations", "example", "editorial_note", "sources"):
        assert getattr(made, part) == getattr(kept, part), part
    assert made.misnomers == kept.misnomers
    assert after.sources == {"s": source}


@settings(max_examples=25, deadline=None)
@given(definition=_PLAIN.filter(bool), quote=_PLAIN.filter(bool), german=_PLAIN.filter(bool))
def test_no_definition_makes_an_element(definition: str, quote: str, german: str) -> None:
    owl = Concept(
        id="owl",
        pref_label={"en": "owl"},
        definition={"en": definition, "de": german},
        source_definitions=(SourceDefinition(quote, "en", Citation("s")),),
    )
    store = store_of(owl, sources={"s": Source(id="s", title="S")})
    page = serialize(store, "markdown").decode()
    assert elements(page) == []
    assert not re.search(r"\{\{|\{%|8<-", page)


@cache
def scratch() -> Path:
    from tempfile import mkdtemp

    return Path(mkdtemp())


def read_text(page: str) -> Vocabulary:
    path = scratch() / "page.md"
    path.write_text(page, "utf-8")
    path.touch()
    return read(path).vocabulary
