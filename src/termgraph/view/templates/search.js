// Search as you type over all names of all concepts.

const searchBox = document.getElementById("search");
const hitList = document.getElementById("hits");
const foundNote = document.getElementById("found");
const MOST_HITS = 12;
const PREF = 0;

const index = data.names.map(([text, rank, term, remark, misleading]) => ({ text, rank, term, remark, misleading, key: fold(text), words: text.toLowerCase() }));

let hits = [];
let active = -1;
let onHit = () => {};

/** The best names for what was typed: whole names first, then beginnings, then beginnings of words, then parts. */
function search(typed) {
  const key = fold(typed);
  const words = typed.trim().toLowerCase();
  if (!key && !words) return [];
  const found = [];
  for (const name of index) {
    const place = key ? name.key.indexOf(key) : name.words.indexOf(words);
    if (place < 0) continue;
    const group = name.key === key ? 0 : place === 0 ? 1 : name.words.includes(` ${words}`) ? 2 : 3;
    found.push([group * 10 + name.rank + Math.min(name.key.length, 90) / 100, name]);
  }
  found.sort((a, b) => a[0] - b[0] || byLabel(a[1].text, b[1].text));
  const terms = new Set();
  return found.map(([, name]) => name).filter((name) => !terms.has(name.term) && terms.add(name.term));
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A line of the list that cannot be chosen. */
function remark(text) {
  const row = element("li", "none", text);
  row.setAttribute("role", "option");
  row.setAttribute("aria-disabled", "true");
  return row;
}

function showHits(all) {
  hits = all.slice(0, MOST_HITS);
  hitList.replaceChildren(...hits.map((hit, number) => {
    const row = element("li");
    row.id = `hit-${number}`;
    row.setAttribute("role", "option");
    row.append(element("bdi", hit.misleading ? "misleading" : "", hit.text));
    if (hit.rank !== PREF) {
      row.append(element("small", "", hit.remark ? ` ${hit.remark} of ` : " → "));
      row.append(element("bdi", "concept", labelOf.get(hit.term)));
    }
    if (hit.misleading) row.append(element("small", "misleading", " misleading name"));
    row.addEventListener("mousedown", (event) => event.preventDefault());
    row.addEventListener("click", () => choose(number));
    return row;
  }));
  const typed = searchBox.value.trim() !== "";
  if (typed && !hits.length) hitList.append(remark("No name like that"));
  if (all.length > hits.length) hitList.append(remark(`and ${all.length - hits.length} more`));
  foundNote.textContent = typed ? `${all.length} found` : "";
  hitList.hidden = !typed;
  searchBox.setAttribute("aria-expanded", String(!hitList.hidden));
  activate(hits.length ? 0 : -1);
}

function activate(number) {
  active = number;
  [...hitList.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === number)));
  if (number < 0) searchBox.removeAttribute("aria-activedescendant");
  else {
    searchBox.setAttribute("aria-activedescendant", `hit-${number}`);
    hitList.children[number].scrollIntoView({ block: "nearest" });
  }
}

function closeHits() {
  hitList.hidden = true;
  searchBox.setAttribute("aria-expanded", "false");
  searchBox.removeAttribute("aria-activedescendant");
}

function choose(number) {
  const hit = hits[number];
  if (!hit) return;
  searchBox.value = "";
  closeHits();
  onHit(hit.term);
}

searchBox.addEventListener("input", () => showHits(search(searchBox.value)));
searchBox.addEventListener("focus", () => searchBox.value.trim() && showHits(search(searchBox.value)));
searchBox.addEventListener("blur", closeHits);
searchBox.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (hits.length) activate((active + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
  } else if (event.key === "Enter") {
    event.preventDefault();
    choose(active);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    if (hitList.hidden) searchBox.blur();
    searchBox.value = "";
    closeHits();
  }
});
