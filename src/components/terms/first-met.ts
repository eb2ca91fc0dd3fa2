/** A chapter as the content collection has it. */
interface Chapter {
  /** Its text as MDX. */
  readonly body?: string | undefined;
}

/**
 * Where each term is met first.
 * @param chapters in reading order
 * @returns the chapter by the id of the term; a term that no chapter marks is not in it
 */
export function firstMet<C extends Chapter>(chapters: readonly C[]): Map<string, C> {
  const met = new Map<string, C>();
  for (const chapter of chapters)
    for (const [, id = ''] of (chapter.body ?? '').matchAll(/<Term\s+of="([^"]+)"/g))
      if (!met.has(id)) met.set(id, chapter);
  return met;
}
