// @ts-check
/** Reading what Python sends: a JSON text followed by the bytes of its arrays (see wire.py). */

const KINDS = {
  f8: Float64Array, f4: Float32Array, i4: Int32Array, i2: Int16Array, i1: Int8Array,
  u4: Uint32Array, u2: Uint16Array, u1: Uint8Array,
}

/**
 * The scene in a message: the same as Python's, its arrays as typed arrays that share one buffer.
 * @param {Uint8Array} bytes
 */
export function decode(bytes) {
  const buffer = bytes.slice().buffer // a copy starts at 0, where every kind of number is aligned
  const length = new DataView(buffer).getUint32(0, true)
  const text = new TextDecoder().decode(new Uint8Array(buffer, 8, length))
  const body = 8 + Math.ceil(length / 8) * 8
  return JSON.parse(text, (_, value) => (value && value.$ ? array(buffer, body, value) : value))
}

/** One array; one of two dimensions is a list of its rows, one of three a list of such lists. */
function array(buffer, body, { $: kind, at, shape }) {
  const Kind = KINDS[kind]
  const count = shape.reduce((product, side) => product * side, 1)
  return nested(new Kind(buffer, body + at, count), shape)
}

/** Numbers in rows, and rows in tables, as the shape says. @param {number[]} shape */
function nested(flat, shape) {
  const [first, ...inner] = shape
  if (!inner.length) return flat
  const wide = flat.length / (first || 1)
  return Array.from({ length: first }, (_, i) => nested(flat.subarray(i * wide, (i + 1) * wide), inner))
}

/** Whether two values that Python could have sent are the same. */
export function alike(one, other) {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false
  if (ArrayBuffer.isView(one)) return sameNumbers(one, other)
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => alike(one[name], other[name]))
}

/** @param {any} one @param {any} other arrays of one kind or another */
function sameNumbers(one, other) {
  return one.length === other.length && one.every((value, i) => Object.is(value, other[i]))
}
