// What there is to tell of misleading names: what each suggests, what would be clearer, what it is in fact.
// The drawing, the slides of the tour and what is read aloud tell the same. Nothing here touches the page.

import { citedText, gistOf, reasonOf } from "./article.js";
import { isolated } from "../page/direction.js";
import { drawnText } from "../page/text.js";

/**
 * The stories of the names of a concept that mislead, its own label first.
 *
 * @param said what `model.article` has told of it.
 * @returns {object[]} `{ name, isLabel, suggests, clearer, remark, gist, why, jest, sources }`: the name as
 *   text; ends as `{ text, lang, concept, name }`, with -1 for what is no concept here, and the name of the
 *   concept that the end is, or null; who proposed what is clearer; all else as texts.
 */
export function storiesOf(model, concept, said) {
  const own = model.label(concept, model.pageLanguage).text;
  const gist = drawnText(gistOf(model, said));
  return cardsOf(model, concept, said, own).map((card) => ({
    name: card.name,
    isLabel: card.name === own,
    suggests: (card.suggests ?? []).map((ref) => endOf(model, concept, ref)),
    clearer: (card.clearer ?? []).map((ref) => endOf(model, concept, ref)),
    remark: card.proposed ?? "",
    gist,
    why: drawnText(reasonOf(model, card)),
    jest: (card.jest ?? []).join(model.words.say("comma")),
    sources: (card.sources ?? []).map((cite) => citedText(model, cite)).join(model.words.say("semicolon")),
  }));
}

/** The records of the names; of a name that only an edge says to mislead, what the edge says. */
function cardsOf(model, concept, said, own) {
  const cards = said.m ?? [];
  const told = new Set(cards.map(({ name }) => name));
  const edges = model.misleads(concept).filter(({ from }) => from.concept === concept && !told.has(from.name ?? own));
  const others = new Map();
  for (const { kind, from, to } of edges) {
    const name = from.name ?? own;
    const card = others.get(name) ?? { name, suggests: [], clearer: [] };
    card[kind === "suggests" ? "suggests" : "clearer"].push(to.name === null ? to.concept : [to.name]);
    others.set(name, card);
  }
  return [...cards, ...others.values()];
}

/** What a reference of a card leads to. */
function endOf(model, concept, ref) {
  if (typeof ref === "number" && ref < 0) return { ...model.groupLabel(~ref), concept: -1, name: null };
  if (typeof ref === "number") return { ...model.label(ref), concept: ref, name: null };
  const [text] = ref;
  const at = model.names(concept).findIndex((name) => name.text === text);
  if (at >= 0) return { text, lang: model.names(concept)[at].lang, concept, name: { ...model.names(concept)[at], number: at } };
  return { text, lang: "", concept: model.label(concept).text === text ? concept : -1, name: null };
}

/** A story in words, for who does not see it. */
export function spokenStory(model, { name, suggests, clearer, gist }) {
  const { say, story } = model.words;
  const list = (ends) => ends.map(({ text }) => isolated(text)).join(say("comma"));
  const parts = [
    suggests.length ? `${story.suggests} ${list(suggests)}` : "",
    clearer.length ? `${story.clearer}: ${list(clearer)}` : "",
    gist ? `${story.really}: ${isolated(gist)}` : "",
  ];
  return [say("quoted", { name: isolated(name) }), parts.filter(Boolean).join(say("semicolon"))].filter(Boolean).join(": ");
}
