// The trail of the terms that were visited, the latest last.

import { isLeftward } from "../page/direction.js";
import { bdi, byId, element } from "../page/dom.js";
import { address } from "../page/state.js";

const LONGEST = 8;

/** The trail in #trail. */
export function createTrail(model) {
  const holder = byId("trail");
  const visited = [];

  function linkTo(concept, isLast) {
    const { text, lang } = model.label(concept);
    const href = address({ term: model.key(concept), path: null });
    return element("a", { href, "aria-current": isLast ? "true" : null }, bdi(text, lang));
  }

  return {
    /** Show the trail with a concept, -1 for none, at its end; `isShown`: if there is room for it. */
    visit(concept, isShown) {
      if (concept >= 0 && visited.at(-1) !== concept) {
        if (visited.includes(concept)) visited.splice(visited.indexOf(concept), 1);
        visited.push(concept);
        if (visited.length > LONGEST) visited.shift();
      }
      holder.hidden = visited.length < 2 || !isShown;
      holder.replaceChildren(...visited.map((one) => linkTo(one, one === concept)));
      holder.scrollLeft = isLeftward() ? -holder.scrollWidth : holder.scrollWidth;
    },
  };
}
