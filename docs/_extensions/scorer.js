// Ranks search results: a concept called what was asked for comes first, then headings, then concepts
// whose names begin with it, then pages that have the words, then concepts with it inside a name.
var Scorer = {
  score: ([, title, , , score, , kind]) => {
    if (kind === "title") return score + 10;
    return kind === "object" && isConcept(title) ? nearness(title) + 10 * (score % 1) : score;
  },

  // Priorities from 10 are the weights that concept_search.py gives concepts; all other figures
  // are Sphinx's own.
  objPrio: { 0: 15, 1: 5, 2: -5, 10: 0, 11: 0.1, 12: 0.2, 13: 0.3, 14: 0.4, 15: 0.5, 16: 0.6 },
  objPrioDefault: 0,
  objNameMatch: 11,
  objPartialMatch: 6,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};

const isConcept = (title) => title.includes(" · ");

const joined = (text) => splitQuery(text).join("");

const asked = () => joined(new URLSearchParams(window.location.search).get("q") ?? "");

const nearness = (names) =>
  Math.max(...names.split(" · ").map((name) => closeness(asked(), joined(name))));

const closeness = (query, name) => {
  const share = query.length / name.length;
  if (name === query) return 100;
  if (name.startsWith(query)) return 6 + 8 * share;
  return name.includes(query) ? 1 + 3 * share : 0;
};

// One or two letters are inside thousands of names: who asks for AI does not want Shanghai.
const findObjects = Search.performObjectSearch;
Search.performObjectSearch = (term, terms) => {
  const found = findObjects(term, terms);
  if (!/^[a-z0-9]{1,2}$/.test(asked())) return found;
  const begins = new RegExp(`\\b${asked()}`, "i");
  return found.filter(([, title]) => begins.test(title));
};
