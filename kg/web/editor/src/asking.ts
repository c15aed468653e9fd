// Sending a query, cancelling it, and what is said meanwhile. The answer is the same page that a form would
// get: its part `#answer` is taken over, so that the service renders every result once and in one way.

export interface Said {
  answer: HTMLElement;
  /** Seconds from sending to the whole answer. */
  seconds: number;
}

const CLOCK_MS = 1000;

/** One query at a time: a new one cancels the one before. */
export class Asking {
  private running: AbortController | null = null;

  constructor(private address: string, private status: Status, private busy: (is: boolean) => void) {}

  /** The answer, or null when it was cancelled. */
  async ask(query: string): Promise<Said | null> {
    this.running?.abort();
    const mine = (this.running = new AbortController());
    const began = performance.now();
    const stop = this.status.running();
    this.busy(true);
    try {
      const answer = await sent(this.address, query, mine.signal);
      return { answer, seconds: (performance.now() - began) / 1000 };
    } catch (error) {
      if (mine.signal.aborted) return null;
      // A network that is down, or an answer that is no page, is all that can be expected here.
      return { answer: unanswered(error instanceof NoPage ? error.message : "The service does not answer."), seconds: 0 };
    } finally {
      stop();
      if (this.running === mine) {
        this.running = null;
        this.busy(false);
      }
    }
  }

  /** Stops the running query, if there is one. */
  cancel(): void {
    if (!this.running) return;
    this.running.abort();
    this.status.say("Cancelled. The service stops the query.");
  }
}

class NoPage extends Error {}

async function sent(address: string, query: string, signal: AbortSignal): Promise<HTMLElement> {
  const body = new URLSearchParams({ query });
  const answer = await fetch(address, { method: "POST", body, signal, headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const part = page.getElementById("answer");
  // Errors that come before the query is read have a page of their own, which says what is wrong.
  const said = page.querySelector("main .wrong, main h1")?.textContent;
  if (!part) throw new NoPage(said ?? `The service answered with status ${answer.status}, and without a page.`);
  return document.adoptNode(part);
}

function unanswered(message: string): HTMLElement {
  const part = document.createElement("div");
  part.id = "answer";
  const text = part.appendChild(document.createElement("p"));
  text.className = "wrong";
  text.textContent = `${message} Try again in a moment.`;
  return part;
}

/** The line that says what goes on; it is a live region, so the running seconds stay outside of what is read. */
export class Status {
  constructor(private line: HTMLElement) {}

  say(text: string): void {
    this.line.textContent = text;
  }

  /** Says that a query runs and, after a second, how long already; returns how to end that. */
  running(): () => void {
    this.say("Running…");
    const seconds = document.createElement("span");
    seconds.setAttribute("aria-hidden", "true");
    this.line.after(seconds);
    const began = performance.now();
    const clock = setInterval(() => {
      seconds.textContent = ` ${Math.floor((performance.now() - began) / 1000)} s`;
    }, CLOCK_MS);
    return () => {
      clearInterval(clock);
      seconds.remove();
    };
  }
}
