/**
 * Sentences that results can contradict. A claim is a chain of comparisons over the names of `lookup.ts`:
 *
 *     convnet.accuracy > forest.accuracy
 *     convnet.accuracy.low > forest.accuracy.high          (their intervals do not touch)
 *     convnet.accuracy > forest.accuracy, nearest.accuracy (greater than each)
 *     0.5 < curve.forest.500 < curve.forest.2000 and best.name = "convolutional network"
 *     convnet.accuracy - forest.accuracy > 0.02
 *     curve.forest.2000 > 2017:curve.forest.2000            (against what was published then)
 *     convnet.accuracy < five-animals:convnet.accuracy      (against another experiment)
 */
import { type Fact, lookup, lookup2017 } from './lookup.ts';
import type { AnyResult } from './results.ts';

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

/** The experiments that a claim names with a colon, 2017 left out. */
export function namedExperiments(claim: string): string[] {
  const named = [...claim.matchAll(/(?<![\w.-])([a-z0-9-]+):/g)].map(([, experiment = '']) => experiment);
  return [...new Set(named)].filter((experiment) => experiment !== '2017');
}

/** Finds the fact that a claim names. */
type Find = (name: string) => Fact;

/**
 * Judges a claim by the results.
 * @param others experiments that the claim may name with a colon; 2017 is always known.
 * @throws Error when the claim cannot be read, or names an experiment or a value that there is not.
 */
export function checkClaim(result: AnyResult, claim: string, others: readonly AnyResult[] = []): Verdict {
  const find: Find = (name) => {
    const [, experiment, own] = /^([a-z0-9-]+):(.+)$/.exec(name) ?? [];
    if (experiment === undefined || own === undefined) return lookup(result, name);
    if (experiment === '2017') return lookup2017(own);
    const other = others.find((candidate) => candidate.experiment === experiment);
    if (other) return lookup(other, own);
    throw new Error(
      `the claim "${claim}" names "${experiment}", expected 2017 or one of: ${others.map((o) => o.experiment).join(', ') || 'no other'}`,
    );
  };
  const failed: string[] = [];
  for (const chain of claim.split(/\s+and\s+/)) {
    const parts = chain.split(/\s*(>=|<=|!=|>|<|=)\s*/);
    if (parts.length < 3 || parts.some((part) => part.trim() === ''))
      throw new Error(`cannot read the claim "${claim}": expected comparisons such as "a > b"`);
    for (let i = 0; i + 2 < parts.length; i += 2) {
      const operator = parts[i + 1] ?? '';
      for (const left of (parts[i] ?? '').split(','))
        for (const right of (parts[i + 2] ?? '').split(',')) {
          const [a, b] = [evaluate(find, left), evaluate(find, right)];
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
function evaluate(find: Find, expression: string): Value {
  const text = /^\s*["'](.*)["']\s*$/.exec(expression);
  if (text) return text[1] ?? '';
  const [first = '', ...rest] = expression.trim().split(/\s+([+-])\s+/);
  let value = term(find, first);
  for (let i = 0; i < rest.length; i += 2) {
    const next = term(find, rest[i + 1] ?? '');
    if (typeof value !== 'number' || typeof next !== 'number')
      throw new Error(`cannot add or subtract text: "${expression.trim()}"`);
    value = rest[i] === '+' ? value + next : value - next;
  }
  return value;
}

function term(find: Find, name: string): Value {
  if (/^-?\d+(\.\d+)?$/.test(name)) return Number(name);
  const [, base = name, end] = /^(.*)\.(low|high)$/.exec(name) ?? [];
  const fact = find(base);
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
