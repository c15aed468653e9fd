// Suggestions below the search box: the combobox pattern of ARIA 1.2. The page works the same without this file.
const box = document.querySelector("input[data-suggest]");
const list = document.createElement("ul");
const said = document.createElement("span");
let options = [], active = -1, asking = null, waiting = 0, typed = "";

if (box) {
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  said.className = "skip";
  said.setAttribute("role", "status");
  box.after(list, said);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) box.setAttribute(name, value);
  box.addEventListener("input", later);
  box.addEventListener("keydown", onKey);
  box.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take([...list.children].indexOf(option));
  });
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    const types = at instanceof HTMLElement && (at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName));
    if (event.key !== "/" || types || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

function later() {
  clearTimeout(waiting);
  asking?.abort();
  waiting = setTimeout(ask, 120);
}

async function ask() {
  // Only the end of what stands before the cursor is completed.
  typed = box.value.slice(0, box.selectionStart ?? box.value.length);
  if (typed.trim().length < 2) return close();
  asking = new AbortController();
  try {
    const query = new URLSearchParams({ q: typed });
    const answer = await fetch(`${box.dataset.suggest}?${query}`, { signal: asking.signal });
    if (answer.ok) show((await answer.json()).suggestions);
  } catch (error) {
    if (error.name !== "AbortError") close();
  }
}

function show(found) {
  if (document.activeElement !== box || !found.length) return close();
  options = found;
  active = -1;
  list.replaceChildren(...found.map(option));
  list.hidden = false;
  box.setAttribute("aria-expanded", "true");
  box.removeAttribute("aria-activedescendant");
  said.textContent = `${found.length} ${found.length === 1 ? "suggestion" : "suggestions"}; arrow keys choose`;
}

function option(of, at) {
  const item = document.createElement("li");
  item.id = `suggestion-${at}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const name = document.createElement("b");
  name.textContent = of.text;
  const what = document.createElement("span");
  const label = of.label.toLowerCase() === of.text.toLowerCase() ? "" : ` ${of.label},`;
  what.textContent = `${label} ${of.slot}, ${of.datasets.toLocaleString("en")} ${of.datasets === 1 ? "dataset" : "datasets"}`;
  item.append(name, what);
  return item;
}

function onKey(event) {
  if (event.isComposing || list.hidden) return;
  const last = options.length - 1;
  const moves = { ArrowDown: active === last ? -1 : active + 1, ArrowUp: active === -1 ? last : active - 1 };
  if (event.key in moves) choose(moves[event.key]);
  else if (event.key === "Escape") close();
  else if (event.key === "Enter" && active >= 0) take(active);
  else return;
  event.preventDefault();
}

function choose(at) {
  list.children[active]?.setAttribute("aria-selected", "false");
  active = at;
  const item = list.children[at];
  item?.setAttribute("aria-selected", "true");
  item?.scrollIntoView({ block: "nearest" });
  if (item) box.setAttribute("aria-activedescendant", item.id);
  else box.removeAttribute("aria-activedescendant");
}

function take(at) {
  const of = options[at];
  // The service counts characters, a script counts halves of some of them.
  const before = [...typed].slice(0, of.start).join("") + of.text;
  box.value = before + box.value.slice(typed.length);
  box.setSelectionRange(before.length, before.length);
  close();
}

function close() {
  clearTimeout(waiting);
  asking?.abort();
  list.hidden = true;
  active = -1;
  said.textContent = "";
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}
