/** An error for the author of the site, who learns nothing from where it was thrown. */
export function withoutStack(message: string): Error {
  const error = new Error(message);
  error.stack = '';
  return error;
}
