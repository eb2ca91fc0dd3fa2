import { NoLineError } from '../../../src/drawings/no-line-error.ts';
import { drawingFromPicture } from '../../../src/drawings/picture.ts';
import { pictureHeader } from '../../../src/drawings/picture-kind.ts';
import { foreignBytes } from '../../../src/drawings/read/foreign-bytes.ts';
import { decodePicture } from './decodePicture.ts';
import type { Traced } from './picturePack.ts';

/** A picture that cannot be decoded is passed over as one without a line is; what it is instead is told where that is known. */
export async function tracePicture(bytes: Uint8Array): Promise<Traced> {
  try {
    const { pixels, notes } = drawingFromPicture(await decodePicture(bytes));
    return { pixels, notes };
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof NoLineError) return { reason: message.replace(/\. Expected: .*$/, '') };
    const foreign = pictureHeader(bytes) === undefined ? foreignBytes(bytes) : undefined;
    if (foreign !== undefined) return { reason: `it is ${foreign.is}. ${foreign.advice}` };
    return { reason: `it cannot be read as a picture: ${message.split('\n')[0]}` };
  }
}
