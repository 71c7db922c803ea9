// What the keys do and the signs mean, in a dialog.

import { button, element } from "./dom.js";

/** The keys, and the words of the page that say what each does. */
const KEYS = [
  ["/", "key_search"],
  ["↑ ↓", "key_choose"],
  ["← →", "key_aside"],
  ["Enter", "key_enter"],
  ["+ − 0", "key_zoom"],
  ["e p", "key_open"],
  ["Home End", "key_tree"],
  ["PgUp PgDn f", "key_tour"],
  ["Esc", "key_escape"],
  ["?", "key_help"],
];

const SIGNS = [
  ["◆", "misleading", "sign_misleading"],
  ["+12", "", "sign_more"],
];

/** Make the dialog, in the words of the page; returns what opens it. */
export function createHelp({ say }) {
  const title = element("h2", { id: "help-title" }, say("help"));
  const keys = KEYS.map(([key, words]) => [
    element("dt", {}, key.split(" ").flatMap((one, number) => [number ? " " : "", element("kbd", {}, one)])),
    element("dd", {}, say(words)),
  ]);
  const signs = SIGNS.map(([sign, kind, words]) => {
    return [element("dt", { class: kind || null }, element("bdi", {}, sign)), element("dd", {}, say(words))];
  });
  const done = button(say("close"), () => dialog.close(), { id: "help-close" });
  const dialog = element("dialog", { id: "help", "aria-labelledby": "help-title" }, title,
    element("dl", {}, keys, signs),
    element("p", { class: "facts" }, say("address")),
    done);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return { open: () => dialog.open || dialog.showModal(), isOpen: () => dialog.open };
}
