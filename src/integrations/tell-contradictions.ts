/** Fails a build whose prose the results contradict, with all such sentences in one list. */
import { rm } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { contradictions } from '../components/contradictions.ts';
import { withoutStack } from './without-stack.ts';

/** What the author reads; undefined where nothing is wrong. */
export function contradictionReport(found: ReadonlySet<string>): string | undefined {
  if (found.size === 0) return undefined;
  const places = found.size === 1 ? 'one place' : `${found.size} places`;
  return [`The results contradict the prose in ${places}:`, ...found].join('\n\n');
}

export default function tellContradictions(): AstroIntegration {
  return {
    name: 'tell-contradictions',
    hooks: {
      'astro:build:start': () => contradictions().clear(),
      'astro:build:generated': async ({ dir }) => {
        const report = contradictionReport(contradictions());
        if (report === undefined) return;
        // The build has emptied it already: nobody is to publish the half that is there.
        await rm(dir, { recursive: true, force: true });
        throw withoutStack(report);
      },
    },
  };
}
