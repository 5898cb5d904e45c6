// A search that answers while one types. Enter and the button ask at once; without a script they load the page.
import {replace, withQuery} from "./replace.js";

const SILENCE = 250;
const ADDRESS = /[^\s@]@/;

/** @param {HTMLElement} form */
export default function filters(form) {
  if (!(form instanceof HTMLFormElement)) return;
  let wait = 0;
  let running = new AbortController();
  const ask = async () => {
    clearTimeout(wait);
    running.abort();
    running = new AbortController();
    const action = form.getAttribute("action") ?? location.pathname;
    const data = new FormData(form);
    // A form that posts may be asked for somebody's address, which belongs in no address of a page.
    const isPrivate = form.method === "post" && [...data.values()].some(value => ADDRESS.test(String(value)));
    const url = withQuery(action, isPrivate ? new FormData() : data);
    const body = new URLSearchParams(/** @type {any} */ (data));
    const how = isPrivate ? {method: "POST", body, signal: running.signal} : {signal: running.signal};
    try {
      if (await replace(url, how, form.dataset.replace ?? "")) history.replaceState(null, "", url);
      else form.submit();
    } catch {
      // A later key asked anew.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(ask, SILENCE);
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    ask();
  });
}
