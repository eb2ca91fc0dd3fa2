/**
 * Whether this is the HTML that a build makes ahead: there controls are off, since without JavaScript nothing would
 * answer them; with it, `client:near` turns them on at once.
 */
export const madeAhead = typeof document === 'undefined';
