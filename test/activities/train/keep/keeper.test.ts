import { describe, expect, it } from 'vitest';
import { EMPTY_PROJECT } from '../../../../src/activities/train/changes.ts';
import { keepWords } from '../../../../src/activities/train/keep/keep-words.ts';
import { Keeper } from '../../../../src/activities/train/keep/keeper.ts';
import { salvageProject } from '../../../../src/activities/train/keep/read-project.ts';
import { type Kept, type Shelf, type Slot, stampOf } from '../../../../src/activities/train/keep/shelf.ts';
import type { Project } from '../../../../src/activities/train/project.ts';
import { madeUpProject, trainedProject } from './made-up-project.ts';

const full = () => Object.assign(new Error('no room'), { name: 'QuotaExceededError' });

/** A device in memory; `roomFor` decides what fits. */
class Device implements Shelf {
  readonly slots = new Map<Slot, unknown>();
  roomFor: (record: unknown) => boolean = () => true;
  saves = 0;

  async read(slot: Slot): Promise<unknown> {
    return structuredClone(this.slots.get(slot));
  }
  async replace(record: Kept, over: string | null, shelve: boolean): Promise<boolean> {
    const old = this.slots.get('current');
    if (stampOf(old) !== over) return false;
    if (!this.roomFor(record)) throw full();
    if (shelve && old !== undefined) this.slots.set('before', old);
    this.slots.set('current', structuredClone(record));
    this.saves++;
    return true;
  }
  async put(slot: Slot, record: unknown): Promise<void> {
    this.slots.set(slot, structuredClone(record));
  }
  async move(slot: Exclude<Slot, 'current'>): Promise<void> {
    this.slots.set(slot, this.slots.get('current'));
    this.slots.delete('current');
  }
  async clear(): Promise<void> {
    this.slots.clear();
  }
  /** What a tab that opens now would find. */
  project(slot: Slot = 'current'): unknown {
    return (this.slots.get(slot) as Kept | undefined)?.project;
  }
}

let stamps = 0;

/** A tab: what its page shows, and its keeper. */
class Tab {
  project: Project = EMPTY_PROJECT;
  persisted = 0;
  readonly others: Tab[] = [];
  #due: (() => void) | null = null;
  readonly keeper: Keeper;

  constructor(openShelf: () => Promise<Shelf>, salvage = salvageProject) {
    this.keeper = new Keeper({
      openShelf,
      salvage,
      now: () => 1_800_000_000_000 + stamps,
      newStamp: () => `stamp ${++stamps}`,
      later: (work) => {
        this.#due = work;
        return () => {
          this.#due = null;
        };
      },
      onView: () => {},
      show: (project) => this.change(project),
      tellOthers: () => {
        for (const tab of this.others) void tab.keeper.lookAround();
      },
      onFirstSave: () => {
        this.persisted++;
      },
    });
  }
  change(project: Project): void {
    this.project = project;
    this.keeper.changed(project);
  }
  /** Time goes by. */
  async wait(): Promise<void> {
    this.#due?.();
    await this.keeper.flush();
    await this.keeper.lookAround();
  }
  get state(): string {
    return this.keeper.view.state;
  }
}

async function openTab(device: Device): Promise<Tab> {
  const tab = new Tab(async () => device);
  await tab.keeper.start(tab.project);
  return tab;
}
const renamed = (project: Project, name: string): Project => ({ ...project, name });
const other = (): Project => {
  const [first] = madeUpProject().classes;
  const examples = (first?.examples ?? []).map((each) => ({ ...each, id: `other ${each.id}` }));
  return { ...EMPTY_PROJECT, name: 'other', classes: [{ id: 'o', name: 'tree', word: null, examples }] };
};

