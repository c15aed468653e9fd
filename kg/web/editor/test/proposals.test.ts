import assert from "node:assert/strict";
import { test } from "node:test";
import { place } from "../src/place";
import { proposals } from "../src/proposals";
import { type Vocabulary } from "../src/vocabulary";

const PAN = "https://w3id.org/pan-kg/def#";
const PANET = "http://purl.org/pan-science/PaNET/";
const words: Vocabulary = {
  generation: 1,
  prefixes: { pan: PAN, panet: PANET, dcat: "http://www.w3.org/ns/dcat#" },
  classes: [
    { iri: `${PAN}Dataset`, label: "dataset", count: 9, properties: [{ iri: `${PAN}sample`, count: 2 }, { iri: `${PAN}facility`, count: 8 }] },
    { iri: `${PAN}File`, label: "file", count: 3, properties: [] },
  ],
  properties: [
    { iri: `${PAN}basis`, label: "basis", count: 99 },
    { iri: `${PAN}facility`, label: "facility", count: 20 },
    { iri: `${PAN}sample`, label: "sample", count: 2 },
  ],
  techniques: [
    { iri: `${PANET}PaNET01124`, label: "small angle scattering", also: ["SAS"], count: 0, total: 5 },
    { iri: `${PANET}PaNET01188`, label: "small angle x-ray scattering", also: ["SAXS"], count: 3, total: 3 },
    { iri: `${PANET}PaNET01098`, label: "ultra small angle scattering", also: [], count: 0, total: 0 },
    { iri: `${PANET}PaNET01168`, label: "x-ray absorption spectroscopy", also: ["XAS"], count: 7, total: 7 },
  ],
};

/** What is proposed at `|`, where the word `typed` ends. */
function proposed(text: string, typed = ""): string[] {
  const cursor = text.indexOf("|");
  const whole = text.replace("|", "");
  return proposals(typed, place(whole, cursor - typed.length, words.prefixes), whole, words, {}).map((one) => one.text);
}

test("properties of the subject's class come first, most used first, then all others", () => {
  assert.deepEqual(proposed("{ ?x a pan:Dataset ; pan:|", "pan:").slice(0, 3), ["pan:facility", "pan:sample", "pan:basis"]);
  assert.deepEqual(proposed("{ ?x pan:|", "pan:").slice(0, 3), ["pan:basis", "pan:facility", "pan:sample"]);
});

test("what begins as typed comes before what only holds it", () => {
  const many = { ...words, properties: [{ iri: `${PAN}hasSample`, label: "has sample", count: 900 }, ...words.properties] };
  const text = "{ ?x pan:sam }";
  const found = proposals("pan:sam", place(text, 5, words.prefixes), text, many, {});
  assert.deepEqual(found.map((one) => one.text), ["pan:sample", "pan:hasSample"]);
});

test("behind `a` stand classes and no properties", () => {
  assert.deepEqual(proposed("{ ?x a pan:|", "pan:").filter((text) => text !== "pan:"), ["pan:Dataset", "pan:File"]);
});

test("a property is also found by its label, without a prefix", () => {
  assert.deepEqual(proposed("{ ?x facil|", "facil"), ["pan:facility"]);
});

test("techniques are found by words of their names, the names that begin so first", () => {
  const [wide, xray, ultra] = ["panet:PaNET01124", "panet:PaNET01188", "panet:PaNET01098"];
  assert.deepEqual(proposed("{ ?x pan:broaderOrSelf panet:small angle|", "panet:small angle"), [wide, xray, ultra]);
  assert.deepEqual(proposed("{ ?x pan:technique panet:small angle|", "panet:small angle"), [xray, wide, ultra]);
  assert.deepEqual(proposed("{ ?x pan:technique saxs|", "saxs")[0], "panet:PaNET01188");
  assert.deepEqual(proposed("{ ?x pan:technique <absorption|", "<absorption"), ["panet:PaNET01168"]);
});

test("a technique that only narrower ones are stated of says so", () => {
  const text = "{ ?x pan:technique panet:sas }";
  const [first] = proposals("panet:sas", place(text, 19, words.prefixes), text, words, {});
  assert.equal(first!.label, "small angle scattering · 0, with narrower 5");
});

test("variables of the whole text are proposed, but not the one being written", () => {
  assert.deepEqual(proposed("SELECT ?title { ?dataset a ?|  }", "?"), ["?dataset", "?title"]);
});

test("nothing is proposed inside of comments and strings", () => {
  assert.deepEqual(proposed("{ ?x a pan:Dataset . # pan:|", "pan:"), []);
  assert.deepEqual(proposed('{ ?x a "pan:|', "pan:"), []);
});

test("keywords fit their place", () => {
  assert.ok(proposed("SEL|", "SEL").includes("SELECT"));
  assert.ok(proposed("{ ?x a pan:File . OPT|", "OPT").includes("OPTIONAL"));
  assert.ok(!proposed("{ ?x OPT|", "OPT").includes("OPTIONAL"));
});
