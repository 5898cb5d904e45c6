// What is typed is seen in the letter 150 milliseconds after the last key, saved or not.
import {SET, typed, values} from "./forms.js";
import {morph} from "./letter.js";
import {REPLACED} from "./replace.js";
import {say} from "./status.js";

const SILENCE = 150;

/** @param {HTMLElement} place a form, or what else leads to a preview: `data-preview` is asked, `data-frame` shows it */
export default function previews(place) {
  let wait = 0;
  let running = new AbortController();
  const ask = async () => {
    running.abort();
    running = new AbortController();
    const {signal} = running;
    try {
      const answer = await fetch(place.dataset.preview ?? "", {...request(place), signal});
      if (answer.status === 422) say((await answer.json()).sentence ?? "");
      if (answer.status !== 200 || answer.redirected) return;
      const html = await answer.text();
      const frame = document.getElementById(place.dataset.frame ?? "");
      if (!signal.aborted && frame instanceof HTMLIFrameElement) morph(frame, html);
    } catch {
      // A later key asked anew, or the server does not answer: the letter stays as it was, and autosave says so.
    }
  };
  const plan = () => {
    clearTimeout(wait);
    wait = setTimeout(ask, SILENCE);
  };
  if (place instanceof HTMLFormElement) for (const kind of ["input", "change", SET]) place.addEventListener(kind, plan);
  document.addEventListener(REPLACED, plan);
  if (place instanceof HTMLFormElement && typed(place)) plan(); // before this script was there
}

/** @param {HTMLElement} place @returns {RequestInit} */
function request(place) {
  if (!(place instanceof HTMLFormElement)) return {headers: {Accept: "text/html, application/json"}};
  const headers = {"Content-Type": "application/json", Accept: "text/html, application/json"};
  return {method: "POST", headers, body: JSON.stringify(values(place))};
}
