"""The explorer's modules about what is drawn where: surroundings of a term, the outline map, ways, the overview."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from termgraph.namespaces import data_dir
from termgraph.skos import Thesaurus
from termgraph.view.bundle import bundle, modules
from termgraph.view.core import core
from termgraph.view.numbered import Numbered
from tests.viewing import SMALL, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ENTRY = """
import { conceptAt, conceptTowards, fieldOf, labelsFor } from "./field.js";
import { grow, leftOut, shrink } from "./growth.js";
import { touching, wrapped } from "./items.js";
import { marksOf } from "./marks.js";
import { mirrorOf } from "./mirror.js";
import { modelOf } from "./model.js";
import { mapScene, pathScene } from "./outline.js";
import { findPath } from "./path.js";
import { focusScene } from "./scene.js";
import { contextOf, hiddenAcross, strokeOf } from "./strokes.js";
import { countWithin, depthFor, relationsOf, surroundings } from "./surroundings.js";
/** A font whose letters are all alike. */
export const measure = (text, size, { bold } = {}) => [...text].length * size * (bold ? 0.6 : 0.55);
export const overlaps = (things) => {
  const found = [];
  things.forEach((a, at) => {
    for (const b of things.slice(at + 1)) if (touching(a, b)) found.push([a.text, b.text]);
  });
  return found;
};
export const focus = (model, center, options = {}) => focusScene(model, center, { measure, ...options });
export const tools = {
  conceptAt, conceptTowards, contextOf, countWithin, depthFor,
  fieldOf, findPath, grow, hiddenAcross, labelsFor, leftOut, mapScene,
  marksOf, mirrorOf, modelOf, pathScene, relationsOf, shrink, strokeOf, surroundings, wrapped };
"""


def _hub(children: int) -> str:
    """Return a hub with so many narrower concepts, of which one has 40, four broader ones, and a circle."""
    concepts = {
        "hub": [f"broader top{n}" for n in range(4)],
        **{f"top{n}": [] for n in range(4)},
        **{f"c{n}": ["broader hub"] for n in range(children)},
        **{f"g{n}": ["broader c7"] for n in range(40)},
        **{f"s{n}": [f"broader top{n % 4}"] for n in range(24)},
        **{f"r{n}": ["related hub"] for n in range(30)},
        "ring1": ["broader ring2"],
        "ring2": ["broader ring1"],
        "alone": [],
    }
    lines = []
    for name, edges in concepts.items():
        label = f"{name}, a name that is rather long" if name.startswith("top") else f"term {name}"
        rest = "".join(f" ; skos:{kind} <http://e.org/{to}>" for kind, to in map(str.split, edges))
        lines.append(f'<http://e.org/{name}> a skos:Concept ; skos:prefLabel "{label}"@en{rest} .')
    return "\n".join(lines)


HUB = _hub(300)
#: Small enough for an outline map.
OUTLINE = _hub(60)

Use = Callable[..., Any]


@cache
def columns(text: str | None = None) -> dict[str, Any]:
    """Return the core of the page's data of a text, or of the shipped vocabulary."""
    store = Thesaurus.from_text(text) if text is not None else Thesaurus.open(data_dir() / "ml")
    return core(Numbered(store), "Title", [])


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """Return a page that the modules are in, as `tested`."""
    page = browser.new_page()
    page.set_content("<!doctype html><html lang='en'><title>t</title>")
    page.evaluate(bundle({**modules(), "entry": ENTRY}, "entry", exposed="tested"))
    yield page
    page.close()


@pytest.fixture
def use(tab: Page) -> Use:
    """Call a function of JavaScript on a model, `api`, and an argument."""

    def call(core: dict[str, Any], function: str, argument: Any = None) -> Any:
        return tab.evaluate(
            f"""([core, argument]) => {{
              const api = tested, {{ focus, measure, overlaps }} = tested;
              const {{ modelOf, grow, shrink }} = tested.tools;
              const model = modelOf(core), number = (key) => model.find(key);
              const keys = (ids) => [...ids].map((id) => (typeof id === "number" ? model.key(id) : id));
              return ({function})(argument);
            }}""",
            [core, argument],
        )

    return call


