// The map: chooses what to draw for a state, and holds what goes on around the drawing: keys, note, trail,
// depth, zoom.

import { run } from "../data/codec.js";
import { isLeftward, isolated, readingKey } from "../page/direction.js";
import { byId, element } from "../page/dom.js";
import { within } from "../drawing/camera.js";
import { createDrawing } from "../drawing/draw.js";
import { grow, leftOut, shrink } from "../term/growth.js";
import { nearestTowards } from "../drawing/items.js";
import { createLegend } from "./legend.js";
import { strengthOf } from "../drawing/marks.js";
import { mapScene, pathScene } from "./outline.js";
import { createOverview } from "./overview.js";
import { scopeOf } from "./scope.js";
import { painted } from "../drawing/paint.js";
import { findWays } from "../data/path.js";
import { focusScene, storyScene } from "../term/scene.js";
import { spokenStory, storiesOf } from "../term/stories.js";
import { pause } from "../page/slices.js";
import { go } from "../page/state.js";
import { framed } from "../take/framed.js";
import { hiddenAcross } from "../drawing/strokes.js";
import { createTrail } from "./trail.js";
import { countWithin, relationsOf } from "../term/surroundings.js";
import { readTheme, textWidth, watchTheme } from "../page/theme.js";

const NARROW = 620;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NEARER = 1.3;

/**
 * The map in #map.
 *
 * @param {object} parts `model`; `onSelect(concept or -1, {replace})` and `onGroup(group)` are called when
 *   something is chosen on the drawing, `onPoint(concept or -1, box)` when something is pointed at, with the
 *   mouse or the keys.
 */
