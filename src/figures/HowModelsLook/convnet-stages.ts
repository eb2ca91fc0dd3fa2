/** The nine layers of the convolutional network as pictures and words of what each made of one drawing. */
import { areaShares, standingOut } from '../../charts/areas.ts';
import type { ConvnetSteps } from '../../core/convnet-forward.ts';
import type { Values } from '../../core/evidence/layers.ts';
import { createRandom } from '../../core/random.ts';

/** Maps of a layer that are shown. */
export const SHOWN_MAPS = 6;

export interface Stage {
  readonly name: string;
  readonly size: string;
  readonly what: string;
  /** Its maps that light up most, each scaled to its own brightest spot, and where they do. */
  readonly maps?: { readonly side: number; readonly pictures: readonly number[][]; readonly places: string };
  /** Its units, by how strongly they answer. */
  readonly values?: Float32Array;
}

/** The maps that light up most, each scaled to its own brightest spot. [shown][side * side] */
export function strongestMaps(maps: Values): number[][] {
  const area = maps.side * maps.side;
  return Array.from({ length: maps.count }, (_, m) => [...maps.values.subarray(m * area, (m + 1) * area)])
    .map((map) => ({ map, total: map.reduce((sum, value) => sum + value, 0), top: Math.max(...map, 1e-9) }))
    .sort((a, b) => b.total - a.total)
    .slice(0, SHOWN_MAPS)
    .map(({ map, top }) => map.map((value) => value / top));
}

function shown(maps: Values): NonNullable<Stage['maps']> {
  const pictures = strongestMaps(maps);
  const said = pictures.map((picture) => standingOut(areaShares(picture, maps.side)));
  const places = `The ${said.length} strongest maps light up most in ${said.join('; ')}.`;
  return { side: maps.side, pictures, places };
}

/** What a training step would see of them. */
function dropped(maps: Values): Values {
  const random = createRandom('dropout');
  return { ...maps, values: maps.values.map((value) => (random.next() < 0.2 ? 0 : value)) };
}

/** A bar a value, one wide and at most `height` high, on the foot of a drawing of that height: one path. */
export function barsPath(values: Float32Array, height: number): string {
  const top = Math.max(...values, 1e-9);
  return Array.from(values, (value, x) => {
    const bar = ((height * value) / top).toFixed(1);
    return Number(bar) > 0 ? `M${x} ${height}v-${bar}h1v${bar}z` : '';
  }).join('');
}

/** A share of 1 as percent, never rounded to certainty. */
export function sharePercent(probability: number): string {
  if (probability > 0.999) return '> 99.9\u202f%';
  return probability < 0.001 ? '< 0.1\u202f%' : `${(probability * 100).toFixed(1)}\u202f%`;
}

export function convnetStages(seen: ConvnetSteps, classes: readonly string[]): Stage[] {
  return [
    {
      name: '1 Convolution',
      size: '24 × 24, 30 maps',
      what: 'a 5 × 5 window looks for 30 small patterns',
      maps: shown(seen.conv1),
    },
    {
      name: '2 Pooling',
      size: '12 × 12',
      what: 'of every 2 × 2 patch the strongest remains',
      maps: shown(seen.pool1),
    },
    {
      name: '3 Convolution',
      size: '10 × 10, 15 maps',
      what: '15 patterns made of those patterns',
      maps: shown(seen.conv2),
    },
    { name: '4 Pooling', size: '5 × 5', what: 'the strongest again', maps: shown(seen.pool2) },
    {
      name: '5 Dropout',
      size: '5 × 5',
      what: 'a fifth blanked by chance, in training only',
      maps: shown(dropped(seen.pool2)),
    },
    { name: '6 Flatten', size: '375', what: '15 maps of 5 × 5, in one row', values: seen.pool2.values },
    { name: '7 Dense', size: '128', what: 'everything to everything', values: seen.hidden1 },
    { name: '8 Dense', size: '50', what: 'once more', values: seen.hidden2 },
    { name: '9 Output', size: String(classes.length), what: `${classes.join(' or ')}: shares of 100 %` },
  ];
}
