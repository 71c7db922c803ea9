// The page: what the address says is what is shown. Here the parts are made, and told of every new state.

import { inflate, isUnpacking, run } from "../data/codec.js";
import { byId, element } from "./dom.js";
import { createFrame, keepLinks } from "./frame.js";
import { createHelp } from "./help.js";
import { createList } from "../lists/list.js";
import { createMap } from "../map/map.js";
import { createMisnomers } from "../lists/misnomers.js";
import { modelOf } from "../data/model.js";
import { createPanel } from "../term/panel.js";
import { createPreview } from "../term/preview.js";
import { createSearch } from "../search/box.js";
import { createResults } from "../search/results.js";
import { indexSoon } from "../search/search.js";
import { textsOf } from "../search/texts.js";
import { keysIn } from "../data/resolve.js";
import { pause } from "./slices.js";
import { address, begin, go, isTold, know, onChange, present, readState } from "./state.js";
import { createTake } from "../take/take.js";
import { createTour } from "../lists/tour.js";
import { createTree } from "../lists/tree.js";

const root = document.documentElement;
const PLAIN_LINK = /^#(?:term|group)=[^&]+$/;
const SECTIONS = ["map", "tree", "list", "misnomers", "results", "panel"];
/** What the views are called, in the words of the page; that of the map has no title of its own. */
const TITLES = { tree: "hierarchy", groups: "groups", list: "a_z", misnomers: "misleading", results: "results" };

