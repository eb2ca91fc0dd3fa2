import { describe, expect, it } from 'vitest';
import { publishedModel } from '../../../src/figures/HowModelsLook/published-model.ts';
import { smallResult } from '../../fixtures/small-result.ts';

describe('publishedModel', () => {
  it('names the file that is missing and the command that writes it', () => {
    expect(() => publishedModel(smallResult(), 'forest')).toThrow(
      /small-forest\.onnx is not there, .* run "npm run pipeline -- small" again/,
    );
  });

  it('names the model that the results lack', () => {
    expect(() => publishedModel({ experiment: 'small', models: [] }, 'convnet')).toThrow(
      'the results of "small" have no model "convnet"',
    );
  });
});
