/** Trained model -> ONNX: the contents page. */
export { checkExport, type ExportCheck } from './check.ts';
export { exportModel } from './exportModel.ts';
export type { ExportMetadata } from './metadata.ts';
