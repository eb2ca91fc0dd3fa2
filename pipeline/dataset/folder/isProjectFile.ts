import { startOfFile } from './startOfFile.ts';

/** As the page that trains begins the file of a project. */
const BEGINNING = /^\s*\{\s*"format"\s*:\s*"doodles-project"/;

/** Whether a file of JSON begins as a project does; other JSON lies in many folders. @throws UnreadableError */
export async function isProjectFile(file: string): Promise<boolean> {
  return BEGINNING.test(new TextDecoder().decode(await startOfFile(file, 200)));
}
