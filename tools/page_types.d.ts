// What the scripts of static/js hand each other, as tsc knows it. Nothing of this is shipped.

/** A field of the writing page with data-cell; its place is "<kind>:<row uuid>:<cell>". */
type Cell = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Place = string;

/** A cell of a grid by counting. */
type GridPlace = { row: number; column: number };

/** A pasted block as lines of cells; null where a merged cell goes on. */
type Matrix = (string | null)[][];

/** The values of a row by the names of the grid's columns. */
type Values = { [field: string]: string };

/** A column as the page names it (texts/columns.py). */
type Column = { name: string; label: string; wordings: string[]; isOptional?: boolean };
type Columns = { own: Column[]; beside: Column[] };

/** Which column of a pasted block is which field, its heads, the line they begin on and the first line of values. */
type ReadColumns = { columns: (string | null)[]; heads: string[]; first: number; from: number };

/** A line of a pasted block as values, and words that have no place in the grid. */
type PastedRecord = { line: number; values: Values };
type LeftOver = { line: number; text: string; column?: number };

/** The cycle's tree: 二级指标 without its blanks → what the tree prints. */
type Category = { level1: string; level2: string; order: number };
type Categories = Map<string, Category>;

/** Where a pasted line goes: a row of the grid or (null) a new one, and what it changes there. */
type FieldChange = { field: string; was: string; now: string };
type Step = { line: number; at: number | null; isUnknown: boolean; changes: FieldChange[] };
type Whereabouts = { active: number; categories: Categories; fields: string[]; isKept: boolean };

/** The one stretch of words that became others. */
type Stretch = { start: number; end: number; words: string };
