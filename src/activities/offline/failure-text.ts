/** What a reader is told when a download has ended before its end: what was wrong, what is still true, what to do. */
import type { FailureReason } from '../../components/offline/keeper-messages.ts';

export interface Failure {
  /** `barred`: the browser lets this page have no service worker. */
  readonly reason: FailureReason | 'barred';
  /** The file that it broke off at, where one is known. */
  readonly path: string;
  /** Bytes that are left, where the browser says. */
  readonly left: number | null;
}

/**
 * @param needs what the download takes on the device, such as `36.7 MB`
 * @param kept whether a download that was made before is still whole
 */
export function failureText(
  { reason, left }: Failure,
  needs: string,
  kept: boolean,
  format: (bytes: number) => string,
): string {
  const before = kept
    ? ' What you had before works on.'
    : ' Nothing has changed: the site works as before, with a network.';
  switch (reason) {
    case 'full':
      return `There is no room: the site takes ${needs} on this device${
        left === null ? '' : `, and the browser has ${format(left)} left for it`
      }.${before} Free some space, for example by deleting other sites’ data or large files, and press again. What has come so far need not come twice.`;
    case 'network':
      return `A file did not come: the connection is down, or the site is being renewed at this very moment.${before} Press again, and it goes on where it stopped.`;
    case 'stopped':
      return `Stopped.${before} Press again, and it goes on where it stopped; or remove what has come.`;
    case 'saves-data':
      return `There is a new version, and your browser asks pages to save data.${before} It is fetched when you press.`;
    case 'barred':
      return `This browser does not let the page keep itself. It needs an address that begins with https, and no private window.${before}`;
  }
}
