export interface UnpackedFiles<File> {
  readonly taken: readonly File[];
  /** Those that are not read, each with the file that is read in its place. */
  readonly left: readonly { readonly file: string; readonly of: string }[];
}

/** Of a file that lies beside itself as .gz or .zip, as torchvision and `gunzip --keep` leave them, the unpacked one. */
export function unpackedFiles<File extends { readonly file: string }>(
  files: readonly File[],
): UnpackedFiles<File> {
  const unpacked = new Set(files.map(({ file }) => file));
  const packed = new Map(
    files.flatMap(({ file }) => {
      const of = file.replace(/\.(?:gz|zip)$/i, '');
      return of !== file && unpacked.has(of) ? [[file, of] as const] : [];
    }),
  );
  return {
    taken: files.filter(({ file }) => !packed.has(file)),
    left: [...packed].map(([file, of]) => ({ file, of })),
  };
}
