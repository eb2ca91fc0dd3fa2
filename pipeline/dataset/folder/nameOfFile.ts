/** What the name of a file of drawings says: the class, the form, and how it is packed. */
import { officialClasses } from '../classes.ts';

export interface NamedFile {
  /** As words are written, "alarm clock"; of no word of Quick, Draw!, as the file is called. */
  readonly className: string;
  /** The name without its endings. */
  readonly stem: string;
  readonly ending: 'npy' | 'npz' | 'ndjson' | 'csv' | 'bin';
  readonly packed: 'gz' | 'zip' | undefined;
  /** Whether the name says that its strokes are as they were drawn, `full_raw_cat.ndjson`. */
  readonly isRaw: boolean;
}

const ENDINGS = /^(.+)\.(npy|npz|ndjson|csv|bin)(?:\.(gz|zip))?$/i;
/** As the web page of the bucket names downloads, and as sketch-rnn's files are often called. */
const PREFIX = /^(?:quickdraw_dataset[/_])?(?:full[/_](?:numpy_bitmap|simplified|raw|binary)|sketchrnn)[/_]/i;
const RAW = /^(?:quickdraw_dataset[/_])?full[/_]raw[/_]/i;

let words: ReadonlyMap<string, string> | undefined;

/** The word of Quick, Draw! that is meant, whatever its case; undefined where it is none. */
function wordOf(name: string): string | undefined {
  words ??= new Map(officialClasses().map((word) => [word.toLowerCase(), word]));
  return words.get(name.toLowerCase());
}

/** The class that is meant by a name: "alarm_clock", "alarm%20clock" and "Alarm clock" all mean "alarm clock". */
export function classOfName(name: string): string {
  let decoded = name;
  try {
    decoded = decodeURIComponent(name);
  } catch {
    // A percent sign that is one.
  }
  const bare = decoded.replace(PREFIX, '').replace(/\.full$/i, '');
  const spaced = bare.replaceAll(/[_+]/g, ' ');
  // A browser's second download of the same file is called "cat (1)".
  const word = wordOf(bare) ?? wordOf(spaced) ?? wordOf(spaced.replace(/ ?\(\d+\)$/, ''));
  return word ?? (PREFIX.test(decoded) ? spaced : name.replace(/\.full$/i, ''));
}

/** @returns undefined for a name that is of no form of drawings with a class a file. */
export function nameOfFile(file: string): NamedFile | undefined {
  const [, stem, ending, packed] = ENDINGS.exec(file) ?? [];
  if (stem === undefined || ending === undefined) return undefined;
  return {
    className: classOfName(stem),
    stem,
    ending: ending.toLowerCase() as NamedFile['ending'],
    packed: packed?.toLowerCase() as NamedFile['packed'],
    isRaw: RAW.test(stem),
  };
}
