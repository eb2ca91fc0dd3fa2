import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SAMPLES } from '../../../src/components/pad/samples.ts';
import { type ModelId, TRAINABLE_IDS } from '../../../src/core/models.ts';
import { rasterize } from '../../../src/core/rasterize.ts';
import { simplifyDrawing } from '../../../src/core/strokes.ts';
import { LOOKALIKES } from '../../../src/inference/explain/explainer.ts';
import { type ExplainEffects, ExplainHost } from '../../../src/inference/explain/host.ts';
import type {
  EvidenceReply,
  ExplainRequest,
  LoadRequest,
  OcclusionReply,
  Reply,
} from '../../../src/inference/explain/protocol.ts';

const strokesOf = (id: string) => SAMPLES.find((sample) => sample.id === id)?.strokes ?? [];

const load = (models: readonly ModelId[] = TRAINABLE_IDS): LoadRequest => ({
  type: 'load',
  models: models.map((id) => ({ id, url: `models/cats-and-sheep-${id}.onnx` })),
  exhibits: [
    { class: 0, url: 'exhibits/cat.png', count: 100, blocked: [20] },
    { class: 1, url: 'exhibits/sheep.png', count: 100, blocked: [] },
  ],
  fresh: false,
});
const explain = (sequence: number, id: string, occlude = true): ExplainRequest => ({
  type: 'explain',
  sequence,
  strokes: strokesOf(id),
  occlude,
});

/** A host over the published files; `onPause` is what happens while it looks up for messages. */
function setUp(
  broken: readonly string[] = [],
  onPause: (host: ExplainHost, pauses: number) => void = () => {},
) {
  const replies: Reply[] = [];
  let clock = 0;
  let pauses = 0;
  const effects: ExplainEffects = {
    post: (reply) => replies.push(structuredClone(reply)), // as a worker would
    fetch: async (input) => {
      const url = String(input);
      if (broken.includes(url)) return new Response('no', { status: 404 });
      return new Response(new Uint8Array(readFileSync(`public/${url}`)));
    },
    after: () => () => {},
    now: () => {
      clock += 3;
      return clock;
    },
    async pause() {
      pauses += 1;
      onPause(host, pauses);
    },
  };
  const host = new ExplainHost(effects);
  const said = <T extends Reply['type']>(type: T) =>
    replies.filter((reply): reply is Extract<Reply, { type: T }> => reply.type === type);
  return { host, replies, said };
}
const of = <T extends EvidenceReply | OcclusionReply>(replies: readonly T[], model: ModelId): T => {
  const found = replies.findLast((reply) => reply.model === model);
  if (!found) throw new Error(`nothing was said of ${model}`);
  return found;
};

