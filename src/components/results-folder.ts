/** Where the results are read from. SITE_RESULTS shows another run's, e.g. one made with `--out`. */
export const RESULTS_FOLDER = process.env.SITE_RESULTS ?? './content/results';
