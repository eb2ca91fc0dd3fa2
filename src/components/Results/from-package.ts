import type { AnyResult } from '../../core/results.ts';

/**
 * Words of which the drawings of the package are shown, which have lost their dots: sprites that all experiments share. Those
 * that an experiment took from Google's own files, or from its author, lie in a folder of its name.
 */
export function fromPackage(results: readonly AnyResult[]): string[] {
  const words = results.flatMap((result) =>
    result.kind === 'comparison'
      ? result.exhibits.filter(({ file }) => !file.startsWith(`exhibits/${result.experiment}/`))
      : [],
  );
  return [...new Set(words.map((exhibit) => exhibit.class))].sort();
}
