/** Says below an island that it could not come alive, with a button that tries again and takes the sentence away. */
export function sayFailure(island: HTMLElement, error: unknown, again: () => void): void {
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  said.className = 'island-failure';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'plain-button';
  button.textContent = 'Try again';
  button.addEventListener('click', () => {
    said.remove();
    again();
  });
  const reason = error instanceof Error ? error.message : String(error);
  said.append(`The controls of this figure did not come: ${reason}. `, button);
  island.after(said);
}
