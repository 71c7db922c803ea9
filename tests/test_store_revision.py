"""What stood in git at a revision is a source like any other, and git is only read."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.skos import Thesaurus
from termgraph.store.revision import tags
from tests.commands import BIRDS, run


def git(folder: Path, *asked: str) -> str:
    who = (
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@e.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "tag.gpgsign=false",
    )
    done = subprocess.run(["git", *who, "-C", folder, *asked], check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "-q", "-b", "main")
    assert run("-V", folder / "glossary", "new", "owl", "--definition", "A bird.").status == 0
    (folder / "birds.ttl").write_text(BIRDS + "<#here> skos:broader :owl .", "utf-8")
    (folder / "birds.ttl.lnk").symlink_to("birds.ttl")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    git(folder, "tag", "v1")
    (folder / "birds.ttl").write_text(BIRDS.replace('"owl"@en', '"Owl"@en'), "utf-8")
    (folder / "glossary" / "entries" / "owl.md").write_text("---\nprefLabel: Owl\n---\nA bird.\n", "utf-8")
    git(folder, "commit", "-q", "-a", "-m", "second")
    return folder


def test_a_file_and_a_folder_are_read_as_they_were(repository: Path) -> None:
    before = git(repository, "status", "--porcelain", "--ignored"), sorted(repository.rglob("*"))
    file = Thesaurus.open(f"{repository / 'birds.ttl'}@v1")
    assert file.label("http://birds.example/owl") == "owl"
    assert f"{(repository / 'birds.ttl').as_uri()}#here" in file.concepts
    folder = Thesaurus.open(f"{repository / 'glossary'}@HEAD~1")
    assert [folder.label(concept) for concept in folder.concepts] == ["owl"]
    assert folder.base == "https://example.org/glossary/"
    assert (git(repository, "status", "--porcelain", "--ignored"), sorted(repository.rglob("*"))) == before


def test_a_difference_and_any_verb_take_a_revision(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    ran = run("diff", "glossary@v1", "glossary")
    assert "owl → " in ran.out or "[-owl-]" in ran.out
    assert ran.out.endswith("1 relabelled\n")
    assert run("-V", "glossary@v1", "show", "owl").out.startswith("owl ")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("birds.ttl@nowhere", "there is no revision 'nowhere'"),
        ("none.ttl@v1", "there was no such file or folder at that revision"),
        ("birds.ttl@--help", "'--help' is no revision"),
        ("birds.ttl.lnk@v1", "there was no such file or folder"),
    ],
)
def test_what_there_is_not_is_said(
    repository: Path, source: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    with pytest.raises(TermgraphError, match=why):
        Thesaurus.open(source)


def test_outside_a_repository_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(TermgraphError, match="nor a git repository"):
        Thesaurus.open(f"{tmp_path / 'birds.ttl'}@v1")
    assert tags(tmp_path) == []


def test_an_error_says_where_it_stood(repository: Path) -> None:
    entry = repository / "glossary" / "entries" / "owl.md"
    text = entry.read_text("utf-8")
    entry.write_text("---\nprefLable: owl\n---\n", "utf-8")
    git(repository, "commit", "-q", "-a", "-m", "wrong")
    with pytest.raises(TermgraphError, match=r"glossary@HEAD:entries/owl\.md:2"):
        Thesaurus.open(f"{repository / 'glossary'}@HEAD")
    entry.write_text(text, "utf-8")
    git(repository, "commit", "-q", "-a", "-m", "right")
