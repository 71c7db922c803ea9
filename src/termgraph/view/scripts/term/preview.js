// A card about the term that is pointed at or has the focus: its name, its first sentence, whether the name misleads. It
// comes after a moment, goes with Esc, and stays while the pointer is on it (WCAG 2.2, 1.4.13).

import { firstWordsOf, termLabel } from "./article.js";
import { spokenStory, storiesOf } from "./stories.js";
import { mirrorOf } from "../drawing/mirror.js";
import { isLeftward } from "../page/direction.js";
import { element } from "../page/dom.js";
import { readState } from "../page/state.js";

/** One rests on something for so long before it is told, and while a card is there already. */
const DELAY = 500;
const DELAY_NEXT = 150;
/** From what is pointed at to its card one needs a moment. */
const GRACE = 220;
const APART = 8;
const ROWS = "[role=option][data-concept], [role=treeitem][data-concept]";
const TRIGGERS = `a[href^='#term='], ${ROWS}`;

/**
 * The card. `isOpen(concept)` tells of what there is nothing to preview, since the page tells all of it.
 *
 * @returns {{ point, hide }} `point(concept, box)` previews what is pointed at on a drawing, -1 for nothing; `box` is
 *   where that is in the window.
 */
export function createPreview({ model, isOpen }) {
  const card = element("div", { id: "preview", class: "preview", role: "tooltip" });
  card.hidden = true;
  document.querySelector("main").append(card);
  let wanted = -1;
  let timer = 0;
  let described = null;

  function hide() {
    clearTimeout(timer);
    wanted = -1;
    card.hidden = true;
    described?.removeAttribute("aria-describedby");
    described = null;
  }

  function leave() {
    clearTimeout(timer);
    timer = setTimeout(hide, card.hidden ? 0 : GRACE);
  }

  /** Preview a concept soon, beside a box of the window; `trigger` is what has the focus, if that is why. */
  function want(concept, boxOf, trigger = null) {
    if (concept < 0 || isOpen(concept)) {
      leave();
      return;
    }
    clearTimeout(timer);
    if (concept === wanted && !card.hidden) return;
    timer = setTimeout(() => show(concept, boxOf, trigger), card.hidden ? DELAY : DELAY_NEXT);
  }

  async function show(concept, boxOf, trigger) {
    hide();
    wanted = concept;
    const said = await model.article(concept).catch(() => ({}));
    if (wanted !== concept) return;
    card.replaceChildren(...contentOf(concept, said));
    // What the keys have brought lies in the way of nothing that is pointed at.
    card.classList.toggle("by-keys", trigger !== null);
    card.hidden = false;
    place(boxOf());
    if (!trigger || trigger.hasAttribute("aria-describedby")) return;
    trigger.setAttribute("aria-describedby", card.id);
    described = trigger;
  }

  function contentOf(concept, said) {
    const stories = storiesOf(model, concept, said).map((story) =>
      element("p", {}, element("b", { class: "misleading" }, `◆ ${model.words.headings.misnomer}`), " ",
        spokenStory(model, { ...story, gist: "" })));
    const first = firstWordsOf(model, said);
    return [element("b", {}, termLabel(model, concept)), first ? element("p", { dir: "auto" }, first) : "", ...stories];
  }

  /** Below a box or, where there is no room, above it; beside what is one of a list, which is not to be covered. */
  function place(box) {
    const mirror = mirrorOf(isLeftward(), innerWidth);
    const { left, top, right, bottom, isRow } = mirror.extent(box);
    const [width, height] = [card.offsetWidth, card.offsetHeight];
    const within = (at, room) => Math.max(APART, Math.min(at, room - APART));
    const isBeside = isRow && left - width - APART > 0;
    const x = isBeside ? left - width - APART : isRow && right - left > 2 * width ? right - width - APART : left;
    const isBelow = bottom + APART + height < innerHeight || top < height + 2 * APART;
    const y = isBeside ? top : isBelow ? bottom + APART : top - height - APART;
    const at = within(x, innerWidth - width);
    card.style.left = `${mirror.extent({ left: at, right: at + width }).left}px`;
    card.style.top = `${within(y, innerHeight - height)}px`;
  }

  function boxOf(trigger) {
    const { left, top, right, bottom } = trigger.getBoundingClientRect();
    return { left, top, right, bottom, isRow: trigger.matches(ROWS) };
  }

  const conceptOf = (trigger) =>
    trigger.dataset.concept ? Number(trigger.dataset.concept) : model.find(readState(trigger.getAttribute("href")).term);

  function wantFor(trigger, focused = null) {
    if (trigger.dataset.leads !== undefined || trigger.closest("nav.tour")) return;
    want(conceptOf(trigger), () => boxOf(trigger), focused);
  }

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    if (card.contains(target)) {
      clearTimeout(timer);
      return;
    }
    const trigger = target.closest?.(TRIGGERS);
    if (trigger) wantFor(trigger);
    else if (!target.closest?.("#canvas")) leave();
  });
  card.addEventListener("pointerleave", leave);
  document.addEventListener("focusin", ({ target }) => {
    const trigger = target.matches(TRIGGERS) && target.matches(":focus-visible") ? target : null;
    if (trigger) wantFor(trigger, trigger);
    else leave();
  });
  // In a list of hits and in the tree the focus stays where it is, and an attribute says what it is on.
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const active = document.getElementById(target.getAttribute("aria-activedescendant") ?? "");
      if (target !== document.activeElement) continue;
      if (active?.matches(TRIGGERS)) wantFor(active, target);
      else leave();
    }
  }).observe(document.body, { subtree: true, attributeFilter: ["aria-activedescendant"] });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || card.hidden) return;
    hide();
    event.preventDefault();
    event.stopPropagation();
  }, true);
  for (const type of ["pointerdown", "wheel"]) {
    document.addEventListener(type, ({ target }) => !card.contains(target) && hide(), { capture: true, passive: true });
  }

  addEventListener("resize", hide);
  document.addEventListener("scroll", () => (card.hidden = true), { capture: true, passive: true });

  return { hide, point: (concept, box) => want(concept, () => box) };
}
