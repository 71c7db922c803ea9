// The tour of the misleading names: a slide for each term that has one, next and previous, and full screen for a lecture.

import { readingKey } from "../page/direction.js";
import { button, byId, element } from "../page/dom.js";
import { stopsOf } from "./misnomers.js";

/** What a presenter's remote sends, and the arrows; on the drawing up and down go from thing to thing. */
const STEPS = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 };

/**
 * The tour in #tour, above the drawing.
 *
 * @param {{ model, address, go, onPresent }} parts `address` and `go` are state.js's; `onPresent` is called when the
 *   slide has got all of the window, or has given it back.
 */
export function createTour({ model, address, go, onPresent }) {
  const { number, say } = model.words;
  const root = document.documentElement;
  const bar = byId("tour");
  const present = button(say("present"), () => toggle(), {
    id: "present", class: "button primary", title: say("present_key"), "aria-pressed": "false",
  });
  let stops = [];
  let at = -1;

  const isPresenting = () => root.classList.contains("presenting");

  function turn(on) {
    if (isPresenting() === on) return;
    root.classList.toggle("presenting", on);
    present.textContent = say(on ? "end" : "present");
    present.setAttribute("aria-pressed", String(on));
    // Then nothing else on the page tells of it.
    byId("tale").setAttribute("aria-live", on ? "polite" : "off");
    onPresent();
  }

  async function begin() {
    turn(true);
    byId("canvas").focus();
    // Where a frame has no right to the whole screen, the slide has all of the frame.
    await root.requestFullscreen?.().catch(() => {});
  }

  const toggle = () => (isPresenting() ? leave() : begin());

  function leave() {
    turn(false);
    if (document.fullscreenElement) document.exitFullscreen();
    present.focus();
  }

  const step = (by) => stops[at + by] !== undefined && go({ term: model.key(stops[at + by]) });

  function to(by, words, id) {
    const stop = stops[at + by];
    if (stop === undefined) return element("span", { class: "button", "aria-disabled": "true" }, say(words));
    const { text: name } = model.label(stop);
    return element("a", { id, class: "button", href: address({ term: model.key(stop), view: "misnomers" }),
      "aria-label": say(`${words}_name`, { name }), title: name }, say(words));
  }

  document.addEventListener("fullscreenchange", () => !document.fullscreenElement && turn(false));
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    const key = readingKey(event.key);
    if (bar.hidden || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || document.querySelector("dialog[open]")) return;
    const isHere = isPresenting() || target === document.body || byId("map").contains(target);
    if (key === "Escape" && isPresenting()) leave();
    else if (key === "f") toggle();
    else if (key in STEPS && isHere) step(STEPS[key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  return {
    /** Show where on the tour a concept is; where it is no stop of it, or `isOn` is false, there is no tour. */
    render({ concept, fits, isOn }) {
      stops = isOn ? stopsOf(model, fits) : [];
      at = stops.indexOf(concept);
      bar.hidden = at < 0;
      if (bar.hidden) {
        if (isPresenting()) leave();
        return;
      }
      const held = bar.contains(document.activeElement) ? document.activeElement.id : "";
      bar.replaceChildren(
        to(-1, "previous", "tour-back"),
        element("a", { id: "tour-all", href: address({ view: "misnomers", term: null }) }, say("share", { n: number(at + 1), all: number(stops.length) })),
        to(1, "following", "tour-on"),
        present);
      if (held) (bar.querySelector(`#${held}`) ?? present).focus();
    },
  };
}
