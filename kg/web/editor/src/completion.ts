// Proposals as CodeMirror's completions; accepting one also declares the prefix it needs.
import { autocompletion, type Completion, type CompletionContext, type CompletionResult, pickedCompletion } from "@codemirror/autocomplete";
import { type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { place } from "./place";
import { declaration, declared, type Prefixes } from "./prefixes";
import { type Proposal, proposals } from "./proposals";
import { typedAt } from "./typed";
import { type Vocabulary } from "./vocabulary";

const TYPES = { class: "class", property: "property", technique: "constant", variable: "variable", keyword: "keyword", prefix: "namespace" };

/** Completion from a vocabulary that may still be on its way. */
export function completion(words: () => Vocabulary): Extension {
  const source = (context: CompletionContext): CompletionResult | null => {
    const text = context.state.sliceDoc();
    const typed = typedAt(text, context.pos, words());
    if (!typed || (!typed.text && !context.explicit)) return null;
    const found = proposals(typed.text, typed.place, text, words(), declared(text));
    return found.length ? { from: typed.from, options: found.map((one) => option(one, words().prefixes)), filter: false } : null;
  };
  return autocompletion({ override: [source], icons: false, maxRenderedOptions: 60, activateOnTyping: true });
}

function option(one: Proposal, prefixes: Prefixes): Completion {
  const used = one.count === null ? "" : ` · ${one.count.toLocaleString("en")}`;
  return {
    label: one.text,
    detail: one.label + used,
    type: TYPES[one.kind],
    apply: (view, picked, from, to) => insert(view, picked, one, from, to, prefixes),
  };
}

function insert(view: EditorView, picked: Completion, one: Proposal, from: number, to: number, prefixes: Prefixes): void {
  const text = view.state.sliceDoc();
  const namespace = one.prefix === null ? undefined : prefixes[one.prefix];
  const missing = one.prefix !== null && namespace !== undefined && !(one.prefix in declared(text));
  const head = missing ? declaration(text.slice(0, from), one.prefix!, namespace) : null;
  // The `>` that already stands behind an open IRI is part of what is replaced.
  const end = text[from] === "<" && text[to] === ">" ? to + 1 : to;
  const changes = [...(head ? [{ from: head.at, insert: head.insert }] : []), { from, to: end, insert: one.text }];
  const anchor = from + one.text.length + (head?.insert.length ?? 0);
  view.dispatch({ changes, selection: { anchor }, userEvent: "input.complete", annotations: pickedCompletion.of(picked), scrollIntoView: true });
}

/** Declares a known prefix as soon as its colon is typed. */
export function declaring(words: () => Vocabulary): Extension {
  return EditorView.inputHandler.of((view, from, to, typed) => {
    if (typed !== ":") return false;
    const text = view.state.sliceDoc();
    const prefix = /[\p{L}][\p{L}\p{N}_-]*$/u.exec(text.slice(0, from))?.[0] ?? "";
    const namespace = words().prefixes[prefix];
    const here = place(text, from - prefix.length, words().prefixes).role;
    if (namespace === undefined || prefix in declared(text) || here === "text" || here === "start") return false;
    const head = declaration(text.slice(0, from), prefix, namespace);
    const changes = [{ from: head.at, insert: head.insert }, { from, to, insert: ":" }];
    view.dispatch({ changes, selection: { anchor: from + 1 + head.insert.length }, userEvent: "input.type" });
    return true;
  });
}
