// The page's own script lies packed beside the data: all that runs of itself is this.

import { run } from "../data/codec.js";

run("app").catch((error) => {
  document.getElementById("note").textContent = "This page needs a browser of the year 2023 or later.";
  throw error;
});
