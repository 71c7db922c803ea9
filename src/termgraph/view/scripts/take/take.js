// Taking something away: pictures, data, paper, a link. Nothing leaves the page but by the reader's own click.

import { button, byId, element } from "../page/dom.js";
import { hasAddress } from "../page/state.js";
import { hasRecord, record } from "./record.js";
import { csvOf } from "./table.js";
import { svgOf } from "./taken.js";
import { turtleOf } from "./turtle.js";

const SHOWN_FOR = 2200;
const PICTURE_SCALE = 2;

/** Offer something as a file. */
function download(name, content, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` });
  const address = URL.createObjectURL(blob);
  const link = element("a", { class: "hidden" });
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Put a text on the clipboard; resolves to whether that was possible. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Where the page has no right to the clipboard: from the old days, and still everywhere.
    const area = element("textarea", { class: "hidden", "aria-hidden": "true", tabindex: "-1" });
    area.value = text;
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus?.();
    return done;
  }
}

/** A button that copies the address of what is shown, and says that it has. */
export function copyButton({ say }, attributes = {}) {
  let timer = 0;
  const made = button(say("copy"), async () => {
    const done = await copied(location.href);
    made.textContent = say(done ? "copied" : "uncopied");
    clearTimeout(timer);
    timer = setTimeout(() => (made.textContent = say("copy")), SHOWN_FOR);
  }, { "aria-live": "polite", ...attributes });
  made.hidden = !hasAddress();
  return made;
}

/** A name for a file, of what is shown. */
function fileName(model, state, ending) {
  const concept = state.term === null ? -1 : model.find(state.term);
  const text = concept >= 0 ? model.label(concept).text : model.title;
  return `${text.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "view"}.${ending}`;
}

/**
 * The menu for taking something away.
 *
 * @param {{ model, map, menu, current }} parts `current` gives the state; `menu` is the element of the page.
 */
export function createTake({ model, map, menu, current }) {
  const concepts = () => {
    const shown = [...map.shown()];
    if (shown.length) return shown;
    const concept = current().term === null ? -1 : model.find(current().term);
    return concept < 0 ? [] : [concept, ...new Set(model.neighbours(concept).map(({ to }) => to))];
  };

  async function asTurtle() {
    const all = concepts();
    download(fileName(model, current(), "ttl"), turtleOf(await record(model), all), "text/turtle");
  }

  async function asCsv() {
    const all = concepts();
    const articles = await Promise.all(all.map((concept) => model.article(concept)));
    download(fileName(model, current(), "csv"), csvOf(model, all, articles), "text/csv");
  }

  const actions = [
    ["png", () => map.toCanvas(PICTURE_SCALE).toBlob((blob) => {
      if (blob) download(fileName(model, current(), "png"), blob);
    }, "image/png")],
    ["svg", () => {
      const name = fileName(model, current(), "svg");
      download(name, svgOf(map.exportScene(), name.slice(0, -4)), "image/svg+xml");
    }],
    ...(hasRecord() ? [["turtle", asTurtle]] : []),
    ["csv", asCsv],
    ["print", () => print()],
  ];
  const items = actions.map(([id, act]) => element("li", {}, button(model.words.say(id), () => {
    close();
    act();
  }, { id: `take-${id}` })));
  items.push(element("li", {}, copyButton(model.words, { id: "take-link" })));
  const summary = menu.querySelector("summary");
  menu.append(element("ul", {}, items));
  const close = () => {
    menu.open = false;
    summary.focus();
  };
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  printPicture(map);
}

/** Paper gets a picture of the drawing of its own, as fine as paper is. */
function printPicture(map) {
  let picture = null;
  const remove = () => {
    picture?.remove();
    picture = null;
  };
  addEventListener("beforeprint", () => {
    remove();
    if (byId("map").hidden) return;
    picture = map.toCanvas(PICTURE_SCALE, { onPaper: true });
    picture.className = "picture";
    picture.setAttribute("aria-hidden", "true");
    byId("map").prepend(picture);
  });
  addEventListener("afterprint", remove);
}
