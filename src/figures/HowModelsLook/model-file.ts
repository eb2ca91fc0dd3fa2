import { fileUrl } from '../../components/site-path.ts';
import type { ModelFile } from '../../inference/protocol.ts';
import type { LookSource } from './look-source.ts';

/** The published model as what fetches it wants it. */
export function modelFile({ model: { id, file, bytes, sha256 } }: LookSource): ModelFile {
  return { id, url: fileUrl({ file, sha256 }), bytes, sha256 };
}
