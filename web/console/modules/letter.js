// The letter in its frame: it has its own policy and runs no script, so what it does is done from here. It is refreshed
// without a flash, links say where they lead, and blocks and the page find each other.
import {Idiomorph} from "idiomorph";
import {say} from "./status.js";
import {WORDS} from "./words.js";

/** Named by the elements of the letter that the page may point to. */
const BLOCK = "[id^='p-']";

/** @param {HTMLElement} frame */
export default function shows(frame) {
  if (!(frame instanceof HTMLIFrameElement)) return;
  const listen = () => frame.contentDocument?.addEventListener("click", event => clicked(frame, event));
  frame.addEventListener("load", listen);
  if (frame.contentDocument?.readyState === "complete") listen();
  document.addEventListener("click", event => {
    const pointer = event.target instanceof Element ? event.target.closest("[data-shows]") : null;
    if (pointer instanceof HTMLElement && pointer.dataset.shows && show(frame, pointer.dataset.shows))
      event.preventDefault();
  });
}

/**
 * Put another letter into the frame, in place. It is parsed by the frame's own parser: ours would report each style.
 * @param {HTMLIFrameElement} frame
 * @param {string} html
 */
export function morph(frame, html) {
  const inside = /** @type {(Window & typeof globalThis) | null} */ (frame.contentWindow);
  if (!inside || !frame.contentDocument) return;
  const next = new inside.DOMParser().parseFromString(html, "text/html");
  Idiomorph.morph(frame.contentDocument.documentElement, next.documentElement, {morphStyle: "outerHTML"});
}

/**
 * Scroll to a block of the letter and mark it for a moment.
 * @type {(frame: HTMLIFrameElement, id: string) => boolean}
 */
export function show(frame, id) {
  const block = frame.contentDocument?.getElementById(id);
  if (!block) return false;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  block.scrollIntoView({behavior: calm ? "auto" : "smooth", block: "center"});
  block.style.outline = "3px solid Highlight";
  block.style.outlineOffset = "6px";
  setTimeout(() => {
    block.style.outline = "";
    block.style.outlineOffset = "";
  }, 1600);
  return true;
}

/** @type {(frame: HTMLIFrameElement, event: MouseEvent) => void} */
function clicked(frame, event) {
  // The frame has its own classes: `instanceof` of this page does not know them.
  const target = /** @type {Element} */ (event.target);
  const link = target.closest?.("a[href]");
  if (link) {
    event.preventDefault();
    lead(frame, link.getAttribute("href") ?? "");
    return;
  }
  const block = near(target);
  const place = block && document.querySelector(`[data-goes-to="${CSS.escape(block.id)}"]`);
  if (!(place instanceof HTMLElement)) return;
  place.scrollIntoView({block: "nearest"});
  const stop = place.matches("a, button, input, [tabindex]") ? place : place.querySelector("a, button");
  if (stop instanceof HTMLElement) stop.focus();
}

/** The block that an element of the letter belongs to. @param {Element | null} element @returns {Element | null} */
function near(element) {
  for (let at = element; at; at = at.parentElement) {
    if (at.matches(BLOCK)) return at;
    const found = at.querySelectorAll(BLOCK);
    if (found.length === 1) return found[0];
    if (found.length > 1) return null;
  }
  return null;
}

/** @type {(frame: HTMLIFrameElement, href: string) => void} */
function lead(frame, href) {
  if (href.startsWith("#")) {
    show(frame, href.slice(1));
    return;
  }
  const place = document.querySelector("[data-leads]");
  const sentence = WORDS.leadsTo(href);
  say(sentence);
  if (!(place instanceof HTMLElement)) return;
  place.hidden = false;
  place.textContent = sentence;
}
