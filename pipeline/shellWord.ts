/** A path as it must be written on a command line. */
export const shellWord = (text: string): string => (/^[\w./~-]+$/.test(text) ? text : JSON.stringify(text));
