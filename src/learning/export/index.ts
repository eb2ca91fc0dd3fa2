/** Trained model -> ONNX: the contents page. */
export { exportModel } from './exportModel.ts';
export type { ExportMetadata } from './metadata.ts';
