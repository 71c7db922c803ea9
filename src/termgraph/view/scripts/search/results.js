// All that was found for a text: names first, then terms that are described so.

import { firstWords, groupHref, termHref } from "../term/article.js";
import { bdi, button, element } from "../page/dom.js";
import { inflectionOf } from "../data/inflection.js";
import { hitInText, hitLine } from "./box.js";
import { find } from "./search.js";
import { whenSeen } from "../page/seen.js";

const PIECE = 200;

/** The results in their section of the page. */
export function createResults({ model, index, texts, section }) {
  const { count, parts, say } = model.words;
  let shown = "";
  const title = element("h2", { id: "results-heading", tabindex: "-1" });
  const facts = element("p", { class: "facts", role: "status" });
  const entries = element("ul", { class: "entries" });
  const more = button("", () => draw());
  section.replaceChildren(element("div", { class: "head" }, title, facts), entries, more);
  section.setAttribute("aria-labelledby", "results-heading");
  const seen = whenSeen(gloss);
  const described = new WeakMap();
  let hits = [];
  let drawn = 0;

  function entry(hit) {
    const href = hit.concept < 0 ? groupHref(model, hit.group) : termHref(model, hit.concept);
    const link = element("a", { href }, hitLine(model, hit));
    const made = element("li", { class: "result" }, link, element("span", { class: "gloss" }));
    described.set(made, hit);
    seen.watch(made);
    return made;
  }

  async function gloss(made) {
    const { concept, group } = described.get(made);
    const said = concept < 0 ? model.collections[group] : await model.article(concept);
    made.querySelector(".gloss").replaceChildren(firstWords(model, said));
  }

  /** Show some more of the hits. */
  function draw() {
    entries.append(...hits.slice(drawn, drawn + PIECE).map(entry));
    drawn = entries.childElementCount;
    more.hidden = drawn >= hits.length;
    more.textContent = count("others", hits.length - drawn);
  }

  return {
    /** Show what is found for a text, among what `fits`; what was shown for it before stays. */
    async render({ text, fits, version }) {
      const wanted = `${version} ${text}`;
      const isWanted = () => wanted === shown;
      if (isWanted()) return;
      shown = wanted;
      title.replaceChildren(...parts("results_for", { text: bdi(text) }));
      facts.textContent = say("moment");
      entries.replaceChildren();
      more.hidden = true;
      const named = find(model, await index, text, { most: Infinity, fits }).hits;
      const phrase = inflectionOf(model.inflection).phrase(text);
      const known = new Set(named.map(({ concept }) => concept));
      const told = (await texts.find(phrase, { fits, isWanted })) ?? [];
      if (!isWanted()) return;
      hits = [...named, ...told.filter((concept) => !known.has(concept)).map((concept) => hitInText(model, concept))];
      facts.textContent = count("result", hits.length);
      drawn = 0;
      draw();
      scrollTo(0, 0);
      title.focus();
    },
  };
}
