// What helps in typing a project: the indicator grid, its rows, sums and counters. Saving is another matter (start.js).
//
// The grid is a plain table that works without any of this:
//   <table data-grid data-categories='[["产出指标", "数量指标"], …]'>   the cycle's tree: new rows find their place by it
//     <thead> one th a column: its name is shown beside each cell on a phone
//     <tbody data-rows="indicator" data-parent="<project>">
//       <tr data-row="indicator:<uuid>">
//         <td><textarea data-cell="indicator:<uuid>:level1" data-one-line>   one td a cell, the field its child;
//                                                            data-one-line where no line break may stand
//         <td class="row-tools"> buttons [data-do], and one [data-handle] to drag by
// Listeners stand on the root alone: 300 rows cost as much as one.

import { startCopy } from "./copy.js";
import { startCounters } from "./counter.js";
import { startDrag } from "./drag.js";
import { startDress } from "./dress.js";
import { startKeys } from "./keys.js";
import { startMilestones } from "./milestones.js";
import { root } from "./page.js";
import { startPaste } from "./paste.js";
import { startRange } from "./range.js";
import { startRows } from "./rows-ui.js";
import { startSuggestions } from "./suggest.js";
import { startSums } from "./sums.js";
import { startTargets } from "./targets.js";

startDress(root);
startSuggestions(root); // before the keys: an open list takes the arrows
[startKeys, startRange, startCopy, startPaste, startRows, startDrag, startTargets].forEach((start) => start(root));
[startSums, startMilestones, startCounters].forEach((start) => start(root));
