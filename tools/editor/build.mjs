// Bundles the editor of the query page into one script, with the licences of all that is in it.
//
//     node build.mjs FILE
import { readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const PACKAGE = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/** Return the licences of the packages that a bundle holds, as one comment. */
async function licences(metafile) {
  const names = new Set(Object.keys(metafile.inputs).flatMap((path) => PACKAGE.exec(path)?.[1] ?? []));
  const texts = await Promise.all(
    [...names].toSorted().map(async (name) => {
      const text = await readFile(join(here, "node_modules", name, "LICENSE"), "utf8");
      return `${name}\n\n${text.replaceAll("*/", "* /").trim()}`;
    }),
  );
  return `/*!\nThis file holds:\n\n${texts.join("\n\n\n")}\n*/\n`;
}

const file = argv[2];
const { outputFiles, metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["query.js"],
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  write: false,
});
await writeFile(`${file}.new`, (await licences(metafile)) + outputFiles[0].text);
await rename(`${file}.new`, file); // never half of it
