import type { ModelId } from '../../src/core/models.ts';
import type { WorkerLike } from '../../src/inference/client.ts';
import type { ModelFile, PredictRequest, Reply, Request, Result } from '../../src/inference/protocol.ts';

/** Two models, so that one can be ready while the other is not. */
export const FILES: readonly ModelFile[] = [
  { id: 'convnet', url: '/models/convnet.onnx', bytes: 200 },
  { id: 'forest', url: '/models/forest.onnx', bytes: 300 },
];

/** A drawing whose first pixel tells it from others. */
export function drawing(mark: number): Uint8Array {
  const pixels = new Uint8Array(784);
  pixels[0] = mark;
  return pixels;
}

/** Records what it is told and says what the test has it say. */
export class FakeWorker implements WorkerLike {
  readonly requests: Request[] = [];
  terminated = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;

  postMessage(request: Request): void {
    this.requests.push(structuredClone(request));
  }
  terminate(): void {
    this.terminated = true;
  }
  say(reply: Reply): void {
    this.onmessage?.({ data: reply } as MessageEvent<Reply>);
  }
  die(message: string): void {
    this.onerror?.({ message, preventDefault() {} } as ErrorEvent);
  }
  /** What a model was asked, oldest first. */
  predictions(model: ModelId): PredictRequest[] {
    return this.requests.filter(
      (request): request is PredictRequest => request.type === 'predict' && request.models.includes(model),
    );
  }
  /** All the models that the last drawing went to answer it. */
  answer(cat = 0.75): void {
    const asked = this.requests.findLast((request) => request.type === 'predict') as PredictRequest;
    this.reply(asked.sequence, asked.models, true, cat);
  }
  reply(sequence: number, models: readonly ModelId[], done = true, cat = 0.75): void {
    const results = models.map((model): Result => {
      const probabilities = Float32Array.of(cat, 1 - cat);
      return { model, sequence, probabilities, engine: 'plain', latencyMs: 1 };
    });
    this.say({ type: 'results', sequence, results, done });
  }
  ready(...models: ModelId[]): void {
    for (const model of models) this.say({ type: 'ready', model, engine: 'plain' });
  }
}
