// What the page says in its own language: the words come with the data, and what they tell of is put into their {places}.

const PLACE = /\{(\w+)\}/;

/** A text in parts: what is put into its places, and what stands between them. */
const filled = (text, given) => text.split(PLACE).map((part, at) => (at % 2 ? given[part] : part));

/** The words of a page, and what says them. */
export function wordsOf(words) {
  const rules = new Intl.PluralRules(words.language);
  const { badges, counts, explorer } = words;

  function known(table, key) {
    if (!Object.hasOwn(table, key)) throw new Error(`no words for ${key}`);
    return table[key];
  }

  /** A number as people write it: 12,345 in English. */
  const number = (n) => n.toLocaleString(words.language);
  /** A phrase in parts, with texts or elements in its places. */
  const parts = (key, given = {}) => filled(known(explorer, key), given);
  /** A phrase with texts in its places. */
  const say = (key, given = {}) => parts(key, given).join("");
  /** So many of something: "1 term", "12 terms". Another text may stand for the number: "3 of 12". */
  function count(key, n, given = {}) {
    const forms = known(counts, key);
    return filled(forms[rules.select(n)] ?? forms.other, { n: number(n), ...given }).join("");
  }
  /** What stands beside a term for its status: the status itself where there is no other word for it. */
  const badge = (status) => (Object.hasOwn(badges, status) ? badges[status] : status);

  return { ...words, number, parts, say, count, badge };
}
