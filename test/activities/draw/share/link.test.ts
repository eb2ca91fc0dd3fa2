import { describe, expect, it, vi } from 'vitest';
import { pictureOf, simpleForm } from '../../../../src/activities/draw/picture.ts';
import {
  fromBytes,
  MOST_POINTS,
  MOST_STROKES,
  toBytes,
} from '../../../../src/activities/draw/share/bytes.ts';
import { carriesDrawing } from '../../../../src/activities/draw/share/carries-drawing.ts';
import { readLink, writeLink } from '../../../../src/activities/draw/share/link.ts';
import { placeOnPad } from '../../../../src/activities/draw/share/place.ts';
import { SAMPLES } from '../../../../src/components/pad/samples.ts';
import { createRandom, type Random } from '../../../../src/core/random.ts';
import { rasterize } from '../../../../src/core/rasterize.ts';
import { type MutableStroke, type Stroke, simplifyDrawing } from '../../../../src/core/strokes.ts';

const TASK = 'cats-and-sheep';

/** Wandering lines on the pad, of 1 to 12 strokes; now and then a dot. */
function scribble(random: Random, most = 12): MutableStroke[] {
  return Array.from({ length: 1 + random.int(most) }, () => {
    let x = random.int(1000);
    let y = random.int(1000);
    let angle = random.next() * 7;
    const stroke: MutableStroke = [[x], [y]];
    for (let i = random.int(60); i > 0; i--) {
      angle += random.normal() * 0.5;
      x = Math.min(1000, Math.max(0, x + 20 * Math.cos(angle)));
      y = Math.min(1000, Math.max(0, y + 20 * Math.sin(angle)));
      stroke[0].push(x);
      stroke[1].push(y);
    }
    return stroke;
  });
}

async function write(strokes: readonly Stroke[]): Promise<string> {
  const link = await writeLink(TASK, simpleForm(strokes));
  if (!link.ok) throw new Error(link.message);
  return link.fragment;
}

async function read(fragment: string): Promise<readonly MutableStroke[]> {
  const reading = await readLink(fragment);
  if (!reading.ok) throw new Error(reading.message);
  return reading.shared.strokes;
}

