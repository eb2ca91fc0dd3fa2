/**
 * The worker's side, free of the worker: the network, the clock and the pause are passed in. It works in small units
 * and looks up between them, so that a newer drawing is never kept waiting by an older one.
 */
import { pieceStrokes, rasterizeWithin, strokePieces, without } from '../../core/evidence/stroke-pieces.ts';
import { MODEL_IDS, type ModelId } from '../../core/models.ts';
import { rasterize, toInput } from '../../core/rasterize.ts';
import { readSprite } from '../../core/read-sprite.ts';
import { type MutableStroke, simplifyDrawing } from '../../core/strokes.ts';
import { type DownloadEffects, download } from '../download.ts';
import { comparesExhibits, type Exhibit, type Explainer, openExplainer } from './explainer.ts';
import type { ExhibitFile, ExplainRequest, LoadRequest, OccludedPiece, Reply, Request } from './protocol.ts';

export interface ExplainEffects extends DownloadEffects {
  post(reply: Reply): void;
  /** In milliseconds. */
  now(): number;
  /** Resolves when messages that have come meanwhile have been handled. */
  pause(): Promise<void>;
}

/** Work without looking up for messages. */
const SLICE_MS = 8;

/** One drawing, and how far its explanation is. */
interface Task {
  readonly request: ExplainRequest;
  readonly strokes: readonly MutableStroke[];
  readonly ink: Float32Array;
  readonly explained: Set<ModelId>;
  /** The drawing without each of its pieces; made when it is first needed. */
  occluded: readonly (Omit<OccludedPiece, 'probabilities'> & { readonly ink: Float32Array })[] | null;
  /** By model, piece by piece. */
  readonly occlusions: Map<ModelId, Float32Array[]>;
}

/** Answers requests; never throws, every failure becomes an error reply. */
export class ExplainHost {
  readonly #effects: ExplainEffects;
  readonly #explainers = new Map<ModelId, Explainer>();
  #task: Task | null = null;
  #working = false;

  constructor(effects: ExplainEffects) {
    this.#effects = effects;
  }

  async handle(request: Request): Promise<void> {
    if (request.type === 'load') await this.#load(request);
    else if (request.type === 'abandon') this.#task = null;
    else {
      this.#begin(request);
      await this.#work();
    }
  }

  async #load({ models, exhibits, fresh }: LoadRequest): Promise<void> {
    for (const file of models) {
      try {
        const bytes = await download({ ...file, kind: 'model', fresh }, this.#effects, () => {});
        const shown = comparesExhibits(file.id) ? await this.#exhibits(exhibits, fresh) : [];
        const explainer = openExplainer(file.id, bytes, shown);
        this.#explainers.set(file.id, explainer);
        const { weights } = explainer;
        this.#effects.post({ type: 'ready', model: file.id, ...(weights === undefined ? {} : { weights }) });
      } catch (error) {
        this.#fail(file.id, error);
      }
      await this.#work();
    }
  }

  async #exhibits(files: readonly ExhibitFile[], fresh: boolean): Promise<Exhibit[]> {
    const sets = await Promise.all(
      files.map(async ({ class: of, url, count, blocked }) => {
        const response = await this.#effects.fetch(url, { cache: fresh ? 'reload' : 'default' });
        if (!response.ok) throw new Error(`The server answered ${response.status} for the drawings ${url}.`);
        const drawings = readSprite(new Uint8Array(await response.arrayBuffer()), count, url);
        return drawings
          .map((ink, index): Exhibit => ({ class: of, index, ink }))
          .filter(({ index }) => !blocked.includes(index));
      }),
    );
    return sets.flat();
  }

  #begin(request: ExplainRequest): void {
    const strokes = simplifyDrawing(request.strokes);
    const pixels = request.ink ?? rasterize(strokes);
    this.#task = {
      request,
      strokes,
      ink: toInput(pixels),
      explained: new Set(),
      occluded: null,
      occlusions: new Map(),
    };
    this.#effects.post({ type: 'drawing', sequence: request.sequence, pixels, strokes });
  }

  /** Works off the newest task, whichever that is after every pause. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    const { now, pause, post } = this.#effects;
    let since = now();
    for (let task = this.#task; task !== null; task = this.#task) {
      if (!this.#unit(task)) {
        post({ type: 'settled', sequence: task.request.sequence });
        break; // without a pause: what comes from here on begins anew
      }
      if (now() - since < SLICE_MS) continue;
      await pause();
      since = now();
    }
    this.#working = false;
  }

  /** One model's evidence, or its answer to one piece left out; false when nothing is left to do. */
  #unit(task: Task): boolean {
    const ready = MODEL_IDS.flatMap((model) => {
      const explainer = this.#explainers.get(model);
      return explainer === undefined ? [] : [[model, explainer] as const];
    });
    const { sequence, occlude } = task.request;
    for (const [model, explainer] of ready) {
      if (task.explained.has(model)) continue;
      task.explained.add(model);
      this.#attempt(model, () => {
        const evidence = explainer.explain(task.ink);
        this.#effects.post({ type: 'evidence', sequence, model, evidence });
      });
      return true;
    }
    if (!occlude) return false;
    task.occluded ??= strokePieces(task.strokes).map((piece) => ({
      ...piece,
      lines: pieceStrokes(task.strokes, piece),
      ink: toInput(rasterizeWithin(without(task.strokes, piece), task.strokes)),
    }));
    const pieces = task.occluded;
    for (const [model, explainer] of ready) {
      const answers = task.occlusions.get(model) ?? [];
      const next = pieces[answers.length];
      if (next === undefined) continue;
      task.occlusions.set(model, answers);
      this.#attempt(model, () => {
        answers.push(explainer.probabilities(next.ink));
        if (answers.length < pieces.length) return;
        const probabilities = explainer.probabilities(task.ink);
        const all = pieces.map(
          ({ ink: _, ...piece }, i): OccludedPiece => ({
            ...piece,
            probabilities: answers[i] as Float32Array,
          }),
        );
        this.#effects.post({ type: 'occlusion', sequence, model, probabilities, pieces: all });
      });
      return true;
    }
    return false;
  }

  /** A model that breaks on a drawing is not asked again. */
  #attempt(model: ModelId, action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#explainers.delete(model);
      this.#fail(model, error);
    }
  }

  #fail(model: ModelId, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#effects.post({ type: 'error', model, message });
  }
}
