// What the address says is what is shown: #term=softmax&view=focus&hide=related. Everything else follows from it.

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const articles = new Map([...document.querySelectorAll("article.term")].map((a) => [a.id.slice("term=".length), a]));
const pageTitle = document.title;
let state = { term: null, view: "map", hide: new Set(), names: false, letter: null };
let shownLook = null;

function readState() {
  const hash = location.hash.slice(1);
  // A plus sign is a plus sign here (C++), not a space.
  const wanted = new URLSearchParams(hash.replaceAll("+", "%2B"));
  const term = wanted.get("term");
  const view = wanted.get("view");
  return {
    term: byTerm.has(term) ? term : null,
    view: hash === "list" || hash.startsWith("letter-") ? "list" : ["focus", "list"].includes(view) ? view : "map",
    hide: new Set((wanted.get("hide") ?? "").split(",").filter((kind) => kind in data.kinds)),
    names: wanted.get("names") === "all",
    letter: hash.startsWith("letter-") ? decodeURIComponent(hash) : null,
  };
}

function address(change = {}) {
  const next = { ...state, ...change };
  const parts = [];
  if (next.term !== null) parts.push(`term=${encodeURIComponent(next.term)}`);
  if (next.view !== "map") parts.push(`view=${next.view}`);
  if (next.hide.size) parts.push(`hide=${[...next.hide].join(",")}`);
  if (next.names) parts.push("names=all");
  return `#${parts.join("&")}`;
}

/** Go on to another state: a new entry in the browser's history, unless it only refines the last one. */
function go(change, replace = false) {
  const to = address(change);
  if (to === location.hash || (to === "#" && !location.hash)) return;
  history[replace ? "replaceState" : "pushState"](null, "", to);
  render();
}

const select = (term, replace = false) => go({ term, view: state.view === "list" ? "map" : state.view }, replace);

function render() {
  state = readState();
  const isList = state.view === "list";
  root.classList.toggle("show-list", isList);
  const selected = state.term === null ? null : byTerm.get(state.term);
  renderPanel(selected);
  renderControls(isList);
  document.title = selected ? `${labelOf.get(state.term)} – ${pageTitle}` : pageTitle;
  root.dataset.term = state.term ?? "";
  if (isList) {
    if (state.letter) byId(state.letter)?.scrollIntoView();
    else scrollTo(0, 0);
  } else renderMap(selected);
}

function renderMap(selected) {
  const onMap = selected === null || selected.x !== undefined;
  const asFocus = selected !== null && (state.view === "focus" || !onMap || !isWhole);
  show(asFocus ? focusScene(selected, state.hide) : mapScene(selected, state.names, state.hide), selected);
  const look = `${scene.look}${asFocus ? state.term : ""}`;
  if (look !== shownLook) fit(shownLook !== null);
  else if (selected) reveal(selected.id);
  shownLook = look;
  root.dataset.look = scene.look;
  const hiddenCount = scene.more.reduce((sum, { count }) => sum + count, 0);
  const drawn = nodes.filter((node) => node.kind === "concept" && node.x !== undefined).length;
  byId("note").textContent = hiddenCount
    ? `+${hiddenCount} more, all listed beside: ${scene.more.map(({ side, count }) => `${count} ${SIDES[side]}`).join(", ")}`
    : scene.look === "map" && !isWhole ? `${drawn} of ${byTerm.size} concepts; select one to see its surroundings` : "";
}

const SIDES = { above: "broader", below: "narrower", left: "related", right: "confused or contrasting", names: "names" };

function renderPanel(selected) {
  byId("start").hidden = selected !== null;
  byId("selected").hidden = selected === null;
  const article = selected ? articles.get(selected.term) : null;
  if (!article) {
    byId("card").replaceChildren();
    return;
  }
  const copy = article.cloneNode(true);
  copy.removeAttribute("id");
  // In the list a term stands below its letter, here it stands alone.
  for (const heading of copy.querySelectorAll("h4, h5")) heading.setAttribute("aria-level", heading.tagName === "H4" ? "2" : "3");
  byId("card").replaceChildren(copy);
  byId("panel").scrollTop = 0;
}