# Surroundings


@pytest.mark.parametrize("which", ["ml", "hub", "small", "hostile"])
def test_nothing_lies_on_anything_else_and_there_is_not_too_much(use: Use, which: str) -> None:
    text = {"ml": None, "hub": HUB, "small": SMALL, "hostile": hostile()}[which]
    found = use(
        columns(text),
        """() => {
          const result = { scenes: 0, overlaps: [], most: 0, tooWide: [] };
          for (const narrow of [0, 362, 172]) for (const depth of [0, 1, 2, 3])
            for (let center = 0; center < model.size; center += Math.ceil(model.size / 150)) {
              const scene = focus(model, center, { depth, narrow });
              result.scenes++;
              result.most = Math.max(result.most, scene.items.size);
              const all = [...scene.items.values(), ...scene.captions];
              result.overlaps.push(...overlaps(all));
              const wide = Math.max(...all.map(({ right }) => right)) - Math.min(...all.map(({ left }) => left));
              if (narrow && depth < 3 && wide > 1.3 * narrow) result.tooWide.push([center, depth, narrow, wide]);
            }
          return result;
        }""",
    )
    assert found["scenes"] > 40
    assert found["overlaps"] == []
    assert found["tooWide"] == []
    assert found["most"] <= 80


def test_on_a_narrow_screen_lines_run_along_the_trunk_and_across_no_box(use: Use) -> None:
    slanted = use(
        columns(None),
        """() => {
          const found = [];
          for (let center = 0; center < model.size; center += 9) {
            const scene = focus(model, center, { depth: 1, narrow: 362 });
            const at = (id) => scene.ports.get(id) ?? scene.joints.get(id);
            for (const { from, to, kind, cross } of scene.segments) {
              const [one, other] = [at(from), at(to)];
              // What names suggest is for stories, which are not told here.
              const isSlanted = one.x !== other.x && one.y !== other.y;
              if (isSlanted && !cross && kind !== "suggests") found.push([model.key(center), kind]);
            }
          }
          return found;
        }""",
    )
    assert slanted == []


def test_what_is_broader_is_above_and_what_it_is_confused_with_to_the_right(use: Use) -> None:
    found = use(
        columns(SMALL),
        """() => {
          const scene = focus(model, number("softmax"), { depth: 1 });
          const middle = scene.items.get(number("softmax"));
          const sideOf = ({ left, right, y }) => (left >= middle.right ? "right" : right <= middle.left ? "left"
            : y < middle.top ? "above" : "below");
          const others = [...scene.items.values()].filter((item) => item !== middle);
          return Object.fromEntries(others.map((item) => [item.text, sideOf(item)]));
        }""",
    )
    assert found == {
        "activation function": "above",
        "maximum": "right",
        "softargmax": "right",
        "logit": "left",
    }
    below = use(
        columns(SMALL),
        """() => [...focus(model, number("function"), { depth: 1 }).items.values()].filter((item) => item.y > 0)
          .map((item) => item.text).sort()""",
    )
    assert below == ["activation function", "maximum"]


def test_the_depth_is_chosen_so_that_all_fits(use: Use) -> None:
    depths = use(
        columns(HUB),
        """() => Object.fromEntries(["hub", "c7", "c1", "ring1", "alone"].map((key) =>
          [key, focus(model, number(key)).depth]))""",
    )
    assert depths == {"hub": 1, "c7": 1, "c1": 1, "ring1": 1, "alone": 1}
    far = use(
        columns(None),
        """() => Array.from({ length: model.size }, (_, i) => {
          const scene = focus(model, i);
          return [scene.depth, [...scene.items.values()].filter((item) => item.kind === "concept").length];
        })""",
    )
    assert {depth for depth, _ in far} >= {1, 2}
    assert max(shown for _, shown in far) <= 62


