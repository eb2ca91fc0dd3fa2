/** Whether models may be fetched: always, or, where the browser saves data, once the reader has said so in this tab. */
import { savesData } from './saves-data.ts';

/** What the storage of the tab holds once the reader has let models be fetched. */
const MAY_FETCH = 'doodles.may-fetch';

/** @param storage of the tab; null where it is barred */
export function mayFetch(storage: Pick<Storage, 'getItem'> | null): boolean {
  return !savesData() || storage?.getItem(MAY_FETCH) === 'yes';
}

/** The reader lets models be fetched, here and on the tab's next pages. */
export function allowFetch(storage: Pick<Storage, 'setItem'> | null): void {
  try {
    storage?.setItem(MAY_FETCH, 'yes');
  } catch {
    // Then the next page asks again.
  }
}
