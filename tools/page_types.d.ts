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

/** What the page tells the server: rows that come and go, and cells with what their author saw. */
type RowDeed = "add" | "move" | "remove" | "restore";
type RowChange = { do: RowDeed; kind: string; id: string; parent: string | undefined; after: string | null; row: HTMLElement };
type CellChange = { place: Place; was: string; now: string };
type SaveRequest = { rows: RowChange[]; cells: CellChange[] };

/** What the server answers: what became of each change, what others wrote, who else is here. */
type Outcome = { state?: string; id?: string; cell?: string; value?: string; by?: string; at?: string };
type News = { kind: string; place: Place; value: string | null; by: string; at: string };
type Other = { name: string; role?: string; place?: Place; where?: string; since: string };
type Answer = {
  version: number; at: string; read_only?: string; rows?: Outcome[]; cells?: Outcome[];
  news?: News[]; others?: Other[]; advice?: Place[]; messages?: { [place: Place]: string };
};
type Exchanged =
  | { kind: "answer"; body: Answer }
  | { kind: "offline" | "login" }
  | { kind: "readonly" | "refused"; error: string | undefined };
type FetchedPage = { document: Document; url: string; status: number };

/** A record of the journal (store.js): words that no server has acknowledged. */
type UnsavedWords = { place: Place; was: string; now: string; label: string };
type JournalKey = { user: string | undefined; plan: string | undefined; page: string; place: Place };
type JournalRow = { kind: string; id: string; parent: string | undefined; after: string | null };
type JournalRecord = JournalKey & UnsavedWords & { path: string; title: string; time: number; row?: JournalRow };

/** A step that undo takes back: cells with their words, rows with their ways. */
type UndoChange =
  | { place: Place; before: string; after: string; back?: undefined; forth?: undefined }
  | { place?: undefined; back: () => void; forth: () => void };
type UndoStep = { changes: UndoChange[]; at: number };

/** Which row another follows: an element or its uuid, null for none, undefined where it is left open. */
type RowOrId = HTMLElement | string;

/** A small window beside the work (panel.js). */
type Panel = { element: HTMLElement; near: Cell | null | undefined; cameFrom: HTMLElement | null; close: () => void };
type PanelParts = { title: string; near?: Cell | null; className?: string; content: (Node | string)[] };

/** Another's words where the author wanted to write; isGone where the row was taken away. */
type Theirs = { value: string; by?: string; at?: string; isGone?: boolean };
type Newcomer = { parent: string | undefined; after?: RowOrId | null; id?: string; cells?: { [cell: string]: string } };
