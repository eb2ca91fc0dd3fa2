/** Thrown where a file is no picture that can be used; the message is for the reader. */
export class PictureError extends Error {
  override name = 'PictureError';
}