describe('a keeper', () => {
  it('saves a change after a while, once, and the next visit shows it', async () => {
    const device = new Device();
    const tab = await openTab(device);
    expect(tab.state).toBe('kept');
    tab.change(madeUpProject());
    tab.change(trainedProject());
    expect(tab.state).toBe('changed');
    await tab.wait();
    expect([tab.state, device.saves, tab.persisted]).toEqual(['kept', 1, 1]);
    const again = await openTab(device);
    expect(again.project).toEqual(trainedProject());
    await again.wait();
    expect(device.saves).toBe(1);
  });

  it('saves at once when the page is left', async () => {
    const device = new Device();
    const tab = await openTab(device);
    tab.change(madeUpProject());
    await tab.keeper.flush();
    expect(device.project()).toEqual(madeUpProject());
  });

  it('loses neither what was begun before all was read nor what was kept', async () => {
    const device = new Device();
    const first = await openTab(device);
    first.change(madeUpProject());
    await first.wait();
    const tab = new Tab(async () => device);
    const started = tab.keeper.start(tab.project);
    tab.change(other());
    await started;
    await tab.wait();
    expect(device.project()).toEqual(other());
    expect(device.project('before')).toEqual(madeUpProject());
    await tab.keeper.bringBack();
    expect(tab.project).toEqual(madeUpProject());
    expect([device.project(), device.project('before')]).toEqual([madeUpProject(), other()]);
  });

  it('keeps what another project takes the place of, and a change of the same does not', async () => {
    const device = new Device();
    const tab = await openTab(device);
    tab.change(madeUpProject());
    await tab.wait();
    tab.change(renamed(madeUpProject(), 'renamed'));
    await tab.wait();
    expect(device.project('before')).toBeUndefined();
    tab.change(other());
    await tab.wait();
    expect(tab.keeper.view.before?.project.name).toBe('renamed');
  });

  it.each([
    ['text', 'hello'],
    ['of another version', { version: 9, stamp: 'x', savedAt: 1, project: {} }],
    ['whose drawings are damaged', { version: 1, stamp: 'x', savedAt: 1, project: { classes: [{ id: 1 }] } }],
  ])('sets a record aside that is %s, says so, and goes on', async (_, record) => {
    const device = new Device();
    device.slots.set('current', record);
    const tab = await openTab(device);
    expect(tab.keeper.view.notice).toMatch(/could not be read.*set aside/);
    expect(device.slots.get('damaged')).toEqual(record);
    tab.change(madeUpProject());
    await tab.wait();
    expect([tab.state, device.project()]).toEqual(['kept', madeUpProject()]);
  });

  it('leaves a record alone that it cannot judge, since the code for it did not load', async () => {
    const device = new Device();
    const first = await openTab(device);
    first.change(madeUpProject());
    await first.wait();
    const tab = new Tab(
      async () => device,
      () => {
        throw new TypeError('Failed to fetch dynamically imported module');
      },
    );
    await tab.keeper.start(EMPTY_PROJECT);
    expect(tab.state).toBe('denied');
    expect(device.project()).toEqual(madeUpProject());
  });

  it('says when the browser keeps nothing, and loses nothing of the page', async () => {
    const tab = new Tab(() => Promise.reject(new Error('The operation is insecure.')));
    await tab.keeper.start(tab.project);
    tab.change(madeUpProject());
    await tab.wait();
    expect(tab.state).toBe('denied');
    expect(keepWords(tab.keeper.view)).toMatch(
      /keeps nothing here \(The operation is insecure\.\).*save a file/,
    );
    expect(tab.project).toEqual(madeUpProject());
    await tab.keeper.deleteAll();
    expect(tab.project).toBe(EMPTY_PROJECT);
  });

  it('keeps the drawings without the models where there is no room for both, and says when there is room for none', async () => {
    const device = new Device();
    const tab = await openTab(device);
    device.roomFor = (record) => (record as { project: Project }).project.outcome === null;
    tab.change(trainedProject());
    await tab.wait();
    expect(tab.state).toBe('slim');
    expect(device.project()).toEqual({ ...trainedProject(), outcome: null });
    device.roomFor = () => false;
    tab.change(renamed(trainedProject(), 'more'));
    await tab.wait();
    expect(tab.state).toBe('full');
    device.roomFor = () => true;
    tab.change(renamed(trainedProject(), 'yet more'));
    await tab.wait();
    expect([tab.state, device.project()]).toEqual(['kept', renamed(trainedProject(), 'yet more')]);
  });

  it('forgets everything when it is told to', async () => {
    const device = new Device();
    const tab = await openTab(device);
    tab.change(madeUpProject());
    await tab.wait();
    tab.change(other());
    await tab.wait();
    await tab.keeper.deleteAll();
    expect(device.slots.size).toBe(0);
    expect(tab.project).toBe(EMPTY_PROJECT);
    expect(tab.keeper.view.before).toBeNull();
    tab.change(madeUpProject());
    await tab.wait();
    expect(device.project()).toEqual(madeUpProject());
  });
});

describe('two tabs', () => {
  async function openBoth() {
    const device = new Device();
    const first = await openTab(device);
    first.change(madeUpProject());
    await first.wait();
    const second = await openTab(device);
    return { device, first, second };
  }

  it('never write over each other: the later one stops and says so', async () => {
    const { device, first, second } = await openBoth();
    first.change(renamed(madeUpProject(), 'by the first'));
    await first.wait();
    second.change(renamed(madeUpProject(), 'by the second'));
    await second.wait();
    expect(second.state).toBe('elsewhere');
    expect(second.keeper.view.elsewhere?.project.name).toBe('by the first');
    second.change(renamed(madeUpProject(), 'more by the second'));
    await second.wait();
    expect((device.project() as Project).name).toBe('by the first');
  });

  it('hear of each other at once', async () => {
    const { first, second } = await openBoth();
    first.others.push(second);
    first.change(renamed(madeUpProject(), 'by the first'));
    await first.wait();
    await second.keeper.lookAround();
    expect(second.state).toBe('elsewhere');
  });

  it('can go on with the other project, and keep their own beside it', async () => {
    const { device, first, second } = await openBoth();
    first.change(renamed(madeUpProject(), 'by the first'));
    await first.wait();
    second.change(renamed(madeUpProject(), 'by the second'));
    await second.wait();
    await second.keeper.takeOther();
    expect([second.state, second.project.name]).toEqual(['kept', 'by the first']);
    expect((device.project('before') as Project).name).toBe('by the second');
    second.change(renamed(second.project, 'by both'));
    await second.wait();
    expect((device.project() as Project).name).toBe('by both');
  });

  it('can go on with their own, and keep the other beside it', async () => {
    const { device, first, second } = await openBoth();
    first.change(renamed(madeUpProject(), 'by the first'));
    await first.wait();
    second.change(renamed(madeUpProject(), 'by the second'));
    await second.wait();
    await second.keeper.keepMine();
    expect([second.state, (device.project() as Project).name]).toEqual(['kept', 'by the second']);
    expect((device.project('before') as Project).name).toBe('by the first');
    await first.wait();
    expect(first.state).toBe('elsewhere');
  });

  it('are told when the other has deleted everything, and what they have is not lost', async () => {
    const { device, first, second } = await openBoth();
    await first.keeper.deleteAll();
    await second.keeper.lookAround();
    expect([second.state, second.keeper.view.elsewhere]).toEqual(['elsewhere', null]);
    await second.keeper.keepMine();
    expect(device.project()).toEqual(madeUpProject());
  });
});
