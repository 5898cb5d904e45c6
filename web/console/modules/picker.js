// A choice from the library, in a dialog: the entries are those of the page « Images » or « Documents », by `data-pick`.
import {PICTURES} from "./schema.js";
import {WORDS} from "./words.js";

/** @typedef {Record<string, string | undefined>} Entry */

const SILENCE = 250;

/**
 * @param {HTMLDialogElement} box has `data-library`, a search field and a place for the entries
 * @param {string} [before] what was chosen already
 * @param {(entry: Entry) => void} [took]
 * @returns {{chosen: () => Entry, check: (value: string) => void}}
 */
export function picker(box, before, took = () => {}) {
  const search = /** @type {HTMLInputElement} */ (box.querySelector("input[type=search]"));
  const place = /** @type {HTMLElement} */ (box.querySelector("[data-entries]"));
  const said = /** @type {HTMLElement} */ (box.querySelector("[role=status]"));
  /** @type {Entry} */
  let chosen = {src: before};
  let wait = 0;
  const ask = async () => {
    const entries = await listed(box.dataset.library ?? "", search.value);
    said.textContent = entries ? WORDS.found(entries.length) : WORDS.unlisted;
    const choose = (/** @type {Entry} */ entry) => {
      chosen = entry;
      search.setCustomValidity("");
      took(entry);
    };
    place.replaceChildren(
      ...(entries ?? []).map(entry => option(entry, entry.src === chosen.src && Boolean(entry.src), choose)),
    );
  };
  search.value = "";
  search.oninput = () => {
    clearTimeout(wait);
    wait = setTimeout(ask, SILENCE);
  };
  search.onkeydown = event => {
    if (event.key === "Enter") event.preventDefault();
  };
  ask();
  return {
    chosen: () => chosen,
    check: value => search.setCustomValidity(value && !chosen.src && !chosen.href ? WORDS.choose : ""),
  };
}

/** @type {(library: string, words: string) => Promise<Entry[] | null>} */
async function listed(library, words) {
  const url = new URL(library, location.href);
  url.searchParams.set("q", words);
  const answer = await fetch(url, {headers: {Accept: "text/html"}}).catch(() => null);
  if (!answer?.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...page.querySelectorAll("[data-pick]")].map(one => ({.../** @type {HTMLElement} */ (one).dataset}));
}

/** @type {(entry: Entry, is_chosen: boolean, choose: (entry: Entry) => void) => HTMLElement} */
function option(entry, is_chosen, choose) {
  const line = document.createElement("li");
  const button = line.appendChild(Object.assign(document.createElement("button"), {type: "button"}));
  button.setAttribute("aria-pressed", String(is_chosen));
  button.addEventListener("click", () => {
    for (const other of line.parentElement?.querySelectorAll("button") ?? [])
      other.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", "true");
    choose(entry);
  });
  if (entry.src) button.append(Object.assign(new Image(), {src: PICTURES + entry.src, alt: "", loading: "lazy"}));
  button.append(Object.assign(document.createElement("span"), {textContent: entry.label ?? ""}));
  return line;
}