/** Make the page of a model; returns what shows a state. */
function createPage(model, isEmbedded) {
  know(Object.keys(model.kinds), keysIn(model));
  let drawn = () => {};
  /** Resolves when the last state is shown. */
  let rendering = Promise.resolve();
  // The index is made when the page stands still; what is typed before then waits for it.
  const index = new Promise((resolve) => (drawn = resolve)).then(() => indexSoon(model));
  // So is what draws a term, unless it is needed before; who needs it is told if that fails.
  index.then(() => run("vis")).catch(() => {});
  const fits = () => (model.scheme === null ? null : (concept) => model.inScheme(concept));

  const isOpen = (concept) => model.key(concept) === present().term && !byId("panel").hidden;
  const preview = createPreview({ model, isOpen });
  const map = createMap({ model, onSelect: pick, onGroup: enter, onPoint: preview.point });
  const panel = createPanel({ model, index, address, go });
  const tree = createTree({ model, section: byId("tree"), onSelect: select, onGroup: enter, address });
  const list = createList({ model, section: byId("list"), address });
  const misnomers = createMisnomers({ model, section: byId("misnomers"), address });
  const tour = createTour({ model, address, go, onPresent: () => map.fit() });
  const texts = textsOf(model);
  const results = createResults({ model, index, texts, section: byId("results") });
  const help = createHelp(model.words);
  const tellFrame = createFrame(isEmbedded);
  createTake({ model, map, menu: byId("take"), current: present });
  const search = createSearch({
    model, index, texts, input: byId("search"), list: byId("hits"), status: byId("found"), fits,
    onHit: (concept) => reading(() => select(concept)),
    onGroup: (group) => reading(() => enter(group)),
    onAll: (text) => go({ view: "results", find: text, term: null, group: null, path: null, letter: null }),
    onFound: (found) => map.match(found),
  });
  createChoices(model);
  listen(help);
  keepLinks(lead);

  /** Go where a plain link leads, keeping the view and what is hidden; tells whether it is one. */
  function lead(href) {
    if (!PLAIN_LINK.test(href)) return false;
    const { term, group } = readState(href);
    const [concept, number] = [term === null ? -1 : model.find(term), group === null ? -1 : model.groups.find(group)];
    if (concept >= 0) select(concept);
    else if (number >= 0) enter(number);
    return concept >= 0 || number >= 0;
  }

  /** Go to a concept, staying in the view as far as it can show it. */
  function select(concept, options) {
    const { view } = present();
    const isStop = view === "misnomers" ? model.isNamedMisleadingly(concept) : view !== "results";
    // Of the overview of a large vocabulary one wants to come nearer.
    const isFar = view === "overview" && !model.hasOutline;
    go({ term: model.key(concept), path: null, letter: null, view: isStop && !isFar ? view : "map" }, options);
  }

  /** Go somewhere and on to what is said there, as who has searched for it wants to read it. */
  async function reading(act) {
    act();
    await rendering;
    // In a list the entry has it already.
    if (!byId("panel").hidden) byId("card").focus();
  }

  /** Go to a group, in a view that can show it. */
  function enter(group) {
    const { view } = present();
    const shown = { tree: "groups", groups: "groups", list: "list", overview: "overview" }[view] ?? "map";
    go({ group: model.collections[group].key, view: shown });
  }

  /** What was chosen on the drawing, -1 where that was nothing; with options where it was walked to with the keys. */
  function pick(concept, options) {
    if (concept >= 0 && options && root.dataset.look === "overview") {
      go({ term: model.key(concept), path: null, view: model.hasOutline ? present().view : "overview" }, options);
    } else if (concept >= 0) select(concept, options);
    else if (present().view !== "misnomers") go({ term: null, group: null, path: null });
  }

  function tellLinks(state) {
    const links = { map: {}, tree: {}, list: {}, misnomers: { term: null } };
    for (const [view, change] of Object.entries(links)) {
      const link = byId(`to-${view}`);
      link.setAttribute("href", address({ view, path: null, letter: null, ...change }));
      if (viewOf(state) === view || (view === "tree" && viewOf(state) === "groups")) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    byId("language").value = model.language;
    byId("scheme").value = model.scheme ?? "";
  }

  async function render(state) {
    preview.hide();
    model.setLanguage(state.lang);
    model.setScheme(state.scheme);
    const concept = state.term === null ? -1 : model.find(state.term);
    const to = state.path === null || concept < 0 ? -1 : model.find(state.path);
    const group = concept >= 0 || state.group === null ? -1 : model.groups.find(state.group);
    const view = viewOf(state);
    const isTour = view === "misnomers" && concept >= 0;
    const hasMap = view === "map" || isTour;
    const isTree = view === "tree" || view === "groups";
    const shown = { map: hasMap, panel: hasMap || isTree, tree: isTree, list: view === "list",
      misnomers: view === "misnomers" && !isTour, results: view === "results" };
    for (const id of SECTIONS) byId(id).hidden = !shown[id];
    root.dataset.view = view;
    tellFrame(state);
    // A list is as long as it is; all else fills the window.
    root.classList.toggle("paper", shown.list || shown.misnomers || shown.results);
    root.dataset.term = concept < 0 ? "" : state.term;
    root.dataset.group = group < 0 ? "" : state.group;
    const title = view in TITLES ? model.words.say(TITLES[view]) : "";
    const name = concept >= 0 ? model.label(concept).text : group >= 0 ? model.groupLabel(group).text : title;
    document.title = name ? `${name} – ${model.title}` : model.title;
    tellLinks(state);
    const version = `${model.language} ${model.scheme ?? ""}`;
    const what = { state, concept, group, to, fits: fits(), hasMap, version, letter: state.letter };
    const unknown = unknownOf(state, { concept, group, to });
    tour.render({ ...what, isOn: isTour });
    const said = shown.panel ? panel.render({ ...what, unknown }) : null;
    if (shown.tree) tree.render(what);
    if (shown.list) list.render(what);
    if (shown.misnomers) misnomers.render(what);
    const found = shown.results && results.render({ ...what, text: state.find ?? "" });
    if (!hasMap) {
      map.leave();
      root.dataset.look = view;
    } else {
      // A tour looks at each name for its own sake.
      await map.render(isTour ? { ...state, view: "story", path: null } : state);
    }
    await said;
    root.dataset.ready = "true";
    drawn();
    await found; // which waits for the index, which waits for the drawing
  }

  return { render: (state) => (rendering = render(state)), map, select, search };
}

/** The key in a state that nothing has, "" for none. */
function unknownOf({ term, group: key, path }, { concept, group, to }) {
  if (concept < 0 && term !== null) return term;
  if (concept >= 0) return to < 0 && path !== null ? path : "";
  return group < 0 && key !== null ? key : "";
}

/** The view that a state is shown in: what the map draws is one. */
const viewOf = ({ view }) => (Object.hasOwn(TITLES, view) ? view : "map");

/** The choice of a language and of a scheme, where there is one. */
function createChoices(model) {
  const language = byId("language");
  if (model.languages.length > 1) {
    const names = languageNames(document.documentElement.lang);
    language.replaceChildren(...model.languages.map((tag) => option(tag, names(tag))));
    language.hidden = false;
    language.addEventListener("change", () => {
      go({ lang: language.value === model.pageLanguage ? null : language.value });
    });
  }
  const scheme = byId("scheme");
  if (model.schemes.length > 1) {
    scheme.replaceChildren(option("", model.words.say("all_schemes")), ...model.schemes.map(({ iri, label }) => option(iri, label)));
    scheme.hidden = false;
    scheme.addEventListener("change", () => go({ scheme: scheme.value || null }));
  }
}

function option(value, text) {
  const made = element("option", {}, text);
  made.value = value;
  return made;
}

/** What a language is called in itself: "Deutsch (de)". */
function languageNames(page) {
  return (tag) => {
    try {
      const name = new Intl.DisplayNames([tag, page], { type: "language", fallback: "none" }).of(tag);
      return name ? `${name} (${tag})` : tag;
    } catch {
      return tag;
    }
  };
}

function listen(help) {
  const leaveCard = wayBack();
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || help.isOpen()) return;
    if (/^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const { term, group, path } = present();
    if (event.key === "/") {
      event.preventDefault();
      byId("search").focus();
      byId("search").select();
    } else if (event.key === "?") {
      event.preventDefault();
      help.open();
    } else if (event.key === "Escape" && path !== null) go({ path: null });
    else if (event.key === "Escape" && byId("card").contains(document.activeElement)) leaveCard();
    else if (event.key === "Escape" && (term ?? group) !== null) go({ term: null, group: null });
  });
  byId("to-help").addEventListener("click", () => help.open());
}