def test_of_a_hub_is_said_how_many_are_missing_on_each_side(use: Use) -> None:
    found = use(
        columns(HUB),
        """() => {
          const scene = focus(model, number("hub"));
          const items = [...scene.items.values()];
          return {
            shown: items.filter((item) => item.kind === "concept").length - 1,
            more: items.filter((item) => item.kind === "more").map((item) => [item.text, item.rest.length]),
            left: api.tools.leftOut(scene), all: model.neighbours(number("hub")).length,
          };
        }""",
    )
    assert found["shown"] + found["left"] == found["all"] == 334
    assert all(text == f"+{count} more" for text, count in found["more"])
    assert len(found["more"]) == 2  # narrower and related; of the four broader ones none is missing
    assert found["shown"] <= 64


def test_a_greater_depth_than_fits_leaves_some_room_for_those_behind(use: Use) -> None:
    found = use(
        columns(HUB),
        """() => [...focus(model, number("c7"), { depth: 2 }).items.values()].map((item) => [item.kind, item.level])""",
    )
    levels = [level for kind, level in found if kind == "concept"]
    assert levels.count(1) >= 20
    assert levels.count(2) >= 5


def test_a_term_says_how_many_stand_behind_it(use: Use) -> None:
    found = use(
        columns(HUB),
        """() => {
          const scene = focus(model, number("c1"), { depth: 1 });
          const shown = new Set(scene.items.keys());
          return [...scene.items.values()].filter((item) => item.level === 1 && item.kind === "concept").map((item) => [
            item.tag, new Set(model.neighbours(item.id).map(({ to }) => to).filter((to) => !shown.has(to))).size]);
        }""",
    )
    assert found == [["+333", 333]]


def test_hidden_kinds_and_other_schemes_are_not_shown(use: Use) -> None:
    found = use(
        columns(SMALL),
        """() => {
          const hidden = new Set(["synonymOf", "confusedWith", "suggests"]);
          const scene = focus(model, number("softmax"), { hidden, isAllowed: (i) => i !== number("logit"), depth: 1 });
          return [[...scene.items.values()].map((item) => item.text), scene.edges.map((edge) => edge.kind)];
        }""",
    )
    assert found[0] == ["softmax", "activation function"]
    assert set(found[1]) == {"broader"}


@pytest.mark.parametrize("text", [None, HUB], ids=["ml", "hub"])
def test_lines_are_the_relations_of_what_is_shown(use: Use, text: str | None) -> None:
    wrong = use(
        columns(text),
        """() => {
          const wrong = [];
          for (let center = 0; center < model.size; center += 3) {
            const scene = focus(model, center, { depth: 2 });
            const drawn = new Set(scene.edges.map(({ from, kind, to }) => `${from} ${kind} ${to}`));
            for (const id of scene.items.keys()) {
              if (typeof id !== "number") continue;
              for (const { to, kind, out } of model.neighbours(id)) {
                if (!scene.items.has(to) || ["misnomerOf", "suggests"].includes(kind)) continue;
                const [a, b] = out ? [id, to] : [to, id];
                if (!drawn.has(`${a} ${kind} ${b}`) && !drawn.has(`${b} ${kind} ${a}`)) wrong.push([a, kind, b]);
              }
            }
            const points = (id) => scene.items.get(id) ?? scene.joints.get(id) ?? scene.ports.get(id);
            const bare = new Set(scene.edges.map((edge) => edge.id));
            for (const { from, to, edges, kind, arrow } of scene.segments) {
              if (!points(from) || !points(to)) wrong.push(["no point", from, to]);
              if (arrow && !model.kinds[kind].arrow) wrong.push(["arrow", kind]);
              for (const edge of edges) bare.delete(edge.id);
            }
            wrong.push(...bare);
          }
          return wrong;
        }""",
    )
    assert wrong == []


def test_an_arrow_points_to_what_is_broader(use: Use) -> None:
    found = use(
        columns(HUB),
        """() => {
          const scene = focus(model, number("c7"), { depth: 1 });
          const at = (id) => scene.items.get(id) ?? scene.joints.get(id) ?? scene.ports.get(id);
          return scene.segments.filter((segment) => segment.arrow)
            .map(({ from, to }) => [at(from).y > at(to).y, Math.round(at(to).y)]);
        }""",
    )
    assert found
    assert all(upwards for upwards, _ in found)


