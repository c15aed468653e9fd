// Where in a query the cursor stands: what may come next, and what is known about the subject.
import { type Prefixes } from "./prefixes";
import { tokens, type Token } from "./tokens";

export type Role = "start" | "subject" | "property" | "value" | "end" | "expression" | "text";

export interface Place {
  /** What may stand here; `end` is behind a whole triple, `text` inside a comment or a string. */
  role: Role;
  /** IRIs of the classes that the text gives to the subject. */
  classes: string[];
  /** The IRI of the property whose value is being written, where it is one. */
  property: string | null;
}

const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const GROUP_WORDS = /^(?:where|optional|minus|union|graph|service|exists|not|filter|bind|values|having|construct|insert|delete)$/i;
const CLOSED = /^(?:"""(?:[^"\\]|\\.|"(?!""))*"""|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')$/s;

interface Frame {
  role: Role;
  subject: string;
  property: string | null;
}

/** The place of the cursor in a text. */
export function place(text: string, cursor: number, prefixes: Prefixes): Place {
  const all = tokens(text);
  const inside = all.find((token) => token.from < cursor && (cursor < token.to || (cursor === token.to && open(token))));
  if (inside?.kind === "comment" || inside?.kind === "string") return { role: "text", classes: [], property: null };
  const walk = new Walk(prefixes);
  let here: Frame | null = null;
  for (const token of all) {
    // The word at the cursor is what is being written: the place is that before it.
    if (!here && (token.to > cursor || (token.to === cursor && token.kind !== "sign"))) here = { ...walk.frame };
    if (token.kind !== "comment") walk.step(token);
  }
  here ??= walk.frame;
  return { role: here.role, classes: [...(walk.types.get(here.subject) ?? [])], property: here.role === "value" ? here.property : null };
}

/** Whether what is typed right behind a token still belongs to it. */
function open(token: Token): boolean {
  if (token.kind === "comment") return true;
  return token.kind === "string" && !CLOSED.test(token.text);
}

/** Goes through a text token by token, and knows subject and property at each of them. */
class Walk {
  types = new Map<string, Set<string>>();
  frame: Frame = { role: "start", subject: "", property: null };
  private outer: Frame[] = [];
  private nodes = 0;

  constructor(private prefixes: Prefixes) {}

  step(token: Token): void {
    if (token.kind === "sign") this.sign(token.text);
    else if (token.kind === "word" && !/^(?:a|true|false)$/.test(token.text)) this.word(token.text);
    else this.term(token);
  }

  private sign(sign: string): void {
    const { frame } = this;
    if (sign === "{") this.enter({ role: "subject", subject: "", property: null });
    else if (sign === "[") this.enter({ role: "property", subject: `[${this.nodes++}`, property: null });
    else if (sign === "(") this.enter({ role: "expression", subject: "", property: null }, frame.role === "property");
    else if (sign === "}" || sign === ")" || sign === "]") this.leave(sign);
    else if (frame.role === "start" || frame.role === "expression") return;
    else if (sign === ".") Object.assign(frame, { role: "subject", subject: "", property: null });
    else if (sign === ";") Object.assign(frame, { role: "property", property: null });
    else if (sign === "," && frame.role === "end") frame.role = "value";
    // A path goes on: what follows is a property again, and nothing is known of its subject.
    else if ((sign === "/" || sign === "|") && frame.role === "value") Object.assign(frame, { role: "property", property: null });
  }

  private enter(inner: Frame, same = false): void {
    this.outer.push({ ...this.frame });
    // Parentheses in the place of a property hold a path.
    this.frame = same ? { ...this.frame } : inner;
  }

  private leave(sign: string): void {
    const left = this.frame;
    this.frame = this.outer.pop() ?? { role: "start", subject: "", property: null };
    if (sign === "}" && !/^(?:start|expression)$/.test(this.frame.role)) this.frame = { role: "subject", subject: "", property: null };
    if (sign === ")" && this.frame.role === "property") this.frame.role = "value";
    if (sign === "]" && this.frame.role === "value") this.frame.role = "end";
    if (sign === "]" && this.frame.role === "subject") Object.assign(this.frame, { role: "property", subject: left.subject });
  }

  private word(word: string): void {
    if (this.frame.role === "start" || this.frame.role === "expression") return;
    // The head of a query inside the query, up to its group.
    if (/^select$/i.test(word)) this.frame = { role: "expression", subject: "", property: null };
    else if (GROUP_WORDS.test(word)) this.frame = { role: "subject", subject: "", property: null };
  }

  private term(token: Token): void {
    const { frame } = this;
    if (frame.role === "subject") Object.assign(frame, { role: "property", subject: token.text });
    else if (frame.role === "property") Object.assign(frame, { role: "value", property: this.iri(token) });
    else if (frame.role === "value") {
      if (frame.property === TYPE) this.typed(frame.subject, this.iri(token));
      frame.role = "end";
    }
  }

  private typed(subject: string, type: string | null): void {
    if (type) this.types.set(subject, (this.types.get(subject) ?? new Set()).add(type));
  }

  private iri(token: Token): string | null {
    if (token.kind === "word") return token.text === "a" ? TYPE : null;
    if (token.kind === "iri") return token.text.replace(/^<|>$/g, "");
    if (token.kind !== "name") return null;
    const [prefix, local] = [token.text.slice(0, token.text.indexOf(":")), token.text.slice(token.text.indexOf(":") + 1)];
    const namespace = this.prefixes[prefix];
    return namespace === undefined ? null : namespace + local;
  }
}
