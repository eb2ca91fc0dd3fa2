import type { IdxFile } from './listFolder.ts';

export interface UnpackedIdx {
  readonly taken: readonly IdxFile[];
  /** Those that are not read, each with the file that is read in its place. */
  readonly left: readonly { readonly file: string; readonly of: string }[];
}

/** Of a file that lies beside itself as .gz or .zip, as torchvision leaves MNIST, the unpacked one. */
export function unpackedIdx(files: readonly IdxFile[]): UnpackedIdx {
  const unpacked = new Set(files.map(({ file }) => file));
  const left = files.flatMap(({ file }) => {
    const of = file.replace(/\.(?:gz|zip)$/i, '');
    return of !== file && unpacked.has(of) ? [{ file, of }] : [];
  });
  return { taken: files.filter(({ file }) => !left.some((each) => each.file === file)), left };
}