# Names


def test_names_in_the_language_of_the_page_stand_first_and_each_once(use: Use) -> None:
    text = """<http://e.org/a> a skos:Concept ; skos:prefLabel "a"@en ; skos:hiddenLabel "hid"@en ;
      skos:notation "1" ; skos:altLabel "same"@en, "same"@fr, "zweiter"@de, "b"@en, "c"@en, "d"@en, "e"@en, "f"@en,
        "g"@en, "h"@en, "i"@en ."""
    found = use(columns(text), """() => [...focus(model, 0).items.values()].map((item) => item.text)""")
    assert found == ["a", "b", "c", "d", "e", "f", "g", "h", "+3 more"]
    opened = use(
        columns(text),
        """() => {
          const scene = focus(model, 0);
          grow(scene, [...scene.items.keys()].at(-1));
          return [...scene.items.values()].map((item) => item.text).slice(8);
        }""",
    )
    assert opened == ["less", "i", "same", "zweiter"]


def test_a_misleading_name_leads_to_the_clearer_one(use: Use) -> None:
    found = use(
        columns(SMALL),
        """() => focus(model, number("softmax"), { depth: 1 }).edges
          .map(({ from, kind, to }) => [from, kind, to].map((end) => (typeof end === "number" ? model.key(end) : end)))
          .filter(([, kind]) => kind === "misnomerOf" || kind === "synonymOf")""",
    )
    (synonym,) = (edge for edge in found if edge[1] == "synonymOf")
    assert synonym[2] == "softmax"
    assert ["softmax", "misnomerOf", synonym[0]] in found


# Opening, closing, pinning


@pytest.mark.parametrize("text", [None, HUB, SMALL], ids=["ml", "hub", "small"])
def test_opening_moves_nothing_and_closing_takes_all_back(use: Use, text: str | None) -> None:
    found = use(
        columns(text),
        """() => {
          const result = { moved: [], overlaps: [], left: [], opened: 0, edges: [] };
          for (let center = 0; center < model.size; center += Math.ceil(model.size / 50)) {
            const scene = focus(model, center, { depth: 1 });
            const before = new Map([...scene.items].map(([id, { x, y }]) => [id, `${x} ${y}`]));
            const edges = scene.edges.length;
            const opened = [];
            for (const id of before.keys()) {
              if (opened.length > 3 || !grow(scene, id).length) continue;
              opened.push(id);
              result.opened++;
            }
            for (const [id, place] of before) {
              const { x, y } = scene.items.get(id);
              if (`${x} ${y}` !== place) result.moved.push(id);
            }
            result.overlaps.push(...overlaps([...scene.items.values(), ...scene.captions]));
            for (const id of opened.reverse()) shrink(scene, id);
            if (scene.items.size !== before.size) result.left.push(model.key(center));
            if (scene.edges.length !== edges) result.edges.push(model.key(center));
          }
          return result;
        }""",
    )
    assert found["opened"] > 1
    assert [found["moved"], found["overlaps"], found["left"], found["edges"]] == [[], [], [], []]


def test_what_is_missing_comes_in_batches_and_goes_again(use: Use) -> None:
    found = use(
        columns(HUB),
        """() => {
          const scene = focus(model, number("hub"));
          const before = scene.items.size;
          const { id } = [...scene.items.values()].find((item) => item.kind === "more" && item.relation === "broader");
          const left = [scene.items.get(id).rest.length];
          while (scene.items.get(id).rest.length) {
            grow(scene, id);
            left.push(scene.items.get(id).rest.length);
          }
          const text = scene.items.get(id).text;
          const children = model.narrower(number("hub")).filter((child) => scene.items.has(child)).length;
          const over = overlaps([...scene.items.values()]);
          shrink(scene, id);
          return { left, text, children, over, after: scene.items.size - before, again: scene.items.get(id).text };
        }""",
    )
    assert found["left"] == sorted(found["left"], reverse=True)
    assert all(a - b <= 24 for a, b in zip(found["left"], found["left"][1:], strict=False))
    assert (found["text"], found["children"], found["over"], found["after"]) == ("less", 300, [], 0)
    assert found["again"] == f"+{found['left'][0]} more"


