// jskos-validate looks at each record of a file of newline-delimited JSKOS.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

const require = createRequire(`${process.argv[3]}/`)
const { validate } = require("jskos-validate")
const { version } = JSON.parse(readFileSync(`${process.argv[3]}/node_modules/jskos-validate/package.json`))
const records = readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line))
const scheme = records.find((one) => one.topConcepts)
const concepts = records.filter((one) => one !== scheme)
const bad = [...concepts.filter((one) => !validate.concept(one)), ...[scheme].filter((one) => !validate.scheme(one))]
const total = (number) => concepts.reduce((sum, one) => sum + number(one), 0)
const texts = (of) => Object.values(of ?? {}).flat().length
const related = new Set(concepts.flatMap((one) => (one.related ?? []).map((two) => [one.uri, two.uri].sort().join(" "))))
console.log(JSON.stringify({
  version,
  arrived: {
    concepts: concepts.length,
    preferred: total((one) => texts(one.prefLabel)),
    others: total((one) => texts(one.altLabel)),
    hidden: total((one) => texts(one.hiddenLabel)),
    definitions: total((one) => texts(one.definition)),
    broader: total((one) => (one.broader ?? []).length),
    related: related.size,
    mappings: total((one) => (one.mappings ?? []).length),
  },
  note: `${records.length.toLocaleString("en")} records, ${bad.length} of them not valid`,
}))
