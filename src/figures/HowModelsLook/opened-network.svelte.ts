import type { Network, Values } from '../../core/evidence/layers.ts';
import { drawingValues, forward, readNetworks } from '../../core/evidence/network.ts';
import { toInput } from '../../core/rasterize.ts';
import { readOnnx } from '../../core/read-onnx.ts';
import { download } from '../../inference/download.ts';
import type { ModelFile } from '../../inference/protocol.ts';

/** What one network made of one drawing. */
export interface Passed {
  /** 0..255 [784] */
  readonly ink: Uint8Array;
  readonly network: Network;
  /** What stands between its layers: first the drawing, last the logits. */
  readonly steps: readonly Values[];
}

/** One published network in plain arithmetic, fast enough for the page itself: a file, and what it makes of a drawing. */
export class OpenedNetwork {
  /** What it made of the newest drawing; null before there is any. */
  passed = $state.raw<Passed | null>(null);
  failure = $state<string | null>(null);
  readonly #file: ModelFile;
  #network: Network | null = null;
  #coming = false;
  #ink: Uint8Array | null = null;

  constructor(file: ModelFile) {
    this.#file = file;
  }

  /** Looks at a drawing, as soon as the file is here. @param ink 0..255 [784] */
  look(ink: Uint8Array): void {
    this.#ink = ink;
    if (this.#network === null) void this.#open(false);
    else this.#pass(this.#network, ink);
  }
  /** Fetches the file anew, past the HTTP cache. */
  retry(): void {
    this.failure = null;
    void this.#open(true);
  }

  #pass(network: Network, ink: Uint8Array): void {
    if (this.passed?.ink === ink) return;
    this.passed = { ink, network, steps: forward(network, drawingValues(toInput(ink))) };
  }

  async #open(fresh: boolean): Promise<void> {
    if (this.#coming || (this.failure !== null && !fresh)) return;
    this.#coming = true;
    try {
      const effects = {
        fetch: (...request: Parameters<typeof fetch>) => fetch(...request),
        after(ms: number, action: () => void) {
          const timer = setTimeout(action, ms);
          return () => clearTimeout(timer);
        },
      };
      const bytes = await download({ ...this.#file, kind: 'model', fresh }, effects, () => {});
      const [network] = readNetworks(readOnnx(bytes));
      if (network === undefined) throw new Error('the file holds no network');
      this.#network = network;
      if (this.#ink !== null) this.#pass(network, this.#ink);
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
    this.#coming = false;
  }
}
