// Bundles each test/*.test.ts and runs it with Node's own test runner: no test framework is installed.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const outdir = await mkdtemp(join(tmpdir(), "editor-test-"));
const entryPoints = (await readdir("test")).filter((name) => name.endsWith(".test.ts")).map((name) => join("test", name));
await build({ entryPoints, bundle: true, platform: "node", format: "esm", outdir, outExtension: { ".js": ".mjs" } });
const files = (await readdir(outdir)).map((name) => join(outdir, name));
const { status } = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" });
await rm(outdir, { recursive: true });
process.exit(status ?? 1);
