/** The keeper of a page's room: the page has it load, and tells it of changes; it shows how it stands. */
import type { Room } from '../room.svelte.ts';
import { FIRST_VIEW, Keeper, type KeeperView } from './keeper.ts';
import { openShelf } from './shelf.ts';

const CHANNEL = 'doodles-train';

function newStamp(): string {
  const words = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(words, (word) => word.toString(36)).join('-');
}

export class Autosave {
  view = $state.raw<KeeperView>(FIRST_VIEW);

  readonly #room: Pick<Room, 'project' | 'open'>;
  readonly #keeper: Keeper;
  #channel: BroadcastChannel | null = null;

  constructor(room: Pick<Room, 'project' | 'open'>) {
    this.#room = room;
    this.#keeper = new Keeper({
      openShelf: async () => openShelf(indexedDB), // where there is none, that is an error like any other
      salvage: async (value) => (await import('./read-project.ts')).salvageProject(value),
      now: () => Date.now(),
      newStamp,
      later: (work, ms) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      onView: (view) => {
        this.view = view;
      },
      show: (project, undoable) => room.open(project, undoable),
      tellOthers: () => this.#channel?.postMessage('changed'),
      // So that the browser does not clear it away when room gets scarce; refused, nothing is worse than before.
      onFirstSave: () => void navigator.storage?.persist?.().catch(() => {}),
    });
  }

  /** Shows what is kept on the device, and begins to keep what changes. It never fails: `view` says how it went. */
  async load(): Promise<void> {
    try {
      this.#channel = new BroadcastChannel(CHANNEL);
      this.#channel.onmessage = () => void this.#keeper.lookAround();
    } catch {
      // Other tabs are then noticed at the next save.
    }
    window.addEventListener('pagehide', this.#leave);
    document.addEventListener('visibilitychange', this.#turn);
    await this.#keeper.start(this.#room.project);
  }

  /** The project of the room is another than it was. */
  changed(): void {
    this.#keeper.changed(this.#room.project);
  }

  destroy(): void {
    this.#leave();
    window.removeEventListener('pagehide', this.#leave);
    document.removeEventListener('visibilitychange', this.#turn);
    this.#channel?.close();
  }

  takeOther = () => this.#keeper.takeOther();
  keepMine = () => this.#keeper.keepMine();
  bringBack = () => this.#keeper.bringBack();
  deleteAll = () => this.#keeper.deleteAll();

  readonly #leave = () => void this.#keeper.flush();
  readonly #turn = () => {
    if (document.visibilityState === 'hidden') this.#leave();
    else void this.#keeper.lookAround();
  };
}
