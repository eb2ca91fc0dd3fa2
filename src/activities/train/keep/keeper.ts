/** Keeps a project on the device: loads it, saves every change, and never writes over what another tab has saved. */
import { EMPTY_PROJECT } from '../changes.ts';
import type { Project } from '../project.ts';
import { type Kept, type Shelf, stampOf } from './shelf.ts';

/** Quiet time after a change before it is saved. */
export const PAUSE_MS = 500;

/**
 * `starting`: not read yet; `kept`: as it stands here; `changed`: about to be saved; `elsewhere`: another tab has saved
 * another project; `slim`: kept without the models, for which there is no room; `full`: no room at all; `denied`: this
 * browser keeps nothing.
 */
export type KeepState = 'starting' | 'kept' | 'changed' | 'elsewhere' | 'slim' | 'full' | 'denied';

export interface KeptProject {
  readonly project: Project;
  readonly savedAt: number;
}

export interface KeeperView {
  readonly state: KeepState;
  /** When this tab saved or loaded it; null before that. */
  readonly savedAt: number | null;
  /** What another tab has saved; null while it has not, or has deleted everything. */
  readonly elsewhere: KeptProject | null;
  /** What stood here before and was replaced as a whole. */
  readonly before: KeptProject | null;
  /** Something to tell once, such as a record that could not be read; empty when there is nothing. */
  readonly notice: string;
  /** Why nothing is kept, in the browser's words; empty where there is no reason to tell. */
  readonly reason: string;
}

export const FIRST_VIEW: KeeperView = {
  state: 'starting',
  savedAt: null,
  elsewhere: null,
  before: null,
  notice: '',
  reason: '',
};

/** A project that was kept; `whole` where nothing of it is lost. */
export interface Salvaged {
  readonly project: Project;
  readonly whole: boolean;
}

export interface KeeperOptions {
  /** Rejects where nothing can be kept. */
  readonly openShelf: () => Promise<Shelf>;
  /** @throws ProjectError where the value is no project; anything else where it cannot be told. */
  readonly salvage: (value: unknown) => Salvaged | Promise<Salvaged>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Text that was never given before, by any tab. */
  readonly newStamp: () => string;
  /** Calls back after a while. @returns what calls it off. */
  readonly later: (work: () => void, ms: number) => () => void;
  readonly onView: (view: KeeperView) => void;
  /** Puts another project in place of the one on the page. */
  readonly show: (project: Project, undoable: boolean) => void;
  /** Tells the other tabs that something was saved or deleted. */
  readonly tellOthers: () => void;
  /** After the first save of something that a reader has made. */
  readonly onFirstSave?: () => void;
}

const idsOf = ({ classes }: Project) => classes.flatMap(({ examples }) => examples.map(({ id }) => id));

/** Whether nothing that was drawn is in both: not a change, but another project. */
function isAnother(old: Project | null, now: Project): boolean {
  if (old === null) return false;
  const before = idsOf(old);
  const ids = new Set(idsOf(now));
  return before.length > 0 && !before.some((id) => ids.has(id));
}

const isMade = ({ classes }: Project) =>
  classes.some(({ examples }) => examples.some(({ origin }) => origin !== 'word'));

