/** Reads values that somebody else may have written: each is what it should be, or an error says where it is not. */
import { fromBase64 } from './base64.ts';

/** A project that cannot be read; the message says where, what was got and what was expected. */
export class ProjectError extends Error {
  override name = 'ProjectError';
}

export type Fields = Readonly<Record<string, unknown>>;

/** A value in few words, for messages. */
export function told(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string')
    return `“${value.slice(0, 40)}${value.length > 40 ? '…' : ''}”${value.length > 40 ? ` (${value.length} letters)` : ''}`;
  return String(value);
}

/** @throws ProjectError always. */
export function refuse(where: string, got: unknown, expected: string): never {
  throw new ProjectError(`${where}: got ${told(got)}, expected ${expected}`);
}

export function fieldsAt(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value))
    refuse(where, value, 'an object');
  return value as Fields;
}

export function listAt(value: unknown, where: string, least: number, most: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length < least || value.length > most)
    refuse(where, value, least === most ? `a list of ${most}` : `a list of ${least} to ${most}`);
  return value;
}

export function textAt(value: unknown, where: string, most: number): string {
  if (typeof value !== 'string' || value === '' || value.length > most)
    refuse(where, value, `a text of 1 to ${most} letters`);
  return value;
}

export function numberAt(value: unknown, where: string, least: number, most: number): number {
  if (typeof value !== 'number' || !(value >= least && value <= most))
    refuse(where, value, `a number from ${least} to ${most}`);
  return value;
}

export function wholeAt(value: unknown, where: string, least: number, most: number): number {
  if (!Number.isInteger(value) || (value as number) < least || (value as number) > most)
    refuse(where, value, `a whole number from ${least} to ${most}`);
  return value as number;
}

export function truthAt(value: unknown, where: string): boolean {
  if (typeof value !== 'boolean') refuse(where, value, 'true or false');
  return value;
}

export function oneOf<T extends string>(value: unknown, where: string, options: readonly T[]): T {
  if (!options.includes(value as T)) refuse(where, value, options.join(' or '));
  return value as T;
}

/** Bytes, as they are on the device, or in base64, as they are in a file. */
export function bytesAt(value: unknown, where: string, least: number, most = least): Uint8Array {
  const wanted = `${least === most ? most : `${least} to ${most}`} bytes`;
  const bytes = typeof value === 'string' ? fromBase64(value) : value;
  if (bytes === null) refuse(where, value, `${wanted} in base64`);
  if (!(bytes instanceof Uint8Array) || bytes.length < least || bytes.length > most)
    refuse(where, bytes, wanted);
  return bytes;
}

/** Numbers of four bytes each, as they are on the device, or in base64, little end first, as they are in a file. */
export function floatsAt(value: unknown, where: string, count: number): Float32Array {
  if (value instanceof Float32Array) {
    if (value.length !== count) refuse(where, value, `${count} numbers of 4 bytes`);
    return value;
  }
  const bytes = bytesAt(value, where, 4 * count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: count }, (_, i) => view.getFloat32(4 * i, true));
}
