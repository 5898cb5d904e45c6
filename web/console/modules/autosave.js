// Every change is on the server within three seconds, and the page says « Enregistré » only after the server said so.
// One request at a time; what could not be saved stays here, is said loudly, and is tried again.
import {Idiomorph} from "idiomorph";
import {resolve} from "./conflict.js";
import {SET, typed, values} from "./forms.js";
import {REPLACED} from "./replace.js";
import {signIn} from "./signing_in.js";
import {WORDS} from "./words.js";

/** Milliseconds: of silence after a key, at most after the first one, and until a failure is tried again. */
const SILENCE = 1000;
const LONGEST = 3000;
const AGAIN = 5000;

/** @param {HTMLElement} form */
export default function autosaves(form) {
  if (form instanceof HTMLFormElement) new Autosave(form);
}

class Autosave {
  /** Changes so far, and how many of them the server has. */
  #made = 0;
  #kept = 0;
  #wait = 0;
  #since = 0;
  /** @type {Promise<boolean> | null} */
  #running = null;
  #leaving = false;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.sign = document.querySelector("[data-saved]");
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener(SET, () => this.changed());
    form.addEventListener("submit", event => this.submitted(event));
    addEventListener("online", () => this.#dirty && this.save());
    addEventListener("visibilitychange", () => document.hidden && this.#dirty && this.save());
    addEventListener("beforeunload", event => this.#dirty && !this.#leaving && event.preventDefault());
    if (typed(form)) this.changed(); // before this script was there
  }

  get #dirty() {
    return this.#made > this.#kept;
  }

  changed() {
    if (!this.#dirty) this.#since = performance.now();
    this.#made += 1;
    if (this.sign?.getAttribute("data-state") !== "failed") this.say("unsaved", WORDS.unsaved);
    const left = Math.max(0, this.#since + LONGEST - performance.now());
    this.#plan(Math.min(SILENCE, left));
  }

  /** @param {number} milliseconds */
  #plan(milliseconds) {
    clearTimeout(this.#wait);
    this.#wait = setTimeout(() => this.save(), milliseconds);
  }

  /** Save what is not saved yet. @returns {Promise<boolean>} whether the server has everything */
  async save() {
    clearTimeout(this.#wait);
    if (this.#running) await this.#running;
    if (!this.#dirty) return true;
    this.#running ??= this.#send().finally(() => {
      this.#running = null;
    });
    const is_saved = await this.#running;
    if (is_saved && this.#dirty) this.#plan(SILENCE);
    return is_saved && !this.#dirty;
  }

  async #send() {
    const sent = this.#made;
    if (this.sign?.getAttribute("data-state") !== "failed") this.say("saving", WORDS.saving);
    const answer = await fetch(this.form.dataset.save ?? this.form.action, {
      method: "POST",
      headers: {"Content-Type": "application/json", Accept: "application/json"},
      body: JSON.stringify(values(this.form)),
    }).catch(() => null);
    const said = await answer?.json().catch(() => null);
    if (answer?.ok && said?.saved_at) return this.#saved(sent, said);
    return this.#failed(sent, answer?.status ?? 0, said);
  }

  /** @type {(sent: number, said: {version: number, saved_at: string, address?: string, save?: string, fragments?: Record<string, string>, letter?: boolean}) => boolean} */
  #saved(sent, said) {
    this.#kept = sent;
    this.#since = performance.now();
    this.#version(said.version);
    if (said.address) {
      history.replaceState(null, "", said.address);
      this.form.action = said.address;
      this.form.dataset.save = said.save ?? said.address;
    }
    this.#mistakes({});
    refresh(said.fragments ?? {});
    if (said.letter) document.dispatchEvent(new CustomEvent(REPLACED)); // what shows the letter asks for it again
    this.say(this.#dirty ? "unsaved" : "saved", this.#dirty ? WORDS.unsaved : WORDS.saved(said.saved_at));
    return true;
  }

  /** @type {(sent: number, status: number, said: any) => Promise<boolean>} */
  async #failed(sent, status, said) {
    if (status === 401) {
      this.say("failed", WORDS.signedOut);
      if (await signIn()) return this.#send();
      this.#plan(AGAIN * 6);
    } else if (status === 409 && said?.theirs) {
      this.say("failed", WORDS.conflict(said.who));
      this.#version(said.theirs.version);
      if (await resolve(this.form, said)) return this.#send();
    } else if (status === 422) {
      const errors = said?.errors ?? {};
      const why = String(Object.values(errors)[0] ?? said?.sentence ?? "");
      if (said?.version) this.#saved(sent, said); // the other fields are on the server
      this.#mistakes(errors);
      this.say("failed", said?.version ? WORDS.savedExcept(why) : WORDS.refused(why));
    } else {
      this.say(
        "failed",
        status === 0 || status >= 500
          ? WORDS.unreachable
          : (said?.sentence && WORDS.refused(said.sentence)) || WORDS.broken,
      );
      this.#plan(AGAIN);
    }
    return false;
  }

  /** @param {number} version */
  #version(version) {
    const field = this.form.elements.namedItem("version");
    if (field instanceof HTMLInputElement) field.value = String(version);
  }

  /** What is wrong stands beside its field. @param {Record<string, string>} errors */
  #mistakes(errors) {
    for (const old of this.form.querySelectorAll(".error[data-by=autosave]")) old.remove();
    for (const [name, sentence] of Object.entries(errors)) {
      const field = this.form.querySelector(`[name="${CSS.escape(name)}"]`)?.closest(".field");
      const line = Object.assign(document.createElement("p"), {className: "error", textContent: sentence});
      line.dataset.by = "autosave";
      field?.querySelector("label")?.after(line);
    }
  }

  /** What is sent for real is saved first, so that its version is the right one. @param {SubmitEvent} event */
  async submitted(event) {
    if (event.defaultPrevented) return;
    if (!this.#dirty && !this.#running) {
      this.#leaving = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    if (!(await this.save())) return;
    this.#leaving = true;
    this.form.requestSubmit(button);
  }

  /** @type {(state: "unsaved" | "saving" | "saved" | "failed", sentence: string) => void} */
  say(state, sentence) {
    if (!(this.sign instanceof HTMLElement)) return;
    this.sign.dataset.state = state;
    if (this.sign.textContent !== sentence) this.sign.textContent = sentence;
  }
}

/** Put the parts of the page that follow what was saved in their place. @param {Record<string, string>} fragments by id */
function refresh(fragments) {
  for (const [id, html] of Object.entries(fragments)) {
    const here = document.getElementById(id);
    const there = new DOMParser().parseFromString(html, "text/html").getElementById(id);
    if (here && there) Idiomorph.morph(here, there, {morphStyle: "outerHTML"});
  }
}
