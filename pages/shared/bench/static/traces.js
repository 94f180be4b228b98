// @ts-check
/**
 * Drawing some points, lines, texts and bars of a figure anew and leaving the rest of it alone. Plotly's
 * own ways, `animate` and `restyle`, read every attribute of every trace and axis again at each moment,
 * which is four fifths of their time. So this file leans on Plotly's internals as axes.js does
 * (_fullData, calcdata, _plots, a trace's _module with calc and plot); seen in Plotly.js 3;
 * tests/browser/test_bench.py fails with a sentence when they are gone.
 */

import { axesOf } from './axes.js'

/** What a trace of each of these types may change without its figure. */
const LIGHT = {
  scatter: new Set(['x', 'y', 'text', 'hovertext', 'hovertemplate', 'customdata']),
  bar: new Set(['y']),
}
const AT_ONCE = { duration: 0 } // with this, Plotly keeps what it has drawn of traces that are not named

/** Make these changes, pairs of a trace's place and its new properties; answers with those it cannot make. */
export function redraw(div, pairs) {
  const left = pairs.filter(([place, change]) => !take(div, place, change))
  const taken = pairs.filter((pair) => !left.includes(pair)).map(([place]) => div.calcdata[place])
  const bars = taken.filter(([{ trace }]) => trace.type === 'bar')
  for (const made of taken) if (!bars.includes(made)) plot(div, [made], AT_ONCE)
  for (const id of new Set(bars.map(subplot))) {
    bars[0][0].trace._module.crossTraceCalc(div, div._fullLayout._plots[id]) // how they stand side by side
    plot(div, div.calcdata.filter((made) => made[0].trace.type === 'bar' && subplot(made) === id))
  }
  if (bars.length) bars[0][0].trace._module.style(div)
  return left
}

/** Whether a trace is drawn and can take a change by itself; if so, it has taken it. */
function take(div, place, change) {
  const trace = div._fullData?.[place]
  const drawn = trace?.visible === true && div.calcdata?.[place]?.[0].trace === trace
  if (!drawn || !Object.keys(change).every((name) => LIGHT[trace.type]?.has(name))) return false
  const axes = axesOf(div, trace)
  if (Object.keys(change).some((name) => axes[name]?.autorange)) return false // it may need another range
  Object.assign(div.data[place], change)
  Object.assign(trace, change)
  trace._length = Math.min(trace.x.length, trace.y.length)
  const made = trace._module.calc(div, trace)
  Object.assign(made[0], { trace, t: made[0].t ?? {} })
  div.calcdata[place] = made
  return true
}

const subplot = ([{ trace }]) => trace.xaxis + trace.yaxis

/** Draw traces of one type and one pair of axes. */
function plot(div, traces, how) {
  const { _module } = traces[0][0].trace, info = div._fullLayout._plots[subplot(traces[0])]
  const layer = info.plot.select(`.${_module.layerName ?? `${_module.name}layer`}`)
  _module.plot(div, info, traces, layer, how)
}
