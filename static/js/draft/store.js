// The browser's database of words that no server has acknowledged. A record:
// {user, plan, place, page, path, title, label, was, now, time}; `page` is one visit of one page, so that two tabs do
// not overwrite each other. A row that exists only here is a record too: place "row:<uuid>", and in `row` what it
// takes to add it again. IndexedDB, because localStorage loses seconds when a browser is killed.
const KEY = ["user", "plan", "place", "page"];
/** @param {JournalKey} record */
const keyOf = ({ user, plan, place, page }) => /** @type {string[]} */ ([user, plan, place, page]);

/** @type {Promise<IDBDatabase> | null} */
let opening = null;

function open() {
  opening = opening || new Promise((resolve, reject) => {
    const request = indexedDB.open("drafting", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("words", { keyPath: KEY });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

/**
 * @template [T=undefined]
 * @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T> | void} work
 * @returns {Promise<T>}
 */
async function transact(mode, work) {
  const transaction = (await open()).transaction("words", mode);
  const request = work(transaction.objectStore("words"));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(/** @type {T} */ (request && request.result));
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

// All records of one user, or of one user in one plan.
/** @param {...(string | undefined)} owner */
const of = (...owner) => IDBKeyRange.bound(owner, [...owner, []]);
/** @param {...(string | undefined)} owner @returns {Promise<JournalRecord[]>} */
export const recordsOf = (...owner) => transact("readonly", (store) => store.getAll(of(...owner)));
/** @param {string | undefined} user */
export const wipe = (user) => transact("readwrite", (store) => { store.delete(of(user)); });

/** @param {JournalRecord[]} records @param {JournalKey[]} forgotten */
export const change = (records, forgotten) =>
  transact("readwrite", (store) => {
    forgotten.forEach((record) => store.delete(keyOf(record)));
    records.forEach((record) => store.put(record));
  });
/** @param {JournalKey[]} records */
export const forget = (records) => change([], records);
