// The page's own script lies packed beside the data: all that runs of itself is this.

import { run } from "../data/codec.js";

run("app").catch((error) => {
  const note = document.getElementById("note");
  note.textContent = note.dataset.old;
  throw error;
});
