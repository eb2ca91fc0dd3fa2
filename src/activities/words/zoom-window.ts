import { select, type ZoomBehavior, zoom, zoomIdentity } from 'd3';

/** As d3-zoom has it: pixels moved, and how much is enlarged. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

/** How long a move that was asked for takes. */
const MOVE_MS = 600;
/** Of a step by key or button: pixels, and by how much it is enlarged. */
const STEP_PX = 80;
export const STEP_ZOOM = 1.6;

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** A canvas that is a window on something larger: moved and enlarged by pointer, fingers, keys and buttons. */
export class ZoomWindow {
  readonly #canvas: HTMLCanvasElement;
  readonly #behaviour: ZoomBehavior<HTMLCanvasElement, unknown>;
  readonly #most: number;
  #view: View = { x: 0, y: 0, k: 1 };

  /** @param most how much is enlarged at the most. @param onview told of every change. */
  constructor(canvas: HTMLCanvasElement, most: number, onview: (view: View) => void) {
    this.#canvas = canvas;
    this.#most = most;
    this.#behaviour = zoom<HTMLCanvasElement, unknown>()
      .scaleExtent([1, most])
      // A wheel alone scrolls the page, as it does everywhere else on it.
      .filter((event) => !event.button && (event.type !== 'wheel' || event.ctrlKey || event.metaKey))
      .on('zoom', ({ transform: { x, y, k } }) => {
        this.#view = { x, y, k };
        onview(this.#view);
      });
    select(canvas).call(this.#behaviour);
  }

  /** The window may not be moved farther than this past what is in it, as a share of its size. */
  setSize(width: number, height: number, past: number): void {
    this.#behaviour.translateExtent([
      [-past * width, -past * height],
      [(1 + past) * width, (1 + past) * height],
    ]);
  }

  /** Shown on its way unless the reader wants no motion. */
  goTo({ x, y, k }: View): void {
    const target = zoomIdentity.translate(x, y).scale(k);
    const canvas = select(this.#canvas);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches)
      canvas.call(this.#behaviour.transform, target);
    else canvas.transition().duration(MOVE_MS).call(this.#behaviour.transform, target);
  }

  all(): void {
    this.goTo({ x: 0, y: 0, k: 1 });
  }

  /** Around the middle of the window. */
  enlarge(by: number): void {
    const { x, y, k } = this.#view;
    const next = Math.min(this.#most, Math.max(1, k * by));
    const { clientWidth, clientHeight } = this.#canvas;
    const around = (from: number, middle: number) => middle - ((middle - from) * next) / k;
    this.goTo({ k: next, x: around(x, clientWidth / 2), y: around(y, clientHeight / 2) });
  }

  /** Arrow keys move, plus and minus enlarge, Home shows all of it. */
  press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = MOVES[event.key];
    const { x, y, k } = this.#view;
    if (move !== undefined) this.goTo({ k, x: x + STEP_PX * move[0], y: y + STEP_PX * move[1] });
    else if (event.key === '+' || event.key === '=') this.enlarge(STEP_ZOOM);
    else if (event.key === '-') this.enlarge(1 / STEP_ZOOM);
    else if (event.key === 'Home') this.all();
    else return;
    event.preventDefault();
  }
}
