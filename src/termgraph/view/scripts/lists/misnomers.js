// The misleading names: all of them with a line each, and the stops of a tour of them.

import { refLink, spokenWhy } from "../term/article.js";
import { add, bdi, element } from "../page/dom.js";
import { whenSeen } from "../page/seen.js";

/** All misleading names from A to Z: [{ concept, name, text, lang }]; `name` is null for a concept's own label. */
export function misleadingOf(model, fits = null) {
  const found = model.misleading.filter(({ concept }) => !fits || fits(concept)).map(({ concept, name }) => {
    const { text, lang } = name ?? model.label(concept);
    return { concept, name, text, lang };
  });
  const compare = new Intl.Collator(model.language, { numeric: true }).compare;
  return found.sort((a, b) => compare(a.text, b.text) || a.concept - b.concept);
}

/** The stops of the tour: the concepts with a name that misleads, once each. */
export const stopsOf = (model, fits = null) => [...new Set(misleadingOf(model, fits).map(({ concept }) => concept))];

/** The list of misleading names in its section of the page. */
export function createMisnomers({ model, section, address }) {
  const { count, say, story } = model.words;
  let madeFor = null;
  const facts = element("p", { class: "lead" });
  const tour = element("a", { class: "button primary", href: "#" }, say("tour"));
  const rows = element("ul", { class: "rows" });
  const title = element("h2", { id: "misnomers-heading" }, say("misleading"));
  const heads = element("div", { class: "row heads", "aria-hidden": "true" },
    element("span", {}, say("the_name")), element("span", {}, story.suggests), element("span", {}, story.clearer));
  section.replaceChildren(element("div", { class: "head" }, title, tour), facts, heads, rows);
  section.setAttribute("aria-labelledby", "misnomers-heading");
  const seen = whenSeen((row) => fill(row));

  const stop = (concept) => address({ view: "misnomers", term: model.key(concept), path: null });

  function row({ concept, name, text, lang }) {
    const label = model.label(concept);
    const link = element("a", { href: stop(concept), class: "name misnomer" }, bdi(text, lang));
    const made = element("li", { class: "row", "data-concept": concept, "data-name": text }, element("span", {}, link,
      name ? element("small", {}, " (", bdi(label.text, label.lang), ")") : null));
    seen.watch(made);
    return made;
  }

  async function fill(made) {
    const concept = Number(made.dataset.concept);
    const said = await model.article(concept);
    const card = (said.m ?? []).find(({ name }) => name === made.dataset.name);
    if (made.children.length > 1) return;
    const refs = (list) => (list ?? []).flatMap((ref, number) => [number ? say("comma") : "", refLink(model, ref)]);
    const cell = (head, content) => element("span", {},
      content.length ? [element("span", { class: "only-narrow" }, `${head} `), content] : null);
    add(made, [
      cell(story.suggests, refs(card?.suggests)),
      cell(`${story.clearer}:`, refs(card?.clearer)),
      element("span", { class: "why" }, card ? spokenWhy(model, card) : ""),
    ]);
  }

  return {
    render({ fits, version }) {
      if (madeFor === version) return;
      madeFor = version;
      const all = misleadingOf(model, fits);
      tour.hidden = !all.length;
      if (all.length) tour.setAttribute("href", stop(all[0].concept));
      facts.textContent = all.length ? count("misleading_about", all.length) : say("none_misleads");
      heads.hidden = !all.length;
      rows.replaceChildren(...all.map(row));
    },
  };
}
