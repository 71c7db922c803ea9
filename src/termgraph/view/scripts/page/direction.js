// From left to right, or from right to left: the page as a whole, and a text within it.

const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;
const TURNED = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };

/** Whether the page is read from right to left. */
export const isLeftward = () => document.documentElement.dir === "rtl";

/** The key that would mean the same on a page that is read from left to right. */
export const readingKey = (key) => (isLeftward() ? (TURNED[key] ?? key) : key);

/** The direction of a text: that of its first letter. */
export const directionOf = (text) => (RIGHT_TO_LEFT.test(text) ? "rtl" : "ltr");

/** A text to be put into another one, which it does not turn if it runs in another direction than the page. */
export const isolated = (text) => ((directionOf(text) === "rtl") === isLeftward() ? text : `\u2068${text}\u2069`);
