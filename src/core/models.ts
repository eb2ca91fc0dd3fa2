/** The models by their ids, here and in the results: who there is, and what they are called. All of it is read from `family-facts.ts`. */
import { FAMILY_FACTS, type FamilyFacts, type PublishedFacts } from './family-facts.ts';

type Families = typeof FAMILY_FACTS;

/** Every estimator that an experiment can train: also those that are only measured beside the models. */
export type EstimatorId = keyof Families;

/** Ids whose fact of that name is one of these. */
type With<Name extends keyof FamilyFacts, Value> = {
  [Id in EstimatorId]: Families[Id][Name] extends Value ? Id : never;
}[EstimatorId];

/** The four families of the 2017 post, in the order in which the article meets them. */
export type ClassicId = With<'reach', 'classic'>;
/** The models that a reader can train in a page: the four, and the convolutional network that goes beyond them. */
export type TrainableId = With<'reach', 'classic' | 'trainable'>;
/** Every model that is published as a file: those, and the network for all words of the game. */
export type ModelId = With<'reach', PublishedFacts['reach']>;
type NetworkId = With<'kind', 'networks'>;

/** What computes published models: how their files are read, proven and explained. */
export type ModelKind = Families[ModelId]['kind'];
/** The published families of a kind. */
export type IdOfKind<Kind extends ModelKind> = Extract<With<'kind', Kind>, ModelId>;

export const ESTIMATOR_IDS = Object.keys(FAMILY_FACTS) as readonly EstimatorId[];

const reaching = <Reach extends FamilyFacts['reach']>(...wanted: readonly Reach[]) =>
  ESTIMATOR_IDS.filter((id): id is With<'reach', Reach> =>
    (wanted as readonly string[]).includes(FAMILY_FACTS[id].reach),
  );

export const CLASSIC_IDS: readonly ClassicId[] = reaching('classic');
export const TRAINABLE_IDS: readonly TrainableId[] = reaching('classic', 'trainable');
export const MODEL_IDS: readonly ModelId[] = reaching('classic', 'trainable', 'published');

/** Names for people. `short` fits into a direct label of a chart. */
export const MODEL_NAMES: Readonly<Record<EstimatorId, Pick<FamilyFacts, 'full' | 'short'>>> = FAMILY_FACTS;

/** All that is declared of a published family. */
export const factsOf = (id: ModelId): PublishedFacts => FAMILY_FACTS[id];

/** Whether an estimator is a network, which trains and predicts with kernels that there are two sets of. */
export const isNetwork = (id: EstimatorId): id is NetworkId => FAMILY_FACTS[id].kind === 'networks';

/** Whether a model is one of the four that the 2017 post compared. */
export const isClassic = (id: EstimatorId): id is ClassicId => FAMILY_FACTS[id].reach === 'classic';
