import assert from "node:assert/strict";
import { test } from "node:test";
import { typedAt } from "../src/typed";
import { type Vocabulary } from "../src/vocabulary";

const PAN = "https://w3id.org/pan-kg/def#";
const PANET = "http://purl.org/pan-science/PaNET/";
const words: Vocabulary = {
  generation: 1,
  prefixes: { pan: PAN, panet: PANET },
  classes: [{ iri: `${PAN}TechniqueAssignment`, label: "technique assignment", count: 9, properties: [] }],
  properties: [{ iri: `${PAN}startDate`, label: "start date", count: 9 }],
  techniques: [
    { iri: `${PANET}PaNET01189`, label: "small angle neutron scattering", also: ["SANS"], count: 2, total: 2 },
    { iri: `${PANET}PaNET01188`, label: "small angle x-ray scattering", also: ["SAXS"], count: 3, total: 3 },
  ],
};

/** What is to be replaced when the cursor is at `|`; null where nothing may be proposed. */
function typed(text: string): string | null {
  const found = typedAt(text.replace("|", ""), text.indexOf("|"), words);
  return found && found.text;
}

const TYPED: [string, string][] = [
  ["{ ?d pan:technique small angle neu|", "small angle neu"],
  ["{ ?d pan:technique small angle x-ray scat| }", "small angle x-ray scat"],
  ["{ ?d pan:technique small angle neu| ; pan:x ?y }", "small angle neu"],
  ["{ ?t pan:broaderOrSelf small angle |", "small angle "],
  ["{ ?d pan:technique panet:PaNET01188, small neu|", "small neu"],
  ["{ ?d pan:technique\n  small neu|", "small neu"],
  ["{ ?d pan:technique panet:small angle neu|", "panet:small angle neu"],
  ["PREFIX p: <http://purl.org/pan-science/PaNET/> SELECT * { FILTER(?t = p:small angle neu|", "p:small angle neu"],
  ["{ ?d pan:technique <small angle neu|", "<small angle neu"],
  ["{ ?d pan:technique saxs|", "saxs"],
  ["{ ?d a technique assi|", "technique assi"],
  ["{ ?d start da|", "start da"],
  // What is whole already is not what is typed.
  ["{ ?d pan:technique panet:PaNET01188 OPT|", "OPT"],
  ["{ ?d pan:technique saxs OPT|", "OPT"],
  ["{ ?d a Dat|", "Dat"],
  ["{ ?d pan:technique ?t small neu|", "neu"],
  ["{ FILTER(?n < 3 && ?d|", "?d"],
  ["SELECT ?small angle neu|", "neu"],
];

for (const [text, expected] of TYPED) test(`${expected} is typed at ${text}`, () => assert.equal(typed(text), expected));

const CLOSED = [
  "{ ?d pan:technique ?t } # small angle neu|",
  '{ ?d pan:technique "small angle neu|" }',
  '{ ?d pan:technique "small \\" angle neu|',
  '{ ?d pan:technique "say \\"|',
  '{ ?d pan:technique """say "small angle neu|',
  '{ ?d pan:technique """say "hi"|',
  "{ ?d pan:technique 'small angle neu|' }",
  "{ ?d pan:technique <http://purl.org/pan-science/small angle neu|",
  "{ ?d pan:technique <http://purl.org/pan-science/Pa|NET/PaNET01188> }",
  "{ ?d pan:technique <http://purl.org/pan-science/PaNET/PaNET01188|> }",
  "PREFIX x: <http://purl|",
];

for (const text of CLOSED) test(`nothing is proposed at ${text}`, () => assert.equal(typed(text), null));
