// The page within others: links that stay in their frame, and the look without a head.

import { byId } from "./dom.js";
import { address, follow, hasAddress } from "./state.js";

const isFramed = window.parent !== window;
const isForNewTab = ({ button, ctrlKey, metaKey, shiftKey, altKey }) => button || ctrlKey || metaKey || shiftKey || altKey;

/**
 * Follow links within the page here, since a frame may have the address of the page around it. Where the page has one of
 * its own, a new tab may be opened on any. Links to the web leave a frame as it is.
 *
 * @param {(href: string) => boolean} lead goes where a plain link leads; tells whether it has
 */
export function keepLinks(lead) {
  const follows = (event) => {
    if (event.defaultPrevented || event.button > 1) return;
    const link = event.target.closest?.("a[href]");
    const href = link?.getAttribute("href") ?? "";
    if (link && !href.startsWith("#") && !link.download && isFramed) link.target = "_blank";
    if (!href.startsWith("#") || link.target || (isForNewTab(event) && hasAddress())) return;
    event.preventDefault();
    if (link.dataset.leads !== undefined || !lead(href)) follow(href);
  };
  document.addEventListener("click", follows);
  document.addEventListener("auxclick", follows);
}

/** The source of the page where it has no address: that of the frame, if it may be read. */
function ownSource() {
  try {
    return window.frameElement?.srcdoc ?? "";
  } catch {
    return "";
  }
}

/**
 * The head, which an embedded page goes without, and the link to the whole page that takes its place; returns what tells
 * them of a state. `isUsual`: the page was written to be embedded.
 */
export function createFrame(isUsual) {
  const link = byId("whole");
  const source = hasAddress() ? "" : ownSource();
  link.addEventListener("click", () => {
    if (!source || link.protocol === "blob:") return;
    const { hash } = link;
    link.href = URL.createObjectURL(new Blob([source], { type: "text/html" })) + hash;
  });
  return (state) => {
    const isEmbedded = state.embed ?? isUsual;
    document.documentElement.classList.toggle("embed", isEmbedded);
    link.hidden = !isEmbedded || !(hasAddress() || source);
    link.setAttribute("href", address({ embed: isUsual ? false : null }));
  };
}
