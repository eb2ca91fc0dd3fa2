/** Drawings that a sheet of the first ones holds: as many as a figure shows before anybody asks for others. */
export const FIRST = 10;

/** Where the sheet of a class is, below the site's base. @param file of all its exhibits, `exhibits/cat.png` */
export const firstFile = (file: string): string => file.replace(/([^/]+)$/, 'first/$1');
