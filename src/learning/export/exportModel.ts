/** Trained model -> ONNX bytes, whatever its family. */
import type { PublishedState } from '../classifier.ts';
import { REGISTRY } from '../index.ts';
import { type ExportMetadata, metadataProps } from './metadata.ts';

/**
 * The bytes of an ONNX file; the same state and metadata give the same bytes.
 * Input: `drawing`, float32 [batch, 1, 28, 28], ink 0..1. Output: `probabilities`, float32 [batch, classes],
 * and the evidence that each family's file names.
 * @throws RangeError for neighbours on pixels, which would publish the training drawings.
 */
export const exportModel = (state: PublishedState, metadata: ExportMetadata): Uint8Array =>
  REGISTRY.graph(state).toBytes(metadataProps(state.family, state.classes, metadata));
