// Somebody else saved first: both texts side by side, and three ways on. Nothing is overwritten without being asked.
import {ask} from "./dialog.js";
import {controls, plain, put, values} from "./forms.js";

/** @typedef {{theirs: Record<string, any>, who?: string, at?: string}} Conflict */

/**
 * @param {HTMLFormElement} form it has their version already, so what is sent next counts
 * @param {Conflict} conflict
 * @returns {Promise<boolean>} whether the form is to be sent again; it holds what was chosen
 */
export async function resolve(form, {theirs, who, at}) {
  const box = document.getElementById("conflict");
  if (!(box instanceof HTMLDialogElement)) return false;
  const mine = values(form);
  const names = Object.keys(theirs).filter(
    name => name in mine && name !== "version" && !same(mine[name], theirs[name]),
  );
  for (const place of box.querySelectorAll("[data-who]")) place.textContent = who ?? "";
  for (const place of box.querySelectorAll("[data-at]")) place.textContent = at ?? "";
  const rows = /** @type {HTMLElement} */ (box.querySelector("[data-rows]"));
  rows.replaceChildren(...names.map(name => row(label(form, name), plain(mine[name]), plain(theirs[name]))));
  const choice = names.length ? await ask(box) : "theirs";
  if (choice === "theirs") put(form, theirs);
  else if (choice === "both") put(form, {...mine, body: joined(theirs.body, mine.body)});
  return choice !== "";
}

/** @type {(mine: unknown, theirs: unknown) => boolean} */
const same = (mine, theirs) =>
  typeof theirs === "object" ? plain(mine) === plain(theirs) : String(mine) === String(theirs ?? "");

/** @type {(theirs: any, mine: any) => any} */
function joined(theirs, mine) {
  if (!theirs?.content || !mine?.content) return mine ?? theirs;
  const seen = new Set(theirs.content.map(plain));
  return {
    type: "doc",
    content: [...theirs.content, ...mine.content.filter((/** @type {any} */ block) => !seen.has(plain(block)))],
  };
}

/** @type {(form: HTMLFormElement, name: string) => string} */
function label(form, name) {
  const control = controls(form).find(one => one.name === name);
  const words = control?.labels?.[0]?.textContent ?? control?.closest("[data-label]")?.getAttribute("data-label");
  return (words ?? name).trim();
}

/** @type {(name: string, mine: string, theirs: string) => HTMLElement} */
function row(name, mine, theirs) {
  const line = document.createElement("tr");
  const head = Object.assign(document.createElement("th"), {scope: "row", textContent: name});
  const cells = [mine, theirs].map(words => Object.assign(document.createElement("td"), {textContent: words.trim()}));
  line.append(head, ...cells);
  return line;
}
