// Which terms fit a place, best first. Pure: the editor turns proposals into its own completions.
import { type Place } from "./place";
import { type Prefixes, shortened } from "./prefixes";
import { tokens } from "./tokens";
import { type Technique, type Term, type Vocabulary } from "./vocabulary";

export interface Proposal {
  /** What is inserted. */
  text: string;
  /** The prefix it needs, if any. */
  prefix: string | null;
  kind: "class" | "property" | "technique" | "variable" | "keyword" | "prefix";
  /** What is said beside it: the label, and how often it is used. */
  label: string;
  count: number | null;
}

const MOST = 60;
const TECHNIQUE_PROPERTIES = /#(?:technique|broaderOrSelf|assignedTechnique|subClassOf)$/;
const HEAD = ["SELECT", "SELECT DISTINCT", "CONSTRUCT", "DESCRIBE", "ASK", "PREFIX", "WHERE", "ORDER BY", "GROUP BY", "HAVING", "LIMIT", "OFFSET"];
const GROUP = ["OPTIONAL", "FILTER", "FILTER NOT EXISTS", "BIND", "VALUES", "MINUS", "UNION", "GRAPH"];
const EXPRESSION = ["AS", "DISTINCT", "COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT", "BOUND", "IF", "COALESCE", "STR", "LANG", "DATATYPE", "YEAR", "MONTH", "CONTAINS", "LCASE", "STRSTARTS", "REGEX", "NOT IN", "EXISTS"];

/** Proposals for the word `typed` that ends at the cursor; `text` is the whole query. */
export function proposals(typed: string, place: Place, text: string, words: Vocabulary, declared: Prefixes): Proposal[] {
  const prefixes = { ...words.prefixes, ...declared };
  if (place.role === "text") return [];
  if (/^[?$]/.test(typed)) return variables(typed, text);
  const panet = techniquesAsked(typed, place, prefixes);
  const named = (terms: Term[], kind: Proposal["kind"]) =>
    terms.map((term) => ({ ...shortened(term.iri, prefixes), kind, label: term.label, count: term.count }));
  const all = [
    ...(panet ? ranked(words.techniques, typed, place).map((one) => technique(one, prefixes)) : []),
    ...(place.role === "property" ? named(propertiesFor(place.classes, words), "property") : []),
    ...(place.role === "value" && isType(place.property) ? named(words.classes, "class") : []),
    ...(typed.startsWith("<") ? named([...words.properties, ...words.classes], "property") : []),
    ...(place.role === "value" && !isType(place.property) && !panet ? variables("?", text) : []),
    ...(place.role === "subject" ? variables("?", text) : []),
    ...keywords(place),
    ...prefixNames(place, prefixes),
  ];
  const whole = typed.startsWith("<") ? all.filter((one) => /^[<\p{L}]/u.test(one.text) && one.kind !== "keyword" && one.kind !== "prefix") : all;
  return distinct(begunFirst(whole.filter((one) => fits(one, typed)), typed)).slice(0, MOST);
}

/** What begins with what was typed before what only holds it; techniques have an order of their own. */
function begunFirst(all: Proposal[], typed: string): Proposal[] {
  const begins = (one: Proposal) => one.kind === "technique" || one.text.toLowerCase().startsWith(typed.toLowerCase());
  return [...all.filter(begins), ...all.filter((one) => !begins(one))];
}

/** Properties that things of these classes have come first, then all others. */
function propertiesFor(classes: string[], words: Vocabulary): Term[] {
  const labels = new Map(words.properties.map((term) => [term.iri, term.label]));
  const own = words.classes
    .filter((one) => classes.includes(one.iri))
    .flatMap((one) => one.properties.map((property) => ({ ...property, label: labels.get(property.iri) ?? "" })))
    .sort((one, other) => (other.count ?? 0) - (one.count ?? 0));
  return [...own, ...words.properties];
}

function isType(property: string | null): boolean {
  return property?.endsWith("#type") ?? false;
}

function techniquesAsked(typed: string, place: Place, prefixes: Prefixes): boolean {
  const asked = typed.startsWith("<") || prefixes[typed.split(":")[0]!]?.endsWith("/PaNET/");
  return Boolean(asked) || (place.role === "value" && TECHNIQUE_PROPERTIES.test(place.property ?? ""));
}

/**
 * Names that begin with what was typed before names that hold it, then what finds most: `pan:technique` finds the
 * datasets that state a technique, everything else is about narrower ones too.
 */
function ranked(techniques: Technique[], typed: string, place: Place): Technique[] {
  const asked = plain(typed);
  const finds = (one: Technique) => (place.property?.endsWith("#technique") ? (one.count ?? 0) : one.total);
  const rank = (one: Technique) => (plain(one.label).startsWith(asked) ? 0 : 1e9) - finds(one);
  return techniques
    .filter((one) => holds([one.label, ...one.also, one.iri].join(" "), asked))
    .sort((one, other) => rank(one) - rank(other) || one.label.length - other.label.length);
}

/** A technique with both of its counts: `pan:technique` alone finds only the first, which may be nothing. */
function technique(one: Technique, prefixes: Prefixes): Proposal {
  const below = one.total > (one.count ?? 0) ? `, with narrower ${one.total.toLocaleString("en")}` : "";
  return { ...shortened(one.iri, prefixes), kind: "technique", label: `${one.label} · ${one.count ?? 0}${below}`, count: null };
}

function keywords(place: Place): Proposal[] {
  const fitting = { start: HEAD, subject: GROUP, end: GROUP, expression: EXPRESSION, property: ["a"], value: [], text: [] }[place.role];
  return fitting.map((text) => ({ text, prefix: null, kind: "keyword", label: text === "a" ? "is a: the class of a thing" : "", count: null }));
}

function prefixNames(place: Place, prefixes: Prefixes): Proposal[] {
  if (place.role === "start" || place.role === "end") return [];
  return Object.entries(prefixes).map(([prefix, iri]) => ({ text: `${prefix}:`, prefix, kind: "prefix", label: iri, count: null }));
}

function variables(typed: string, text: string): Proposal[] {
  const found = tokens(text).filter((token) => token.kind === "variable");
  const names = [...new Set(found.map((token) => `?${token.text.slice(1)}`))].filter((name) => name !== typed);
  return names.sort().map((text) => ({ text, prefix: null, kind: "variable", label: "", count: null }));
}

/** Whether a proposal is what was begun: by what it inserts, or by the words of its label. */
function fits(one: Proposal, typed: string): boolean {
  if (one.kind === "technique") return true;
  if (typed.startsWith("<")) return holds(`${one.text} ${one.label}`, plain(typed));
  const begun = typed.toLowerCase();
  if (one.text.toLowerCase().startsWith(begun)) return true;
  const colon = typed.indexOf(":");
  if (colon >= 0) return one.text.startsWith(typed.slice(0, colon + 1)) && holds(`${one.text} ${one.label}`, plain(typed));
  return one.kind !== "keyword" && one.kind !== "prefix" && holds(`${one.text.split(":").at(-1)} ${one.label}`, begun);
}

function distinct(all: Proposal[]): Proposal[] {
  const seen = new Set<string>();
  return all.filter((one) => !seen.has(one.text) && seen.add(one.text));
}

/** The words of what was typed, without its prefix and brackets. */
function plain(typed: string): string {
  return typed.replace(/^<|^[\p{L}\p{N}_-]*:(?!\/\/)/u, "").toLowerCase();
}

function holds(text: string, asked: string): boolean {
  const whole = text.toLowerCase();
  return asked.split(/[\s_-]+/).every((word) => whole.includes(word));
}
