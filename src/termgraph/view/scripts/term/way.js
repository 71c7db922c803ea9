// The way between two terms in the panel: choosing the other end, and what the way says.

import { termLink } from "./article.js";
import { bdi, button, element, folded } from "../page/dom.js";
import { findWays, sentenceOf } from "../data/path.js";
import { createSearch } from "../search/box.js";

/** The box for a way, to stand above the card. `index` is the search index to come. */
export function createWay({ model, index, go }) {
  const { count, parts: saidWith, say } = model.words;
  const input = element("input", {
    id: "other-end", type: "text", placeholder: say("other_end"), role: "combobox",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "other-hits", autocomplete: "off",
  });
  const list = element("ul", { id: "other-hits", class: "hits", role: "listbox", "aria-label": say("found") });
  list.hidden = true;
  const status = element("p", { class: "hidden", role: "status" });
  const label = element("label", { for: "other-end" });
  const form = element("div", { class: "search" }, label, input, list, status);
  const result = element("div", { role: "status" });
  const box = element("section", { id: "way", class: "way", "aria-label": say("path") }, form, result);
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
    const { text, lang } = model.label(from);
    label.replaceChildren(...saidWith("path_from", { name: bdi(text, lang) }));
    form.hidden = false;
    box.hidden = false;
    input.focus();
  }

  /** The other ways, to be chosen. */
  function others(ways, shown) {
    const choices = ways.map((way, at) => button(count("step", way.length), () => go({ way: at + 1 }), {
      "aria-pressed": String(way === shown), "data-way": at + 1,
    }));
    return element("p", { class: "ways", role: "group", "aria-label": say("several_ways") },
      element("span", {}, `${count("way", ways.length)}:`), choices);
  }

  function tell(to, hidden, number) {
    const ways = findWays(model, from, to, hidden);
    const steps = ways[number - 1] ?? ways[0] ?? null;
    const title = element("h2", {}, saidWith("path_ends", { name: termLink(model, from), other: termLink(model, to) }),
      element("small", {}, steps ? ` ${count("step", steps.length)}` : ""));
    const parts = [title];
    if (!steps) {
      parts.push(element("p", {}, say(hidden.size ? "not_shown" : "not_joined")));
      if (hidden.size) parts.push(button(say("show_kinds"), () => go({ hide: new Set() })));
    } else if (!steps.length) parts.push(element("p", {}, say("same")));
    else {
      const said = sentenceOf(model, from, steps).map((part) => (typeof part === "number" ? termLink(model, part) : part));
      // The term that a step leads to, and what is said before it.
      const told = steps.map((_, at) => said.slice(2 * at + 1, 2 * at + 3));
      parts.push(element("p", { class: "sentence" },
        said[0], folded(told, { first: 8, last: 4, told: (more) => count("step", more) }), said.at(-1)));
    }
    if (ways.length > 1) parts.push(others(ways, steps));
    parts.push(element("p", { class: "tools" },
      button(say("turn"), () => go({ term: model.key(to), path: model.key(from) })),
      button(say("another_end"), ask),
      button(say("close_path"), () => go({ path: null }), { id: "close-way" })));
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

