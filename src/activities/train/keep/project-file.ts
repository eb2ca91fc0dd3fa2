/** A project as one file of JSON: what is in it is told by `project.ts`; bytes stand in base64. */
import type { Stroke } from '../../../core/strokes.ts';
import { toBase64 } from '../../../drawings/read/base64.ts';
import { fieldsAt, ProjectError } from '../../../drawings/read/fields.ts';
import {
  MOST_PROJECT_BYTES,
  PROJECT_FORMAT,
  PROJECT_VERSION,
} from '../../../drawings/read/project-format.ts';
import type { Project } from '../project.ts';
import { readProject } from './read-project.ts';

const floats = (numbers: Float32Array): string => {
  const view = new DataView(new ArrayBuffer(4 * numbers.length));
  numbers.forEach((number, i) => {
    view.setFloat32(4 * i, number, true);
  });
  return toBase64(new Uint8Array(view.buffer));
};

const columns = (strokes: readonly Stroke[]) => strokes.map(([x, y]) => [Array.from(x), Array.from(y)]);

/** The file's text. */
export function writeProjectFile({ name, classes, settings, outcome }: Project): string {
  return `${JSON.stringify({
    format: PROJECT_FORMAT,
    version: PROJECT_VERSION,
    name,
    classes: classes.map((each) => ({
      ...each,
      examples: each.examples.map(({ id, origin, pixels, strokes }) => ({
        id,
        origin,
        pixels: toBase64(pixels),
        ...(strokes && { strokes: columns(strokes) }),
      })),
    })),
    settings,
    outcome: outcome && {
      ...outcome,
      test: outcome.test.map((each) => ({ ...each, pixels: toBase64(each.pixels) })),
      models: outcome.models.map((each) => ({
        ...each,
        onnx: toBase64(each.onnx),
        probabilities: floats(each.probabilities),
      })),
    },
  })}\n`;
}

/** @throws ProjectError that says what is wrong with the file. */
export function readProjectFile(text: string): Project {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ProjectError(
      /^\s*\{\s*"format"/.test(text)
        ? 'it is cut short or damaged: it begins as a project and ends too early'
        : `it begins with ${JSON.stringify(text.slice(0, 20))}, expected a file that this page has saved`,
    );
  }
  const { format, version, ...project } = fieldsAt(json, 'the file');
  if (format !== PROJECT_FORMAT)
    throw new ProjectError('it is JSON, but not a project that this page has saved');
  if (version !== PROJECT_VERSION)
    throw new ProjectError(
      `it is of version ${String(version).slice(0, 20)}, and this page reads version ${PROJECT_VERSION}: reload the page, it may have got newer`,
    );
  return readProject(project);
}

/**
 * Opens what a reader has picked or dropped.
 * @throws ProjectError for the reader: the name of the file, and what is wrong with it.
 */
export async function openProjectFile(file: Pick<File, 'name' | 'size' | 'text'>): Promise<Project> {
  const megabytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MB`;
  try {
    if (file.size > MOST_PROJECT_BYTES)
      throw new ProjectError(
        `it has ${megabytes(file.size)}, and ${megabytes(MOST_PROJECT_BYTES)} are the most`,
      );
    return readProjectFile(await file.text());
  } catch (error) {
    const why =
      error instanceof ProjectError ? error.message : `it cannot be read (${(error as Error).message})`;
    throw new ProjectError(`“${file.name}” was not opened: ${why}. Nothing here has changed.`);
  }
}