def test_an_open_term_says_how_to_close_it(use: Use) -> None:
    found = use(
        columns(HUB),
        """() => {
          const scene = focus(model, number("c1"), { depth: 1 });
          const added = grow(scene, number("hub"));
          const item = scene.items.get(number("hub"));
          const tags = [item.tag];
          shrink(scene, number("hub"));
          return [added.length, ...tags, item.tag];
        }""",
    )
    assert found == [15, "−", "+333"]  # 14 terms and "+319 more"


@pytest.mark.parametrize("which", ["ml", "hub"])
def test_more_steps_show_more_where_there_is_more(use: Use, which: str) -> None:
    counts = use(
        columns({"ml": None, "hub": HUB}[which]),
        """() => {
          const [isShown, found] = [() => true, []];
          for (let center = 0; center < model.size; center += Math.ceil(model.size / 60)) for (const most of [60, 36]) {
            const of = (depth) => api.tools.surroundings(model, center, { depth, most, isShown }).nodes.size - 1;
            const within = (steps) => api.tools.countWithin(model, center, steps, isShown);
            found.push({ shown: [1, 2, 3].map(of), within: [1, 2, 3].map(within), most });
          }
          return found;
        }""",
    )
    for one in counts:
        (_, two, three), (_, near, far) = one["shown"], one["within"]
        assert two <= near
        assert three <= min(far, one["most"])
        if far > two:
            assert three > two, one


def test_what_is_pinned_stays(use: Use) -> None:
    found = use(
        columns(None),
        """() => {
          const [softmax, logit, other] = ["softmax", "logit", "training-set"].map(number);
          const place = (x, y) => ({ x, y, center: softmax });
          const pinned = new Map([[logit, place(333, -222)], [other, place(0, 0)]]);
          const scene = focus(model, softmax, { depth: 1, pinned });
          const { x, y } = scene.items.get(logit);
          const next = focus(model, number("maximum"), { depth: 1, pinned });
          const stays = next.items.has(logit) && next.items.has(other);
          return { place: [x, y], isPinned: scene.items.get(other).pinned, stays,
            overlaps: overlaps([...next.items.values()]) };
        }""",
    )
    assert found == {"place": [333, -222], "isPinned": True, "stays": True, "overlaps": []}


# Labels


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short", ["short"]),
        ("two words", ["two words"]),
        ("a label of several words", ["a label of", "several", "words"]),
        ("more than there is room for in three lines of ten", ["more than", "there is", "room for …"]),
        ("well-known/unknown", ["well-", "known/", "unknown"]),
        ("incomprehensibilities", ["incomprehe", "nsibilitie", "s"]),
        ("語語語語語語語語語語語語語語語", ["語語語語語語語語語語", "語語語語語"]),
        ("  gaps   between\nthem ", ["gaps", "between", "them"]),
        ("", [""]),
    ],
)
def test_labels_are_broken_into_lines(use: Use, text: str, lines: list[str]) -> None:
    found = use(columns(SMALL), "(text) => api.tools.wrapped(text, 10, 3, (part) => [...part].length)", text)
    assert found == lines


def test_a_mark_says_what_a_term_is(use: Use) -> None:
    found = use(
        columns(SMALL),
        """() => {
          const colors = { kinds: {}, branches: Array(10).fill("b"), misnomer: "m", accent: "a", card: "c", ink: "i" };
          const status = { selected: null, cursor: null, hovered: null };
          const scene = api.tools.mapScene(model, { measure });
          const marks = (key) => api.tools.marksOf(scene.items.get(number(key)), scene, status, colors);
          return [marks("softmax").dots[0].shape, marks("logit").dots[0].shape, marks("alone").labels[0].strike,
            marks("softmax").labels[0].fill];
        }""",
    )
    assert found == ["diamond", "circle", True, "m"]


# The outline map


