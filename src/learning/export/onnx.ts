/**
 * Builds ONNX graphs (https://onnx.ai/onnx/repo-docs/IR.html) and turns them into bytes.
 *
 * `onnx_pb.js` and `onnx_pb.d.ts` are generated from `onnx/onnx-ml.proto` of ONNX 1.12, renamed to onnx.proto, by
 * `protoc --es_out=. --es_opt=target=js+dts,import_extension=js onnx.proto` with @bufbuild/protoc-gen-es 2.17.0.
 */
import { create, toBinary } from '@bufbuild/protobuf';
import {
  type AttributeProto,
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  TensorProto_DataType as DataType,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  TensorProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from './onnx_pb.js';

/** What every file is written for: IR 8 and these operator sets are read by every runtime since 2022. */
const IR_VERSION = 8n;
const OPSETS: Readonly<Record<string, bigint>> = { '': 17n, 'ai.onnx.ml': 1n };

export type Tensor = Float32Array | BigInt64Array | Int8Array | Uint8Array | Uint16Array;

/** Whole numbers are INT, as bigint; a number is FLOAT; typed arrays are INTS and FLOATS. */
export type Attribute = bigint | number | string | BigInt64Array | Float32Array | readonly string[];

/** A whole number is a fixed length, a name is a length that may vary, such as "batch". */
export type Shape = readonly (number | string)[];

const ELEMENT_TYPES = { float32: DataType.FLOAT, int64: DataType.INT64 } as const;
export type ElementType = keyof typeof ELEMENT_TYPES;

/** Collects nodes and constants; values are named by strings. */
export class GraphBuilder {
  readonly #name: string;
  readonly #nodes: NodeProto[] = [];
  readonly #constants: TensorProto[] = [];
  readonly #inputs: ValueInfoProto[] = [];
  readonly #outputs: ValueInfoProto[] = [];
  readonly #described: ValueInfoProto[] = [];
  readonly #domains = new Set(['']);

  constructor(name: string) {
    this.#name = name;
  }

  input(name: string, type: ElementType, shape: Shape): string {
    this.#inputs.push(valueInfo(name, type, shape));
    return name;
  }

  /** Makes an existing value an output of the model. */
  output(name: string, type: ElementType, shape: Shape): void {
    this.#outputs.push(valueInfo(name, type, shape));
  }

  /** Types a value that no tool can infer: the operators of ai.onnx.ml 1 do not say what they give. */
  describe(name: string, type: ElementType, shape: Shape): void {
    this.#described.push(valueInfo(name, type, shape));
  }

  /** A tensor that is stored in the file. @throws RangeError when its length is not that of its shape. */
  constant(name: string, data: Tensor, dims: readonly number[]): string {
    const length = dims.reduce((product, dim) => product * dim, 1);
    if (length !== data.length)
      throw new RangeError(`constant ${name}: ${data.length} values for the shape [${dims.join(', ')}]`);
    this.#constants.push(
      create(TensorProtoSchema, {
        name,
        dims: dims.map(BigInt),
        dataType: dataType(data),
        rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength), // little-endian, as every Node is
      }),
    );
    return name;
  }

  /** Adds an operator of one or more outputs; returns the name of the first. */
  node(
    operator: string,
    inputs: readonly string[],
    outputs: string | readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    domain = '',
  ): string {
    const names = typeof outputs === 'string' ? [outputs] : [...outputs];
    this.#domains.add(domain);
    this.#nodes.push(
      create(NodeProtoSchema, {
        name: names[0]!,
        opType: operator,
        domain,
        input: [...inputs],
        output: names,
        attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
      }),
    );
    return names[0]!;
  }

  /** The file. The same calls give the same bytes. */
  toBytes(metadata: Readonly<Record<string, string>>): Uint8Array {
    return toBinary(
      ModelProtoSchema,
      create(ModelProtoSchema, {
        irVersion: IR_VERSION,
        producerName: 'doodles',
        opsetImport: [...this.#domains].map((domain) => ({ domain, version: OPSETS[domain]! })),
        metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
        graph: {
          name: this.#name,
          node: this.#nodes,
          initializer: this.#constants,
          input: this.#inputs,
          output: this.#outputs,
          valueInfo: this.#described,
        },
      }),
    );
  }
}

function dataType(data: Tensor): DataType {
  if (data instanceof Float32Array) return DataType.FLOAT;
  if (data instanceof BigInt64Array) return DataType.INT64;
  if (data instanceof Uint16Array) return DataType.UINT16;
  return data instanceof Int8Array ? DataType.INT8 : DataType.UINT8;
}

function valueInfo(name: string, type: ElementType, shape: Shape): ValueInfoProto {
  const dim = shape.map((length) => ({
    value:
      typeof length === 'number'
        ? { case: 'dimValue' as const, value: BigInt(length) }
        : { case: 'dimParam' as const, value: length },
  }));
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType: ELEMENT_TYPES[type], shape: { dim } } } },
  });
}

const utf8 = new TextEncoder();

function attribute(name: string, value: Attribute): AttributeProto {
  const make = (type: AttributeType, fields: object) =>
    create(AttributeProtoSchema, { name, type, ...fields });
  if (typeof value === 'bigint') return make(AttributeType.INT, { i: value });
  if (typeof value === 'number') return make(AttributeType.FLOAT, { f: value });
  if (typeof value === 'string') return make(AttributeType.STRING, { s: utf8.encode(value) });
  if (value instanceof BigInt64Array) return make(AttributeType.INTS, { ints: [...value] });
  if (value instanceof Float32Array) return make(AttributeType.FLOATS, { floats: [...value] });
  return make(AttributeType.STRINGS, { strings: value.map((text) => utf8.encode(text)) });
}

/** The `to` of a Cast. */
export const elementCode = (type: ElementType): bigint => BigInt(ELEMENT_TYPES[type]);

/** int64 values, as shapes and indices need them. */
export const int64s = (values: Iterable<number>): BigInt64Array => BigInt64Array.from(values, BigInt);
