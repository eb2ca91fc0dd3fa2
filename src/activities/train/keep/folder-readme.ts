import type { Project } from '../project.ts';
import { experimentId, fileStem } from './file-names.ts';
import { hasAllStrokes } from './has-all-strokes.ts';

/** Drawings of a class that the pipeline asks for: five to show, and ten to learn from and to be tested on. */
export const FEWEST_TO_PUBLISH = 15;

/** What lies in the folder, and what to do with it, in plain text. */
export function folderReadme({ name, classes }: Project): string {
  const folder = `${fileStem(name)}-drawings`;
  const id = experimentId(name);
  const words = classes.flatMap(({ word }) => (word === null ? [] : [`"${word}"`]));
  const without = classes.filter((each) => !hasAllStrokes(each)).map((each) => `"${each.name}"`);
  const few = classes.filter(({ examples }) => examples.length < FEWEST_TO_PUBLISH);
  const paragraphs = [
    `The drawings of "${name}"\n\n${classes.map((each) => `  ${each.name}: ${each.examples.length}`).join('\n')}`,
    `They become an experiment of the Doodles site, with its own page, in three commands. Unpack this archive into a folder\n"${folder}" beside the folder of the site, and in that of the site write:\n\n  npm run pipeline -- new ${id} --data ../${folder}\n  npm run pipeline -- ${id} --data ../${folder}\n  npm start\n\nThe page is then at /experiments/${id}/. The first command says how many of these drawings it will show to everybody:\nask those who drew them.`,
    few.length > 0 &&
      `The pipeline wants ${FEWEST_TO_PUBLISH} drawings of a class at least. Fewer: ${few.map((each) => `${each.name} (${each.examples.length})`).join(', ')}.`,
    `full/numpy_bitmap/*.npy   28 x 28 pixels a drawing, white ink (255) on black (0): NumPy, uint8, N x 784\nfull/simplified/*.ndjson  the strokes of the same drawings, one a line, from 0 to 255\ndataset.json              counts and checksums`,
    without.length > 0 &&
      `No strokes: ${without.join(', ')}. A file of strokes has to hold every drawing of its class, and some of these came\nwithout them: drawings of the game and pictures are pixels only.`,
    words.length > 0 &&
      `Those of ${words.join(', ')} that you did not draw are from the Quick, Draw! data set, made available by Google, Inc.\nunder the licence CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). Name their source where you show them.`,
  ];
  return `${paragraphs.filter((each) => each !== false).join('\n\n')}\n`;
}
