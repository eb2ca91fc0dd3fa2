/** Trained model -> ONNX bytes, one file a family. */
import type { PublishedState } from '../classifier.ts';
import { convnetGraph, convnetPlusGraph } from './convnet.ts';
import { forestGraph } from './forest.ts';
import { type ExportMetadata, metadataProps } from './metadata.ts';
import { nearestGraph } from './nearest.ts';
import type { GraphBuilder } from './onnx.ts';
import { perceptronGraph } from './perceptron.ts';
import { wideConvnetGraph } from './wideConvnet.ts';

/**
 * The bytes of an ONNX file; the same state and metadata give the same bytes.
 * Input: `drawing`, float32 [batch, 1, 28, 28], ink 0..1. Output: `probabilities`, float32 [batch, classes],
 * and the evidence that each family's file names.
 * @throws RangeError for neighbours on pixels, which would publish the training drawings.
 */
export function exportModel(state: PublishedState, metadata: ExportMetadata): Uint8Array {
  return graphOf(state).toBytes(metadataProps(state.family, state.classes, metadata));
}

function graphOf(state: PublishedState): GraphBuilder {
  switch (state.family) {
    case 'forest':
      return forestGraph(state);
    case 'nearest':
      if (state.form === 'pixels')
        throw new RangeError(
          'neighbours on pixels hold the training drawings and are not exported; fit them on codes (form "codes")',
        );
      return nearestGraph(state);
    case 'perceptron':
      return perceptronGraph(state);
    case 'convnet':
      return convnetGraph(state);
    case 'convnet-plus':
      return convnetPlusGraph(state);
    case 'wide-convnet':
      return wideConvnetGraph(state);
  }
}
