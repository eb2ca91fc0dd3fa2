import type { WorkerLike } from '../../src/inference/client.ts';
import type { ModelFile, PredictRequest, Reply, Request } from '../../src/inference/protocol.ts';

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
  predictions(model: string): PredictRequest[] {
    return this.requests.filter((r): r is PredictRequest => r.type === 'predict' && r.model === model);
  }
  answer(model: 'convnet' | 'forest', sequence: number, cat = 0.75): void {
    const probabilities = Float32Array.of(cat, 1 - cat);
    this.say({ type: 'result', model, sequence, probabilities, evidence: {}, latencyMs: 1 });
  }
}
