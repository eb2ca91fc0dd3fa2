/**
 * Says in the footer of a kept page that there is a new version of the site, which comes when the reader says so or once no
 * page of the old one is open: a page is never loaded anew by itself. `element` is shown, and the button in it does it.
 */
import type { ToKeeper } from './keeper-messages.ts';

export async function tellNewVersion(element: HTMLElement | null): Promise<void> {
  const button = element?.querySelector('button');
  const { serviceWorker } = navigator;
  // Only pages that a service worker has answered are of a version.
  if (!element || !button || !serviceWorker?.controller) return;
  const registration = await serviceWorker.getRegistration();
  if (registration === undefined) return;

  let pressed = false;
  const tell = () => {
    element.hidden = false;
  };
  const watch = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && registration.waiting === worker) tell();
    });
  if (registration.waiting !== null) tell();
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));

  // Another page may have asked for it: this one stays as it is, of its own version.
  serviceWorker.addEventListener('controllerchange', () => {
    if (pressed) location.reload();
    else tell();
  });
  button.addEventListener('click', () => {
    const use: ToKeeper = { kind: 'use' };
    pressed = true;
    if (registration.waiting === null) location.reload();
    else registration.waiting.postMessage(use);
  });
}
