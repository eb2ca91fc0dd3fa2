/** A fit was stopped before there was anything to keep. */
export class NothingLearntError extends Error {
  constructor(family: string) {
    super(`the ${family} was stopped before it had learnt anything`);
    this.name = 'NothingLearntError';
  }
}
