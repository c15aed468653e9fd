// What the graph holds, as the service says it once: completion never asks the graph itself.
import { type Prefixes } from "./prefixes";

export interface Term {
  iri: string;
  label: string;
  /** Uses in the graph: things of a class, triples of a property, datasets that state a technique; null where unknown. */
  count: number | null;
}

export interface Class extends Term {
  /** The properties of its things, with the number of triples. */
  properties: { iri: string; count: number | null }[];
}

export interface Technique extends Term {
  /** Other names: abbreviations and synonyms. */
  also: string[];
  /** Datasets that state it or a narrower one. */
  total: number;
}

export interface Vocabulary {
  generation: number;
  prefixes: Prefixes;
  classes: Class[];
  properties: Term[];
  techniques: Technique[];
}

export const EMPTY: Vocabulary = { generation: 0, prefixes: {}, classes: [], properties: [], techniques: [] };

/** The vocabulary of the served generation; an empty one where it cannot be had, for the page works without. */
export async function vocabulary(address: string): Promise<Vocabulary> {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as Vocabulary) : EMPTY;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return EMPTY; // no network, or no JSON
    throw error;
  }
}