export class Keeper {
  #view: KeeperView = FIRST_VIEW;
  #shelf: Shelf | null = null;
  /** As it stands on the page. */
  #project: Project = EMPTY_PROJECT;
  /** As it stands on the device, as far as this tab has put it there or taken it from there. */
  #saved: Project | null = null;
  #stamp: string | null = null;
  /** What stands on the device is to be kept beside what comes in its place. */
  #shelve = false;
  #cancel: (() => void) | null = null;
  #turn: Promise<void> = Promise.resolve();
  #hasSaved = false;
  readonly #options: KeeperOptions;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  get view(): KeeperView {
    return this.#view;
  }

  /** Reads what is on the device and shows it, unless something has begun on the page already: that is never lost either. */
  start(project: Project): Promise<void> {
    this.#project = project;
    return this.#inTurn(() => this.#load());
  }

  async #load(): Promise<void> {
    try {
      this.#shelf = await this.#options.openShelf();
      this.#set({ before: await this.#readSound('before') });
      const found = await this.#read('current');
      if (found === 'damaged') {
        await this.#shelf.move('damaged');
        this.#set({
          notice:
            'What was kept here could not be read: it is damaged, or from another version of this page. It was set aside, and you begin afresh.',
        });
      } else if (found !== null) {
        this.#stamp = found.stamp;
        this.#saved = found.project;
        if (!found.whole)
          this.#set({
            notice:
              'Your drawings are here, but the settings or models that were kept with them could not be read: train anew.',
          });
        if (this.#project === EMPTY_PROJECT) {
          this.#project = found.project;
          this.#options.show(found.project, false);
        } else if (isAnother(found.project, this.#project)) this.#shelve = true;
      }
      this.#set({ state: 'kept', savedAt: found === null || found === 'damaged' ? null : found.savedAt });
      if (this.#project !== this.#saved && this.#project !== EMPTY_PROJECT) this.changed(this.#project);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Something has changed on the page: it is saved soon. */
  changed(project: Project): void {
    this.#project = project;
    if (project === this.#saved || !this.#canSave()) return;
    if (this.#view.state === 'kept') this.#set({ state: 'changed' });
    this.#cancel?.();
    this.#cancel = this.#options.later(() => void this.flush(), PAUSE_MS);
  }

  /** Saves now what is to be saved. */
  flush(): Promise<void> {
    return this.#inTurn(() => this.#saveIfDue());
  }

  /** Another tab may have saved or deleted something. */
  lookAround(): Promise<void> {
    return this.#inTurn(() => this.#look());
  }

  /** Shows what the other tab has saved; what stood here is kept beside it. */
  takeOther(): Promise<void> {
    return this.#inTurn(async () => {
      const mine = this.#project;
      const other = await this.#readSound('current');
      if (idsOf(mine).length > 0) {
        await (this.#shelf as Shelf).put('before', this.#record(mine));
        this.#set({ before: { project: mine, savedAt: this.#options.now() } });
      }
      this.#stamp = other?.stamp ?? null;
      this.#saved = other?.project ?? EMPTY_PROJECT;
      this.#project = this.#saved;
      this.#set({ state: 'kept', savedAt: other?.savedAt ?? null, elsewhere: null });
      this.#options.show(this.#saved, true);
    });
  }

  /** Saves what stands here; what the other tab has saved is kept beside it. */
  keepMine(): Promise<void> {
    return this.#inTurn(async () => {
      this.#stamp = (await this.#readSound('current'))?.stamp ?? null;
      this.#saved = null;
      this.#shelve = true;
      this.#set({ state: 'changed', elsewhere: null });
      await this.#saveIfDue();
    });
  }

  /** Shows what stood here before; what stands here now takes its place. */
  bringBack(): Promise<void> {
    return this.#inTurn(async () => {
      const { before } = this.#view;
      if (before === null) return;
      await this.#saveIfDue();
      this.#shelve = true;
      this.#project = before.project;
      this.#options.show(before.project, true);
      await this.#saveIfDue();
    });
  }

  /** Forgets everything that is kept on the device, and shows an empty project. */
  deleteAll(): Promise<void> {
    return this.#inTurn(async () => {
      this.#cancel?.();
      await this.#shelf?.clear();
      this.#stamp = null;
      this.#saved = EMPTY_PROJECT;
      this.#project = EMPTY_PROJECT;
      this.#shelve = false;
      const state = this.#shelf === null ? this.#view.state : 'kept';
      this.#set({ state, savedAt: null, before: null, elsewhere: null, notice: '' });
      this.#options.show(EMPTY_PROJECT, true);
      this.#options.tellOthers();
    });
  }

  /** One thing after the other, so that nothing is read while something is written. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  #canSave(): boolean {
    return this.#shelf !== null && !['starting', 'elsewhere'].includes(this.#view.state);
  }

  async #saveIfDue(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#project !== this.#saved && this.#canSave()) await this.#save();
  }

  async #look(): Promise<void> {
    if (this.#shelf === null) return;
    try {
      const record = await this.#shelf.read('current');
      if (stampOf(record) === this.#stamp) return;
      this.#cancel?.();
      this.#set({ state: 'elsewhere', elsewhere: await this.#readSound('current') });
    } catch (error) {
      this.#fail(error);
    }
  }

  async #save(): Promise<void> {
    const project = this.#project;
    const shelve = this.#shelve || isAnother(this.#saved, project);
    try {
      let slim = false;
      let put: Kept | null;
      try {
        put = await this.#replace(project, shelve);
      } catch (error) {
        if (!isFull(error) || project.outcome === null) throw error;
        put = await this.#replace({ ...project, outcome: null }, shelve);
        slim = true;
      }
      if (put === null) return await this.#look();
      this.#stamp = put.stamp;
      this.#saved = project;
      this.#shelve = false;
      const before = shelve ? await this.#readSound('before') : this.#view.before;
      const state = this.#project !== project ? 'changed' : slim ? 'slim' : 'kept';
      this.#set({ state, savedAt: put.savedAt, before, reason: '' });
      this.#options.tellOthers();
      if (!this.#hasSaved && isMade(project)) {
        this.#hasSaved = true;
        this.#options.onFirstSave?.();
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @returns what was put there, or null where another tab has been faster. */
  async #replace(project: Project, shelve: boolean): Promise<Kept | null> {
    const record = this.#record(project);
    return (await (this.#shelf as Shelf).replace(record, this.#stamp, shelve)) ? record : null;
  }

  async #readSound(slot: 'current' | 'before') {
    const found = await this.#read(slot);
    return found === 'damaged' ? null : found;
  }

  #record(project: Project): Kept {
    return { version: 1, stamp: this.#options.newStamp(), savedAt: this.#options.now(), project };
  }

  async #read(
    slot: 'current' | 'before',
  ): Promise<(KeptProject & Salvaged & { readonly stamp: string }) | null | 'damaged'> {
    const record = await (this.#shelf as Shelf).read(slot);
    if (record === undefined) return null;
    try {
      const { version, stamp, savedAt, project } = record as Kept;
      if (version !== 1 || typeof stamp !== 'string' || typeof savedAt !== 'number') return 'damaged';
      return { stamp, savedAt, ...(await this.#options.salvage(project)) };
    } catch (error) {
      if ((error as Error).name !== 'ProjectError') throw error; // what reads it did not load: the record may be sound
      return 'damaged';
    }
  }

  #fail(error: unknown): void {
    this.#set({ state: isFull(error) ? 'full' : 'denied', reason: (error as Error | null)?.message ?? '' });
  }

  #set(change: Partial<KeeperView>): void {
    this.#view = { ...this.#view, ...change };
    this.#options.onView(this.#view);
  }
}

const isFull = (error: unknown) => (error as Error | null)?.name === 'QuotaExceededError';
