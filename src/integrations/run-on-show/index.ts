/** With SITE_RUN, a site that shows a run beside its own results, to look at and not to publish. */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { RUN, RUN_PREFIX, RUN_SITE } from '../../components/site-folders.ts';
import { layBeside } from './lay-beside.ts';

export default function runOnShow(run = RUN): AstroIntegration {
  return {
    name: 'run-on-show',
    hooks: {
      'astro:config:setup': ({ command, config, logger }) => {
        if (run === undefined || (command !== 'build' && command !== 'dev')) return;
        const root = fileURLToPath(config.root);
        const shown = layBeside({ root, run, into: `${root}${RUN_SITE}`, prefix: RUN_PREFIX });
        logger.info(
          `shows ${run} beside the site's own results, at ${shown.map((id) => `${config.base.replace(/\/$/, '')}/experiments/${id}/`).join(', ')}`,
        );
      },
    },
  };
}
