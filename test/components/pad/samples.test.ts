import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PAD_SIDE } from '../../../src/components/pad/drawing.ts';
import { SAMPLES, samplesOf } from '../../../src/components/pad/samples.ts';
import { TRAINABLE_IDS } from '../../../src/core/models.ts';
import { openPlainModel } from '../../../src/core/plain-model.ts';
import { rasterize, toInput } from '../../../src/core/rasterize.ts';
import { readOnnx } from '../../../src/core/read-onnx.ts';
import { assertStrokes, simplifyDrawing } from '../../../src/core/strokes.ts';

const TASKS = {
  'cats-and-sheep': ['cat', 'sheep'],
  'five-animals': ['dog', 'octopus', 'bee', 'hedgehog', 'giraffe'],
};

describe('SAMPLES', () => {
  it('holds every drawing of the folder, under names of their own', () => {
    const files = readdirSync('src/components/pad/samples').map((file) => file.replace('.json', ''));
    expect(SAMPLES.map(({ id }) => id).sort()).toEqual(files.sort());
    expect(new Set(SAMPLES.map(({ label }) => label)).size).toBe(SAMPLES.length);
  });

  it.each(SAMPLES)('$id lies on the pad and leaves ink of a drawing’s amount', ({ strokes }) => {
    assertStrokes(strokes);
    const all = strokes.flatMap(([x, y]) => [...Array.from(x), ...Array.from(y)]);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...all)).toBeLessThanOrEqual(PAD_SIDE);
    const inked = rasterize(simplifyDrawing(strokes)).filter((ink) => ink > 127).length;
    expect(inked).toBeGreaterThan(80);
    expect(inked).toBeLessThan(400);
  });
});

describe.each(Object.entries(TASKS))('the samples of %s', (task, classes) => {
  it.each(classes)('show at least two of %s', (name) => {
    const found = samplesOf(classes).filter((sample) => sample.classes.join() === name);
    expect(found.length).toBeGreaterThanOrEqual(2);
  });

  it('have one that is meant to be two things', () => {
    expect(samplesOf(classes).filter((sample) => sample.classes.length === 2)).toHaveLength(1);
  });

  it('are each read rightly by both convolutional networks, and by the published models four times in five', () => {
    const models = TRAINABLE_IDS.map((id) => ({
      id,
      model: openPlainModel(readOnnx(readFileSync(`public/models/${task}-${id}.onnx`))),
    }));
    const readings = samplesOf(classes).flatMap(({ id: sample, strokes, classes: meant }) => {
      const ink = toInput(rasterize(simplifyDrawing(strokes)));
      return models.map(({ id, model }) => {
        const probabilities = model.probabilities(ink);
        const called = classes[probabilities.indexOf(Math.max(...probabilities))] as string;
        return { id, sample, isRight: meant.includes(called) };
      });
    });
    const wrong = readings.filter(({ isRight }) => !isRight);
    expect(wrong.filter(({ id }) => id.startsWith('convnet'))).toEqual([]);
    expect(wrong.length).toBeLessThanOrEqual(readings.length / 5);
  });
});
