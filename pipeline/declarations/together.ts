import { suggestion } from './issue.ts';
import { DeclarationError, type Loaded, placeOf } from './load.ts';

/**
 * The declarations, with what is wrong with each only beside the others: a name that one before it has, or the models of an
 * experiment that is not there.
 */
export function checkTogether(loaded: readonly Loaded[]): Loaded[] {
  const comparisons = loaded.flatMap(({ id, declared }) =>
    'kind' in declared && declared.kind === 'comparison' ? [id] : [],
  );
  return loaded.map((each, i): Loaded => {
    const { id, file, declared } = each;
    const wrong = (text: string): Loaded => ({
      ...each,
      declared: new DeclarationError(`${placeOf(file)}: ${text}`),
    });
    const first = loaded.findIndex((other) => other.id === id);
    if (first < i)
      return wrong(
        `there is an experiment "${id}" already, in ${placeOf((loaded[first] as Loaded).file)}: rename this file and its id`,
      );
    if (!('kind' in declared) || declared.kind !== 'conditions') return each;
    const missing = declared.of.findIndex((other) => !comparisons.includes(other));
    if (missing < 0) return each;
    const of = declared.of[missing] as string;
    const isBroken = loaded.some((other) => other.id === of && other.declared instanceof Error);
    const why = isBroken ? 'which has a mistake itself' : suggestion(of, comparisons);
    return wrong(`of[${missing}]: got "${of}", ${why}`);
  });
}
