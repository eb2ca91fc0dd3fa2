import type { Outcome, TestDrawing } from '../project.ts';
import { BlobUrls } from './blob-urls.ts';
import { spriteFile } from './sprite-file.ts';
import { testSheets } from './test-sheets.ts';

/** One held-out drawing, for `Exhibit.svelte` and `DrawingDialog.svelte`. */
export interface TestPicture {
  readonly name: string;
  readonly file: string;
  readonly url: string;
  readonly count: number;
  readonly index: number;
  /** Ink 0..255 [784] */
  readonly pixels: Uint8Array;
}

/** Pictures of the held-out drawings of the newest outcome, made a class at a time. */
export class TestPictures {
  /** By index among the held-out drawings; those that are not made yet are missing. */
  shown = $state.raw<ReadonlyMap<number, TestPicture>>(new Map());
  #of: readonly TestDrawing[] | null = null;
  #urls = new BlobUrls();
  readonly #pause: () => Promise<void>;

  /** @param pause lets the page do something else. */
  constructor(pause: () => Promise<void>) {
    this.#pause = pause;
  }

  /** Makes the pictures of these drawings, unless they are the ones on show. */
  async show(outcome: Pick<Outcome, 'classes' | 'test'>): Promise<void> {
    const { test } = outcome;
    if (test === this.#of) return;
    this.clear();
    this.#of = test;
    for (const { name, drawings } of testSheets(outcome)) {
      if (drawings.length === 0) continue;
      await this.#pause();
      if (test !== this.#of) return; // others are wanted by now
      const pixels = drawings.map((drawing) => test[drawing]?.pixels ?? new Uint8Array(784));
      const sheet = { name, file: `${name}.png`, count: drawings.length };
      const url = this.#urls.make(spriteFile(pixels), 'image/png');
      const made = drawings.map((drawing, index): [number, TestPicture] => [
        drawing,
        { ...sheet, url, index, pixels: pixels[index] as Uint8Array },
      ]);
      this.shown = new Map([...this.shown, ...made]);
    }
  }

  clear(): void {
    this.#of = null;
    this.#urls.revoke();
    this.shown = new Map();
  }
}
