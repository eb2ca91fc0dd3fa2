/** Arguments of a call are bounded; so many are safe everywhere. */
const PIECE = 0x2000;

/**
 * A letter a byte, of the same number (ISO 8859-1). TextDecoder has no such encoding: its "latin1" is Windows-1252, in which
 * 0x80 to 0x9f are other letters (https://encoding.spec.whatwg.org/#names-and-labels).
 */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE)
    text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return text;
}
