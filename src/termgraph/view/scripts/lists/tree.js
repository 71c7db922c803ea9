// The hierarchy as a tree to walk with the keyboard. Only the rows in sight are in the page.

import { groupNotation, notationOf } from "../term/article.js";
import { readingKey } from "../page/direction.js";
import { bdi, button, element } from "../page/dom.js";
import { fold } from "../data/fold.js";
import { byBroader, byGroups } from "./hierarchy.js";

const BEYOND = 12;
/** The row under which what has no place stands. */
const LOOSE = "loose";
const TYPING = 700;

/**
 * The rows of a tree that are open, as one flat list. A row is { concept, parent, level, at, of, isOpen, hasMore }:
 * `concept` may be ~ a group as well, `at` and `of` are its place among its siblings, `hasMore` tells that it can be
 * opened. `outline` says what stands below what (hierarchy.js). Nothing here touches the page.
 */
export function treeRows(model, outline) {
  const { tops, loose } = outline;
  const root = { concept: null, parent: null, level: 0, isOpen: true };
  let rows = childRows(root, loose.length ? [...tops, LOOSE] : tops);

  /** A concept above itself is shown, but not opened again. */
  function isAbove(row, concept) {
    for (let above = row; above; above = above.parent) if (above.concept === concept) return true;
    return false;
  }

  function childRows(parent, concepts) {
    return concepts.map((concept, number) => {
      const row = { concept, parent, level: parent.level + 1, at: number + 1, of: concepts.length, isOpen: false };
      return { ...row, hasMore: concept === LOOSE || (!isAbove(parent, concept) && outline.count(row) > 0) };
    });
  }

  const childrenOf = (row) => (row.concept === LOOSE ? loose : outline.below(row));

  function open(at) {
    const row = rows[at];
    if (!row.hasMore || row.isOpen) return;
    row.isOpen = true;
    rows = [...rows.slice(0, at + 1), ...childRows(row, childrenOf(row)), ...rows.slice(at + 1)];
  }

  function close(at) {
    const row = rows[at];
    if (!row.isOpen) return;
    row.isOpen = false;
    let end = at + 1;
    while (end < rows.length && rows[end].level > row.level) end++;
    rows = [...rows.slice(0, at + 1), ...rows.slice(end)];
  }

  return {
    get length() { return rows.length; },
    tops: tops.length,
    row: (at) => rows[at],
    open,
    close,
    size: (row) => (row.concept === LOOSE ? loose.length : outline.count(row)),
    closeAll() {
      for (let at = rows.length - 1; at >= 0; at--) if (rows[at].level === 1) close(at);
    },
    parentOf: (at) => rows.lastIndexOf(rows[at].parent, at),
    /** The place of a concept or a group, opened down to it; -1 where the tree does not hold it. */
    reveal(concept) {
      const there = rows.findIndex((row) => row.concept === concept);
      if (there >= 0) return there;
      const [way = []] = loose.includes(concept) ? [[LOOSE, concept]] : outline.wayTo(concept);
      let from = 0;
      for (const step of way) {
        const at = rows.findIndex((row, number) => number >= from && row.concept === step);
        if (at < 0) return -1;
        if (step === concept) return at;
        open(at);
        from = at + 1;
      }
      return -1;
    },
    /** The next row, from a place on and round, whose label begins with what was typed. */
    startingWith(typed, from) {
      const key = fold(typed);
      for (let step = 0; key && step < rows.length; step++) {
        const at = (from + step) % rows.length;
        if (rows[at].concept !== LOOSE && startsSo(model, rows[at].concept, key)) return at;
      }
      return -1;
    },
  };
}

/** Does the label, or the notation before it, begin with what was typed? */
function startsSo(model, concept, key) {
  const texts = concept < 0 ? [model.groupLabel(~concept).text, model.collections[~concept].notation ?? ""]
    : [model.label(concept).text, model.notation(concept)];
  return texts.some((text) => fold(text).startsWith(key));
}

