/** Pictures on their way to a class: what was handed over, read one by one, to be looked at before it is added. */

import type { Stroke } from '../../../../core/strokes.ts';
import { pictureHeader } from '../../../../drawings/picture-kind.ts';
import type { Picture } from '../../../../drawings/shrink.ts';
import type { Example } from '../../project.ts';
import { newId } from '../new-id.ts';
import { PictureClient } from './client.ts';
import { createPictureWorker } from './create-worker.ts';
import { PictureError } from './picture-error.ts';
import type { Reply, Request } from './protocol.ts';
import { svgPicture } from './svg-picture.ts';

export interface TrayItem {
  readonly id: string;
  /** Of the file; for the reader. */
  readonly name: string;
  readonly state: 'waiting' | 'read' | 'refused';
  /** Whether it is to be added. */
  readonly chosen: boolean;
  /** Why it cannot be added, or what was assumed; sentences. */
  readonly notes: readonly string[];
  /** The picture itself, small. */
  readonly shown: Picture | null;
  /** What the model would see: ink 0..255 [784] */
  readonly pixels: Uint8Array | null;
  readonly strokes: readonly Stroke[];
}

/** Enough of a file to tell an SVG from all others. */
const HEAD_BYTES = 16_384;

export class Tray {
  items = $state.raw<readonly TrayItem[]>([]);
  /** What is being read: false when all is. */
  reading = $state(false);

  readonly #client = new PictureClient({ createWorker: createPictureWorker });
  readonly #files = new Map<string, File>();

  /** Those that have been read and are to be added. */
  get chosen(): readonly TrayItem[] {
    return this.items.filter(({ state, chosen }) => state === 'read' && chosen);
  }
  get waiting(): number {
    return this.items.filter(({ state }) => state === 'waiting').length;
  }

  /** Begins to read; `known` finds the name of the class that has the very same drawing already. */
  take(files: readonly File[], known: (pixels: Uint8Array) => string | null): void {
    const added = files.map((file): TrayItem => {
      const id = newId();
      this.#files.set(id, file);
      return {
        id,
        name: file.name || 'a picture without a name',
        state: 'waiting',
        chosen: true,
        notes: [],
        shown: null,
        pixels: null,
        strokes: [],
      };
    });
    this.items = [...this.items, ...added];
    if (!this.reading) void this.#readAll(known);
  }

  choose(id: string, chosen: boolean): void {
    this.items = this.items.map((item) => (item.id === id ? { ...item, chosen } : item));
  }

  /** The chosen ones as examples; they leave the tray, and so do those that were refused. */
  release(): Example[] {
    const examples = this.chosen.map(
      ({ id, pixels, strokes }): Example => ({
        id,
        origin: 'picture',
        pixels: pixels as Uint8Array,
        strokes,
      }),
    );
    this.items = this.items.filter(({ state }) => state === 'waiting');
    return examples;
  }

  /** Reads no more of them; what has been read stays. */
  cancel(): void {
    this.#files.clear();
    this.items = this.items.filter(({ state }) => state !== 'waiting');
    this.#client.terminate();
  }

  clear(): void {
    this.cancel();
    this.items = [];
  }

  async #readAll(known: (pixels: Uint8Array) => string | null): Promise<void> {
    this.reading = true;
    for (;;) {
      const next = this.items.find(({ id, state }) => state === 'waiting' && this.#files.has(id));
      const file = next && this.#files.get(next.id);
      if (next === undefined || file === undefined) break;
      const reply = await this.#read(next.id, file);
      this.#files.delete(next.id);
      this.#put(reply, known);
    }
    this.reading = false;
    this.#client.terminate(); // and its memory
  }

  async #read(id: string, file: File): Promise<Reply> {
    let request: Request = { id, source: file };
    try {
      const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
      if (pictureHeader(head)?.kind === 'svg') request = { id, source: await svgPicture(file) };
    } catch (error) {
      const message =
        error instanceof PictureError ? error.message : 'Your browser cannot open it: is it still there?';
      return { type: 'refused', id, message, shown: null };
    }
    return this.#client.read(request);
  }

  #put(reply: Reply, known: (pixels: Uint8Array) => string | null): void {
    const twin = reply.type === 'read' ? this.#twin(reply.pixels, known) : null;
    this.items = this.items.map((item): TrayItem => {
      if (item.id !== reply.id) return item;
      const { shown } = reply;
      if (reply.type === 'refused')
        return { ...item, state: 'refused', chosen: false, notes: [reply.message], shown };
      const { pixels, strokes } = reply;
      const notes = twin === null ? reply.notes : [twin, ...reply.notes];
      return { ...item, state: 'read', chosen: item.chosen && twin === null, notes, shown, pixels, strokes };
    });
  }

  /** A sentence, where the very same drawing is here already: it would be learnt from and tested on. */
  #twin(pixels: Uint8Array, known: (pixels: Uint8Array) => string | null): string | null {
    const same = (other: Uint8Array | null) => other?.every((value, i) => value === pixels[i]) ?? false;
    const before = this.items.find((item) => same(item.pixels));
    if (before !== undefined) return `The same drawing as “${before.name}”.`;
    const name = known(pixels);
    return name === null ? null : `“${name}” has this very drawing already.`;
  }
}
