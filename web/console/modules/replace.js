// The one rule by which a part of a page is replaced: ask as the form would, take the element with the same id out of
// the answer, morph it, leave the focus where it was, and say the answer's sentence. Whatever is unexpected becomes the
// real submit, so nothing depends on this.
import {Idiomorph} from "idiomorph";
import {start} from "./start.js";
import {say} from "./status.js";

/** What is told to the page after a part of it was replaced. */
export const REPLACED = "relais:replaced";

/** @param {HTMLElement} form */
export default function replaces(form) {
  if (!(form instanceof HTMLFormElement)) return;
  form.addEventListener("submit", async event => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const button = event.submitter;
    const id = button?.dataset.replace ?? form.dataset.replace ?? "";
    if (!(await submit(form, button, id))) really(form, button);
  });
}

/**
 * Send a form and replace one element by the answer's.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button the one that was pressed
 * @param {string} id of the element
 * @returns {Promise<boolean>} whether it was replaced
 */
export function submit(form, button, id) {
  const data = new FormData(form, button);
  const address = button?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href;
  if (form.method === "get") return replace(withQuery(address, data), {}, id);
  const hasFile = [...data.values()].some(value => value instanceof File);
  const body = hasFile ? data : new URLSearchParams(/** @type {any} */ (data));
  return replace(new URL(address, location.href), {method: "POST", body}, id);
}

/** @type {(address: string, data: FormData) => URL} */
export function withQuery(address, data) {
  const url = new URL(address, location.href);
  url.search = new URLSearchParams(/** @type {any} */ (data)).toString();
  return url;
}

/**
 * Replace one element by that of another answer.
 * @param {URL} url
 * @param {RequestInit} request
 * @param {string} id
 * @returns {Promise<boolean>} whether it was replaced; an aborted request rejects
 */
export async function replace(url, request, id) {
  const answer = await fetch(url, {headers: {Accept: "text/html"}, ...request}).catch(problem => {
    if (problem.name === "AbortError") throw problem;
    return null;
  });
  if (!answer || (answer.status !== 422 && !answer.ok)) return false;
  if (answer.redirected && new URL(answer.url).pathname !== location.pathname) {
    location.assign(answer.url);
    return true;
  }
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [here, there] = [document.getElementById(id), next.getElementById(id)];
  if (!here || !there) return false;
  Idiomorph.morph(here, there, {morphStyle: "outerHTML"});
  const now = document.getElementById(id);
  if (!now) return false;
  say(next.getElementById("status")?.textContent?.trim() || now.dataset.said || "");
  start(now);
  document.dispatchEvent(new CustomEvent(REPLACED, {detail: {id}}));
  return true;
}

/** @type {(form: HTMLFormElement, button: HTMLElement | null) => void} */
function really(form, button) {
  if (button instanceof HTMLButtonElement && button.name) {
    const pressed = Object.assign(document.createElement("input"), {
      type: "hidden",
      name: button.name,
      value: button.value,
    });
    form.append(pressed);
  }
  const action = button?.getAttribute("formaction");
  if (action) form.action = action;
  form.submit();
}
