import type { Hyperparameters } from './classifier.ts';

type Widened<T> = {
  readonly [K in keyof T]: T[K] extends number
    ? number
    : T[K] extends boolean
      ? boolean
      : T[K] extends string
        ? string
        : T[K];
};

/**
 * Fills in defaults.
 * @throws RangeError for a name that the family does not know, or a value of another type than its default.
 */
export function withDefaults<Defaults extends Hyperparameters>(
  family: string,
  defaults: Defaults,
  given: Hyperparameters,
): Widened<Defaults> {
  for (const [name, value] of Object.entries(given)) {
    const fallback = defaults[name];
    if (fallback === undefined)
      throw new RangeError(
        `${family} has no hyperparameter "${name}"; it knows ${Object.keys(defaults).join(', ')}`,
      );
    if (typeof value !== typeof fallback)
      throw new RangeError(
        `${family} hyperparameter ${name} must be a ${typeof fallback}, got ${typeof value} ${JSON.stringify(value)}`,
      );
  }
  return { ...defaults, ...given } as Widened<Defaults>;
}

/** @throws RangeError unless `value` is a whole number from `min` to `max`. */
export function requireWhole(name: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max)
    throw new RangeError(`${name} must be a whole number from ${min} to ${max}, got ${value}`);
}
