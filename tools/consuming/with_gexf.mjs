// graphology reads a network in GEXF.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

const require = createRequire(`${process.argv[3]}/`)
const { DirectedGraph, MultiDirectedGraph } = require("graphology")
const gexf = require("graphology-gexf")
const { version } = JSON.parse(readFileSync(`${process.argv[3]}/node_modules/graphology-gexf/package.json`))
const graph = gexf.parse(MultiDirectedGraph ?? DirectedGraph, readFileSync(process.argv[2], "utf8"))
console.log(JSON.stringify({
  version, arrived: {}, asked: [], note: `${graph.order.toLocaleString("en")} nodes and ${graph.size.toLocaleString("en")} edges`,
}))