/** Make what goes back from the article to what it was reached from, else to the drawing or the tree. */
function wayBack() {
  let from = null;
  byId("card").addEventListener("focus", ({ relatedTarget }) => (from = relatedTarget));
  return () => {
    const isThere = from?.isConnected && from.checkVisibility();
    (isThere ? from : byId(root.dataset.view === "map" ? "canvas" : "tree-view")).focus();
  };
}

/** Say on the page that it cannot be shown, and why. */
function tellFault(fault) {
  // The words are in the data: those for this stand on the page itself.
  const { old, unreadable } = byId("note").dataset;
  byId("note").textContent = typeof DecompressionStream === "undefined" ? old : unreadable.replace("{fault}", () => fault.message);
  throw fault;
}

const frame = () => new Promise(requestAnimationFrame);

async function main() {
  const core = await inflate("core");
  const model = modelOf(core);
  await pause();
  const { embed: isEmbedded = false, ...start } = core.start;
  const { render, map, select, search } = createPage(model, isEmbedded);
  let unfinished = 0;
  onChange(async (state) => {
    unfinished++;
    await render(state);
    unfinished--;
  });
  /** For tests and for pages that embed this one: the model, what is on the drawing, how to select a term, and when all
   *  that the address says is shown and stands still, and all that is typed was looked for. */
  window.termgraph = {
    model,
    select: (term) => select(model.find(term)),
    scene: () => map.items(),
    lines: () => map.lines(),
    async settled() {
      do {
        // What the first frame lays out, it tells those who watch their size; they are done before the second.
        await frame();
        await frame();
      } while (unfinished || isUnpacking() || !isTold() || !map.isAtRest() || !search.isDone());
    },
  };
  begin(start);
}

main().catch(tellFault);
