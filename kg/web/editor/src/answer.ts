// What the script adds to an answer: columns that sort, and a button that copies the link.

/** Adds them to an answer that has just come into the page. */
export function enhance(answer: HTMLElement, status: (text: string) => void): void {
  for (const table of answer.querySelectorAll<HTMLTableElement>("table")) sortable(table);
  const link = answer.querySelector<HTMLAnchorElement>("a#link");
  if (link) copying(link, status);
}

/** What is said of an answer that was just fetched; it is said once, so the answer itself no longer says it. */
export function summary(answer: HTMLElement, seconds: number): string {
  const error = answer.querySelector<HTMLElement>("#error");
  error?.removeAttribute("role");
  if (error) return `${error.querySelector("h2")?.textContent}: ${error.querySelector(".wrong")?.textContent}`;
  const told = answer.querySelector<HTMLElement>("#told");
  if (!told) return answer.textContent!.trim();
  told.hidden = true;
  return `${told.textContent!.trim()} ${seconds.toFixed(2)} s in all.`;
}

function sortable(table: HTMLTableElement): void {
  const heads = [...table.querySelectorAll<HTMLTableCellElement>("thead th")];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(table, heads, column));
  });
}

function sort(table: HTMLTableElement, heads: HTMLElement[], column: number): void {
  const down = heads[column]!.getAttribute("aria-sort") === "ascending";
  for (const head of heads) head.removeAttribute("aria-sort");
  heads[column]!.setAttribute("aria-sort", down ? "descending" : "ascending");
  const body = table.tBodies[0]!;
  const collator = new Intl.Collator(undefined, { numeric: true });
  const rows = [...body.rows].map((row) => ({ row, text: row.cells[column]!.textContent ?? "" }));
  rows.sort((one, other) => (down ? -1 : 1) * compared(one.text, other.text, collator));
  body.append(...rows.map(({ row }) => row));
}

/** Numbers by value, all else by the reader's alphabet, with numbers inside of words by value. */
function compared(one: string, other: string, collator: Intl.Collator): number {
  const difference = Number(one) - Number(other);
  return one && other && Number.isFinite(difference) ? difference : collator.compare(one, other);
}

function copying(link: HTMLAnchorElement, status: (text: string) => void): void {
  // Browsers give a clipboard to secure pages only; elsewhere the link itself can be copied.
  if (!navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "second";
  button.textContent = "Copy link";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(link.href);
    status("The link is copied.");
  });
  link.after(" ", button);
}
