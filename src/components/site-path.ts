/** Address of something on this site below its base, e.g. `sitePath('draw/')` is `/doodles/draw/` under `/doodles/`. */
export function sitePath(path = ''): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${path}`;
}

/** Address of a file: where it was made in the page (`url`), or else on this site, below its base. */
export function fileUrl(file: { readonly file: string; readonly url?: string | undefined }): string {
  return file.url ?? sitePath(file.file);
}
