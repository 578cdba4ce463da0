// What became of a row change that the server could not carry out as it was meant.
import { cellsWithin, placeOf } from "./cells.js";
import { announce } from "./state.js";
import { say } from "./messages.js";
import { addAgain, standAgain } from "./rows.js";
import { momentOf } from "./times.js";

// Removed here, but another has written in it since: it stands again, with a sentence.
/** @param {HTMLElement} row @param {string} [by] @param {string} [at] */
export function rowIsInTheWay(row, by, at) {
  standAgain(row);
  const sentence = `${by} ${momentOf(at)} 改过这一行，所以没有删除。看过后仍要删除，请再删一次。`;
  const [cell] = cellsWithin(row);
  if (cell) say(placeOf(cell), sentence);
  announce(sentence);
}

// Moved or put back, but it is not there any more; or its project is not.
/** @param {RowChange} change */
export function rowIsMissing({ do: what, row }) {
  if (what === "restore" && row.isConnected) addAgain(row);
  if (what === "add") announce("所在的项目已被他人删除，这一行没有存下。文字仍在原处，可以复制。");
  if (what === "move") announce("这一行已被他人删除，次序没有存下。");
}
