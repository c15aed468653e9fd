// The editor in the place of the text area, which stays in the form and keeps the same text.
import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, StreamLanguage } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { completion, declaring } from "./completion";
import { theme } from "./theme";
import { type Vocabulary } from "./vocabulary";

export interface Editor {
  text(): string;
  replace(text: string): void;
  focus(): void;
  /** Marks a place, both from 1, the column in characters; without a line, removes the mark. */
  mark(message: string, line?: number, column?: number): void;
}

/** An editor before the text area; `words` is asked at every completion, `run` at Ctrl+Enter or Cmd+Enter. */
export function editor(area: HTMLTextAreaElement, words: () => Vocabulary, run: () => void): Editor {
  const host = document.createElement("div");
  host.className = "editor";
  // In a shadow root CodeMirror's styles are adopted sheets, which a policy without inline styles allows.
  const root = host.attachShadow({ mode: "open" });
  const ready = [shortcut(run), parts(area, words), theme];
  const view = new EditorView({ doc: area.value, extensions: ready, parent: root, root });
  area.before(host);
  area.hidden = true;
  name(area, view);
  return {
    text: () => view.state.sliceDoc(),
    replace: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 } }),
    focus: () => view.focus(),
    mark: (message, line, column) => mark(view, message, line, column),
  };
}

function shortcut(run: () => void) {
  return Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }]));
}

function parts(area: HTMLTextAreaElement, words: () => Vocabulary) {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    bracketMatching(),
    closeBrackets(),
    search({ top: true }),
    highlightSelectionMatches(),
    EditorView.lineWrapping,
    EditorState.tabSize.of(2),
    // CodeMirror's own mode: it never stumbles over half a query, where a grammar has to guess.
    StreamLanguage.define(sparql),
    completion(words),
    declaring(words),
    EditorView.domEventHandlers({ beforeinput: overSelection }),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, indentWithTab]),
    EditorView.contentAttributes.of({ "aria-label": "Query. Escape, then Tab leaves the editor.", spellcheck: "false" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) area.value = update.state.sliceDoc();
    }),
  ];
}

/**
 * Typing over a selection, without the browser: Chromium gives the look of what it replaces to a style attribute,
 * which the policy refuses with a complaint.
 */
function overSelection(event: InputEvent, view: EditorView): boolean {
  const typed = event.data;
  if (event.inputType !== "insertText" || !typed || event.isComposing || view.state.selection.ranges.length > 1) return false;
  const [from, to] = selected(view);
  if (from === to) return false;
  const changes = { from, to, insert: typed };
  const insert = () =>
    view.state.update({ changes, selection: { anchor: from + typed.length }, userEvent: "input.type", scrollIntoView: true });
  const handled = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, typed, insert));
  if (!handled) view.dispatch(insert());
  event.preventDefault();
  return true;
}

/** What is selected in the page, of which the editor may not have been told yet. */
function selected(view: EditorView): [number, number] {
  // Chromium tells of selections in a shadow to the shadow's root only; other browsers do not need this.
  const root = view.root as ShadowRoot & { getSelection?: () => Selection | null };
  const { anchorNode, anchorOffset, focusNode, focusOffset } = root.getSelection?.() ?? {};
  if (!anchorNode || !focusNode || !view.contentDOM.contains(anchorNode) || !view.contentDOM.contains(focusNode)) {
    return [view.state.selection.main.from, view.state.selection.main.to];
  }
  const ends = [view.posAtDOM(anchorNode, anchorOffset), view.posAtDOM(focusNode, focusOffset)];
  return [Math.min(...ends), Math.max(...ends)];
}

/** A label reaches into no shadow: it gives its name up and only moves the focus. */
function name(area: HTMLTextAreaElement, view: EditorView): void {
  const label = area.labels?.[0];
  if (!label) return;
  label.removeAttribute("for");
  label.addEventListener("click", () => view.focus());
}

function mark(view: EditorView, message: string, line?: number, column?: number): void {
  const { doc } = view.state;
  if (line === undefined || line < 1 || line > doc.lines) {
    view.dispatch(setDiagnostics(view.state, []));
    return;
  }
  const row = doc.line(line);
  const before = [...row.text].slice(0, Math.max((column ?? 1) - 1, 0)).join("").length;
  const word = /^[^\s]*/.exec(row.text.slice(before))![0].length;
  // A mark needs a character: at the end of a line it takes the last one.
  const from = word ? row.from + before : Math.max(row.from, row.from + before - 1);
  const to = Math.min(word ? from + word : from + 1, doc.length);
  view.dispatch(setDiagnostics(view.state, [{ from: Math.min(from, to), to, severity: "error", message }]));
  view.dispatch({ selection: { anchor: Math.min(from, to) }, scrollIntoView: true });
}
