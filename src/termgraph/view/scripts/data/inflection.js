// Singular and plural, British and American, with articles and Greek letters: by the rules of `names.inflection` in
// Python, which come with the data.

const WORD = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*[+#]*/gu;
const GREEK = /(?<![\u0391-\u03c9])[\u0391-\u03c9](?![\u0391-\u03c9])/g;

/** What most names are made of: there words are what is between the spaces and hyphens. */
const PLAIN = /^[a-z0-9 -]*$/i;

/** The words of a text, in lower case, without accents and other marks. As `names.words` in Python. */
export function wordsOf(text) {
  if (PLAIN.test(text)) return text.toLowerCase().split(/[ -]+/).filter(Boolean);
  const bare = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("’", "'");
  return bare.match(WORD) ?? [];
}

/** The beginning of a word that its other forms have as well, but for a few; for finding candidates. */
const stem = (word) => word.slice(0, Math.max(3, word.length - 3));

/** A function of a word that remembers what it has said: names share their words. */
function remembered(make) {
  const known = new Map();
  return (word) => {
    if (!known.has(word)) known.set(word, make(word));
    return known.get(word);
  };
}

const made = new WeakMap();

/**
 * What is asked of the rules: `spellingKeys(name)`, of which two names that are the same but for spelling share one;
 * `speltWords(name)`, the words that these are made of; and `phrase(text)`, for words that are looked for in any order, number and spelling.
 */
export function inflectionOf(rules) {
  if (!made.has(rules)) made.set(rules, inflectionBy(rules));
  return made.get(rules);
}

function inflectionBy(rules) {
  const british = rules.american.map(([pattern, instead, least]) => [new RegExp(pattern, "g"), instead, least]);
  const articles = new Set(rules.articles);

  const american = remembered((word) => {
    if (Object.hasOwn(rules.words, word)) return rules.words[word];
    return british.reduce((spelt, [old, instead, least]) => (spelt.length < least ? spelt : spelt.replace(old, instead)), word);
  });

  const singulars = remembered((word) => {
    if (word.endsWith("'s")) return [word.slice(0, -2)];
    if (Object.hasOwn(rules.irregular, word)) return [...rules.irregular[word], word];
    if (word.length <= 3) return [word];
    const found = rules.plurals.find(([ending]) => word.endsWith(ending) && word.length > ending.length);
    if (found) return [...found[1].map((stem) => word.slice(0, -found[0].length) + stem), word];
    const isPlural = word.endsWith("s") && !rules.singular.some((ending) => word.endsWith(ending));
    return isPlural ? [word.slice(0, -1), word] : [word];
  });

  /** The words of a name, Greek letters and "&" in words. */
  const speltWords = (name) =>
    wordsOf(name.replace(GREEK, (letter) => ` ${rules.greek[letter] ?? letter} `).replaceAll("&", " and "));

  function spellingKeys(name) {
    const words = speltWords(name);
    if (words.length > 1 && articles.has(words[0])) words.shift();
    if (!words.length) return [];
    const front = words.slice(0, -1).map((word) => american(word.endsWith("s") ? singulars(word)[0] : word)).join("");
    const keys = [...singulars(words.at(-1)).map((one) => front + american(one)), words.map(american).join("")];
    return [...new Set(keys.map((key) => key.replaceAll("'", "")))];
  }

  const wordKeys = (word) => new Set(singulars(word).map(american));

  /** As `Phrase` in Python: `stems`, and `fit(text)`, 0 as it is typed, 1 but for inflection, 2 in its words, -1 not. */
  function phrase(typed) {
    const exact = typed.trim().toLowerCase().replace(/\s+/g, " ");
    const words = wordsOf(typed);
    const stems = words.map(stem);
    const wanted = words.map(wordKeys);
    function fit(text) {
      if (text.includes(exact)) return 0;
      if (!words.length || !stems.every((start) => text.includes(start))) return -1;
      const own = wordsOf(text).map((word) => [...wordKeys(word)]);
      const places = wanted.map((keys) => new Set(own.flatMap((all, at) => (all.some((key) => keys.has(key)) ? [at] : []))));
      if (!places.every(({ size }) => size)) return -1;
      return [...places[0]].some((start) => places.every((found, at) => found.has(start + at))) ? 1 : 2;
    }
    return { stems, fit };
  }

  return { spellingKeys, speltWords, phrase };
}
