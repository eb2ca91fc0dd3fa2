import { DRAWING_BYTES } from '../drawingBytes.ts';
import type { FitCost, FitSize } from '../family.ts';
import { numberOf } from '../numberOf.ts';

/** What a network's fit holds beside its thread: its own drawings, which its helpers share. */
export const networkBytes: FitCost['memoryBytes'] = (_, { trainDrawings }: FitSize) =>
  trainDrawings * DRAWING_BYTES;

/** Of a network that trains for as many epochs as it is told: drawings times epochs. */
export const epochsCost = (secondsPerMillion: number): FitCost => ({
  work: (given, trainDrawings) => trainDrawings * numberOf(given, 'epochs', 20),
  secondsPerMillion,
  memoryBytes: networkBytes,
});