@pytest.mark.parametrize("text", [SMALL, hostile(), OUTLINE], ids=["small", "hostile", "hub"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_on_the_outline_map_nothing_lies_on_anything_else(use: Use, text: str, language: str) -> None:
    found = use(
        columns(text),
        """(language) => {
          model.setLanguage(language);
          const wide = (text, size) => measure(text, size) * 1.3;
          return [false, true].map((allNames) => {
            const scene = api.tools.mapScene(model, { measure: wide, allNames, selected: 0 });
            const isIn = (item) => (island) => island.left <= item.left && item.right <= island.right
              && island.top <= item.top && item.bottom <= island.bottom;
            const outside = [...scene.items.values()].filter((item) => !scene.islands.some(isIn(item)));
            return [scene.items.size, overlaps([...scene.items.values()]), outside.length];
          });
        }""",
        language,
    )
    (few, overlaps, outside), (many, overlaps_of_all, outside_of_all) = found
    assert few <= many
    assert [overlaps, overlaps_of_all, outside, outside_of_all] == [[], [], 0, 0]


def test_on_the_outline_map_only_the_tree_is_drawn_as_one(use: Use) -> None:
    found = use(
        columns(OUTLINE),
        """() => {
          const scene = api.tools.mapScene(model, { measure });
          const status = { selected: null, cursor: null, hovered: null };
          const context = api.tools.contextOf(scene, status);
          const strength = (wanted) => new Set(scene.segments.filter(({ edges: [edge] }) => wanted(edge))
            .map((segment) => api.tools.strokeOf(segment, scene, status, context).opacity));
          return { tree: [...strength((edge) => edge.isTree)], across: [...strength((edge) => !edge.isTree)],
            parents: scene.edges.filter((edge) => edge.isTree && edge.from === number("hub")).length };
        }""",
    )
    assert found == {"tree": [0.55], "across": [0.2], "parents": 1}


def test_what_is_selected_is_near_to_what_its_lines_lead_to(use: Use) -> None:
    found = use(
        columns(SMALL),
        """() => keys(api.tools.mapScene(model, { measure, selected: number("softmax") }).near)
          .filter((key) => !key.startsWith("name")).sort()""",
    )
    assert found == ["activation-function", "logit", "maximum", "softmax"]


# Ways


def test_a_way_is_a_row_or_where_that_is_too_long_a_column(use: Use) -> None:
    for width, compact, is_row in ((2000, False, True), (200, False, False), (2000, True, False)):
        found = use(
            columns(SMALL),
            """([width, compact]) => {
              const steps = api.tools.findPath(model, number("function"), number("logit"));
              const scene = api.tools.pathScene(model, number("function"), steps, { measure, width, compact });
              const items = [...scene.items.values()];
              return { labels: items.map((item) => item.text), said: scene.captions.map((caption) => caption.text),
                xs: items.map((item) => item.x), ys: items.map((item) => item.y), lines: scene.segments.length,
                overlaps: overlaps([...items, ...scene.captions]) };
            }""",
            [width, compact],
        )
        assert found["labels"][0] == "function"
        assert found["labels"][-1] == "logit"
        assert len(found["said"]) == len(found["labels"]) - 1 == found["lines"]
        assert found["overlaps"] == []
        assert (len(set(found["ys"])) == 1) is is_row
        assert (sorted(found["xs"]) == found["xs"]) or not is_row


# How strongly lines are drawn


def test_lines_between_what_stands_around_are_drawn_where_something_is_pointed_at(use: Use) -> None:
    found = use(
        columns(None),
        """() => {
          const scene = focus(model, number("softmax"), { depth: 1 });
          const crossing = scene.segments.filter((segment) => segment.cross);
          const { from } = crossing[0].edges[0];
          const strengths = (hovered) => {
            const status = { selected: number("softmax"), cursor: null, hovered };
            const context = api.tools.contextOf(scene, status);
            return crossing.map((segment) => [segment.edges[0].from === from || segment.edges[0].to === from,
              api.tools.strokeOf(segment, scene, status, context).opacity]);
          };
          return [strengths(null), strengths(from)];
        }""",
    )
    assert {opacity for _, opacity in found[0]} == {0}
    assert {opacity for touches, opacity in found[1] if touches} == {1}


# The overview


def test_what_has_most_below_it_matters_most(use: Use) -> None:
    found = use(
        columns(HUB),
        """() => {
          const field = api.tools.fieldOf(model);
          const order = keys(field.order);
          return { first: order.slice(0, 3), all: new Set(order).size, levels: field.levels,
            weights: [field.weights[number("hub")], field.weights[number("c7")], field.weights[number("c1")]] };
        }""",
    )
    assert found["first"][1] == "hub"  # below one of its tops
    assert found["first"][2] == "c7"
    assert found["all"] == columns(HUB)["size"]
    assert found["weights"] == [341, 41, 1]
    assert found["levels"]["shown"] == found["levels"]["all"]


def test_labels_of_the_overview_do_not_lie_on_each_other_and_more_come_as_one_zooms_in(use: Use) -> None:
    found = use(
        columns(None),
        """() => {
          const field = api.tools.fieldOf(model);
          const all = { x: (field.box.left + field.box.right) / 2, y: (field.box.top + field.box.bottom) / 2 };
          const scale = 300 / (field.box.right - field.box.left);
          const most = 80, width = 320, height = 320;
          const labels = (zoom) => api.tools.labelsFor(field, { ...all, scale: scale * zoom, width, height },
            { textOf: (i) => model.label(i).text, measure, most });
          return [1, 3].map((zoom) => [labels(zoom).map((label) => label.text), overlaps(labels(zoom))]);
        }""",
    )
    (few, overlaps), (closer, overlaps_closer) = found
    assert len(few) >= 3
    assert overlaps == overlaps_closer == []
    assert set(closer) - set(few)


def test_a_point_of_the_overview_is_the_nearest_concept(use: Use) -> None:
    found = use(
        columns(None),
        """() => {
          const field = api.tools.fieldOf(model);
          const missed = [];
          for (let i = 0; i < model.size; i++) {
            const { x, y } = model.place(i);
            const at = api.tools.conceptAt(field, x + 0.4, y - 0.4, 2);
            if (Math.hypot(field.xs[at] - x, field.ys[at] - y) > 2) missed.push(i);
          }
          const { x, y } = model.place(0);
          const far = api.tools.conceptAt(field, field.box.right + 500, y, 5);
          const right = api.tools.conceptTowards(field, { x, y }, 1, 0, () => true);
          return [missed, far, right >= 0 ? field.xs[right] > x : field.box.right === x];
        }""",
    )
    assert found == [[], -1, True]


def test_what_is_turned_over_twice_is_what_it_was(use: Use) -> None:
    found = use(
        columns(SMALL),
        """() => {
          const scene = focus(model, number("softmax"));
          const mirror = api.tools.mirrorOf(true, 300);
          const item = scene.items.get(number("softmax"));
          const colors = { branches: [], kinds: {} };
          const marks = api.tools.marksOf(item, scene, { selected: null }, colors);
          const turned = mirror.marks(marks);
          const line = { path: [[10, 1], [40, 2]], arrow: { x: 40, y: 2, angle: 0, size: 8 } };
          const told = (one) => JSON.stringify(one, (_, part) => (typeof part === "number" ? part.toFixed(6) : part));
          return {
            same: told([mirror.marks(turned), mirror.line(mirror.line(line))]) === told([marks, line]),
            box: [marks.boxes[0], turned.boxes[0]].map(({ x, width }) => [x, x + width]),
            head: mirror.line(line).arrow,
            align: api.tools.mirrorOf(true).label({ x: 5, align: "left" }),
            off: api.tools.mirrorOf(false).course("clockwise"),
            on: mirror.course("clockwise"),
          };
        }""",
    )
    (left, right), turned = found["box"]
    assert found["same"]
    assert turned == pytest.approx([300 - right, 300 - left])
    assert found["head"] == {"x": 260, "y": 2, "angle": pytest.approx(3.14159, abs=1e-4), "size": 8}
    assert found["align"] == {"x": -5, "align": "right"}
    assert (found["off"], found["on"]) == ("clockwise", "counterclockwise")
