// What has been typed at the cursor: a word, or the words of a name where names are looked up.
import { place, type Place } from "./place";
import { declared } from "./prefixes";
import { proposals } from "./proposals";
import { type Vocabulary } from "./vocabulary";

export interface Typed {
  text: string;
  from: number;
  place: Place;
}

const WORD = /(?:<(?:[\p{L}][^<>"{}|^`\\\n=]*)?|[?$][\p{L}\p{N}_]*|[\p{L}\p{N}_.-]*(?::[\p{L}\p{N}_-]*)?)$/u;
// Words of a name, with single blanks between them; a prefix may stand before the first.
const WORDS = /(?<![^\s,;.([{])(?:[\p{L}][\p{L}\p{N}_-]*:)?[\p{L}\p{N}][\p{L}\p{N}_-]*(?: [\p{L}\p{N}_-]+)* ?$/u;
const NO_NAME = /^(?:a|true|false)$/;

/** What ends at the cursor, or null where nothing may be proposed: in comments, strings and IRIs. */
export function typedAt(text: string, cursor: number, words: Vocabulary): Typed | null {
  const line = text.slice(text.lastIndexOf("\n", cursor - 1) + 1, cursor);
  const whole = { ...words.prefixes, ...declared(text) };
  if (place(text, cursor, whole).role === "text" || insideIri(text, cursor)) return null;
  return namesAt(text, line, cursor, words) ?? wordAt(text, line, cursor, words);
}

function wordAt(text: string, line: string, cursor: number, words: Vocabulary): Typed | null {
  const typed = WORD.exec(line)![0];
  // With a colon it is no name that is looked up, but an IRI that is written.
  if (typed.startsWith("<") && typed.includes(":")) return null;
  return at(text, typed, cursor, words);
}

/** The longest run of words, at least two, that names something which may stand where the run begins. */
function namesAt(text: string, line: string, cursor: number, words: Vocabulary): Typed | null {
  let typed = WORDS.exec(line)?.[0];
  for (; typed?.trimEnd().includes(" "); typed = typed.slice(typed.indexOf(" ") + 1)) {
    const here = at(text, typed, cursor, words);
    if (!NO_NAME.test(typed.split(" ")[0]!) && isNamed(here, text, words)) return here;
  }
  return null;
}

function isNamed(typed: Typed, text: string, words: Vocabulary): boolean {
  const isTerm = typed.place.role === "value" || typed.place.role === "property" || typed.text.includes(":");
  const found = isTerm ? proposals(typed.text, typed.place, text, words, declared(text)) : [];
  return found.some((one) => one.kind === "technique" || one.kind === "class" || one.kind === "property");
}

function at(text: string, typed: string, cursor: number, words: Vocabulary): Typed {
  const from = cursor - typed.length;
  return { text: typed, from, place: place(text, from, { ...words.prefixes, ...declared(text) }) };
}

/** Whether a whole IRI goes on behind the cursor: what is inserted there would end up inside of it. */
function insideIri(text: string, cursor: number): boolean {
  const opening = /<[^<>"{}|^`\\\s]*$/.test(text.slice(0, cursor));
  return opening && /^[^<>"{}|^`\\\s]+>/.test(text.slice(cursor));
}
