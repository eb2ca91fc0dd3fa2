/**
 * Which of the choices is right, by what the results say of each.
 * @param holds whether the claim of each choice holds
 * @throws Error when it is none or several of them: then the question has to be asked otherwise.
 */
export function rightChoice(id: string, holds: readonly boolean[]): number {
  const right = holds.flatMap((it, i) => (it ? [i] : []));
  if (right.length !== 1)
    throw new Error(
      `the exercise "${id}" has ${right.length} right answers (${right.map((i) => i + 1).join(', ') || 'none'} of ${holds.length}), expected one`,
    );
  return right[0] as number;
}
