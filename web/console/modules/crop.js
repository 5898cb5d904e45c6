// A picture is cut by a frame that is moved with the pointer or the arrow keys. The numbers in the fields are the truth:
// who prefers them types them, and without a script they are all there is.
import {WORDS} from "./words.js";

/** @typedef {{left: number, top: number, width: number, height: number}} Box */

const LEAST = 16;

/** @param {HTMLElement} place */
export default function crops(place) {
  const image = place.querySelector("img");
  const whole = {width: Number(place.dataset.width), height: Number(place.dataset.height)};
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLInputElement | HTMLSelectElement | null} */ (place.querySelector(`[data-crop="${name}"]`));
  const number = (/** @type {string} */ name) => Number(field(name)?.value) || 0;
  if (!image || !field("left") || !whole.width) return;
  const stage = document.createElement("div");
  stage.className = "crop-stage";
  image.before(stage);
  stage.append(image);
  const frame = stage.appendChild(made("crop-frame", "button"));
  const corner = frame.appendChild(made("crop-corner", "span"));
  const focus = field("focus_x") ? stage.appendChild(made("crop-focus", "span")) : null;

  /** @returns {Box} */
  const box = () => ({left: number("left"), top: number("top"), width: number("width"), height: number("height")});
  const ratio = () => {
    const [across, down] = (field("ratio")?.value ?? "").split(":").map(Number);
    return across && down ? across / down : 0;
  };
  const draw = () => {
    const {left, top, width, height} = box();
    put(frame, {
      left: left / whole.width,
      top: top / whole.height,
      width: width / whole.width,
      height: height / whole.height,
    });
    frame.setAttribute("aria-label", WORDS.crop(width, height));
    if (focus) put(focus, {left: number("focus_x") / whole.width, top: number("focus_y") / whole.height});
  };
  const set = (/** @type {Box} */ wanted) => {
    const fitting = within(wanted, whole, ratio());
    for (const [name, value] of Object.entries(fitting)) {
      const input = field(name);
      if (input) input.value = String(Math.round(value));
    }
    draw();
    place.dispatchEvent(new Event("input", {bubbles: true}));
  };

  place.addEventListener("change", event => {
    if (event.target instanceof HTMLElement && event.target.dataset.crop) set(box());
  });
  frame.addEventListener("keydown", event => {
    const step = event.ctrlKey ? 1 : Math.round(whole.width / 50);
    const [x, y] = {ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step]}[
      event.key
    ] ?? [0, 0];
    if (!x && !y) return;
    event.preventDefault();
    const at = box();
    if (event.shiftKey) set({...at, width: at.width + x, height: at.height + y});
    else set({...at, left: at.left + x, top: at.top + y});
  });
  const scale = () => whole.width / stage.getBoundingClientRect().width;
  frame.addEventListener("pointerdown", event => {
    const is_corner = event.target === corner;
    const [from, x, y] = [box(), event.clientX, event.clientY];
    frame.setPointerCapture(event.pointerId);
    frame.onpointermove = ({clientX, clientY}) => {
      const [across, down] = [(clientX - x) * scale(), (clientY - y) * scale()];
      if (is_corner) set({...from, width: from.width + across, height: from.height + down});
      else set({...from, left: from.left + across, top: from.top + down});
    };
    frame.onpointerup = () => {
      frame.onpointermove = null;
    };
  });
  stage.addEventListener("dblclick", event => {
    const {left, top} = stage.getBoundingClientRect();
    const at = {focus_x: (event.clientX - left) * scale(), focus_y: (event.clientY - top) * scale()};
    for (const [name, value] of Object.entries(at)) {
      const input = field(name);
      if (input) input.value = String(Math.round(value));
    }
    draw();
  });
  draw();
}

/** @type {(name: string, tag: string) => HTMLElement} */
function made(name, tag) {
  const element = document.createElement(tag);
  element.className = name;
  if (element instanceof HTMLButtonElement) element.type = "button";
  else element.setAttribute("aria-hidden", "true");
  return element;
}

/** @type {(element: HTMLElement, parts: Record<string, number>) => void} */
function put(element, parts) {
  for (const [side, part] of Object.entries(parts)) element.style.setProperty(side, `${part * 100}%`);
}

/** Keep a frame within the picture, and in its ratio. @type {(box: Box, whole: {width: number, height: number}, ratio: number) => Box} */
export function within(box, whole, ratio) {
  let width = Math.min(Math.max(box.width, LEAST), whole.width);
  let height = ratio ? width / ratio : Math.min(Math.max(box.height, LEAST), whole.height);
  if (height > whole.height) {
    height = whole.height;
    width = ratio ? height * ratio : width;
  }
  const left = Math.min(Math.max(box.left, 0), whole.width - width);
  const top = Math.min(Math.max(box.top, 0), whole.height - height);
  return {left, top, width, height};
}
