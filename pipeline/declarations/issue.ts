/** What is wrong with a declaration: where, what was got, and what was expected. */
import type { z } from 'zod';
import { nearestNames } from '../dataset/classes.ts';
import { fieldsAt } from './schema.ts';

export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'fields in { }',
  record: 'fields in { }',
};

/** `"a"`, `[1, 2]`, cut where it is long. */
export function shown(value: unknown): string {
  const whole =
    typeof value === 'function'
      ? 'a function'
      : typeof value === 'bigint'
        ? `${value}n`
        : typeof value === 'number'
          ? String(value)
          : (JSON.stringify(value) ?? String(value));
  return whole.length > 60 ? `${whole.slice(0, 57)}...` : whole;
}

/** `: did you mean "trees"?`, or the names that there are. */
export function suggestion(name: string, known: readonly string[]): string {
  const near = nearestNames(name, known, 1)[0];
  return near === undefined
    ? `expected one of ${known.map((each) => `"${each}"`).join(', ')}`
    : `did you mean "${near}"?`;
}

/** The value that a path leads to. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

/** `models.forest.hyperparameters.trees`, `trainSizes[2]`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    const isPlain = /^[A-Za-z_$][\w$]*$/.test(name);
    return isPlain ? `${text}${text === '' ? '' : '.'}${name}` : `${text}['${name}']`;
  }, '');
}

function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, isLeast: boolean): string {
  const limit = Number(
    isLeast ? (issue as { minimum: unknown }).minimum : (issue as { maximum: unknown }).maximum,
  );
  if (issue.origin === 'string') return 'expected a text that is not empty';
  if (issue.origin === 'array')
    return `expected ${isLeast ? 'at least' : 'at most'} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  if (issue.inclusive === false) return `expected a number ${isLeast ? 'above' : 'below'} ${limit}`;
  const kind = issue.origin === 'int' || Number.isInteger(limit) ? 'a whole number' : 'a number';
  return `expected ${kind} ${isLeast ? `from ${limit} up` : `of at most ${limit}`}`;
}

function expected(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${KINDS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return bound(issue, true);
    case 'too_big':
      return bound(issue, false);
    case 'invalid_value': {
      const names = issue.values.map(String);
      const all = names.map((name) => `"${name}"`).join(' or ');
      if (names.length < 4 || typeof value !== 'string') return `expected ${all}`;
      return suggestion(value, names);
    }
    case 'invalid_union':
      return 'expected a number, a text, true or false, or a list of numbers';
    default:
      return issue.message;
  }
}

/** The issues that zod finds, each with what was got. */
export function shapeIssues(
  shape: z.core.$ZodType,
  issues: readonly z.core.$ZodIssue[],
  declared: unknown,
): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        text: `there is no such field: ${suggestion(key, fieldsAt(shape, issue.path))}`,
      }));
    const value = valueAt(declared, issue.path);
    const what = expected(issue, value);
    return [
      {
        path: issue.path,
        text: value === undefined ? `is missing: ${what}` : `got ${shown(value)}, ${what}`,
      },
    ];
  });
}
