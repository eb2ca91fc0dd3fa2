import type { Hyperparameters } from './classifier.ts';

/**
 * Fills in the defaults.
 *
 * @throws RangeError on an unknown name, or a value of another kind than the default's.
 */
export function fillIn<T extends Hyperparameters>(family: string, defaults: T, given: Hyperparameters): T {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaults, name))
      throw new RangeError(
        `the ${family} has no hyperparameter "${name}"; it has ${Object.keys(defaults).join(', ')}`,
      );
    if (kindOf(value) !== kindOf(defaults[name]))
      throw new RangeError(
        `${family} ${name} must be a ${kindOf(defaults[name])}, got ${JSON.stringify(value)}`,
      );
  }
  return { ...defaults, ...given };
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

/** @throws RangeError unless `value` is a whole number from `min` to `max`. */
export function checkWhole(name: string, value: number, min: number, max = Number.POSITIVE_INFINITY): void {
  if (!Number.isInteger(value) || value < min || value > max)
    throw new RangeError(
      `${name} must be a whole number from ${min} ${max < Number.POSITIVE_INFINITY ? `to ${max}` : 'up'}, got ${value}`,
    );
}

/** @throws RangeError unless min <= value < limit. */
export function checkRange(name: string, value: number, min: number, limit = Number.POSITIVE_INFINITY): void {
  if (!(value >= min && value < limit))
    throw new RangeError(`${name} must be at least ${min} and below ${limit}, got ${value}`);
}
