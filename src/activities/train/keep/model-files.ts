import type { Project, TrainedModel } from '../project.ts';
import { fileStem } from './file-names.ts';

/** Name of a model's file. */
export const modelFileName = (projectName: string, { id }: Pick<TrainedModel, 'id'>): string =>
  `${fileStem(projectName)}-${id}.onnx`;

/** All models, by file name. */
export function modelFiles({ name, outcome }: Pick<Project, 'name' | 'outcome'>): Map<string, Uint8Array> {
  return new Map((outcome?.models ?? []).map((model) => [modelFileName(name, model), model.onnx]));
}
