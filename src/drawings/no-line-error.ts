/** A picture in which no drawing was found; the message says to the reader what was seen instead and what was expected. */
export class NoLineError extends Error {
  override name = 'NoLineError';

  /** @param reason what the picture is, such as "it is one even colour". */
  constructor(reason: string) {
    super(
      `There is no line in this picture: ${reason}. Expected: dark lines on a light ground, or the other way round.`,
    );
  }
}
