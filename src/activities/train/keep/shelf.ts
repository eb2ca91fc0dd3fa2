/** Where a project is kept on this device: one record, and beside it the one that stood there before. */

/** A project as it is kept. */
export interface Kept {
  readonly version: 1;
  /** Of no other save, here or in another tab. */
  readonly stamp: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** To be read by `readProject`. */
  readonly project: unknown;
}

/** `before`: what was replaced as a whole; `damaged`: what could not be read. */
export type Slot = 'current' | 'before' | 'damaged';

export interface Shelf {
  /** Undefined where nothing stands; anything else where something foreign does. */
  read(slot: Slot): Promise<unknown>;
  /**
   * Puts a record into `current`, unless another than `over` has come to stand there: of two tabs the later one is told.
   * @param over the stamp of the record that may be replaced; null for none.
   * @param shelve whether that record moves to `before`.
   * @returns whether it was put there.
   */
  replace(record: Kept, over: string | null, shelve: boolean): Promise<boolean>;
  put(slot: Slot, record: unknown): Promise<void>;
  /** Moves what stands in `current` to another slot. */
  move(slot: Exclude<Slot, 'current'>): Promise<void>;
  clear(): Promise<void>;
}

const DATABASE = 'doodles-train';
const STORE = 'projects';
const VERSION = 1;
/** Some private windows never answer. */
const PATIENCE_MS = 5000;

/** Of a record; null where it has none. */
export const stampOf = (record: unknown): string | null => {
  const stamp = (record as Partial<Kept> | null | undefined)?.stamp;
  return typeof stamp === 'string' ? stamp : null;
};

/** @throws DOMException, or Error where the browser does not answer. */
export function openShelf(factory: IDBFactory): Promise<Shelf> {
  return new Promise((resolve, reject) => {
    const request = factory.open(DATABASE, VERSION); // throws where storage is denied, which rejects
    const timer = setTimeout(() => reject(new Error('the browser does not answer')), PATIENCE_MS);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onblocked = () => reject(new Error('another tab holds an older version of it: close that tab'));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      clearTimeout(timer);
      const database = request.result;
      database.onversionchange = () => database.close(); // a newer page wants it
      resolve(shelfOn(database));
    };
  });
}

function shelfOn(database: IDBDatabase): Shelf {
  /** Does work in one transaction. @returns what `work` leaves in its box, once all of it is on the device. */
  function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore, box: { result: T }) => void) {
    return new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const box = { result: undefined as T };
      transaction.oncomplete = () => resolve(box.result);
      transaction.onabort = () => reject(transaction.error);
      work(transaction.objectStore(STORE), box);
    });
  }

  return {
    read: (slot) =>
      within<unknown>('readonly', (store, box) => {
        const request = store.get(slot);
        request.onsuccess = () => {
          box.result = request.result;
        };
      }),
    replace: (record, over, shelve) =>
      within<boolean>('readwrite', (store, box) => {
        const request = store.get('current');
        request.onsuccess = () => {
          const old: unknown = request.result;
          box.result = stampOf(old) === over;
          if (!box.result) return;
          if (shelve && old !== undefined) store.put(old, 'before');
          store.put(record, 'current');
        };
      }),
    put: (slot, record) =>
      within<void>('readwrite', (store) => {
        store.put(record, slot);
      }),
    move: (slot) =>
      within<void>('readwrite', (store) => {
        const request = store.get('current');
        request.onsuccess = () => {
          store.put(request.result, slot);
          store.delete('current');
        };
      }),
    clear: () =>
      within<void>('readwrite', (store) => {
        store.clear();
      }),
  };
}
