/**
 * SHA-256 of the training drawings, their pixels and then their labels, in hexadecimal; empty where the page is not
 * served over a secure connection, since browsers then lend no hash.
 */
export async function datasetHash(pixels: Uint8Array, labels: Uint8Array): Promise<string> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) return '';
  const bytes = new Uint8Array(pixels.length + labels.length);
  bytes.set(pixels);
  bytes.set(labels, pixels.length);
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
