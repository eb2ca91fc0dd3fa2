import type { Classifier, Hyperparameters, ModelState, PublishedState } from './classifier.ts';
import type { GraphBuilder } from './export/onnx.ts';
import type { Family, ModelSize, PublishedFamily } from './family.ts';

/** Families behind the questions that the rest asks of any of them. */
export interface Registry<Id extends string> {
  /** @throws RangeError for a family, or a hyperparameter's name or value, that does not exist. */
  create(id: Id, hyperparameters?: Hyperparameters): Classifier;
  /** @throws RangeError for a state of no family. */
  restore(state: ModelState): Classifier;
  size(state: ModelState): ModelSize | undefined;
  /** @throws RangeError for a state that must not be published. */
  graph(state: ModelState): GraphBuilder;
}

const isPublished = (family: Family): family is PublishedFamily => 'graph' in family;

/** @param families by id; of those that restore the same states, the first is asked to. */
export function registryOf<Id extends string>(families: Readonly<Record<Id, Family>>): Registry<Id> {
  const all = Object.values<Family>(families);
  function familyOf({ family }: ModelState): Family {
    const found = all.find(({ states }) => states === family);
    if (found === undefined) throw new RangeError(`no model family "${family}"`);
    return found;
  }
  return {
    create(id, hyperparameters = {}) {
      if (!Object.hasOwn(families, id))
        throw new RangeError(`no model family "${id}"; there are ${Object.keys(families).join(', ')}`);
      return families[id].create(hyperparameters);
    },
    restore: (state) => familyOf(state).restore(state),
    size: (state) => familyOf(state).size(state),
    graph(state) {
      const family = familyOf(state);
      if (!isPublished(family))
        throw new RangeError(`models of the family "${state.family}" are not published`);
      return family.graph(state as PublishedState);
    },
  };
}
