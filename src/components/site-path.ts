/** Address of something on this site below its base, e.g. `sitePath('draw/')` is `/doodles/draw/` under `/doodles/`. */
export function sitePath(path = ''): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${path}`;
}
