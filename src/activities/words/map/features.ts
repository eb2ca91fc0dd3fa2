/** What the network makes of the drawings on show before its last layer, as it goes over the line. */
import { fileUrl } from '../../../components/site-path.ts';
import { readNpyFields } from '../../../drawings/read/npy-fields.ts';

export interface FeatureFile {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface Features {
  readonly dimensions: number;
  /** In the order of the map's points, all in the same unit. [points, dimensions] */
  readonly codes: Int8Array;
}

/** @throws Error for the reader, when they do not come, or are of another number of drawings. */
export async function fetchFeatures(
  file: FeatureFile,
  points: number,
  get: typeof fetch = fetch,
): Promise<Features> {
  const again = 'The places of the drawings cannot be fetched';
  let response: Response;
  try {
    response = await get(fileUrl(file));
  } catch {
    throw new Error(`${again}. Is there a connection?`);
  }
  if (!response.ok) throw new Error(`${again}: the server answers ${response.status}.`);
  return readFeatures(new Uint8Array(await response.arrayBuffer()), points, file.file);
}

/** @param file a .npy of signed bytes [points, dimensions] @throws Error */
export function readFeatures(file: Uint8Array, points: number, name: string): Features {
  const { descr, shape, isFortran, dataOffset } = readNpyFields(file, name);
  const [rows = 0, dimensions = 0] = shape;
  const data = file.subarray(dataOffset);
  const isTable = descr === '|i1' && !isFortran && shape.length === 2 && data.length === rows * dimensions;
  if (!isTable || rows !== points)
    throw new Error(
      `${name} holds ${descr} of shape (${shape.join(', ')}), expected |i1 with a row for each of ${points} drawings. The page and its files are of different builds: load the page anew.`,
    );
  return { dimensions, codes: new Int8Array(data.buffer, data.byteOffset, data.length) };
}
