/** Something about the drawings that the user can mend; the message says what was got, what was expected and what to do. */
export class DatasetError extends Error {
  override name = 'DatasetError';
}
