// What stands around the writing, and is kept fresh while one writes: outline, what is missing, what the review
// finds (findings.js), the next step.
import { startAside } from "./aside.js";
import { startCarried } from "./carried.js";
import { startContents } from "./contents.js";
import { startFindings } from "./findings.js";
import { startGo } from "./go.js";
import { startGrow } from "./grow.js";
import { startProgress } from "./progress.js";

startGrow();
startContents();
startAside();
startGo();
startCarried();
startProgress();
startFindings();
