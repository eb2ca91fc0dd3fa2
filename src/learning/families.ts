/** The families of models, all of them. A page that trains takes those of `published.ts` instead, each when it is asked for. */
import type { EstimatorId, ModelId } from '../core/models.ts';
import type { StateOf } from './classifier.ts';
import { convnet } from './families/convnet.ts';
import { convnetPlus } from './families/convnetPlus.ts';
import { forest } from './families/forest.ts';
import { logistic } from './families/logistic.ts';
import { nearest } from './families/nearest.ts';
import { perceptron } from './families/perceptron.ts';
import { linearSvm, rbfSvm } from './families/svm.ts';
import { wideConvnet } from './families/wideConvnet.ts';
import type { Family, PublishedFamily } from './family.ts';

export const FAMILIES: {
  readonly [Id in EstimatorId]: Id extends ModelId ? PublishedFamily<StateOf<Id>> : Family<StateOf<Id>>;
} = {
  forest,
  nearest,
  perceptron,
  convnet,
  'convnet-plus': convnetPlus,
  'wide-convnet': wideConvnet,
  logistic,
  'linear-svm': linearSvm,
  'rbf-svm': rbfSvm,
};
