import type { TrainedModel } from '../../../../src/activities/train/project.ts';
import { type HostEffects, TrainHost } from '../../../../src/activities/train/worker/host.ts';
import type { AliveReply, Reply } from '../../../../src/activities/train/worker/protocol.ts';

/** A host in Node, which needs nothing loaded; `onReply` may answer, for instance by a stop. */
export function startHost(
  effects: Partial<HostEffects> = {},
  onReply?: (reply: Reply | AliveReply, host: TrainHost) => void,
) {
  const replies: (Reply | AliveReply)[] = [];
  const host: TrainHost = new TrainHost({
    post(reply) {
      replies.push(structuredClone(reply));
      onReply?.(reply, host);
    },
    now: () => performance.now(),
    every: () => () => {},
    assertKernels: async () => {},
    prepareNetworks: async () => {},
    ...effects,
  });
  const trained = (): TrainedModel[] =>
    replies.flatMap((reply) => (reply.type === 'trained' ? [reply.model] : []));
  const types = () => replies.map(({ type }) => type);
  return { host, replies, trained, types };
}
