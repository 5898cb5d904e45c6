// Follows a departure: `data-stream` says by server-sent events how far it is. The part that says so is replaced; where
// more has changed than numbers (it leaves, it stops, it asks), the whole element is, out of the page as it is now.
import {Idiomorph} from "idiomorph";
import {replace} from "./replace.js";

// Milliseconds after which the page is asked when the stream does not answer.
const PATIENCE = 10000;

/** @param {HTMLElement} place */
export default function follows(place) {
  /** @type {EventSource | null} */
  let source = null;
  let asking = false;

  const refresh = async () => {
    if (asking) return;
    asking = true;
    const isFresh = await replace(new URL(location.href), {}, place.id).catch(() => false);
    asking = false;
    if (isFresh && !place.dataset.stream) close();
  };
  const take = (/** @type {MessageEvent<string>} */ event) => {
    const next = new DOMParser().parseFromString(event.data, "text/html").body.firstElementChild;
    const here = document.getElementById(next?.id ?? "");
    if (!(next instanceof HTMLElement) || !here) return;
    const before = here.dataset;
    const isOther = ["state", "leaves", "doubts"].some(name => next.dataset[name] !== before[name]);
    if (isOther || next.dataset.state !== place.dataset.state) refresh();
    else {
      Idiomorph.morph(here, next, {morphStyle: "outerHTML"});
      retell(place, next);
    }
  };
  const close = () => {
    source?.close();
    source = null;
  };
  const open = () => {
    if (source || document.hidden || !place.dataset.stream) return;
    source = new EventSource(place.dataset.stream);
    source.addEventListener("progress", take);
    source.addEventListener("error", () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      close();
      setTimeout(() => refresh().then(open), PATIENCE);
    });
  };
  addEventListener("pagehide", close);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close();
    else if (place.dataset.stream) refresh().then(open);
  });
  open();
}

/**
 * The heading says the same number as the part below it.
 * @type {(place: HTMLElement, next: HTMLElement) => void}
 */
function retell(place, next) {
  const [there, words] = [place.querySelector("[data-retold]"), next.dataset.done];
  if (there && words && there.textContent !== words) there.textContent = words;
}
