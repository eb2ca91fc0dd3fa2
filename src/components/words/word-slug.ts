/** A word as part of an address: "hot dog" is "hot-dog". */
export const wordSlug = (word: string): string => word.replaceAll(' ', '-');
