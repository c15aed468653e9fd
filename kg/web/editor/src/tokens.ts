// A tolerant reading of SPARQL text: it never fails, because text that is being written is seldom whole.

export type Kind = "comment" | "string" | "iri" | "variable" | "name" | "word" | "number" | "sign";

export interface Token {
  kind: Kind;
  text: string;
  from: number;
  to: number;
}

const PATTERNS: [Kind, RegExp][] = [
  ["comment", /#[^\n]*/y],
  ["string", /"""(?:[^"\\]|\\.|"(?!""))*(?:"""|$)|'''(?:[^'\\]|\\.|'(?!''))*(?:'''|$)/sy],
  ["string", /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?/y],
  // An IRI that is still open ends with its line, so that what follows it is read as usual.
  ["iri", /<(?![=\s])[^<>"{}|^`\\\n ]*>?/y],
  ["variable", /[?$][\p{L}\p{N}_]+/uy],
  ["name", /(?:[\p{L}][\p{L}\p{N}_.-]*)?:(?:[\p{L}\p{N}_:%-]|\.(?=[\p{L}\p{N}_:%-])|\\.)*|_:[\p{L}\p{N}_-]*/uy],
  ["word", /[\p{L}_][\p{L}\p{N}_]*/uy],
  ["number", /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ["sign", /[^\s]/uy],
];

/** All tokens of a text, comments among them; white space is left out. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = /\s/.test(text[at]!) ? null : next(text, at);
    if (token) found.push(token);
    at = token ? token.to : at + 1;
  }
  return found;
}

function next(text: string, from: number): Token | null {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = from;
    const hit = pattern.exec(text);
    if (hit) return { kind, text: hit[0], from, to: from + hit[0].length };
  }
  return null;
}
