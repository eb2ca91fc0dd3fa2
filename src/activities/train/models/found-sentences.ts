/** What the article found out about each model, as sentences for the cards; every number is read from the results. */
import { formatFact } from '../../../core/format-fact.ts';
import { lookup } from '../../../core/lookup.ts';
import type { TrainableId } from '../../../core/models.ts';
import type { AnyResult } from '../../../core/results.ts';

/** The results of an experiment, such as `loadAnyResult` of the components. */
export type ReadResult = (experiment: string) => Promise<AnyResult>;

/** A sentence or two a model. @throws Error when an experiment or a value in it is missing. */
export async function foundSentences(read: ReadResult): Promise<Record<TrainableId, string>> {
  const of = async (experiment: string, value: string, digits?: number) =>
    formatFact(lookup(await read(experiment), value), undefined, digits);
  const accuracies = async (id: TrainableId) =>
    `In the article: ${await of('cats-and-sheep', `${id}.accuracy`)} of cats and sheep after ${await of('cats-and-sheep', `${id}.trainDrawings`)} drawings, ${await of('five-animals', `${id}.accuracy`)} of five animals.`;
  const said = async (id: TrainableId, more: string) => `${await accuracies(id)} ${more}`;
  return {
    forest: await said(
      'forest',
      `Ten trees got ${await of('forest-trees', '10.accuracy')} in cross-validation, a hundred ${await of('forest-trees', '100.accuracy')}.`,
    ),
    nearest: await said(
      'nearest',
      `One neighbour got ${await of('nearest-k', 'uniform-1.accuracy')} in cross-validation, five ${await of('nearest-k', 'uniform-5.accuracy')}, fifteen ${await of('nearest-k', 'uniform-15.accuracy')}.`,
    ),
    perceptron: await said(
      'perceptron',
      `A learning rate of 0.001 got ${await of('perceptron-learning-rate', '1e-3.accuracy')} in cross-validation, one of 0.1 ${await of('perceptron-learning-rate', '1e-1.accuracy')}.`,
    ),
    convnet: await said(
      'convnet',
      `With ${await of('cats-and-sheep', 'curve.smallest')} drawings it got ${await of('cats-and-sheep', 'curve.convnet.smallest')}, the perceptron ${await of('cats-and-sheep', 'curve.perceptron.smallest')}.`,
    ),
    'convnet-plus': await said(
      'convnet-plus',
      `On cats and dogs one such network got ${await of('convnet-plus-ingredients', 'one-network.accuracy')} in cross-validation, and without moved and mirrored drawings ${await of('convnet-plus-ingredients', 'no-augmentation.accuracy')}.`,
    ),
  };
}
