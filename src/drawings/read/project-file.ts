/**
 * The drawings of a project file, as the page /train/ saves it: JSON, with the bitmaps in base64. The page itself reads
 * more of it (src/activities/train/keep): settings, results, models.
 */
import { PIXELS } from '../../core/bitmap-pixels.ts';
import { DatasetError } from '../dataset-error.ts';
import { type BitmapsOfFile, NOTHING_PASSED_OVER } from './drawings-of-file.ts';
import { bytesAt, fieldsAt, listAt, ProjectError, textAt, told } from './fields.ts';
import { MOST_PROJECT_BYTES, PROJECT_FORMAT, PROJECT_VERSION } from './project-format.ts';

/** More than the page takes, so that a later one may take more. */
const MOST_CLASSES = 1000;
const MOST_EXAMPLES = 1_000_000;
const LONGEST_NAME = 100;

export interface ProjectClass {
  readonly name: string;
  readonly drawings: BitmapsOfFile;
}

/**
 * Classes in the order of the project; those without a drawing are left out.
 * @param name of the file, for messages.
 * @throws DatasetError where it is no project, is damaged, has two classes of a name, or has no drawing.
 */
export function readProjectFile(bytes: Uint8Array, name: string): ProjectClass[] {
  try {
    return classesOf(jsonOf(bytes, name), name);
  } catch (error) {
    if (!(error instanceof ProjectError)) throw error;
    throw new DatasetError(`${name}: ${error.message}. Save the project again on /train/.`, { cause: error });
  }
}

function jsonOf(bytes: Uint8Array, name: string): unknown {
  if (bytes.length > MOST_PROJECT_BYTES)
    throw new DatasetError(
      `${name}: a project of ${bytes.length} bytes, expected at most ${MOST_PROJECT_BYTES} (100 MiB), as the page saves them. Share its classes out between several.`,
    );
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DatasetError(
      `${name}: not JSON, or JSON that is cut short or damaged: it has ${bytes.length} bytes and begins ${JSON.stringify(text.slice(0, 20))}, expected a project file of /train/. Save the project again.`,
      { cause },
    );
  }
}

function classesOf(json: unknown, name: string): ProjectClass[] {
  const { format, version, classes } = fieldsAt(json, 'the file');
  if (format !== PROJECT_FORMAT)
    throw new DatasetError(
      `${name}: JSON, but no project: its "format" is ${told(format)}, expected "${PROJECT_FORMAT}" as in files that the page /train/ saves.`,
    );
  if (version !== PROJECT_VERSION)
    throw new DatasetError(
      `${name}: a project of version ${told(version)}, expected ${PROJECT_VERSION}. It comes from another version of the page: take the pipeline of that one.`,
    );
  const read = listAt(classes, 'classes', 0, MOST_CLASSES).map((each, i) => classOf(each, `classes[${i}]`));
  const names = read.map((each) => each.name);
  const twice = names.find((each, i) => names.indexOf(each) !== i);
  if (twice !== undefined)
    throw new DatasetError(
      `${name}: two classes are called ${JSON.stringify(twice)}, expected a name of its own for each. Rename one on /train/.`,
    );
  const drawn = read.filter(({ drawings }) => drawings.pixels.length > 0);
  if (drawn.length === 0)
    throw new DatasetError(
      `${name}: a project of ${read.length} classes without a drawing, expected drawings. Draw some on /train/, and save it again.`,
    );
  return drawn;
}

function classOf(value: unknown, where: string): ProjectClass {
  const { name, examples } = fieldsAt(value, where);
  const called = textAt(name, `${where}.name`, LONGEST_NAME);
  const rows = listAt(examples, `${where}.examples`, 0, MOST_EXAMPLES).map((example, i) => {
    const place = `${where}.examples[${i}]`;
    return bytesAt(fieldsAt(example, place)['pixels'], `${place}.pixels`, PIXELS);
  });
  const pixels = new Uint8Array(rows.length * PIXELS); // [n, 784]
  rows.forEach((row, i) => {
    pixels.set(row, i * PIXELS);
  });
  return { name: called, drawings: { kind: 'bitmaps', pixels, passedOver: NOTHING_PASSED_OVER } };
}
