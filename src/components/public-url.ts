/** Address of a file of `public/` under the site's base path, with or without slashes at the seam. */
export function publicUrl(file: string, base: string = import.meta.env.BASE_URL): string {
  return `${base.replace(/\/$/, '')}/${file.replace(/^\//, '')}`;
}
