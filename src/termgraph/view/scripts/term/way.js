// The way between two terms in the panel: choosing the other end, and what the way says.

import { termLink } from "./article.js";
import { button, element, folded, plural } from "../page/dom.js";
import { findWays, sentenceOf } from "../data/path.js";
import { createSearch } from "../search/box.js";

/** The box for a way, to stand above the card. `index` is the search index to come. */
export function createWay({ model, index, go }) {
  const input = element("input", {
    id: "other-end", type: "text", placeholder: "Any name of the other term", role: "combobox",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "other-hits", autocomplete: "off",
  });
  const list = element("ul", { id: "other-hits", class: "hits", role: "listbox", "aria-label": "Found" });
  list.hidden = true;
  const status = element("p", { class: "hidden", role: "status" });
  const label = element("label", { for: "other-end" });
  const form = element("div", { class: "search" }, label, input, list, status);
  const result = element("div", { role: "status" });
  const box = element("section", { id: "way", class: "way", "aria-label": "Path between two terms" }, form, result);
  box.hidden = true;

  let from = -1;
  let isAsking = false;
  const fits = () => (concept) => concept !== from;
  createSearch({ model, index, input, list, status, fits, onHit: (to) => {
    isAsking = false;
    go({ term: model.key(from), path: model.key(to), view: "map" });
  } });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || input.value) return;
    isAsking = false;
    form.hidden = true;
    box.hidden = !result.hasChildNodes();
  });

  function ask() {
    isAsking = true;
    label.textContent = `Path from “${model.label(from).text}” to`;
    form.hidden = false;
    box.hidden = false;
    input.focus();
  }

  /** The other ways, to be chosen. */
  function others(ways, shown) {
    const choices = ways.map((way, at) => button(plural(way.length, "step"), () => go({ way: at + 1 }), {
      "aria-pressed": String(way === shown), "data-way": at + 1,
    }));
    return element("p", { class: "ways", role: "group", "aria-label": "Several ways" },
      element("span", {}, `${plural(ways.length, "way")}:`), choices);
  }

  function tell(to, hidden, number) {
    const ways = findWays(model, from, to, hidden);
    const steps = ways[number - 1] ?? ways[0] ?? null;
    const title = element("h2", {}, "From ", termLink(model, from), " to ", termLink(model, to),
      element("small", {}, steps ? ` ${plural(steps.length, "step")}` : ""));
    const parts = [title];
    if (!steps) {
      parts.push(element("p", {}, hidden.size
        ? "The kinds of lines that are shown do not join them."
        : "No line of the map joins them, however far one goes."));
      if (hidden.size) parts.push(button("Show all kinds of lines", () => go({ hide: new Set() })));
    } else if (!steps.length) parts.push(element("p", {}, "They are the same."));
    else {
      const said = sentenceOf(model, from, steps).map((part) => (typeof part === "number" ? termLink(model, part) : part));
      // The term that a step leads to, and what is said before it.
      const told = steps.map((_, at) => said.slice(2 * at + 1, 2 * at + 3));
      parts.push(element("p", { class: "sentence" },
        said[0], folded(told, { first: 8, last: 4, noun: "step" }), said.at(-1)));
    }
    if (ways.length > 1) parts.push(others(ways, steps));
    parts.push(element("p", { class: "tools" },
      button("Other way round", () => go({ term: model.key(to), path: model.key(from) })),
      button("Another end …", ask),
      button("Close the path", () => go({ path: null }), { id: "close-way" })));
    return parts;
  }

  return {
    box,
    ask,
    /** Show the way between two concepts, or none where `to` is -1. */
    render({ concept, to, hidden, number }) {
      if (concept !== from) isAsking = false;
      from = concept;
      const chosen = result.contains(document.activeElement) ? document.activeElement.dataset.way : null;
      result.replaceChildren(...(concept >= 0 && to >= 0 ? tell(to, hidden, number) : []));
      if (chosen) result.querySelector(`[data-way="${chosen}"]`)?.focus();
      form.hidden = !isAsking;
      box.hidden = !isAsking && to < 0;
    },
  };
}

