import type { PublishedState } from '../classifier.ts';
import type { PublishedFamily } from '../family.ts';
import { type ExportMetadata, metadataProps } from './metadata.ts';

/**
 * As `exportModel`, where the family is at hand: a page that trains one has not loaded the others.
 * @throws RangeError for a state that must not be published.
 */
export const exportAs = <State extends PublishedState>(
  family: PublishedFamily<State>,
  state: State,
  metadata: ExportMetadata,
): Uint8Array => family.graph(state).toBytes(metadataProps(state.family, state.classes, metadata));
