// The editor of a body: ProseMirror with our document and nothing else. What is typed stays as it is typed: no sign
// becomes a list or a title by itself. Without a script the page has the text in Markdown instead.
import {baseKeymap} from "prosemirror-commands";
import {dropCursor} from "prosemirror-dropcursor";
import {gapCursor} from "prosemirror-gapcursor";
import {history, redo, undo} from "prosemirror-history";
import {keymap} from "prosemirror-keymap";
import {liftListItem, sinkListItem, splitListItem} from "prosemirror-schema-list";
import {EditorState, Plugin} from "prosemirror-state";
import {fixTables, goToNextCell, tableEditing} from "prosemirror-tables";
import {EditorView} from "prosemirror-view";
import {COMMANDS, newLine} from "./commands.js";
import {dialogs} from "./editor_dialogs.js";
import {SET} from "./forms.js";
import {read, schema} from "./schema.js";
import {say} from "./status.js";
import {paint, toolbar} from "./toolbar.js";
import {clean} from "./word.js";
import {leftOut, WORDS} from "./words.js";

const {listItem} = schema.nodes;
const KEYS = {
  "Mod-z": undo,
  "Mod-y": redo,
  "Mod-Shift-z": redo,
  "Mod-b": COMMANDS.bold,
  "Mod-i": COMMANDS.italic,
  Enter: splitListItem(listItem),
  "Shift-Enter": newLine,
  Tab: goToNextCell(1),
  "Shift-Tab": goToNextCell(-1),
  "Mod-]": sinkListItem(listItem),
  "Mod-[": liftListItem(listItem),
};

/** @param {HTMLElement} place */
export default function edits(place) {
  const plain = /** @type {HTMLTextAreaElement} */ (place.querySelector("textarea"));
  const bar = /** @type {HTMLElement} */ (place.querySelector("[role=toolbar]"));
  const field = Object.assign(document.createElement("input"), {type: "hidden", name: place.dataset.name ?? "body"});
  field.dataset.json = "";
  field.value = place.dataset.document ?? "";
  const paper = document.createElement("div");
  plain.disabled = true;
  bar.hidden = false;
  const spare = plain.closest(".field, .editor-plain") ?? plain;
  spare.setAttribute("hidden", "");
  spare.after(field, paper);
  const view = open(paper, field, bar, place);
  field.form?.querySelector(`label[for="${plain.id}"]`)?.addEventListener("click", () => view.focus());
  field.addEventListener(SET, () => {
    view.updateState(state(field, bar));
    field.value = JSON.stringify(view.state.doc.toJSON());
  });
}

/** @type {(paper: HTMLElement, field: HTMLInputElement, bar: HTMLElement, place: HTMLElement) => EditorView} */
function open(paper, field, bar, place) {
  /** @type {EditorView} */
  const view = new EditorView(paper, {
    state: state(field, bar),
    attributes: () => ({
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": place.dataset.label ?? "",
      ...(place.dataset.describedby ? {"aria-describedby": place.dataset.describedby} : {}),
      lang: "fr",
      spellcheck: "true",
      class: "editor-text",
    }),
    transformPastedHTML(html) {
      const {html: cleaned, left} = clean(html);
      const sentence = leftOut(left);
      if (sentence) say(sentence);
      return cleaned;
    },
    handlePaste(_view, event) {
      const data = event.clipboardData;
      if (!data?.files.length || data.types.includes("text/html") || data.types.includes("text/plain")) return false;
      say(WORDS.pastedFile);
      return true;
    },
    handleDrop(_view, event) {
      if (!event.dataTransfer?.files.length) return false;
      event.preventDefault();
      say(WORDS.pastedFile);
      return true;
    },
    handleKeyDown(_view, event) {
      if (event.key === "k" && (event.ctrlKey || event.metaKey)) boxes.link();
      else if (event.key === "F10" && event.altKey) focus(bar.querySelector("[tabindex='0']"));
      else return false;
      event.preventDefault();
      return true;
    },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (!transaction.docChanged) return;
      field.value = JSON.stringify(view.state.doc.toJSON());
      field.dispatchEvent(new Event("input", {bubbles: true}));
    },
  });
  const boxes = dialogs(place, () => view);
  toolbar(bar, () => view, boxes);
  return view;
}

/** @param {Element | null} element */
function focus(element) {
  if (element instanceof HTMLElement) element.focus();
}

/** @type {(field: HTMLInputElement, bar: HTMLElement) => EditorState} */
function state(field, bar) {
  const doc = read(field.value ? JSON.parse(field.value) : {type: "doc"});
  const painted = new Plugin({
    view(view) {
      paint(bar, view);
      return {update: now => paint(bar, now)};
    },
  });
  const begun = EditorState.create({
    doc,
    plugins: [
      history(),
      keymap(KEYS),
      keymap(baseKeymap),
      tableEditing(),
      gapCursor(),
      dropCursor({class: "drop-cursor", color: false}),
      painted,
    ],
  });
  const mended = fixTables(begun);
  return mended ? begun.apply(mended.setMeta("addToHistory", false)) : begun;
}
