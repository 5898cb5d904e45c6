// While somebody chooses to whom and when, the moment in words and the number follow. A number is shown only while it
// is true: from the first change until the answer there is none, and the button that goes on waits.
import {Idiomorph} from "idiomorph";

const SILENCE = 250;
/** What the answer holds. */
const PARTS = ["mots", "compte"];

/** @param {HTMLElement} form */
export default function counts(form) {
  if (!(form instanceof HTMLFormElement)) return;
  const button = document.getElementById("continuer");
  if (!(button instanceof HTMLButtonElement)) return;
  const label = button.querySelector("span");
  const words = label?.textContent ?? "";
  let wait = 0;
  let running = new AbortController();

  /** @param {boolean} is_counting */
  const hold = is_counting => {
    button.disabled = is_counting;
    if (label) label.textContent = is_counting ? (form.dataset.counting ?? "") : words;
  };
  /** @param {string} sentence */
  const unknown = sentence => {
    const place = document.getElementById("compte");
    place?.replaceChildren(Object.assign(document.createElement("p"), {className: "meta", textContent: sentence}));
  };
  const ask = async () => {
    running.abort();
    running = new AbortController();
    const {signal} = running;
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    const answer = await fetch(form.dataset.address ?? "", {method: "POST", body, signal}).catch(() => null);
    if (signal.aborted) return;
    if (answer?.ok) {
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const id of PARTS) {
        const [here, there] = [document.getElementById(id), next.getElementById(id)];
        if (here && there) Idiomorph.morph(here, there, {morphStyle: "outerHTML"});
      }
    } else unknown(form.dataset.failed ?? "");
    hold(false);
  };
  form.addEventListener("input", event => {
    const name = event.target instanceof HTMLElement ? event.target.getAttribute("name") : "";
    if (["to", "group", "witnesses"].includes(name ?? "")) return;
    hold(true);
    if (["segment", "policy"].includes(name ?? "")) unknown(form.dataset.counting ?? "");
    clearTimeout(wait);
    wait = setTimeout(ask, SILENCE);
  });
}
