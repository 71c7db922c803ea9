// The legend: what a colour, a dash and an arrow say, how many there are, and which are hidden.

import { bdi, byId, element } from "../page/dom.js";
import { OF_NAMES } from "../data/names.js";
import { go } from "../page/state.js";
import { BRANCHES, branchColor } from "../page/theme.js";

const SVG = "http://www.w3.org/2000/svg";

/** The legend in #legend. `onDivision` is called with the branch or group whose name is clicked, as the model numbers it. */
export function createLegend({ model, onDivision }) {
  const { number, say } = model.words;
  const holder = byId("legend");
  const kinds = element("div", {
    class: "kinds",
    role: "group",
    "aria-label": say("kinds"),
  });
  const branches = element("div", {
    class: "branches",
    role: "group",
    "aria-label": say(model.clusters ? "group_colours" : "branch_colours"),
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
      element("small", {}, number(style.count)),
    );
    button.addEventListener("click", () => toggle(kind));
    buttons.set(kind, button);
  }
  const misleading = model.misleading.length
    ? element("span", { class: "key" }, shape("misnomer"), say("misleading_name"))
    : null;
  const used = model.hasUses
    ? [
        element("span", { class: "key" }, dots([2.5, 5.5]), say("by_use")),
        element("span", { class: "key" }, dots([3], "hollow"), say("never_used")),
      ]
    : [];
  const allNames = element(
    "button",
    {
      type: "button",
      id: "names",
      class: "kind",
      "aria-pressed": "false",
      title: say("all_names_key"),
    },
    shape("synonymOf"),
    say("all_names"),
  );
  let current = null;
  allNames.addEventListener("click", () => go({ names: !current.names }));
  kinds.append(...[...buttons.values(), misleading, ...used, allNames].filter(Boolean));
  // From the beginning, before the drawing is as large as it will be, and whenever the window becomes small or large.
  const small = matchMedia("(max-width: 760px), (max-height: 600px)");
  const leaveRoom = () => (holder.open = !small.matches);
  small.addEventListener("change", leaveRoom);
  leaveRoom();

  function toggle(kind) {
    const hide = new Set(current.hide);
    if (!hide.delete(kind)) hide.add(kind);
    go({ hide });
  }

  /** Say what is drawn: `look`, and the branches or groups whose colours are to be seen. */
  function render(state, { look, divisions }) {
    current = state;
    for (const [kind, button] of buttons) {
      button.setAttribute("aria-pressed", String(!state.hide.has(kind)));
      button.title = say(state.hide.has(kind) ? "show_these" : "hide_these");
      button.hidden = !OF_NAMES.has(kind) && (look === "story" || (look === "overview" && !model.kinds[kind].concepts));
    }
    for (const key of used) key.hidden = look !== "map" && look !== "overview";
    allNames.hidden = look !== "map" || !model.nameCount;
    allNames.setAttribute("aria-pressed", String(state.names));
    branches.replaceChildren(...namedColors(divisions).map((division) => branch(division, look)));
    // On the map of a small vocabulary each branch stands on its colour, below its name.
    branches.hidden = (look === "map" && !model.clusters) || branches.children.length < 2;
  }

  function branch(division, look) {
    const { text, lang } = model.divisionLabel(division);
    const isGroup = division < 0;
    const made = element(
      "button",
      {
        type: "button",
        class: `kind branch branch-${model.divisionColor(division)}`,
        "aria-current": isGroup && model.collections[~division].key === current.group ? "true" : null,
        title: say(isGroup ? "show_group" : look === "overview" ? "show_branch" : "show_term"),
      },
      element("span", { class: "swatch", "aria-hidden": "true" }),
      bdi(text, lang),
    );
    made.addEventListener("click", () => onDivision(division));
    return made;
  }

  /** Of each colour the largest branch that is to be seen, in the order of the colours. */
  function namedColors(divisions) {
    const named = [];
    for (const one of divisions) {
      const color = model.divisionColor(one);
      const other = named[color];
      if (color < BRANCHES && (other === undefined || model.divisionSize(one) > model.divisionSize(other)))
        named[color] = one;
    }
    return named.filter((one) => one !== undefined && model.divisionSize(one) > 1);
  }

  /** What is to be seen on a drawing, for a picture of it: `{ label, color, dash, arrow }`, or `{ label, color, shape }`. */
  function entries({ lines, dots }, { look, divisions }, colors) {
    const drawn = new Set(lines.map(({ kind }) => kind));
    const kindsSeen = Object.entries(model.kinds).filter(([kind]) => drawn.has(kind)).map(([kind, { label, dashes, arrow }]) => {
      return { label, color: colors.kinds[kind], dash: dashes, arrow };
    });
    const isMisleading = dots.some(({ shape }) => shape === "diamond");
    const named = look === "story" || (look === "map" && !model.clusters) ? [] : namedColors(divisions);
    return [
      ...kindsSeen,
      ...(isMisleading ? [{ label: say("misleading_name"), color: colors.misnomer, shape: "diamond" }] : []),
      ...used.filter(({ hidden }) => !hidden).map(({ textContent: label }, at) => {
        return { label, color: at ? colors.paper : colors.soft, stroke: colors.soft, shape: "circle" };
      }),
      ...named.map((one) => {
        return { label: model.divisionLabel(one).text, color: branchColor(colors, model.divisionColor(one)), shape: "circle" };
      }),
    ];
  }

  return { render, entries };
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

/** Dots of these radii, filled or hollow, as a sign. */
function dots(radii, look = "filled") {
  const width = 14 * radii.length;
  const circles = radii.map((r, at) => svg("circle", { cx: 7 + 14 * at, cy: 7, r }));
  return svg("svg", { class: `line use ${look}`, viewBox: `0 0 ${width} 14`, width, height: 14, "aria-hidden": "true" }, ...circles);
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children.filter(Boolean));
  return made;
}
