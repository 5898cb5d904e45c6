// A search that answers while one types. Enter and the button ask at once; without a script they load the page.
import {replace, withQuery} from "./replace.js";

const SILENCE = 250;

/** @param {HTMLElement} form */
export default function filters(form) {
  if (!(form instanceof HTMLFormElement)) return;
  let wait = 0;
  let running = new AbortController();
  const ask = async () => {
    clearTimeout(wait);
    running.abort();
    running = new AbortController();
    const url = withQuery(form.getAttribute("action") ?? location.pathname, new FormData(form));
    try {
      if (await replace(url, {signal: running.signal}, form.dataset.replace ?? "")) history.replaceState(null, "", url);
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
