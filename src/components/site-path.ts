/** Address of something on this site below its base, e.g. `sitePath('draw/')` is `/doodles/draw/` under `/doodles/`. */
export function sitePath(path = ''): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}/${path}`;
}

/** Digits of the checksum that an address carries. */
const DIGITS = 16;

/**
 * Address of a file: where it was made in the page (`url`), or else on this site, below its base. With a checksum the
 * address is another one whenever the file is, so that no cache gives a page what belongs to an older one.
 */
export function fileUrl({
  file,
  url,
  sha256,
}: {
  readonly file: string;
  readonly url?: string | undefined;
  readonly sha256?: string | undefined;
}): string {
  return url ?? sitePath(sha256 === undefined ? file : `${file}?v=${sha256.slice(0, DIGITS)}`);
}
