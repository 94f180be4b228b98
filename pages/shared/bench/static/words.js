// @ts-check
/** Numbers as they stand in a sentence, the same as in pages/shared/words.py and figures/writing.py; and in a box. */

const EXACT = 60 // digits: as many as it takes to see whether a number lies just between two others
const GROUPED = 10_000

/** A number with sensible digits and a real minus sign: −0.68, 1.82, 2.31 × 10⁻⁵. */
export function number(value, digits = 4) {
  const size = Math.abs(value), sign = value < 0 ? '−' : ''
  const rounded = size ? nearest(size, digits) : '0', plain = Number(rounded)
  if (size && !(plain >= 1e-4 && plain < 1e6)) {
    const [mantissa, power] = rounded.split('e')
    return `${sign}${Number(mantissa)} × 10${superscript(Number(power))}`
  }
  const shown = plain >= GROUPED ? plain.toLocaleString('en-US', { maximumFractionDigits: 10 }) : String(plain)
  return shown === '0' ? shown : sign + shown
}

/** As a factor or a term of a sum: in brackets if it has a sign. */
export function term(value) {
  const text = number(value, 3)
  return text.startsWith('−') ? `(${text})` : text
}

/** Where there is little room. */
export const short = (value) => number(hundredths(value), 3)

/** As one types it into a box, to four digits. */
export const typed = (value) => String(Number(value.toPrecision(4)))

const STYLES = { number, term, short }

/** A text with the numbers of a row in its blanks: `{3:term}` is that of column 3. */
export function filled(text, row) {
  return text.replace(/\{(\d+):(\w+)\}/g, (_, column, style) => STYLES[style](row[column]))
}

/** So many digits of a size, as `1.25e-3`; from just between two the even one, as in Python. */
function nearest(size, digits) {
  const [all, power] = size.toExponential(EXACT).split('e')
  const between = /^50*$/.test(all.slice(digits + 1).replace('.', ''))
  const even = '02468'.includes(all[digits > 1 ? digits : 0])
  return between && even ? `${all.slice(0, digits + 1)}e${power}` : size.toExponential(digits - 1)
}

/** Rounded to hundredths; from just between two, such as 0.125, to the even one. */
function hundredths(value) {
  if (Math.abs(value) >= 1e15) return value
  const low = Math.floor(value * 100)
  if (Math.abs(value * 8) % 2 === 1) return (low + (Math.abs(low) % 2)) / 100
  return Number(value.toFixed(2))
}

const superscript = (power) => String(power).replace(/./g, (sign) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)])
