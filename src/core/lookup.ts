/**
 * Names for every figure that prose may quote. Which there are: `facts/comparison-facts.ts` for comparisons of models,
 * `facts/sweep-facts.ts` for sweeps, `facts/condition-facts.ts` for models under changed conditions, `facts/game-facts.ts`
 * for the whole game, `facts/mistake-fact.ts` for its mistakes, `facts/common-facts.ts` for all, `facts/threshold-facts.ts`
 * for the counts at a threshold, `facts/facts-2017.ts` for what was published then.
 */
import { distance } from 'fastest-levenshtein';
import { comparisonFacts } from './facts/comparison-facts.ts';
import { conditionFacts } from './facts/condition-facts.ts';
import type { Fact } from './facts/fact.ts';
import { facts2017 } from './facts/facts-2017.ts';
import { gameFacts } from './facts/game-facts.ts';
import { mistakeFact } from './facts/mistake-fact.ts';
import { sweepFacts } from './facts/sweep-facts.ts';
import { thresholdFact } from './facts/threshold-facts.ts';
import type { AnyResult } from './results.ts';

export type { Fact, Unit } from './facts/fact.ts';

const known = new WeakMap<AnyResult, ReadonlyMap<string, Fact>>();

/** Every fact of an experiment by its name; thresholds (`<model>.at.<threshold>.…`) and mistakes (`word.<a>.as.<b>`) left out. */
export function facts(result: AnyResult): ReadonlyMap<string, Fact> {
  const found = known.get(result) ?? ofKind(result);
  known.set(result, found);
  return found;
}

function ofKind(result: AnyResult): ReadonlyMap<string, Fact> {
  if (result.kind === 'sweep') return sweepFacts(result);
  if (result.kind === 'game') return gameFacts(result);
  return result.kind === 'conditions' ? conditionFacts(result) : comparisonFacts(result);
}

/**
 * The fact of that name.
 * @throws Error that names the experiment, the unknown name and the nearest ones.
 */
export function lookup(result: AnyResult, name: string): Fact {
  const asked =
    result.kind === 'comparison'
      ? thresholdFact(result, name)
      : result.kind === 'game'
        ? mistakeFact(result, name)
        : undefined;
  return asked ?? find(facts(result), name, `the results of "${result.experiment}" have`);
}

let published: ReadonlyMap<string, Fact> | undefined;

/**
 * What was published in 2017, by the same names where it was asked then too: `curve.convnet.15000`.
 * @throws Error that names the unknown name and the nearest ones.
 */
export function lookup2017(name: string): Fact {
  published ??= facts2017();
  return find(published, name, 'the figures of 2017 have');
}

function find(among: ReadonlyMap<string, Fact>, name: string, subject: string): Fact {
  const fact = among.get(name);
  if (fact) return fact;
  const nearest = [...among.keys()]
    .map((candidate) => ({ candidate, edits: distance(candidate, name) }))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 4)
    .map(({ candidate }) => candidate);
  throw new Error(`${subject} no value named "${name}". Nearest: ${nearest.join(', ')}.`);
}
