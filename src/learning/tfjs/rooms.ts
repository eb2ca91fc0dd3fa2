import type * as tf from '@tensorflow/tfjs-core';
import { addressOf, free, memory, output } from '../kernels/instance.ts';

/** Places in the backend's memory that stay where they are until all of them are given back. */
export interface Rooms {
  /** The address of a place of so many floats, all zero. */
  floats(count: number): number;
  /** The address of a place of so many bytes. */
  bytes(count: number): number;
  /** A place that the backend's own kernels can read, all zero. */
  tensor(count: number): tf.TensorInfo;
  free(): void;
}

export function createRooms(): Rooms {
  const infos: tf.TensorInfo[] = [];
  // A tensor of no bytes has no place of its own.
  const room = (floats: number, dtype: tf.DataType = 'float32') => {
    const info = output([Math.max(1, floats)], dtype);
    infos.push(info);
    return info;
  };
  const tensor = (count: number) => {
    const info = room(count);
    floatsAt(addressOf(info), count).fill(0);
    return info;
  };
  return {
    floats: (count) => addressOf(tensor(count)),
    bytes: (count) => addressOf(room(Math.ceil(count / 4), 'int32')),
    tensor,
    free() {
      for (const info of infos.splice(0)) free(info);
    },
  };
}

/** What `make` makes in rooms; when it fails, they are given back. */
export function inRooms<Made>(make: (rooms: Rooms) => Made): Made {
  const rooms = createRooms();
  try {
    return make(rooms);
  } catch (error) {
    rooms.free();
    throw error;
  }
}

/** Floats in the backend's memory, until it grows. */
export const floatsAt = (address: number, count: number): Float32Array =>
  new Float32Array(memory().buffer, address, count);
