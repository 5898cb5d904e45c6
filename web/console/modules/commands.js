// What the buttons and keys of the editor do. A command says whether it can be done, and does it when it may.
import {chainCommands, exitCode, lift, setBlockType, toggleMark, wrapIn} from "prosemirror-commands";
import {redo, undo} from "prosemirror-history";
import {liftListItem, sinkListItem, wrapInList} from "prosemirror-schema-list";
import {
  addColumnAfter,
  addRowAfter,
  CellSelection,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
  mergeCells,
  setCellAttr,
  splitCell,
  toggleHeaderRow,
} from "prosemirror-tables";
import {NodeSelection, Selection, TextSelection} from "prosemirror-state";
import {schema} from "./schema.js";

/** @typedef {import("prosemirror-state").Command} Command */
/** @typedef {import("prosemirror-state").EditorState} State */
/** @typedef {import("prosemirror-model").NodeType} NodeType */
/** @typedef {{from: number, to: number, href: string}} Link */

const {nodes, marks} = schema;
const LISTS = [nodes.bulletList, nodes.orderedList];

/** @type {(state: State, types: NodeType[]) => {node: import("prosemirror-model").Node, pos: number} | null} */
function around({selection: {$from}}, types) {
  for (let depth = $from.depth; depth > 0; depth -= 1)
    if (types.includes($from.node(depth).type)) return {node: $from.node(depth), pos: $from.before(depth)};
  return null;
}

/** @type {(level: number) => Command} */
const title = level => (state, dispatch) =>
  (isTitle(state, level) ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, {level}))(state, dispatch);

/** @type {(state: State, level: number) => boolean} */
const isTitle = ({selection: {$from}}, level) =>
  $from.parent.type === nodes.heading && $from.parent.attrs.level === level;

/** A list becomes the other kind, or none; anything else becomes a list. @type {(type: NodeType) => Command} */
const list = type => (state, dispatch) => {
  const inside = around(state, LISTS);
  if (!inside) return wrapInList(type)(state, dispatch);
  if (inside.node.type === type) return liftListItem(nodes.listItem)(state, dispatch);
  dispatch?.(state.tr.setNodeMarkup(inside.pos, type));
  return true;
};

/** @type {Command} */
const quote = (state, dispatch) =>
  (around(state, [nodes.blockquote]) ? lift : wrapIn(nodes.blockquote))(state, dispatch);

/** @type {(node: import("prosemirror-model").Node) => Command} */
export const insert = node => (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(node).scrollIntoView());
  return true;
};

/** @type {Command} */
function table(state, dispatch) {
  if (isInTable(state)) return false;
  const row = (/** @type {NodeType} */ cell) =>
    nodes.tableRow.create(
      null,
      [0, 1].map(() => /** @type {any} */ (cell.createAndFill())),
    );
  const made = nodes.table.create(null, [row(nodes.tableHeader), row(nodes.tableCell)]);
  if (dispatch) {
    const tr = state.tr.replaceSelectionWith(made);
    let at = 0;
    tr.doc.descendants((node, pos) => {
      if (node === made) at = pos;
      return at === 0;
    });
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at + 1))).scrollIntoView());
  }
  return true;
}

/** @type {(side: string) => Command} */
const align = side => (state, dispatch) => isInTable(state) && setCellAttr("align", side)(state, dispatch);

/** @type {Command} */
export const newLine = chainCommands(exitCode, insert(nodes.hardBreak.create()));

/** @type {Record<string, Command>} by the `data-command` of a button */
export const COMMANDS = {
  bold: toggleMark(marks.bold),
  italic: toggleMark(marks.italic),
  heading: title(2),
  subheading: title(3),
  bullets: list(nodes.bulletList),
  numbers: list(nodes.orderedList),
  deeper: sinkListItem(nodes.listItem),
  shallower: liftListItem(nodes.listItem),
  quote,
  table,
  "row-add": addRowAfter,
  "row-delete": deleteRow,
  "column-add": addColumnAfter,
  "column-delete": deleteColumn,
  "header-row": toggleHeaderRow,
  "cells-merge": mergeCells,
  "cells-split": splitCell,
  "align-start": align(""),
  "align-center": align("center"),
  "align-right": align("right"),
  "table-delete": deleteTable,
  undo,
  redo,
};

/** @type {Record<string, (state: State) => boolean>} whether a button is pressed, for those that can be */
export const PRESSED = {
  bold: state => marked(state, "bold"),
  italic: state => marked(state, "italic"),
  link: state => marked(state, "link"),
  heading: state => isTitle(state, 2),
  subheading: state => isTitle(state, 3),
  bullets: state => around(state, LISTS)?.node.type === nodes.bulletList,
  numbers: state => around(state, LISTS)?.node.type === nodes.orderedList,
  quote: state => around(state, [nodes.blockquote]) !== null,
};

/** @type {Record<string, (state: State) => boolean>} when a further row of buttons is shown */
export const WITHIN = {list: state => around(state, LISTS) !== null, table: state => isInTable(state)};

/** @type {(state: State, name: "bold" | "italic" | "link") => boolean} */
function marked({selection, storedMarks, doc}, name) {
  const type = marks[name];
  if (selection instanceof CellSelection) return false;
  if (selection.empty) return Boolean(type.isInSet(storedMarks ?? selection.$from.marks()));
  return doc.rangeHasMark(selection.from, selection.to, type);
}

/**
 * The link that the selection stands in, whole.
 * @param {State} state
 * @returns {Link | undefined}
 */
export function linkAt({selection: {$from, from, to}}) {
  /** @type {Link[]} */
  const runs = [];
  $from.parent.forEach((child, offset) => {
    const href = marks.link.isInSet(child.marks)?.attrs.href;
    const at = $from.start() + offset;
    const last = runs.at(-1);
    if (href && last?.to === at && last.href === href) last.to = at + child.nodeSize;
    else if (href) runs.push({from: at, to: at + child.nodeSize, href});
  });
  return runs.find(run => run.from <= from && to <= run.to);
}

/** @type {(href: string, words: string) => Command} */
export const link = (href, words) => (state, dispatch) => {
  const {from, to, empty} = state.selection;
  const here = linkAt(state);
  const range = empty && here ? here : {from, to};
  const tr = state.tr;
  if (range.from === range.to) {
    tr.insert(range.from, schema.text(words || href));
    range.to = range.from + (words || href).length;
  }
  tr.removeMark(range.from, range.to, marks.link).addMark(range.from, range.to, marks.link.create({href}));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, range.to)).removeStoredMark(marks.link));
  return true;
};

/** @type {Command} */
export const unlink = (state, dispatch) => {
  const {from, to} = linkAt(state) ?? state.selection;
  dispatch?.(state.tr.removeMark(from, to, marks.link));
  return true;
};

/** The picture that is chosen. @param {State} state */
export const chosenImage = ({selection}) =>
  selection instanceof NodeSelection && selection.node.type === nodes.image ? selection.node : null;
