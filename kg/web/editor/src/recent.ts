// The reader's own last queries, kept in this browser only.

const KEY = "pan-kg.queries";
const MOST = 20;

/** Puts a query in front of the others. */
export function remember(query: string): void {
  const others = recent().filter((one) => one !== query);
  keep([query, ...others].slice(0, MOST));
}

/** The last queries, newest first. */
export function recent(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return []; // storage is refused, or holds what somebody else wrote
  }
}

/** Fills the list in `box`; `choose` gets the query that the reader picks. */
export function list(box: HTMLElement, choose: (query: string) => void): void {
  const kept = recent();
  box.hidden = kept.length === 0;
  const entries = kept.map((query) => {
    const entry = document.createElement("li");
    const button = entry.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "second";
    button.textContent = shown(query);
    button.title = query;
    button.addEventListener("click", () => choose(query));
    return entry;
  });
  box.querySelector("ol")!.replaceChildren(...entries);
  box.querySelector<HTMLButtonElement>("button.forget")!.onclick = () => {
    keep([]);
    list(box, choose);
  };
}

/** The first line of a query that says something: its own comment, or what is asked. */
function shown(query: string): string {
  const lines = query.split("\n").map((line) => line.trim());
  const line = lines.find((one) => one && !/^(?:prefix|base)\b/i.test(one)) ?? query;
  return line.replace(/^#\s*/, "").slice(0, 100);
}

function keep(queries: string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(queries));
  } catch {
    // A browser that stores nothing only forgets; everything else works.
  }
}
