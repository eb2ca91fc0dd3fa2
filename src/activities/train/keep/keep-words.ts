import type { Project } from '../project.ts';
import type { KeeperView } from './keeper.ts';

const clock = (ms: number) =>
  new Date(ms).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** How it stands with what is kept, for the reader: what, and what to do. */
export function keepWords({ state, savedAt, reason }: KeeperView): string {
  switch (state) {
    case 'starting':
      return 'Looking for what is kept on this device …';
    case 'changed':
      return 'Saving …';
    case 'kept':
      return savedAt === null
        ? 'Every change will be kept on this device, in this browser.'
        : `Kept on this device, in this browser. Last saved at ${clock(savedAt)}.`;
    case 'slim':
      return 'Drawings and settings are kept on this device, but it has no room for the trained models. Save the models as files before you leave.';
    case 'full':
      return 'This device has no room left, so the last changes are not kept. Nothing is lost while this tab is open: save a file before you leave.';
    case 'denied':
      return `This browser keeps nothing here${reason === '' ? '' : ` (${reason})`}. Nothing is lost while this tab is open: save a file before you leave.`;
    case 'elsewhere':
      return 'Another tab has changed the project, so this tab has stopped saving. Nothing is lost: choose which one to go on with.';
  }
}

/** "3 classes, 120 drawings" */
export function countWords({ classes }: Pick<Project, 'classes'>): string {
  const drawings = classes.reduce((sum, { examples }) => sum + examples.length, 0);
  const counted = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
  return `${counted(classes.length, 'class', 'classes')}, ${counted(drawings, 'drawing', 'drawings')}`;
}
