import type { Asked } from './wanted-of.ts';

const TAG = /<Exercise\s([\s\S]*?)>\n/g;
const CHOICE =
  /\{\s*says:\s*(?:'((?:[^'\\]|\\.)*)'|"([^"\\]*)"),\s*holds:\s*(?:'((?:[^'\\]|\\.)*)'|"([^"\\]*)"),?\s*\}/g;

/**
 * The exercises of a chapter, in their order.
 * @param mdx its text
 * @throws Error for one that is written otherwise than `content/README.md` shows.
 */
export function exercisesIn(mdx: string): Asked[] {
  return [...mdx.matchAll(TAG)].map(([, props = '']) => {
    const text = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(props)?.[1];
    const [id, of, asks, estimate] = ['id', 'of', 'asks', 'estimate'].map(text);
    const within = /\bwithin=\{([\d.]+)\}/.exec(props)?.[1];
    const choices = [...props.matchAll(CHOICE)].map(([, says, alsoSays, holds, alsoHolds]) => ({
      says: (says ?? alsoSays ?? '').replace(/\\(.)/g, '$1'),
      holds: (holds ?? alsoHolds ?? '').replace(/\\(.)/g, '$1'),
    }));
    const isWhole = choices.length === (props.match(/\bsays:/g)?.length ?? 0);
    if (id === undefined || of === undefined || asks === undefined || !isWhole)
      throw new Error(`this exercise cannot be read: <Exercise ${props}>`);
    return {
      id,
      of,
      asks,
      ...(estimate === undefined ? { choices } : { estimate, within: Number(within ?? 0) }),
    };
  });
}
