/** Talks to the built training worker as `/train/` does, without the page's own controls. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { TrainedModel } from '../../src/activities/train/project.ts';
import type { TrainRequest } from '../../src/activities/train/worker/protocol.ts';

/**
 * Path below the site's base of the script that the page starts as its training worker.
 * @param folder of the built site, at the base `/`
 */
export function trainingWorkerIn(folder: string): string {
  const assets = join(folder, '_astro');
  for (const name of readdirSync(assets).filter((file) => file.endsWith('.js'))) {
    const text = readFileSync(join(assets, name), 'utf8');
    const found = /["'`]([^"'`]*\.js)["'`][^;]{0,80}name:["'`]training["'`]/.exec(text);
    if (found?.[1] !== undefined) return found[1].replace(/^\//, '');
  }
  throw new Error(`no script in ${assets} starts a worker of the name "training"`);
}

export interface TrainedInPage {
  readonly models: readonly (Pick<TrainedModel, 'id' | 'seconds' | 'stopped' | 'history'> & {
    readonly onnx: Uint8Array;
    readonly probabilities: Float32Array;
    /** Milliseconds since the request until it came. */
    readonly atMs: number;
  })[];
  /** By model, why it failed. */
  readonly failures: readonly (readonly [string, string])[];
  /** From the start of the worker until `done`, in milliseconds. */
  readonly ms: number;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Starts the worker on a page of the site, has it train, and ends it. */
export async function trainInPage(page: Page, worker: string, request: TrainRequest): Promise<TrainedInPage> {
  const { trainPixels, trainLabels, testPixels, testLabels, ...rest } = request;
  const packed = [trainPixels, trainLabels, testPixels, testLabels].map(base64);
  const { models, failures, ms } = await page.evaluate(
    async ({ worker, rest, packed }) => {
      const unpack = (text: string | undefined) =>
        Uint8Array.from(atob(text ?? ''), (character) => character.charCodeAt(0));
      const pack = (bytes: Uint8Array) => {
        let text = '';
        for (let i = 0; i < bytes.length; i += 8192)
          text += String.fromCharCode(...bytes.subarray(i, i + 8192));
        return btoa(text);
      };
      const [trainPixels, trainLabels, testPixels, testLabels] = packed.map(unpack);
      const begun = performance.now();
      const trainer = new Worker(new URL(worker, location.origin), { type: 'module', name: 'training' });
      const trained: { model: TrainedModel; atMs: number }[] = [];
      const failures: (readonly [string, string])[] = [];
      await new Promise<void>((resolve, reject) => {
        trainer.onerror = ({ message }) => reject(new Error(`the training worker broke: ${message}`));
        trainer.onmessage = ({ data }) => {
          if (data.type === 'trained') trained.push({ model: data.model, atMs: performance.now() - begun });
          if (data.type === 'failed') failures.push([data.model, data.message]);
          if (data.type === 'done') resolve();
        };
        trainer.postMessage({ ...rest, trainPixels, trainLabels, testPixels, testLabels });
      });
      const ms = performance.now() - begun;
      trainer.terminate();
      const models = trained.map(({ model, atMs }) => {
        const { id, seconds, stopped, history, onnx, probabilities } = model;
        return { id, seconds, stopped, history, onnx: pack(onnx), probabilities: [...probabilities], atMs };
      });
      return { models, failures, ms };
    },
    { worker, rest, packed },
  );
  return {
    models: models.map((model) => ({
      ...model,
      onnx: new Uint8Array(Buffer.from(model.onnx, 'base64')),
      probabilities: Float32Array.from(model.probabilities),
    })),
    failures,
    ms,
  };
}
