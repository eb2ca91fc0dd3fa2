import { DatasetError } from '../source.ts';

/** A file that cannot be opened or read at all: a link to nowhere, no permission, a torn disk. */
export class UnreadableError extends DatasetError {
  override name = 'UnreadableError';
  /** In the words of the system. */
  readonly reason: string;
  constructor(file: string, cause: Error) {
    super(`${file} cannot be read: ${cause.message}`, { cause });
    this.reason = cause.message;
  }
}
