/** Where a build takes its numbers and files from. */

/**
 * A folder that `pipeline -- … --out` filled, to be looked at beside the site's own results: `SITE_RUN=my-run npm start`.
 * What it holds is laid beside theirs, under names of its own, by `integrations/run-on-show`.
 */
export const RUN: string | undefined = process.env.SITE_RUN || undefined;

/** Both together, and the pages made of them: never where the site that is published lies. */
export const RUN_SITE = './build/run';

/** What the name of each experiment of the run begins with. */
export const RUN_PREFIX = 'run-';

/** SITE_RESULTS is another whole set of results for the article, which must bear its sentences out as well. */
export const RESULTS_FOLDER = RUN ? `${RUN_SITE}/results` : (process.env.SITE_RESULTS ?? './content/results');

export const PUBLIC_FOLDER = RUN ? `${RUN_SITE}/public` : './public';