export function createMap({ model, onSelect, onGroup, onPoint }) {
  const { count, number, say } = model.words;
  const root = document.documentElement;
  const canvas = byId("canvas");
  const near = canvas.appendChild(element("div", { class: "plane" }));
  const wide = canvas.appendChild(element("div", { class: "plane" }));
  const said = byId("map").appendChild(element("p", { class: "hidden", role: "status" }));
  const tale = byId("map").appendChild(element("p", { class: "hidden", id: "tale" }));
  canvas.setAttribute("aria-describedby", "tale");
  const paper = byId("map").appendChild(element("div", { class: "on-paper", "aria-hidden": "true" }));
  const pinned = new Map();
  const trail = createTrail(model);
  let theme = readTheme(model.kinds);
  let drawing = null;
  let overview = null;
  let look = "";
  let state = null;
  let stories = [];
  let matches = null;
  let selected = -1;
  let group = -1;
  let scope = scopeOf(model, group);
  let cursor = null;
  let hovered = null;
  let shown = "";
  let compact = false;
  let laidOutFor = 0;
  let turn = 0;

  const legend = createLegend({
    model,
    onDivision: (one) => {
      if (one < 0) onGroup(~one);
      else if (look === "overview") overview.showBranch(one);
      else onSelect(one);
    },
  });
  const status = () => ({ selected: selected < 0 ? null : selected, cursor, hovered, matches });
  const painter = () => (look === "overview" ? overview : drawing);
  const isAllowed = (concept) => scope.isAllowed?.(concept) ?? true;

  // ---- what to draw

  function lookFor({ term, path, view }) {
    const concept = term === null ? -1 : model.find(term);
    if (concept >= 0 && path !== null && model.find(path) >= 0) return "path";
    if (concept >= 0 && view === "story" && model.isNamedMisleadingly(concept)) return "story";
    if (view === "overview") return "overview";
    if (concept >= 0 && (view === "focus" || view === "story" || !model.hasOutline)) return "focus";
    return model.hasOutline ? "map" : "overview";
  }

  async function withDrawing() {
    if (drawing) return;
    await run("vis");
    drawing ??= createDrawing({
      holder: near,
      vis: window.vis,
      kinds: model.kinds,
      theme,
      isMirrored: isLeftward(),
      onPick: pick,
      onHover: (item) => hover(item ? item.id : null),
      onDrag: drag,
    });
  }

  /** Make the overview, which takes a while for a large vocabulary: in a turn of its own. */
  async function withOverview() {
    if (overview) return;
    await pause();
    overview ??= createOverview({
      model,
      holder: wide,
      theme,
      onPick: (concept) => onSelect(concept),
      onGroup,
      onPoint,
      onRest: () => look === "overview" && tell(),
    });
    await pause();
  }

  /** The map is left: what is still being unpacked is not to be drawn any more. */
  const leave = () => turn++;

  /** What there is to tell of the misleading names of a concept; for this its article is unpacked. */
  async function toldOf(concept) {
    if (!model.isNamedMisleadingly(concept)) return [];
    return storiesOf(model, concept, await model.article(concept).catch(() => ({})));
  }

  /** Draw what a state stands for; done when it is drawn. */
  async function render(next) {
    const mine = ++turn;
    const wanted = lookFor(next);
    near.hidden = wanted === "overview";
    wide.hidden = wanted !== "overview";
    await (wanted === "overview" ? withOverview() : withDrawing());
    const told = ["focus", "story"].includes(wanted) ? await toldOf(model.find(next.term)) : [];
    if (mine !== turn) return;
    stories = told;
    // Only now: what happens on the old drawing while vis is unpacked still belongs to the old state.
    const before = { look, selected, group };
    state = next;
    selected = state.term === null ? -1 : model.find(state.term);
    group = selected >= 0 || state.group === null ? -1 : model.groups.find(state.group);
    scope = scopeOf(model, group);
    look = wanted;
    cursor = null;
    hovered = null;
    root.dataset.look = look;
    trail.visit(selected, look !== "story");
    if (look === "overview") drawOverview(before);
    else if (look === "map") drawMap(before);
    else if (look === "path") drawPath();
    else if (look === "story") drawStory();
    else drawFocus(before);
    legend.render(state, { look, divisions: divisionsShown() });
    renderDepth();
    tell();
  }

  function drawOverview(before) {
    const isNew = before.look !== "overview";
    overview.show({ hidden: state.hide, selected, group, ...scope });
    if (group >= 0 && (isNew || group !== before.group)) overview.showGroup(group, !isNew);
    if (selected >= 0 && (isNew || selected !== before.selected)) overview.reveal(selected, isNew);
    shown = "overview";
  }

  const common = () => ({ measure: textWidth, hidden: state.hide, isAllowed });

  function drawMap() {
    const scene = mapScene(model, { ...common(), selected, allNames: state.names });
    drawing.show(scene, status(), { keep: shown === "map" });
    if (shown !== "map") drawing.fit(shown !== "");
    else if (selected >= 0) drawing.reveal([selected]);
    else drawing.settle();
    shown = "map";
  }

  function drawPath() {
    compact = canvas.clientWidth < NARROW;
    const to = model.find(state.path);
    const ways = findWays(model, selected, to, state.hide);
    const steps = ways[state.way - 1] ?? ways[0] ?? [];
    const scene = pathScene(model, selected, steps, {
      ...common(),
      compact,
      width: Math.max(500, canvas.clientWidth / 0.9),
    });
    drawing.show(scene, { ...status(), selected: null });
    drawing.fit(shown !== "");
    shown = "path";
  }

  function drawStory() {
    compact = canvas.clientWidth < NARROW;
    drawing.show(storyScene(model, selected, { ...common(), compact, stories }), { ...status(), selected: null });
    drawing.fit(false);
    shown = "story";
  }

  function drawFocus(before) {
    laidOutFor = canvas.clientWidth;
    compact = laidOutFor < NARROW;
    const narrow = compact ? within(laidOutFor, 14) : 0;
    const key = [selected, state.depth, narrow].join();
    const old = drawing.scene;
    const seen = old && before.look !== "overview" ? drawing.seenNow() : null;
    const scene = focusScene(model, selected, { ...common(), depth: state.depth, narrow, pinned, stories, hasRoomFor: drawing.hasRoomFor });
    const same = shown === `focus ${key}`;
    if (same && old) for (const id of old.grown.keys()) grow(scene, id);
    drawing.show(scene, status(), { keep: same });
    if (same) drawing.settle();
    else drawing.fit(false);
    if (seen && !same) drawing.travelFrom(seen);
    shown = `focus ${key}`;
  }

  /** What gives the concepts that are drawn their colours. */
  function divisionsShown() {
    if (look === "map" || look === "overview") return model.divisions;
    const drawn = [...drawing.scene.items.values()].filter((item) => item.kind === "concept");
    return [...new Set(drawn.map((item) => model.division(item.concept)))];
  }

  // ---- what is chosen on the drawing

  function pick(item, { onTag, onPin }) {
    if (!item) {
      if (look === "map" && selected >= 0) onSelect(-1);
    } else if (onPin) pin(item.id);
    else if (item.kind === "more" || onTag) toggle(item.id);
    else if (item.concept !== selected || look === "path") onSelect(item.concept);
  }

  function hover(id) {
    if (id === hovered) return;
    hovered = id;
    canvas.classList.toggle("over", id !== null);
    drawing.restyle(status());
    tellOf(drawing.scene.items.get(id));
  }

  /** Say what is pointed at, and where it is in the window. */
  function tellOf(item) {
    const isOne = item && ["concept", "story"].includes(item.kind);
    onPoint(isOne ? item.concept : -1, isOne ? drawing.boxOf(item) : null);
  }

  /** Open a term, or close it again. */
  function toggle(id) {
    const { scene } = drawing;
    const item = scene.items.get(id);
    if (look !== "focus" || !item || item.level === 0 || !["concept", "more"].includes(item.kind)) return;
    const isOpen = scene.grown.has(id) && (item.kind !== "more" || !item.rest.length);
    const added = isOpen ? [] : grow(scene, id);
    if (isOpen) shrink(scene, id);
    else if (!added.length) return;
    if (!scene.items.has(cursor)) cursor = null;
    drawing.show(scene, status(), { keep: true });
    if (!isOpen) drawing.widen([id, ...added]);
    legend.render(state, { look, divisions: divisionsShown() });
    tell();
  }

  function pin(id) {
    const item = drawing.scene.items.get(id);
    if (look !== "focus" || !item || item.kind !== "concept" || item.level === 0) return;
    item.pinned = !item.pinned;
    if (item.pinned) pinned.set(id, { x: item.x, y: item.y, center: selected });
    else pinned.delete(id);
    announce(say(item.pinned ? "pinned" : "unpinned", { name: item.text }));
    drawing.restyle();
  }

  /** What is dragged is pinned where it is put. */
  function drag(item) {
    if (item.kind !== "concept" || item.level === 0) return;
    item.pinned = true;
    pinned.set(item.id, { x: item.x, y: item.y, center: selected });
    drawing.restyle();
  }

  /** Let what matches a search stand out while it is typed, all again where `found` is null. */
  function match(found) {
    if (found === matches) return;
    matches = found;
    overview?.match(matches);
    if (look !== "overview") drawing?.restyle(status());
  }

  // ---- what is said around it

  function tell() {
    const note = look === "overview" ? overview.note() : noteOf();
    if (byId("note").textContent !== note) byId("note").textContent = note;
    tale.textContent = stories.map((story) => spokenStory(model, story)).join(". ");
    canvas.setAttribute("aria-label", say("map_keys", { title: titleOf(), note }));
  }

  /** What the drawing is of. */
  function titleOf() {
    if (group >= 0) return say("map_group", { name: model.groupLabel(group).text });
    if (selected < 0) return say("map_all");
    const name = model.label(selected).text;
    if (look === "path") return say("map_path", { name, other: model.label(model.find(state.path)).text });
    return say({ story: "map_slide", focus: "map_around" }[look] ?? "map_at", { name });
  }

  function noteOf() {
    const { scene } = drawing;
    const concepts = [...scene.items.values()].filter((item) => item.kind === "concept").length;
    if (look === "path") {
      const way = scene.edges.length ? count("step", scene.edges.length) : say("no_way");
      return noted(way, [state.hide.size && count("kind", state.hide.size)]);
    }
    if (look === "map") {
      const lines = [...state.hide].reduce((sum, kind) => sum + (model.kinds[kind]?.count ?? 0), 0);
      const across = hiddenAcross(scene, selected);
      const faint = [...scene.items.values()].filter((item) => item.faint && item.kind === "concept").length;
      const unused = model.unused ? [count("unused", model.unused)] : [];
      return noted([count("concept", concepts), ...unused].join(" · "), [
        lines && count("by_legend", lines),
        across && count(selected < 0 ? "unpointed" : "unselected", across),
        faint && count(scope.beyond, faint),
      ]);
    }
    if (look === "story") return "";
    const left = leftOut(scene);
    const all = relationsOf(model, selected, () => true).length;
    const filtered = all - relationsOf(model, selected, scene.isShown).length;
    const among = scene.edges.filter((edge) => edge.cross).length;
    const within = countWithin(model, selected, scene.depth, scene.isShown, scene.isOwnShown);
    const reach = scene.depth > 1 ? count("within", scene.depth) : say("next");
    const drawn = concepts - 1;
    const terms = within > drawn
      ? count("term", within, { n: say("share", { n: number(drawn), all: number(within) }) })
      : count("term", drawn);
    return noted(`${terms} ${reach}`, [
      left && count("left_out", left),
      filtered && count("filtered", filtered),
      among && count("among", among),
    ]);
  }

  /** What is drawn, and what is not. */
  const noted = (shown, missing) =>
    `${shown} · ${say("hidden", { what: missing.filter(Boolean).join(say("comma")) || number(0) })}`;

  /** Have a screen reader say something. */
  const announce = (text) => (said.textContent = text);

  function renderDepth() {
    const holder = byId("depth");
    holder.hidden = look !== "focus";
    if (holder.hidden) return;
    const depth = drawing.scene.depth;
    const focused = holder.contains(document.activeElement) ? document.activeElement.dataset.depth : null;
    holder.replaceChildren(
      element("span", { "aria-hidden": "true" }, say("steps")),
      ...[0, 1, 2, 3].map((steps) => {
        const made = element(
          "button",
          {
            type: "button",
            "data-depth": String(steps),
            "aria-pressed": String(state.depth === steps),
            class: !state.depth && steps === depth ? "now" : null,
            title: steps
              ? say("steps_from", { steps: count("step", steps), name: model.label(selected).text })
              : say("steps_room"),
            "aria-label": steps ? count("step", steps) : say("steps_fit"),
          },
          steps ? number(steps) : say("auto"),
        );
        made.addEventListener("click", () => go({ depth: steps }));
        return made;
      }),
    );
    if (focused) holder.querySelector(`[data-depth="${focused}"]`).focus();
  }

  // ---- keys, zoom, size, colours

  function walk(dx, dy) {
    if (look === "overview") {
      const next = overview.next(dx, dy);
      if (next >= 0) onSelect(next, { replace: selected >= 0 });
      return;
    }
    const { items } = drawing.scene;
    const here = items.get(cursor ?? selected) ?? (look === "path" ? items.get(drawing.scene.center) : null);
    const next = here ? nearestTowards(items.values(), here, dx, dy) : items.values().next().value;
    if (!next) return;
    if (look === "map") {
      onSelect(next.concept, { replace: selected >= 0 });
      announce([next.text, model.usedText(next.concept)].filter(Boolean).join(say("comma")));
      return;
    }
    cursor = next.id;
    announce([next.text, next.kind === "name" && say("other_name"), next.tag].filter(Boolean).join(say("comma")));
    drawing.restyle(status());
    drawing.reveal([next.id]);
    tellOf(next);
  }

  const openPanel = () => byId("card").focus();

  function enter() {
    const item = cursor === null ? null : drawing?.scene.items.get(cursor);
    if (item?.kind === "more") toggle(cursor);
    else if (item && item.concept !== selected) onSelect(item.concept);
    else openPanel();
  }

  canvas.addEventListener("keydown", (event) => {
    if (!state || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = cursor ?? hovered;
    const key = look === "overview" ? event.key : readingKey(event.key);
    if (key in ARROWS) walk(...ARROWS[key]);
    else if (event.key === "Enter") enter();
    else if (event.key === "+" || event.key === "=") zoomBy(NEARER);
    else if (event.key === "-" || event.key === "−") zoomBy(1 / NEARER);
    else if (event.key === "0") fit();
    else if (event.key === "e" && here !== null && look === "focus") toggle(here);
    else if (event.key === "p" && here !== null && look === "focus") pin(here);
    else if (event.key === "Escape" && cursor !== null) {
      cursor = null;
      drawing.restyle(status());
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });

  const fit = () => painter()?.fit(true);
  const zoomBy = (factor) => painter()?.zoomBy(factor);
  byId("closer").addEventListener("click", () => zoomBy(NEARER));
  byId("farther").addEventListener("click", () => zoomBy(1 / NEARER));
  byId("fit").addEventListener("click", fit);

  new ResizeObserver(() => {
    if (!canvas.clientWidth || !state) return;
    const isNarrow = canvas.clientWidth < NARROW;
    const isOther = isNarrow !== compact || (isNarrow && look === "focus" && canvas.clientWidth !== laidOutFor);
    if (["focus", "path", "story"].includes(look) && isOther) render(state);
    painter()?.resize();
  }).observe(canvas);
  watchTheme(() => {
    theme = readTheme(model.kinds);
    drawing?.restyle(status(), theme);
    overview?.restyle(theme);
  });

  // ---- for saving, and for tests

  const nameOf = (id) => {
    const item = drawing.scene.items.get(id);
    return ["concept", "story"].includes(item.kind) ? model.key(item.concept) : `${model.key(item.concept)}#${item.text}`;
  };

  /** Where things are in the window. */
  function items() {
    if (look === "overview") return overview.items();
    if (!drawing) return []; // what draws it is still being unpacked
    const { scene } = drawing;
    return [...scene.items.values()].map((item) => {
      return {
        label: item.text,
        term: model.key(item.concept),
        kind: item.kind,
        tag: item.tag,
        strength: strengthOf(item, scene, status()),
        ...drawing.boxOf(item),
      };
    });
  }

  function lines() {
    if (look === "overview") return overview.lines();
    if (!drawing) return [];
    return drawing.scene.edges
      .filter((edge) => !edge.more)
      .map(({ from, to, kind }) => ({ from: nameOf(from), to: nameOf(to), kind }));
  }

  /** The concepts that are drawn. */
  function concepts() {
    if (look === "overview") return overview.concepts();
    const items = [...drawing.scene.items.values()].filter(({ kind, faint }) => ["concept", "story"].includes(kind) && !faint);
    return [...new Set(items.map((item) => item.concept))];
  }

  /** The drawing with what it needs elsewhere: a title, unless the page says it, a legend, where it is from. */
  function exportScene(colors = theme, title = document.title) {
    const drawn = painter().description(colors);
    const license = document.querySelector("a[rel~=license]");
    const credits = [
      [model.title, model.base].filter(Boolean).join(" · "),
      license ? `${model.words.headings.license}: ${isolated(license.href)}` : "",
    ];
    return framed(drawn, {
      title, colors, credits: credits.filter(Boolean), measure: textWidth, isMirrored: isLeftward(),
      legend: legend.entries(drawn, { look, divisions: divisionsShown() }, colors),
    });
  }

  /** The drawing as a picture, for a file or, in the colours of paper, for printing. */
  const toCanvas = (scale = 2, { onPaper = false } = {}) =>
    painted(onPaper ? exportScene(readTheme(model.kinds, paper), "") : exportScene(), scale);

  /** Whether the view stands still. */
  const isAtRest = () => painter()?.isAtRest() ?? true;

  return {
    render, leave, match, isAtRest, fit, zoomBy, exportScene, toCanvas, items, lines, shown: concepts, expand: toggle, pin,
  };
}
