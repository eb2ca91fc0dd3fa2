const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** "2026-11-03" -> "3 November 2026". */
export function formatDate(isoDate: string): string {
  const [year, month, day] = isoDate.split('-').map(Number);
  return `${day}\u00a0${MONTHS[(month ?? 1) - 1]}\u00a0${year}`;
}
