import type { Stroke } from '../../core/strokes.ts';
import type { Point } from './clip.ts';
import { Drawing } from './drawing.ts';

/** A drawing on a pad of its own: what `Sketchpad` and `ToolButtons` are given, and what they do to it. */
export class PadDrawing {
  strokes = $state.raw<readonly Stroke[]>([]);
  canUndo = $state(false);
  canRedo = $state(false);
  /** What a screen reader should say at once. */
  announced = $state('');
  #drawing = new Drawing();
  readonly #onchange: () => void;

  /** @param onchange told of every change, after it. */
  constructor(onchange: () => void = () => {}) {
    this.#onchange = onchange;
  }

  get penDown(): boolean {
    return this.#drawing.penDown;
  }

  act(action: (drawing: Drawing) => void): void {
    action(this.#drawing);
    this.strokes = this.#drawing.strokes;
    this.canUndo = this.#drawing.canUndo;
    this.canRedo = this.#drawing.canRedo;
    this.#onchange();
  }

  /** An empty pad, whose undo brings nothing back. */
  renew(): void {
    this.#drawing = new Drawing();
    this.act(() => {});
  }

  /** For `Sketchpad`. */
  readonly hands = {
    onbegin: (point: Point) => this.act((drawing) => drawing.begin(point)),
    onextend: (points: readonly Point[]) =>
      this.act((drawing) => {
        for (const point of points) drawing.extend(point);
      }),
    onlift: () => this.act((drawing) => drawing.end()),
    ontakeback: () => this.act((drawing) => drawing.takeBack()),
    onclear: () => this.act((drawing) => drawing.clear()),
    onannounce: (text: string) => {
      this.announced = text;
    },
  };

  /** For `ToolButtons`. */
  readonly tools = {
    onundo: () => this.act((drawing) => drawing.undo()),
    onredo: () => this.act((drawing) => drawing.redo()),
    onclear: () => this.act((drawing) => drawing.clear()),
  };

  /** Ctrl+Z undoes, with Shift it does again. @returns whether the key was one of these. */
  press(event: KeyboardEvent): boolean {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z') return false;
    event.preventDefault();
    this.act((drawing) => (event.shiftKey ? drawing.redo() : drawing.undo()));
    return true;
  }
}
