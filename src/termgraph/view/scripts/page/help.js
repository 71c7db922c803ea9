// What the keys do and the signs mean, in a dialog.

import { button, element } from "./dom.js";

const KEYS = [
  ["/", "search all names"],
  ["↑ ↓", "choose among the hits; go from term to term on the map and in the tree"],
  ["← →", "go from term to term on the map; open and close in the tree"],
  ["Enter", "take the hit; read about the term"],
  ["+ − 0", "on the map: closer, farther, show all"],
  ["e p", "on the map of surroundings: open or close a term, pin it"],
  ["Home End", "in the tree: first and last row; letters go to the next name that begins with them"],
  ["PgUp PgDn f", "on the tour of misleading names: back, on, full screen"],
  ["Esc", "close what is open, then let go of the selected term"],
  ["?", "this help"],
];

const SIGNS = [
  ["◆", "misleading", "a name that misleads: it suggests something else than what the term means"],
  ["+12", "", "so many more: click to see them"],
];

/** Make the dialog; returns what opens it. */
export function createHelp() {
  const title = element("h2", { id: "help-title" }, "Keys and signs");
  const keys = KEYS.map(([key, text]) => [
    element("dt", {}, key.split(" ").flatMap((one, number) => [number ? " " : "", element("kbd", {}, one)])),
    element("dd", {}, text),
  ]);
  const signs = SIGNS.map(([sign, kind, text]) => {
    return [element("dt", { class: kind || null }, sign), element("dd", {}, text)];
  });
  const done = button("Close", () => dialog.close(), { id: "help-close" });
  const dialog = element("dialog", { id: "help", "aria-labelledby": "help-title" }, title,
    element("dl", {}, keys, signs),
    element("p", { class: "facts" },
      "The address always says what is shown: copy it, and whoever opens it sees the same."),
    done);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return { open: () => dialog.open || dialog.showModal(), isOpen: () => dialog.open };
}
