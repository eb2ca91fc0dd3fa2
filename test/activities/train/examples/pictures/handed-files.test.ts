import { describe, expect, it } from 'vitest';
import { handedFiles, limited } from '../../../../../src/activities/train/examples/pictures/handed-files.ts';
import { isHonest } from '../../../../../src/activities/train/examples/pictures/honest-canvas.ts';
import { svgBox } from '../../../../../src/activities/train/examples/pictures/svg-box.ts';

const file = (name: string) => new File(['x'], name);
const item = (name: string, isDirectory: boolean) =>
  ({ kind: 'file', webkitGetAsEntry: () => ({ name, isDirectory }) }) as unknown as DataTransferItem;

describe('handedFiles', () => {
  it('parts folders from files, and says what to do with a folder', () => {
    const handed = {
      files: [file('a.png'), file('cats')],
      items: [item('a.png', false), item('cats', true)],
    };
    const { files, complaints } = handedFiles(handed);
    expect(files.map(({ name }) => name)).toEqual(['a.png']);
    expect(complaints).toEqual(['“cats” is a folder: open it, select the pictures in it, and drop those.']);
  });
  it('says so when there is nothing', () => {
    expect(handedFiles({ files: [], items: [] }).complaints).toEqual([
      expect.stringMatching(/no picture in that/),
    ]);
  });
  it('takes the first 300 of more', () => {
    const many = Array.from({ length: 301 }, (_, i) => file(`${i}.png`));
    expect(limited(many).files).toHaveLength(300);
    expect(limited(many).complaints).toEqual(['These are 301 files; the first 300 are looked at.']);
    expect(limited(many.slice(1))).toEqual({ files: many.slice(1), complaints: [] });
  });
});

describe('svgBox', () => {
  it.each([
    [{ width: '100', height: '50' }, 100, 50],
    [{ width: '1in', height: '25.4mm' }, 96, 96],
    [{ width: '100%', height: '100%', viewBox: '0 0 30 60' }, 30, 60],
    [{ viewBox: '0,0,30,60' }, 30, 60],
    [{ width: '0', height: '-3', viewBox: '0 0 0 0' }, 100, 100],
    [{ width: '70' }, 70, 70],
    [{}, 100, 100],
  ])('of %o is %d x %d', (attributes: Record<string, string>, width, height) => {
    const box = svgBox((name) => attributes[name] ?? null);
    expect(box.width).toBeCloseTo(width, 6);
    expect(box.height).toBeCloseTo(height, 6);
  });
});

describe('isHonest', () => {
  const context = (spoil: (data: Uint8ClampedArray) => Uint8ClampedArray) => {
    let kept: ImageData | undefined;
    return {
      createImageData: (w: number, h: number) => ({ data: new Uint8ClampedArray(4 * w * h) }),
      putImageData: (image: ImageData) => {
        kept = image;
      },
      getImageData: () => ({ data: spoil(kept?.data ?? new Uint8ClampedArray()) }),
    } as unknown as CanvasRenderingContext2D;
  };
  it.each([
    ['gives back what was put on it', (data: Uint8ClampedArray) => data, true],
    ['gives back white', (data: Uint8ClampedArray) => data.map(() => 255), false],
    [
      'changes one pixel by one',
      (data: Uint8ClampedArray) => data.map((v, i) => (i === 400 ? v ^ 1 : v)),
      false,
    ],
    [
      'throws',
      () => {
        throw new Error('barred');
      },
      false,
    ],
  ])('is told of a canvas that %s', (_, spoil, expected) => {
    expect(isHonest(context(spoil))).toBe(expected);
  });
  it('is not of no canvas', () => {
    expect(isHonest(null)).toBe(false);
  });
});
