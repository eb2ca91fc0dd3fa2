/**
 * A word as it must be written on a command line, by the rules of POSIX: what is more than letters, digits and the like stands
 * in single quotes, within which nothing has a meaning of its own.
 */
export const shellWord = (text: string): string =>
  /^[\w./,-][\w./,~-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
