import type { Role } from './roles.ts';

/** What a drawing is used for, to follow its name; empty for one that is simply learnt from. */
export function roleText(role: Role | undefined): string {
  if (role?.use === 'test') return ', held out for the test';
  if (role?.use === 'rest') return ', put aside';
  if (role?.mislabelled != null) return `, learnt as “${role.mislabelled}”, which is wrong`;
  return '';
}
