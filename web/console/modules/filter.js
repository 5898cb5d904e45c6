// A search that answers while one types. Enter and the button ask at once; without a script they load the page. A
// button or a field may name another part to replace, and a button that sends the form elsewhere really does.
import {replace, withQuery} from "./replace.js";

const SILENCE = 250;
const ADDRESS = /[^\s@]@/;

/** @param {HTMLElement} form */
export default function filters(form) {
  if (!(form instanceof HTMLFormElement)) return;
  let wait = 0;
  let running = new AbortController();
  const ask = async (/** @type {string} */ id, /** @type {HTMLElement | null} */ button = null) => {
    clearTimeout(wait);
    running.abort();
    running = new AbortController();
    const action = form.getAttribute("action") ?? location.pathname;
    const data = new FormData(form, button);
    // A form that posts may be asked for somebody's address, which belongs in no address of a page.
    const isPrivate = form.method === "post" && [...data.values()].some(value => ADDRESS.test(String(value)));
    const url = withQuery(action, isPrivate ? new FormData() : data);
    const body = new URLSearchParams(/** @type {any} */ (data));
    const how = isPrivate ? {method: "POST", body, signal: running.signal} : {signal: running.signal};
    try {
      if (await replace(url, how, id)) history.replaceState(null, "", url);
      else form.submit();
    } catch {
      // A later key asked anew.
    }
  };
  const part = (/** @type {EventTarget | null} */ of) =>
    (of instanceof HTMLElement && of !== form && of.dataset.replace) || form.dataset.replace || "";
  form.addEventListener("input", event => {
    clearTimeout(wait);
    wait = setTimeout(() => ask(part(event.target)), SILENCE);
  });
  form.addEventListener("submit", event => {
    if (event.submitter?.hasAttribute("formmethod")) return;
    event.preventDefault();
    ask(part(event.submitter), event.submitter);
  });
}
