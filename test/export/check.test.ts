import { describe, expect, it } from 'vitest';
import { checkExport } from '../../pipeline/export/check.ts';
import type { PublishedState } from '../../src/learning/classifier.ts';
import { exportModel } from '../../src/learning/export/index.ts';
import { referenceProbabilities } from '../learning/export/reference.ts';
import {
  madeUpConvnet,
  madeUpDrawings,
  madeUpForest,
  madeUpNearest,
  madeUpPerceptron,
  madeUpStates,
} from '../learning/export/states.ts';

const metadata = {
  classes: ['cat', 'sheep', 'cow'],
  experiment: 'cats-and-sheep',
  datasetSha256: 'ab'.repeat(32),
  trainDrawings: 2000,
  accuracy: 0.9,
};
const drawings = madeUpDrawings(60);

/** Exports a changed copy of a state and checks it against the state itself. */
async function checkChanged<State extends PublishedState>(state: State, change: (copy: State) => void) {
  const copy = structuredClone(state);
  change(copy);
  return checkExport(exportModel(copy, metadata), referenceProbabilities(state, drawings), drawings, state);
}

describe('checkExport', () => {
  it.each(madeUpStates(3))('passes a true export of the $family', async (state) => {
    const reference = referenceProbabilities(state, drawings);
    const result = await checkExport(exportModel(state, metadata), reference, drawings, state);
    expect(result).toEqual({ maxDifference: expect.any(Number), comparedDrawings: 60, tiedDrawings: 0 });
    expect(result.maxDifference).toBeLessThan(1e-5);
  });

  it('catches one changed bias of a perceptron', async () => {
    await expect(
      checkChanged(madeUpPerceptron(3), (copy) => {
        copy.layers[2]!.bias[0]! += 0.01;
      }),
    ).rejects.toThrow(/exported perceptron differs .* on drawing 0: probability of class 0 is .*, expected/);
  });

  it('catches one changed weight of a convnet kernel', async () => {
    await expect(
      checkChanged(madeUpConvnet(3), (copy) => {
        copy.convolutions[1]!.kernel[17]! += 0.3;
      }),
    ).rejects.toThrow(/exported convnet differs/);
  });

  it('catches one changed threshold of a forest', async () => {
    await expect(
      checkChanged(madeUpForest(3), (copy) => {
        copy.trees[4]!.threshold[0] = copy.trees[4]!.threshold[0]! < 128 ? 255 : 0;
      }),
    ).rejects.toThrow(/exported forest differs .* vote of tree 4/);
  });

  it('catches a changed leaf of a forest that moves no probability by more than the tolerance', async () => {
    const state = madeUpForest(3);
    await expect(
      checkChanged(state, (copy) => {
        for (let j = 0; j < copy.trees[0]!.shares.length; j++) copy.trees[0]!.shares[j]! *= 1.0001;
      }),
    ).rejects.toThrow(/vote of tree 0/);
  });

  it('catches one changed code of the neighbours', async () => {
    await expect(
      checkChanged(madeUpNearest(3), (copy) => {
        copy.codes.fill(0, 0, 12);
      }),
    ).rejects.toThrow(/exported nearest differs .* distance/);
  });

  it('catches neighbours that are right but for their row numbers', async () => {
    await expect(
      checkChanged(madeUpNearest(3), (copy) => {
        const rows = Array.from(copy.labels, (_, row) => copy.codes.slice(row * 12, row * 12 + 12)).reverse();
        copy.codes.set(rows.flatMap((row) => [...row]));
        copy.labels.reverse();
      }),
    ).rejects.toThrow(/exported nearest differs .* distance of neighbour 0 \(row/);
  });

  it('catches changed labels of the neighbours', async () => {
    await expect(
      checkChanged(madeUpNearest(3), (copy) => {
        copy.labels.forEach((label, i) => {
          copy.labels[i] = (label + 1) % 3;
        });
      }),
    ).rejects.toThrow(/exported nearest differs .* probability/);
  });

  it('catches a reference of other drawings', async () => {
    const state = madeUpPerceptron(3);
    const other = referenceProbabilities(state, madeUpDrawings(60, 'others'));
    await expect(checkExport(exportModel(state, metadata), other, drawings, state)).rejects.toThrow(
      /differs/,
    );
  });

  it('leaves out drawings whose neighbours a tie decides, and says how many', async () => {
    const state = madeUpNearest(3, 8, 12, 5);
    state.codes.copyWithin(12, 0, 12); // rows 0 and 1 are the same code, of different labels
    state.labels.set([0, 1]);
    const swapped = structuredClone(state);
    swapped.labels.set([1, 0]); // the other order of the tied rows
    const result = await checkExport(
      exportModel(swapped, metadata),
      referenceProbabilities(state, drawings),
      drawings,
      swapped,
    );
    expect(result.tiedDrawings).toBeGreaterThan(0);
    expect(result.comparedDrawings + result.tiedDrawings).toBe(60);
  });

  it('compares 1,000 drawings at most, spread over all of them, and never none', async () => {
    const state = madeUpForest(3, 2, 2);
    const many = madeUpDrawings(1100);
    const bytes = exportModel(state, metadata);
    const reference = referenceProbabilities(state, many);
    const result = await checkExport(bytes, reference, many, state);
    expect(result.comparedDrawings).toBe(1000);
    reference.set([9, 9, 9], 1098 * 3); // the 1,000th of 1,100 is number 1098
    await expect(checkExport(bytes, reference, many, state)).rejects.toThrow(/drawing 1098: probability/);
    const none = { count: 0, pixels: new Uint8Array(0) };
    await expect(checkExport(bytes, new Float32Array(0), none, state)).rejects.toThrow(/no drawings/);
  });
});

describe('checkExport, asked for several models at once', () => {
  it('checks one after the other, since the sessions share one stack', async () => {
    const states = [...madeUpStates(3), ...madeUpStates(3)];
    const checks = states.map((state) => checkChanged(state, () => {}));
    await expect(Promise.all(checks)).resolves.toHaveLength(states.length);
  });
});
