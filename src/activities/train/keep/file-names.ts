/** Names of files that stay names everywhere: no sign that some system or shell takes for something else. */

/** Small letters, digits and hyphens, such as "my-doodles". @returns `otherwise` where nothing is left. */
function plain(name: string, otherwise: string): string {
  const kept = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return kept === '' ? otherwise : kept;
}

/** Of a project, as files begin. */
export const fileStem = (projectName: string): string => plain(projectName, 'doodles');

/** Of a project, as an experiment of the pipeline can be called: it begins with a letter. */
export function experimentId(projectName: string): string {
  const stem = fileStem(projectName);
  return /^[a-z]/.test(stem) ? stem : `doodles-${stem}`.slice(0, 40).replace(/-+$/, '');
}
