/** Room on the device, as far as the browser says: Chromium says 10 GB whatever there is, to tell nobody's device apart. */

/** The part of `navigator.storage` that is used. */
export type Store = Pick<StorageManager, 'estimate'>;

/** @returns bytes that the site may still keep; null where the browser does not say. */
export async function spaceLeft(store: Store | undefined): Promise<number | null> {
  try {
    const { quota, usage } = (await store?.estimate()) ?? {};
    return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
  } catch {
    return null;
  }
}
