// What is shown: a state, kept here and mirrored in the address, #term=softmax&depth=2&hide=related, where the frame has
// one of its own. In the frame of a notebook there may be none, and everything works all the same.

const VIEWS = ["map", "focus", "overview", "tree", "groups", "list", "misnomers", "results"];
/** Changes of these only refine what is shown: they make no new entry in the browser's history. */
const REFINING = new Set(["depth", "way", "hide", "names", "lang", "scheme", "letter"]);
const EMPTY = {
  term: null, group: null, view: "map", find: null, depth: 0, hide: new Set(), path: null, way: 1, lang: null,
  scheme: null, letter: null, names: false, embed: null,
};

const listeners = new Set();
let known = new Set();
let keyOf = (name) => name;
let now = null;
/** The part of the address that was last read or written: where it differs, a link or the history changes it. */
let mirrored = null;

/** Say which kinds of lines there are, and how to find the key of what an address names: others mean nothing. */
export function know(kinds, find) {
  known = new Set(kinds);
  keyOf = find;
}

/** The state that is shown. */
export const present = () => now ?? readState(location.hash);

/**
 * The state that an address stands for: of a term any name will do, and "#softmax" is as good as "#term=softmax".
 * What is not in it, or not known, is as at the beginning: term, path (keys of concepts), group (key of a collection),
 * lang, scheme, letter: null; view: "map"; depth: 0, for "as fits"; way: 1, which of several; hide: a Set of kinds;
 * names: whether all other names are shown; embed: whether without a head, null for as the page was written; find: of
 * the results, what was looked for.
 */
export function readState(hash) {
  const bare = hash.replace(/^#/, "");
  const letter = /^letter-(.+)$/.exec(bare);
  if (bare === "list" || letter) {
    // As in the list that is read without scripts: "=" tells the key of a collection from a letter.
    const under = letter ? decoded(letter[1]) : null;
    const place = under?.startsWith("=") ? { group: under.slice(1) } : { letter: under };
    return { ...EMPTY, hide: new Set(), view: "list", ...place };
  }
  if (bare && !bare.includes("=")) return { ...EMPTY, hide: new Set(), term: keyOf(decoded(bare)) };
  // A plus sign is a plus sign here (C++), not a space.
  const wanted = new URLSearchParams(bare.replaceAll("+", "%2B"));
  const depth = Number(wanted.get("depth"));
  const view = wanted.get("view");
  return {
    term: named(wanted.get("term")),
    group: wanted.get("group") || null,
    view: VIEWS.includes(view) ? view : "map",
    depth: [1, 2, 3].includes(depth) ? depth : 0,
    hide: new Set((wanted.get("hide") ?? "").split(",").filter((kind) => known.has(kind))),
    path: named(wanted.get("path")),
    way: /^[2-9]$/.test(wanted.get("way")) ? Number(wanted.get("way")) : 1,
    lang: wanted.get("lang") || null,
    scheme: wanted.get("scheme") || null,
    letter: wanted.get("letter") || null,
    names: wanted.get("names") === "all",
    find: view === "results" ? wanted.get("find") || null : null,
    embed: { 0: false, 1: true }[wanted.get("embed")] ?? null,
  };
}

const named = (name) => (name ? keyOf(name) : null);

/** The address of the present state with some changes. */
export function address(change = {}, from = present()) {
  // Who goes to a term lets go of the group, and the other way round.
  const left = change.term ? { group: null } : change.group ? { term: null, path: null, letter: null } : {};
  const other = "term" in change || "path" in change ? { way: 1 } : {};
  const state = { ...from, ...left, ...other, ...change };
  const parts = [];
  if (state.term) parts.push(`term=${encoded(state.term)}`);
  if (state.group) parts.push(`group=${encoded(state.group)}`);
  if (state.path) parts.push(`path=${encoded(state.path)}`);
  if (state.path && state.way > 1) parts.push(`way=${state.way}`);
  if (state.view && state.view !== "map") parts.push(`view=${state.view}`);
  if (state.find && state.view === "results") parts.push(`find=${encoded(state.find)}`);
  if (state.letter) parts.push(`letter=${encoded(state.letter)}`);
  if (state.depth) parts.push(`depth=${state.depth}`);
  if (state.hide?.size) parts.push(`hide=${[...state.hide].join(",")}`);
  if (state.names) parts.push("names=all");
  if (state.lang) parts.push(`lang=${encoded(state.lang)}`);
  if (state.scheme) parts.push(`scheme=${encoded(state.scheme)}`);
  if (state.embed !== null) parts.push(`embed=${Number(state.embed)}`);
  return `#${parts.join("&")}`;
}

/** Go on to another state: a new entry in the browser's history, unless it only refines the last one. */
export function go(change, { replace = Object.keys(change).every((key) => REFINING.has(key)) } = {}) {
  follow(address(change), { replace });
}

/** Go on to what an address within the page stands for. */
export function follow(to, { replace = false } = {}) {
  if (now && to === address({})) return;
  mirror(to, replace ? "replaceState" : "pushState");
  tell(readState(to));
}

/** Have the address say what is shown. A frame without one of its own, or without the right to it, goes without. */
function mirror(to, how) {
  try {
    history[how](null, "", location.href.replace(/#.*|$/s, () => to));
  } catch {
    // What is shown is kept here.
  }
  mirrored = location.hash;
}

/** Whether the page has an address that says what is shown, for a link to be copied, or opened elsewhere. */
export const hasAddress = () => /^(?:https?|file):$/.test(location.protocol);

/** Have a function called with every new state. */
export function onChange(listener) {
  listeners.add(listener);
}

/**
 * Begin: with what the address says, as a state or as a question (?find=owl), as forms of other pages ask; where it says
 * nothing, with the state that the page was written for.
 */
export function begin(start = {}) {
  addEventListener("hashchange", read);
  const own = address({ ...start, hide: new Set(start.hide ?? []), ...asked() }, { ...EMPTY });
  if (location.hash || own === "#") read();
  else follow(own, { replace: true });
}

function asked() {
  const [find, lang] = ["find", "lang"].map((name) => new URLSearchParams(location.search).get(name)?.trim());
  return find ? { view: "results", find, ...(lang && { lang }) } : {};
}

/** Whether the address has been told of: a link or the history changes it a little before. */
export const isTold = () => mirrored === location.hash;

function read() {
  mirrored = location.hash;
  tell(readState(location.hash));
}

function tell(state) {
  now = state;
  for (const listener of listeners) listener(state);
}

function encoded(text) {
  return encodeURIComponent(text).replaceAll("'", "%27");
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
