/** Projects for tests: made-up drawings, settings turned, and results of two models. */

import { EMPTY_PROJECT } from '../../../../src/activities/train/changes.ts';
import type { Example, ExampleClass, Outcome, Project } from '../../../../src/activities/train/project.ts';
import { createRandom, type Random } from '../../../../src/core/random.ts';
import { rasterize } from '../../../../src/core/rasterize.ts';
import { type MutableStroke, simplifyDrawing } from '../../../../src/core/strokes.ts';

/** A circle, a square or a star, drawn by an unsteady hand. */
export function madeUpStrokes(kind: number, random: Random): MutableStroke[] {
  const corners = [24, 4, 10][kind % 3] as number;
  const wobble = () => 1 + 0.25 * (random.next() - 0.5);
  const stroke: MutableStroke = [[], []];
  const turn = random.next() * 0.6;
  for (let i = 0; i <= corners; i++) {
    const angle = turn + (2 * Math.PI * i) / corners;
    const radius = 100 * wobble() * (kind % 3 === 2 && i % 2 === 1 ? 0.4 : 1);
    stroke[0].push(radius * Math.cos(angle));
    stroke[1].push(radius * Math.sin(angle));
  }
  const eye: MutableStroke = [
    [-20 * wobble(), 20 * wobble()],
    [30 * wobble(), 30 * wobble()],
  ];
  return simplifyDrawing([stroke, eye]);
}

export function madeUpExample(id: string, kind: number, random: Random): Example {
  const strokes = madeUpStrokes(kind, random);
  return { id, origin: 'drawn', pixels: rasterize(strokes), strokes };
}

export function madeUpClass(name: string, count: number, kind = 0): ExampleClass {
  const random = createRandom(`made up ${name}`);
  return {
    id: `class ${name}`,
    name,
    word: null,
    examples: Array.from({ length: count }, (_, i) => madeUpExample(`${name} ${i}`, kind, random)),
  };
}

const withoutStrokes = ({ id, pixels }: Example): Example => ({ id, origin: 'word', pixels });

/** Two classes of the reader's own and one of a word, whose drawings have no strokes. */
export function madeUpProject(each = 8): Project {
  const classes = ['my cat', 'robot', 'sheep'].map((name, kind) => madeUpClass(name, each, kind));
  return {
    ...EMPTY_PROJECT,
    name: 'My pets',
    classes: classes.map((one) =>
      one.name === 'sheep' ? { ...one, word: 'sheep', examples: one.examples.map(withoutStrokes) } : one,
    ),
    settings: {
      ...EMPTY_PROJECT.settings,
      seed: 7,
      perClass: 5,
      wrongLabels: 0.1,
      shiftPx: 2,
      models: EMPTY_PROJECT.settings.models.map((model) =>
        model.id === 'forest' ? { ...model, knobs: { trees: 20 } } : model,
      ),
    },
  };
}

export function madeUpOutcome(project: Project): Outcome {
  const test = project.classes.flatMap(({ examples }, label) =>
    examples.slice(0, 2).map(({ id, pixels }) => ({ exampleId: id, label, pixels })),
  );
  const random = createRandom('outcome');
  const probabilities = () =>
    Float32Array.from(
      test.flatMap(() => {
        const shares = project.classes.map(() => random.next() + 0.01);
        const sum = shares.reduce((a, b) => a + b);
        return shares.map((share) => share / sum);
      }),
    );
  const trainIds = project.classes.flatMap(({ examples }) => examples.slice(2).map(({ id }) => id));
  return {
    classes: project.classes.map(({ name }) => name),
    settings: project.settings,
    trainIds,
    test,
    models: [
      {
        id: 'forest',
        hyperparameters: { trees: 20, featuresPerSplit: 28 },
        onnx: Uint8Array.from({ length: 4000 }, () => random.int(256)),
        probabilities: probabilities(),
        history: [],
        outOfBagAccuracy: 0.75,
        seconds: 0.4,
        stopped: false,
      },
      {
        id: 'perceptron',
        hyperparameters: { hidden: [100, 100], refit: true },
        onnx: Uint8Array.from({ length: 3001 }, () => random.int(256)),
        probabilities: probabilities(),
        history: [
          { epoch: 1, trainLoss: 1.1, validationLoss: 1.2, validationAccuracy: 0.5 },
          { epoch: 2, trainLoss: Number.NaN, trainAccuracy: 0.9 },
        ],
        seconds: 1,
        stopped: true,
      },
    ],
  };
}

export const trainedProject = (each = 8): Project => {
  const project = madeUpProject(each);
  return { ...project, outcome: madeUpOutcome(project) };
};
