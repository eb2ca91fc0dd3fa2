/**
 * A text out of a file, for messages: control characters, which terminals may obey, become question marks, and what is longer
 * is cut.
 */
export function printable(text: string, most = 60): string {
  const shown = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
  return shown.length > most ? `${shown.slice(0, most)}…` : shown;
}
