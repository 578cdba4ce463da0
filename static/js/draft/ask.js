// Questions to the server while typing: the answer to a question is remembered, a newer one makes an older one void.

const PAUSE = 200; // ms

/** @template T what the server answers */
export function asker() {
  /** @type {Map<string, T>} */
  const known = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {AbortController | null} */
  let running = null;

  /** @param {string} address @param {(answer: T) => void} answered */
  async function fetchNow(address, answered) {
    running = new AbortController();
    try {
      const response = await fetch(address, { signal: running.signal, headers: { Accept: "application/json" } });
      const isAnswer = response.ok && (response.headers.get("Content-Type") || "").includes("json");
      if (!isAnswer) return; // logged out or offline: typing goes on without help
      const answer = await response.json();
      known.set(address, answer);
      answered(answer);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError") && !(error instanceof TypeError)) throw error;
    }
  }

  function forget() {
    clearTimeout(timer);
    if (running) running.abort();
    running = null;
  }

  /** @param {string} path @param {{ [name: string]: string }} parameters @param {(answer: T) => void} answered */
  function ask(path, parameters, answered) {
    const address = `${path}?${new URLSearchParams(parameters)}`;
    forget();
    const answer = known.get(address);
    if (answer !== undefined) answered(answer);
    else timer = setTimeout(() => fetchNow(address, answered), PAUSE);
  }
  return { ask, forget };
}
