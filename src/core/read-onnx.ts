/**
 * Reads back what the figures need of an ONNX file: constants by name, and nodes with their attributes.
 * Only the fields that this project's exporter writes: raw data, float and integer lists, strings.
 * Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

export interface OnnxConstant {
  readonly dims: readonly number[];
  /** Empty for constants that are not float32. */
  readonly values: Float32Array;
  /** Of constants of whole numbers (int8, uint8, uint16, int32, int64); empty for others. */
  readonly integers: Int32Array;
}

export interface OnnxNode {
  readonly operator: string;
  /** Names of the values that it takes. */
  readonly inputs: readonly string[];
  /** Name of the first value that it gives. */
  readonly output: string;
  /** Lists of numbers by attribute name; single numbers are lists of one. */
  readonly numbers: ReadonlyMap<string, readonly number[]>;
}

export interface OnnxGraph {
  readonly constants: ReadonlyMap<string, OnnxConstant>;
  readonly nodes: readonly OnnxNode[];
}

const FLOAT = 1; // TensorProto.DataType
/** Whole numbers of a buffer that holds nothing else, by TensorProto.DataType. */
const INTEGERS: Readonly<Record<number, (raw: ArrayBuffer) => Int32Array>> = {
  2: (raw) => Int32Array.from(new Uint8Array(raw)),
  3: (raw) => Int32Array.from(new Int8Array(raw)),
  4: (raw) => Int32Array.from(new Uint16Array(raw)),
  6: (raw) => new Int32Array(raw),
  7: (raw) => Int32Array.from(new BigInt64Array(raw), Number),
};
type Fields = Readonly<Record<number, (reader: BinaryReader, wire: WireType) => void>>;

/** Walks one message, hands the fields that are wanted to their readers, and skips the others. */
function read(bytes: Uint8Array, fields: Fields): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    const wanted = fields[field];
    if (wanted) wanted(reader, wire);
    else reader.skip(wire, field);
  }
}

/** A repeated number may come packed into one field or as many. */
function numbers(into: number[], one: (reader: BinaryReader) => number) {
  return (reader: BinaryReader, wire: WireType) => {
    if (wire !== WireType.LengthDelimited) {
      into.push(one(reader));
      return;
    }
    const end = reader.uint32() + reader.pos;
    while (reader.pos < end) into.push(one(reader));
  };
}
const integer = (reader: BinaryReader) => Number(reader.int64());
const float = (reader: BinaryReader) => reader.float();

/** @throws Error when the bytes are no ONNX model with a graph. */
export function readOnnx(bytes: Uint8Array): OnnxGraph {
  let graph: OnnxGraph | undefined;
  // ModelProto
  read(bytes, {
    7: (reader) => {
      graph = readGraph(reader.bytes());
    },
  });
  if (!graph) throw new Error('not an ONNX model: it has no graph');
  return graph;
}

function readGraph(bytes: Uint8Array): OnnxGraph {
  const constants = new Map<string, OnnxConstant>();
  const nodes: OnnxNode[] = [];
  // GraphProto
  read(bytes, {
    1: (reader) => {
      nodes.push(readNode(reader.bytes()));
    },
    5: (reader) => {
      const { name, constant } = readTensor(reader.bytes());
      constants.set(name, constant);
    },
  });
  return { constants, nodes };
}

function readNode(bytes: Uint8Array): OnnxNode {
  let operator = '';
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, readonly number[]>();
  // NodeProto
  read(bytes, {
    1: (reader) => {
      inputs.push(reader.string());
    },
    2: (reader) => {
      outputs.push(reader.string());
    },
    4: (reader) => {
      operator = reader.string();
    },
    5: (reader) => {
      let name = '';
      const values: number[] = [];
      // AttributeProto
      read(reader.bytes(), {
        1: (inner) => {
          name = inner.string();
        },
        2: numbers(values, float),
        3: numbers(values, integer),
        7: numbers(values, float),
        8: numbers(values, integer),
      });
      if (values.length > 0) attributes.set(name, values);
    },
  });
  return { operator, inputs, output: outputs[0] ?? '', numbers: attributes };
}

function readTensor(bytes: Uint8Array): { name: string; constant: OnnxConstant } {
  const dims: number[] = [];
  const listed: number[] = [];
  let type = 0;
  let name = '';
  let raw: Uint8Array | undefined;
  // TensorProto
  read(bytes, {
    1: numbers(dims, integer),
    2: (reader) => {
      type = reader.int32();
    },
    4: numbers(listed, float),
    8: (reader) => {
      name = reader.string();
    },
    9: (reader) => {
      raw = reader.bytes();
    },
  });
  // Copied, since the bytes may start anywhere in a larger buffer.
  const values =
    type !== FLOAT
      ? new Float32Array()
      : raw
        ? new Float32Array(new Uint8Array(raw).buffer)
        : Float32Array.from(listed);
  const integers = raw === undefined ? undefined : INTEGERS[type]?.(new Uint8Array(raw).buffer);
  return { name, constant: { dims, values, integers: integers ?? new Int32Array() } };
}
