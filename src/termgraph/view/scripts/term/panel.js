// The panel beside the drawing: how to begin or, of the selected term, all there is to say.

import { articleOf, chip, firstWords, groupArticle, groupLink, misnomerCard, termHref } from "./article.js";
import { bdi, byId, element } from "../page/dom.js";
import { misleadingOf } from "../lists/misnomers.js";
import { meantBy } from "../data/resolve.js";
import { find } from "../search/search.js";
import { copyButton } from "../take/take.js";
import { createWay } from "./way.js";

const MOST_NAMES = 60;
const MOST_BRANCHES = 12;
const MOST_NEAR = 3;
const MOST_GROUPS = 24;
const LIKELY = 40;
const SENTENCE = /^.*?[.!?。؟](?=\s|$)/u;

/**
 * The panel.
 *
 * @param {{ model, index, address, go }} parts `index` is the search index to come; `address` and `go` are state.js's.
 */
export function createPanel({ model, index, address, go }) {
  const { count, number, parts: saidWith, say } = model.words;
  const panel = byId("panel");
  const start = byId("start");
  const selected = byId("selected");
  const card = byId("card");
  const way = createWay({ model, index, go });

  const look = element("a", { id: "focus", class: "button", href: "#", "data-leads": "map" });
  const path = element("button", { type: "button", id: "path-from", class: "button" }, say("path_to"));
  path.addEventListener("click", way.ask);
  const copy = copyButton(model.words, { id: "copy-link" });
  const close = element("a", {
    id: "close", class: "button", href: "#", "aria-label": say("close"), title: say("close_key"),
  }, "✕");
  const tools = element("p", { class: "tools" }, look, path, copy, close);
  selected.replaceChildren(tools, way.box, card);
  const notice = element("p", { class: "notice", role: "status" });
  start.prepend(notice);
  byId("facts").textContent = factsOf(model);
  const announced = panel.appendChild(element("p", { class: "hidden", role: "status" }));

  let shown = "";
  let missed = "";
  let startFor = "";

  /** Have a screen reader say what is shown now: its name and the first sentence, not all of it. */
  function announce(name, said) {
    const words = element("span", {}, firstWords(model, said)).textContent.trim();
    announced.textContent = [name, SENTENCE.exec(words)?.[0] ?? words].filter(Boolean).join(": ");
  }

  /** The outermost groups, to begin with; without any, of a large vocabulary the largest branches. */
  function parts() {
    if (model.groups.size) groups();
    else if (!model.hasOutline) branches();
  }

  function groups() {
    const own = start.querySelector("#some-groups") ?? element("section", { id: "some-groups" });
    const outermost = model.groups.outermost;
    const chips = outermost.slice(0, MOST_GROUPS).map((group) => {
      const { size } = model.groups.concepts(group);
      return element("li", {}, groupLink(model, group, "chip"), element("small", {}, ` ${number(size)}`));
    });
    const all = element("a", { href: address({ view: "groups", term: null, path: null }) }, say("all_groups"));
    own.replaceChildren(element("h2", {}, say("groups")), element("ul", { class: "chips" }, chips), element("p", { class: "more" }, all));
    if (!own.isConnected) start.insertBefore(own, atEnd());
  }

  function branches() {
    const own = start.querySelector("#some-tops") ?? element("section", { id: "some-tops" });
    const tops = model.tops.filter((top) => model.branchSize(top) > 1);
    tops.sort((a, b) => model.branchSize(b) - model.branchSize(a) || a - b);
    if (!tops.length) return;
    const chips = tops.slice(0, MOST_BRANCHES).map((top) => {
      return element("li", {}, chip(model, top), element("small", {}, ` ${number(model.branchSize(top))}`));
    });
    own.replaceChildren(element("h2", {}, say("branches")), element("ul", { class: "chips" }, chips));
    if (!own.isConnected) start.insertBefore(own, atEnd());
  }

  const atEnd = () => start.querySelector("p:has(a[rel~=license])");

  /** Some misleading names to begin with, and one told in full, so that a newcomer sees at once what this is about. */
  function names(fits) {
    const all = misleadingOf(model, fits);
    const own = start.querySelector("#some-names") ?? element("section", { id: "some-names" });
    if (!all.length) {
      own.remove();
      return;
    }
    const reasons = element("a", { href: address({ view: "misnomers", term: null, path: null }) },
      all.length > MOST_NAMES ? count("all_misleading", all.length) : say("reasons"));
    const first = address({ view: "misnomers", term: model.key(all[0].concept), path: null });
    const tour = element("a", { class: "button primary", href: first }, say("tour"));
    const chips = all.slice(0, MOST_NAMES).map(nameChip);
    const example = element("div", { class: "example" });
    own.replaceChildren(element("h2", {}, say("misleading")), example,
      element("ul", { class: "chips" }, chips.map((one) => element("li", {}, one))),
      element("p", { class: "more" }, tour, " ", reasons));
    if (!own.isConnected) start.insertBefore(own, atEnd());
    tell(example, all);
  }

  function nameChip({ concept, name, text, lang }) {
    if (!name) return chip(model, concept);
    const href = termHref(model, concept);
    return element("a", { class: "chip misnomer", href, title: say("it_misleads") }, bdi(text, lang));
  }

  /** One card in full: of what most sources say that it misleads, and of these the one with most relations. */
  async function tell(example, all) {
    const likely = all.filter(({ name }) => !name).map(({ concept }) => concept)
      .sort((a, b) => model.degree(b) - model.degree(a)).slice(0, LIKELY);
    const cards = await Promise.all(likely.map(async (concept) => {
      const card = (await model.article(concept)).m?.find(({ suggests, why, clearer }) => suggests && why && clearer);
      return { concept, card, weight: card?.sources?.length ?? 0 };
    }));
    const [best] = cards.filter(({ card }) => card).sort((a, b) => b.weight - a.weight);
    if (!best) return;
    const { text, lang } = model.label(best.concept);
    const more = element("a", { href: termHref(model, best.concept) }, saidWith("more_on", { name: bdi(text, lang) }));
    const short = { ...best.card, fields: [], jest: [], sources: [] };
    example.replaceChildren(misnomerCard(model, short, 3), element("p", { class: "more" }, more));
  }

  /** Say that an address names nothing here, or several terms; and which may be meant. */
  async function tellUnknown(name, isGroup) {
    missed = name;
    notice.replaceChildren();
    if (!name) return;
    const meant = isGroup ? [] : meantBy(model, name);
    const said = meant.length ? "ambiguous" : isGroup ? "no_such_group" : "no_such_term";
    notice.append(...saidWith(said, { name: bdi(name) }), " ");
    const near = meant.length ? meant : find(model, await index, name, { most: MOST_NEAR, withGroups: false }).hits.map(({ concept }) => concept);
    if (missed !== name || !near.length) return;
    if (!meant.length) notice.append(say("is_meant"), " ");
    notice.append(element("span", { class: "chips" }, near.map((concept) => chip(model, concept))));
  }

  function tellTools(state, hasMap, isGroup) {
    const isAround = ["focus", "misnomers"].includes(state.view) || (state.view === "map" && !model.hasOutline);
    const onMap = model.hasOutline ? "map" : "overview";
    const isDrawn = hasMap && !state.path;
    look.textContent = say(isDrawn && !isAround ? "around" : "on_map");
    look.setAttribute("href", address({
      view: isDrawn ? (isAround ? onMap : model.hasOutline ? "focus" : "map") : "map", path: null, letter: null,
    }));
    path.hidden = isGroup;
    look.hidden = isGroup && hasMap;
    close.setAttribute("href", address({ term: null, group: null, path: null, view: hasMap ? "map" : state.view }));
  }

  return {
    /**
     * Show what belongs to the state. `concept` or `group` is the selected one, the other -1; `to` the other end of a
     * path or -1.
     */
    async render({ state, concept, group, to, fits, hasMap, version, unknown }) {
      const isStart = concept < 0 && group < 0;
      start.hidden = !isStart;
      selected.hidden = isStart;
      if (unknown !== missed) tellUnknown(unknown, state.term === null);
      way.render({ concept, to, hidden: state.hide, number: state.way });
      tellTools(state, hasMap, group >= 0);
      if (isStart) {
        shown = "";
        card.replaceChildren();
        announced.textContent = "";
        if (startFor !== version) {
          names(fits);
          parts();
        }
        startFor = version;
        return;
      }
      const wanted = `${concept < 0 ? ~group : concept} ${version}`;
      if (wanted === shown) return;
      shown = wanted;
      if (group >= 0) {
        card.replaceChildren(groupArticle(model, group, 2));
        announce(model.groupLabel(group).text, model.collections[group]);
        panel.scrollTop = 0;
        return;
      }
      const said = await model.article(concept).catch(() => ({}));
      if (wanted !== shown) return;
      card.replaceChildren(articleOf(model, concept, said, 2));
      announce(model.label(concept).text, said);
      panel.scrollTop = 0;
    },
  };
}

/** How many concepts and names there are. */
function factsOf({ facts, words }) {
  const found = Object.entries(facts).filter(([what, number]) => number || what === "concept");
  return found.map(([what, number]) => words.count(what, number)).join(" · ");
}
