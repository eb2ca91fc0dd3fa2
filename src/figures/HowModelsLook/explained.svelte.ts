import { ExplainClient, type Explanation } from '../../inference/explain/client.ts';
import { createExplainWorker } from '../../inference/explain/create-worker.ts';
import type { Evidence, ExhibitFile } from '../../inference/explain/protocol.ts';
import type { ModelFile } from '../../inference/protocol.ts';

/** One model's evidence about the drawing that a figure looks at, for its components to show. */
export class Explained {
  #explanation = $state.raw<Explanation>() as Explanation;
  readonly #client: ExplainClient;
  readonly #file: ModelFile;

  /** @param exhibits that neighbours are searched among */
  constructor(file: ModelFile, exhibits: readonly ExhibitFile[] = []) {
    this.#file = file;
    this.#client = new ExplainClient({
      models: [file],
      exhibits,
      occludes: false,
      createWorker: createExplainWorker,
      now: () => performance.now(),
      after(ms, action) {
        const timer = setTimeout(action, ms);
        return () => clearTimeout(timer);
      },
      onChange: (next) => {
        this.#explanation = next;
      },
    });
    this.#explanation = this.#client.explanation;
  }

  /** The newest evidence, with the ink that it is about; null before there is any. */
  readonly shown = $derived.by((): { readonly ink: Uint8Array; readonly evidence: Evidence } | null => {
    const { drawing, evidence } = this.#explanation;
    const reply = evidence[this.#file.id];
    if (drawing === null || reply === undefined || reply.sequence !== drawing.sequence) return this.#kept;
    this.#kept = { ink: drawing.pixels, evidence: reply.evidence };
    return this.#kept;
  });
  /** What was shown last: it stays until the evidence about a newer drawing has come. */
  #kept: { readonly ink: Uint8Array; readonly evidence: Evidence } | null = null;

  get failure(): string | null {
    return this.#explanation.failure ?? this.#explanation.failures[this.#file.id] ?? null;
  }

  /** @param ink 0..255 [784]; the same array is the same drawing */
  look(ink: Uint8Array): void {
    this.#client.show(ink);
    this.#client.start();
  }
  retry(): void {
    this.#client.retry();
  }
  end(): void {
    this.#client.terminate();
  }
}
