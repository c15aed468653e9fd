import assert from "node:assert/strict";
import { test } from "node:test";
import { declaration, declared, shortened } from "../src/prefixes";

const DCAT = "http://www.w3.org/ns/dcat#";

/** A text with a declaration added as the editor adds it. */
function added(text: string): string {
  const { at, insert } = declaration(text, "dcat", DCAT);
  return text.slice(0, at) + insert + text.slice(at);
}

test("declarations are read, those in comments and strings are not", () => {
  assert.deepEqual(declared('prefix a: <http://a/>\nPREFIX : <http://b/> # PREFIX c: <http://c/>\nSELECT ("PREFIX d: <x>")'), {
    a: "http://a/",
    "": "http://b/",
  });
});

test("a missing declaration goes below the others, or below the comment on top", () => {
  assert.equal(added("PREFIX a: <http://a/>\nSELECT *"), `PREFIX a: <http://a/>\nPREFIX dcat: <${DCAT}>\nSELECT *`);
  assert.equal(added("# What it shows\nSELECT *"), `# What it shows\nPREFIX dcat: <${DCAT}>\nSELECT *`);
  assert.equal(added(""), `PREFIX dcat: <${DCAT}>\n`);
});

test("an IRI is shortened only where the rest needs no escape", () => {
  assert.deepEqual(shortened(`${DCAT}Dataset`, { dcat: DCAT }), { text: "dcat:Dataset", prefix: "dcat" });
  assert.equal(shortened(`${DCAT}a/b`, { dcat: DCAT }).text, `<${DCAT}a/b>`);
  assert.equal(shortened(DCAT, { dcat: DCAT }).text, `<${DCAT}>`);
});
