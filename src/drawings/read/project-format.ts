/** How a project file of the page /train/ begins: `{"format": PROJECT_FORMAT, "version": PROJECT_VERSION, ...}`. */
export const PROJECT_FORMAT = 'doodles-project';
export const PROJECT_VERSION = 1;
/** Six classes of 300 drawings with all five models take about 15 MB. */
export const MOST_PROJECT_BYTES = 100 * 2 ** 20;
