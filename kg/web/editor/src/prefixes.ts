// Prefixes: which ones a text declares, how an IRI is shortened, and where a missing declaration goes.
import { tokens } from "./tokens";

export type Prefixes = Record<string, string>;

/** The declarations of a text, by prefix without its colon. */
export function declared(text: string): Prefixes {
  const found: Prefixes = {};
  for (const hit of declarations(text)) found[hit.prefix] = hit.iri;
  return found;
}

/** `prefix:rest` for an IRI, or `<iri>` where no prefix fits or the rest would need escapes. */
export function shortened(iri: string, prefixes: Prefixes): { text: string; prefix: string | null } {
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    const rest = iri.slice(namespace.length);
    if (iri.startsWith(namespace) && /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(rest)) return { text: `${prefix}:${rest}`, prefix };
  }
  return { text: `<${iri}>`, prefix: null };
}

/** The line that declares a prefix, and where it belongs: below the others, or below the first comment. */
export function declaration(text: string, prefix: string, iri: string): { at: number; insert: string } {
  const last = declarations(text).at(-1);
  const after = last ? last.to : /^(?:[ \t]*#[^\n]*\n)*/.exec(text)![0].length;
  const line = `PREFIX ${prefix}: <${iri}>`;
  return last ? { at: after, insert: `\n${line}` } : { at: after, insert: `${line}\n` };
}

function declarations(text: string): { prefix: string; iri: string; to: number }[] {
  const all = tokens(text).filter((token) => token.kind !== "comment");
  return all.flatMap((token, index) => {
    const [name, iri] = [all[index + 1], all[index + 2]];
    const is = token.kind === "word" && /^prefix$/i.test(token.text) && name?.kind === "name" && iri?.kind === "iri";
    return is ? [{ prefix: name.text.slice(0, -1), iri: iri.text.replace(/^<|>$/g, ""), to: iri.to }] : [];
  });
}