describe('a link', () => {
  it('brings 1,000 drawings to another pad so that the models see the same picture, byte for byte', async () => {
    const random = createRandom('links');
    let drawings = 0;
    for (; drawings < 1000; drawings++) {
      const strokes = scribble(random);
      const there = placeOnPad(await read(await write(strokes)));
      expect(pictureOf(there)).toEqual(rasterize(simplifyDrawing(strokes)));
    }
    expect(drawings).toBe(1000);
  });

  it('made of a drawing that came by link is the same link', async () => {
    const fragment = await write(SAMPLES[0]?.strokes ?? []);
    expect(await write(placeOnPad(await read(fragment)))).toBe(fragment);
  });

  it('is simplified anew once something is drawn to the drawing that came', async () => {
    const there = placeOnPad(await read(await write(SAMPLES[0]?.strokes ?? [])));
    const more: Stroke = [
      [0, 1000],
      [0, 1000],
    ];
    expect(simpleForm([...there, more])).toEqual(simplifyDrawing([...there, more]));
  });

  it('to a doodle of the house is short enough to read out', async () => {
    for (const { strokes } of SAMPLES) expect((await write(strokes)).length).toBeLessThan(500);
  });

  it('carries its task and is known by its beginning', async () => {
    const fragment = await write(SAMPLES[0]?.strokes ?? []);
    expect(await readLink(fragment)).toMatchObject({ ok: true, shared: { task: TASK } });
    expect(carriesDrawing(fragment)).toBe(true);
    expect(carriesDrawing('#main')).toBe(false);
  });

  it('does without compression where the browser has none, and such links open everywhere', async () => {
    vi.stubGlobal('CompressionStream', undefined);
    const fragment = await write(SAMPLES[0]?.strokes ?? []);
    vi.unstubAllGlobals();
    expect(fragment).toMatch(/^#d=1\.cats-and-sheep\.r/);
    vi.stubGlobal('DecompressionStream', undefined);
    expect(await read(fragment)).toEqual(simplifyDrawing(SAMPLES[0]?.strokes ?? []));
    const packed = fragment.replace('.r', '.z');
    expect(await readLink(packed)).toMatchObject({ ok: false, message: expect.stringMatching(/too old/) });
    vi.unstubAllGlobals();
  });

  it('of a vast drawing is bounded, coarser where need be, and says so', async () => {
    const random = createRandom('vast');
    const simple = simplifyDrawing(Array.from({ length: 40 }, () => scribble(random)).flat());
    const link = await writeLink(TASK, simple);
    expect(link).toMatchObject({ ok: true, coarser: true });
    if (link.ok) expect(link.fragment.length).toBeLessThanOrEqual(4000);
  });

  it('cannot be had for nothing, or for what is too much', async () => {
    expect(await writeLink(TASK, [])).toMatchObject({ ok: false, message: expect.stringMatching(/nothing/) });
    const random = createRandom('too much');
    const dots = Array.from({ length: 3000 }, (): MutableStroke => [[random.int(256)], [random.int(256)]]);
    const link = await writeLink(TASK, dots);
    expect(link).toMatchObject({ ok: false, message: expect.stringMatching(/more lines/) });
  });
});

describe('a link in a text', () => {
  const TAILS = [
    '.',
    ')',
    ',',
    ').',
    '!',
    '?',
    ';',
    '>',
    '"',
    "'",
    '*',
    '…',
    '%29',
    '%E2%80%9D',
    '&fbclid=x_1',
    '?a=b',
  ];
  it.each([...TAILS, '_', '__', '-'])('opens with %j behind it', async (tail) => {
    for (const { strokes } of SAMPLES.slice(0, 3)) {
      const fragment = await write(strokes);
      expect(await read(fragment + tail)).toEqual(await read(fragment));
    }
    vi.stubGlobal('CompressionStream', undefined);
    const raw = await write(SAMPLES[0]?.strokes ?? []);
    vi.unstubAllGlobals();
    expect(raw).toMatch(/\.r/);
    expect(await read(raw + tail)).toEqual(await read(raw));
  });
});

describe('a bad link', () => {
  it.each([
    ['nothing', '#d=', /damaged/],
    ['another version', '#d=2.cats-and-sheep.rAAAA', /another version/],
    ['no version', '#d=cats.rAAAA', /damaged/],
    ['an odd task', '#d=1.<b>.rAAAA', /damaged/],
    ['letters that are not base64url', '#d=1.a.r*&', /damaged/],
    ['half a byte', '#d=1.a.rA', /damaged/],
    ['an unknown form', '#d=1.a.qAAAA', /damaged/],
    ['no strokes', '#d=1.a.rAA', /damaged/],
    ['what is not DEFLATE', '#d=1.a.z____', /damaged/],
    ['more than can be read', `#d=1.a.r${'A'.repeat(20_000)}`, /too long/],
  ])('is met with a sentence: %s', async (_, fragment, message) => {
    expect(await readLink(fragment)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
  });

  it('is met with a sentence wherever it is cut off', async () => {
    const fragment = await write(SAMPLES[1]?.strokes ?? []);
    for (let length = 3; length < fragment.length; length++)
      expect((await readLink(fragment.slice(0, length))).ok).toBe(false);
  });

  it('does not blow up: a bomb is not unpacked to its end', async () => {
    const zeros = new Blob([new Uint8Array(10_000_000)]).stream();
    const bomb = zeros.pipeThrough(new CompressionStream('deflate-raw'));
    const packed = Buffer.from(await new Response(bomb).arrayBuffer()).toString('base64url');
    const reading = await readLink(`#d=1.a.z${packed}`);
    expect(packed.length).toBeLessThan(16_000);
    expect(reading).toMatchObject({ ok: false, message: expect.stringMatching(/damaged/) });
  });

  it('of 10,000 garbled ones never throws and never gives what cannot be drawn', async () => {
    const random = createRandom('fuzz');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.#=%é';
    vi.stubGlobal('CompressionStream', undefined);
    const raw = await Promise.all(SAMPLES.map(({ strokes }) => write(strokes)));
    vi.unstubAllGlobals();
    const good = [...raw, ...(await Promise.all(SAMPLES.map(({ strokes }) => write(strokes))))];
    let refused = 0;
    let opened = 0;
    for (let i = 0; i < 10_000; i++) {
      const characters = [...(good[i % good.length] as string)];
      for (let k = 1 + random.int(4); k > 0; k--) {
        const at = random.int(characters.length);
        const character = alphabet[random.int(alphabet.length)] as string;
        characters.splice(at, random.int(3), ...(random.int(3) > 0 ? [character] : []));
      }
      const reading = await readLink(characters.join(''));
      if (!reading.ok) {
        refused += 1;
        expect(reading.message).toMatch(/^This (link|browser) .+\.$/);
        continue;
      }
      opened += 1;
      const { strokes } = reading.shared;
      expect(strokes.length).toBeLessThanOrEqual(MOST_STROKES);
      expect(strokes.reduce((sum, [x]) => sum + x.length, 0)).toBeLessThanOrEqual(MOST_POINTS);
      expect(strokes.flat(2).every((value) => Number.isInteger(value) && value >= 0 && value <= 255)).toBe(
        true,
      );
      expect(strokes.every(([x, y]) => x.length === y.length && x.length > 0)).toBe(true);
    }
    expect(refused).toBeGreaterThan(5000);
    expect(opened).toBeGreaterThan(0);
  });
});

describe('fromBytes', () => {
  it('takes back what toBytes made, for every coordinate', () => {
    const all = Array.from({ length: 256 }, (_, i) => i);
    const stroke: MutableStroke = [all, [...all].reverse()];
    expect(fromBytes(toBytes([stroke, [[255], [0]]]))).toEqual([stroke, [[255], [0]]]);
  });

  it.each([
    ['a count without its points', [1, 2, 2]],
    ['more than its points', [1, 1, 2, 2, 2]],
    ['a point beyond the box', [1, 1, 1, 2]],
    ['a stroke without points', [1, 0]],
    ['a number that is longer than it need be', [0x81, 0x00, 1, 2, 2]],
    ['a number without an end', [0xff, 0xff, 0xff, 0xff]],
  ])('refuses %s', (_, bytes) => {
    expect(fromBytes(Uint8Array.from(bytes))).toBeNull();
  });
});
