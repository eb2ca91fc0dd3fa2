/** What an embedding page may ask of the demo, in its address: `?task=five-animals&models=convnet,forest&samples=off`. */
import { MODEL_IDS, type ModelId } from '../../core/models.ts';

const THEMES = ['auto', 'light', 'dark'] as const;
const SWITCH = ['on', 'off'] as const;

export interface EmbedOptions {
  readonly task: string;
  /** In the order of the site; at least one. */
  readonly models: readonly ModelId[];
  readonly theme: (typeof THEMES)[number];
  readonly samples: boolean;
  /** One sentence for every value that was not understood, with those that would be. */
  readonly notes: readonly string[];
}

/**
 * @param search query string
 * @param tasks experiments on offer, the first for want of another; at least one
 */
export function readEmbedOptions(search: string, tasks: readonly string[]): EmbedOptions {
  const query = new URLSearchParams(search);
  const notes: string[] = [];
  function refuse(name: string, value: string, allowed: readonly string[]): void {
    notes.push(`${name}=${value || '(nothing)'} is not known here. It may be ${allowed.join(', ')}.`);
  }
  function one<Value extends string>(name: string, allowed: readonly [Value, ...Value[]]): Value {
    const value = query.get(name);
    const known = allowed.find((each) => each === value);
    if (value !== null && known === undefined) refuse(name, value, allowed);
    return known ?? allowed[0];
  }

  const wanted = query.get('models');
  const names = wanted?.split(',').map((each) => each.trim()) ?? [];
  for (const name of names)
    if (!(MODEL_IDS as readonly string[]).includes(name)) refuse('models', name, MODEL_IDS);
  const models = MODEL_IDS.filter((id) => names.includes(id));
  return {
    task: one('task', tasks as [string, ...string[]]),
    models: models.length > 0 ? models : MODEL_IDS,
    theme: one('theme', THEMES),
    samples: one('samples', SWITCH) === 'on',
    notes,
  };
}
