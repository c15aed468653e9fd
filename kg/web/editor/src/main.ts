// The SPARQL page with a script: the same form, with an editor, cancelling, sorting and a memory.
import { enhance, summary } from "./answer";
import { Asking, Status } from "./asking";
import { editor } from "./editor";
import { list, remember } from "./recent";
import { EMPTY, vocabulary } from "./vocabulary";

function part<E extends HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

const form = part<HTMLFormElement>("ask");
const status = new Status(part("status"));
const asking = new Asking(form.action, status, (busy) => {
  part("cancel").hidden = !busy;
  part("answer").setAttribute("aria-busy", String(busy));
});
part("cancel").addEventListener("click", () => {
  asking.cancel();
  forget();
  form.querySelector("button")!.focus(); // the button that had the focus is gone
});
let words = EMPTY;
const pen = editor(part<HTMLTextAreaElement>("query"), () => words, () => void run());

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void run();
});
for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-example]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab stays a new tab
    event.preventDefault();
    choose(part(link.dataset.example!).textContent ?? "");
    void run();
  });
}
part("keys").hidden = false;
list(part("recent"), choose);
taken(part("answer"));
void vocabulary(form.dataset.vocabulary!).then((told) => (words = told));

async function run(): Promise<void> {
  const query = pen.text();
  remember(query);
  list(part("recent"), choose);
  forget();
  const said = await asking.ask(query);
  if (!said) return;
  const line = summary(said.answer, said.seconds);
  part("answer").replaceWith(said.answer);
  taken(said.answer);
  status.say(line);
  const link = said.answer.querySelector<HTMLAnchorElement>("a#link");
  // Reloading, bookmarking and sending the address of the page then mean this query.
  history.replaceState(null, "", link ? link.href : form.action);
}

function choose(query: string): void {
  pen.replace(query);
  form.scrollIntoView({ block: "start" });
  pen.focus();
}

/** Takes away what was wrong with an earlier query: it says nothing of the one that runs, or was cancelled. */
function forget(): void {
  for (const wrong of part("answer").querySelectorAll("#error, :scope > .wrong")) wrong.remove();
  pen.mark("");
}

/** Makes the most of an answer: sorting, the link, and the mark where the query is wrong. */
function taken(answer: HTMLElement): void {
  enhance(answer, (text) => status.say(text));
  const error = answer.querySelector<HTMLElement>("#error");
  const [line, column] = [error?.dataset.line, error?.dataset.column];
  pen.mark(error?.querySelector(".wrong")?.textContent ?? "", line ? Number(line) : undefined, column ? Number(column) : undefined);
}
