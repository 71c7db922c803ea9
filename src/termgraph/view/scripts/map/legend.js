// The legend: what a colour, a dash and an arrow say, how many there are, and which are hidden.

import { byId, counted, element } from "../page/dom.js";
import { go } from "../page/state.js";
import { BRANCHES } from "../page/theme.js";

const SVG = "http://www.w3.org/2000/svg";

/** The legend in #legend. `onBranch` is called with the top of a branch whose name is clicked. */
export function createLegend({ model, onBranch }) {
  const holder = byId("legend");
  const kinds = element("div", {
    class: "kinds",
    role: "group",
    "aria-label": "Kinds of relations; click one to hide it",
  });
  const branches = element("div", {
    class: "branches",
    role: "group",
    "aria-label": "Colours of the branches",
  });
  holder.append(kinds);
  holder.after(branches);
  const buttons = new Map();
  for (const [kind, style] of Object.entries(model.kinds)) {
    const button = element(
      "button",
      { type: "button", class: "kind", "data-kind": kind, "aria-pressed": "true" },
      sample(kind, style),
      style.label,
      element("small", {}, counted(style.count)),
    );
    button.addEventListener("click", () => toggle(kind));
    buttons.set(kind, button);
  }
  const misleading = model.misleading.length
    ? element("span", { class: "key" }, shape("misnomer"), "misleading name")
    : null;
  const allNames = element(
    "button",
    {
      type: "button",
      id: "names",
      class: "kind",
      "aria-pressed": "false",
      title: "Show every other name on the map",
    },
    shape("synonymOf"),
    "all other names",
  );
  let current = null;
  allNames.addEventListener("click", () => go({ names: !current.names }));
  kinds.append(...[...buttons.values(), misleading, allNames].filter(Boolean));
  // Before the drawing is as large as it will be.
  if (matchMedia("(max-width: 760px), (max-height: 600px)").matches) holder.open = false;

  function toggle(kind) {
    const hide = new Set(current.hide);
    if (!hide.delete(kind)) hide.add(kind);
    go({ hide });
  }

  /** Say what is drawn: `look`, and the tops of the branches whose colours are to be seen. */
  function render(state, { look, tops }) {
    current = state;
    for (const [kind, button] of buttons) {
      button.setAttribute("aria-pressed", String(!state.hide.has(kind)));
      button.title = state.hide.has(kind) ? "Show these" : "Hide these";
      button.hidden = look === "overview" && !model.kinds[kind].concepts;
    }
    allNames.hidden = look !== "map" || !model.nameCount;
    allNames.setAttribute("aria-pressed", String(state.names));
    branches.replaceChildren(
      ...namedColors(tops).map((top) => {
        const { text, lang } = model.label(top);
        const button = element(
          "button",
          {
            type: "button",
            class: `kind branch branch-${model.branch(top)}`,
            title: look === "overview" ? "Show this branch" : "Go to this term",
          },
          element("span", { class: "swatch", "aria-hidden": "true" }),
          element("bdi", { lang }, text),
        );
        button.addEventListener("click", () => onBranch(top));
        return button;
      }),
    );
    // On the map of a small vocabulary each branch stands on its colour, below its name.
    branches.hidden = look === "map" || branches.children.length < 2;
  }

  /** Of each colour the largest branch that is to be seen, in the order of the colours. */
  function namedColors(tops) {
    const named = [];
    for (const top of tops) {
      const color = model.branch(top);
      if (
        color < BRANCHES
        && (named[color] === undefined || model.branchSize(top) > model.branchSize(named[color]))
      )
        named[color] = top;
    }
    return named.filter((top) => top !== undefined && model.branchSize(top) > 1);
  }

  return { render };
}

/** A line as it is drawn: its colour, its dashes, its arrow. */
function sample(kind, { dashes, arrow }) {
  const line = svg("line", {
    x1: 1,
    y1: 5,
    x2: arrow ? 27 : 33,
    y2: 5,
    "stroke-dasharray": dashes.join(" ") || "none",
  });
  return svg(
    "svg",
    { class: `line ${kind}`, viewBox: "0 0 34 10", width: 34, height: 10, "aria-hidden": "true" },
    line,
    arrow && svg("path", { d: "M26 1 34 5 26 9z" }),
  );
}

function shape(kind) {
  const inside =
    kind === "misnomer" ? svg("path", { d: "M6 0 12 6 6 12 0 6z" }) : svg("circle", { cx: 6, cy: 6, r: 3 });
  return svg(
    "svg",
    { class: `line ${kind}`, viewBox: "0 0 12 12", width: 12, height: 12, "aria-hidden": "true" },
    inside,
  );
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children.filter(Boolean));
  return made;
}