describe('ExplainHost', () => {
  it('explains a drawing by every model, then leaves out piece by piece, then says that it is done', async () => {
    const { host, replies, said } = setUp();
    await host.handle(load());
    await host.handle(explain(7, 'catFace'));
    expect(said('ready').map(({ model }) => model)).toEqual(TRAINABLE_IDS);
    const strokes = simplifyDrawing(strokesOf('catFace'));
    expect(said('drawing')).toEqual([{ type: 'drawing', sequence: 7, pixels: rasterize(strokes), strokes }]);
    expect(said('evidence').map(({ model }) => model)).toEqual(TRAINABLE_IDS);
    expect(said('occlusion').map(({ model }) => model)).toEqual(TRAINABLE_IDS);
    expect(replies.at(-1)).toEqual({ type: 'settled', sequence: 7 });
    expect(said('error')).toEqual([]);
    for (const { probabilities, pieces } of said('occlusion')) {
      expect(pieces.length).toBeGreaterThanOrEqual(strokes.length);
      for (const each of [{ probabilities }, ...pieces])
        expect(each.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
    }
  });

  it('explains ink without strokes as it is, and leaves nothing out', async () => {
    const { host, said } = setUp();
    await host.handle(load(['nearest']));
    await host.handle(explain(1, 'catFace'));
    const pixels = said('drawing')[0]?.pixels ?? new Uint8Array();
    await host.handle({ type: 'explain', sequence: 2, strokes: [], ink: pixels, occlude: false });
    expect(said('drawing')[1]).toEqual({ type: 'drawing', sequence: 2, pixels, strokes: [] });
    const [first, second] = said('evidence');
    expect(second?.evidence).toEqual(first?.evidence);
    expect(said('error')).toEqual([]);
  });

  it('gives every family what its figure shows', async () => {
    const { host, said } = setUp();
    await host.handle(load());
    await host.handle(explain(1, 'sheepWoolly', false));
    const { evidence: forest } = of(said('evidence'), 'forest');
    if (forest.kind !== 'trees') throw new Error('no forest');
    expect(forest.trees).toHaveLength(100);
    expect(forest.weights.some((weight) => weight > 0)).toBe(true);

    const { evidence: nearest } = of(said('evidence'), 'nearest');
    if (nearest.kind !== 'neighbours') throw new Error('no neighbours');
    expect(nearest.voters).toHaveLength(5);
    expect(nearest.lookalikes).toHaveLength(LOOKALIKES);
    const distances = nearest.lookalikes.map(({ distance }) => distance);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));

    const { evidence: convnet } = of(said('evidence'), 'convnet');
    if (convnet.kind !== 'networks') throw new Error('no convnet');
    expect(convnet.members[0]?.layers.map(({ count, side }) => [count, side])).toEqual([
      [30, 24],
      [15, 10],
    ]);
    const { evidence: plus } = of(said('evidence'), 'convnet-plus');
    expect(plus.kind === 'networks' && plus.members).toHaveLength(3);
    expect(said('occlusion')).toEqual([]);
  });

  it('never names an exhibit that is not shown', async () => {
    const named = async (blocked: readonly number[]) => {
      const { host, said } = setUp();
      const request = load(['nearest']);
      await host.handle({
        ...request,
        exhibits: request.exhibits.map((file) => (file.class === 0 ? { ...file, blocked } : file)),
      });
      await host.handle(explain(1, 'catFace', false));
      const { evidence } = of(said('evidence'), 'nearest');
      if (evidence.kind !== 'neighbours') throw new Error('no neighbours');
      return evidence.lookalikes.filter((each) => each.class === 0).map(({ index }) => index);
    };
    const first = await named([20]);
    expect(first.length).toBeGreaterThan(1);
    expect(await named([20, first[0] as number])).not.toContain(first[0]);
  });

  it('drops what is under way when a newer drawing comes', async () => {
    let interrupted = false;
    const { host, said } = setUp([], (self) => {
      if (interrupted || said('evidence').length < TRAINABLE_IDS.length) return;
      interrupted = true;
      void self.handle(explain(2, 'sheepWoolly'));
    });
    await host.handle(load());
    await host.handle(explain(1, 'catFace'));
    expect(interrupted).toBe(true);
    expect(new Set(said('occlusion').map(({ sequence }) => sequence))).toEqual(new Set([2]));
    expect(said('settled').map(({ sequence }) => sequence)).toEqual([2]);
  });

  it('ends what is under way when it is told to', async () => {
    const { host, said } = setUp([], (self, pauses) => {
      if (pauses === 4) void self.handle({ type: 'abandon' });
    });
    await host.handle(load(['forest', 'perceptron']));
    await host.handle(explain(1, 'catFace'));
    expect(said('occlusion')).toEqual([]);
    expect(said('settled')).toEqual([]);
  });

  it('explains by a model that loads after the drawing came', async () => {
    const { host, said } = setUp();
    await host.handle(explain(3, 'catFace'));
    expect(said('evidence')).toEqual([]);
    await host.handle(load(['perceptron', 'convnet']));
    expect(said('evidence').map(({ model, sequence }) => [model, sequence])).toEqual([
      ['perceptron', 3],
      ['convnet', 3],
    ]);
    expect(said('occlusion')).toHaveLength(2);
    expect(said('settled').length).toBeGreaterThan(1);
  });

  it('explains by models that load while it is at work, and settles after the last of them', async () => {
    const { host, replies, said } = setUp();
    const loading = host.handle(load());
    await host.handle(explain(4, 'catSitting'));
    await loading;
    expect(said('occlusion').map(({ model }) => model)).toEqual(TRAINABLE_IDS);
    expect(replies.at(-1)).toEqual({ type: 'settled', sequence: 4 });
  });

  it.each([
    ['a model is', 'models/cats-and-sheep-forest.onnx', 'forest'],
    ['the exhibits are', 'exhibits/sheep.png', 'nearest'],
  ])('reports when %s missing, and explains by the others', async (_, url, model) => {
    const { host, said } = setUp([url]);
    await host.handle(load(['forest', 'nearest', 'perceptron']));
    await host.handle(explain(1, 'catFace', false));
    expect(said('error')).toEqual([{ type: 'error', model, message: expect.stringContaining(url) }]);
    expect(said('evidence')).toHaveLength(2);
  });

  it('reports a file of another family', async () => {
    const { host, said } = setUp();
    await host.handle({
      ...load([]),
      models: [{ id: 'forest', url: 'models/cats-and-sheep-convnet.onnx' }],
    });
    expect(said('error')).toMatchObject([{ model: 'forest' }]);
    expect(said('error')[0]?.message).toContain('not a forest');
  });
});
