/** The demo's task in the address: `?task=five-animals`; the first task goes without saying. */

/**
 * The task that a query string asks for, or the first when it asks for none or for one that is not there. What the text
 * around a link has left at its end is passed over.
 */
export function readTask(search: string, tasks: readonly string[]): string {
  const wanted = new URLSearchParams(search).get('task')?.replace(/[^a-z0-9]+$/, '');
  return tasks.find((task) => task === wanted) ?? (tasks[0] as string);
}

/** The address with the task in it; everything else in it stays as it is. */
export function withTask(href: string, task: string, tasks: readonly string[]): string {
  const url = new URL(href);
  if (task === tasks[0]) url.searchParams.delete('task');
  else url.searchParams.set('task', task);
  return url.href;
}