/** The tree in its section of the page. */
export function createTree({ model, section, onSelect, onGroup, address }) {
  const { count, number, say } = model.words;
  let rows = null;
  let rowsFor = null;
  let isByGroups = false;
  let active = 0;
  /** The concept or, as ~ its number, the group that is selected; null for none. */
  let selected = null;
  let height = 28;
  let typed = "";
  let typedAt = 0;

  const facts = element("p", { class: "facts" });
  const closeAll = button(say("collapse"), () => {
    rows.closeAll();
    activate(0);
  });
  const space = element("div", { role: "none", class: "space" });
  const view = element("div", { id: "tree-view", class: "tree-view", role: "tree", tabindex: "0",
    "aria-label": say("hierarchy_label") }, space);
  const title = element("h2", {});
  const toHierarchy = element("a", {}, say("hierarchy"));
  const toGroups = element("a", {}, say("groups"));
  const ways = element("nav", { class: "views", "aria-label": say("tree_by") }, toHierarchy, toGroups);
  ways.hidden = !model.groups.size;
  const head = element("div", { class: "head" }, title, facts, ways, closeAll);
  section.replaceChildren(head, view);

  function tellWays() {
    title.textContent = say(isByGroups ? "groups" : "hierarchy");
    view.setAttribute("aria-label", say(isByGroups ? "groups_label" : "hierarchy_label"));
    for (const [link, name] of [[toHierarchy, "tree"], [toGroups, "groups"]]) {
      link.setAttribute("href", address({ view: name, ...(name === "tree" ? { group: null } : {}) }));
      if ((name === "groups") === isByGroups) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  const idOf = (at) => `row-${at}`;

  function draw() {
    const first = Math.max(0, Math.floor(view.scrollTop / height) - BEYOND);
    const last = Math.min(rows.length, Math.ceil((view.scrollTop + view.clientHeight) / height) + BEYOND);
    const wanted = new Set();
    for (let at = first; at < last; at++) wanted.add(at);
    // The row that the keyboard is at must be in the page for a screen reader to read it.
    if (active < rows.length) wanted.add(active);
    space.style.height = `${rows.length * height}px`;
    space.replaceChildren(...[...wanted].sort((a, b) => a - b).map(drawRow));
    if (rows.length) view.setAttribute("aria-activedescendant", idOf(active));
    else view.removeAttribute("aria-activedescendant");
  }

  function drawRow(at) {
    const row = rows.row(at);
    const isSelected = row.concept === selected;
    const made = element("div", {
      id: idOf(at), role: "treeitem", class: `row${at === active ? " active" : ""}`, "data-at": at,
      "aria-level": row.level, "aria-setsize": row.of, "aria-posinset": row.at, "aria-selected": String(isSelected),
      "aria-expanded": row.hasMore ? String(row.isOpen) : null, "data-concept": row.concept < 0 || row.concept === LOOSE ? null : row.concept,
    });
    made.style.top = `${at * height}px`;
    made.style.paddingInlineStart = `${Math.min(row.level - 1, 14) * 1.15 + 0.4}rem`;
    made.append(element("span", { class: "twisty", "aria-hidden": "true" }));
    if (row.concept === LOOSE) made.append(element("i", {}, say(isByGroups ? "no_group" : "no_hierarchy")));
    else made.append(row.concept < 0 ? groupLabelOf(~row.concept) : labelOf(row.concept));
    if (row.hasMore) made.append(element("small", { "aria-hidden": "true" }, number(rows.size(row))));
    return made;
  }

  /** What stands behind a label for who does not see its sign. */
  const remark = (key) => ` (${say(key)})`;

  function labelOf(concept) {
    const label = model.label(concept);
    const classes = ["label"];
    if (model.isMisnomer(concept)) classes.push("misnomer");
    if (model.isDeprecated(concept)) classes.push("deprecated");
    const made = element("span", { class: classes.join(" "), title: label.text }, notationOf(model, concept),
      bdi(label.text, label.lang));
    if (model.isMisnomer(concept)) made.append(element("span", { class: "hidden" }, remark("misleading_name")));
    if (model.isDeprecated(concept)) made.append(element("span", { class: "hidden" }, remark("deprecated")));
    if (model.isUnused(concept)) made.append(" ", element("small", { class: "badge" }, say("never_used")));
    return made;
  }

  function groupLabelOf(group) {
    const label = model.groupLabel(group);
    return element("span", { class: "label a-group", title: label.text }, groupNotation(model, group), bdi(label.text, label.lang),
      element("span", { class: "hidden" }, remark("group")));
  }

  /** Move the keyboard's place to a row, and bring it into sight. */
  function activate(at, middle = false) {
    active = Math.max(0, Math.min(at, rows.length - 1));
    const top = active * height;
    const [low, high] = [view.scrollTop, view.scrollTop + view.clientHeight - height];
    space.style.height = `${rows.length * height}px`;
    if (middle && (top < low || top > high)) view.scrollTop = top - view.clientHeight / 3;
    else if (top < low) view.scrollTop = top;
    else if (top > high) view.scrollTop = top - view.clientHeight + height;
    draw();
  }

  function toggle(at) {
    if (rows.row(at).isOpen) rows.close(at);
    else rows.open(at);
    activate(at);
  }

  function choose(at) {
    const { concept } = rows.row(at);
    activate(at);
    if (concept === LOOSE) toggle(at);
    else if (concept < 0) onGroup(~concept);
    else onSelect(concept);
  }

  const KEYS = {
    ArrowDown: () => activate(active + 1),
    ArrowUp: () => activate(active - 1),
    Home: () => activate(0),
    End: () => activate(rows.length - 1),
    PageDown: () => activate(active + pageful()),
    PageUp: () => activate(active - pageful()),
    ArrowRight() {
      const { hasMore, isOpen } = rows.row(active);
      if (hasMore && !isOpen) toggle(active);
      else if (isOpen) activate(active + 1);
    },
    ArrowLeft() {
      if (rows.row(active).isOpen) toggle(active);
      else if (rows.row(active).level > 1) activate(rows.parentOf(active));
    },
    Enter: () => choose(active),
    " ": () => choose(active),
    "*"() {
      const { parent } = rows.row(active);
      const here = rows.row(active);
      for (let at = rows.length - 1; at >= 0; at--) if (rows.row(at).parent === parent) rows.open(at);
      for (let at = 0; at < rows.length; at++) if (rows.row(at) === here) activate(at);
    },
  };
  const pageful = () => Math.max(1, Math.floor(view.clientHeight / height) - 1);

  view.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !rows.length) return;
    const isTyping = typed && event.timeStamp - typedAt < TYPING;
    const key = readingKey(event.key);
    if (Object.hasOwn(KEYS, key) && !(key === " " && isTyping)) {
      event.preventDefault();
      KEYS[key]();
    } else if (/^[\p{L}\p{N} ]$/u.test(event.key)) {
      event.preventDefault();
      typed = isTyping ? typed + event.key : event.key;
      typedAt = event.timeStamp;
      // One letter goes on to the next row with it; more letters may still mean the row that they led to.
      const at = rows.startingWith(typed, typed.length > 1 ? active : active + 1);
      if (at >= 0) activate(at);
    }
  });
  view.addEventListener("click", (event) => {
    const made = event.target.closest(".row");
    if (!made) return;
    const at = Number(made.dataset.at);
    if (event.target.closest(".twisty")) toggle(at);
    else choose(at);
  });
  view.addEventListener("scroll", () => draw(), { passive: true });
  const measure = () => {
    const made = space.querySelector(".row");
    const found = made ? made.getBoundingClientRect().height : 0;
    if (found > 0 && Math.abs(found - height) > 0.5) {
      height = found;
      draw();
    }
  };
  new ResizeObserver(() => {
    if (!rows || section.hidden) return;
    draw();
    measure();
  }).observe(view);

  return {
    /**
     * Show the tree, with a concept or a group selected or none (-1 both). `fits` tells what is in the chosen scheme,
     * null for all.
     */
    render({ state, concept, group, fits, version }) {
      isByGroups = state.view === "groups" || group >= 0;
      tellWays();
      const wanted = `${version} ${isByGroups}`;
      if (rowsFor !== wanted) {
        rows = treeRows(model, isByGroups ? byGroups(model, fits) : byBroader(model, fits));
        rowsFor = wanted;
        active = 0;
        selected = null;
        if (rows.tops < 6) for (let at = rows.length - 1; at >= 0; at--) rows.open(at);
      }
      facts.textContent = isByGroups ? count("group", model.groups.size) : count("top", rows.tops);
      draw();
      measure();
      const now = group >= 0 ? ~group : concept >= 0 ? concept : null;
      const isNew = now !== selected;
      selected = now;
      if (now === null) draw();
      else if (isNew) {
        const isHere = active < rows.length && rows.row(active).concept === now;
        const at = isHere ? active : rows.reveal(now);
        if (at >= 0) activate(at, true);
        else draw();
      }
    },
    focus: () => view.focus(),
  };
}
