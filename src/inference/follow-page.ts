import type { InferenceClient } from './client.ts';

/**
 * Minds the page's comings and goings. A page that the reader leaves may be kept as it is, worker and all, for the way
 * back; there the worker is asked whether it is still well. Workers of pages that are thrown away end with them.
 * @returns what stops it
 */
export function followPage(client: Pick<InferenceClient, 'wake'>): () => void {
  const shown = (event: PageTransitionEvent) => {
    if (event.persisted) client.wake();
  };
  addEventListener('pageshow', shown);
  return () => removeEventListener('pageshow', shown);
}
