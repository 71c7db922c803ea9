// The search box: a combobox over a list of hits, names at once and then what is said of the terms.

import { bdi, element } from "../page/dom.js";
import { inflectionOf } from "../data/inflection.js";
import { remarkOf } from "../data/names.js";
import { advance, inSlices } from "../page/slices.js";
import { MOST_HITS, searching } from "./search.js";

/** What takes long is looked for when so many milliseconds nothing has been typed; texts for something of so many letters. */
const TYPED = 150;
const SHORTEST_IN_TEXTS = 3;

/** What is to be seen of a hit: the name that fits, and what it is of whom. */
export function hitLine(model, hit) {
  const { say } = model.words;
  const isGroup = hit.concept < 0;
  const label = isGroup ? model.groupLabel(hit.group) : model.label(hit.concept);
  const made = document.createDocumentFragment();
  made.append(bdi(hit.text, hit.lang, hit.misleads ? "misleading" : null));
  if (!hit.isLabel) {
    const remark = hit.isTranslation ? say("translation") : remarkOf(model, hit.kind);
    made.append(element("small", {}, ` ${remark ? say("remark_of", { remark }) : say("ahead")} `), bdi(label.text, label.lang, "concept"));
  }
  if (isGroup) made.append(element("small", { class: "badge" }, say("group")));
  const remarks = [
    hit.misleads && "misleading_name", !isGroup && model.isDeprecated(hit.concept) && "deprecated",
    hit.isInText && "in_definition", hit.isGuess && "guess",
  ];
  for (const remark of remarks.filter(Boolean)) {
    made.append(element("small", { class: remark === "misleading_name" ? "misleading" : null }, ` ${say(remark)}`));
  }
  return made;
}

/** A concept as a hit that was found by what is said of it. */
export function hitInText(model, concept) {
  const { text, lang } = model.label(concept);
  return { concept, group: -1, text, lang, kind: "label", misleads: model.isMisnomer(concept), isLabel: true, isInText: true };
}

let boxes = 0;

/**
 * A search box.
 *
 * @param {object} parts the `model`, the `index` to come, the `input`, the `list` and the `status` line of the page,
 *   `onHit(concept)`, and `fits()` for what tells which concepts are looked for, or null for all. Also, where there is
 *   more to be found than concepts by their names: `onGroup(group)`, `texts` of texts.js, and `onAll(text)` for a list of
 *   all that was found. `onFound` is told which concepts names were found of, null for no search.
 */
export function createSearch(parts) {
  const { model, index, input, list, status, onHit, onGroup = null, fits = () => null, texts = null, onAll = null } = parts;
  const { onFound = () => {} } = parts;
  const { count, say } = model.words;
  const box = ++boxes;
  /** What can be chosen: hits, and last the list of all. */
  let choices = [];
  let total = 0;
  let active = -1;
  let ready = null;
  let turn = 0;
  /** Whether there may be more to come, and whether Enter was pressed before anything had. */
  let isLooking = false;
  let isEager = false;
  index.then((made) => {
    ready = made;
    if (input.value.trim() && (isEager || document.activeElement === input)) look();
  });

  async function look() {
    const mine = ++turn;
    const isWanted = () => mine === turn;
    const typed = input.value.trim();
    if (!ready || !typed) {
      isLooking = typed !== "";
      show([], 0);
      onFound(null);
      return;
    }
    const { best, guessing } = searching(model, ready, typed, { fits: fits(), withGroups: onGroup !== null });
    // Of a small vocabulary all is found at once, and nothing flickers.
    const isGuessed = advance(guessing);
    let found = best();
    isLooking = !isGuessed || mayBeInTexts(typed, found);
    tell(found);
    if (!isLooking) return;
    await new Promise((go) => setTimeout(go, TYPED));
    if (!isGuessed) {
      if (!(await inSlices(guessing, isWanted))) return;
      found = best();
      isLooking = mayBeInTexts(typed, found);
      tell(found);
    }
    if (isLooking && isWanted()) await lookInTexts(typed, found.hits, isWanted);
  }

  const mayBeInTexts = (typed, { total: all }) => texts !== null && typed.length >= SHORTEST_IN_TEXTS && all < MOST_HITS;

  function tell(found) {
    show(found.hits, found.total);
    onFound(found.hits.length ? new Set(found.concepts) : null);
  }

  async function lookInTexts(typed, hits, isWanted) {
    const phrase = inflectionOf(model.inflection).phrase(typed);
    const concepts = await texts.find(phrase, { fits: fits(), isWanted });
    if (!concepts || !isWanted()) return;
    const known = new Set(hits.map(({ concept }) => concept));
    const more = concepts.filter((concept) => !known.has(concept));
    isLooking = false;
    const shown = more.slice(0, MOST_HITS - hits.length).map((concept) => hitInText(model, concept));
    show([...hits, ...shown], hits.length + more.length, active);
  }

  /** Show hits, of so many in all, and go on with the one that was active. */
  function show(hits, all, before = 0) {
    const isTyped = input.value.trim() !== "";
    total = all;
    const rest = total - hits.length;
    choices = rest > 0 && onAll ? [...hits, null] : hits;
    list.replaceChildren(...choices.map(row));
    if (isTyped && !hits.length) list.append(remark(say(isLooking ? "moment" : "no_name")));
    else if (rest > 0 && !onAll) list.append(remark(say("and_more", { more: count("others", rest) })));
    status.textContent = isTyped && !isLooking ? count("found", total) : "";
    list.hidden = !isTyped;
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(isTyped));
    activate(choices.length ? Math.max(0, before) : -1);
    if (isEager && choices.length) choose(0);
  }

  function row(hit, number) {
    const made = element("li", { id: `hit-${box}-${number}`, role: "option", "data-concept": hit && hit.concept >= 0 ? hit.concept : null });
    made.append(hit ? hitLine(model, hit) : element("span", { class: "all" }, count("all_results", total)));
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => choose(number));
    return made;
  }

  /** A line of the list that cannot be chosen. */
  const remark = (text) => element("li", { class: "none", role: "option", "aria-disabled": "true" }, text);

  function activate(number) {
    active = number;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === number)));
    if (number < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", `hit-${box}-${number}`);
      list.children[number].scrollIntoView({ block: "nearest" });
    }
  }

  function close() {
    onFound(null);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  /** What is still looked for is not wanted any more. */
  function stop() {
    turn++;
    isLooking = isEager = false;
    close();
  }

  function empty() {
    stop();
    input.value = "";
  }

  function choose(number) {
    const hit = choices[number];
    if (hit === undefined) return;
    const typed = input.value.trim();
    empty();
    if (!hit) onAll(typed);
    else if (hit.concept < 0) onGroup(hit.group);
    else onHit(hit.concept);
  }

  input.addEventListener("input", () => {
    isEager = false;
    look();
  });
  input.addEventListener("focus", () => input.value.trim() && look());
  // What Enter waits for is wanted nevertheless.
  input.addEventListener("blur", () => (isEager ? close() : stop()));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (choices.length) activate((active + step + choices.length) % choices.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      // What is typed faster than it can be looked for is chosen as soon as it is found.
      isEager = isLooking && active < 0;
      choose(active);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (list.hidden) input.blur();
      empty();
    }
  });

  /** Whether all that is typed was looked for. */
  return { isDone: () => !isLooking };
}
