/**
 * Fetches the files of a build that are not on the device yet, each checked against its checksum: what was fetched before
 * a download broke off, and what an older build has in common, is not fetched again.
 */
import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import { filesCache, type KeptFile } from '../../../components/offline/kept-list.ts';
import { entryOf } from './shelf.ts';

/** Files that come at a time: the library fetches one after the other, so that each lane is a list of its own. */
const LANES = 4;

interface Done {
  readonly request?: Request;
  readonly error?: Error;
}

/**
 * @param event the installation, which lasts as long as the download
 * @param onFile is told of every file that is there, whether it was fetched or not
 * @param stopped is asked before every file
 * @throws the first error, once no lane is at work any more
 */
export async function fetchFiles(
  event: Event,
  files: readonly KeptFile[],
  scope: string,
  onFile: (file: KeptFile) => void,
  stopped: () => boolean,
): Promise<void> {
  const byUrl = new Map(files.map((file) => [new URL(file.path, scope).href, file]));
  let failure: { readonly error: unknown } | null = null;
  const plugin = {
    async requestWillFetch({ request }: { request: Request }) {
      if (stopped() || failure !== null) throw new Error('stopped');
      return request;
    },
    async handlerDidComplete({ request, error }: Done) {
      const file = byUrl.get(request?.url ?? '');
      if (file !== undefined && !error) onFile(file);
    },
  };
  const lanes = Array.from({ length: LANES }, async (_, lane) => {
    const controller = new PrecacheController({ cacheName: filesCache(scope), plugins: [plugin as never] });
    controller.addToCacheList(
      files.filter((_, index) => index % LANES === lane).map((file) => entryOf(file, scope)),
    );
    try {
      await controller.install(event as never);
    } catch (error) {
      failure ??= { error };
    }
  });
  await Promise.all(lanes);
  const ended = failure as { readonly error: unknown } | null;
  if (ended !== null) throw ended.error;
}
