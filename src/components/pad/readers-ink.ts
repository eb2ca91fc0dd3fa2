/**
 * What the reader has drawn, for whatever else on a page shows it: the pad of the page says it with every change; until
 * it has come alive, and while it is empty, it is the drawing that is kept for the tab, of this pad or of the large one.
 */
import { rasterize } from '../../core/rasterize.ts';
import { simplifyDrawing } from '../../core/strokes.ts';
import { extentOf } from './drawing.ts';
import { keptStrokes, linesOf, tabStorage } from './kept-strokes.ts';
import { tooMuchInk } from './too-much-ink.ts';

/** Whose drawing is shown: that of the article's pad before that of the large canvas. */
const PLACES = ['article', 'draw'] as const;

type Listener = (ink: Uint8Array | null) => void;

const listeners = new Set<Listener>();
/** What the page's pad has said last; undefined before it has said anything. */
let told: Uint8Array | null | undefined;

/**
 * The page's pad holds this now.
 * @param ink what the models see, 0..255 [784]; null for nothing that they are asked about
 */
export function tellInk(ink: Uint8Array | null): void {
  if (ink === told) return;
  told = ink;
  for (const listener of listeners) listener(readersInk());
}

/** Calls `listener` at once and after every change, until the function that it returns is called. */
export function followInk(listener: Listener): () => void {
  const again = () => listener(readersInk());
  listeners.add(listener);
  addEventListener('pageshow', again); // from the large canvas and back
  again();
  return () => {
    listeners.delete(listener);
    removeEventListener('pageshow', again);
  };
}

function readersInk(): Uint8Array | null {
  if (told) return told;
  // The article's own pad has been emptied: what is kept of it goes in a moment.
  return keptInk(told === null ? ['draw'] : PLACES);
}

/**
 * Ink of the first drawing that is kept at one of these places, 0..255 [784]; null where there is none, or none that
 * models are asked about.
 */
export function keptInk(
  places: readonly string[],
  keeper: Pick<Storage, 'getItem'> | null = tabStorage(),
): Uint8Array | null {
  for (const place of places) {
    const kept = keptStrokes(keeper, place);
    const lines = kept === null ? [] : linesOf(kept);
    if (extentOf(lines) !== 'drawing') continue;
    const ink = rasterize(simplifyDrawing(lines));
    if (!tooMuchInk(ink)) return ink;
  }
  return null;
}
