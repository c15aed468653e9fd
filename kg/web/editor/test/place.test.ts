import assert from "node:assert/strict";
import { test } from "node:test";
import { place } from "../src/place";

const prefixes = { dcat: "http://www.w3.org/ns/dcat#", pan: "https://w3id.org/pan-kg/def#" };

/** The place of `|` in a text. */
function at(text: string) {
  const cursor = text.indexOf("|");
  return place(text.replace("|", ""), cursor, prefixes);
}

const ROLES: [string, string][] = [
  ["|", "start"],
  ["SELECT |", "start"],
  ["SELECT * WHERE { |", "subject"],
  ["SELECT * { ?x |", "property"],
  ["SELECT * { ?x dc|", "property"],
  ["SELECT * { ?x a |", "value"],
  ["SELECT * { ?x a dcat:Data|", "value"],
  ["SELECT * { ?x a dcat:Dataset |", "end"],
  ["SELECT * { ?x a dcat:Dataset, |", "value"],
  ["SELECT * { ?x a dcat:Dataset ; |", "property"],
  ["SELECT * { ?x a dcat:Dataset ;| }", "property"],
  ["SELECT * { ?x a dcat:Dataset . |", "subject"],
  ["SELECT * { ?x a dcat:Dataset . # a note |", "text"],
  ['SELECT * { ?x dcat:keyword "wor|', "text"],
  ["SELECT * { ?x pan:facility/|", "property"],
  ["SELECT * { ?x (pan:facility|pan:x)/|".replace("y|p", "y^p"), "property"],
  ["SELECT * { ?x pan:facility [ |", "property"],
  ["SELECT * { ?x pan:facility [ a pan:Facility ] |", "end"],
  ["SELECT * { OPTIONAL { ?x |", "property"],
  ["SELECT * { OPTIONAL { ?x a ?y } |", "subject"],
  ["SELECT * { FILTER(|", "expression"],
  ["SELECT * { FILTER(?x > 1) |", "subject"],
  ["SELECT * { FILTER NOT EXISTS { ?x |", "property"],
  ["SELECT * { FILTER(EXISTS { ?x a ?y } && |", "expression"],
  ["SELECT * { { SELECT ?x (COUNT(?y) AS ?n) WHERE { ?x |", "property"],
  ["SELECT * { GRAPH ?g { |", "subject"],
  ["SELECT * { BIND(YEAR(?x) AS ?y) ?x |", "property"],
  ["SELECT * { ?x a ?y } ORDER |", "start"],
  ["CONSTRUCT { ?x |", "property"],
];

for (const [text, role] of ROLES) {
  test(`${role} at ${text}`, () => assert.equal(at(text).role, role));
}

test("the classes of a subject are those given to it anywhere in the text", () => {
  assert.deepEqual(at("{ ?x | . ?x a dcat:Dataset . ?y a pan:File }").classes, ["http://www.w3.org/ns/dcat#Dataset"]);
});

test("a property's value knows its property", () => {
  assert.equal(at("{ ?x pan:technique | }").property, "https://w3id.org/pan-kg/def#technique");
  assert.equal(at("{ ?x <http://x.org/p> | }").property, "http://x.org/p");
});

test("half a text never stops the reading", () => {
  for (const text of ["}}}|", ")|", "{ [ ( |", "'''|", '"a\\|', "<|", "?|", "a:b:c|", "PREFIX |"]) assert.ok(at(text).role);
});
