/**
 * Sentences that results can contradict. A claim is a chain of comparisons over the names of `lookup.ts`:
 *
 *     convnet.accuracy > forest.accuracy
 *     convnet.accuracy.low > forest.accuracy.high          (their intervals do not touch)
 *     convnet.accuracy > forest.accuracy, nearest.accuracy (greater than each)
 *     0.5 < curve.forest.500 < curve.forest.2000 and best.name = "convolutional network"
 *     convnet.accuracy - forest.accuracy > 0.02
 */
import { lookup } from './lookup.ts';
import type { ExperimentResult } from './results.ts';

export interface Verdict {
  readonly holds: boolean;
  /** The comparisons that do not hold, with the values instead of the names. */
  readonly failed: readonly string[];
}

type Value = number | string;
const COMPARISONS: Readonly<Record<string, (a: Value, b: Value) => boolean>> = {
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

/**
 * Judges a claim by the results.
 * @throws Error when the claim cannot be read, or names a value that the results do not have.
 */
export function checkClaim(result: ExperimentResult, claim: string): Verdict {
  const failed: string[] = [];
  for (const chain of claim.split(/\s+and\s+/)) {
    const parts = chain.split(/\s*(>=|<=|!=|>|<|=)\s*/);
    if (parts.length < 3 || parts.some((part) => part.trim() === ''))
      throw new Error(`cannot read the claim "${claim}": expected comparisons such as "a > b"`);
    for (let i = 0; i + 2 < parts.length; i += 2) {
      const operator = parts[i + 1] ?? '';
      for (const left of (parts[i] ?? '').split(','))
        for (const right of (parts[i + 2] ?? '').split(',')) {
          const [a, b] = [evaluate(result, left), evaluate(result, right)];
          if (typeof a !== typeof b)
            throw new Error(`the claim "${claim}" compares ${JSON.stringify(a)} with ${JSON.stringify(b)}`);
          if (!COMPARISONS[operator]?.(a, b))
            failed.push(`${left.trim()} ${operator} ${right.trim()} (${a} ${operator} ${b})`);
        }
    }
  }
  return { holds: failed.length === 0, failed };
}

/** A text in quotes, or terms joined by + and - (with spaces around): numbers and names. */
function evaluate(result: ExperimentResult, expression: string): Value {
  const text = /^\s*["'](.*)["']\s*$/.exec(expression);
  if (text) return text[1] ?? '';
  const [first = '', ...rest] = expression.trim().split(/\s+([+-])\s+/);
  let value = term(result, first);
  for (let i = 0; i < rest.length; i += 2) {
    const next = term(result, rest[i + 1] ?? '');
    if (typeof value !== 'number' || typeof next !== 'number')
      throw new Error(`cannot add or subtract text: "${expression.trim()}"`);
    value = rest[i] === '+' ? value + next : value - next;
  }
  return value;
}

function term(result: ExperimentResult, name: string): Value {
  if (/^-?\d+(\.\d+)?$/.test(name)) return Number(name);
  const [, base = name, end] = /^(.*)\.(low|high)$/.exec(name) ?? [];
  const fact = lookup(result, base);
  if (end !== 'low' && end !== 'high') return fact.value;
  const bound = fact[end];
  if (bound === undefined) throw new Error(`"${base}" is no estimate: it has no ${end} end`);
  return bound;
}

/** What the author reads when the results overturn a sentence; `sentence` may hold HTML. */
export function contradiction(of: {
  readonly where: string;
  readonly of: string;
  readonly sentence: string;
  readonly verdict: Verdict;
}): string {
  const text = of.sentence
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return [
    `${of.where}: the results of "${of.of}" contradict the sentence`,
    `  "${text}"`,
    ...of.verdict.failed.map((comparison) => `  it does not hold that ${comparison}`),
    'Rewrite the sentence and its claim, or look for what changed in the results.',
  ].join('\n');
}
