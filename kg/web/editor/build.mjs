// Bundles src/main.ts into ../static/editor.js and writes the licences of what is in it beside it.
import { build } from "esbuild";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "static", "editor.js");
const notice = join(here, "..", "static", "editor-licences.txt");

const { outputFiles, metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["src/main.ts"],
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  metafile: true,
  write: false,
  outfile: target,
  legalComments: "none", // all of them stand in the notice
});

const packages = await Promise.all(bundled(Object.values(metafile.outputs)[0].inputs).map(described));
const table = packages.map(({ name, version, licence }) => ` * ${name} ${version}, ${licence}`).join("\n");
const header = `/* The SPARQL editor of pan-kg, MIT. Bundled with it, texts in editor-licences.txt:\n${table}\n */\n`;
await writeFile(target, header + outputFiles[0].text);
await writeFile(notice, packages.map(({ name, version, text }) => `${name} ${version}\n\n${text.trim()}\n`).join(`\n${"-".repeat(72)}\n\n`));

/** The names of the packages that have at least one byte in the bundle. */
function bundled(inputs) {
  const used = Object.entries(inputs).filter(([, part]) => part.bytesInOutput > 0);
  const names = used.map(([path]) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

/** Version, licence and licence text of one package; a package without a text may not be bundled. */
async function described(name) {
  const folder = join(here, "node_modules", name);
  const { version, license: licence } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} ${version} (${licence}) comes without the text of its licence`);
  return { name, version, licence, text: await readFile(join(folder, file), "utf8") };
}
