/** What was dropped or pasted: its files, and a sentence for each thing that is none. */

/** The part of `DataTransfer` that is used. */
export interface Handed {
  readonly files: ArrayLike<File>;
  readonly items: ArrayLike<Pick<DataTransferItem, 'kind' | 'webkitGetAsEntry'>>;
}

export interface HandedFiles {
  readonly files: readonly File[];
  readonly complaints: readonly string[];
}

/** Most pictures that are looked at in one go. */
export const MOST_FILES = 300;

export function handedFiles(handed: Handed): HandedFiles {
  const folders = new Set(
    Array.from(handed.items).flatMap((item) => {
      const entry = item.kind === 'file' ? item.webkitGetAsEntry?.() : null;
      return entry?.isDirectory ? [entry.name] : [];
    }),
  );
  const files = Array.from(handed.files).filter(({ name }) => !folders.has(name));
  const complaints = [...folders].map(
    (name) => `“${name}” is a folder: open it, select the pictures in it, and drop those.`,
  );
  if (files.length + folders.size === 0)
    complaints.push('There is no picture in that. Copy a picture, or choose a file.');
  return limited(files, complaints);
}

/** At most as many as are looked at in one go. */
export function limited(files: readonly File[], complaints: readonly string[] = []): HandedFiles {
  if (files.length <= MOST_FILES) return { files, complaints };
  const more = `These are ${files.length} files; the first ${MOST_FILES} are looked at.`;
  return { files: files.slice(0, MOST_FILES), complaints: [...complaints, more] };
}