function renderControls(isList) {
  byId("to-list").setAttribute("href", address({ view: "list", term: null }));
  byId("to-map").setAttribute("href", address({ view: "map", term: null }));
  byId(isList ? "to-list" : "to-map").setAttribute("aria-current", "page");
  byId(isList ? "to-map" : "to-list").removeAttribute("aria-current");
  byId("close").setAttribute("href", address({ term: null, view: "map" }));
  const inFocus = state.view === "focus";
  byId("focus").textContent = inFocus ? "Show on the map" : "Show surroundings";
  byId("focus").hidden = !isWhole;
  byId("focus").setAttribute("href", address({ view: inFocus ? "map" : "focus" }));
  for (const button of document.querySelectorAll("button[data-kind]")) {
    button.setAttribute("aria-pressed", String(!state.hide.has(button.dataset.kind)));
  }
  byId("names")?.setAttribute("aria-pressed", String(state.names));
}

onHit = (term) => select(term);
onPick = (item) => {
  if (item) select(conceptOf(item.node).term);
  else if (state.term !== null && scene.look === "map") go({ term: null });
};

// Links within the page keep the view and what is hidden; a plain link (without scripts, or in a new tab) still works.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#term=']");
  if (!link || link.id || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  select(new URLSearchParams(link.getAttribute("href").slice(1).replaceAll("+", "%2B")).get("term"));
});
for (const button of document.querySelectorAll("button[data-kind]")) {
  button.addEventListener("click", () => {
    const hide = new Set(state.hide);
    if (!hide.delete(button.dataset.kind)) hide.add(button.dataset.kind);
    go({ hide }, true);
  });
}
byId("names")?.addEventListener("click", () => go({ names: !state.names }, true));
byId("closer").addEventListener("click", () => zoomBy(1.3));
byId("farther").addEventListener("click", () => zoomBy(1 / 1.3));
byId("fit").addEventListener("click", () => fit());

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
canvas.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in ARROWS) {
    event.preventDefault();
    const current = state.term === null ? null : byTerm.get(state.term).id;
    const next = current === null ? [...scene.items.values()][0] : nextItem(current, ...ARROWS[event.key]);
    if (next) select(conceptOf(next.node).term, current !== null);
  } else if (event.key === "Enter") byId("card").focus();
  else if (event.key === "+") zoomBy(1.3);
  else if (event.key === "-") zoomBy(1 / 1.3);
  else if (event.key === "0") fit();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) {
    event.preventDefault();
    searchBox.focus();
    searchBox.select();
  } else if (event.key === "Escape" && state.term !== null) go({ term: null, view: "map" });
});
addEventListener("hashchange", render);
for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
  matchMedia(query).addEventListener("change", () => {
    theme = readTheme();
    restyle();
  });
}

render();
network.once("afterDrawing", () => (root.dataset.ready = "true"));
if (state.view === "list") root.dataset.ready = "true";
else network.redraw();

/** For tests and for pages that embed this one: where things are on the screen, and how to select one. */
window.termgraph = {
  select,
  scene: () => [...scene.items.values()].map((item) => {
    const box = canvas.getBoundingClientRect();
    const at = (x, y) => network.canvasToDOM({ x, y });
    const [low, high] = [at(item.left, item.top), at(item.right, item.bottom)];
    return {
      label: item.lines.join(" "), term: conceptOf(item.node).term, kind: item.node.kind, strength: strengthOf(item.id),
      left: box.left + low.x, top: box.top + low.y, right: box.left + high.x, bottom: box.top + high.y,
    };
  }),
  lines: () => scene.edges.map((edge) => ({ from: edge.from, to: edge.to, kind: edge.kind })),
};
