/** Options of a choice that may stand on a value of its own, as when an address has set it. */
export function withCurrent(
  options: readonly { readonly value: string; readonly label: string }[],
  current: string,
  label: string,
): readonly { readonly value: string; readonly label: string }[] {
  return options.some(({ value }) => value === current) ? options : [...options, { value: current, label }];
}
